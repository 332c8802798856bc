"""The whole graph, in a fixed order and in bounded memory: file by file, by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import Confidence, Edge, EdgeKind, Evidence, Method
from codegraph.store import rows
from codegraph.store.coverage import Covering
from codegraph.store.edge_groups import pairs_of, read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.model import OpenReference, Problem, Skipped, Symbol


class Exporting(Covering):
    """Everything that is in a store, one by one. An export sees each file as it is when its turn comes."""

    def export_nodes(self) -> Iterator[Symbol]:
        """Give every symbol, by path and position."""
        for path in self.files():
            yield from self.symbols_in(path)

    def export_edges(self) -> Iterator[Edge]:
        """Give every edge, `contains` included, by the path and position of its evidence."""
        for path in self.files():
            yield from self.edges_in(path)

    def export_open(self) -> Iterator[tuple[str, OpenReference]]:
        """Give path and reference of everything that is no edge, by path, in the order of the file."""
        for path in self.files():
            for reference in self.open_references(path):
                yield path, reference

    def edges_in(self, path: str) -> list[Edge]:
        """List the edges whose evidence stands in a file, `contains` included, by position."""
        groups = [
            one
            for _, data, gone, _ in self._ask("groups_of_files", files=[[rows.file_key(path)]])
            for one in read_groups(bytes(data), gone)
        ]
        found = [rows.read_edge(row) for row in self._ask("edges_in_file", pairs=pairs_of(groups))]
        for symbol in self.symbols_in(path):
            if symbol.parent is not None:
                evidence = Evidence(path, symbol.span, Method.SYNTAX, Confidence.EXACT)
                found.append(Edge(EdgeKind.CONTAINS, symbol.parent, symbol.id, evidence))
        found.sort(key=lambda edge: (edge.evidence.span, edge.kind, edge.src, edge.dst))
        return found

    def problems(self) -> list[Problem]:
        """List the problems of all indexed files, by path."""
        return [rows.read_problem(row) for row in self._ask("problems")]

    def problems_of_no_file(self) -> list[Problem]:
        """List the problems that name no file."""
        return [rows.read_problem(row) for row in self._ask("problems_of_no_file")]

    def skipped(self) -> list[Skipped]:
        """List the files that were left out, by path."""
        return [rows.read_skipped(row) for row in self._ask("skipped")]
