"""What values are by the types that the source declares for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.script_declared import ScriptTypes
from codegraph.resolve.scoped.types import read_type
from codegraph.resolve.scoped.values import NO_VALUE, NOTHING, Class, External, Instance, Values, in_space, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.scoped.inference import Inference
    from codegraph.resolve.scoped.types import Written
    from codegraph.resolve.scoped.values import Entity, Place


class DeclaredTypes:
    """Reads types in the scope of a symbol."""

    def __init__(self, inference: Inference) -> None:
        """Take what finds the meanings of a path of names, and their values."""
        self._scopes = inference.scopes
        self._values = inference.values
        self._path = inference.path
        self._script = ScriptTypes(inference)

    def of(self, scope: Sym, text: str, at: int = OF_OTHERS, inner: Sym | None = None) -> Values:
        """Give what is declared to be of a type; type parameters are looked for from `inner` on."""
        if scope.file.rules.spaces:
            return self._script.of(scope, text, at, inner)
        return self._typed(scope, read_type(text), at)

    def each_of(self, scope: Sym, text: str, at: int) -> tuple[Values, ...]:
        """Give what is of each of some types, of which commas stand between."""
        return self._script.each_of(scope, text, at)

    def typed(self, place: Place, written: Written) -> Values:
        """Give what is of a type of TypeScript."""
        return self._script.typed(place, written)

    def _typed(self, scope: Sym, written: Written, at: int) -> Values:
        path, parts = written.path, written.parts
        if not path:
            return UNKNOWN
        if path == "|":
            return joined([self._typed(scope, one, at) for one in parts])
        if path in {"()", "[]"}:
            return outside.made("tuple" if path == "()" else "list", tuple(self._typed(scope, it, at) for it in parts))
        if path == "=>":
            return outside.made("Callable", tuple(self._typed(scope, it, at) for it in parts))
        return self._named_type(scope, written, at)

    def _named_type(self, scope: Sym, written: Written, at: int) -> Values:
        path, parts = written.path, written.parts
        if path in NO_VALUE:
            return NOTHING
        meant = in_space(self._path(scope, path, at), types=True)
        found = [self._of_type(one, scope, parts, at) for one in meant]
        return joined(found) if found else UNKNOWN

    def _of_type(self, entity: Entity, scope: Sym, parts: Sequence[Written], at: int) -> Values:
        if isinstance(entity, Sym) and entity.kind is SymbolKind.TYPE_ALIAS:
            return self._values(entity)
        found = []
        for one in self._values(entity).each:
            if isinstance(one, Class):
                found.append(Values((Instance(one.sym, tuple(self._typed(scope, it, at) for it in parts)),)))
            elif isinstance(one, External):
                found.append(self._of_outside(one, scope, parts, at))
            else:
                found.append(UNKNOWN)
        return joined(found) if found else UNKNOWN

    def _of_outside(self, found: External, scope: Sym, parts: Sequence[Written], at: int) -> Values:
        name = found.name
        if name in outside.NOBODY:
            return NOTHING
        if name in outside.ANY or found.path.endswith("()"):
            return UNKNOWN
        if name in outside.OWN:
            around = self._scopes.above(scope)
            return Values((Instance(around.sym, own=True),)) if around is not None else UNKNOWN
        inside = tuple(self._typed(scope, it, at) for it in parts)
        if name in outside.SAME and inside:
            return inside[0] if name in outside.FIRST_ONLY else joined(list(inside))
        if name in outside.OF_CLASSES and inside:
            return Values(
                tuple(Class(it.sym, it.parts, it.own) if isinstance(it, Instance) else it for it in inside[0].each)
            )
        return Values((External(found.package, f"{found.path}()", inside),))
