"""Writes the types of TypeScript in one line, and what interfaces and object types take and give when called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.parse.chains import text_of

if TYPE_CHECKING:
    from tree_sitter import Node

# bytes of a type that is kept, of one in a signature, and of a type parameter
_LONGEST = 480
_LONGEST_PART = 160
_LONGEST_GENERIC = 100
_MOST_SIGNATURES = 64
_MOST_PARAMETERS = 16
_SPACES = re.compile(r"(?<=[\w$])\s+(?=[\w$])|\s+")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
_CALLED = frozenset({"call_signature", "construct_signature"})


def written_type(node: Node | None, longest: int = _LONGEST) -> str:
    """Write a type as it stands, without white space and comments; empty for none, and for one that is very long."""
    if node is None or node.end_byte - node.start_byte > 4 * longest:
        return ""
    text = text_of(node)
    if "//" in text or "/*" in text:
        text = _COMMENT.sub(" ", text)
    text = _SPACES.sub(_space, text.strip().removeprefix(":").strip())
    return text if len(text) <= longest else ""


def _space(found: re.Match[str]) -> str:
    start, end = found.span()
    inside = found[0][:1].isspace() and start > 0 and end < len(found.string)
    return " " if inside and _is_word(found.string[start - 1]) and _is_word(found.string[end]) else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$"


def call_signatures(node: Node) -> list[str]:
    """List what can be called, or made, of an interface or an object type, as types of functions."""
    body = node.child_by_field_name("body") or node.child_by_field_name("value")
    if body is None or body.type not in {"interface_body", "object_type"}:
        return []
    return [_signature(it) for it in body.named_children if it.type in _CALLED][:_MOST_SIGNATURES]


def _signature(node: Node) -> str:
    generics = node.child_by_field_name("type_parameters")
    names = [_generic(it) for it in generics.named_children if it.type == "type_parameter"] if generics else []
    listed = node.child_by_field_name("parameters")
    parameters = [it for it in listed.named_children if it.type.endswith("_parameter")] if listed is not None else []
    taken = ",".join(written_type(it, _LONGEST_PART) or "_" for it in parameters[:_MOST_PARAMETERS])
    result = written_type(node.child_by_field_name("return_type") or node.child_by_field_name("type"), _LONGEST_PART)
    return f"{'<' + ','.join(names) + '>' if names else ''}({taken})=>{result or 'unknown'}"


def _generic(node: Node) -> str:
    name = node.child_by_field_name("name")
    return written_type(node, _LONGEST_GENERIC) or (text_of(name) if name is not None else "_")
