"""Bounds what tree-sitter may do over a text by counts, never by time: every machine refuses the same files.

A grammar is a program of others. Over text that is not of its language some take the square of the text's size, since
what they look for is not there and each look goes to the end. Two things are counted: the steps of the parser, which it
reports by the hundred, and the bytes that its lexer asks for. Ordinary files of 20 languages (5,500 of them) need at
most 2.7 steps and 8 bytes for one of theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tree_sitter

if TYPE_CHECKING:
    from collections.abc import Sequence

# bytes that the lexer gets at a time: what it looks at again among them is not counted
_SLICE = 512
# bytes of a node's text that are given first
_SHORT = 96
# what a text may take for each of its bytes, and any text: bytes given to the lexer, and hundreds of steps
_MOST_GIVEN, _GIVEN_ANYWAY = 100, 1_000_000
_MOST_STEPS, _STEPS_ANYWAY = 0.3, 1000
# brackets left open, and bytes for each: to end such a text takes more than their square, in one step
_MOST_OPEN, _BYTES_FOR_ONE = 1000, 8
_BRACKETS = (b"()", b"[]", b"{}")


class TooSlowError(ValueError):
    """A text takes its grammar longer than any ordinary one of its size."""

    code = "too-slow"

    def __init__(self) -> None:
        super().__init__("it takes its grammar too long")


def parse(
    parser: tree_sitter.Parser, source: bytes, ranges: Sequence[tuple[int, int]] | None = None
) -> tree_sitter.Tree:
    """Parse a text, or what stands in some byte ranges of it, as if nothing else did; their lines and columns are void.

    :raises TooSlowError: it takes its grammar too long.
    """
    if ranges is None:
        tree = _parse(parser, source, [(0, len(source))])
        # nodes give their text sooner out of bytes; of a tree without errors all is taken over
        return tree if tree.root_node.has_error else parser.parse(source, tree)
    if not ranges:
        # no range at all would be the whole text
        return parser.parse(b"")
    parser.included_ranges = [tree_sitter.Range((0, 0), (0, 0), start, end) for start, end in ranges]
    try:
        return _parse(parser, source, ranges)
    finally:
        del parser.included_ranges


def _parse(parser: tree_sitter.Parser, source: bytes, ranges: Sequence[tuple[int, int]]) -> tree_sitter.Tree:
    size = sum(end - start for start, end in ranges)
    if size > _MOST_OPEN and _left_open(source, ranges) > max(_MOST_OPEN, size // _BYTES_FOR_ONE):
        raise TooSlowError
    given = size * _MOST_GIVEN + _GIVEN_ANYWAY
    steps = int(size * _MOST_STEPS) + _STEPS_ANYWAY
    is_over = is_parsed = False
    width, after = _SHORT, -1

    def read(offset: int, _point: object) -> bytes:
        nonlocal given, is_over, width, after
        if is_parsed:
            # a node's text: most are short, and of a long one each part is twice as long as the one before
            width = 2 * width if offset == after else _SHORT
            after = offset + width
            return source[offset:after]
        given -= _SLICE
        if given >= 0:
            return source[offset : offset + _SLICE]
        # a scanner cannot be stopped; some look for the end of the line without looking for the end of the text
        ended, is_over = is_over, True
        return b"" if ended else b"\n"

    def progress(_offset: int, _has_errors: bool) -> bool:  # noqa: FBT001 - tree-sitter's
        nonlocal steps, is_over
        steps -= 1
        is_over = is_over or steps < 0
        return is_over

    try:
        tree = parser.parse(read, progress_callback=progress)
    except ValueError:
        if not is_over:
            raise
        # or it would go on with this text
        parser.reset()
    if is_over:
        raise TooSlowError
    is_parsed = True
    return tree


def _left_open(source: bytes, ranges: Sequence[tuple[int, int]]) -> int:
    """Count the brackets that are not closed, whatever they stand in."""
    return sum(
        max(sum(source.count(opening, *one) - source.count(closing, *one) for one in ranges), 0)
        for opening, closing in _BRACKETS
    )
