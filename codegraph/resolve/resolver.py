"""Resolves the references of a workspace, file by file, against tables built once from all facts.

What comes out are edges that can be proved and references that stay open with a reason; nothing is guessed.
`contains` is not among the edges: a symbol's parent says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.collect import FileItems, collect_file, link_files
from codegraph.resolve.crates import Crates
from codegraph.resolve.edges import edges_of_file
from codegraph.resolve.macros import export_macros
from codegraph.resolve.members import Members
from codegraph.resolve.references import Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.discover.cargo import Package
    from codegraph.identity import NodeId
    from codegraph.model import Facts, FileEdges
    from codegraph.resolve.binding import Place
    from codegraph.resolve.items import Item
    from codegraph.resolve.module_tree import ModuleTree
    from codegraph.resolve.references import Outcome


class FileFacts(NamedTuple):
    """One file's facts with its place and the ids of its symbols, in the order of the facts."""

    facts: Facts
    place: Place
    ids: tuple[NodeId, ...]


class Resolver:
    """Tables of a whole workspace. They keep symbols, impls and imports, not references."""

    def __init__(self, files: dict[str, FileItems], members: Members) -> None:
        self._files = files
        self._members = members
        self._resolution = Resolution(members)
        self._by_id: dict[NodeId, Item] | None = None

    @classmethod
    def build(
        cls,
        files: Iterable[tuple[str, FileFacts]],
        tree: ModuleTree,
        packages: Sequence[Package],
    ) -> Resolver:
        """Build the tables; each file's facts are read once and let go."""
        crates = Crates(packages, tree)
        entered = {
            path: collect_file(path, file.facts, file.ids, crates.of_file(path))
            for path, file in files
            if file.facts.language == "rust"
        }
        entered = dict(sorted(entered.items()))
        link_files(entered, tree)
        crates.link(entered)
        for crate in {file.items[0].inner.crate: None for file in entered.values()}:
            export_macros(crate.macros, crate.roots)
        return cls(entered, Members(item for file in entered.values() for item in file.impls))

    def resolve_file(self, path: str, facts: Facts, answers: Mapping[int, Outcome] | None = None) -> FileEdges:
        """Resolve one file's references; `facts` are those that the tables were built from.

        `answers` are outcomes that a compiler's index gave, by the byte where the reference starts: they go before
        the resolver's own.
        """
        return edges_of_file(path, facts, self._files.get(path), self._resolution, self._members, answers or {})

    def item(self, ident: NodeId) -> Item | None:
        """Give the item of an id."""
        if self._by_id is None:
            self._by_id = {item.id: item for file in self._files.values() for item in file.items}
        return self._by_id.get(ident)
