"""Reads the code of Rust definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.declarations import declaration
from codegraph.parse.languages.rust.code.macros import Code

if TYPE_CHECKING:
    from tree_sitter import Node

    from codegraph.parse.languages.rust.code.source import IR, MacroCall

_BODIES = {"function_item": "body", "const_item": "value", "static_item": "value"}


class RustCode:
    """Reads the code of one Rust file."""

    def __init__(self, source: bytes) -> None:
        self._code = Code(source)

    def definition(self, node: Node, start: int) -> tuple[IR | None, IR | None, list[MacroCall]]:
        """Read an item's head, its code, and the macro calls among its statements.

        The code is a function's block, or the value of a constant or a static; None for what an item does not have.
        """
        code = self._code
        code.begin(start, node.end_byte - start)
        head = declaration(code, node)
        field = _BODIES.get(node.type)
        inside = node.child_by_field_name(field) if field is not None else None
        return head, code.expression(inside) if inside is not None else None, code.calls

    def invocation(self, node: Node) -> MacroCall | None:
        """Read a macro call that stands where items stand; its places are bytes of the file."""
        self._code.base = 0
        return self._code.invocation(node)
