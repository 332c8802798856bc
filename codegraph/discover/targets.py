"""The targets of one Cargo package: those its manifest names and those Cargo finds by where files stand.

The rules are those of Cargo's `targets.rs`; see "Cargo Targets" in the Cargo book.
"""

from __future__ import annotations

import posixpath
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover.manifest import STAGE, join, table, tables, text_of
from codegraph.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.discover.looks import Looks
    from codegraph.discover.manifest import Manifest


class TargetKind(StrEnum):
    """What Cargo builds from a target."""

    LIB = "lib"
    PROC_MACRO = "proc-macro"
    BIN = "bin"
    TEST = "test"
    EXAMPLE = "example"
    BENCH = "bench"
    BUILD = "build"


class Target(NamedTuple):
    """A crate: its name, its name in code (`-` is `_`), and its root file relative to the repository."""

    kind: TargetKind
    name: str
    crate_name: str
    path: str


_FOUND_IN = ((TargetKind.TEST, "tests"), (TargetKind.EXAMPLE, "examples"), (TargetKind.BENCH, "benches"))
_OLD_EDITION = "2015"


def find_targets(looks: Looks, manifest: Manifest, name: str, edition: str) -> tuple[tuple[Target, ...], list[Problem]]:
    """Give the targets of a package in the order lib, bin, test, example, bench, build, and those not found."""
    problems: list[Problem] = []
    finder = _Finder(looks, manifest, name, edition, problems)
    targets = [*finder.library(), *finder.binaries()]
    for kind, folder in _FOUND_IN:
        targets.extend(finder.named(kind, finder.in_folder(folder), folder))
    targets.extend(finder.build_script())
    return tuple(targets), problems


class _Finder(NamedTuple):
    looks: Looks
    manifest: Manifest
    name: str
    edition: str
    problems: list[Problem]

    def library(self) -> list[Target]:
        told = table(self.manifest.data.get("lib"))
        path = text_of(told.get("path"))
        if not path:
            if not self._exists("src/lib.rs") or (not told and self.manifest.package.get("autolib") is False):
                return []
            path = "src/lib.rs"
        macros = told.get("proc-macro") is True or told.get("proc_macro") is True
        name = text_of(told.get("name")) or _in_code(self.name)
        return self._made(TargetKind.PROC_MACRO if macros else TargetKind.LIB, name, path)

    def binaries(self) -> list[Target]:
        found = {self.name: "src/main.rs"} if self._exists("src/main.rs") else {}
        return self.named(TargetKind.BIN, found | self.in_folder("src/bin"), "src/bin")

    def named(self, kind: TargetKind, found: Mapping[str, str], folder: str) -> list[Target]:
        """Join the targets that the manifest names with those found in their folder."""
        explicit = tables(self.manifest.data.get(kind.value))
        targets: list[Target] = []
        for told in explicit:
            targets.extend(self._explicit(kind, told, found, folder))
        names = {target.name for target in targets}
        paths = {target.path for target in targets}
        wanted = self.manifest.package.get(f"auto{posixpath.basename(folder)}" if folder != "src/bin" else "autobins")
        automatic = wanted if isinstance(wanted, bool) else not (explicit and self.edition == _OLD_EDITION)
        if automatic:
            for name, path in sorted(found.items()):
                made = self._made(kind, name, path)
                targets.extend(target for target in made if name not in names and target.path not in paths)
        return targets

    def in_folder(self, folder: str) -> dict[str, str]:
        """Find the targets of a folder: `name.rs` and `name/main.rs`, relative to the package."""
        above = self.manifest.folder
        found = self.looks.targets(f"{above}/{folder}" if above else folder)
        return {name: path[len(above) + 1 :] if above else path for name, path in found.items()}

    def build_script(self) -> list[Target]:
        told = self.manifest.package.get("build")
        if told is False:
            return []
        path = text_of(told) or "build.rs"
        if not isinstance(told, str) and not self._exists(path):
            return []
        stem = posixpath.basename(path).removesuffix(".rs")
        return self._made(TargetKind.BUILD, f"build-script-{stem}", path)

    def _explicit(
        self, kind: TargetKind, told: Mapping[str, Any], found: Mapping[str, str], folder: str
    ) -> list[Target]:
        name = text_of(told.get("name")) or (self.name if kind is TargetKind.BIN else "")
        path = text_of(told.get("path")) or found.get(name, "")
        if not path and kind is TargetKind.BIN and self.edition == _OLD_EDITION:
            candidates = (f"src/{name}.rs", "src/bin/main.rs")
            path = next((candidate for candidate in candidates if self._exists(candidate)), "")
        if not name or not path:
            message = f"the {kind.value} target {name!r} has no file: neither a path nor {folder}/{name}.rs"
            self.problems.append(Problem(self.manifest.path, STAGE, "target-without-file", message))
            return []
        return self._made(kind, name, path)

    def _made(self, kind: TargetKind, name: str, path: str) -> list[Target]:
        joined = join(self.manifest.folder, path)
        if joined is None:
            message = f"the {kind.value} target {name!r} is outside of the repository"
            self.problems.append(Problem(self.manifest.path, STAGE, "target-outside", message))
            return []
        return [Target(kind, name, _in_code(name), joined)]

    def _exists(self, path: str) -> bool:
        return "\0" not in path and self.looks.is_file(posixpath.join(self.manifest.folder, path))


def _in_code(name: str) -> str:
    return name.replace("-", "_")
