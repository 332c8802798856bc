"""The packages of Go: all files of a folder that say the same name see what is defined in each.

Others are told of definitions by the folder, not by the file: so whoever asks for a name of a package need not be
resolved again when a file comes or goes that says nothing of it. Where several files of a package define one name, for
one platform each, all of them are meant, but for those that the asker's own file is never built with. Tags are off
where a definition is needed that does without.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.golang.platforms import by_default, together
from codegraph.resolve.scoped.modules import MODULE_NOT_FOUND, Modules, name_key
from codegraph.resolve.scoped.values import External, Module, Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from codegraph.resolve.foreign.tables import Foreign
    from codegraph.resolve.imports import Imports
    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.files import File, Import, Sym
    from codegraph.resolve.scoped.values import Entity

_TESTS = "_test"
_VERSION = re.compile(r"v\d+")
_ENDING = re.compile(r"\.v\d+$")
_PARTS = re.compile(r"[-.]")
# names that cannot be called or asked for
_NAMELESS = frozenset({"_", "init"})


def package_key(folder: str, name: str) -> int:
    """Give the key of what a name means in the packages of a folder; `T.` are the methods of a type, `T.m` one."""
    return name_key(f"{folder}/", name)


def folder_of(path: str) -> str:
    """Give the folder of a file."""
    return path.rpartition("/")[0]


class Package:
    """What the files of a package define: names, and methods by the name of their type and their own."""

    def __init__(self, files: Sequence[File]) -> None:
        self.names: dict[str, list[Sym]] = {}
        self.methods: dict[str, dict[str, list[Sym]]] = {}
        for file in files:
            for sym in _defined(file):
                self.names.setdefault(sym.name, []).append(sym)
            for owner, named in file.attached.items():
                own = self.methods.setdefault(owner, {})
                for name, found in named.items():
                    own.setdefault(name, []).extend(found)


class Packages(Modules):
    """The packages of a workspace."""

    def __init__(
        self, files: Mapping[str, File], imports: Mapping[str, Imports], asking: Asking, foreign: Foreign
    ) -> None:
        super().__init__(files, imports, asking, foreign)
        self._packages: dict[tuple[str, str], Package] = {}

    @cached_property
    def _folders(self) -> dict[str, dict[str, list[File]]]:
        """The files of packages, by folder and name."""
        found: dict[str, dict[str, list[File]]] = {}
        for path in sorted(self.files):
            if path.endswith(".go"):
                file = self.files[path]
                found.setdefault(folder_of(path), {}).setdefault(file.outline.package, []).append(file)
        return found

    @cached_property
    def all_files(self) -> list[File]:
        """All files of Go."""
        return [file for named in self._folders.values() for files in named.values() for file in files]

    def package(self, file: File) -> Package:
        """Give what the package that a file is of has."""
        at = folder_of(file.path), file.outline.package
        known = self._packages.get(at)
        if known is None:
            known = self._packages[at] = Package(self._folders.get(at[0], {}).get(at[1], ()))
        return known

    def defined(self, file: File, name: str) -> tuple[Sym, ...]:
        """Give what a name means in the package of a file, for the platforms of the file."""
        self.asking.note(package_key(folder_of(file.path), name))
        return _built_with(file, tuple(self.package(file).names.get(name, ())))

    def methods(self, sym: Sym, name: str) -> tuple[Sym, ...]:
        """Give the methods of a name that the package of a type has for it."""
        self.asking.note(package_key(folder_of(sym.file.path), f"{sym.name}.{name}"))
        return _built_with(sym.file, tuple(self.package(sym.file).methods.get(sym.name, {}).get(name, ())))

    def method_names(self, sym: Sym) -> Collection[str]:
        """Give the names of all methods that the package of a type has for it."""
        self.asking.note(package_key(folder_of(sym.file.path), f"{sym.name}."))
        return self.package(sym.file).methods.get(sym.name, {}).keys()

    # as the languages around ask

    def _named(self, path: str, name: str, inside: bool) -> tuple[Entity, ...]:  # noqa: FBT001
        file = self.files.get(path)
        if file is None:
            return ()
        if not inside:
            return tuple(it for it in _defined(file) if it.name == name)
        return self.defined(file, name) or self._imported(file, name)

    def attribute(self, module: Module, name: str, asker: File | None = None) -> tuple[Entity, ...]:  # noqa: ARG002
        """Give what others see of a package under a name."""
        if not name[:1].isupper():
            return ()
        folder = folder_of(module.files[0]) if module.files else ""
        self.asking.note(package_key(folder, name))
        files = [self.files[path] for path in module.files if path in self.files]
        package = self.package_of(module)
        own = next((it for it in files if it.outline.package == package), None)
        names = self.package(own).names if own is not None else {}
        # tests of a package are seen by tests of it alone
        found = tuple(it for it in names.get(name, ()) if it.file.path in module.files)
        importer = self.files.get(module.importer)
        return _built_with(importer, found) if importer is not None else found

    def package_of(self, module: Module) -> str:
        """Give the name of a package: that of its tests and of programs beside it is none."""
        folder = folder_of(module.files[0]) if module.files else ""
        self.asking.note(package_key(folder, ""))
        names = [self.files[path].outline.package for path in module.files if path in self.files]
        own = [it for it in names if it not in {"main", "documentation"} and not it.endswith(_TESTS)] or names
        return max(own, key=own.count) if own else ""

    def _imported(self, file: File, name: str) -> tuple[Entity, ...]:
        """Give the package that a file imports under a name, or what it imports of one with a dot."""
        for it in file.bindings.get((0, name), ()):
            return self.meant(file, it)
        nothing: dict[str, tuple[Entity, ...]] = {}
        names = self.asking.ask(("imported", file.path), lambda: self._names(file), nothing)
        if name in names:
            return names[name]
        for it in file.stars:
            module = self.module(file, it.text)
            found = self.attribute(module, name, file) if isinstance(module, Module) else ()
            if found:
                return found
        return ()

    def _names(self, file: File) -> dict[str, tuple[Entity, ...]]:
        """Give the packages that are imported under their own names; those from outside under likely ones."""
        found: dict[str, tuple[Entity, ...]] = {}
        likely: dict[str, tuple[Entity, ...]] = {}
        for it in file.bindings.get((0, ""), ()):
            meant = self.meant(file, it)
            for one in meant:
                if isinstance(one, Module):
                    found[self.package_of(one)] = meant
                else:
                    likely |= dict.fromkeys(_likely(it.text), meant)
        return {**likely, **found}

    def _meant(self, file: File, it: Import) -> tuple[Entity, ...]:
        module = self.module(file, it.text)
        if module is None:
            return (Unknown(MODULE_NOT_FOUND),)
        return (module,) if isinstance(module, Module) else (External(module.package, it.text),)


def _defined(file: File) -> Iterator[Sym]:
    """Give what a file defines for its package, without methods."""
    for name, found in file.members.get(0, {}).items():
        if name not in _NAMELESS:
            yield from (it for it in found if str(it.index) not in file.self_types and it.kind is not SymbolKind.FIELD)


def _likely(path: str) -> Iterator[str]:
    """Give the names that a package of a path may have."""
    parts = [it for it in path.split("/") if it]
    last = parts.pop() if parts else path
    if _VERSION.fullmatch(last) and parts:
        last = parts.pop()
    last = _ENDING.sub("", last)
    yield last
    yield last.replace("-", "").replace(".", "")
    yield last.replace("-", "_")
    pieces = [it for it in _PARTS.split(last) if it not in {"go", "golang"}]
    yield from pieces[:1]
    yield from pieces[-1:]
    yield "".join(pieces)


def _built_with(file: File, found: tuple[Sym, ...]) -> tuple[Sym, ...]:
    """Leave out of several definitions those never built with a file, then those that are only built on request."""
    if len(found) < 2:  # noqa: PLR2004
        return found
    beside = tuple(it for it in found if it.file is file)
    if beside:
        return beside
    fitting = tuple(it for it in found if together(file, it.file)) or found
    usual = tuple(it for it in fitting if by_default(it.file))
    return usual if by_default(file) and usual else fitting
