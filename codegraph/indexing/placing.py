"""Places files in the module tree before they are parsed, and finds which unchanged files moved in it.

The `mod` declarations of files that did not change are kept in the store, so that one edit does not read the
whole repository again.
"""

from __future__ import annotations

import json
import os
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import read_file
from codegraph.discover.cargo import find_packages
from codegraph.discover.cargo_metadata import refine
from codegraph.identity import content_hash
from codegraph.indexing.packages import package_symbols
from codegraph.model import ModuleDeclaration, Problem
from codegraph.parse.languages.rust.modules import module_declarations
from codegraph.resolve.binding import Place, place_of
from codegraph.resolve.module_tree import ModuleTree, build_module_tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.discover import FileEntry
    from codegraph.discover.cargo import Package
    from codegraph.model import Symbol

_MANIFEST = "Cargo.toml"

Declarations = dict[str, tuple[ModuleDeclaration, ...]]


class Manifest(NamedTuple):
    """What a package's manifest gives besides its text: the package as a symbol, and faults in it."""

    package: Symbol | None
    problems: tuple[Problem, ...]


class Placing(NamedTuple):
    """Where every file stands, and what its manifest says.

    `digests` tells for each file whether all this is what it was indexed with.
    """

    packages: tuple[Package, ...]
    tree: ModuleTree
    places: Mapping[str, Place]
    manifests: Mapping[str, Manifest]
    digests: Mapping[str, str]
    declarations: Declarations


def place_files(
    root: Path,
    files: Sequence[FileEntry],
    changed: Collection[str],
    kept: Declarations,
    settings: Settings,
) -> Placing:
    """Build the module tree from the manifests and the `mod` declarations, reading only changed files."""
    declarations: Declarations = {}
    for entry in files:
        if entry.language != "rust":
            continue
        if entry.path in changed:
            outcome = read_file(root, entry, limit=settings.discover.max_file_bytes)
            found = () if isinstance(outcome, Problem) else module_declarations(outcome.data)
        else:
            found = kept.get(entry.path, ())
        if found:
            declarations[entry.path] = found
    workspace, problems = find_packages(
        root,
        [entry.path for entry in files if posixpath.basename(entry.path) == _MANIFEST],
    )
    if settings.rust.cargo:
        workspace, refusals = refine(root, workspace, environ=os.environ)
        problems = (*problems, *refusals)
    paths = {entry.path for entry in files if entry.language == "rust"}
    tree = build_module_tree(workspace.packages, paths, declarations)
    places = {entry.path: place_of(entry.path, tree) for entry in files}
    manifests = _manifests(workspace.packages, tree, problems)
    digests = {path: _digest(place, manifests.get(path)) for path, place in places.items()}
    return Placing(tuple(workspace.packages), tree, places, manifests, digests, declarations)


def _manifests(packages: Sequence[Package], tree: ModuleTree, problems: Sequence[Problem]) -> dict[str, Manifest]:
    symbols = package_symbols(packages, tree.package_of)
    faults: dict[str, list[Problem]] = {}
    for problem in problems:
        faults.setdefault(problem.path or _MANIFEST, []).append(problem)
    return {
        path: Manifest(symbols.get(path), tuple(faults.get(path, ())))
        for path in sorted(symbols.keys() | faults.keys())
    }


def _digest(place: Place, manifest: Manifest | None) -> str:
    return content_hash(repr((place, manifest)).encode("utf-8", "replace"))[:16]


def encode_placing(placing: Placing) -> str:
    """Write what the next run needs: declarations and digests."""
    return json.dumps([placing.declarations, placing.digests], separators=(",", ":"))


def decode_placing(text: str) -> tuple[Declarations, dict[str, str]]:
    """Read back what `encode_placing` gave; nothing at all from an empty text."""
    if not text:
        return {}, {}
    declarations, digests = json.loads(text)
    return {
        path: tuple(ModuleDeclaration(name, tuple(chain), tuple(paths), line) for name, chain, paths, line in found)
        for path, found in declarations.items()
    }, digests
