"""The packages of Java: what files define that say the same package, wherever they are.

Classes are asked for by package and name, so that a file that comes or goes concerns those who ask for what it defines.
Of several classes of one name the one nearest to the asker's file is meant.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from codegraph.resolve.scoped.modules import MODULE_NOT_FOUND, NAME_NOT_FOUND, Modules, name_key
from codegraph.resolve.scoped.values import External, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.giving import Gifts
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.values import Entity

_MOST_PARTS = 32


def package_key(package: str, name: str) -> int:
    """Give the key of what a name means in a package; of an empty name whether there is such a package."""
    return name_key(f"\0package {package}", name)


def give_classes(gifts: Gifts, file: File) -> None:
    """Add what a file says of its package."""
    package = file.root.name
    gifts.add(package_key(package, ""), package)
    for sym in file.symbols[1:]:
        if sym.parent is file.root and sym.is_type:
            gifts.add(package_key(package, sym.name), file.path, sym.id, sym.kind)


class JavaModules(Modules):
    """The packages of a workspace."""

    @cached_property
    def _packages(self) -> dict[str, dict[str, list[Sym]]]:
        found: dict[str, dict[str, list[Sym]]] = {}
        for path in sorted(self.files):
            if not path.endswith(".java"):
                continue
            file = self.files[path]
            named = found.setdefault(file.outline.package, {})
            for sym in file.symbols[1:]:
                if sym.parent is file.root and sym.is_type:
                    named.setdefault(sym.name, []).append(sym)
        return found

    @cached_property
    def _last(self) -> dict[str, File]:
        """The last file of each package."""
        files = [self.files[path] for path in sorted(self.files) if path.endswith(".java")]
        return {file.outline.package: file for file in files}

    def own_package(self, file: File) -> str:
        """Give the package that a file is of."""
        self.asking.note(name_key(file.path, ""))
        return file.root.name

    def top(self, file: File, package: str, name: str) -> tuple[Sym, ...]:
        """Give the classes of a name in a package that a file means."""
        self.asking.note(package_key(package, name))
        found = self._packages.get(package, {}).get(name, ())
        return _nearest(file, found)

    def package_file(self, package: str) -> File | None:
        """Give the file that stands for a package."""
        self.asking.note(package_key(package, ""))
        return self._last.get(package)

    def qualified(self, file: File, parts: Sequence[str]) -> tuple[tuple[Sym, ...], Sequence[str]]:
        """Give the class that a path begins with, and what follows it."""
        if len(parts) <= _MOST_PARTS:
            for at in range(1, len(parts)):
                found = self.top(file, ".".join(parts[:at]), parts[at])
                if found:
                    return found, parts[at + 1 :]
        return (), parts

    def not_found(self, file: File, text: str) -> Entity:
        """Say why a path of names means no class of the repository."""
        package = text.removesuffix(".*").rpartition(".")[0]
        while package:
            if self.package_file(package) is not None:
                return Unknown(NAME_NOT_FOUND)
            package = package.rpartition(".")[0]
            if package.count(".") < 1:
                break
        found = self.find(file, text)
        if found.external:
            return External(found.external, text.removesuffix(".*"))
        return Unknown(NAME_NOT_FOUND if found.files else MODULE_NOT_FOUND)


def _nearest(file: File, found: Sequence[Sym]) -> tuple[Sym, ...]:
    """Leave of several classes of one name those that have most folders in common with a file."""
    if len(found) < 2:  # noqa: PLR2004
        return tuple(found)
    own = file.path.split("/")
    ranks = [_common(own, it.file.path.split("/")) for it in found]
    return tuple(it for it, rank in zip(found, ranks, strict=True) if rank == max(ranks))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
