"""What calls of functions give: as declared, else as returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.files import OF_NAME
from codegraph.resolve.scoped.generics import may_hold, merged, substituted
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.rules import is_marked
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.signatures import overloads
from codegraph.resolve.scoped.values import NOTHING, Class, Function, Instance, Unknown, Values, joined

if TYPE_CHECKING:
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.inference import Inference
    from codegraph.resolve.scoped.values import Value

_RETURN = "return"
_CONTEXT = frozenset({"contextmanager", "asynccontextmanager"})
# values that one expression may have; more is nothing that is known
MOST_VALUES = 12


class Results:
    """Evaluates results of functions."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._asking = inference.asking

    def of(self, function: Function) -> Values:
        """Give what a call of a function gives."""
        sym, receiver = function.sym, function.receiver
        question = ("result", sym.file.path, sym.index)
        found = self._asking.ask(question, lambda: self._of_overloads(sym), NOTHING)
        if receiver is not None:
            each = tuple(dict.fromkeys(owned(one, receiver) for one in found.each))
            found = found._replace(each=each)
        if not sym.file.rules.spaces or not any(map(may_hold, found.each)):
            return found
        return substituted(found, self._inference.signatures.bound(function))

    def _of_overloads(self, sym: Sym) -> Values:
        declared = overloads(sym)
        if len(declared) == 1:
            return self._of(declared[0])
        return merged(joined([self._of(one) for one in declared]))._replace(sure=False)

    def _of(self, sym: Sym) -> Values:
        self._inference.scopes.touch(sym)
        if not sym.result:
            return self.returned(sym)
        found = self._inference.types.of(sym, sym.result, OF_OTHERS)
        if sym.attributes and is_marked(sym, _CONTEXT):
            inside = [self._inference.each(one) for one in found.each]
            return outside.made("contextmanager", (joined(inside),)) if inside else UNKNOWN
        if sym.result.startswith(OF_NAME) and all(isinstance(one, Unknown) for one in found.each):
            return self.returned(sym)
        return found

    def returned(self, sym: Sym) -> Values:
        """Give what the statements of a function return."""
        parts: dict[int, list[Values]] = {}
        found: list[Values] = []
        for name, value, _ in sym.rows:
            word, _, number = name.partition("@")
            if word != _RETURN:
                continue
            said = self._inference.chain(sym, value, OF_OTHERS) if value else UNKNOWN
            if number:
                parts.setdefault(int(number), []).append(said)
            else:
                found.append(said)
        if parts:
            found.append(outside.made("tuple", tuple(joined(parts.get(it, [UNKNOWN])) for it in range(max(parts) + 1))))
        return bounded(joined(found))._replace(sure=False) if found else UNKNOWN


def owned(value: Value, receiver: Instance | Class) -> Value:
    """Put the object that a method belongs to in the place of one of its class."""
    if isinstance(value, Instance) and value.own:
        return Instance(receiver.sym, receiver.parts, receiver.own)
    if isinstance(value, Class) and value.own:
        return Class(receiver.sym, receiver.parts, receiver.own)
    return value


def bounded(found: Values) -> Values:
    """Give nothing that is known for too many values."""
    return found if len(found.each) <= MOST_VALUES else UNKNOWN
