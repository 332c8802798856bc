"""What Go's expressions are: what is declared, what functions give, what is done to values of types without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.golang.declared import CHANNEL, LIST, NIL, GoTypes, filled
from codegraph.resolve.scoped.golang.members import GoMembers
from codegraph.resolve.scoped.golang.scopes import PARAMETER, GoScopes
from codegraph.resolve.scoped.golang.types import FUNCTION, MAP, TUPLE
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.members import MEMBER_NOT_FOUND, Found
from codegraph.resolve.scoped.outside import UNKNOWN
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
    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.golang.packages import Packages
    from codegraph.resolve.scoped.scopes import Bound
    from codegraph.resolve.scoped.values import Entity, Value

_BUILTIN = "builtin"
_ERROR = "error()"
_INT, _BOOL = Values((External(_BUILTIN, "int()"),)), Values((External(_BUILTIN, "bool()"),))
# methods of types of other packages that give what these hold
_HELD = frozenset({"Load", "Swap"})
_MOST_DEEP = 6
_FAR = 1 << 62


class GoInference(Inference):
    """Evaluates chains and types of Go."""

    def __init__(self, modules: Packages) -> None:
        super().__init__(modules)
        self.packages = modules
        self.scopes = GoScopes(modules)
        self.go_types = GoTypes(self.asking, self.values, self.path)
        self.members: GoMembers = GoMembers(self.scopes, self.values, self.path)
        self.members.complete(modules, self.go_types)

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
            return self.go_types.of(sym, said[0])
        if form != "var":
            return UNKNOWN
        declared, value = said
        return self.go_types.of(sym, declared) if declared else self._said(sym, value, -1)

    def _said(self, scope: Sym, value: str, at: int) -> Values:
        return self.chain(scope, value, at) if value else UNKNOWN

    def _of_local(self, local: Local) -> Values:  # noqa: ARG002 - others see none
        return UNKNOWN

    def _of_local_here(self, local: Local) -> Values:
        """Give what a local is declared to be in the innermost block around: what it is set to is of that type."""
        owner, name, at = local
        rows = self.scopes.bound.get(owner.index, {}).get(name, ())
        known = [row for row in rows if at < 0 or (row.start <= at and (not row.end or at < row.end))]
        inner = min((row.end or _FAR for row in known), default=_FAR)
        parameter = next((one for one in owner.parameters if one[0].lstrip(".") == name), None)
        if parameter is not None and inner == _FAR:
            # known in the outermost block, where it cannot be declared again
            written, declared = parameter
            many = LIST if written.startswith(".") else ""
            return self.go_types.of(owner, many + declared) if declared else UNKNOWN
        row: Bound | None = next((row for row in known if (row.end or _FAR) == inner), None)
        if row is None:
            return UNKNOWN
        before = row.start - 1
        return self.go_types.of(owner, row.type, before) if row.type else self._said(owner, row.value, before)

    # chains

    def chain(self, scope: Sym, text: str, at: int) -> Values:
        """Evaluate a chain in a symbol, at a byte of it, `ANYWHERE`, or as others see it."""
        return NOTHING if text == NIL else super().chain(scope, text, at)

    def _step(self, values: Values, step: Step, scope: Sym, at: int) -> Values:
        if step.kind == "@as":
            return self.go_types.of(scope, step.name, at)
        return super()._step(values, step, scope, at)

    def _after(self, value: Value, step: Step) -> Values:
        kind = step.kind
        if isinstance(value, Unknown):
            return Values((value,), sure=False)
        if kind == ".":
            return self.read(value, step.name)
        if kind in {"()", "@new"}:
            return self.call(value) if kind == "()" else self._made(value)
        if kind[1:].isdigit():
            return _part(value, int(kind[1:]))
        # a function or type takes its type parameters
        is_generic = kind == "[]" and isinstance(value, (Function, Class))
        return Values((value,)) if is_generic else self._inside(value, kind)

    def _made(self, value: Value) -> Values:
        if isinstance(value, Class):
            return Values((Instance(value.sym, value.parts),))
        if isinstance(value, External):
            return Values((value._replace(path=f"{value.path.removesuffix('()')}()"),))
        return Values((value,))

    def call(self, value: Value) -> Values:
        """Give what a call gives; a type is called to make another an object of it."""
        if isinstance(value, Class):
            return Values((Instance(value.sym, value.parts),))
        if isinstance(value, Function):
            return self.result(value.sym, value.receiver)
        if isinstance(value, External):
            head, _, name = value.path.rpartition(".")
            is_held = value.parts and name in _HELD and head.endswith("()")
            return value.parts[0] if is_held else outside.called(value._replace(parts=()))
        like = self._like(value)
        if isinstance(like, Unnamed):
            # what is no function is made of another
            return _results(like) if like.form == FUNCTION else Values((like,))
        return UNKNOWN

    def _inside(self, value: Value, kind: str) -> Values:
        """Give an element, or what a loop gives first and second."""
        like = self._like(value)
        if isinstance(like, External):
            return _INT if like.path.endswith("int()") else Values((like,))
        if not isinstance(like, Unnamed) or not like.parts:
            return UNKNOWN
        if like.form.startswith(PARAMETER):
            return joined([self._inside(one, kind) for one in like.parts[0].each])
        if like.form == LIST and kind == "@key":
            return _INT
        if like.form == MAP and kind != "@key":
            return like.parts[-1]
        return like.parts[0] if like.form in {LIST, MAP, CHANNEL} else UNKNOWN

    def _like(self, value: Value) -> Value:
        """Give an object of what the type of an object is made like."""
        for _ in range(_MOST_DEEP):
            found = self._made_like(value) if isinstance(value, Instance) else None
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
        return filled(found, sym.generics, value.parts) if found is not None else None

    # members

    def member(self, value: Value, name: str) -> Found:
        """Give the members of a value of a name; something unknown where it has none that is known."""
        if isinstance(value, Unnamed) and value.form.startswith(PARAMETER) and value.parts:
            bound = value.parts[0].each
            if len(bound) == 1 and not isinstance(bound[0], Unnamed):
                return self.member(bound[0], name)
        is_basic = isinstance(value, External) and value.package == _BUILTIN and not value.path.startswith(_ERROR)
        if is_basic or isinstance(value, Unnamed):
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
                found += filled(Values((one,)), receiver.sym.generics, receiver.parts).each
        return values._replace(each=tuple(found))

    def result(self, sym: Sym, receiver: Instance | Class | None) -> Values:
        """Give what a call of a function gives."""
        question = ("result", sym.file.path, sym.index)
        found = self.asking.ask(question, lambda: self._result(sym), NOTHING)
        if not isinstance(receiver, Instance):
            return found
        # a method has names of its own for what the type of its object holds
        names = sym.generics if sym.parent is sym.file.root else receiver.sym.generics
        return filled(found, names, receiver.parts)

    def _result(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        return self.go_types.of(sym, sym.result) if sym.result else UNKNOWN

    def means(self, scope: Sym, path: str) -> tuple[Value, ...]:
        """Give what a path of names may be as others see it."""
        entities: tuple[Entity, ...] = self.path(scope, path, -1)
        return tuple(one for entity in entities for one in self.values(entity).each)


def _results(function: Unnamed) -> Values:
    """Give what a call of a function without a name gives."""
    if len(function.parts) == 1:
        return function.parts[0]
    return Values((Unnamed(TUPLE, function.parts),)) if function.parts else NOTHING


def _part(value: Value, number: int) -> Values:
    """Give one of several results; of one that may fail the first is the value, the second tells whether it did."""
    if isinstance(value, Unnamed) and value.form == TUPLE:
        return value.parts[number] if number < len(value.parts) else UNKNOWN
    return Values((value,)) if not number or isinstance(value, External) else _BOOL
