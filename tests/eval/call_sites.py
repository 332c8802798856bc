"""Every function and every call site of a repository's Rust files, straight from the syntax tree.

This is deliberately not our own parser: what is measured must not choose what it is measured on. A call site is the
name called in a call expression, or an identifier directly before parentheses among the tokens of a macro call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import tree_sitter_rust
from tree_sitter import Language, Node, Parser

from tests.eval.call_shapes import Scope, enter, outermost, shape_of, token_shape
from tests.eval.source_files import source_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RUST = Language(tree_sitter_rust.language())
_FUNCTIONS = {"function_item", "function_signature_item"}
_NO_CALLS = {"macro_definition", "attribute_item", "inner_attribute_item"}
_LONGEST_GENERICS = 200
_NAMES = {"identifier", "field_identifier", "type_identifier"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function or class by the line of its name (from 1); `column` counts bytes from 0.

    `kind` is told for other languages than Rust, and `owner`, the line of the class around a method, for Python.
    """

    path: str
    name: str
    line: int
    column: int
    end_line: int
    kind: str = "function"
    owner: int = 0


@dataclass(frozen=True, slots=True)
class CallSite:
    """A name that is called. `line` from 1, `column` in bytes from 0; `caller` is the innermost function around.

    `shape` is one of those that `call_shapes`, or the scanner of another language, names.
    """

    path: str
    line: int
    column: int
    name: str
    in_macro: bool
    caller: Function | None
    shape: str = ""


def rust_files(repository: Path) -> list[str]:
    """List the Rust files of `repository`."""
    return source_files(repository, ".rs")


def scan(path: str, source: bytes) -> tuple[list[Function], list[CallSite]]:
    """Find the functions and call sites of one file."""
    functions: list[Function] = []
    sites: list[CallSite] = []
    waiting: list[tuple[Node, Function | None, Scope]] = [(_root(source), None, outermost())]
    while waiting:
        node, caller, scope = waiting.pop()
        if node.type in _NO_CALLS or _is_attribute(node):
            continue
        scope = enter(node, scope)
        if node.type in _FUNCTIONS and (name := node.child_by_field_name("name")) is not None:
            caller = _function(path, node, name)
            functions.append(caller)
        elif node.type == "call_expression" and (called := node.child_by_field_name("function")) is not None:
            if (name := _called_name(called)) is not None:
                sites.append(_site(path, name, caller, shape_of(called, scope), in_macro=False))
        elif node.type == "token_tree":
            sites.extend(
                _site(path, name, caller, token_shape(before, scope), in_macro=True)
                for name, before in _call_shaped(node)
            )
        waiting.extend((child, caller, scope) for child in reversed(node.named_children))
    return functions, sites


def macro_calls(source: bytes) -> set[int]:
    """Find the lines (from 1) on which a macro call starts, those among the tokens of another one included."""
    found: set[int] = set()
    waiting = [_root(source)]
    while waiting:
        node = waiting.pop()
        if node.type == "macro_invocation":
            found.add(node.start_point.row + 1)
        elif node.type == "token_tree":
            children = node.children
            found.update(
                name.start_point.row + 1
                for name, mark, tokens in zip(children, children[1:], children[2:], strict=False)
                if name.type == "identifier" and mark.type == "!" and tokens.type == "token_tree"
            )
        waiting.extend(node.named_children)
    return found


def _root(source: bytes) -> Node:
    return Parser(_RUST).parse(source).root_node


def _is_attribute(node: Node) -> bool:
    """Tell whether this is the bracket of an attribute among the tokens of a macro call."""
    before = node.prev_sibling
    if before is not None and before.type == "!":
        before = before.prev_sibling
    return node.type == "token_tree" and before is not None and before.type == "#" and node.children[0].type == "["


def _function(path: str, node: Node, name: Node) -> Function:
    return Function(path, _text(name), name.start_point.row + 1, name.start_point.column, node.end_point.row + 1)


def _site(path: str, name: Node, caller: Function | None, shape: str, *, in_macro: bool) -> CallSite:
    return CallSite(path, name.start_point.row + 1, name.start_point.column, _text(name), in_macro, caller, shape)


def _called_name(node: Node | None) -> Node | None:
    while node is not None:
        if node.type in _NAMES:
            return node
        if node.type == "generic_function":
            node = node.child_by_field_name("function")
        elif node.type == "scoped_identifier":
            node = node.child_by_field_name("name")
        elif node.type == "field_expression":
            node = node.child_by_field_name("field")
        else:
            return None
    return None


def _call_shaped(tree: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Give each name before parentheses, `::<...>` between them or not, with the few tokens before it."""
    tokens = tree.children
    for n, arguments in enumerate(tokens):
        if arguments.type != "token_tree" or arguments.children[0].type != "(":
            continue
        at = _before_generics(tokens, n - 1)
        before = tokens[max(0, at - 3) : max(0, at)]
        if at >= 0 and tokens[at].type in _NAMES and (not before or before[-1].type != "fn"):
            yield tokens[at], before


def _before_generics(tokens: list[Node], last: int) -> int:
    """Give the index of the token before `::<...>` where that ends at `last`; else `last`."""
    depth = 0
    for n in range(last, max(-1, last - _LONGEST_GENERICS), -1):
        kind = tokens[n].type
        depth += kind.count(">") if kind in {">", ">>"} else -kind.count("<") if kind in {"<", "<<"} else 0
        if depth <= 0:
            return n - 2 if n < last and tokens[n - 1].type == "::" else last
    return last


def _text(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""
