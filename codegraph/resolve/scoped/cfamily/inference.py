"""What C's expressions are: functions are called by their names, and what is called through a value stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.cfamily.scopes import CScopes
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.members import Found
from codegraph.resolve.scoped.values import Function, Local, Unknown, Values

if TYPE_CHECKING:
    from codegraph.resolve.scoped.cfamily.headers import Headers
    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.values import Value

FUNCTION_POINTER = "function-pointer"
"""The reason of calls of what a variable or a field holds."""

_POINTER = Values((Unknown(FUNCTION_POINTER),), sure=False)


class CInference(Inference):
    """Evaluates names of C."""

    def __init__(self, headers: Headers) -> None:
        super().__init__(headers)
        self.headers = headers
        self.scopes: CScopes = CScopes(headers)

    def _of_symbol(self, sym: Sym) -> Values:
        return Values((Function(sym),)) if sym.is_function else _POINTER

    def _of_local(self, local: Local) -> Values:  # noqa: ARG002 - what a variable holds is not known
        return _POINTER

    def _of_local_here(self, local: Local) -> Values:  # noqa: ARG002
        return _POINTER

    def chain(self, scope: Sym, text: str, at: int) -> Values:  # noqa: ARG002
        """Give nothing that is known: only fields have members, and what they hold is set somewhere."""
        return _POINTER

    def member(self, value: Value, name: str) -> Found:  # noqa: ARG002
        """Give nothing that is known."""
        return Found(_POINTER.each, sure=False)
