"""Reads pieces of code that stand in no file: what a macro expands to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.macros import Code, parse
from codegraph.parse.languages.rust.code.source import IR, kids

if TYPE_CHECKING:
    from tree_sitter import Node

_TYPE_HEAD, _TYPE_END = b"type T=", b"\n;"
_PATTERN_HEAD, _PATTERN_END = b"match x{", b"\n=>0}"


def read_block(source: bytes) -> IR | None:
    """Read a text as the inside of a block; offsets are relative to it. None where it has syntax errors."""
    root = parse(source + b"\n;")
    return None if root is None else Code(source).statements_of(root, len(source))


def read_type(source: bytes) -> IR | None:
    """Read a text as a type; None where it is none."""
    whole = _TYPE_HEAD + source + _TYPE_END
    root = parse(whole)
    items = kids(root) if root is not None else []
    if len(items) != 1 or items[0].type != "type_item":
        return None
    found = items[0].child_by_field_name("type")
    return Code(whole).type(found) if found is not None and items[0].end_byte == len(whole) else None


def read_pattern(source: bytes) -> IR | None:
    """Read a text as a pattern; offsets are relative to it. None where it is none."""
    whole = _PATTERN_HEAD + source + _PATTERN_END
    node: Node | None = parse(whole)
    for kind in ("expression_statement", "match_expression", "match_block", "match_arm", "match_pattern"):
        inside = [child for child in kids(node) if child.type == kind] if node is not None else []
        if len(inside) != 1:
            return None
        node = inside[0]
    parts = [child for child in node.children if child.type not in {"line_comment", "block_comment"}] if node else []
    if len(parts) != 1:
        return None
    code = Code(whole)
    code.base = len(_PATTERN_HEAD)
    return code.pattern(parts[0])
