"""What a call looks like: the form of a path, or what stands before the dot and how that name was bound.

The shapes tell apart what a resolver without types can know of the receiver. They are read from the syntax alone:
`local` is a `let`, `pattern` a `match`, `if let` or destructuring `let`, `trait` a type that is a parameter, `impl` or
`dyn`. Inside a macro call only tokens are seen, and the shape starts with `macro`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_CHAIN = {"call_expression", "try_expression", "await_expression"}
_AROUND = {"parenthesized_expression", "reference_expression", "unary_expression"}
_SCOPES = {"block", "if_expression", "while_expression", "match_arm", "closure_expression", "for_expression"}
_LITERALS = {"string_literal", "raw_string_literal", "integer_literal", "float_literal", "char_literal"}
_HIDDEN = {"abstract_type", "dynamic_type"}


class Scope(NamedTuple):
    """Where a node stands: the names bound in its function, type parameters in force, end of the innermost scope."""

    bindings: Bindings
    parameters: frozenset[str]
    end: int


@dataclass
class Bindings:
    """The names bound in one function: kind and reach in bytes, in the order of the text."""

    known: dict[str, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, pattern: Node | None, kind: str, start: int, end: int) -> None:
        """Bind every name of `pattern` from `start` to `end`."""
        for name in _names(pattern):
            self.known[name].append((start, end, kind))

    def kind(self, name: str, at: int) -> str:
        """Say how `name` is bound at this byte, the latest binding first; empty if it is not."""
        known = reversed(self.known.get(name, ()))
        return next((kind for start, end, kind in known if start <= at < end), "")


def outermost() -> Scope:
    """Give the scope of a file."""
    return Scope(Bindings(), frozenset(), 0)


def enter(node: Node, scope: Scope) -> Scope:
    """Give the scope of the children of `node`, after noting what it binds."""
    parameters = node.child_by_field_name("type_parameters")
    if parameters is not None:
        scope = scope._replace(parameters=scope.parameters | {_head(it) for it in parameters.named_children})
    if node.type == "function_item":
        scope = scope._replace(bindings=Bindings(), end=node.end_byte)
        _bind_parameters(node, scope)
    elif node.type in _SCOPES:
        scope = scope._replace(end=node.end_byte)
    _bind(node, scope)
    return scope


def shape_of(called: Node, scope: Scope) -> str:
    """Name the shape of a call; `called` is what stands before the arguments."""
    if called.type == "generic_function":
        called = called.child_by_field_name("function") or called
    if called.type == "field_expression":
        return "method: " + _receiver(called.child_by_field_name("value"), scope)
    if called.type == "scoped_identifier":
        return _path(called.child_by_field_name("path"))
    return "value: " + bound if (bound := scope.bindings.kind(_text(called), called.start_byte)) else "function"


def token_shape(before: list[Node], scope: Scope) -> str:
    """Name the shape of a call among the tokens of a macro call; `before` are the tokens up to its name."""
    mark = _text(before[-1]) if before else ""
    if mark == "::":
        return "macro: path"
    if mark != ".":
        return "macro: function"
    owner = before[-2] if len(before) > 1 else None
    if owner is None or owner.type not in {"identifier", "self"}:
        return "macro: method: chain"
    if len(before) > 2 and _text(before[-3]) == ".":
        return "macro: method: field"
    return "macro: method: " + _name_shape(owner, scope)


def _bind_parameters(function: Node, scope: Scope) -> None:
    parameters = function.child_by_field_name("parameters")
    for it in parameters.named_children if parameters is not None else ():
        if it.type == "parameter":
            hidden = _is_hidden(it.child_by_field_name("type"), scope.parameters)
            kind = "parameter (trait)" if hidden else "parameter"
            scope.bindings.add(it.child_by_field_name("pattern"), kind, function.start_byte, function.end_byte)


def _bind(node: Node, scope: Scope) -> None:
    pattern = node.child_by_field_name("pattern")
    if node.type == "let_declaration":
        plain = pattern is not None and pattern.type in {"identifier", "mut_pattern"}
        scope.bindings.add(pattern, "local" if plain else "pattern", node.end_byte, scope.end)
    elif node.type == "let_condition":
        scope.bindings.add(pattern, "pattern", node.end_byte, scope.end)
    elif node.type == "match_arm":
        scope.bindings.add(pattern, "pattern", node.start_byte, node.end_byte)
    elif node.type == "for_expression":
        body = node.child_by_field_name("body")
        scope.bindings.add(pattern, "for", body.start_byte if body else node.start_byte, node.end_byte)
    elif node.type == "closure_expression":
        given = node.child_by_field_name("parameters")
        scope.bindings.add(given, "closure parameter", node.start_byte, node.end_byte)


def _receiver(node: Node | None, scope: Scope) -> str:
    while node is not None and node.type in _AROUND and node.named_children:
        node = node.named_children[-1]
    if node is None:
        return "other"
    if node.type in {"identifier", "self"}:
        return _name_shape(node, scope)
    if node.type in _CHAIN:
        return "chain"
    if node.type in _LITERALS:
        return "literal"
    named = {"field_expression": "field", "index_expression": "index", "macro_invocation": "macro's value"}
    return named.get(node.type, "other")


def _name_shape(node: Node, scope: Scope) -> str:
    name = _text(node)
    if name == "self":
        return "self"
    bound = scope.bindings.kind(name, node.start_byte)
    return bound or ("constant" if name[:1].isupper() else "unbound name")


def _path(node: Node | None) -> str:
    if node is None:
        return "path: module"
    if node.type == "bracketed_type":
        return "path: <T as Trait>"
    last = _text(node).partition("<")[0].rstrip(":").rpartition("::")[2]
    if last == "Self":
        return "path: Self"
    return "path: type" if last[:1].isupper() else "path: module"


def _is_hidden(kind: Node | None, parameters: frozenset[str]) -> bool:
    """Tell whether this is, behind references, `impl` or `dyn` something or a type parameter."""
    while kind is not None and kind.type == "reference_type":
        kind = kind.child_by_field_name("type")
    return kind is not None and (kind.type in _HIDDEN or _text(kind) in parameters)


def _names(pattern: Node | None) -> Iterator[str]:
    waiting = [pattern] if pattern is not None else []
    while waiting:
        node = waiting.pop()
        if node.type in {"identifier", "shorthand_field_identifier"}:
            if not (name := _text(node))[:1].isupper():
                yield name
        elif node.type == "parameter" and (inner := node.child_by_field_name("pattern")) is not None:
            waiting.append(inner)
        elif node.type == "match_pattern":
            waiting.extend(it for it in node.named_children if it != node.child_by_field_name("condition"))
        elif not node.type.endswith("_type") and node.type != "scoped_identifier":
            waiting.extend(node.named_children)


def _head(parameter: Node) -> str:
    name = parameter.child_by_field_name("name")
    return _text(name if name is not None else parameter)


def _text(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""
