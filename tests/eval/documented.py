"""Definitions with their docs, and source files without them: questions whose answers do not hold their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.roles import is_test_path
from codegraph.model import SymbolKind
from codegraph.parse.parsing import parse_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.model import Facts, SymbolFact

_KINDS = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.MACRO,
    }
)
_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(
    r"""^\s*(/\*+!?|\{-+\|?|@(module|type)?doc\s+(~[sS])?\"{3}|[rR]?(\"{3}|'{3})|--\[=*\[|=begin|#+)\s*$"""
)
_CLOSING = re.compile(r"""^\s*(\*+/|-\}|\"{3}|'{3}|\]=*\]|=end|#+)\s*$""")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`<@{\[])|\n\s*\n|\n\s*(?=[-*@:\\#]|\d+\.)")
_MARKUP = re.compile(r"\{@\w+\s+([^{}]*)\}|\[`?([^\[\]`]+)`?\](?:\([^()]*\)|\[[^\[\]]*\])?|</?[a-zA-Z][^<>]{0,60}>")
_POOR = re.compile(
    r"licen[cs]e|copyright|all rights reserved|deprecated|^(todo|fixme|see|note|same as|like|alias|inheritdoc|params?|"
    r"returns?:?$|test|example|usage|@|\\)\b|https?:|^[-=_*#\s]+$",
    re.IGNORECASE,
)
_PACKAGE = re.compile(r"^(Package|Module) \S+ (is |provides? |implements? |contains? |defines? )?|^\S+\.\w+ - ")
_FEWEST_WORDS, _MOST_WORDS = 5, 40
_FEWEST_LINES_BELOW = 2
_MARK_WORDS = frozenset({"doc", "moduledoc", "typedoc", "r"})


class Documented(NamedTuple):
    """A definition with docs: its number among the symbols (0: the file), the first sentence, the docs' lines."""

    symbol: int
    sentence: str
    first: int
    last: int


class Bare(NamedTuple):
    """A file without some docs: its bytes with their lines left empty, its facts, the definitions that lost them."""

    source: bytes
    facts: Facts
    documented: tuple[Documented, ...]


def without_docs(path: str, language: str, source: bytes, only: frozenset[int] | None = None) -> Bare | None:
    """Blank the docs of a file's definitions (or of those `only`), and keep the definitions that lost theirs.

    Lines keep their numbers. A file whose definitions are others afterwards is given up: what was taken for docs was
    code, or the language needs them.
    """
    facts = parse_file(path, language, source)
    found = [one for one in _documented(facts, source) if only is None or one.symbol in only]
    if not found:
        return None
    bare = _blank(source, found)
    after = parse_file(path, language, bare)
    if _outline(after) != _outline(facts):
        return None
    lines = bare.decode("utf-8", "replace").split("\n")
    lost = [one for one in found if _is_lost(one, after.symbols[one.symbol], lines)]
    return Bare(bare, after, tuple(lost))


def is_source(path: str) -> bool:
    """Tell whether a file is code that questions are about: no test, example or benchmark, nothing vendored."""
    return not is_test_path(path) and _OTHERS.search(path) is None


_OTHERS = re.compile(
    r"(^|/)(vendor(ed)?|third[_-]?party|node_modules|generated|dist|docs?|website|scripts?|tools?|ci|\.github|\.[^/]+|"
    r"demos?|samples?|playground|fuzz(ing)?|[^/]*[-_.]tests?|tests?[-_.][^/]*)/|\.(min|gen|pb)\.|(^|/)gulpfile|\.config\.",
    re.IGNORECASE,
)


def question_of(docs: str, name: str) -> str:
    """Give the first sentence of docs as a question, on one line; empty where it is none, or says the name.

    A name at its start, as Go has it, is taken off. Links keep their text.
    """
    text = _MARKUP.sub(lambda found: (found[1] or found[2] or "").rpartition("::")[2], docs.strip())
    sentence = " ".join(_END.split(text, maxsplit=1)[0].split()).replace("`", "").rstrip(".:")
    sentence = _PACKAGE.sub("", sentence)
    sentence = re.sub(rf"^(the\s+)?{re.escape(name)}(\(\))?\b\s*[-:]*\s*", "", sentence) if name else sentence
    words = sentence.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _POOR.search(sentence) or not sentence.isascii():
        return ""
    if name and re.search(rf"\b{re.escape(name)}\b", sentence) and not (name.islower() and name.isalpha()):
        return ""
    return sentence


def _documented(facts: Facts, source: bytes) -> list[Documented]:
    lines = source.decode("utf-8", "replace").split("\n")
    found = []
    for number, symbol in enumerate(facts.symbols):
        lines_below = symbol.span.end_line - symbol.name_line
        if not symbol.docs or (number and symbol.kind not in _KINDS) or lines_below < _FEWEST_LINES_BELOW:
            continue
        region = _region(symbol, lines)
        sentence = question_of(symbol.docs, symbol.name if number else "")
        if region is not None and sentence:
            found.append(Documented(number, sentence, *region))
    return found


def _region(symbol: SymbolFact, lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the lines (from 1, both ends included) that hold the docs and nothing else."""
    wanted = [words for line in symbol.docs.split("\n") if (words := _words(line))]
    start, end = symbol.span.start_line - 1, symbol.span.end_line
    at = next((row for row in range(start, end) if wanted and _words(lines[row])[-len(wanted[0]) :] == wanted[0]), -1)
    if at < 0 or not set(_words(lines[at])[: -len(wanted[0])]) <= _MARK_WORDS:
        return None
    row, last = at, at
    for words in wanted:
        while row < end and not _words(lines[row]):
            row += 1
        if row >= end or (row > at and _words(lines[row]) != words):
            return None
        last = row
        row += 1
    while at > 0 and _OPENING.match(lines[at - 1]):
        at -= 1
    closing = last + 1
    while closing < end and not lines[closing].strip():
        closing += 1
    if closing < end and _CLOSING.match(lines[closing]):
        last = closing
    return at + 1, last + 1


def _words(line: str) -> list[str]:
    return _WORD.findall(line)


def _blank(source: bytes, found: Iterable[Documented]) -> bytes:
    lines = source.split(b"\n")
    for one in found:
        for row in range(one.first - 1, one.last):
            lines[row] = b"\r" if lines[row].endswith(b"\r") else b""
    return b"\n".join(lines)


def _outline(facts: Facts) -> list[tuple[str, str, int]]:
    return [(symbol.kind, symbol.name, symbol.parent) for symbol in facts.symbols]


def _is_lost(one: Documented, symbol: SymbolFact, lines: Sequence[str]) -> bool:
    around = " ".join(_words(" ".join(lines[symbol.span.start_line - 1 : symbol.span.end_line])))
    return " ".join(_words(one.sentence)) not in f"{around} {' '.join(_words(symbol.docs))}"
