"""Reads the heads of items; see the package for the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.source import IR, kids

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from codegraph.parse.languages.rust.code.macros import Code
    from codegraph.parse.languages.rust.code.types import Types

_BRACKETS = {"(": ")", "[": "]", "{": "}"}


def declaration(reader: Code, node: Node) -> IR | None:
    """Read an item's head; None for what has none."""
    handler = _HANDLERS.get(node.type)
    return handler(reader, node) if handler is not None else None


def _parameters(reader: Types, node: Node) -> list[IR]:
    return reader.generics(node.child_by_field_name("type_parameters"))


def _function(reader: Code, node: Node) -> IR:
    receiver: str | IR | None = None
    parameters: list[IR] = []
    inside = node.child_by_field_name("parameters")
    for child in kids(inside) if inside is not None else ():
        if child.type == "self_parameter":
            forms = {part.type for part in child.children}
            receiver = ("&m" if "mutable_specifier" in forms else "&") if "&" in forms else "v"
        elif child.type == "parameter":
            pattern = child.child_by_field_name("pattern")
            declared = reader.type(child.child_by_field_name("type"))
            if pattern is not None and pattern.type == "self":
                receiver = declared
            else:
                parameters.append([reader.pattern(pattern), declared])
    is_async = any(
        b"async" in reader.source[part.start_byte : part.end_byte].split()
        for part in node.named_children[:4]
        if part.type == "function_modifiers"
    )
    return [
        "fn",
        _parameters(reader, node),
        reader.where(node),
        receiver,
        parameters,
        reader.result(node),
        is_async,
    ]


def _tuple_fields(reader: Types, node: Node) -> list[IR] | None:
    body = node.child_by_field_name("body")
    if body is None or body.type != "ordered_field_declaration_list":
        return None
    return reader.types([child for child in kids(body) if child.type != "visibility_modifier"])


def _struct(reader: Code, node: Node) -> IR:
    return ["struct", _parameters(reader, node), reader.where(node), _tuple_fields(reader, node)]


def _union(reader: Code, node: Node) -> IR:
    return ["union", _parameters(reader, node), reader.where(node)]


def _enum(reader: Code, node: Node) -> IR:
    return ["enum", _parameters(reader, node), reader.where(node)]


def _variant(reader: Code, node: Node) -> IR:
    return ["variant", _tuple_fields(reader, node)]


def _field(reader: Code, node: Node) -> IR:
    return ["field", reader.type(node.child_by_field_name("type"))]


def _trait(reader: Code, node: Node) -> IR:
    supers = reader.bounds(node.child_by_field_name("bounds"))
    return ["trait", _parameters(reader, node), reader.where(node), supers]


def _impl(reader: Code, node: Node) -> IR:
    trait = node.child_by_field_name("trait")
    found = reader.type(trait) if trait is not None else None
    negative = any(child.type == "!" for child in node.children)
    subject = reader.type(node.child_by_field_name("type"))
    return ["impl", _parameters(reader, node), reader.where(node), found, subject, negative]


def _alias(reader: Code, node: Node) -> IR:
    value = node.child_by_field_name("type")
    bounds = node.child_by_field_name("bounds")
    if bounds is None:
        # the grammar has no bounds on an associated type with a default: they are an error there
        bounds = _stray_bounds(node)
    return [
        "type",
        _parameters(reader, node),
        reader.where(node),
        reader.bounds(bounds),
        reader.type(value) if value is not None else None,
    ]


def _stray_bounds(node: Node) -> Node | None:
    for child in node.named_children:
        for inner in child.named_children if child.type == "ERROR" else ():
            if inner.type == "trait_bounds":
                return inner
    return None


def _const(reader: Code, node: Node) -> IR:
    return ["const", reader.type(node.child_by_field_name("type"))]


def _static(reader: Code, node: Node) -> IR:
    return ["static", reader.type(node.child_by_field_name("type"))]


def _macro(reader: Code, node: Node) -> IR | None:
    children = node.children
    opening = next((child for child in children if child.type in _BRACKETS), None)
    if opening is None:
        return None
    closing = next((child for child in reversed(children) if child.type == _BRACKETS[opening.type]), None)
    if closing is None:
        return None
    start = opening.end_byte
    return ["macro", reader.source[start : closing.start_byte].decode("utf-8", "replace"), start - reader.base]


_HANDLERS: dict[str, Callable[[Code, Node], IR | None]] = {
    "function_item": _function,
    "function_signature_item": _function,
    "struct_item": _struct,
    "union_item": _union,
    "enum_item": _enum,
    "enum_variant": _variant,
    "field_declaration": _field,
    "trait_item": _trait,
    "impl_item": _impl,
    "type_item": _alias,
    "associated_type": _alias,
    "const_item": _const,
    "static_item": _static,
    "macro_definition": _macro,
}
