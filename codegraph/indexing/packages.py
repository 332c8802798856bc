"""Packages as symbols of their manifests, and what they depend on as edges."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from codegraph.identity import NodeId, join_parts
from codegraph.model import (
    Anchor,
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    Method,
    Span,
    Symbol,
    SymbolKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.discover.cargo import Package


def package_symbols(packages: Sequence[Package], keys: Mapping[str, str]) -> dict[str, Symbol]:
    """Make a symbol for each package, by the path of its manifest; `keys` maps a root to the package's key."""
    symbols: dict[str, Symbol] = {}
    for package in packages:
        path = posixpath.join(package.root, "Cargo.toml")
        symbols[path] = Symbol(
            id=_package_id(keys[package.root]),
            kind=SymbolKind.PACKAGE,
            name=package.name,
            qualified_name=package.name,
            path=path,
            language="toml",
            span=Span(0, 0, 1, 1),
            name_line=1,
            parent=None,
            signature=f"package {package.name} {package.version}".strip(),
            docs="",
            visibility="",
            attributes=(),
            cfg="",
            modifiers=(),
            complexity=0,
        )
    return symbols


def dependency_edges(root: Path, packages: Sequence[Package], keys: Mapping[str, str]) -> Iterator[FileEdges]:
    """Give the depends-on edges between packages of the repository; the evidence is the line in the manifest."""
    for package in packages:
        local = [one for one in package.dependencies if one.path is not None and one.path in keys]
        path = posixpath.join(package.root, "Cargo.toml")
        try:
            source = (root / path).read_bytes() if local else b""
        except OSError:
            continue
        edges: dict[NodeId, Edge] = {}
        for dependency in local:
            target = _package_id(keys[dependency.path or ""])
            span = _place(source, dependency.name_in_code, dependency.package)
            if span is not None:
                evidence = Evidence(path, span, Method.SYNTAX, Confidence.EXACT)
                edges.setdefault(target, Edge(EdgeKind.DEPENDS_ON, _package_id(keys[package.root]), target, evidence))
        own = Anchor(_package_id(keys[package.root]), 0, len(source), 1, "")
        yield FileEdges(path, tuple(edges.values()), (), (own,))


def _package_id(key: str) -> NodeId:
    return NodeId.of(join_parts("package", key), SymbolKind.PACKAGE)


def _place(source: bytes, *names: str) -> Span | None:
    """Find where a manifest names a dependency: as a key, or in the head of a table of its own."""
    for name in names:
        # a crate's name in code has `_` where the manifest may have `-`
        pattern = re.escape(name).replace("_", "[-_]").replace(r"\-", "[-_]")
        found = re.search(
            rf'^\s*(?:\[[^\]\n]*dependencies\.)?"?(?P<name>{pattern})"?\s*(?:[.=\]])'.encode(),
            source,
            re.MULTILINE,
        )
        if found:
            line = source.count(b"\n", 0, found.start("name")) + 1
            return Span(found.start("name"), found.end("name"), line, line)
    return None
