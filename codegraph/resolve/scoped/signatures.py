"""What calls take and what functions are given: by the declared types of parameters, and of functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.generics import merged, substituted
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.script_types import ANY_NAME, read_script_type, type_parameter
from codegraph.resolve.scoped.values import (
    NOTHING,
    Class,
    External,
    Form,
    Function,
    Instance,
    Place,
    TypeVar,
    Unknown,
    Values,
    joined,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.inference import Inference
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Value

_MOST_CALLABLES = 80
_MOST_DEEP = 4
_ASKED = re.compile(r"@(arg|par)(\d{1,3})(rest)?")
_OWN = "this"


class Signatures:
    """Evaluates the parameters and results of functions."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference

    def step(self, values: Values, step: Step) -> Values | None:
        """Do a step of a chain that asks for an argument or a parameter; None for others."""
        asked = _ASKED.fullmatch(step.kind)
        if asked is None:
            return None
        number = int(asked[2])
        if asked[1] == "arg" and step.name:
            # what a function is given that stands there
            found = [self.given(one, number, int(step.name)) for one in values.each]
        elif asked[1] == "arg":
            found = [self.argument(one, number) for one in values.each]
        else:
            found = [self.parameter(one, number, rest=bool(asked[3])) for one in values.each]
        whole = joined(found)
        return whole._replace(sure=values.sure and whole.sure) if whole.each else UNKNOWN

    # what can be called

    def callables(self, value: Value) -> list[Function | Form]:
        """Give the functions that a value is: one for each of its overloads or call signatures."""
        if isinstance(value, Function):
            return [value._replace(sym=one) for one in overloads(value.sym)]
        if isinstance(value, Form):
            return [value] if value.written.path == "=>" else []
        if isinstance(value, Instance):
            bound = self._inference.generics.bound(value)
            return [one._replace(bound=tuple(bound.items())) for one in self._written(value.sym)]
        if isinstance(value, TypeVar):
            found = self._inference.generics.constraint(value)
            return [it for one in found.each if not isinstance(one, TypeVar) for it in self.callables(one)]
        return []

    def _written(self, sym: Sym) -> list[Form]:
        """Give the call signatures of an interface and all that it extends."""
        found: list[Form] = []
        for one in self._inference.members.order(sym) if not sym.is_function else ():
            if isinstance(one, (External, Unknown)) or not one.signatures:
                continue
            self._inference.scopes.touch(one)
            place = Place(one.parent or one, one)
            found += (Form(place, read_script_type(text)) for text in one.signatures)
        return found[:_MOST_CALLABLES]

    # results

    def result(self, value: Form | Instance) -> Values:
        """Give what a call of something gives that is no function by itself."""
        if isinstance(value, Instance):
            return self._of_class(value, ("called",), self._result)
        return self._result(value)

    def _of_class(self, value: Instance, asked: tuple[object, ...], find: Callable[[Instance], Values]) -> Values:
        """Find something out of all objects of a class, once; then put in what the class's type parameters are."""
        sym = value.sym
        question = (*asked, sym.file.path, sym.index)
        found = self._inference.asking.ask(question, lambda: find(Instance(sym, own=True)), NOTHING)
        return substituted(found, self._inference.generics.bound(value)) if found.each else UNKNOWN

    def _result(self, value: Form | Instance) -> Values:
        found = [self.form(one, one.written.parts[-1]) for one in self.callables(value) if isinstance(one, Form)]
        return merged(joined(found)) if found else UNKNOWN

    def form(self, form: Form, part: Written) -> Values:
        """Give what is of a type that is a part of another."""
        place = form.place
        if form.written.names and form.written.path == "=>":
            place = place._replace(hidden=place.hidden | frozenset(type_parameter(it)[0] for it in form.written.names))
        return substituted(self._inference.types.typed(place, part), dict(form.bound))

    def member(self, form: Form, name: str) -> Values:
        """Give a member of an object of which a type tells all."""
        written = form.written
        name = name if name in written.names else ANY_NAME
        if written.path != "{}" or name not in written.names:
            return NOTHING
        return self.form(form, written.parts[written.names.index(name)])

    # parameters

    def argument(self, value: Value, number: int) -> Values:
        """Give what a call of a value takes as one of its arguments."""
        if isinstance(value, External):
            return outside.argument(value, number)
        if isinstance(value, Unknown):
            return UNKNOWN
        found = [it for one in self.callables(value) if (it := self._taken(one, number)) is not None]
        return merged(joined(found)) if found else UNKNOWN

    def parameter(self, value: Value, number: int, *, rest: bool = False) -> Values:
        """Give what a function of a type is given as one of its parameters."""
        if isinstance(value, (Unknown, Class)):
            return UNKNOWN
        if isinstance(value, External):
            return outside.given(value, number)
        if rest:
            return UNKNOWN
        found = [it for one in self.callables(value) if (it := self._taken(one, number)) is not None]
        return merged(joined(found)) if found else NOTHING

    def given(self, value: Value, argument: int, number: int) -> Values:
        """Give what a function is given that is an argument of a call."""
        if isinstance(value, Instance):
            return self._of_class(value, ("given", argument, number), lambda it: self._given(it, argument, number))
        found = self._given(value, argument, number)
        return found if found.each else UNKNOWN

    def _given(self, value: Value, argument: int, number: int) -> Values:
        taken = self.argument(value, argument)
        return merged(joined([self.parameter(one, number) for one in taken.each])) if taken.each else UNKNOWN

    def _taken(self, one: Function | Form, number: int) -> Values | None:
        """Give the type of a parameter; None where there is none, or a text or number is wanted."""
        if isinstance(one, Form):
            parts = one.written.parts[:-1]
            if number < len(parts) and parts[number].path != "...":
                return self.form(one, _opened(parts[number], one.written.names))
            if parts and parts[-1].path == "..." and number >= len(parts) - 1:
                return self._of_many(one, parts[-1].parts[0], number - len(parts) + 1)
            return None
        return self._declared(one, number)

    def _of_many(self, one: Form, written: Written, number: int) -> Values | None:
        """Give one of those that a parameter takes."""
        if written.path == "()" and not any(it.path == "..." for it in written.parts):
            if number >= len(written.parts):
                return None
            return self.form(one, _opened(written.parts[number], one.written.names))
        return _elements(self.form(one, written))

    def _declared(self, one: Function, number: int) -> Values | None:
        sym = one.sym
        self._inference.scopes.touch(sym)
        listed = [it for it in sym.parameters if it[0] != _OWN]
        many = bool(listed) and listed[-1][0].startswith("...")
        if number >= len(listed) and not many:
            return None
        declared = listed[min(number, len(listed) - 1)][1]
        if not declared:
            return UNKNOWN
        found = self._inference.types.of(sym.parent or sym, declared, inner=sym)
        found = _elements(found) if many and number >= len(listed) - 1 else found
        if any(isinstance(it, TypeVar) and it.owner is sym for it in found.each):
            # a function that stands there is what the type parameter must be
            must = [self._inference.generics.constraint(it) for it in found.each if isinstance(it, TypeVar)]
            found = joined([found._replace(each=tuple(it for it in found.each if not isinstance(it, TypeVar))), *must])
        return substituted(found, self.bound(one))

    def bound(self, one: Function) -> Mapping[TypeVar, Values]:
        """Give what the type parameters of a function are where it is called."""
        own = {TypeVar(one.sym, at): it for at, it in enumerate(one.parts)}
        for at in range(len(one.parts), len(one.sym.generics)):
            own[TypeVar(one.sym, at)] = UNKNOWN
        return {**own, **(self._inference.generics.bound(one.receiver) if one.receiver is not None else {})}


