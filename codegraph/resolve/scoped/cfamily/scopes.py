"""What a plain name means in C: a local of the blocks around, else what the file and its headers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.scopes import ANYWHERE, OF_OTHERS, Scopes
from codegraph.resolve.scoped.values import Local

if TYPE_CHECKING:
    from codegraph.resolve.scoped.cfamily.headers import Headers
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.values import Entity


class CScopes(Scopes):
    """Looks names of C up."""

    def __init__(self, headers: Headers) -> None:
        super().__init__(headers)
        self._headers = headers

    def look_up(self, scope: Sym, name: str, at: int, *, types: bool = True) -> tuple[Entity, ...]:
        """Give what a name means in a symbol, at a byte of the file or `ANYWHERE`, or as others see it."""
        local = () if types else self.local(scope, name, at)
        return local or self._headers.means(scope.file, name, types=types)

    def local(self, scope: Sym, name: str, at: int) -> tuple[Entity, ...]:
        """Give the local of a name that a symbol or one around it has."""
        sym: Sym | None = scope
        while sym is not None:
            if self.is_bound(sym, name, at):
                return (Local(sym, name, at),)
            sym = sym.parent
        return ()

    def is_bound(self, function: Sym, name: str, at: int) -> bool:
        """Tell whether a name is one of a function's own, at a byte."""
        if any(one[0].lstrip(".") == name for one in function.parameters):
            return function.is_function
        rows = self.bound.get(function.index, {}).get(name, ())
        if at in {ANYWHERE, OF_OTHERS}:
            return bool(rows) and at == ANYWHERE
        return any(row.start <= at and (not row.end or at < row.end) for row in rows)
