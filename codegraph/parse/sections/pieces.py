"""Cuts text into pieces that are searched and shown as a whole: at blank lines, else between lines, else in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from codegraph.parse.chunking import text_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.parse.events import Lines

PIECE_BYTES = 1600
"""How long a piece may become."""

_PIECE_LINES = 40
_ENOUGH_BYTES = PIECE_BYTES // 2
_ENOUGH_LINES = _PIECE_LINES // 2
# an end that short goes with what stands before it
_SHORT = 200
# what is not to be torn may be that much longer
_STRETCH = 2
# a line of that many bytes is no text that anybody reads: pieces of it are larger
_HUGE_LINE = 1 << 14
_HUGE_PIECE = 1 << 13
_BLANK_LINE = re.compile(rb"\n[ \t\r\f\v]*(?=\n)")
_SPACE = b" \t\r\n\f\v"
_GOOD_ENDS = re.compile(rb"[\s,;}\]>)]")
_LAST_BYTES = 256
_LONGEST_CHARACTER = 4


def split(
    source: bytes, start: int, end: int, lines: Lines, atoms: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Cut the bytes [start, end) into pieces, in order, without white space at their ends; all else is in one.

    :param atoms: what is not to be torn unless it is very long, in order.
    """
    whole = trim(source, start, end)
    if whole is None or _fits(*whole, lines, 1):
        return [whole] if whole else []
    pieces: list[tuple[int, int]] = []
    first: int | None = None
    last = start
    for low, high in _blocks(source, start, end, lines, atoms):
        if first is not None:
            count, size = lines.of(last - 1) - lines.of(first) + 1, last - first
            more = lines.of(high - 1) - lines.of(first) + 1
            enough = size >= _ENOUGH_BYTES or count >= _ENOUGH_LINES
            if enough or high - first > PIECE_BYTES or more > _PIECE_LINES:
                pieces.append((first, last))
                first = None
        if first is None:
            first = low
        last = high
    if first is not None:
        if pieces and last - first < _SHORT and last - pieces[-1][0] <= PIECE_BYTES + _SHORT:
            first, _ = pieces.pop()
        pieces.append((first, last))
    return pieces


def split_text(source: bytes, lines: Lines) -> list[tuple[int, int]]:
    """Cut a file without sections as what stands between the definitions of code is cut, but for very long lines."""
    starts = lines.starts
    if all(end - start <= _STRETCH * PIECE_BYTES for start, end in pairwise((*starts, len(source)))):
        return list(text_pieces(source, 0, len(source), lines))
    return split(source, 0, len(source), lines)


def _blocks(
    source: bytes, start: int, end: int, lines: Lines, atoms: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the blocks between blank lines; one that is too long gives its parts."""
    whole = [(low, high) for low, high in atoms if start <= low < end and _fits(low, high, lines, _STRETCH)]
    starts = [low for low, _ in whole]
    begun = start
    for blank in _BLANK_LINE.finditer(source, start, end):
        at = blank.start()
        number = bisect_right(starts, at) - 1
        if at < begun or (number >= 0 and at < whole[number][1]):
            continue
        stretch = _STRETCH if number >= 0 and starts[number] >= begun else 1
        yield from _parts(source, begun, at, lines, stretch)
        begun = blank.end() + 1
    yield from _parts(source, begun, end, lines, _STRETCH if starts and starts[-1] >= begun else 1)


def _fits(start: int, end: int, lines: Lines, stretch: int) -> bool:
    return end - start <= stretch * PIECE_BYTES and lines.of(end - 1) - lines.of(start) < stretch * _PIECE_LINES


def _parts(source: bytes, start: int, end: int, lines: Lines, stretch: int) -> Iterator[tuple[int, int]]:
    """Give a block, cut where a piece would be too long: between lines, and inside of lines that are longer."""
    found = trim(source, start, end)
    if found is None:
        return
    start, end = found
    while not _fits(start, end, lines, stretch):
        number = lines.of(start) - 1
        line = min(bisect_right(lines.starts, start + PIECE_BYTES) - 1, number + _PIECE_LINES)
        cut = min(lines.starts[line], end)
        if cut <= start:
            line_end = lines.starts[number + 1] if number + 1 < len(lines.starts) else end
            cut = _inside_line(source, start, min(line_end, end))
        piece = trim(source, start, cut)
        if piece is not None:
            yield piece
        start = cut
        stretch = 1
        if start >= end:
            return
    yield start, end


def _inside_line(source: bytes, start: int, end: int) -> int:
    """Choose where a line that is too long is cut: behind white space or a bracket, and never inside a character."""
    if end - start <= _STRETCH * PIECE_BYTES:
        return end
    cut = start + (_HUGE_PIECE if end - start > _HUGE_LINE else PIECE_BYTES)
    better = [match.end() for match in _GOOD_ENDS.finditer(source, cut - _LAST_BYTES, cut)]
    if better:
        return better[-1]
    for back in range(_LONGEST_CHARACTER):
        if source[cut - back] & 0xC0 != 0x80:  # noqa: PLR2004 - no byte inside a character of UTF-8
            return cut - back
    return cut


def trim(source: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Leave out blank lines at the start and white space at the end; None where nothing else stands there."""
    text = source[start:end]
    inner = text.lstrip(_SPACE)
    if not inner:
        return None
    begins = end - len(inner)
    # white space before the first character of its line is kept: it tells how deep the text stands
    line = source.rfind(b"\n", start, begins) + 1
    return max(line, start), start + len(text.rstrip(_SPACE))
