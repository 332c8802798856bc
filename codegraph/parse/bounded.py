"""Bounds what tree-sitter may do over a text: by counts, which every machine takes alike, and last by time.

A grammar is a program of others. Over text that is not of its language some take the square of the text's size, since
what they look for is not there and each look goes to the end. Counted are the steps of the parser, which it reports by
the hundred, the bytes that its lexer asks for, the brackets left open, and what queries will walk over in the errors of
the tree. Ordinary files of 20 languages (5,100 of them) need at most 2.7 steps and 8 bytes for one of theirs.

What one step takes cannot be counted: a parser that follows many readings at once compares them in each, so `a<b>::` of
9 kB takes C++'s six seconds. So the parser has a limit in CPU time of its thread, too. It is the one thing here that
differs between machines: a file near it may be refused on one and not on another. It is 3 s and 20 s for each MB; the
slowest of the languages (Scala, Kotlin) take 0.4 s for one, the slowest ordinary file 0.8 s.

Neither sees a single step that takes long (the last, where words are left open: Bash's `do |x| ` of 70 kB takes 20 s).
Queries have no limit in time: the callback of py-tree-sitter's `QueryCursor` reads freed memory (0.26.1).
"""

from __future__ import annotations

from time import thread_time
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
# seconds of CPU that a text may take for each of its bytes, and any text
_MOST_TIME, _TIME_ANYWAY = 20e-6, 3.0
# siblings that queries may walk over for each byte, and in any text; looked for among so many of one node
_MOST_WALKED, _WALKED_ANYWAY = 1000, 200_000_000
_MANY = 10_000


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
    until = thread_time() + size * _MOST_TIME + _TIME_ANYWAY
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
        is_over = is_over or steps < 0 or thread_time() > until
        return is_over

    try:
        tree = parser.parse(read, progress_callback=progress)
    except ValueError:
        if not is_over:
            raise
        # or it would go on with this text
        parser.reset()
    is_parsed = True
    if is_over or _walked(tree.root_node) > size * _MOST_WALKED + _WALKED_ANYWAY:
        raise TooSlowError
    return tree


def _left_open(source: bytes, ranges: Sequence[tuple[int, int]]) -> int:
    """Count the brackets that are not closed, whatever they stand in."""

    def number(text: bytes | int) -> int:
        return sum(source.count(text, start, end) for start, end in ranges)

    angles = number(b"<") - number(b">")
    if angles > _MOST_OPEN:
        # operators, which are no brackets
        angles -= 2 * number(b"<<") + number(b"<=") + number(b"<-")
    return max(angles, 0) + sum(max(number(opening) - number(closing), 0) for opening, closing in _BRACKETS)


def _walked(root: tree_sitter.Node) -> int:
    """Count the siblings that a query walks over: from each node to the next that has a name.

    Only an error has many that have none, as it holds what was skipped as it stands.
    """
    count = 0
    pending = [root] if root.has_error else []
    while pending:
        node = pending.pop()
        children = node.children
        pending += (child for child in children if child.has_error)
        if node.is_error and len(children) - node.named_child_count > _MANY:
            run = 0
            for child in children:
                if child.is_named:
                    count += run * run // 2
                    run = 0
                run += 1
            count += run * run // 2
    return count
