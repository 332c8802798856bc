"""What of a changed file was only moved, and so means what it meant: it is taken over, not resolved again."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.model import OpenReference, Span
from codegraph.resolve.asked import joined
from codegraph.resolve.tracking import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from codegraph.model import Dependencies, FileEdges
    from codegraph.store import Store
    from codegraph.store.edge_writing import Left


class Moved:
    """What is left of files which asked for nothing that changed.

    Others see their symbols as before, or it is known which keys the files `give` otherwise.
    """

    def __init__(
        self,
        store: Store,
        paths: Collection[str],
        giving: Mapping[str, frozenset[int]],
        asking: Mapping[str, Collection[str]],
    ) -> None:
        """Read what is left of these files; `asking` are those of their symbols that asked for what changed."""
        self._giving = giving
        self._asking = asking
        self._left = store.left(paths) if paths else {}
        self._noted = store.dependencies_of(self._left) if self._left else {}
        self._asked = store.asked_in(self._noted) if self._noted else {}

    def symbols(self, path: str) -> frozenset[NodeId]:
        """Give the symbols of a file that stayed as they were, but for their places."""
        if path not in self._noted:
            return frozenset()
        again = self._asking.get(path, ())
        return frozenset(NodeId(group.anchor) for group in self._left[path].groups if group.anchor not in again)

    def changed(self, path: str) -> frozenset[int] | None:
        """Give the keys that are given otherwise, where others see a file of which something is left otherwise."""
        return self._giving.get(path) if path in self._noted else None

    def completed(self, found: FileEdges) -> FileEdges:
        """Add to what was resolved of a file the open references of its kept symbols, and what it rested on before."""
        if not found.kept or found.depends is None:
            return found
        still_open = sorted((*found.open, *_moved(self._left[found.path], found)), key=lambda one: one.span)
        asked = joined(self._asked.get(found.path, b""), found.depends.asked, found.kept)
        depends = _joined(self._noted[found.path], found.depends)._replace(asked=asked)
        changed = self._giving.get(found.path)
        if changed is not None:
            depends = depends._replace(gives=found.depends.gives, heads=_heads(depends, found.depends, changed))
        return found._replace(open=tuple(still_open), depends=depends)


def _moved(left: Left, found: FileEdges) -> Iterator[OpenReference]:
    now = {anchor.id: anchor for anchor in found.anchors if anchor.id in found.kept}
    before = {group.anchor: group for group in left.groups}
    for one in left.open:
        anchor = now.get(one.src)
        if anchor is not None:
            by, lines = anchor.start - before[one.src].start, anchor.line - before[one.src].line
            if not by and not lines:
                yield one
                continue
            start, end, first, last = one.span
            span = Span(start + by, end + by, first + lines, last + lines)
            yield OpenReference(one.state, one.kind, one.name, one.src, span, one.reason, one.candidates)


def _joined(before: Dependencies, now: Dependencies) -> Dependencies:
    """Add what the bodies that were resolved asked for; what others asked for before is not told apart."""
    bodies = array("I", before.bodies)
    asked = set(bodies)
    bodies.extend(key for key in array("I", now.bodies) if key not in asked)
    return before._replace(bodies=bodies.tobytes())


def _heads(before: Dependencies, now: Dependencies, changed: Collection[int]) -> bytes:
    """Put what the heads with a changed key ask now in the place of what they asked."""
    heads = unpack(before.heads)
    pairs = zip(heads[::2], heads[1::2], strict=True)
    return pack(it for pair in pairs if pair[1] not in changed for it in pair) + now.heads
