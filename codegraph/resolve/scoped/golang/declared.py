"""What values of Go are by the types that are declared for them, and what type parameters stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.golang.scopes import PARAMETER
from codegraph.resolve.scoped.golang.types import (
    FUNCTION,
    INTERFACE,
    MANY,
    MAP,
    POINTER,
    STRUCT,
    TUPLE,
    parameter_names,
    read_go_type,
)
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.values import NOTHING, Class, External, Instance, Local, Unknown, Unnamed, Values, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Value

NIL = "nil"
LIST, CHANNEL = "[]", "chan"
"""The forms of slices, arrays and what takes many, and of channels of any direction."""

_CHANNELS = frozenset({"chan", "<-chan", "chan<-"})
_MOST_DEEP = 6


class GoTypes:
    """Reads types in the scope of a symbol."""

    def __init__(
        self,
        asking: Asking,
        values: Callable[[Entity], Values],
        path: Callable[[Sym, str, int], tuple[Entity, ...]],
    ) -> None:
        """Take what finds the meanings of a path of names, and their values."""
        self._asking = asking
        self._values = values
        self._path = path

    def of(self, scope: Sym, text: str, at: int = OF_OTHERS) -> Values:
        """Give what is declared to be of a type."""
        return self._written(scope, read_go_type(text), at)

    def _written(self, scope: Sym, written: Written, at: int) -> Values:
        path, parts, _ = written
        if path == POINTER:
            return self._written(scope, parts[0], at)
        if path == STRUCT or (path == INTERFACE and parts):
            # its members stand in the symbol around
            return Values((Instance(scope),)) if scope.index in scope.file.members else UNKNOWN
        form = _form(path)
        if form:
            held = parts[1].parts if form == FUNCTION and parts else parts
            return Values((Unnamed(form, self._all(scope, held, at)),)) if parts else NOTHING
        if path == NIL:
            return NOTHING
        meant = self._path(scope, path, at) if path and path != INTERFACE else ()
        return joined([self._object(one, scope, parts, at) for one in meant]) if meant else UNKNOWN

    def _all(self, scope: Sym, parts: Sequence[Written], at: int) -> tuple[Values, ...]:
        return tuple(self._written(scope, it, at) for it in parts)

    def _object(self, entity: Entity, scope: Sym, parts: Sequence[Written], at: int) -> Values:
        """Give an object of what a name stands for as a type."""
        if isinstance(entity, Unnamed):
            return Values((entity._replace(parts=(self._bound_of(scope, entity.form),)),))
        if isinstance(entity, (Unknown, Local)):
            return UNKNOWN
        held = self._all(scope, parts, at)
        # what is no class is what another name for a type stands for
        each = tuple(dict.fromkeys(_object_of(one, held) for one in self._values(entity).each))
        return Values(each) if each else UNKNOWN

    def _bound_of(self, scope: Sym, form: str) -> Values:
        """Give an object of what bounds a type parameter."""
        sym: Sym | None = scope
        while sym is not None and sym.index:
            for name, bound in parameter_names(sym.generics):
                if PARAMETER + name == form and bound:
                    return self._bound_by(sym, name, bound)
            sym = sym.parent
        return UNKNOWN

    def _bound_by(self, sym: Sym, name: str, bound: str) -> Values:
        question = ("bound", sym.file.path, sym.index, name)
        return self._asking.ask(question, lambda: self.of(sym, bound), UNKNOWN)


def _form(path: str) -> str:
    """Give the form of objects of a type without a name, empty for one that has a name."""
    if path[:1] == "[" or path == MANY:
        return LIST
    if path in _CHANNELS:
        return CHANNEL
    return path if path in {MAP, FUNCTION, TUPLE} else ""


def _object_of(value: Value, held: tuple[Values, ...]) -> Value:
    if isinstance(value, Class):
        return Instance(value.sym, held)
    if isinstance(value, External):
        return External(value.package, f"{value.path.removesuffix('()')}()", held)
    return value


def filled(values: Values, names: Sequence[str], held: Sequence[Values]) -> Values:
    """Put types in the place of the type parameters of these names."""
    given = {f"{PARAMETER}{name}": it for (name, _), it in zip(parameter_names(names), held, strict=False)}
    return _filled(values, given, 0) if given else values


def _filled(values: Values, given: Mapping[str, Values], deep: int) -> Values:
    if deep > _MOST_DEEP:
        return values
    found: dict[Value, None] = {}
    for one in values.each:
        if isinstance(one, Unnamed) and one.form in given:
            found.update(dict.fromkeys(given[one.form].each))
        elif isinstance(one, (Unnamed, Instance, External)) and one.parts:
            found[one._replace(parts=tuple(_filled(it, given, deep + 1) for it in one.parts))] = None
        else:
            found[one] = None
    return values._replace(each=tuple(found))
