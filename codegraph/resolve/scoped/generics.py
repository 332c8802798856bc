"""Type parameters: what they must be, what they are where nothing is said, and what an object's class puts there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.values import NOTHING, Class, External, Form, Function, Instance, TypeVar, Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.declared import DeclaredTypes
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.values import Value

_SAID = re.compile(r"(?:(?:const|in|out)\s+)*[\w$]+(?:\s+extends\s+(?P<must>.+?))?(?:\s=\s(?P<else>.+))?", re.DOTALL)
_SPACES = re.compile(r"(?<=[\w$])\s+(?=[\w$])|\s+")
_NOBODY: tuple[tuple[TypeVar, Values], ...] = ()
# levels of types in types that are kept apart
_MOST_DEEP = 6
# types that one value may hold
_MOST_TYPES = 120


def light(values: Values) -> Values:
    """Give nothing that is known for what holds so many types that it would grow without end."""
    pending = [values]
    weight = 0
    while pending:
        one = pending.pop()
        weight += len(one.each)
        if weight > _MOST_TYPES:
            return UNKNOWN
        for value in one.each:
            if isinstance(value, (Instance, Class, External)):
                pending += value.parts
            elif isinstance(value, Form):
                pending += (it for _, it in value.bound)
            elif isinstance(value, Function) and value.receiver is not None:
                pending += value.receiver.parts
    return values


def substituted(values: Values, bound: Mapping[TypeVar, Values], deep: int = 0) -> Values:
    """Put types in the place of type parameters."""
    if not bound or not any(map(may_hold, values.each)):
        return values
    found = _put(values, bound, deep)
    return found if deep else light(found)


def _put(values: Values, bound: Mapping[TypeVar, Values], deep: int) -> Values:
    found: dict[Value, None] = {}
    sure = values.sure
    for one in values.each:
        if isinstance(one, TypeVar):
            put = bound.get(one)
            found.update(dict.fromkeys(put.each if put is not None else (one,)))
            sure = sure and (put is None or put.sure)
        else:
            found[_inside(one, bound, deep)] = None
    return Values(tuple(found), sure)


def may_hold(value: Value) -> bool:
    """Tell whether there may be type parameters in a value."""
    if isinstance(value, (Instance, Class, External)):
        return bool(value.parts)
    if isinstance(value, Function):
        return value.receiver is not None and bool(value.receiver.parts)
    return isinstance(value, (TypeVar, Form))


def _inside(value: Value, bound: Mapping[TypeVar, Values], deep: int) -> Value:
    if isinstance(value, (Instance, Class, External)) and value.parts:
        if deep > _MOST_DEEP:
            return value._replace(parts=())
        return value._replace(parts=tuple(substituted(it, bound, deep + 1) for it in value.parts))
    if isinstance(value, Form):
        if deep > _MOST_DEEP:
            return value._replace(bound=())
        inner = [(name, substituted(it, bound, deep + 1)) for name, it in value.bound]
        known = {name for name, _ in inner}
        return value._replace(bound=(*inner, *((name, it) for name, it in bound.items() if name not in known)))
    if isinstance(value, Function) and isinstance(value.receiver, (Instance, Class)) and value.receiver.parts:
        receiver = value.receiver
        parts = tuple(substituted(it, bound, deep + 1) for it in receiver.parts) if deep <= _MOST_DEEP else ()
        return value._replace(receiver=receiver._replace(parts=parts))
    return value


def merged(values: Values) -> Values:
    """Put objects of one class together: where they hold different types nothing is known of these."""
    groups: dict[object, list[Instance | External]] = {}
    others: list[Value] = []
    for one in values.each:
        if isinstance(one, Instance):
            groups.setdefault(one.sym, []).append(one)
        elif isinstance(one, External):
            groups.setdefault((one.package, one.path), []).append(one)
        else:
            others.append(one)
    found: list[Value] = []
    for same in groups.values():
        parts = same[0].parts
        for one in same[1:]:
            parts = tuple(a if a == b else UNKNOWN for a, b in zip(parts, one.parts, strict=False))
        found.append(same[0]._replace(parts=parts))
    return Values((*found, *others), values.sure)


class Generics:
    """Evaluates what is said of type parameters, in the files of a workspace."""

    def __init__(self, asking: Asking, types: DeclaredTypes) -> None:
        self._asking = asking
        self._types = types

    def constraint(self, var: TypeVar) -> Values:
        """Give what a type parameter must be."""
        owner, index = var
        question = ("constraint", owner.file.path, owner.index, index)
        return self._asking.ask(question, lambda: self._said(owner, index, "must"), NOTHING)

    def apparent(self, var: TypeVar) -> Values:
        """Give what something is at least that is of the type of a type parameter."""
        found = self.constraint(var)
        known = tuple(one for one in found.each if not isinstance(one, TypeVar))
        return found._replace(each=known) if known else UNKNOWN

    def default(self, owner: Sym, index: int) -> Values:
        """Give what a type parameter is where nothing is said."""
        question = ("default", owner.file.path, owner.index, index)
        return self._asking.ask(question, lambda: self._said(owner, index, "else"), NOTHING)

    def _said(self, owner: Sym, index: int, which: str) -> Values:
        found = _SAID.fullmatch(owner.generics[index]) if index < len(owner.generics) else None
        text = found[which] if found is not None else None
        if not text:
            return UNKNOWN
        text = _SPACES.sub(lambda it: " " if it[0][:1].isspace() and _is_between(it) else "", text)
        return self._types.of(owner.parent or owner, text, inner=owner)

    def given(self, owner: Sym, parts: Sequence[Values]) -> tuple[Values, ...]:
        """Give what the type parameters of a type are that is written with some arguments."""
        more = range(len(parts), len(owner.generics))
        if not more:
            return tuple(parts)
        found = list(parts)
        for index in more:
            known = {TypeVar(owner, at): it for at, it in enumerate(found)}
            found.append(substituted(self.default(owner, index), known))
        return tuple(found)

    def bound(self, receiver: Instance | Class) -> Mapping[TypeVar, Values]:
        """Give what the type parameters are of the class of an object, and of what that extends."""
        sym = receiver.sym
        if not sym.file.rules.spaces:
            return {}
        found: dict[TypeVar, Values] = {}
        if not receiver.own:
            for index in range(len(sym.generics)):
                known = index < len(receiver.parts)
                found[TypeVar(sym, index)] = receiver.parts[index] if known else UNKNOWN
        question = ("lineage", sym.file.path, sym.index)
        above: tuple[tuple[TypeVar, Values], ...] = self._asking.ask(question, lambda: self._lineage(sym), _NOBODY)
        for var, values in above:
            found.setdefault(var, substituted(values, found))
        return found

    def _lineage(self, sym: Sym) -> tuple[tuple[TypeVar, Values], ...]:
        """Give what a class puts in the place of the type parameters of all that it extends."""
        found: dict[TypeVar, Values] = {}
        for text in sym.data[1] if sym.data and sym.data[0] == "class" else ():
            for one in self._types.of(sym.parent or sym, text, inner=sym).each:
                if not isinstance(one, Instance) or one.sym is sym:
                    continue
                for var, values in self.bound(one).items():
                    found.setdefault(var, values)
        return tuple(found.items())


def _is_between(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    return start > 0 and end < len(text) and _is_word(text[start - 1]) and _is_word(text[end])


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$"
