"""The members that objects of Go have: the least deep ones of a struct, what it embeds included."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.golang.types import POINTER, read_go_type
from codegraph.resolve.scoped.members import BASE_UNKNOWN, MEMBER_NOT_FOUND, Found, Members
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.values import Class, External, Instance, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.resolve.scoped.golang.declared import GoTypes
    from codegraph.resolve.scoped.golang.packages import Packages
    from codegraph.resolve.scoped.members import Ancestor
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Values

_MOST_DEEP = 8
_MOST_AT_ONCE = 200


class Embedded(NamedTuple):
    """What a struct or interface embeds: its name there, and what it is."""

    name: str
    type: Sym | Ancestor


class GoMembers(Members):
    """The members of Go's types."""

    if TYPE_CHECKING:
        _packages: Packages
        _types: GoTypes

    def complete(self, packages: Packages, types: GoTypes) -> None:
        """Take what finds the files of a package, and what reads types."""
        self._packages, self._types = packages, types

    def embedded(self, sym: Sym) -> tuple[Embedded, ...]:
        """List what a struct or interface embeds."""
        return self._asking.ask(("embedded", sym.file.path, sym.index), lambda: self._embedded(sym), ())

    def _embedded(self, sym: Sym) -> tuple[Embedded, ...]:
        self._scopes.touch(sym)
        written = sym.data[1] if sym.data and sym.data[0] == "class" else ()
        return tuple(self._one_embedded(sym, read_go_type(text)) for text in written)

    def _one_embedded(self, sym: Sym, written: Written) -> Embedded:
        while written.path == POINTER:
            written = written.parts[0]
        if not written.path:
            return Embedded("", Unknown(BASE_UNKNOWN))
        meant = self._path(sym, written.path, OF_OTHERS)
        name = written.path.rpartition(".")[2]
        return Embedded(name, _type_of([one for entity in meant for one in self._evaluate(entity).each]))

    def made_like(self, sym: Sym) -> Values | None:
        """Give an object of the type that a type of its own is made like; None for structs and interfaces."""
        if not sym.data or sym.data[0] != "defined":
            return None
        return self._types.of(sym, sym.data[1])

    def _of(self, sym: Sym, name: str, instance: bool, after: Sym | None) -> Found:  # noqa: FBT001, ARG002
        seen: set[Sym] = set()
        level = [sym]
        sure = True
        strangers: list[External | Unknown] = []
        for _ in range(_MOST_DEEP):
            found, below, others = self._level(level, name, seen)
            if found:
                return Found(tuple(found), sure)
            # what is not known may hide what stands deeper than it
            sure = not strangers
            strangers += others
            if not below or len(below) > _MOST_AT_ONCE:
                break
            level = below
        if strangers and isinstance(strangers[0], External):
            outside = strangers[0]
            return Found((External(outside.package, f"{outside.path}.{name}"),), sure=False)
        return Found((strangers[0] if strangers else Unknown(MEMBER_NOT_FOUND),), sure=False)

    def _level(
        self, types: Sequence[Sym], name: str, seen: set[Sym]
    ) -> tuple[dict[Entity, None], list[Sym], list[External | Unknown]]:
        """Give the members that types of one depth have, the types below, and those below that are not known."""
        found: dict[Entity, None] = {}
        below: list[Sym] = []
        others: list[External | Unknown] = []
        pending = [(it, True) for it in types]
        while pending:
            one, with_methods = pending.pop(0)
            if one in seen:
                continue
            seen.add(one)
            found.update(dict.fromkeys(self._own(one, name, with_methods=with_methods)))
            for it in self._below(one):
                if it.name == name:
                    found[_object(it.type)] = None
                if isinstance(it.type, Sym):
                    below.append(it.type)
                else:
                    others.append(it.type)
            like = self._like(one)
            if like is not None:
                # as deep as the type itself: fields, and what they embed, but the methods only of an interface
                pending.append((like, like.kind is SymbolKind.INTERFACE))
        return found, below, others

    def _own(self, sym: Sym, name: str, *, with_methods: bool) -> Iterator[Sym]:
        self._scopes.touch(sym)
        for it in sym.file.members.get(sym.index, {}).get(name, ()):
            if it.kind is SymbolKind.FIELD or it.is_function:
                yield it
        if with_methods and sym.parent is sym.file.root and sym.is_type:
            for it in self._packages.methods(sym, name):
                self._scopes.touch(it)
                yield it

    def _below(self, sym: Sym) -> Sequence[Embedded]:
        return self.embedded(sym) if sym.data[:1] == ["class"] else ()

    def _like(self, sym: Sym) -> Sym | None:
        """Give the struct or interface that a type of its own is made like."""
        values = self.made_like(sym)
        found = values.each[0] if values is not None and len(values.each) == 1 else None
        return found.sym if isinstance(found, Instance) and found.sym is not sym else None

    # method sets

    def method_set(self, sym: Sym) -> dict[str, tuple[Sym, ...]] | None:
        """Give the methods of a type by name, those of what it embeds included; None where not all are known."""
        nothing: dict[str, tuple[Sym, ...]] | None = {}
        question = ("method-set", sym.file.path, sym.index)
        return self._asking.ask(question, lambda: self._method_set(sym), nothing)

    def _method_set(self, sym: Sym) -> dict[str, tuple[Sym, ...]] | None:
        names: dict[str, None] = {}
        seen: set[Sym] = set()
        pending = [sym]
        known = True
        while pending and len(seen) < _MOST_AT_ONCE:
            one = pending.pop()
            if one in seen:
                continue
            seen.add(one)
            self._scopes.touch(one)
            names.update(dict.fromkeys(it.name for it in self._methods_of(one)))
            if one.parent is one.file.root:
                names.update(dict.fromkeys(sorted(self._packages.method_names(one))))
            like = self._like(one)
            if like is not None:
                pending.append(like)
            for it in self._below(one):
                if isinstance(it.type, (External, Unknown)):
                    known = False
                else:
                    pending.append(it.type)
        if sym.kind is SymbolKind.INTERFACE and not known:
            return None
        found = {}
        for name in names:
            entities = self.of(sym, name, instance=True).entities
            methods = tuple(it for it in entities if isinstance(it, Sym) and it.is_function)
            if methods and len(methods) == len(entities):
                found[name] = methods
        return found

    @staticmethod
    def _methods_of(sym: Sym) -> Iterator[Sym]:
        for named in sym.file.members.get(sym.index, {}).values():
            yield from (it for it in named if it.is_function)


def _type_of(values: Sequence[object]) -> Sym | Ancestor:
    """Give the one type among values."""
    types = [it.sym for it in values if isinstance(it, (Class, Instance))]
    if len(set(types)) == 1 and len(types) == len(values):
        return types[0]
    return next((it for it in values if isinstance(it, External)), Unknown(BASE_UNKNOWN))


def _object(found: Sym | Ancestor) -> Entity:
    if isinstance(found, External):
        return External(found.package, f"{found.path.removesuffix('()')}()")
    return found if isinstance(found, Unknown) else Instance(found)
