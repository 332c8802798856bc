"""What Java's expressions are: what is declared, and what methods are declared to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.generics import substituted
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.java.library import each as each_of
from codegraph.resolve.scoped.java.library import given
from codegraph.resolve.scoped.java.members import JavaMembers
from codegraph.resolve.scoped.java.scopes import JavaScopes, parameter_of
from codegraph.resolve.scoped.members import MEMBER_NOT_FOUND, Found
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.results import MOST_VALUES
from codegraph.resolve.scoped.types import read_type
from codegraph.resolve.scoped.values import (
    NOTHING,
    Class,
    External,
    Instance,
    Local,
    Super,
    TypeVar,
    Unknown,
    Values,
    joined,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.java.packages import JavaModules
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Value

_LANG = "java.lang"
_LITERALS = {'""': "String", "0": "int", "true": "boolean", "false": "boolean"}
_PRIMITIVE = frozenset({"int", "long", "short", "byte", "char", "boolean", "float", "double"})
_NO_VALUE = frozenset({"void", "null"})
_OWN, _ABOVE, _ARRAY = "this", "super", "[]"
_MOST_DEEP = 12
_A_CLASS = Values((External(_LANG, "Class()"),))


class JavaInference(Inference):
    """Evaluates chains and types of Java."""

    def __init__(self, modules: JavaModules) -> None:
        super().__init__(modules)
        self.packages = modules
        self.scopes: JavaScopes = JavaScopes(modules)
        self.members: JavaMembers = JavaMembers(self.scopes, self.values, self.path)
        self.members.complete(self.scopes.type)
        self.scopes.complete(self.members)

    # types

    def typed(self, scope: Sym, text: str) -> Values:
        """Give what is of a type as written in a symbol."""
        question = ("java-typed", scope.file.path, scope.index, text)
        return self.asking.ask(question, lambda: self._typed(scope, read_type(text), 0), UNKNOWN)

    def _typed(self, scope: Sym, written: Written, deep: int) -> Values:
        path = written.path
        if path in _NO_VALUE:
            return NOTHING
        if path in _PRIMITIVE:
            return Values((External(_LANG, f"{path}()"),))
        if deep > _MOST_DEEP or not path or (path != _ARRAY and not path[0].isidentifier()):
            return UNKNOWN
        parts = tuple(self._typed(scope, it, deep + 1) for it in written.parts)
        if path == _ARRAY:
            return Values((External(_LANG, "[]()", parts),))
        return self._objects(self.scopes.type(scope, path), parts)

    @staticmethod
    def _objects(meant: Sequence[Entity], parts: tuple[Values, ...]) -> Values:
        found: dict[Value, None] = {}
        for one in meant:
            if isinstance(one, External):
                found[External(one.package, f"{one.path}()", parts)] = None
            elif isinstance(one, (TypeVar, Unknown)):
                found[one] = None
            elif not isinstance(one, tuple):
                found[Instance(one, parts)] = None
        return Values(tuple(found)) if found else UNKNOWN

    def _must(self, variable: TypeVar) -> Values:
        """Give what a type parameter must be: an object at least."""
        owner = variable.owner
        self.scopes.touch(owner)
        _, _, bound = owner.generics[variable.number].partition(" extends ")
        found = self.typed(owner, bound.partition("&")[0].strip()) if bound else None
        return found if found is not None else Values((External(_LANG, "Object()"),))

    # names

    def _of_symbol(self, sym: Sym) -> Values:
        if sym.is_type:
            return Values((Class(sym),))
        if sym.is_value:
            return self.asking.ask(("value", sym.file.path, sym.index), lambda: self._of_variable(sym), NOTHING)
        return UNKNOWN

    def _of_variable(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        if sym.kind is SymbolKind.VARIANT and sym.around is not None:
            return Values((Instance(sym.around),))
        form, *said = sym.data or [""]
        return self.typed(sym.parent or sym, said[0]) if form == "var" and said[0] else UNKNOWN

    def _of_local(self, local: Local) -> Values:  # noqa: ARG002 - others see none
        return UNKNOWN

    def _of_local_here(self, local: Local) -> Values:
        owner, name, at = local
        row = self.scopes.row(owner, name, at)
        if row is not None:
            if row.type:
                return self.typed(owner, row.type)
            return self.chain(owner, row.value, row.start - 1) if row.value else UNKNOWN
        parameter = parameter_of(owner, name)
        if parameter is None or not parameter[1]:
            return UNKNOWN
        found = self.typed(owner, parameter[1])
        return Values((External(_LANG, "[]()", (found,)),)) if parameter[0].startswith(".") else found

    # chains

    def chain(self, scope: Sym, text: str, at: int) -> Values:
        """Evaluate a chain in a symbol, at a byte of it."""
        head, first = read_chain(text)
        if not head:
            return UNKNOWN
        found, steps = self._head(scope, head, first, at)
        while steps:
            step, rest = steps[0], steps[1:]
            is_call = step.kind == "." and bool(rest) and rest[0].kind == "()"
            if step.kind == "@as":
                found = self.typed(scope, step.name)
            elif is_call:
                each = [self._called(it, step.name) for it in found.each]
                found = joined(each)._replace(sure=found.sure and all(it.sure for it in each)) if each else UNKNOWN
            else:
                each = [self._stepped(it, step, scope) for it in found.each]
                found = joined(each)._replace(sure=found.sure and all(it.sure for it in each)) if each else UNKNOWN
            steps = rest[1:] if is_call else rest
            if len(found.each) > MOST_VALUES:
                return UNKNOWN
        return found

    def _head(self, scope: Sym, head: str, steps: Sequence[Step], at: int) -> tuple[Values, Sequence[Step]]:
        """Give what a chain begins with, and the steps that follow."""
        if head in _LITERALS:
            return Values((External(_LANG, f"{_LITERALS[head]}()"),)), steps
        if head in {_OWN, _ABOVE}:
            return (self._this(scope) if head == _OWN else self._super(scope)), steps
        if steps and steps[0].kind == "()":
            methods = self.scopes.method(scope, head)
            return self._results_of(methods, None), steps[1:]
        found = self.scopes.value(scope, head, at)
        if found.entities:
            values = joined([self.values(it) for it in found.entities])
            return values if found.sure else values._replace(sure=False), steps
        return self._of_type_path(scope, head, steps)

    def _of_type_path(self, scope: Sym, head: str, steps: Sequence[Step]) -> tuple[Values, Sequence[Step]]:
        if head in _PRIMITIVE | _NO_VALUE:
            return Values((External(_LANG, head),)), steps
        meant = self.scopes.type(scope, head)
        if not isinstance(meant[0], Unknown):
            return self._classes(meant), steps
        names = [head]
        for step in steps:
            if step.kind != ".":
                break
            names.append(step.name)
        classes, rest = self.packages.qualified(scope.file, names)
        if classes:
            return self._classes(classes), steps[len(names) - len(rest) - 1 :]
        capital = next((at for at, it in enumerate(names) if it[:1].isupper()), 0)
        if capital > 1:
            outside = self.packages.not_found(scope.file, ".".join(names[: capital + 1]))
            if isinstance(outside, External):
                return Values((outside,)), steps[capital:]
        return Values((Unknown(NAME_NOT_FOUND),), sure=False), steps

    @staticmethod
    def _classes(meant: Sequence[Entity]) -> Values:
        found: list[Value] = []
        for one in meant:
            if isinstance(one, (External, Unknown, TypeVar)):
                found.append(one)
            elif not isinstance(one, tuple):
                found.append(Class(one))
        return Values(tuple(found))

    def _this(self, scope: Sym) -> Values:
        sym, is_own = self.scopes.own_class(scope)
        return Values((_own(sym),), sure=not is_own) if sym is not None else UNKNOWN

    def _super(self, scope: Sym) -> Values:
        sym, is_own = self.scopes.own_class(scope)
        if sym is None:
            return UNKNOWN
        return Values((_own(sym) if is_own else Super(sym, _own(sym)),))

    def _stepped(self, value: Value, step: Step, scope: Sym) -> Values:
        kind = step.kind
        if isinstance(value, Unknown):
            return Values((value,), sure=False)
        if isinstance(value, TypeVar):
            return joined([self._stepped(one, step, scope) for one in self._must(value).each])
        if kind != ".":
            return _made(value) if kind == "@new" else _each(value, kind)
        if step.name == "class":
            return _A_CLASS
        if isinstance(value, Class) and step.name in {_OWN, _ABOVE}:
            return Values((_own(value.sym) if step.name == _OWN else self._above(value.sym, scope),))
        found = self.member(value, step.name)
        each = [self._of_member(it, value) for it in found.entities]
        return joined(each)._replace(sure=found.sure and all(it.sure for it in each)) if each else UNKNOWN

    def _above(self, sym: Sym, scope: Sym) -> Value:
        """Give what `T.super` is: of an interface that the class extends its methods, else what the class extends."""
        own, _ = self.scopes.own_class(scope)
        if own is not None and sym in self.members.bases(own):
            return Instance(sym)
        return Super(sym, _own(sym))

    def _of_member(self, entity: Entity, receiver: Value) -> Values:
        values = self.values(entity)
        if isinstance(entity, tuple) or entity.is_type:
            return values
        return self._put(values, receiver, entity)

    # members

    def member(self, value: Value, name: str) -> Found:
        """Give the fields of a name of a value, else its classes."""
        if isinstance(value, TypeVar):
            return _together([self.member(one, name) for one in self._must(value).each])
        if isinstance(value, (Instance, Class, Super)):
            sym = value.sym
            found = self.members.fields(sym, name)
            if isinstance(value, Class) and found.entities and isinstance(found.entities[0], tuple):
                inner = self.members.types(sym, name)
                if not (inner.entities and isinstance(inner.entities[0], Unknown)):
                    return inner
            return found
        if isinstance(value, External):
            return Found((External(value.package, f"{value.path}.{name}"),), sure=True)
        return Found((value,) if isinstance(value, Unknown) else (Unknown(MEMBER_NOT_FOUND),), sure=False)

    def methods(self, value: Value, name: str) -> Found:
        """Give the methods of a name of a value."""
        if isinstance(value, TypeVar):
            return _together([self.methods(one, name) for one in self._must(value).each])
        if isinstance(value, (Instance, Class)):
            return self.members.methods(value.sym, name)
        if isinstance(value, Super):
            return self.members.methods(value.sym, name, after=value.sym)
        return self.member(value, name)

    def _called(self, value: Value, name: str) -> Values:
        """Give what a call of a method gives."""
        if isinstance(value, External):
            return given(value, name)
        return self._results_of(self.methods(value, name), value)

    def _results_of(self, found: Found, receiver: Value | None) -> Values:
        each = [self._result(it, receiver) for it in found.entities]
        return joined(each)._replace(sure=found.sure and all(it.sure for it in each)) if each else UNKNOWN

    def _result(self, entity: Entity, receiver: Value | None) -> Values:
        if isinstance(entity, External):
            return Values((External(entity.package, f"{entity.path}()"),))
        if isinstance(entity, tuple):
            return Values((entity,), sure=False) if isinstance(entity, Unknown) else UNKNOWN
        self.scopes.touch(entity)
        if not entity.is_function:
            return self._put(self.values(entity), receiver, entity)
        if not entity.result:
            return UNKNOWN
        # what a method's own type parameter stands for is not looked at
        found = self._put(self.typed(entity, entity.result), receiver, entity)
        return UNKNOWN if any(isinstance(it, TypeVar) and it.owner is entity for it in found.each) else found

    def _put(self, values: Values, receiver: Value | None, member: Sym) -> Values:
        """Put what an object's type holds in the place of the type parameters of its class."""
        around = member.around
        if around is None or not around.generics or receiver is None or not values.each:
            return values
        if isinstance(receiver, (Super, TypeVar)):
            return values if isinstance(receiver, Super) else UNKNOWN
        if not isinstance(receiver, Instance):
            return values
        parts = self._parts(receiver, around, 0)
        if parts is None or len(parts) != len(around.generics):
            parts = (UNKNOWN,) * len(around.generics)
        return substituted(values, {TypeVar(around, number): part for number, part in enumerate(parts)})

    def _parts(self, value: Instance, around: Sym, deep: int) -> tuple[Values, ...] | None:
        """Give what an object holds where it is taken for one of a class that its own extends."""
        sym = value.sym
        if sym is around or deep > _MOST_DEEP:
            return value.parts if sym is around else None
        self.scopes.touch(sym)
        own = {TypeVar(sym, number): part for number, part in enumerate(value.parts)}
        if not own:
            own = {TypeVar(sym, number): UNKNOWN for number in range(len(sym.generics))}
        for text in sym.data[1] if sym.data and sym.data[0] == "class" else ():
            for one in substituted(self.typed(sym, text), own).each:
                if isinstance(one, Instance) and one.sym in self.members.order(sym) and one.sym is not sym:
                    found = self._parts(one, around, deep + 1)
                    if found is not None:
                        return found
        return None


def _own(sym: Sym) -> Instance:
    """Give the object of a class in it: its type parameters stand for themselves."""
    return Instance(sym, tuple(Values((TypeVar(sym, number),)) for number in range(len(sym.generics))))


def _made(value: Value) -> Values:
    """Give a new object of a class."""
    if isinstance(value, Class):
        return Values((Instance(value.sym),))
    return Values((value._replace(path=f"{value.path}()"),)) if isinstance(value, External) else UNKNOWN


def _each(value: Value, kind: str) -> Values:
    return each_of(value) if kind in {"[]", "@each"} and isinstance(value, External) else UNKNOWN


def _together(found: Sequence[Found]) -> Found:
    entities = dict.fromkeys(it for one in found for it in one.entities)
    return Found(tuple(entities) or (Unknown(MEMBER_NOT_FOUND),), all(it.sure for it in found))
