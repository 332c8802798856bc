"""Training pairs (what someone asks, the text of a chunk that answers) from definitions and commits.

The chunk's side is written by the package's own recipe. Randomness comes from the path, so that the same sources
give the same pairs in any order.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.embed.recipe import embedded_text
from codegraph.embed.tokenizer import find_words, split_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction import Definition, Source

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-Z`<@])|\n\s*\n")
_LEGAL = re.compile(r"licen[cs]e|copyright|warrant|all rights reserved|redistribut", re.IGNORECASE)
_TEMPLATES = (
    "how {}",
    "how does it {}",
    "how to {}",
    "where is the code that {}",
    "{} implementation",
    "which function {}",
    "what {}",
    "where {} is implemented",
    "handling of {}",
    "how {} works",
)
_MAX_QUESTION_WORDS = 32
_MIN_QUESTION_WORDS = 3
_MIN_CHUNK_WORDS = 6
_MIN_BODY_WORDS = 15
_ITEMS_PER_FILE = 8
_OTHER_SENTENCES = 3
_ITEMS_PER_COMMIT = 4


class Pair(NamedTuple):
    """One example. Pairs of one `chunk`, and a `wide` pair and others of its `file`, are not told apart in training.

    `kind` is what the question was made from: `docs`, `name`, `place` or `commit`.
    """

    question: str
    text: str
    file: str
    chunk: str
    kind: str
    wide: bool = False
    held_out: bool = False


def make_pairs(source: Source, path: str, *, held_out: bool) -> Iterator[Pair]:
    """Make the pairs of one file; of a held-out file only doc -> code, with the docs left out of the code."""
    rng = random.Random(path)  # noqa: S311  repeatable, not secret
    definitions = [(number, item) for number, item in enumerate(source.definitions) if _is_worthwhile(item)]
    for number, item in definitions:
        chunk = f"{path}#{number}"
        sentences = _sentences(item.docs)
        if held_out:
            if sentences:
                yield Pair(sentences[0], _text(item, ""), path, chunk, "docs", held_out=True)
            continue
        yield from _doc_pairs(item, sentences, path, chunk, rng)
        yield from _name_pairs(item, path, chunk, rng)
    if not held_out:
        yield from _file_pairs(source, definitions, path, rng)


def commit_pairs(subject: str, touched: Iterable[tuple[str, Source, int]]) -> Iterator[Pair]:
    """Pair the subject of a commit with the first definitions that it touched: path, file, number of the definition."""
    rng = random.Random(subject)  # noqa: S311  repeatable, not secret
    worthwhile = [one for one in touched if _is_worthwhile(one[1].definitions[one[2]])]
    question = " ".join(find_words(subject)[:_MAX_QUESTION_WORDS])
    for path, source, number in worthwhile[:_ITEMS_PER_COMMIT]:
        item = source.definitions[number]
        docs = item.docs if rng.random() < 0.5 else ""
        yield Pair(question, _text(item, docs), path, f"{path}#{number}", "commit", wide=True)


def _is_worthwhile(item: Definition) -> bool:
    return len(find_words(item.signature)) + len(find_words(item.body[:400])) >= _MIN_CHUNK_WORDS


def _text(item: Definition, docs: str) -> str:
    # names once, where an index has them three times: else training takes back the weight they are given there
    names = f"{item.container} {item.name} {item.signature}"
    return embedded_text(name="", signature=names, docs=docs, body=item.body)


def _sentences(docs: str) -> list[str]:
    found = []
    for sentence in _SENTENCE.split(docs):
        words = find_words(sentence)
        if len(words) >= _MIN_QUESTION_WORDS and not _LEGAL.search(sentence):
            found.append(" ".join(words[:_MAX_QUESTION_WORDS]))
    return found


def _doc_pairs(item: Definition, sentences: list[str], path: str, chunk: str, rng: random.Random) -> Iterator[Pair]:
    if not sentences:
        return
    first, rest = sentences[0], sentences[1:]
    yield Pair(first, _text(item, " ".join(rest) if rng.random() < 0.3 else ""), path, chunk, "docs")
    if rng.random() < 0.9:
        question = rng.choice(_TEMPLATES).format(first)
        yield Pair(question, _text(item, " ".join(rest) if rng.random() < 0.7 else ""), path, chunk, "docs")
    for at in rng.sample(range(len(rest)), min(_OTHER_SENTENCES, len(rest))):
        others = [first, *rest[:at], *rest[at + 1 :]]
        yield Pair(rest[at], _text(item, " ".join(others)), path, chunk, "docs")


def _name_pairs(item: Definition, path: str, chunk: str, rng: random.Random) -> Iterator[Pair]:
    if rng.random() < 0.7 and len(find_words(item.body[:600])) >= _MIN_BODY_WORDS:
        name = _parts(f"{item.container} {item.name}" if rng.random() < 0.5 else item.name)
        if name:
            yield Pair(name, embedded_text(name="", docs=item.docs, body=item.body), path, chunk, "name")
    draw = rng.random()
    if draw < 0.35 and (item.container or item.docs):
        name = _parts(f"{item.container} {item.name}")
        yield Pair(rng.choice(_TEMPLATES).format(name), _text(item, item.docs), path, chunk, "name")
    elif draw < 0.6 and item.name:
        yield Pair(item.name, _text(item, item.docs), path, chunk, "name")


def _file_pairs(
    source: Source, numbered: list[tuple[int, Definition]], path: str, rng: random.Random
) -> Iterator[Pair]:
    head = _sentences(source.head)
    place = _parts(" ".join(path.rsplit(".", 1)[0].split("/")[-2:]))
    for number, item in rng.sample(numbered, min(_ITEMS_PER_FILE, len(numbered))):
        question = rng.choice(head[:3]) if head and rng.random() < 0.7 else place
        if rng.random() < 0.5:
            question = rng.choice(_TEMPLATES).format(question)
        yield Pair(question, _text(item, item.docs), path, f"{path}#{number}", "place", wide=True)


def _parts(name: str) -> str:
    return " ".join(part for word in find_words(name) for part in split_word(word))
