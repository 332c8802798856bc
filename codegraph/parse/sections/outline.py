"""What the readers of formats give: the sections of a file, where they stand and what stands in what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.model import SymbolKind

_LONGEST_NAME = 200
_SPACE = re.compile(r"\s+")


class Section(NamedTuple):
    """A named part of a file, the bytes [start, end); its name stands at `name_start` .. `name_end`.

    `parent` is an index into the sections before it, -1 at the top. `data` is the structured head that the symbol's
    `Declaration` gets, None without one.
    """

    kind: SymbolKind
    name: str
    parent: int
    start: int
    end: int
    name_start: int
    name_end: int
    signature: str = ""
    docs: str = ""
    body: int = -1
    data: list[Any] | None = None


class Cell(NamedTuple):
    """A part of a file whose text is not what stands there: the bytes [start, end), and what they say.

    `section` is the index of the section it belongs to, -1 for the file; `is_definition` tells whether it is that
    section, and shows it.
    """

    start: int
    end: int
    text: str
    section: int
    is_definition: bool = False


class Outline(NamedTuple):
    """What a file holds: sections in the order in which they start, each within its parent and apart from the others.

    `atoms` are ranges of bytes, in order, that are not to be torn where they fit a chunk. With `cells` only these are
    searched, in their order.
    """

    sections: Sequence[Section] = ()
    atoms: Sequence[tuple[int, int]] = ()
    cells: Sequence[Cell] = ()


class Mark(NamedTuple):
    """Where a section of some level (from 1) begins. It ends where one begins of its level or above."""

    level: int
    kind: SymbolKind
    name: str
    start: int
    name_start: int
    name_end: int
    docs: str = ""


def nest(marks: Iterable[Mark], end: int, most: int, separator: str) -> list[Section]:
    """Make sections of marks, which are in the order of their places, in a text of `end` bytes.

    Of more than `most` the deepest levels are left out. A signature names what the section stands in, too.
    """
    kept = _most_levels(list(marks), most)
    ends = [end] * len(kept)
    sections: list[Section] = []
    around: list[int] = []
    for number, mark in enumerate(kept):
        while around and kept[around[-1]].level >= mark.level:
            ends[around.pop()] = mark.start
        parent = around[-1] if around else -1
        signature = f"{sections[parent].signature}{separator}{mark.name}" if around else mark.name
        if len(signature) > _LONGEST_NAME:
            signature = mark.name
        place = (mark.start, end, mark.name_start, mark.name_end)
        sections.append(Section(mark.kind, mark.name, parent, *place, signature, mark.docs))
        around.append(number)
    return [one._replace(end=ends[number]) for number, one in enumerate(sections)]


def only_in_large(sections: Sequence[Section], always: int, size: int) -> list[Section]:
    """Leave out sections deeper than `always` levels, but for those in sections of more than `size` bytes."""
    kept: list[Section] = []
    levels: list[int] = []
    # where each section came to be among those kept, -1 for one that is left out
    moved: list[int] = []
    for section in sections:
        level = levels[section.parent] + 1 if section.parent >= 0 else 1
        levels.append(level)
        parent = moved[section.parent] if section.parent >= 0 else -1
        is_small = level > always and (parent < 0 or kept[parent].end - kept[parent].start <= size)
        moved.append(-1 if is_small else len(kept))
        if not is_small:
            kept.append(section._replace(parent=parent))
    return kept


def clean(text: bytes | str) -> str:
    """Make a name of some text: on one line, and not endless."""
    if isinstance(text, bytes):
        text = text[: 4 * _LONGEST_NAME].decode("utf-8", "replace")
    return _SPACE.sub(" ", text).strip()[:_LONGEST_NAME]


def _most_levels(marks: list[Mark], most: int) -> list[Mark]:
    kept = marks
    while len(kept) > most:
        deepest = max(mark.level for mark in kept)
        kept = [mark for mark in kept if mark.level < deepest]
    return kept


def comment_start(source: bytes, start: int, sign: bytes) -> int:
    """Find the start of the comment lines right above the line at `start`."""
    while start > 0:
        above = source.rfind(b"\n", 0, start - 1) + 1
        if not source[above:start].lstrip(b" \t").startswith(sign):
            break
        start = above
    return start
