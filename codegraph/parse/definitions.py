"""What reading the definitions of any language shares: comments and attributes that wait for one, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.assembly import Assembly

if TYPE_CHECKING:
    from codegraph.parse.events import Lines
    from codegraph.parse.scopes import Attribute

# bytes above which a function is also cut into blocks
LONG_BODY = 2400
# characters of documentation that are kept of one symbol
DOC_LIMIT = 20_000
FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
"""The kinds that have a body of statements."""


class Definitions(Assembly):
    """An assembly with what waits for the definition after it: where that starts and ends, attributes and docs."""

    def __init__(self, source: bytes, lines: Lines) -> None:
        super().__init__(source, lines)
        # what stands between a comment and a definition is looked for in what is parsed
        self._readable = source
        self._pending_start = self._pending_end = -1
        self._attributes: list[Attribute] = []
        self._docs: list[str] = []

    def _text(self, start: int, end: int) -> str:
        return self.source[start:end].decode("utf-8", "replace")

    def _close(self) -> None:
        closed = self._stack.pop()
        symbol = self.symbols[closed.index]
        changes: dict[str, object] = {}
        if closed.kind in FUNCTIONS:
            changes["complexity"] = closed.branches + 1
        elif self._stack:
            self._stack[-1].branches += closed.branches
        if closed.inner_docs:
            changes["docs"] = "\n".join([*closed.inner_docs, symbol.docs]).strip()[:DOC_LIMIT]
        if closed.inner_attributes:
            changes["attributes"] = (*symbol.attributes, *closed.inner_attributes)
        if changes:
            self.symbols[closed.index] = symbol._replace(**changes)  # type: ignore[arg-type]

    def _forget_pending(self) -> None:
        self._attributes, self._docs, self._pending_start, self._pending_end = [], [], -1, -1

    def _take_pending(self, start: int) -> tuple[list[Attribute], list[str], int]:
        attributes, docs, span_start = self._attributes, self._docs, start
        if self._pending_end >= 0 and not self._readable[self._pending_end : start].strip():
            span_start = self._pending_start
        else:
            attributes, docs = [], []
        self._forget_pending()
        return attributes, docs, span_start

    def _continue_pending(self, start: int, end: int) -> None:
        if self._pending_end < 0 or self._readable[self._pending_end : start].strip():
            self._attributes, self._docs, self._pending_start = [], [], start
        self._pending_end = end
