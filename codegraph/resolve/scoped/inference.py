"""What expressions are, as far as the source shows: annotations, constructors, what functions return, members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.foreign.tables import C
from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.declared import DeclaredTypes
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.generics import Generics, may_hold, substituted
from codegraph.resolve.scoped.members import MEMBER_NOT_FOUND, Found, Members
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND, name_key
from codegraph.resolve.scoped.operators import Operators
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.results import MOST_VALUES, Results, bounded, owned
from codegraph.resolve.scoped.rules import PROPERTIES, is_marked
from codegraph.resolve.scoped.scopes import OF_OTHERS, Scopes
from codegraph.resolve.scoped.signatures import Signatures
from codegraph.resolve.scoped.values import (
    NO_VALUE,
    NOTHING,
    Attribute,
    Class,
    External,
    Form,
    Function,
    Instance,
    Local,
    Module,
    Super,
    TypeVar,
    Unknown,
    Values,
    in_space,
    joined,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.modules import Modules
    from codegraph.resolve.scoped.values import Entity, Value

FUNCTION_MEMBER = "member-of-function"

_LITERALS = {'""': "str", "[]": "list", "{}": "dict", "()": "tuple", "0": "int"}
_WITH_PARTS = (Function, Class, External)
_TRUTH = frozenset({"True", "False", "true", "false", "NotImplemented", "Ellipsis"})


class Inference:
    """Evaluates chains and types in the scope of a symbol."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.asking = modules.asking
        self.scopes = Scopes(modules)
        self.members = Members(self.scopes, self.values, self.path)
        self.types = DeclaredTypes(self)
        self.generics = Generics(self.asking, self.types)
        self.signatures = Signatures(self)
        self._results = Results(self)
        self._operators = Operators(self.members, self.read, self.call)
        self.element, self.each, self.awaited = self._operators.element, self._operators.each, self._operators.awaited
        self._steps: dict[str, Callable[[Value], Values]] = {
            "()": self.call,
            "@new": self._made,
            "[]": self.element,
            "@each": self.each,
            "@key": self.each,
            "@await": self.awaited,
            "@enter": self._operators.entered,
        }

    # names

    def path(self, scope: Sym, text: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a path of names means in a symbol."""
        head, *rest = text.split(".")
        if not head:
            return (Unknown(NAME_NOT_FOUND),)
        found = self.scopes.look_up(scope, head, at, types=types)
        for name in rest:
            found = self.member_of_all([one for entity in found for one in self.values(entity).each], name)
        return found

    def member_of_all(self, values: Sequence[Value], name: str) -> tuple[Entity, ...]:
        """Give the members of a name of several values, without the objects that they belong to."""
        return tuple(dict.fromkeys(entity for one in values for entity in self.member(one, name).entities))

    def member(self, value: Value, name: str) -> Found:
        """Give the members of a value of a name; something unknown where it has none that is known."""
        if isinstance(value, (Instance, Class)):
            return self.members.of(value.sym, name, instance=isinstance(value, Instance))
        if isinstance(value, Super):
            return self.members.of(value.receiver.sym, name, instance=True, after=value.sym)
        if isinstance(value, Module):
            return Found(self.modules.attribute(value, name) or (Unknown(NAME_NOT_FOUND),), sure=True)
        if isinstance(value, External):
            symbols = self._symbols(name) if value.path in outside.LIBRARIES else ()
            own = External(value.package, f"{value.path}.{name}", value.parts)
            return Found(symbols or (own,), sure=not symbols)
        if isinstance(value, Form):
            found = self.signatures.member(value, name)
            return Found(found.each or (Unknown(MEMBER_NOT_FOUND),), sure=bool(found.each))
        return self._of_other(value, name)

    def _of_other(self, value: Value, name: str) -> Found:
        if isinstance(value, TypeVar):
            inside = [self.member(one, name) for one in self.generics.apparent(value).each]
            entities = dict.fromkeys(it for one in inside for it in one.entities)
            return Found(tuple(entities), all(it.sure for it in inside))
        if isinstance(value, Function):
            found = self.members.of_function(value.sym, name)
            return Found(found or (Unknown(FUNCTION_MEMBER),), sure=bool(found))
        return Found((value,), sure=False)

    def _symbols(self, name: str) -> tuple[Sym, ...]:
        """Give the symbols of C of a name: which library was loaded is not known, only who defines it here."""
        self.asking.note(name_key(C, name))
        return tuple(self.modules.foreign.symbols(name))

    # values of what names mean

    def values(self, entity: Entity) -> Values:
        """Give what a name's meaning is as a value."""
        if isinstance(entity, Sym):
            return self._of_symbol(entity)
        if isinstance(entity, Local):
            here = entity.at != OF_OTHERS
            find = self._of_local_here if here else self._of_local
            return self.asking.ask(_local_question(entity), lambda: find(entity), NOTHING, here=here)
        if isinstance(entity, Attribute):
            owner = entity.owner
            question = ("attribute", owner.file.path, owner.index, entity.name)
            return self.asking.ask(question, lambda: self._of_attribute(entity), NOTHING)
        return Values((entity,))

    def _of_symbol(self, sym: Sym) -> Values:
        if sym.is_function:
            return Values((Function(sym),))
        if sym.is_type:
            return Values((Class(sym),))
        if sym.is_value or sym.kind is SymbolKind.TYPE_ALIAS:
            return self.asking.ask(("value", sym.file.path, sym.index), lambda: self._of_variable(sym), NOTHING)
        return Values((Instance(sym),)) if sym.holds else UNKNOWN

    def _of_variable(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        around = sym.around
        if around is not None and (sym.kind is SymbolKind.VARIANT or self.members.is_enum(around)):
            return Values((Instance(around),))
        scope = sym.parent or sym
        form, *said = sym.data or [""]
        if form == "type":
            # what is written out has its members
            written_out = sym.holds or sym.signatures
            return Values((Instance(sym),)) if written_out else self.types.of(scope, said[0], inner=sym)
        if form != "var":
            return UNKNOWN
        declared, value = said
        if declared:
            return self.types.of(scope, declared)
        if sym.holds:
            return Values((Instance(sym),))
        return self.chain(scope, value, OF_OTHERS) if value else UNKNOWN

    def _of_attribute(self, attribute: Attribute) -> Values:
        owner = attribute.owner
        self.scopes.touch(owner)
        rows = owner.file.own_attributes.get((owner.index, attribute.name), ())
        declared = [self.types.of(method, row.type) for method, row in rows if row.type]
        if declared:
            return joined(declared)
        found = [self.chain(method, row.value, OF_OTHERS) if row.value else UNKNOWN for method, row in rows]
        return bounded(joined(found))._replace(sure=len(found) == 1 and found[0].sure) if found else UNKNOWN

    # locals

    def _of_local(self, local: Local) -> Values:
        """Give what a local is as other files see it: whatever it is bound to anywhere."""
        owner, name, _ = local
        self.scopes.touch(owner)
        found = [self._of_row(owner, row.value, row.type, OF_OTHERS) for row in owner.rows if row.name == name]
        found += self._of_parameter(owner, name)
        return bounded(joined(found))._replace(sure=len(found) == 1 and found[0].sure) if found else UNKNOWN

    def _of_local_here(self, local: Local) -> Values:
        owner, name, at = local
        rows = self.scopes.bound.get(owner.index, {}).get(name, ())
        chosen = []
        ended = False
        blocks = owner.file.rules.blocks or not owner.index
        for row in reversed(rows):
            inside = not row.end or at < row.end
            if at >= 0 and (row.start > at or (blocks and not inside)):
                continue
            chosen.append(row)
            if at >= 0 and inside:
                # whatever it was before
                ended = True
                break
        if not chosen and at >= 0 and not self._of_parameter(owner, name):
            # bound further down in a loop
            chosen = [row for row in rows if not blocks or not row.end or at < row.end]
        found = [self._of_row(owner, row.value, row.type, row.start - 1) for row in reversed(chosen)]
        if not ended:
            found += self._of_parameter(owner, name)
        return bounded(joined(found)) if found else UNKNOWN

    def _of_row(self, owner: Sym, value: str, declared: str, at: int) -> Values:
        """Give what something is bound to."""
        if declared:
            return self.types.of(owner, declared, at)
        return self.chain(owner, value, at) if value else UNKNOWN

    def _of_parameter(self, owner: Sym, name: str) -> list[Values]:
        """Give what a parameter is declared to be; nothing where there is no such parameter."""
        written, declared = next((one for one in owner.parameters if one[0].lstrip("*.&") == name), ("", ""))
        if not written:
            return []
        if not declared:
            around = owner.around
            if around is not None and not owner.file.rules.own and owner.file.rules.own_name(owner) == name:
                return [Values((self.scopes.of_method(owner, around),))]
            return [UNKNOWN]
        found = self.types.of(owner.parent or owner, declared, inner=owner)
        if written.startswith("**"):
            return [outside.made("dict", (Values((External("builtins", "str()"),)), found))]
        return [outside.made("list", (found,)) if written.startswith(("*", "...")) else found]

    # chains

    def chain(self, scope: Sym, text: str, at: int) -> Values:
        """Evaluate a chain in a symbol, at a byte of it, `ANYWHERE`, or as others see it."""
        head, steps = read_chain(text)
        if not head:
            return UNKNOWN
        if head in _LITERALS:
            found = Values((External("builtins", f"{_LITERALS[head]}()"),))
        elif head in NO_VALUE:
            return NOTHING
        elif head in _TRUTH:
            found = Values((External("builtins", "bool()"),))
        elif head == scope.file.rules.above and (above := self.scopes.above(scope)) is not None:
            found = Values((above,))
            steps = steps[1:] if steps and steps[0].kind == "()" else steps
        else:
            meant = in_space(self.scopes.look_up(scope, head, at, types=False), types=False)
            found = joined([self.values(one) for one in meant])
        for step in steps:
            found = self._step(found, step, scope, at)
            if len(found.each) > MOST_VALUES:
                return UNKNOWN
        return found

    def _step(self, values: Values, step: Step, scope: Sym, at: int) -> Values:
        if step.kind == "@as":
            return self.types.of(scope, step.name, at)
        if not values.each:
            return UNKNOWN
        if step.kind == "@of":
            parts = self.types.each_of(scope, step.name, at)
            given = [it._replace(parts=parts) if isinstance(it, _WITH_PARTS) else it for it in values.each]
            return values._replace(each=tuple(given))
        found = self.signatures.step(values, step)
        if found is not None:
            return found
        found = joined([self._after(one, step) for one in values.each])
        return found if values.sure else found._replace(sure=False)

    def _after(self, value: Value, step: Step) -> Values:
        kind = step.kind
        if isinstance(value, Unknown):
            return Values((value,), sure=False)
        if isinstance(value, TypeVar) and kind != ".":
            return joined([self._after(one, step) for one in self.generics.apparent(value).each])
        if kind == ".":
            return self.read(value, step.name)
        if kind[1:].isdigit() and isinstance(value, External):
            return outside.part(value, int(kind[1:]))
        done = self._steps.get("[]" if kind[1:].isdigit() else kind)
        return done(value) if done is not None else UNKNOWN

    def _made(self, value: Value) -> Values:
        if isinstance(value, Function):
            # a function may make objects of its own
            return Values((Instance(value.sym),))
        if isinstance(value, Class):
            return Values((Instance(value.sym, value.parts, own=value.own),))
        if isinstance(value, External) and value.parts and not value.path.endswith("()"):
            return Values((value._replace(path=f"{value.path}()"),))
        return self.call(value)

    def read(self, value: Value, name: str) -> Values:
        """Give the value of a member."""
        entities, sure = self.member(value, name)
        parts = [self._bound(self.values(one), value) for one in entities]
        found = joined(parts)
        return found if sure else found._replace(sure=False)

    def _bound(self, values: Values, receiver: Value) -> Values:
        """Give members as those of an object: methods know it, and some are read like attributes."""
        if isinstance(receiver, Super):
            receiver = receiver.receiver
        if not isinstance(receiver, (Instance, Class)):
            return values
        found: list[Values] = []
        for one in values.each:
            if isinstance(one, Function) and one.receiver is None:
                if is_marked(one.sym, PROPERTIES) or "get" in one.sym.modifiers:
                    got = isinstance(receiver, Instance)
                    found.append(self._results.of(Function(one.sym, receiver)) if got else UNKNOWN)
                else:
                    found.append(Values((Function(one.sym, receiver),)))
            else:
                found.append(Values((owned(one, receiver),)))
        if not found:
            return values
        whole = joined(found)._replace(sure=values.sure and all(it.sure for it in found))
        if not receiver.sym.file.rules.spaces or not any(map(may_hold, whole.each)):
            return whole
        return substituted(whole, self.generics.bound(receiver))

    def call(self, value: Value) -> Values:
        """Give what a call gives."""
        found = UNKNOWN
        if isinstance(value, Class):
            found = Values((Instance(value.sym, value.parts, own=value.own),))
        elif isinstance(value, Function):
            found = self._results.of(value)
        elif isinstance(value, Form) or (isinstance(value, Instance) and value.sym.file.rules.spaces):
            found = self.signatures.result(value)
        elif isinstance(value, Instance):
            found = self._operators.through(value, "__call__") or UNKNOWN
        elif isinstance(value, TypeVar):
            found = joined([self.call(one) for one in self.generics.apparent(value).each])
        elif isinstance(value, External):
            found = outside.called(value)
        return found


def _local_question(local: Local) -> tuple[object, ...]:
    owner, name, at = local
    return ("local", owner.file.path, owner.index, name, at)
