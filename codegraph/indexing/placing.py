"""Places files in the module tree before they are parsed, and finds which unchanged files moved in it.

The `mod` declarations of files that did not change are kept in the store, so that one edit does not read the whole
repository again; and as long as nothing changed that places depend on, they are not worked out before somebody asks.
"""

from __future__ import annotations

import json
import os
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover import read_file
from codegraph.discover.looks import Looks
from codegraph.identity import content_hash
from codegraph.model import ModuleDeclaration, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.discover import FileEntry
    from codegraph.discover.cargo import CargoWorkspace, Package
    from codegraph.discover.looks import Found
    from codegraph.model import Symbol
    from codegraph.resolve.binding import Place
    from codegraph.resolve.module_tree import ModuleTree

MANIFEST = "Cargo.toml"
# goes up when the same files are placed otherwise, or described otherwise in a digest
_VERSION = 2

Declarations = dict[str, tuple[ModuleDeclaration, ...]]


class Manifest(NamedTuple):
    """What a package's manifest gives besides its text: the package as a symbol, and faults in it."""

    package: Symbol | None
    problems: tuple[Problem, ...]


class Kept(NamedTuple):
    """What an index keeps of its placing: `mod` declarations and digests by path, and what was looked up on disk.

    `cargo` are the packages and the faults of manifests, packed.
    """

    declarations: Declarations
    digests: Mapping[str, str]
    found: Found
    cargo: Sequence[Any] = ()


class Placing:
    """Where every file stands, and what its manifest says; worked out when asked for.

    `declarations` are those of the Rust files that have any.
    """

    def __init__(
        self, root: Path, files: Sequence[FileEntry], declarations: Declarations, settings: Settings, kept: Kept | None
    ) -> None:
        """Take the files, sorted by path; `kept` are the digests of a placing that is known to be the same."""
        self.declarations = declarations
        self._root = root
        self._files = files
        self._settings = settings
        self._kept = kept
        self._looks = Looks(root)

    @property
    def is_new(self) -> bool:
        """Tell whether this is not known to be what the index keeps."""
        return self._kept is None

    @property
    def packages(self) -> tuple[Package, ...]:
        """All packages, by folder."""
        return self._cargo[0].packages

    @cached_property
    def tree(self) -> ModuleTree:
        """The module tree."""
        from codegraph.resolve.module_tree import build_module_tree  # noqa: PLC0415 - a run without work places nothing

        paths = {entry.path for entry in self._files if entry.language == "rust"}
        return build_module_tree(self.packages, paths, self.declarations)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each file."""
        from codegraph.resolve.binding import place_of  # noqa: PLC0415

        return {entry.path: place_of(entry.path, self.tree) for entry in self._files}

    def place(self, path: str) -> Place:
        """Give the place of one file."""
        from codegraph.resolve.binding import place_of  # noqa: PLC0415

        return self.__dict__["places"][path] if "places" in self.__dict__ else place_of(path, self.tree)

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """What manifests say, by their path; those with faults that name no file are under the top one's."""
        from codegraph.indexing.packages import package_symbols  # noqa: PLC0415

        symbols = package_symbols(self.packages, self.tree.package_of)
        faults: dict[str, list[Problem]] = {}
        for problem in self._cargo[1]:
            faults.setdefault(problem.path or MANIFEST, []).append(problem)
        return {
            path: Manifest(symbols.get(path), tuple(faults.get(path, ())))
            for path in sorted(symbols.keys() | faults.keys())
        }

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """For each file a digest of its place and its manifest: another one means that it has to be prepared anew."""
        if self._kept is not None:
            return self._kept.digests
        return {path: _digest(place, self.manifests.get(path)) for path, place in self.places.items()}

    def keep(self) -> Kept:
        """Give what the next run compares with."""
        if self._kept is not None:
            return self._kept
        digests = self.digests
        if self._settings.rust.cargo:
            # what Cargo itself said may be another thing next time
            return Kept(self.declarations, digests, {})
        from codegraph.discover.cargo_codec import pack_workspace  # noqa: PLC0415

        return Kept(self.declarations, digests, self._looks.found, pack_workspace(*self._cargo))

    @cached_property
    def _cargo(self) -> tuple[CargoWorkspace, tuple[Problem, ...]]:
        if self._kept is not None:
            from codegraph.discover.cargo_codec import unpack_workspace  # noqa: PLC0415

            return unpack_workspace(self._kept.cargo)
        from codegraph.discover.cargo import find_packages  # noqa: PLC0415

        manifests = [entry.path for entry in self._files if posixpath.basename(entry.path) == MANIFEST]
        workspace, problems = find_packages(self._root, manifests, self._looks)
        if self._settings.rust.cargo:
            from codegraph.discover.cargo_metadata import refine  # noqa: PLC0415

            workspace, refusals = refine(self._root, workspace, environ=os.environ)
            problems = (*problems, *refusals)
        return workspace, problems


def place_files(
    root: Path,
    files: Sequence[FileEntry],
    changed: Collection[str],
    kept: Kept,
    settings: Settings,
) -> Placing:
    """Place files, sorted by path, by the manifests and the `mod` declarations, reading only changed files."""
    declarations: Declarations = {}
    for entry in files:
        if entry.language != "rust":
            continue
        found = kept.declarations.get(entry.path, ())
        if entry.path in changed:
            from codegraph.parse.languages.rust.modules import module_declarations  # noqa: PLC0415

            outcome = read_file(root, entry, limit=settings.discover.max_file_bytes)
            found = () if isinstance(outcome, Problem) else module_declarations(outcome.data)
        if found:
            declarations[entry.path] = found
    same = (
        not settings.rust.cargo
        and declarations == kept.declarations
        and len(files) == len(kept.digests)
        and all(entry.path in kept.digests for entry in files)
        and Looks(root).would_find(kept.found)
    )
    return Placing(root, files, declarations, settings, kept if same else None)


def _digest(place: Place, manifest: Manifest | None) -> str:
    return content_hash(repr((place, manifest)).encode("utf-8", "replace"))[:16]


def encode_kept(kept: Kept) -> str:
    """Write what the next run needs."""
    return json.dumps([_VERSION, *kept], separators=(",", ":"))


def decode_kept(text: str) -> Kept:
    """Read back what `encode_kept` gave; nothing at all from any other text."""
    try:
        version, declarations, digests, found, cargo = json.loads(text)
    except ValueError:
        return Kept({}, {}, {})
    if version != _VERSION:
        return Kept({}, {}, {})
    made = {
        path: tuple(ModuleDeclaration(name, tuple(chain), tuple(paths), line) for name, chain, paths, line in listed)
        for path, listed in declarations.items()
    }
    return Kept(made, digests, found, cargo)
