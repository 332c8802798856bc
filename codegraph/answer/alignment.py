"""Which source a sentence without a citation rests on: overlap of words, weighted by their rarity in the pack. Pure.

A word that few parts hold says more than one that all hold; a whole identifier says more than its pieces; and an
identifier that no part holds speaks against every part. Nothing is guessed below the threshold.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegraph.answer.citations import cited_numbers
from codegraph.answer.sentences import split_sentences
from codegraph.text import split_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.answer.sentences import Sentence
    from codegraph.model import Part

_THRESHOLD = 0.35
_DOUBT = 0.2
_FEWEST_MATCHES = 2
_FEWEST_WORDS = 3
_IDENTIFIER_FACTOR = 2.0
_UNKNOWN_WORD = 0.5
_SHORTEST_WORD = 3
_WORD = re.compile(r"[^\W\d]\w*(?:(?:::|\.)[^\W\d]\w*)*")
_IDENTIFIER = re.compile(r"_|::|\w\.\w|[a-z][A-Z]|\d")
_MARKER = re.compile(r"\[\d[\d\s,;\u2013-]*\]")
_STOP_WORDS = frozenset(
    """about after all also and any are because been before being both but can cannot code could does each every file
    files first for from function functions given has have how however into its itself like line lines made make makes
    may means method methods more most must not note now one only other our out over part same see shall should show
    shown shows since some source sources such than that the their them then there therefore these they this those
    through thus type types under until use used uses using value values very was well were what when where whether
    which while who will with within without would you your""".split()  # noqa: SIM905 - a table of words
)


@dataclass(frozen=True, slots=True)
class Support:
    """What a sentence rests on: the part's number, or 0 for none; `score` is the share of its words found there."""

    sentence: Sentence
    part: int
    score: float


def support_of(answer: str, parts: Sequence[Part]) -> list[Support]:
    """Align each sentence of `answer` that claims something and cites nothing; part 0 is unsupported.

    Sentences with a marker, questions, and sentences of fewer than three words that carry meaning are left out.
    """
    bags, frequency = _bags(parts)
    found = []
    for sentence in split_sentences(answer):
        if _MARKER.search(sentence.text) or sentence.text.endswith("?"):
            continue
        terms = _terms(sentence.text)
        if len(terms) >= _FEWEST_WORDS or any(factor > 1 for factor in terms.values()):
            found.append(_best(sentence, terms, bags, frequency))
    return found


def doubtful_sentences(answer: str, parts: Sequence[Part]) -> list[Sentence]:
    """List the sentences that cite sources of the pack which hold hardly any of their words.

    Such a citation exists, but a reader should look before trusting it; forced citations of small models need this.
    """
    bags, frequency = _bags(parts)
    found = []
    for sentence in split_sentences(answer):
        cited = {number: bags[number] for number in cited_numbers(sentence.text, frozenset(bags)) if number in bags}
        terms = _terms(_MARKER.sub(" ", sentence.text))
        if not cited or len(terms) < _FEWEST_WORDS:
            continue
        weights = {term: _weight(term, factor, len(bags), frequency) for term, factor in terms.items()}
        shares = [sum(weights[term] for term in terms if term in bag) / sum(weights.values()) for bag in cited.values()]
        if max(shares) < _DOUBT:
            found.append(sentence)
    return found


def _bags(parts: Sequence[Part]) -> tuple[dict[int, frozenset[str]], dict[str, int]]:
    """Give the terms of each part by its number, and in how many parts each term is."""
    bags = {part.n: _bag(f"{part.path} {part.symbol} {part.text}") for part in parts}
    frequency: dict[str, int] = {}
    for bag in bags.values():
        for term in bag:
            frequency[term] = frequency.get(term, 0) + 1
    return bags, frequency


def _best(
    sentence: Sentence, terms: Mapping[str, float], bags: Mapping[int, frozenset[str]], frequency: Mapping[str, int]
) -> Support:
    weights = {term: _weight(term, factor, len(bags), frequency) for term, factor in terms.items()}
    whole = sum(weights.values())
    best = Support(sentence, 0, 0.0)
    for number, bag in bags.items():
        matches = [term for term in terms if term in bag]
        score = sum(weights[term] for term in matches) / whole
        enough = len(matches) >= _FEWEST_MATCHES or any(terms[term] > 1 for term in matches)
        if enough and score >= _THRESHOLD and score > best.score:
            best = Support(sentence, number, score)
    return best


def _weight(term: str, factor: float, parts: int, frequency: Mapping[str, int]) -> float:
    if term in frequency:
        return factor * math.log1p(parts / frequency[term])
    # an identifier that nobody wrote outweighs a rare one that somebody did
    return _UNKNOWN_WORD if factor == 1 else 2 * factor * math.log1p(parts)


def _terms(text: str) -> dict[str, float]:
    """Give the words of a sentence that mean something, each with its factor."""
    terms: dict[str, float] = {}
    for word in _WORD.findall(text):
        if _IDENTIFIER.search(word):
            for name in re.split(r"::|\.", word):
                if len(name) >= _SHORTEST_WORD:
                    terms[name.lower()] = _IDENTIFIER_FACTOR if _IDENTIFIER.search(name) else 1.0
        elif len(word) >= _SHORTEST_WORD and word.lower() not in _STOP_WORDS:
            terms.setdefault(_stem(word.lower()), 1.0)
    return terms


def _bag(text: str) -> frozenset[str]:
    """Give the terms of a part: its words and identifiers whole, and the pieces of identifiers."""
    bag: set[str] = set()
    for word in re.findall(r"[^\W\d]\w*", text):
        bag.add(word.lower())
        bag.add(_stem(word.lower()))
        bag.update(_stem(piece) for piece in split_identifier(word))
    return frozenset(bag)


def _stem(word: str) -> str:
    """Cut the commonest English endings, so that `detects` and `detected` meet `detect`."""
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_WORD:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > _SHORTEST_WORD else word
