"""Jupyter notebooks: the code and the text of their cells, without what running them gave.

After the notebook format 4 (and 3, as far as it has the same parts). A cell stands where the strings of its `source`
do; what is searched is what they say.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Protocol

from codegraph.parse.events import Lines
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.sections.json_keys import TOKEN
from codegraph.parse.sections.markdown import BREADCRUMB, heading_marks
from codegraph.parse.sections.outline import Cell, Mark, Outline, Section, nest
from codegraph.parse.sections.pieces import split, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.model import Facts

_MOST_HEADINGS = 1000
_MOST_CELLS = 4000
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^u])|\\u", re.DOTALL
)
# brackets that are open directly in a cell
_IN_CELL, _IN_OLD_CELL = 3, 5
_SOURCES = frozenset({b"source", b"input"})
_LANGUAGE_KEYS = ([b"metadata", b"kernelspec", b"language"], [b"metadata", b"language_info", b"name"])
_LANGUAGE_NAMES = {"": "python", "ipython": "python", "c++": "cpp", "c#": "c-sharp"}
# lines for the notebook and not for its language
_MAGIC = re.compile(rb"^([ \t]*)[%!?]", re.MULTILINE)
_OTHER_LANGUAGE = re.compile(rb"\s*%%(?!time|capture|prun)")


class ParseCode(Protocol):
    """Gives the facts of code: of its name, language and bytes."""

    def __call__(self, path: str, language_name: str, source: bytes, /) -> Facts:
        """Parse; never fails."""


class _Source:
    """The text of a cell, made of the strings of its source, and where its bytes stand in the file."""

    def __init__(self, kind: str, strings: Sequence[re.Match[bytes]]) -> None:
        self.kind = kind
        self._inside: list[int] = []
        self._places: list[int] = []
        parts: list[bytes] = []
        size = 0

        def add(part: bytes, place: int) -> None:
            nonlocal size
            self._inside.append(size)
            self._places.append(place)
            parts.append(part)
            size += len(part)

        for match in strings:
            at, end = match.start() + 1, match.end() - 1
            raw = match[0]
            for escape in _ESCAPE.finditer(raw, 1, len(raw) - 1):
                place = match.start() + escape.start()
                add(raw[at - match.start() : escape.start()], at)
                add(_unescape(escape[0]), place)
                at = place + len(escape[0])
            add(raw[at - match.start() : -1], at)
            add(b"", end)
        self.text = b"".join(parts)

    def at(self, byte: int) -> int:
        """Tell where a byte of the text stands in the file."""
        number = bisect_right(self._inside, byte) - 1
        return min(self._places[number] + byte - self._inside[number], self._places[-1])

    def end(self, byte: int) -> int:
        """Tell where what ends before a byte of the text ends in the file."""
        number = bisect_left(self._inside, byte)
        if number < len(self._inside) and self._inside[number] == byte:
            return self._places[number]
        return self.at(byte)

    def inside(self, place: int) -> int:
        """Tell which byte of the text stands, or ends, at a place of the file."""
        number = max(bisect_right(self._places, place) - 1, 0)
        following = self._inside[number + 1] if number + 1 < len(self._inside) else len(self.text)
        return min(self._inside[number] + max(place - self._places[number], 0), following)


def read_notebook(source: bytes, parse_code: ParseCode) -> Outline:
    """Find the cells of a notebook, the headings of its texts and the definitions in its code."""
    reader = _Reader()
    reader.read(source)
    cells = reader.cells
    marks: list[Mark] = []
    for cell in cells:
        if cell.kind == "markdown":
            marks += (
                one._replace(
                    start=cell.at(one.start), name_start=cell.at(one.name_start), name_end=cell.end(one.name_end)
                )
                for one in heading_marks(cell.text, [])
            )
    headings = nest(marks, len(source), _MOST_HEADINGS, BREADCRUMB)
    sections: list[Section] = []
    # where the headings so far came to be among all sections
    moved: list[int] = []
    found: list[Cell] = []
    for cell in cells:
        while len(moved) < len(headings) and headings[len(moved)].start < cell.end(len(cell.text)):
            heading = headings[len(moved)]
            moved.append(len(sections))
            sections.append(heading._replace(parent=moved[heading.parent] if heading.parent >= 0 else -1))
        definitions = _definitions(cell, reader.language, parse_code, len(sections)) if cell.kind == "code" else []
        tops = [number for number, one in enumerate(definitions, len(sections)) if one.parent < 0]
        sections += definitions
        found += _cells(cell, sections, moved, tops)
    return Outline(sections, cells=found)


class _Reader:
    """Finds the cells of a notebook that say something, and the language of those with code."""

    def __init__(self) -> None:
        self.cells: list[_Source] = []
        self._language = b""
        # for each open bracket the key where we are in it, None in an array
        self._keys: list[bytes | None] = []
        self._kind = b""
        self._strings: list[re.Match[bytes]] = []

    @property
    def language(self) -> str:
        """The language of the cells with code."""
        name = self._language.decode("utf-8", "replace").lower()
        return _LANGUAGE_NAMES.get(name, name)

    def read(self, source: bytes) -> None:
        """Read a file, which may be cut off."""
        value: re.Match[bytes] | None = None
        for match in TOKEN.finditer(source):
            sign = match[0]
            if sign == b":":
                if self._keys and value is not None:
                    self._keys[-1] = value[0][1:-1]
                value = None
                continue
            if value is not None:
                self._take(value)
            value = match if sign.startswith(b'"') else None
            if sign in (b"{", b"["):
                self._keys.append(None)
            elif sign in (b"}", b"]"):
                if len(self._keys) == self._depth:
                    self._close()
                if self._keys:
                    self._keys.pop()
        self._close()

    @property
    def _depth(self) -> int:
        """How many brackets are open directly in the cell around: of a notebook, or of a worksheet of an old one."""
        keys = self._keys
        if len(keys) >= _IN_CELL and keys[0] == b"cells":
            return _IN_CELL
        return _IN_OLD_CELL if len(keys) >= _IN_OLD_CELL and (keys[0], keys[2]) == (b"worksheets", b"cells") else 0

    def _take(self, value: re.Match[bytes]) -> None:
        """Look at a string that is no key."""
        keys, depth = self._keys, self._depth
        if depth and len(keys) == depth and keys[-1] == b"cell_type":
            self._kind = value[0][1:-1]
        elif depth and len(keys) in (depth, depth + 1) and keys[depth - 1] in _SOURCES:
            self._strings.append(value)
        elif keys in _LANGUAGE_KEYS and not self._language:
            self._language = value[0][1:-1]

    def _close(self) -> None:
        """End a cell."""
        if self._strings and len(self.cells) < _MOST_CELLS:
            cell = _Source(self._kind.decode("ascii", "replace"), self._strings)
            if cell.text.strip():
                self.cells.append(cell)
        self._kind, self._strings = b"", []


def _unescape(escape: bytes) -> bytes:
    try:
        text: str = json.loads(b'"%b"' % escape)
    except ValueError:
        return escape
    return text.encode("utf-8", "replace")


def _definitions(cell: _Source, language: str, parse_code: ParseCode, before: int) -> list[Section]:
    """Find the definitions in a cell of code; `before` is the number of sections that stand before them."""
    if language not in SUPPORTED or _OTHER_LANGUAGE.match(cell.text):
        return []
    code = _MAGIC.sub(rb"\1#", cell.text) if language == "python" else cell.text
    return [
        Section(
            fact.kind,
            fact.name,
            before + fact.parent - 1 if fact.parent > 0 else -1,
            cell.at(fact.span.start),
            cell.end(fact.span.end),
            cell.at(fact.name_start),
            cell.end(fact.name_end),
            fact.signature,
            fact.docs,
            cell.at(fact.body) if fact.body >= 0 else -1,
        )
        for fact in parse_code("", language, code).symbols[1:]
    ]


def _cells(cell: _Source, sections: Sequence[Section], headings: Sequence[int], tops: Sequence[int]) -> Iterator[Cell]:
    """Give the parts of a cell to be searched: its text, whole or cut, and its definitions where it has several."""
    lines = Lines(cell.text)
    starts = [sections[one].start for one in headings]
    for low, high in split(cell.text, 0, len(cell.text), lines):
        place = cell.at(low)
        above = bisect_right(starts, place) - 1
        around = headings[above] if above >= 0 else -1
        alone = len(tops) == 1 and (low, high) == trim(cell.text, 0, len(cell.text))
        yield Cell(place, cell.end(high), _text(cell, low, high), tops[0] if alone else around, is_definition=alone)
    if len(tops) > 1:
        for number in tops:
            one = sections[number]
            low, high = cell.inside(one.start), cell.inside(one.end)
            yield Cell(one.start, one.end, _text(cell, low, high), number, is_definition=True)


def _text(cell: _Source, start: int, end: int) -> str:
    return cell.text[start:end].decode("utf-8", "replace")
