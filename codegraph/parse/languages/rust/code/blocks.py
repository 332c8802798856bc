"""Reads blocks and their statements; see the package for the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.expressions import EXPRESSIONS, Expressions
from codegraph.parse.languages.rust.code.source import EXTRAS, IR, kids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

_SILENT = EXTRAS | {"empty_statement", "shebang", "use_declaration"}
# what a block in a block costs beside the one level that every expression costs: its statements lie deeper
_WEIGHT = 2
_SEMICOLON = 0x3B
# items give no statement
_ITEMS = ("_item", "_declaration", "_definition")


class Blocks(Expressions):
    """Reads blocks; `statement_macro` is told of every macro call that stands as a statement."""

    def statement_macro(self, node: Node) -> None:
        """Note a macro call that stands where a statement stands, so that it may give items."""
        raise NotImplementedError

    def block(self, node: Node, kind: str) -> IR:
        """Read a block in braces."""
        children = node.named_children
        label: str | None = None
        if children and children[0].type == "label":
            label = self.label(children[0])
            children = children[1:]
        self.depth += _WEIGHT
        try:
            return self.statements(children, kind, label, node.end_byte)
        finally:
            self.depth -= _WEIGHT

    def statements(self, children: Sequence[Node], kind: str, label: str | None, end: int) -> IR:
        """Read what stands between a block's braces; a statement whose `;` stands after `end` is the tail."""
        found: list[IR] = []
        tail: IR | None = None
        last = _last(children, end)
        for at, child in enumerate(children[: last + 1]):
            form = child.type
            if form == "let_declaration":
                found.append(self._let(child))
                continue
            if form in _SILENT:
                continue
            inner = child
            value = True
            if form == "expression_statement":
                inner = child.named_children[0] if child.named_child_count == 1 else kids(child)[0]
                close = child.end_byte
                value = close > end or self.source[close - 1] != _SEMICOLON
            form = inner.type
            if form.endswith(_ITEMS):
                continue
            if form == "macro_invocation":
                self.statement_macro(inner)
            read = self.expression(inner)
            if value and at == last:
                tail = read
            else:
                found.append(["e", read])
        return ["block", found, tail, kind, label]

    def _let(self, node: Node) -> IR:
        field = node.child_by_field_name
        declared, value, otherwise = field("type"), field("value"), field("alternative")
        return [
            "let",
            self.pattern(field("pattern")),
            self.type(declared) if declared is not None else None,
            self.expression(value) if value is not None else None,
            self.expression(otherwise) if otherwise is not None else None,
        ]


def _last(children: Sequence[Node], end: int) -> int:
    """Give the index of the last child before `end` that is no comment, attribute or error."""
    last = len(children) - 1
    while last >= 0 and (children[last].type in EXTRAS or children[last].start_byte >= end):
        last -= 1
    return last


def _block(reader: Blocks, node: Node) -> IR:
    return reader.block(node, "")


def _of_kind(kind: str) -> Callable[[Blocks, Node], IR]:
    def read(reader: Blocks, node: Node) -> IR:
        return reader.block(kids(node)[-1], kind)

    return read


BLOCKS: dict[str, Callable[..., IR]] = {
    **EXPRESSIONS,
    "block": _block,
    "async_block": _of_kind("async"),
    "unsafe_block": _of_kind("unsafe"),
    "const_block": _of_kind("const"),
    "try_block": _of_kind("try"),
    "gen_block": _of_kind("gen"),
}
