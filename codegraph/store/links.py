"""Walking the graph: references one step away from many symbols at once, and the open references around a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Confidence, EdgeKind, Method
from codegraph.store import rows
from codegraph.store.graph import STORED_KINDS, Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import OpenReference


class Link(NamedTuple):
    """A reference between `near`, which was asked about, and `far`; it stands at `path`, byte `start`, on `line`."""

    near: NodeId
    far: NodeId
    kind: EdgeKind
    path: str
    start: int
    line: int
    method: Method
    confidence: Confidence
    out: bool


class OpenPlace(NamedTuple):
    """A reference that is no edge, with the file it stands in."""

    path: str
    reference: OpenReference


class Linking(Graph):
    """The questions that follow references from symbol to symbol."""

    def links(
        self, ids: Iterable[str], kinds: Iterable[str] = STORED_KINDS, *, out: bool, limit: int = 20_000
    ) -> list[Link]:
        """List the references that leave (`out`) or arrive at these symbols, by place.

        Where there are more than `limit`, which ones are given is arbitrary, but the same each time. Made for hubs:
        a reference costs a few microseconds, and no symbol is read.
        """
        asked, wanted = [[one] for one in dict.fromkeys(ids)], [[kind] for kind in dict.fromkeys(kinds)]
        if not asked or not wanted:
            return []
        found = self._ask("links_from" if out else "links_to", ids=asked, kinds=wanted, limit=limit)
        paths = self._paths({row[3] for row in found})
        links = [
            Link(
                rows.node_id(near),
                rows.node_id(far),
                EdgeKind(kind),
                paths[file],
                start,
                line,
                Method(method),
                Confidence(sure),
                out,
            )
            for near, kind, far, file, start, line, method, sure in found
            if file in paths
        ]
        links.sort(key=lambda link: (link.path, link.start, link.kind, link.near, link.far))
        return links

    def link_counts(self, ids: Iterable[str]) -> dict[tuple[EdgeKind, bool], int]:
        """Count the references of symbols by kind and direction: `(kind, True)` leave them."""
        found = self._ask("link_counts", ids=[[one] for one in dict.fromkeys(ids)])
        return {(EdgeKind(kind), way == "out"): count for kind, way, count in sorted(found)}

    def open_named(self, name: str, files: int) -> tuple[list[OpenPlace], bool]:
        """List the open references of a name by place, from at most so many files; tells whether that were all."""
        found = self._ask("open_named", name=name, limit=files + 1)
        places = [
            OpenPlace(path, reference)
            for path, data in found[:files]
            for reference in rows.decode_open(bytes(data), name)
        ]
        return places, len(found) <= files

    def open_inside(self, paths: Iterable[str]) -> list[OpenPlace]:
        """List the open references of files by place."""
        found = self._ask("open_in_files", files=[[rows.file_key(path)] for path in dict.fromkeys(paths)])
        return [OpenPlace(path, reference) for path, data in found for reference in rows.decode_open(bytes(data))]

    def highest_scores(self, limit: int, paths: Sequence[str] | None = None) -> list[tuple[NodeId, float]]:
        """List the symbols of the highest graph scores, of the whole repository or of these files."""
        if paths is None:
            found = self._ask("scores_highest", limit=limit)
        else:
            found = self._ask("scores_in_files", files=[[rows.file_key(path)] for path in paths], limit=limit)
        return [(rows.node_id(one), value) for one, value in found]

    def _paths(self, files: Iterable[str]) -> dict[str, str]:
        return dict(self._ask("paths_of_files", files=[[file] for file in sorted(files)]))
