"""Runs a language's queries over one file and gives what they capture in source order."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

import tree_sitter

from codegraph.model import Span
from codegraph.parse.bounded import TooSlowError, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.parse.spec import Tools

# (start, -end, order, capture, node): sorting puts an outer node before what it holds
Event = tuple[int, int, int, str, tree_sitter.Node]

# what events are sorted by: all but the node
_PLACE = itemgetter(slice(4))
_ITEM_DEPTH = 4
# levels of the tree above which a file is not looked at, where they are counted exactly, and at some places; how many
# places these are, how far apart at most
_DEEPEST_EXACTLY, _DEEPEST = 5000, 1500
_SAMPLES, _APART = 64, 512
_LARGEST_REPORTED = 200


class TooDeepError(ValueError):
    """A file is nested so deeply that queries, which cost the square of that, are not run over it."""

    code = "too-deep"


class Lines:
    """Line numbers of byte offsets."""

    def __init__(self, source: bytes) -> None:
        starts = [0]
        find = source.find
        at = find(b"\n")
        while at >= 0:
            starts.append(at + 1)
            at = find(b"\n", at + 1)
        self.starts = starts
        # a line end at the very end of the file starts no further line
        self.count = len(starts) - (1 if starts[-1] == len(source) else 0)

    def of(self, offset: int) -> int:
        """Give the line (from 1) on which a byte stands."""
        return bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Give the span of the bytes [start, end)."""
        first = bisect_right(self.starts, start)
        return Span(start, end, first, max(first, bisect_right(self.starts, max(end - 1, start))))


class Tree:
    """One parsed file, or what stands in some byte ranges of it, as if nothing else did.

    :raises TooSlowError: it takes its grammar too long.
    """

    def __init__(self, tools: Tools, source: bytes, ranges: Sequence[tuple[int, int]] | None = None) -> None:
        spec, parser, self._query = tools
        # parts and the whole must be judged alike
        self._exactly = spec.partial
        self._parser = parser
        source = spec.readable(source)
        self._source = source
        self._tree = parse(parser, source + b"\n" if spec.ended and source[-1:] != b"\n" else source, ranges)

    @property
    def root(self) -> tree_sitter.Node:
        """The node of the whole file."""
        return self._tree.root_node

    def events(self, ranges: Sequence[tuple[int, int]] | None = None) -> tuple[list[Event], list[tuple[int, int]]]:
        """Give the captures in source order, and the bytes of syntax errors; with `ranges` only what starts in them.

        The argument of a macro call that stands where items stand is parsed as items where that works without error
        (`cfg_rt! { pub fn spawn() {} }`); its captures then take the place of its tokens'.

        :raises TooDeepError: the file is not looked at.
        """
        if _is_deep(self._tree, self._exactly):
            message = "it is nested too deeply"
            raise TooDeepError(message)
        events: list[Event] = []
        errors: set[tuple[int, int]] = set()
        for start, end in [(0, len(self._source))] if ranges is None else ranges:
            cursor = tree_sitter.QueryCursor(self._query)
            if ranges is not None:
                # what is missing may stand at an end, and has no width
                cursor.set_byte_range(max(start - 1, 0), end + 1)
            captures = cursor.captures(self.root)
            size = len(self._source)
            wrong = ((min(it.start_byte, size), min(it.end_byte, size)) for it in captures.pop("error", ()))
            errors.update(it for it in wrong if start <= it[0] <= end)
            groups = captures.pop("items", [])
            found: list[Event] = []
            _collect(captures, found)
            found = _open_groups(self._parser, self._query, self._source, found, groups, 0)
            events += found if ranges is None else (it for it in found if start <= it[0] < end)
        events.sort(key=_PLACE)
        return events, sorted(errors)[:_LARGEST_REPORTED]


def _is_deep(tree: tree_sitter.Tree, exactly: bool) -> bool:  # noqa: FBT001 - private
    """Tell whether a tree has more levels than are looked at, by places spread over it.

    Exactly, where each node is narrower than its parent by a byte and there are no errors.
    """
    most = _DEEPEST_EXACTLY if exactly else _DEEPEST
    root = tree.root_node
    size = root.end_byte - root.start_byte
    if size <= most:
        return False
    if not exactly or root.has_error:
        return _depth(tree, _SAMPLES, most) > most
    return _depth(tree, max(_SAMPLES, size // _APART), most) > most // 2 and _levels(tree) > most


def _depth(tree: tree_sitter.Tree, samples: int, most: int) -> int:
    """Count the levels of a tree at places spread over it, and give the most; more than `most` are not counted."""
    root = tree.root_node
    first, size = root.start_byte, root.end_byte - root.start_byte
    deepest = 0
    for sample in range(samples):
        cursor = tree.walk()
        at, depth = first + size * sample // samples, 0
        while depth <= most and cursor.goto_first_child_for_byte(at) is not None:
            depth += 1
        deepest = max(deepest, depth)
    return deepest


def _levels(tree: tree_sitter.Tree) -> int:
    """Count the levels of a tree."""
    cursor = tree.walk()
    deepest = depth = 0
    while True:
        if cursor.goto_first_child():
            depth += 1
            deepest = max(deepest, depth)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return deepest
            depth -= 1


def _collect(captures: dict[str, list[tree_sitter.Node]], into: list[Event]) -> None:
    for name, nodes in captures.items():
        # of two captures of one node, a call tells more than a value
        order = 1 if name in {"value.path", "type"} else 0
        into += [(node.start_byte, -node.end_byte, order, name, node) for node in nodes]


def _open_groups(
    parser: tree_sitter.Parser,
    query: tree_sitter.Query,
    source: bytes,
    events: list[Event],
    groups: list[tree_sitter.Node],
    depth: int,
) -> list[Event]:
    """Put the captures of groups that hold items in the place of their tokens' captures."""
    found: list[Event] = []
    ranges: list[tuple[int, int]] = []
    for group in groups:
        inner = _items_of(parser, query, source, group, depth)
        if inner is not None:
            found += inner
            ranges.append((group.start_byte, group.end_byte))
    if not ranges:
        return events
    ranges.sort()
    starts = [start for start, _ in ranges]

    def outside(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at < 0 or offset >= ranges[at][1]

    ends = {end for _, end in ranges}

    def kept(event: Event) -> bool:
        # a call whose argument was read as items gives no others
        return outside(event[0]) and not (event[3] == "invocation" and -event[1] in ends)

    return [event for event in events if kept(event)] + found


def _items_of(
    parser: tree_sitter.Parser,
    query: tree_sitter.Query,
    source: bytes,
    group: tree_sitter.Node,
    depth: int,
) -> list[Event] | None:
    """Parse what stands between a group's brackets as items; None where that fails or there is none."""
    start, end = group.start_byte + 1, group.end_byte - 1
    if depth >= _ITEM_DEPTH or end <= start:
        return None
    try:
        tree = parse(parser, source, [(start, end)])
    except TooSlowError:
        return None
    root = tree.root_node
    if root.has_error or _is_deep(tree, exactly=False):
        return None
    captures = tree_sitter.QueryCursor(query).captures(root)
    groups = captures.pop("items", [])
    events: list[Event] = []
    _collect(captures, events)
    opened = _open_groups(parser, query, source, events, groups, depth + 1)
    holds_items = opened is not events or any(name == "use" or name.startswith("definition.") for name in captures)
    return opened if holds_items else None
