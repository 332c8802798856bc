"""What of a changed file was only moved, and so means what it meant: it is taken over, not resolved again."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.model import OpenReference, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codegraph.model import Dependencies, FileEdges
    from codegraph.store import Store
    from codegraph.store.writing import Left


class Moved:
    """What is left of files whose symbols others see as before, and which asked for nothing that changed."""

    def __init__(self, store: Store, paths: Collection[str]) -> None:
        """Read what is left of these files."""
        self._left = store.left(paths) if paths else {}
        self._noted = store.dependencies_of(self._left) if self._left else {}

    def symbols(self, path: str) -> frozenset[NodeId]:
        """Give the symbols of a file that stayed as they were, but for their places."""
        if path not in self._noted:
            return frozenset()
        return frozenset(NodeId(group.anchor) for group in self._left[path].groups)

    def completed(self, found: FileEdges) -> FileEdges:
        """Add to what was resolved of a file the open references of its kept symbols, and what it rested on before."""
        if not found.kept or found.depends is None:
            return found
        still_open = sorted((*found.open, *_moved(self._left[found.path], found)), key=lambda one: one.span)
        depends = _joined(self._noted[found.path], found.depends)
        return replace(found, open=tuple(still_open), depends=depends)


def _moved(left: Left, found: FileEdges) -> Iterator[OpenReference]:
    now = {anchor.id: anchor for anchor in found.anchors if anchor.id in found.kept}
    before = {group.anchor: group for group in left.groups}
    for one in left.open:
        anchor = now.get(one.src)
        if anchor is not None:
            by, lines = anchor.start - before[one.src].start, anchor.line - before[one.src].line
            start, end, first, last = one.span
            span = Span(start + by, end + by, first + lines, last + lines)
            yield OpenReference(one.state, one.kind, one.name, one.src, span, one.reason, one.candidates)


def _joined(before: Dependencies, now: Dependencies) -> Dependencies:
    """Add what the bodies that were resolved asked for; what others asked for before is not told apart."""
    bodies = array("I", before.bodies)
    asked = set(bodies)
    bodies.extend(key for key in array("I", now.bodies) if key not in asked)
    return before._replace(bodies=bodies.tobytes())
