"""Reads declarators of C and C++: the name in `*(*f[3])(int)`, and what is said of its type around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.parse.chains import text_of, type_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_MOST_LEVELS = 24
_LONGEST = 300
NAMES = frozenset(
    {"identifier", "field_identifier", "type_identifier", "qualified_identifier", "operator_name", "destructor_name"}
    | {"template_function", "operator_cast", "primitive_type"}
)
_RECORDS = frozenset({"struct_specifier", "union_specifier", "enum_specifier", "class_specifier"})
_INSIDE = frozenset({"preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif", "template_declaration"})


class Declared(NamedTuple):
    """What a declarator declares: the node of its name, what stands around it (`**`, `[]`), its function's node.

    `function` is None for what is no function. `more` are the names of `auto [a, b]`.
    """

    name: Node | None
    marks: str
    function: Node | None
    value: Node | None = None
    more: tuple[Node, ...] = ()


def declared(node: Node | None) -> Declared:
    """Read a declarator."""
    marks, function, value = "", None, None
    for _ in range(_MOST_LEVELS):
        if node is None or node.type in NAMES:
            break
        kind = node.type
        following = node.child_by_field_name("declarator")
        if kind in {"pointer_declarator", "reference_declarator"}:
            marks = _pointer_to(function, marks) + text_of(node.children[0])[:2]
            function = None
        elif kind == "array_declarator":
            marks, function = _pointer_to(function, marks) + "[]", None
        elif kind == "function_declarator":
            function = node
        elif kind == "init_declarator":
            value = node.child_by_field_name("value")
        elif kind == "structured_binding_declarator":
            return Declared(None, "", None, value, tuple(node.named_children[:_MOST_LEVELS]))
        elif kind not in {"parenthesized_declarator", "attributed_declarator", "variadic_declarator"}:
            return Declared(None, marks, function, value)
        node = following or (node.named_children[-1] if node.named_child_count else None)
    if node is not None and node.type == "operator_cast":
        function = node.child_by_field_name("declarator")
    return Declared(node, marks, function, value)


def _pointer_to(function: Node | None, marks: str) -> str:
    return marks if function is None else marks + "()"


def own_name(node: Node) -> Node:
    """Give the last name of a path, without template arguments: `f` of `a::B<T>::f<int>`."""
    for _ in range(_MOST_LEVELS):
        inside = None
        if node.type in {"qualified_identifier", "template_function", "template_type", "template_method"}:
            inside = node.child_by_field_name("name")
        if inside is None:
            break
        node = inside
    return node


def scopes(node: Node) -> Iterator[str]:
    """List what stands before the last name of a path: `a`, `B` of `a::B<T>::f`."""
    for _ in range(_MOST_LEVELS):
        if node.type != "qualified_identifier":
            return
        scope, name = node.child_by_field_name("scope"), node.child_by_field_name("name")
        if scope is not None and scope.end_byte - scope.start_byte < _LONGEST:
            yield text_of(own_name(scope))
        if name is None:
            return
        node = name


def base_type(node: Node) -> str:
    """Write the type that a declaration starts with; `struct a` for one that is defined there, empty for `auto`."""
    found = node.child_by_field_name("type")
    if found is None or found.type == "placeholder_type_specifier":
        return ""
    if found.type in _RECORDS:
        name = found.child_by_field_name("name")
        return f"{text_of(found.children[0])} {text_of(name)}" if name is not None else ""
    return type_text(found)


def record_in(node: Node) -> Node | None:
    """Give the struct, union or enum that a declaration or a typedef defines beside its names."""
    found = node.child_by_field_name("type")
    has_body = found is not None and found.type in _RECORDS and found.child_by_field_name("body") is not None
    return found if has_body else None


def around(node: Node) -> Node | None:
    """Give what a declaration stands in, whatever conditions of the preprocessor and templates are between."""
    found = node.parent
    for _ in range(_MOST_LEVELS):
        if found is None or found.type not in _INSIDE:
            break
        found = found.parent
    return found
