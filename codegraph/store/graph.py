"""Reading the graph: edges of symbols, their neighbours, and the references that are no edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import EdgeKind
from codegraph.store import rows
from codegraph.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Edge, OpenReference, Symbol

# `contains` is no row: it is the parent of a symbol
STORED_KINDS = tuple(kind for kind in EdgeKind if kind is not EdgeKind.CONTAINS)


class Neighbour(NamedTuple):
    """An edge of a symbol, with the symbol at its other end."""

    edge: Edge
    symbol: Symbol


class Step(NamedTuple):
    """One step of a graph expansion: from `near` to `far`; `out` when the edges point to `far`."""

    near: NodeId
    far: NodeId
    kind: EdgeKind
    out: bool
    edges: int


class OpenCounts(NamedTuple):
    """How many references of a name are no edges."""

    ambiguous: int
    external: int
    unresolved: int


_KINDS = {str(kind): kind for kind in EdgeKind}


class Graph(Reading):
    """The graph side of a store."""

    def edges_from(self, ids: Iterable[str], kinds: Iterable[str] = STORED_KINDS, limit: int = 1000) -> list[Neighbour]:
        """List the edges that leave these symbols, by kind and place, with the symbols they point to.

        Where there are more than `limit`, which ones are given is arbitrary, but the same each time.
        """
        return self._edges("edges_from", ids, kinds, limit)

    def edges_to(self, ids: Iterable[str], kinds: Iterable[str] = STORED_KINDS, limit: int = 1000) -> list[Neighbour]:
        """List the edges that arrive at these symbols, by kind and place, with the symbols they come from.

        Where there are more than `limit`, which ones are given is arbitrary, but the same each time.
        """
        return self._edges("edges_to", ids, kinds, limit)

    def neighbours(self, ids: Iterable[str], kinds: Iterable[str] = STORED_KINDS, limit: int = 500) -> list[Step]:
        """List the symbols one edge away, in both directions, those with most edges first for each symbol."""
        return [
            Step(rows.node_id(near), rows.node_id(far), _KINDS[kind], way == "out", count)
            for near, far, kind, way, count in self._ask("neighbours", ids=_column(ids), kinds=list(kinds), limit=limit)
        ]

    def first_steps(self, ids: Iterable[str], kinds: Iterable[str], limit: int) -> dict[NodeId, dict[NodeId, bool]]:
        """Give the symbols one edge away, by symbol, and whether that calls them; no symbol for itself.

        At most `limit` steps in all are taken, those that edges lead to before those that they come from; which of the
        latter are taken is arbitrary, but the same each time.
        """
        ends: dict[NodeId, dict[NodeId, bool]] = {}
        for near, far, calls in self._ask("first_steps", ids=sorted(set(ids)), kinds=list(kinds), limit=limit):
            if near != far:
                known, end = ends.setdefault(rows.node_id(near), {}), rows.node_id(far)
                known[end] = calls or known.get(end, False)
        return ends

    def open_counts(self, name: str) -> OpenCounts:
        """Count the references of a name that are no edges."""
        found = self._ask("open_counts", name=name)
        return OpenCounts(*(int(value or 0) for value in found[0])) if found else OpenCounts(0, 0, 0)

    def open_references(self, path: str) -> tuple[OpenReference, ...]:
        """Give the references of a file that are no edges."""
        found = self._ask("open_references", file=rows.file_key(path))
        return rows.decode_open(found[0][0]) if found else ()

    def _edges(self, query: str, ids: Iterable[str], kinds: Iterable[str], limit: int) -> list[Neighbour]:
        found = self._ask(query, ids=_column(ids), kinds=_column(kinds), limit=limit)
        edges = sorted(map(rows.read_edge, found), key=lambda edge: (edge.kind, *edge.evidence[:2], edge.src, edge.dst))
        far = [edge.dst if query == "edges_from" else edge.src for edge in edges]
        symbols = {symbol.id: symbol for symbol in self.symbols(far)}
        return [Neighbour(edge, symbols[end]) for edge, end in zip(edges, far, strict=True) if end in symbols]


def _column(values: Iterable[str] | Sequence[str]) -> list[list[str]]:
    return [[value] for value in dict.fromkeys(values)]
