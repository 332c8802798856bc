"""Writes Go's expressions and types: what has a type without a name is written as that (`{}@as([]T)`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.chains import Chains, Step, child_of, text_of, type_text

if TYPE_CHECKING:
    from tree_sitter import Node

_NAMED = frozenset({"type_identifier", "qualified_type", "identifier"})
_TYPES = frozenset(
    {"slice_type", "array_type", "implicit_length_array_type", "map_type", "channel_type", "pointer_type"},
)
# what stands before the element of a type
_BEFORE = {"slice_type": "[]", "array_type": "[0]", "implicit_length_array_type": "[0]"}
_MAKERS = frozenset({"new", "make"})
_RECEIVE = Step("operand", mark="@each")
_APPEND = Step("arguments")
_MOST_DEEP = 8


class GoChains(Chains):
    """Writes Go's expressions."""

    def _head(self, node: Node) -> str | None:
        kind = node.type
        if kind in _TYPES:
            return _as(written(node))
        if kind == "composite_literal":
            made = node.child_by_field_name("type")
            return None if made is None or made.type in _NAMED else _as(written(made))
        if kind == "func_literal":
            return _as(_function(node))
        if kind == "call_expression" and _callee(node) in _MAKERS:
            given = child_of(node, "arguments")
            return _as(written(child_of(given, "0"))) if given is not None else None
        return super()._head(node)

    def _step(self, node: Node) -> Step | None:
        if node.type == "unary_expression" and node.child_count and node.children[0].type == "<-":
            return _RECEIVE
        if node.type == "call_expression" and _callee(node) == "append":
            return _APPEND
        return super()._step(node)


def written(node: Node | None, deep: int = 0) -> str:
    """Write a type; what stands in the braces of one without a name is left out."""
    if node is None or deep > _MOST_DEEP:
        return ""
    kind = node.type
    if kind == "struct_type":
        return "struct{}"
    if kind in _BEFORE:
        inside = written(node.child_by_field_name("element"), deep + 1)
        length = type_text(node.child_by_field_name("length")) or "0"
        before = f"[{length}]" if kind == "array_type" else _BEFORE[kind]
        return f"{before}{inside}" if inside else ""
    if kind == "pointer_type":
        inside = written(child_of(node, "0"), deep + 1)
        return f"*{inside}" if inside else ""
    if kind == "map_type":
        key, value = (written(node.child_by_field_name(it), deep + 1) for it in ("key", "value"))
        return f"map[{key}]{value}" if key and value else ""
    return type_text(node)


def _function(node: Node) -> str:
    """Write the type of a function without a name."""
    return f"func{type_text(node.child_by_field_name('parameters'))}{type_text(node.child_by_field_name('result'))}"


def _callee(node: Node) -> str:
    function = node.child_by_field_name("function")
    return text_of(function) if function is not None and function.type == "identifier" else ""


def _as(text: str) -> str | None:
    return f"{{}}@as({text})" if text else None
