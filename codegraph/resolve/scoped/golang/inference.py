"""What Go's expressions are: types as declared, what functions give, and what is done to values without a named type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.golang.members import GoMembers
from codegraph.resolve.scoped.golang.packages import Packages
from codegraph.resolve.scoped.golang.scopes import PARAMETER, GoScopes
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
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.members import MEMBER_NOT_FOUND, Found
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.values import (
    NOTHING,
    Class,
    External,
    Function,
    Instance,
    Local,
    Unknown,
    Unnamed,
    Values,
    joined,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Value

_BUILTIN = "builtin"
_NIL = "nil"
_ERROR = "error()"
_INT = Values((External(_BUILTIN, "int()"),))
_LIST = "["
_CHANNELS = frozenset({"chan", "<-chan", "chan<-"})
# methods of types of other packages that give what these hold
_HELD = frozenset({"Load", "Swap"})
_MOST_DEEP = 6


class GoInference(Inference):
    """Evaluates chains and types of Go."""

    def __init__(self, modules: Packages) -> None:
        super().__init__(modules)
        self.scopes = GoScopes(modules)
        self.members: GoMembers = GoMembers(self.scopes, self.values, self.path)
        self.packages = modules
        self.members.packages = modules
        self.members.typed = self.typed  # type: ignore[method-assign]

    # types

    def typed(self, scope: Sym, text: str, at: int) -> Values:
        """Give what is declared to be of a type."""
        return self._written(scope, read_go_type(text), at)

    def _written(self, scope: Sym, written: Written, at: int) -> Values:
        path, parts = written
        if not path or path == _NIL:
            return UNKNOWN if not path else NOTHING
        if path == POINTER:
            return self._written(scope, parts[0], at)
        if path[0] == _LIST or path == MANY:
            return Values((Unnamed("[]", (self._written(scope, parts[0], at),)),))
        if path in {MAP, *_CHANNELS}:
            return Values((Unnamed("chan" if path in _CHANNELS else path, self._all(scope, parts, at)),))
        if path == FUNCTION and parts:
            return Values((Unnamed(path, self._all(scope, parts[1].parts, at)),))
        if path == TUPLE:
            return Values((Unnamed(path, self._all(scope, parts, at)),)) if len(parts) > 1 else NOTHING
        if path == STRUCT or (path == INTERFACE and parts):
            return self._written_out(scope)
        if path == INTERFACE:
            return UNKNOWN
        found = [self._object(one, scope, parts, at) for one in self.path(scope, path, at)]
        return joined(found) if found else UNKNOWN

    def _all(self, scope: Sym, parts: Sequence[Written], at: int) -> tuple[Values, ...]:
        return tuple(self._written(scope, it, at) for it in parts)

    @staticmethod
    def _written_out(scope: Sym) -> Values:
        """Give an object of a struct or interface that is written out: its members stand in the symbol around."""
        return Values((Instance(scope),)) if scope.index in scope.file.members else UNKNOWN

    def _object(self, entity: Entity, scope: Sym, parts: Sequence[Written], at: int) -> Values:
        """Give an object of what a name stands for as a type."""
        if isinstance(entity, Unnamed):
            return Values((entity._replace(parts=(self._bound_of(scope, entity.form),)),))
        found = []
        for one in self.values(entity).each:
            if isinstance(one, Class):
                found.append(Values((Instance(one.sym, self._all(scope, parts, at)),)))
            elif isinstance(one, External):
                path = one.path if one.path.endswith("()") else f"{one.path}()"
                found.append(Values((External(one.package, path, self._all(scope, parts, at)),)))
            elif isinstance(entity, (Unknown, Local)):
                found.append(UNKNOWN)
            else:
                # another name for a type
                found.append(Values((one,)))
        return joined(found) if found else UNKNOWN

    def _bound_of(self, scope: Sym, form: str) -> Values:
        """Give an object of what bounds a type parameter."""
        sym: Sym | None = scope
        while sym is not None and sym.index:
            for name, bound in parameter_names(tuple(sym.generics)):
                if PARAMETER + name == form and bound:
                    return self._bound_by(sym, name, bound)
            sym = sym.parent
        return UNKNOWN

    def _bound_by(self, sym: Sym, name: str, bound: str) -> Values:
        question = ("bound", sym.file.path, sym.index, name)
        return self.asking.ask(question, lambda: self.typed(sym, bound, OF_OTHERS), UNKNOWN)

    # names

    def _of_symbol(self, sym: Sym) -> Values:
        if sym.is_function:
            return Values((Function(sym),))
        if sym.is_type:
            return Values((Class(sym),))
        if sym.is_value or sym.kind is SymbolKind.TYPE_ALIAS:
            return self.asking.ask(("value", sym.file.path, sym.index), lambda: self._of_variable(sym), NOTHING)
        return UNKNOWN

    def _of_variable(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        form, *said = sym.data or [""]
        if form == "type":
            return self.typed(sym, said[0], OF_OTHERS)
        if form != "var":
            return UNKNOWN
        declared, value = said
        if declared:
            return self.typed(sym, declared, OF_OTHERS)
        return self.chain(sym, value, OF_OTHERS) if value else UNKNOWN

    def _of_local(self, local: Local) -> Values:  # noqa: ARG002 - others see none
        return UNKNOWN

    def _of_local_here(self, local: Local) -> Values:
        """Give what a local is declared to be in the innermost block around: what it is set to later is of that type."""
        owner, name, at = local
        rows = self.scopes.bound.get(owner.index, {}).get(name, ())
        if at >= 0:
            rows = [row for row in rows if row.start <= at and (not row.end or at < row.end)]
        inner = min((row.end or _FAR for row in rows), default=_FAR)
        declared = next((one for one in owner.parameters if one[0].lstrip(".") == name), None)
        if declared is not None and inner == _FAR:
            # known in the outermost block, where it cannot be declared again
            written = f"[]{declared[1]}" if declared[0].startswith(".") else declared[1]
            return self.typed(owner, written, OF_OTHERS) if declared[1] else UNKNOWN
        row = next((row for row in rows if (row.end or _FAR) == inner), None)
        if row is None:
            return UNKNOWN
        if row.type:
            return self.typed(owner, row.type, row.start - 1)
        return self.chain(owner, row.value, row.start - 1) if row.value else UNKNOWN

    # chains

    def chain(self, scope: Sym, text: str, at: int) -> Values:
        """Evaluate a chain in a symbol, at a byte of it, `ANYWHERE`, or as others see it."""
        return NOTHING if text == _NIL else super().chain(scope, text, at)

    def _step(self, values: Values, step: Step, scope: Sym, at: int) -> Values:
        if step.kind == "@as":
            return self.typed(scope, step.name, at)
        return super()._step(values, step, scope, at)

    def _after(self, value: Value, step: Step) -> Values:
        kind = step.kind
        if isinstance(value, Unknown):
            return Values((value,), sure=False)
        if kind == ".":
            return self.read(value, step.name)
        if kind == "()":
            return self.call(value)
        if kind == "@new":
            return self._made(value)
        if kind[1:].isdigit():
            return self._part(value, int(kind[1:]))
        if kind == "[]" and isinstance(value, (Function, Class)):
            # its type parameters
            return Values((value,))
        return self._inside(value, kind)

    def _made(self, value: Value) -> Values:
        if isinstance(value, Class):
            return Values((Instance(value.sym, value.parts),))
        if isinstance(value, External) and not value.path.endswith("()"):
            return Values((value._replace(path=f"{value.path}()"),))
        return Values((value,))

    def call(self, value: Value) -> Values:
        """Give what a call gives; a type is called to make another an object of it."""
        if isinstance(value, Class):
            return Values((Instance(value.sym, value.parts),))
        if isinstance(value, Function):
            return self.result(value.sym, value.receiver)
        if isinstance(value, External):
            head, _, name = value.path.rpartition(".")
            if value.parts and name in _HELD and head.endswith("()"):
                return value.parts[0]
            return outside.called(value._replace(parts=()))
        if isinstance(value, Unnamed) and value.form != FUNCTION:
            # made of another
            return Values((value,))
        function = self._like(value)
        if isinstance(function, Unnamed) and function.form == FUNCTION:
            results = function.parts
            return results[0] if len(results) == 1 else Values((Unnamed(TUPLE, results),)) if results else NOTHING
        return UNKNOWN

    @staticmethod
    def _part(value: Value, number: int) -> Values:
        """Give one of several results; of one that may fail the first is the value, the second tells whether it did."""
        if isinstance(value, Unnamed) and value.form == TUPLE:
            return value.parts[number] if number < len(value.parts) else UNKNOWN
        if isinstance(value, External):
            return Values((value,))
        return Values((value,)) if not number else Values((External(_BUILTIN, "bool()"),))

    def _inside(self, value: Value, kind: str) -> Values:
        """Give an element, or what a loop gives first and second."""
        value = self._like(value)
        if isinstance(value, External):
            return Values((value,)) if not value.path.endswith("int()") else _INT
        if not isinstance(value, Unnamed):
            return UNKNOWN
        if value.form.startswith(PARAMETER):
            return joined([self._inside(one, kind) for one in value.parts[0].each]) if value.parts else UNKNOWN
        if value.form == MAP:
            return value.parts[0 if kind == "@key" else 1]
        if value.form == "chan":
            return value.parts[0]
        if value.form == "[]":
            return _INT if kind == "@key" else value.parts[0]
        return UNKNOWN

    def _like(self, value: Value) -> Value:
        """Give an object of what the type of an object is made like."""
        for _ in range(_MOST_DEEP):
            if not isinstance(value, Instance):
                break
            found = self._made_like(value)
            if found is None or len(found.each) != 1:
                break
            value = found.each[0]
        return value

    def _made_like(self, value: Instance) -> Values | None:
        sym = value.sym
        if sym.data[:1] != ["defined"]:
            return None
        self.scopes.touch(sym)
        found = self.asking.ask(("like", sym.file.path, sym.index), lambda: self.members.made_like(sym), None)
        return self._filled(found, value) if found is not None else None

    # members

    def member(self, value: Value, name: str) -> Found:
        """Give the members of a value of a name; something unknown where it has none that is known."""
        if isinstance(value, Unnamed):
            if value.form.startswith(PARAMETER) and value.parts and len(value.parts[0].each) == 1:
                return self.member(value.parts[0].each[0], name)
            return Found((Unknown(MEMBER_NOT_FOUND),), sure=False)
        if isinstance(value, External) and value.package == _BUILTIN and not value.path.startswith(_ERROR):
            return Found((Unknown(MEMBER_NOT_FOUND),), sure=False)
        return super().member(value, name)

    def _bound(self, values: Values, receiver: Value) -> Values:
        """Give members as those of an object: methods know it, and types are those that it holds."""
        if not isinstance(receiver, Instance):
            return values
        found: list[Value] = []
        for one in values.each:
            if isinstance(one, Function) and one.receiver is None:
                found.append(Function(one.sym, receiver))
            else:
                found += self._filled(Values((one,)), receiver).each
        return values._replace(each=tuple(found))

    def result(self, sym: Sym, receiver: Instance | Class | None) -> Values:
        """Give what a call of a function gives."""
        question = ("result", sym.file.path, sym.index)
        found = self.asking.ask(question, lambda: self._result(sym), NOTHING)
        if not isinstance(receiver, Instance):
            return found
        names = tuple(sym.generics) if sym.parent is sym.file.root else tuple(receiver.sym.generics)
        return self._filled(found, receiver, names)

    def _result(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        return self.typed(sym, sym.result, OF_OTHERS) if sym.result else UNKNOWN

    def _filled(self, values: Values, receiver: Instance, names: tuple[str, ...] | None = None) -> Values:
        """Put the types that an object holds in the place of its type parameters."""
        if not receiver.parts:
            return values
        names = tuple(receiver.sym.generics) if names is None else names
        known = [f"{PARAMETER}{name}" for name, _ in parameter_names(names)]
        return _filled(values, dict(zip(known, receiver.parts, strict=False)), 0)


def _filled(values: Values, given: Mapping[str, Values], deep: int) -> Values:
    if deep > _MOST_DEEP or not given:
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


_FAR = 1 << 62
