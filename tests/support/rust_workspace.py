"""Miniature workspaces as text: `//- path` starts a file, `crate:NAME` makes it a crate's root."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegraph.discover.cargo import Dependency, Package
from codegraph.discover.targets import Target, TargetKind
from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import bind_symbols, place_of, root_name
from codegraph.resolve.module_tree import build_module_tree
from codegraph.resolve.resolver import Resolver
from codegraph.resolve.unit_making import make_unit

if TYPE_CHECKING:
    from codegraph.identity import NodeId
    from codegraph.model import Facts, FileEdges, Symbol
    from codegraph.resolve.module_tree import ModuleTree

_HEAD = re.compile(r"^//- (?P<path>\S+)(?P<options>.*)$", re.MULTILINE)


@dataclass
class Resolved:
    """A resolved workspace."""

    sources: dict[str, str]
    files: dict[str, Facts]
    symbols: dict[str, Symbol]
    edges: dict[str, FileEdges]
    tree: ModuleTree
    packages: tuple[Package, ...]
    resolver: Resolver
    units: list[bytes]
    ids: dict[str, list[NodeId]]

    def lines(self, *kinds: str) -> list[str]:
        """List edges of these kinds as `kind source -> target`, sorted."""
        names = {symbol.id: symbol.qualified_name for symbol in self.symbols.values()}
        found = [
            f"{edge.kind} {names[edge.src]} -> {names[edge.dst]}"
            for file in self.edges.values()
            for edge in file.edges
            if not kinds or edge.kind in kinds
        ]
        return sorted(found)

    def open(self) -> list[str]:
        """List open references as `state name reason`, sorted."""
        return sorted(f"{it.state} {it.name} {it.reason}" for file in self.edges.values() for it in file.open)


def split_fixture(text: str) -> tuple[dict[str, str], tuple[Package, ...]]:
    """Read a fixture's files and packages; text before any head is `src/lib.rs` of a crate `it`."""
    if "//- " not in text:
        text = f"//- src/lib.rs crate:it\n{text}"
    sources: dict[str, str] = {}
    packages: dict[str, Package] = {}
    heads = list(_HEAD.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        path = head["path"]
        sources[path] = text[head.end() + 1 : following.start() if following else len(text)]
        options = dict(option.split(":", 1) for option in head["options"].split())
        if "crate" in options:
            _add_target(packages, path, options)
    return sources, tuple(packages.values())


def _add_target(packages: dict[str, Package], path: str, options: dict[str, str]) -> None:
    root = posixpath.dirname(posixpath.dirname(path))
    name = options["crate"]
    target = Target(TargetKind(options.get("kind", "lib")), name, name, path)
    dependencies = []
    for dependency in filter(None, options.get("deps", "").split(",")):
        code, _, where = dependency.partition("=")
        dependencies.append(Dependency(code, code, where or None, "normal", optional=False))
    known = packages.get(root)
    packages[root] = Package(
        name=known.name if known else name,
        version="0.1.0",
        edition=options.get("edition", "2021"),
        root=root,
        targets=((*known.targets, target) if known else (target,)),
        dependencies=((*known.dependencies, *dependencies) if known else tuple(dependencies)),
        features=(),
        workspace="",
        member=True,
    )


def resolve_text(text: str, *, backwards: bool = False) -> Resolved:
    """Parse, place and resolve a fixture; `backwards` hands over and resolves its files in the opposite order."""
    sources, packages = split_fixture(text)
    order = sorted(sources, reverse=backwards)
    facts = {path: parse_file(path, "rust", sources[path].encode()) for path in order}
    tree = build_module_tree(packages, set(facts), {path: file.modules for path, file in facts.items()})
    units: list[bytes] = []
    ids: dict[str, list[NodeId]] = {}
    symbols: dict[str, Symbol] = {}
    for path, file in facts.items():
        place = place_of(path, tree)
        bound = bind_symbols(path, file, place)
        symbols.update((symbol.id, symbol) for symbol in bound)
        ids[path] = [symbol.id for symbol in bound]
        units.append(make_unit(path, file, ids[path], root_name(path, place))[0])
    resolver = Resolver.build(units, tree, packages)
    edges = {path: resolver.resolve_file(path, facts[path]) for path in facts}
    return Resolved(sources, facts, symbols, edges, tree, packages, resolver, units, ids)


def check(fixture: str, expected: str, *kinds: str) -> None:
    """Compare a fixture's edges of these kinds (calls where none is named) with the expected lines."""
    wanted = sorted(line.strip() for line in expected.strip().splitlines() if line.strip())
    assert resolve_text(fixture).lines(*(kinds or ("calls",))) == wanted
