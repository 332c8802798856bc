"""What a plain name means at a place: by the functions, classes and modules around it, from the inside out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.files import Sym, method_of
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND, name_key
from codegraph.resolve.scoped.rules import is_marked
from codegraph.resolve.scoped.values import Class, External, Instance, Local, Super, Unknown, values_only

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.resolve.scoped.files import File
    from codegraph.resolve.scoped.modules import Modules
    from codegraph.resolve.scoped.values import Entity

ANYWHERE, OF_OTHERS = -2, -1
"""Instead of a byte: anywhere in a function of the file that is resolved, and in one as other files see it."""

_FAR = 1 << 62
# methods that are given their class without a word
_OF_CLASS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})


class Bound(NamedTuple):
    """A binding in the file that is resolved: the bytes from which on and until which it holds (0: to the end)."""

    start: int
    end: int
    value: str
    type: str


class Scopes:
    """Looks names up. `here` is the file that is resolved, with the bindings of its functions by symbol and name."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.here: File | None = None
        self.bound: Mapping[int, Mapping[str, Sequence[Bound]]] = {}
        # the bytes from which on and until which definitions of it are known that stand in blocks, by symbol
        self.known: Mapping[int, tuple[int, int]] = {}

    def look_up(self, scope: Sym, name: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a name means in a symbol, at a byte of the file or `ANYWHERE`, or as others see it."""
        rules = scope.file.rules
        if name == rules.own and name:
            return self._own(scope)
        direct = True
        sym: Sym | None = scope
        while sym is not None and sym.index:
            found: tuple[Entity, ...] = ()
            if sym.is_function:
                found = self._in_function(sym, name, at)
                at = ANYWHERE if at != OF_OTHERS and not rules.blocks else at
            elif self.is_bound(sym.file.root, name, at):
                found = (Local(sym.file.root, name, at),)
            elif sym.is_type and (direct or rules.class_scope):
                found = tuple(sym.file.members.get(sym.index, {}).get(name, ()))
            elif sym.kind is SymbolKind.MODULE or sym.is_value:
                found = tuple(sym.file.visible.get(sym.index, {}).get(name, ()))
            found = found if types else values_only(found)
            if found:
                return found
            direct = direct and not (sym.is_function or sym.is_type)
            sym = sym.parent
        return self._in_module(scope, name, at, types=types)

    def _in_module(self, scope: Sym, name: str, at: int, *, types: bool) -> tuple[Entity, ...]:
        """Give what a name means at the top of a file, or everywhere."""
        rules = scope.file.rules
        if self.is_bound(scope.file.root, name, at):
            return (Local(scope.file.root, name, at),)
        found = self.modules.named(scope.file.path, name, inside=True)
        if at >= 0 and self.known:
            inner = self._known_at([it for it in found if isinstance(it, Sym) and self._is_inner(it)], at)
            found = tuple(inner) or tuple(it for it in found if not isinstance(it, Sym) or not self._is_inner(it))
        found = found if types else values_only(found)
        if found and found != (Unknown(NAME_NOT_FOUND),):
            return found
        if name in rules.builtins:
            return (External(rules.standard, name),)
        return found or (Unknown(NAME_NOT_FOUND),)

    def _is_inner(self, sym: Sym) -> bool:
        return sym.file is self.here and sym.index in self.known

    def _known_at(self, found: Sequence[Sym], at: int) -> Sequence[Sym]:
        """Leave out definitions of the file that is resolved that are not known at a byte, or hidden by inner ones."""
        if at < 0 or not found or not self.known:
            return found
        inside = [it for it in found if at < self.known.get(it.index, (0, at + 1))[1]]
        before = [it for it in inside if self.known.get(it.index, (0, 0))[0] <= at] or inside
        ends = [self.known.get(it.index, (0, _FAR))[1] for it in before]
        return [it for it, end in zip(before, ends, strict=True) if end == min(ends)]

    def _own(self, scope: Sym) -> tuple[Entity, ...]:
        method = method_of(scope)
        around = method.around if method is not None else None
        if method is None or around is None:
            attached = self._attached(scope)
            if attached is not None:
                return (Instance(attached, own=True),)
            field = scope if scope.around is not None else None
            around = field.around if field is not None else None
            if around is None:
                return (Unknown(NAME_NOT_FOUND),)
            return (Instance(around, own=True),)
        return (self.of_method(method, around),)

    @staticmethod
    def _attached(scope: Sym) -> Sym | None:
        """Give what a function belongs to that stands outside of it, or the function around."""
        sym: Sym | None = scope
        while sym is not None and sym.index:
            owner = sym.file.self_types.get(str(sym.index))
            if owner is not None:
                found = sym.file.visible.get(0, {}).get(owner, ())
                return found[0] if len(found) == 1 else None
            sym = sym.parent
        return None

    def of_method(self, method: Sym, around: Sym) -> Instance | Class:
        """Give the object, or the class, that a method has for its own."""
        rules = method.file.rules
        static = rules.own and "static" in method.modifiers
        if static or is_marked(method, rules.of_class) or (not rules.own and method.name in _OF_CLASS):
            return Class(around, own=True)
        return Instance(around, own=True)

    def above(self, scope: Sym) -> Super | None:
        """Give what `super` means."""
        method = method_of(scope)
        around = method.around if method is not None else None
        if method is None or around is None:
            return None
        return Super(around, self.of_method(method, around))

    def _in_function(self, function: Sym, name: str, at: int) -> tuple[Entity, ...]:
        file = function.file
        found: list[Entity] = [*self._known_at(file.visible.get(function.index, {}).get(name, ()), at)]
        if not found:
            for it in file.bindings.get((function.index, name), ()):
                found += self.modules.meant(file, it)
        if found:
            return tuple(dict.fromkeys(found))
        around = function.around
        if around is not None and not file.rules.own and file.rules.own_name(function) == name:
            rebound = self.bound.get(function.index, {}) if at != OF_OTHERS else ()
            if name not in rebound:
                return (self.of_method(function, around),)
        if self.is_bound(function, name, at):
            return (Local(function, name, at),)
        return ()

    def is_bound(self, function: Sym, name: str, at: int) -> bool:
        """Tell whether a name is one of a function's own."""
        if any(one[0].lstrip("*.&") == name for one in function.parameters):
            return True
        if at == OF_OTHERS:
            return any(row.name == name for row in function.rows)
        rows = self.bound.get(function.index, {}).get(name, ())
        if not function.index:
            # in functions without a name, which may stand in any symbol but a function
            return any(row.start <= at < row.end for row in rows)
        if at == ANYWHERE or not function.file.rules.blocks:
            return bool(rows)
        return any(not row.end or at < row.end for row in rows)

    def is_bound_around(self, scope: Sym, name: str) -> bool:
        """Tell whether it may matter where a name stands in a symbol of the file that is resolved."""
        if self.known:
            # definitions in blocks
            return True
        sym: Sym | None = scope
        while sym is not None:
            if name in self.bound.get(sym.index, ()):
                return True
            sym = sym.parent
        return False

    def touch(self, sym: Sym) -> None:
        """Note that something of a definition was looked at."""
        if sym.key < 0:
            sym.key = name_key(sym.file.path, sym.top.name)
        self.modules.asking.keys.add(sym.key)
