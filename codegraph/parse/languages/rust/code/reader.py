"""The `CodeReader` of Rust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.declarations import declaration
from codegraph.parse.languages.rust.code.macros import Code

if TYPE_CHECKING:
    from tree_sitter import Node

    from codegraph.parse.languages.rust.code.source import IR
    from codegraph.parse.spec import MacroCall

_BODIES = {"function_item": "body", "const_item": "value", "static_item": "value"}


class RustCode:
    """Reads the code of one Rust file."""

    def __init__(self, source: bytes) -> None:
        self._code = Code(source)

    def declaration(self, node: Node) -> IR | None:
        """Read an item's head; None where it has none."""
        return declaration(self._code, node)

    def body(self, node: Node) -> tuple[IR | None, list[MacroCall]]:
        """Read a function's block, or the value of a constant or a static, and the macro calls among its statements."""
        field = _BODIES.get(node.type)
        inside = node.child_by_field_name(field) if field is not None else None
        if inside is None:
            return None, []
        self._code.calls = []
        return self._code.expression(inside), self._code.calls

    def invocation(self, node: Node) -> MacroCall | None:
        """Read a macro call that stands where items stand."""
        return self._code.invocation(node)
