"""What a plain name means in Java: locals, members of the classes around, imports, the package, `java.lang`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.members import BASE_UNKNOWN, Found
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND, name_key, stars_key
from codegraph.resolve.scoped.scopes import OF_OTHERS, Scopes
from codegraph.resolve.scoped.values import External, Local, TypeVar, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.resolve.scoped.files import File, Import, Sym
    from codegraph.resolve.scoped.java.members import JavaMembers
    from codegraph.resolve.scoped.java.packages import JavaModules
    from codegraph.resolve.scoped.scopes import Bound
    from codegraph.resolve.scoped.values import Entity

_NOTHING = Found((), sure=True)


class JavaScopes(Scopes):
    """Looks names of Java up."""

    def __init__(self, modules: JavaModules) -> None:
        super().__init__(modules)
        self.packages = modules

    def complete(self, members: JavaMembers) -> None:
        """Take what finds members."""
        self._members = members

    def type(self, scope: Sym, path: str) -> tuple[Entity, ...]:
        """Give what the path of a type means in a symbol."""
        question = ("java-type", scope.file.path, scope.index, path)
        unknown: tuple[Entity, ...] = (Unknown(NAME_NOT_FOUND),)
        return self.modules.asking.ask(question, lambda: self._type(scope, path), unknown)

    def _type(self, scope: Sym, path: str) -> tuple[Entity, ...]:
        head, *rest = path.split(".")
        found = self._plain_type(scope, head)
        if found:
            return self.nested(found, rest)
        if rest:
            classes, inner = self.packages.qualified(scope.file, path.split("."))
            if classes:
                return self.nested(classes, [*inner])
            if head[:1].islower():
                return (self.packages.not_found(scope.file, path),)
        return (self._from_stars(scope.file, path),)

    def nested(self, found: tuple[Entity, ...], names: list[str]) -> tuple[Entity, ...]:
        """Give the classes in classes that names lead to."""
        for name in names:
            inside: dict[Entity, None] = {}
            for one in found:
                if isinstance(one, External):
                    inside[External(one.package, f"{one.path}.{name}")] = None
                elif isinstance(one, tuple):
                    inside[one] = None
                else:
                    inside.update(dict.fromkeys(self._members.types(one, name).entities))
            found = tuple(inside)
        return found

    def _plain_type(self, scope: Sym, name: str) -> tuple[Entity, ...]:
        sym: Sym | None = scope
        file = scope.file
        while sym is not None and sym.index:
            number = sym.type_parameters.get(name)
            if number is not None:
                return (TypeVar(sym, number),)
            if sym.is_type:
                if sym.name == name:
                    return (sym,)
                found = self._members.types(sym, name).entities
                if not isinstance(found[0] if found else Unknown(""), tuple):
                    return found
            else:
                inner = [it for it in file.members.get(sym.index, {}).get(name, ()) if it.is_type]
                if inner:
                    return tuple(inner)
            sym = sym.parent
        return self._top_type(file, name)

    def _top_type(self, file: File, name: str) -> tuple[Entity, ...]:
        self.modules.asking.note(name_key(file.path, name))
        own = tuple(it for it in file.members.get(0, {}).get(name, ()) if it.is_type)
        if own:
            return own
        for it in file.bindings.get((0, name), ()):
            found = self.imported(file, it)
            types = tuple(one for one in found if isinstance(one, tuple) or one.is_type)
            if types:
                return types
        beside = self.packages.top(file, self.packages.own_package(file), name)
        if beside:
            return beside
        return self._by_stars(file, name) or ((External(file.rules.standard, name),) if _is_known(file, name) else ())

    def _by_stars(self, file: File, name: str) -> tuple[Entity, ...]:
        self.modules.asking.note(stars_key(file.path))
        found: dict[Entity, None] = {}
        for it in file.stars:
            path = it.text.removesuffix(".*")
            if it.visibility != "static":
                found.update(dict.fromkeys(self.packages.top(file, path, name)))
            classes, rest = self.packages.qualified(file, path.split("."))
            around = self.nested(classes, [*rest]) if classes else ()
            inside = [self._members.types(one, name).entities for one in around if not isinstance(one, tuple)]
            found.update((one, None) for some in inside for one in some if not isinstance(one, tuple))
        return tuple(found)

    def _from_stars(self, file: File, name: str) -> Entity:
        """Say of what is not found whether it may come from a package outside of which all is imported."""
        for it in file.stars:
            if it.visibility != "static":
                found = self.packages.not_found(file, it.text)
                if isinstance(found, External):
                    return External(found.package, f"{found.path}.{name}")
        return Unknown(NAME_NOT_FOUND)

    def imported(self, file: File, it: Import) -> tuple[Entity, ...]:
        """Give what an import means: a class, or members of one; of several methods of a name all."""
        question = ("java-import", file.path, it.text, it.visibility)
        unknown: tuple[Entity, ...] = (Unknown(NAME_NOT_FOUND),)
        return self.modules.asking.ask(question, lambda: self._imported(file, it), unknown)

    def _imported(self, file: File, it: Import) -> tuple[Entity, ...]:
        self.modules.asking.note(name_key(file.path, it.alias))
        parts = it.text.removesuffix(".*").split(".")
        classes, rest = self.packages.qualified(file, parts)
        if not classes:
            return (self.packages.not_found(file, it.text),)
        if it.visibility != "static" or not rest or it.alias == "*":
            return self.nested(classes, [*rest])
        found: dict[Entity, None] = {}
        for one in self.nested(classes, [*rest[:-1]]):
            if isinstance(one, tuple):
                found[one] = None
                continue
            spaces = (self._members.methods, self._members.fields, self._members.types)
            some = [entity for find in spaces for entity in find(one, rest[-1]).entities]
            known = [entity for entity in some if not isinstance(entity, tuple)]
            found.update(dict.fromkeys(known or some[:1]))
        return tuple(found)

    def _static(self, file: File, name: str, *, called: bool) -> tuple[Entity, ...]:
        """Give the methods, or the fields, of a name that a file imports as static ones."""
        self.modules.asking.note(name_key(file.path, name), stars_key(file.path))
        found: dict[Entity, None] = {}
        strangers: dict[Entity, None] = {}
        for it in file.bindings.get((0, name), ()):
            for one in self.imported(file, it) if it.visibility == "static" else ():
                if isinstance(one, tuple):
                    strangers[one] = None
                elif one.is_function if called else one.is_value:
                    found[one] = None
        if found:
            return tuple(found)
        for it in file.stars if not strangers else ():
            for one in self.imported(file, it) if it.visibility == "static" else ():
                if isinstance(one, tuple):
                    strangers[one] = None
                    continue
                members = self._members.methods(one, name) if called else self._members.fields(one, name)
                found.update((entity, None) for entity in members.entities if not isinstance(entity, tuple))
        return tuple(found) or tuple(strangers)[:1]

    def method(self, scope: Sym, name: str) -> Found:
        """Give the methods that a call of a plain name may be of."""
        sure = True
        outside: Entity | None = None
        for sym in _around(scope):
            if is_unnamed(sym):
                # stands in a class without a name, of which it is not known what it extends
                inside = _beside(sym, name)
                if inside:
                    return Found(inside, sure=False)
                sure = False
            elif sym.kind is SymbolKind.VARIANT:
                own = sym.file.members.get(sym.index, {}).get(name, ())
                if own:
                    return Found(tuple(own), sure)
            elif sym.is_type:
                found = self._members.methods(sym, name)
                if not all(isinstance(it, tuple) for it in found.entities):
                    return found._replace(sure=found.sure and sure)
                if isinstance(found.entities[0], External) and outside is None:
                    outside = found.entities[0]
                sure = sure and not any(isinstance(it, tuple) for it in self._members.order(sym))
        return self._method_outside(scope.file, name, outside, sure)

    def _method_outside(self, file: File, name: str, outside: Entity | None, sure: bool) -> Found:  # noqa: FBT001
        found = self._static(file, name, called=True)
        if found and not (isinstance(found[0], tuple) and outside is not None):
            return Found(found, sure)
        return Found((outside or Unknown(NAME_NOT_FOUND if sure else BASE_UNKNOWN),), sure=False)

    def value(self, scope: Sym, name: str, at: int) -> Found:
        """Give the local or field that a plain name means; nothing where there is none."""
        sure = True
        for sym in _around(scope):
            owner = sym if sym.is_function else sym.file.root
            if self.is_bound(owner, name, at):
                return Found((Local(owner, name, at),), sure=True)
            if sym.is_type:
                found = self._members.fields(sym, name)
                if not isinstance(found.entities[0] if found.entities else Unknown(""), tuple):
                    return found._replace(sure=found.sure and sure)
                sure = sure and not any(isinstance(it, tuple) for it in self._members.order(sym))
            elif is_unnamed(sym):
                own = tuple(it for it in _beside(sym, name, called=False))
                if own:
                    return Found(own, sure=False)
            if is_unnamed(sym):
                sure = False
        found_static = self._static(scope.file, name, called=False)
        return Found(found_static, sure) if found_static else _NOTHING

    def is_bound(self, function: Sym, name: str, at: int) -> bool:
        """Tell whether a name is one of a function's own, at a byte."""
        if at == OF_OTHERS:
            return False
        return parameter_of(function, name) is not None or self.row(function, name, at) is not None

    def row(self, function: Sym, name: str, at: int) -> Bound | None:
        """Give what declares a local at a byte."""
        rows = self.bound.get(function.index, {}).get(name, ()) if function.file is self.here and at >= 0 else ()
        known = [row for row in rows if row.start <= at and (not row.end or at < row.end)]
        return known[-1] if known else None

    def own_class(self, scope: Sym) -> tuple[Sym | None, bool]:
        """Give the class whose object `this` is, and whether it is only a constant's own; none where it has no name."""
        for sym in _around(scope):
            if is_unnamed(sym):
                return None, False
            if sym.kind is SymbolKind.VARIANT and sym is not scope:
                return sym.around, True
            if sym.is_type:
                return sym, False
        return None, False


def parameter_of(function: Sym, name: str) -> tuple[str, str] | None:
    """Give the name and type of a parameter as written."""
    for written, declared in function.parameters:
        if written.lstrip(".") == name:
            return written, declared
    return None


def is_unnamed(sym: Sym) -> bool:
    """Tell whether something is a member of a class without a name."""
    parent = sym.parent
    if sym.is_type or parent is None or not parent.index or parent.is_type:
        return False
    return parent.kind is not SymbolKind.VARIANT


def _beside(sym: Sym, name: str, *, called: bool = True) -> tuple[Sym, ...]:
    parent = sym.parent
    found = sym.file.members.get(parent.index, {}).get(name, ()) if parent is not None else ()
    return tuple(it for it in found if (it.is_function if called else it.is_value))


def _around(scope: Sym) -> Iterator[Sym]:
    sym: Sym | None = scope
    while sym is not None and sym.index:
        yield sym
        sym = sym.parent


def _is_known(file: File, name: str) -> bool:
    return name in file.rules.builtins
