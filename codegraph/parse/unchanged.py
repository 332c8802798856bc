"""Finds what of a file is as it was before, from its start and from its end: only what lies between is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.parse.pieces import Cut, Run, cut, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from codegraph.model import Piece
    from codegraph.parse.pieces import Earlier
    from codegraph.parse.spec import LanguageSpec

    Top = tuple[int, Piece]


class Unchanged(NamedTuple):
    """What is as it was: pieces, each a run, and `read_again`, those that depend on what is around them.

    What changed are the bytes from `start` to before `end`.
    """

    runs: list[Run]
    read_again: list[Cut]
    start: int
    end: int

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The byte ranges that are to be parsed, in order."""
        found = [(it.start, it.end) for it in self.read_again]
        if self.start < self.end:
            found.append((self.start, self.end))
        return sorted(found)


def unchanged(source: bytes, earlier: Earlier) -> Unchanged | None:
    """Compare a file with an earlier version of it; None where so much changed that it is better parsed as a whole."""
    top = earlier.top()
    # what stands at the end may be what leads up to something that is new
    first, start = _same(source, top[:-1], 0)
    last, end = _same_at_end(source, top[first:], earlier.size, start)
    found = Unchanged([], [], start, end)
    _take(top[:first], 0, found)
    _take(top[len(top) - last :], len(source) - earlier.size, found)
    size = sum(high - low for low, high in found.ranges)
    return found if 2 * size <= len(source) else None


def _same(source: bytes, top: Sequence[Top], start: int) -> tuple[int, int]:
    """Count the pieces that stand where they stood; also gives where the last of them ends."""
    for count, (_, piece) in enumerate(top):
        end = piece.start + piece.size
        if source[start : piece.start].strip() or not _is_same(source, piece, piece.start):
            return count, start
        start = end
    return len(top), start


def _same_at_end(source: bytes, top: Sequence[Top], size: int, reached: int) -> tuple[int, int]:
    """Count the pieces that stand as far from the end as they stood; also gives where the first of them starts."""
    by, end = len(source) - size, len(source)
    for count, (_, piece) in enumerate(reversed(top)):
        start = piece.start + by
        if start < reached or source[start + piece.size : end].strip() or not _is_same(source, piece, start):
            return count, end
        end = start
    return len(top), end


def _is_same(source: bytes, piece: Piece, start: int) -> bool:
    return bool(piece.text) and text_of(source, start, start + piece.size) == piece.text


def _take(top: Sequence[Top], by: int, found: Unchanged) -> None:
    """Take pieces that stand so many bytes further."""
    for at, piece in top:
        start = piece.start + by
        if piece.alone and not piece.goes_on:
            found.runs.append(Run(at, at + piece.inside + 1, start))
        else:
            found.read_again.append(Cut(piece.text, start, start + piece.size))


def cuts_between(root: Node, source: bytes, spec: LanguageSpec, earlier: Earlier, known: Unchanged) -> list[Cut] | None:
    """Cut what was parsed of a file; None where it does not fit between what is known, and all is to be parsed."""
    if root.has_error or root.is_error:
        return None
    cuts = cut(root, source, spec, earlier)
    whole = {(one.start, one.end) for one in cuts}
    if any((one.start, one.end) not in whole for one in known.read_again):
        return None
    return None if _reaches_over(root, spec, cuts, known) else cuts


def _reaches_over(root: Node, spec: LanguageSpec, cuts: Sequence[Cut], known: Unchanged) -> bool:
    """Tell whether what stands before the unchanged end may lead up to it, or go on in it."""
    starts = [run.start for run in known.runs]
    nodes = [node for node in root.children if node.start_byte < known.end]
    if not nodes or max(starts, default=-1) < known.end:
        return False
    last = [one for one in cuts if one.start < known.end][-1]
    after = any(last.start < start < known.end for start in starts)
    return nodes[-1].type in spec.leading or (last.goes_on and not after)
