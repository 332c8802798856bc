"""What values are by the types that TypeScript declares for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.generics import light, substituted
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.script_types import read_script_type
from codegraph.resolve.scoped.values import (
    NO_VALUE,
    NOTHING,
    Class,
    External,
    Form,
    Function,
    Instance,
    Place,
    TypeVar,
    Values,
    in_space,
    joined,
)

if TYPE_CHECKING:
    from codegraph.resolve.scoped.inference import Inference
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Value

_GLOBALS = "globals"
_TEXT = Values((External(_GLOBALS, "string()"),))
_NUMBER = Values((External(_GLOBALS, "number()"),))
# types that stand for the first of their arguments
_FIRST = frozenset({"Omit", "Pick", "Extract", "Exclude", "NoInfer", "Readonly", "Partial", "Required", "NonNullable"})


class ScriptTypes:
    """Reads types in the scope of a symbol."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference

    def of(self, scope: Sym, text: str, at: int = OF_OTHERS, inner: Sym | None = None) -> Values:
        """Give what is declared to be of a type; type parameters are looked for from `inner` on."""
        return self.typed(Place(scope, inner or scope, at), read_script_type(text))

    def each_of(self, scope: Sym, text: str, at: int) -> tuple[Values, ...]:
        """Give what is of each of some types, of which commas stand between."""
        place = Place(scope, scope, at)
        return tuple(self.typed(place, one) for one in read_script_type(f"[{text}]").parts)

    def typed(self, place: Place, written: Written) -> Values:
        """Give what is of a type."""
        path, parts, names = written
        if path in _PLAIN:
            found = _PLAIN[path]
        elif path == "|":
            found = joined([self.typed(place, one) for one in parts])
        elif path == "()":
            found = _made("tuple", tuple(self.typed(place, one) for one in parts))
        elif path == "[]":
            found = _made("list", (self.typed(place, parts[0]),))
        elif path in {"=>", "{}"}:
            found = Values((Form(place, written),))
        elif path == "...":
            found = self.typed(place, parts[0])
        elif path == "@":
            found = self._indexed(place, *parts)
        elif path == "typeof":
            found = self._like_value(place, names[0])
        else:
            found = self._named(place, written)
        return light(found) if parts else found

    def _like_value(self, place: Place, path: str) -> Values:
        """Give what is of the type of a value."""
        meant = in_space(self._inference.path(place.scope, path, place.at, types=False), types=False)
        found = joined([self._inference.values(one) for one in meant])
        return found._replace(each=tuple(map(_like, found.each)))

    def _indexed(self, place: Place, whole: Written, key: Written) -> Values:
        values = self.typed(place, whole)
        if key.path == "'" and key.names and values.each:
            return joined([self._inference.read(one, key.names[0]) for one in values.each])
        if key.path in {"number", "0"} and values.each:
            return joined([self._inference.element(one) for one in values.each])
        return UNKNOWN

    def _named(self, place: Place, written: Written) -> Values:
        path = written.path
        if path in NO_VALUE:
            return NOTHING
        if path in place.hidden:
            return UNKNOWN
        scopes = self._inference.scopes
        if path == "this":
            return joined([self._inference.values(one) for one in scopes.look_up(place.inner, path, place.at)])
        var = variable(place.inner, path)
        if var is not None:
            return Values((var,))
        meant = in_space(self._inference.path(place.scope, path, place.at), types=True)
        found = [self._of_type(place, one, written.parts) for one in meant]
        return joined(found) if found else UNKNOWN

    def _of_type(self, place: Place, entity: Entity, written: tuple[Written, ...]) -> Values:
        generics = self._inference.generics
        if isinstance(entity, Sym) and (entity.kind is SymbolKind.TYPE_ALIAS or entity.is_type):
            parts = generics.given(entity, [self.typed(place, it) for it in written]) if entity.generics else ()
            if entity.is_type or entity.holds or entity.signatures:
                return Values((Instance(entity, parts),))
            values = self._inference.values(entity)
            return substituted(values, {TypeVar(entity, at): it for at, it in enumerate(parts)})
        found = []
        for one in self._inference.values(entity).each:
            if isinstance(one, Class):
                parts = generics.given(one.sym, [self.typed(place, it) for it in written])
                found.append(Values((Instance(one.sym, parts),)))
            elif isinstance(one, External):
                found.append(self._of_outside(place, one, written))
            else:
                found.append(UNKNOWN)
        return joined(found) if found else UNKNOWN

    def _of_outside(self, place: Place, found: External, written: tuple[Written, ...]) -> Values:
        name = found.name
        if name in outside.NOBODY:
            return NOTHING
        if name in outside.ANY or found.path.endswith("()"):
            return UNKNOWN
        inside = tuple(self.typed(place, it) for it in written)
        if inside and found.package == _GLOBALS:
            made = self._computed(name, inside[0])
            if made is not None:
                return made
        return Values((External(found.package, f"{found.path}()", inside),))

    def _computed(self, name: str, inside: Values) -> Values | None:
        """Give what the types make of others that compute."""
        if name in _FIRST:
            return inside
        if name == "InstanceType":
            return inside._replace(each=tuple(map(_instance, inside.each)))
        find = {"ReturnType": self._inference.call, "Awaited": self._inference.awaited}.get(name)
        if find is None:
            return None
        return joined([find(one) for one in inside.each]) if inside.each else UNKNOWN


def variable(scope: Sym, name: str) -> TypeVar | None:
    """Give the type parameter of a name that is known in a symbol."""
    sym: Sym | None = scope
    while sym is not None and sym.index:
        at = sym.type_parameters.get(name)
        if at is not None:
            return TypeVar(sym, at)
        sym = sym.parent
    return None


def _like(value: Value) -> Value:
    return value._replace(like=True) if isinstance(value, Function) else value


def _instance(value: Value) -> Value:
    return Instance(value.sym, value.parts) if isinstance(value, Class) else UNKNOWN.each[0]


def _made(name: str, parts: tuple[Values, ...]) -> Values:
    return Values((External(_GLOBALS, f"{name}()", parts),))


_PLAIN = {"": UNKNOWN, "'": _TEXT, "0": _NUMBER}
