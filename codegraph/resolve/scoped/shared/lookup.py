"""What names and paths mean by scope: functions, types with what they extend, files, packages, imports, words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.members import BASE_UNKNOWN, MEMBER_NOT_FOUND
from codegraph.resolve.scoped.modules import MODULE_NOT_FOUND, NAME_NOT_FOUND
from codegraph.resolve.scoped.shared.beside import Beside
from codegraph.resolve.scoped.shared.spaces import context_key, space_of
from codegraph.resolve.scoped.shared.ways import WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.modules import Modules
from codegraph.resolve.scoped.shared.spaces import Spaces

_TYPES = frozenset(
    [
        *(SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.TRAIT, SymbolKind.ENUM, SymbolKind.STRUCT),
        *(SymbolKind.UNION, SymbolKind.TYPE_ALIAS, SymbolKind.MODULE),
    ]
)
_HOLDERS = _TYPES | {SymbolKind.IMPL}
_HEAD = re.compile(r"[?&*\s]*(?:const\s+)?([A-Za-z_][\w.]*)")
_MOST_BASES = 60
HIDDEN = frozenset({"private", "fileprivate"})
"""What is not seen in other files, where a language hides it."""


class Thing(NamedTuple):
    """A type by its whole name, or an object of it if `made`."""

    space: str
    name: str
    made: bool = False


class Met(NamedTuple):
    """What a name means: definitions, or a package outside, or a reason why that is not known."""

    targets: tuple[Sym, ...] = ()
    outside: str = ""
    reason: str = ""
    sure: bool = True


class Lookup:
    """Looks names up in the files of a workspace."""

    def __init__(self, spaces: Spaces, modules: Modules) -> None:
        self.spaces = spaces
        self.modules = modules
        self.asking = modules.asking
        self.beside = Beside(spaces)

    # what stands around

    def owner(self, scope: Sym) -> Thing | None:
        """Give the type around a symbol, or the one that it says it belongs to."""
        sym: Sym | None = scope
        while sym is not None and sym.index:
            written = sym.file.self_types.get(str(sym.index), "") if sym.is_function else ""
            if written:
                return Thing(space_of(sym.file), written) if WAYS[sym.file.language].alone else None
            name = self.spaces.names(sym.file)[sym.index]
            if sym.kind in _HOLDERS and name is not None:
                return Thing(space_of(sym.file), name)
            sym = sym.parent
        return None

    def is_of_class(self, scope: Sym) -> bool:
        """Tell whether what stands for its object in a symbol is a class."""
        sym: Sym | None = scope
        while sym is not None and not sym.is_function:
            sym = sym.parent
        return sym is None or sym.around is None or "static" in sym.modifiers

    # members

    def bases(self, thing: Thing) -> tuple[tuple[Thing, ...], bool]:
        """Give what a type extends, and whether all of that is known."""
        question = ("extends", thing.space, thing.name)
        nothing: tuple[tuple[Thing, ...], bool] = ((), True)
        return self.asking.ask(question, lambda: self._bases(thing), nothing)

    def _bases(self, thing: Thing) -> tuple[tuple[Thing, ...], bool]:
        found: dict[Thing, None] = {}
        sure = True
        for part in self.spaces.get(thing.space, thing.name):
            for text in part.data[1] if part.data[:1] == ["class"] else ():
                written = _HEAD.match(text)
                one = self.type_of(part.parent or part, written[1]) if written is not None else None
                if one is None:
                    sure = False
                elif one.name != thing.name:
                    found[one] = None
        return tuple(found), sure

    def member(self, thing: Thing, name: str, *, above: bool = False) -> Met:
        """Give the members of a name of a type; `above`: of what it extends."""
        question = ("member of", thing, name, above)
        return self.asking.ask(question, lambda: self._member(thing, name, above), Met(reason=MEMBER_NOT_FOUND))

    def _member(self, thing: Thing, name: str, above: bool) -> Met:  # noqa: FBT001
        seen = {thing.name}
        level = [thing]
        sure = True
        while level and len(seen) < _MOST_BASES:
            following: list[Thing] = []
            for one in level:
                found = () if above and one is thing else self.spaces.get(one.space, f"{one.name}.{name}")
                if found and WAYS.get(one.space, WAYS["zig"]).classes:
                    found = _of_form(found, thing.made, self.spaces.get(one.space, one.name))
                if found:
                    return Met(found, sure=sure)
                bases, known = self.bases(one)
                sure = sure and known
                for base in bases:
                    if base.name not in seen:
                        seen.add(base.name)
                        following.append(base)
            level = following
        return Met(reason=MEMBER_NOT_FOUND if sure else BASE_UNKNOWN, sure=sure)

    # names

    def plain(self, scope: Sym, name: str) -> Met:
        """Give what is meant by a name that is called or taken by itself."""
        file, way = scope.file, WAYS[scope.file.language]
        self.asking.note(context_key(file.path))
        sym: Sym | None = scope
        sure, innermost = True, True
        while sym is not None and sym.index:
            found = tuple(it for it in file.members.get(sym.index, {}).get(name, ())) if sym.is_function else ()
            if found:
                return Met(found)
            thing = self.owner(sym) if sym.kind in _HOLDERS else None
            if thing is not None and way.members != "none" and (innermost or way.members == "all"):
                made = way.classes and not self.is_of_class(scope)
                met = self.member(thing._replace(made=made), name)
                if met.targets:
                    return met._replace(sure=met.sure and sure)
                sure = sure and met.sure
                innermost = False
            sym = sym.parent
        met = self.path(scope, name)
        if met.targets or sure:
            return met._replace(sure=met.sure and sure)
        return met if met.outside else met._replace(reason=BASE_UNKNOWN)

    def type_of(self, scope: Sym, path: str) -> Thing | None:
        """Give the type that a path means, None where there is none or which is not known."""
        met = self.path(scope, path, types=True)
        names = {(space_of(it.file), self.spaces.names(it.file)[it.index]) for it in met.targets}
        if len(names) != 1:
            return None
        space, name = names.pop()
        return Thing(space, name) if name else None

    def path(self, scope: Sym, path: str, *, types: bool = False) -> Met:
        """Give what a path of names means that starts with no local and no member."""
        self.asking.note(context_key(scope.file.path))
        question = ("whole", scope.file.path, scope.index, path, types)
        return self.asking.ask(question, lambda: self._path(scope, path, types), Met(reason=NAME_NOT_FOUND))

    def _path(self, scope: Sym, path: str, types: bool) -> Met:  # noqa: FBT001
        file, way = scope.file, WAYS[scope.file.language]
        for level in self._levels(scope, path, types=types):
            found = tuple(dict.fromkeys(it for name in level for it in self._fitting(file, name, types=types)))
            if found:
                return Met(found)
        if way.alone:
            named = [found for found in self.beside.names(file, path) if found]
            if named:
                return Met(tuple(dict.fromkeys(it for found in named for it in found)), sure=file.language == "zig")
        head = path.partition(".")[0]
        met = self._imported(file, head, path, types=types)
        if met.targets or met.outside:
            return met
        if head in way.known or head in way.outside:
            return Met(outside=way.standard if head in way.known else head)
        return met if met.reason else Met(reason=NAME_NOT_FOUND)

    def _fitting(self, file: File, name: str, *, types: bool) -> Iterator[Sym]:
        way = WAYS[file.language]
        found = self.spaces.get(space_of(file), name)
        own = [it for it in found if it.file is file]
        if not way.open and own and not (types and way.alone):
            found = tuple(own) if way.flat or all(it.is_function for it in own) else found
        for it in found:
            if way.hides and it.file is not file and it.visibility in HIDDEN:
                continue
            if not way.packages and not way.alone and not types and not self._is_known(it, file):
                continue
            if it.kind in _TYPES if types else it.kind is not SymbolKind.IMPL and not (way.flat and it.kind in _TYPES):
                yield it

    @staticmethod
    def _is_known(sym: Sym, file: File) -> bool:
        """Tell whether a function without a package is known in a file."""
        return WAYS[file.language].globals or sym.file is file or not sym.is_function or sym.parent is not sym.file.root

    def _levels(self, scope: Sym, path: str, *, types: bool) -> Iterator[Sequence[str]]:
        """Give the whole names that a path may be, those that are nearer first."""
        file, way = scope.file, WAYS[scope.file.language]
        names = self.spaces.names(file)
        head, _, rest = path.partition(".")
        package = file.root.name if way.packages else ""
        if not way.flat:
            sym: Sym | None = scope
            while sym is not None and sym.index:
                around = names[sym.index]
                if around and sym.kind in _HOLDERS and (types or rest or sym.kind is SymbolKind.MODULE):
                    yield [f"{around}.{path}"]
                    package = around if sym.kind is SymbolKind.MODULE and way.outer else package
                sym = sym.parent
        imports = [it for found in file.imports.values() for it in found if it.text]
        named = [it.text for it in imports if it.alias == head]
        if named and file.language not in {"lua", "zig"}:
            yield [f"{it}.{rest}" if rest else it for it in named]
        if package:
            yield [f"{package}.{path}"]
        while way.outer and "." in package:
            package = package.rpartition(".")[0]
            yield [f"{package}.{path}"]
        if not way.packages or not file.root.name or way.outer or rest or file.language == "php":
            yield [path]
        stars = [it.text.removesuffix(".*") for it in imports if it.alias == "*"]
        if stars:
            yield [f"{it}.{path}" for it in stars]
        if way.flat:
            yield [path]

    def _imported(self, file: File, head: str, path: str, *, types: bool) -> Met:
        """Give what an import says of a name that the repository does not define."""
        for found in file.imports.values():
            for it in found:
                if it.alias == head and it.text:
                    return self.outside(file, it.text)
        if file.language == "lua":
            shared = self.spaces.get(file.language, path)
            if shared and not types:
                return Met(shared, sure=False)
        return Met()

    def outside(self, file: File, text: str) -> Met:
        """Give the package outside of the repository that an import names, or say that it was not found."""
        way = WAYS[file.language]
        head = text.partition(".")[0]
        if head in way.outside or text in way.known:
            return Met(outside=head if head in way.outside else way.standard)
        if way.packages and file.language != "haskell" and not self.spaces.begins(space_of(file), head):
            return Met(outside=".".join(text.removesuffix(".*").split(".")[:2]))
        return Met(reason=MODULE_NOT_FOUND)


def _of_form(found: tuple[Sym, ...], made: bool, owners: tuple[Sym, ...]) -> tuple[Sym, ...]:  # noqa: FBT001
    """Leave methods of a class out for an object, and the other way round; modules may be both."""
    fitting = tuple(it for it in found if not it.is_function or ("static" in it.modifiers) is not made)
    if fitting or made or not any(it.kind is SymbolKind.MODULE for it in owners):
        return fitting
    return found