def _opened(written: Written, names: Sequence[str], deep: int = 0) -> Written:
    """Put what type parameters of a function must be in their place, where a function is given for one."""
    if not names or deep > _MOST_DEEP:
        return written
    if written.path == "|":
        return written._replace(parts=tuple(_opened(it, names, deep + 1) for it in written.parts))
    found = next((must for name, must in map(type_parameter, names) if name == written.path and must), "")
    return _opened(read_script_type(found), names, deep + 1) if found and not written.parts else written


def _elements(values: Values) -> Values:
    found = [outside.held(one, 0) if isinstance(one, External) else UNKNOWN for one in values.each]
    return joined(found) if found else UNKNOWN


def overloads(sym: Sym) -> Sequence[Sym]:
    """Give the declarations of a function: where there are signatures, these alone."""
    parent = sym.parent
    if parent is None or not sym.file.rules.spaces or {"get", "set"} & {*sym.modifiers}:
        return (sym,)
    same = sym.file.members.get(parent.index, {}).get(sym.name, ())
    if len(same) < 2:  # noqa: PLR2004
        return (sym,)
    return tuple(_signatures(sym, same)) or (sym,)


def _signatures(sym: Sym, same: Sequence[Sym]) -> Iterator[Sym]:
    for one in same:
        if one.is_function and one.is_signature and ("static" in one.modifiers) == ("static" in sym.modifiers):
            yield one
