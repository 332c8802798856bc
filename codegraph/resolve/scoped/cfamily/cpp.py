"""What C++'s expressions are: objects of declared types, their members, what functions and constructors give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.cfamily.names import NAMESPACE
from codegraph.resolve.scoped.cfamily.scopes import CScopes
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.members import BASE_UNKNOWN, MEMBER_NOT_FOUND, Ancestor, Found, Members
from codegraph.resolve.scoped.outside import UNKNOWN, UNKNOWN_TYPE
from codegraph.resolve.scoped.values import (
    NOTHING,
    Class,
    External,
    Function,
    Instance,
    Unknown,
    Unnamed,
    Values,
    joined,
)

if TYPE_CHECKING:
    from codegraph.resolve.scoped.cfamily.names import Names
    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.values import Entity, Value

_TYPE = re.compile(r"(?:(?:const|volatile|struct|class|typename)\s+)*((?:::)?[\w:]+)(?:\s*const)?\s*[*&]*")
_STEPS = frozenset({"[]", "@each", "@key", "@await", "@enter"})


def _object(value: Value) -> Values:
    if isinstance(value, Class):
        return Values((Instance(value.sym),))
    return Values((value,)) if isinstance(value, External) else UNKNOWN


class CppTypes:
    """Reads types; of templates nothing is known."""

    def __init__(self, inference: CppInference) -> None:
        self._inference = inference

    def of(self, scope: Sym, text: str, at: int = -1, inner: Sym | None = None) -> Values:  # noqa: ARG002
        """Give what is declared to be of a type."""
        found = _TYPE.fullmatch(text)
        if found is None:
            is_standard = text.removeprefix("const ").startswith("std::") and "_ptr<" not in text
            return Values((External("std", text),)) if is_standard else UNKNOWN
        values = self._inference.named(inner or scope, found[1].removeprefix("::").replace("::", "."))
        return joined([_object(it) for it in values] or [UNKNOWN])


class CppMembers(Members):
    """The members of classes of C++."""

    names: Names
    inference: CppInference

    def _bases(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        self._scopes.touch(sym)
        found: list[Sym | Ancestor] = []
        for text in sym.data[1] if sym.data[:1] == ["class"] else ():
            path = text.partition("<")[0].replace("::", ".").strip(".")
            values = self.inference.named(sym.parent or sym, path)
            one = values[0] if len(values) == 1 else None
            found.append(one.sym if isinstance(one, Class) else Unknown(BASE_UNKNOWN))
        return tuple(dict.fromkeys(found))

    def _of(self, sym: Sym, name: str, instance: bool, after: Sym | None) -> Found:  # noqa: FBT001, ARG002
        self._scopes.touch(sym)
        found = self.names.members_of(sym, name)
        return Found(found, sure=True) if found else Found((Unknown(MEMBER_NOT_FOUND),), sure=False)


class CppScopes(CScopes):
    """Looks names of C++ up."""

    names: Names

    def look_up(self, scope: Sym, name: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a name means in a symbol, at a byte of the file or `ANYWHERE`, or as others see it."""
        if name == "this":
            return self._this(scope)
        local = () if types else self.local(scope, name, at)
        return local or self.path(scope, name, types=types)

    def path(self, scope: Sym, text: str, *, types: bool) -> tuple[Entity, ...]:
        """Give what a path means that is no local's."""
        sym: Sym | None = scope
        head = text.partition(".")[0]
        while sym is not None:
            if head in sym.generics:
                return UNKNOWN.each
            sym = sym.parent
        return self.names.found(scope, text, types=types)

    def _this(self, scope: Sym) -> tuple[Entity, ...]:
        sym: Sym | None = scope
        while sym is not None and sym.index:
            if sym.is_type:
                return (Instance(sym),)
            owner = sym.file.self_types.get(str(sym.index))
            if owner:
                found = self.names.found(sym.parent or sym, owner.replace("::", "."), types=True)
                classes = [it for it in found if isinstance(it, Sym) and it.is_type]
                return (Instance(classes[0]),) if len(classes) == 1 else UNKNOWN.each
            sym = sym.parent
        return UNKNOWN.each


class CppInference(Inference):
    """Evaluates chains and types of C++."""

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.names = names
        self.scopes: CppScopes = CppScopes(names)
        self.scopes.names = names
        self.members: CppMembers = CppMembers(self.scopes, self.values, self.path)
        self.members.names, self.members.inference = names, self
        names.bases = self.members.bases
        self.types = CppTypes(self)  # type: ignore[assignment]

    def path(self, scope: Sym, text: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a path of names means in a symbol."""
        if "." in text:
            return self.scopes.path(scope, text, types=types)
        return self.scopes.look_up(scope, text, at, types=types)

    def named(self, scope: Sym, path: str) -> list[Value]:
        """Give the types that a path names."""
        found = self.scopes.path(scope, path, types=True)
        return [one for it in found for one in self.values(it).each]

    def _of_symbol(self, sym: Sym) -> Values:
        if sym.is_function:
            return Values((Function(sym),))
        if sym.is_type:
            return Values((Class(sym),))
        return self.asking.ask(("value", sym.file.path, sym.index), lambda: self._of_variable(sym), NOTHING)

    def _of_variable(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        form, *said = sym.data or [""]
        scope = sym.parent or sym
        if form == "type" and sym.kind is SymbolKind.TYPE_ALIAS:
            found = _TYPE.fullmatch(said[0])
            path = found[1].removeprefix("::").replace("::", ".") if found is not None else ""
            return Values(tuple(self.named(scope, path))) if path and path != sym.name else UNKNOWN
        return self.types.of(scope, said[0]) if form == "var" and said[0] else UNKNOWN

    def _after(self, value: Value, step: Step) -> Values:
        if step.kind in _STEPS or step.kind[1:].isdigit():
            return UNKNOWN
        return super()._after(value, step)

    def call(self, value: Value) -> Values:
        """Give what a call gives."""
        if isinstance(value, Function):
            question = ("result", value.sym.file.path, value.sym.index)
            return self.asking.ask(question, lambda: self._result(value.sym), NOTHING)
        return Values((Instance(value.sym),)) if isinstance(value, Class) else UNKNOWN

    def _result(self, sym: Sym) -> Values:
        self.scopes.touch(sym)
        return self.types.of(sym, sym.result) if sym.result else UNKNOWN

    def member(self, value: Value, name: str) -> Found:
        """Give the members of a value of a name; something unknown where it has none that is known."""
        if isinstance(value, Unnamed) and value.form.startswith(NAMESPACE):
            path, _, file = value.form.removeprefix(NAMESPACE).partition("\0")
            at = self.names.files.get(file)
            found = self.names.seen(at, f"{path}.{name}", types=False) if at is not None else ()
            return Found(found or (Unknown(MEMBER_NOT_FOUND),), sure=bool(found))
        if isinstance(value, (Instance, Class)):
            return self.members.of(value.sym, name, instance=True)
        if isinstance(value, External):
            return Found((value,), sure=False)
        return Found((value if isinstance(value, Unknown) else Unknown(UNKNOWN_TYPE),), sure=False)
