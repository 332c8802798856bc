"""The crates of a workspace and what each can name: its dependencies, its own library, the standard crates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.items import Crate, External
from codegraph.resolve.module_tree import CrateId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.discover.cargo import Package
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.items import Targets
    from codegraph.resolve.module_tree import ModuleTree

STD = External("std")
# the names of the crates that std's stubs stand for
STANDARD_CRATES = frozenset({"std", "core", "alloc"})
_STANDARD = ("std", "core", "alloc", "proc_macro", "test")
_NEWEST = "2021"


class Crates:
    """All crates by id, and one for the files that no target reaches."""

    def __init__(self, packages: Sequence[Package], tree: ModuleTree) -> None:
        self._packages = packages
        self._tree = tree
        self._by_id: dict[CrateId, Crate] = {}
        self._libraries: dict[str, CrateId] = {}
        for package in packages:
            for target in package.targets:
                kind = "lib" if target.kind == "proc-macro" else target.kind
                crate = CrateId(self._key(package), kind, target.name)
                self._by_id[crate] = Crate(target.crate_name, package.edition)
                if kind == "lib":
                    self._libraries[package.root] = crate

    def of_file(self, path: str) -> Crate:
        """Give the crate that a file's names are looked up in: its first, or one of its own."""
        for placement in self._tree.places.get(path, ()):
            return self._by_id.setdefault(placement.crate, Crate(placement.crate_name, _NEWEST))
        return _alone()

    def link(self, files: Mapping[str, FileItems]) -> None:
        """Tell every crate its root and the crates that it can name."""
        for path, file in files.items():
            for placement in self._tree.places.get(path, ()):
                if not placement.module and placement.crate in self._by_id:
                    self._by_id[placement.crate].roots.append(file.root)
            if path not in self._tree.places:
                file.root.inner.crate.roots.append(file.root)
        packages = {self._key(package): package for package in self._packages}
        for ident, crate in self._by_id.items():
            if ident.package in packages:
                crate.externs = self._externs(packages[ident.package], ident)

    def _key(self, package: Package) -> str:
        return self._tree.package_of.get(package.root, package.name)

    def _externs(self, package: Package, crate: CrateId) -> dict[str, Targets]:
        found: dict[str, Targets] = {name: (External(name),) for name in _STANDARD}
        for dependency in package.dependencies:
            library = self._libraries.get(dependency.path) if dependency.path is not None else None
            roots: Targets = tuple(self._by_id[library].roots) if library is not None else ()
            found[dependency.name_in_code] = roots or (External(dependency.package),)
        own = self._libraries.get(package.root)
        if own is not None and own != crate:
            found[self._by_id[own].name] = tuple(self._by_id[own].roots)
        return found


def _alone() -> Crate:
    crate = Crate("", _NEWEST)
    crate.externs = {name: (External(name),) for name in _STANDARD}
    return crate
