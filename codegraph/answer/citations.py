"""Finding `[n]` in an answer while it streams, and checking every number against the pack. Pure.

A citation may be spread over pieces. Brackets in fenced or inline code are code; so is an index such as `items[0]`
in prose, unless its number is one of the sources'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codegraph.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.model import Part

_LIST = r"\d{1,4}(?:\s*[,;\u2013-]\s*\d{1,4})*"
_MARKER = re.compile(rf"\[({_LIST})\]")
_PIECE = re.compile(rf"(`+|\[{_LIST}\]|\n)")
_UNFINISHED = re.compile(r"\[[\d\s,;\u2013-]{0,40}\Z")
_FENCE = "```"
_MOST_IN_A_RANGE = 20


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the answer: plain text, or one marker with the numbers it cites."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(slots=True)
class CitationReader:
    """Cut a stream of text into fragments in which each marker is whole; `sources` are the numbers in the pack."""

    sources: frozenset[int]
    _held: str = field(default="", init=False)
    _before: str = field(default="", init=False)
    _code: str = field(default="", init=False)

    def feed(self, text: str) -> Iterator[Fragment]:
        """Take the next piece and give what is certain."""
        self._held += text
        yield from self._certain(self._held_back())

    def finish(self) -> Iterator[Fragment]:
        """Give what was held back."""
        yield from self._certain(0)

    def _held_back(self) -> int:
        """Count the characters at the end that the next piece may still change."""
        unfinished = _UNFINISHED.search(self._held)
        if unfinished:
            return len(self._held) - unfinished.start()
        return len(self._held) - len(self._held.rstrip("`"))

    def _certain(self, keep: int) -> Iterator[Fragment]:
        ready, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        plain = ""
        for piece in _PIECE.split(ready):
            numbers = self._numbers(piece)
            if numbers:
                if plain:
                    yield Fragment(plain)
                yield Fragment(piece, numbers)
                plain, self._before = "", ""
            elif piece:
                self._follow_code(piece)
                plain += piece
                self._before = piece[-1]
        if plain:
            yield Fragment(plain)

    def _follow_code(self, piece: str) -> None:
        if piece.startswith("`"):
            if not self._code:
                self._code = _FENCE if piece.startswith(_FENCE) else piece
            elif piece.startswith(self._code):
                self._code = ""
        elif piece == "\n" and self._code != _FENCE:
            self._code = ""

    def _numbers(self, piece: str) -> tuple[int, ...]:
        marker = _MARKER.fullmatch(piece)
        if marker is None or self._code:
            return ()
        numbers = _expand(marker[1])
        is_index = bool(re.match(r"[\w\])]", self._before)) and not self.sources.intersection(numbers)
        return () if is_index else numbers


def cited_numbers(text: str, sources: frozenset[int]) -> tuple[int, ...]:
    """Give the numbers that a finished text cites, each once, in order."""
    reader = CitationReader(sources)
    fragments = [*reader.feed(text), *reader.finish()]
    return tuple(dict.fromkeys(number for fragment in fragments for number in fragment.numbers))


def check_citation(number: int, parts: Sequence[Part], origin: str) -> Citation:
    """Say what a cited number stands for; one that the pack does not hold is not valid, and has no path."""
    for part in parts:
        if part.n == number:
            return Citation(number, part.path, part.start_line, part.end_line, origin, valid=True)
    return Citation(number, "", 0, 0, origin, valid=False)


def _expand(numbers: str) -> tuple[int, ...]:
    """Read `1, 3-5` as 1, 3, 4, 5; a range that is absurd gives its ends."""
    found: list[int] = []
    for item in re.split(r"[,;]", numbers):
        ends = [int(end) for end in re.split(r"[-\u2013]", item) if end.strip()]
        first, last = ends[0], ends[-1]
        found.extend(range(first, last + 1) if 0 <= last - first <= _MOST_IN_A_RANGE else dict.fromkeys(ends))
    return tuple(dict.fromkeys(found))
