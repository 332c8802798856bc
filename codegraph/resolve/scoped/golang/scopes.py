"""What a plain name means in Go: a local of the blocks around, a type parameter, a name of the package, a built-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.golang.types import parameter_names
from codegraph.resolve.scoped.scopes import ANYWHERE, OF_OTHERS, Scopes
from codegraph.resolve.scoped.values import Local, Unnamed

if TYPE_CHECKING:
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.values import Entity

PARAMETER = "parameter:"
"""Before the name of a type parameter in the form of an object of its type."""


class GoScopes(Scopes):
    """Looks names of Go up."""

    def look_up(self, scope: Sym, name: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a name means in a symbol, at a byte of the file or `ANYWHERE`, or as others see it."""
        sym: Sym | None = scope
        while sym is not None and sym.index:
            if sym.is_function:
                found = self._in_function(sym, name, at)
                if found:
                    return found
            if any(one == name for one, _ in parameter_names(sym.generics)):
                return (Unnamed(PARAMETER + name),)
            sym = sym.parent
        return self._in_module(scope, name, at, types=types)

    def _in_function(self, function: Sym, name: str, at: int) -> tuple[Entity, ...]:
        defined = function.file.members.get(function.index, {}).get(name, ())
        found = tuple(self._known_at([it for it in defined if it.kind is not SymbolKind.FIELD], at))
        if found or at == OF_OTHERS:
            return found
        return (Local(function, name, at),) if self.is_bound(function, name, at) else ()

    def is_bound(self, function: Sym, name: str, at: int) -> bool:
        """Tell whether a name is one of a function's own, at a byte."""
        if at == OF_OTHERS:
            return False
        if any(one[0].lstrip(".") == name for one in function.parameters):
            return True
        rows = self.bound.get(function.index, {}).get(name, ())
        if at == ANYWHERE:
            return bool(rows) and bool(function.index)
        return any(row.start <= at and (not row.end or at < row.end) for row in rows)
