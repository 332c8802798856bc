"""What a path of names means in C++: by the namespaces and classes around, what they extend, and `using`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.cfamily.headers import Headers, declares, is_static, known_in, path_of, wide_key
from codegraph.resolve.scoped.cfamily.library import is_of_library
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.modules import EXTERNAL_GLOB, MODULE_NOT_FOUND, NAME_NOT_FOUND, name_key
from codegraph.resolve.scoped.values import External, Module, Unknown, Unnamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codegraph.resolve.scoped.files import File, Import
    from codegraph.resolve.scoped.values import Entity

NAMESPACE = "namespace:"
"""Before the path of a namespace in the form of a value that stands for it; behind it the file that sees it."""

_STANDARD = "std"
_USING = "::"


class Names(Headers):
    """The files of C and C++ in a workspace."""

    bases: Callable[[Sym], Sequence[object]]

    @cached_property
    def _paths(self) -> dict[str, list[Sym]]:
        """What any file defines or declares, by its path of namespaces and classes."""
        found: dict[str, list[Sym]] = {}
        for path in sorted(self.files):
            file = self.files[path]
            if not file.is_foreign and file.rules.headers:
                for sym in known_in(file):
                    found.setdefault(path_of(sym), []).append(sym)
                    if sym.kind is SymbolKind.VARIANT and sym.parent is not None and file.language == "cpp":
                        outer = path_of(sym.parent).rpartition(".")[0]
                        found.setdefault(f"{outer}.{sym.name}" if outer else sym.name, []).append(sym)
        return found

    def module(self, file: File, text: str) -> Module | External | None:
        """Give the file that an include means; a namespace is none."""
        if _USING in text:
            return External(_STANDARD, text) if text.startswith("std::") else None
        return super().module(file, text)

    def _meant(self, file: File, it: Import) -> tuple[Entity, ...]:
        if _USING not in it.text:
            return super()._meant(file, it)
        path = it.text.replace(_USING, ".")
        return self.seen(file, path, types=True) or self.seen(file, path, types=False) or (_lost(path),)

    def seen(self, file: File, path: str, *, types: bool) -> tuple[Entity, ...]:
        """Give what a whole path means of what a file and its headers say."""
        self.asking.note(wide_key(path.rpartition(".")[2]))
        known = self._paths.get(path, ())
        reach = self.reach(file)
        found = [it for it in known if it.file.path in reach.files and (it.is_type or it.kind in _TYPES or not types)]
        if types:
            found = [it for it in found if not it.is_value and not it.is_function]
        written = [it for it in found if not declares(it)]
        own = [it for it in written if it.file is file]
        for one in () if own else [it for it in found if declares(it)]:
            written += self.definitions(one) or (one,)
        kinds = [it for it in own or written if it.kind is not SymbolKind.MODULE]
        if kinds:
            whole = [it for it in kinds if it.is_type]
            return tuple(dict.fromkeys(whole or kinds))
        return (Unnamed(f"{NAMESPACE}{path}\0{file.path}"),) if found else ()

    def definitions(self, sym: Sym) -> Sequence[Sym]:
        """Give the definitions that a declaration stands for: of several those with its parameters, if there are."""
        if sym.file.language != "cpp":
            return super().definitions(sym)
        self.asking.note(wide_key(sym.name))
        inner = is_static(sym) and sym.kind is not SymbolKind.METHOD
        found = [
            it
            for it in self._paths.get(path_of(sym), ())
            if it.is_function and not declares(it) and (it.file is sym.file if inner else True)
        ]
        found = [it for it in found if len(it.parameters) == len(sym.parameters)]
        if len(found) > 1:
            types = [one[1] for one in sym.parameters]
            found = [it for it in found if [one[1] for one in it.parameters] == types] or found
        if len(found) > 1:
            found = [it for it in found if sym.file.path in self.reach(it.file).files] or found
        return found

    def found(self, scope: Sym, text: str, *, types: bool) -> tuple[Entity, ...]:
        """Give what a path of names means in a symbol."""
        question = ("path", scope.file.path, path_of(scope), text, types)
        return self.asking.ask(question, lambda: self._found(scope, text, types), ())

    def _found(self, scope: Sym, text: str, types: bool) -> tuple[Entity, ...]:  # noqa: FBT001
        file = scope.file
        for around in (*_around(path_of(scope)), *self._used(file)):
            if around.rpartition(".")[2] == text:
                # a constructor: the class is meant
                continue
            found = self.seen(file, f"{around}.{text}" if around else text, types=types)
            if not found and around and "." not in text:
                found = self._inherited(file, around, text, types=types)
            if found:
                return found
        for it in file.bindings_of(text.partition(".")[0]):
            self.asking.note(name_key(file.path, it.alias))
            rest = text.partition(".")[2]
            path = it.text.replace(_USING, ".")
            found = self.seen(file, f"{path}.{rest}" if rest else path, types=types)
            return found or (_lost(path),)
        if text.partition(".")[0] == _STANDARD or is_of_library(text):
            return (External(_STANDARD, text),)
        return (Unknown(EXTERNAL_GLOB if self.reach(file).is_outside else NAME_NOT_FOUND),)

    def _inherited(self, file: File, around: str, name: str, *, types: bool) -> tuple[Entity, ...]:
        """Give a member that a class around has of what it extends."""
        for one in self.seen(file, around, types=True):
            if isinstance(one, Sym):
                return tuple(
                    it for it in self.members_of(one, name) if not types or not (it.is_value or it.is_function)
                )
        return ()

    def members_of(self, sym: Sym, name: str) -> tuple[Sym, ...]:
        """Give the members of a name of a class, or of what it extends, as they are defined."""
        pending, seen = [sym], {sym}
        for one in pending:
            self.asking.note(wide_key(one.name), wide_key(name))
            found: dict[Sym, None] = {}
            for it in one.file.members.get(one.index, {}).get(name, ()):
                defined = self.definitions(it) if it.is_function and declares(it) else ()
                found.update(dict.fromkeys(defined or (it,)))
            if found:
                return tuple(found)
            for base in self.bases(one):
                if isinstance(base, Sym) and base not in seen and len(seen) < _MOST_BASES:
                    seen.add(base)
                    pending.append(base)
        return ()

    def _used(self, file: File) -> Iterator[str]:
        for it in file.stars:
            if it.text.endswith("::*"):
                yield it.text.removesuffix("::*").replace(_USING, ".")


_TYPES = frozenset({SymbolKind.TYPE_ALIAS, SymbolKind.MODULE, SymbolKind.MACRO})
_MOST_BASES = 60


def _around(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]
    yield ""


def _lost(path: str) -> Entity:
    return External(_STANDARD, path) if path.startswith("std.") else Unknown(MODULE_NOT_FOUND)
