"""Definitions of a source file in ten languages, as the training pairs need them.

Coarser than `codegraph.parse` on purpose: it needs names, docs and bodies, not exact facts, and it covers languages
that the package does not parse yet. Nothing in the package imports it.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_MAX_BYTES = 400_000
_MAX_MEMBERS = 200
_MAX_SIGNATURE = 400
_MARKS = re.compile(r"^[ \t]*(?://[/!]*|/\*[*!]*|\*+/|\*|\#+|--+|\"{3}|'{3}|@\w+ ?)?[ \t]*|\*+/[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Grammar:
    """Which nodes of one language are definitions, and which of them hold others."""

    name: str
    module: str
    function: str
    leaves: frozenset[str]
    containers: frozenset[str]


@dataclass(frozen=True)
class Definition:
    """A function, type or container as text; `body` of a container holds its members' signatures."""

    name: str
    container: str
    signature: str
    docs: str
    body: str
    start_line: int
    end_line: int


@dataclass(frozen=True)
class Source:
    """One file: what its head says, and its definitions."""

    language: str
    head: str
    definitions: tuple[Definition, ...]


def _grammar(name: str, leaves: str, containers: str, function: str = "language", module: str = "") -> Grammar:
    package = f"tree_sitter_{module or name}"
    return Grammar(name, package, function, frozenset(leaves.split()), frozenset(containers.split()))


_RUST = _grammar(
    "rust",
    "function_item function_signature_item struct_item enum_item union_item type_item macro_definition",
    "trait_item impl_item mod_item",
)
_PYTHON = _grammar("python", "function_definition", "class_definition")
_SCRIPT_LEAVES = "function_declaration generator_function_declaration method_definition"
_JAVASCRIPT = _grammar("javascript", f"{_SCRIPT_LEAVES} variable_declarator assignment_expression", "class_declaration")
_TYPED_LEAVES = f"{_SCRIPT_LEAVES} variable_declarator interface_declaration type_alias_declaration enum_declaration"
_TYPED_CONTAINERS = "class_declaration abstract_class_declaration"
_TYPESCRIPT = _grammar("typescript", _TYPED_LEAVES, _TYPED_CONTAINERS, "language_typescript")
_TSX = _grammar("typescript", _TYPED_LEAVES, _TYPED_CONTAINERS, "language_tsx")
_GO = _grammar("go", "function_declaration method_declaration type_declaration", "")
_JAVA = _grammar(
    "java",
    "method_declaration constructor_declaration",
    "class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration",
)
_C = _grammar("c", "function_definition struct_specifier enum_specifier preproc_function_def", "")
_CPP = _grammar("cpp", "function_definition enum_specifier", "class_specifier struct_specifier namespace_definition")
_CSHARP = _grammar(
    "csharp",
    "method_declaration constructor_declaration property_declaration enum_declaration delegate_declaration",
    "class_declaration interface_declaration struct_declaration record_declaration",
    module="c_sharp",
)
_RUBY = _grammar("ruby", "method singleton_method", "class module")
_PHP = _grammar(
    "php",
    "function_definition method_declaration",
    "class_declaration interface_declaration trait_declaration enum_declaration",
    "language_php",
)

GRAMMARS = {
    "rs": _RUST,
    "py": _PYTHON,
    "js": _JAVASCRIPT,
    "mjs": _JAVASCRIPT,
    "cjs": _JAVASCRIPT,
    "jsx": _JAVASCRIPT,
    "ts": _TYPESCRIPT,
    "tsx": _TSX,
    "go": _GO,
    "java": _JAVA,
    "c": _C,
    "h": _CPP,
    "cc": _CPP,
    "cpp": _CPP,
    "hpp": _CPP,
    "cs": _CSHARP,
    "rb": _RUBY,
    "php": _PHP,
}

_FUNCTION_VALUES = frozenset({"arrow_function", "function_expression", "function", "class"})
_INERT = frozenset({"attribute_item", "attribute", "decorator", "modifiers", "inner_attribute_item"})


def read_source(data: bytes, suffix: str) -> Source | None:
    """Extract the definitions of one file.

    :param data: the file's bytes.
    :param suffix: the file's suffix without the dot, a key of `GRAMMARS`.
    :returns: nothing for a file that is too large or whose suffix is unknown.
    """
    grammar = GRAMMARS.get(suffix)
    if grammar is None or len(data) > _MAX_BYTES:
        return None
    root = _parser(grammar).parse(data).root_node
    return Source(grammar.name, _head(root), tuple(_definitions(root, grammar, "")))


def clean_docs(text: str) -> str:
    """Strip comment marks and code fences' content from a comment or docstring."""
    plain = _MARKS.sub("", text)
    return "\n".join(part for number, part in enumerate(plain.split("```")) if number % 2 == 0).strip()


@cache
def _parser(grammar: Grammar) -> Parser:
    module = importlib.import_module(grammar.module)
    return Parser(Language(getattr(module, grammar.function)()))


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node else ""


def _head(root: Node) -> str:
    lines = []
    for child in root.named_children[:40]:
        is_docstring = child.type == "expression_statement" and child.named_children[0].type == "string"
        if is_docstring or child.type.endswith("comment"):
            lines.append(_text(child))
        elif child.type not in _INERT:
            break
    return clean_docs("\n".join(lines))


def _definitions(parent: Node, grammar: Grammar, container: str) -> Iterator[Definition]:
    stack = list(reversed(parent.named_children))
    while stack:
        node = stack.pop()
        if node.type in grammar.containers and (body := node.child_by_field_name("body")):
            name = _name(node)
            members = tuple(_definitions(body, grammar, f"{container} {name}".strip()))
            yield _container(node, name, container, members)
            yield from members
        elif node.type in grammar.leaves or node.type in grammar.containers:
            if (definition := _leaf(node, container)) is not None:
                yield definition
            elif node.type == "assignment_expression":
                continue
        elif node.type not in {"comment", "line_comment", "block_comment"} and node.named_child_count:
            stack.extend(reversed(node.named_children))


def _container(node: Node, name: str, container: str, members: tuple[Definition, ...]) -> Definition:
    body = "\n".join(member.signature for member in members[:_MAX_MEMBERS])
    return _definition(node, name, container, _signature(node), body)


def _leaf(node: Node, container: str) -> Definition | None:
    if node.type in {"variable_declarator", "assignment_expression"}:
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if value is None or value.type not in _FUNCTION_VALUES:
            return None
    name = _name(node)
    if not name:
        return None
    receiver = _text(node.child_by_field_name("receiver"))
    signature = _signature(node)
    body = _text(node)[len(signature) :].replace(_text(_docstring(node)), "", 1)
    return _definition(node, name, container or receiver, signature, body)


def _definition(node: Node, name: str, container: str, signature: str, body: str) -> Definition:
    docs = _docs(node)
    return Definition(
        name, container, signature[:_MAX_SIGNATURE], docs, body, node.start_point[0] + 1, node.end_point[0] + 1
    )


def _name(node: Node) -> str:
    field = "type" if node.type == "impl_item" else "name"
    named = node.child_by_field_name(field) or node.child_by_field_name("left")
    if named is None and (declarator := node.child_by_field_name("declarator")):
        while inner := declarator.child_by_field_name("declarator"):
            declarator = inner
        named = declarator
    if named is None and node.type == "type_declaration":
        specs = [child.child_by_field_name("name") for child in node.named_children]
        named = next((spec for spec in specs if spec), None)
    name = _text(named)
    trait = _text(node.child_by_field_name("trait"))
    return f"{trait} for {name}" if trait else name


def _signature(node: Node) -> str:
    body = node.child_by_field_name("body") or next(
        (child.child_by_field_name("body") for child in node.named_children if child.child_by_field_name("body")), None
    )
    text = node.text or b""
    head = text if body is None else text[: max(0, body.start_byte - node.start_byte)]
    return head.decode("utf-8", "replace")


def _docstring(node: Node) -> Node | None:
    body = node.child_by_field_name("body")
    if body is None or body.type != "block" or not body.named_children:
        return None
    first = body.named_children[0]
    if first.type != "expression_statement" or not first.named_children:
        return None
    return first if first.named_children[0].type == "string" else None


def _docs(node: Node) -> str:
    if docstring := _docstring(node):
        return clean_docs(_text(docstring))
    holder = node
    while holder.parent and holder.parent.start_point[0] == holder.start_point[0] and holder.prev_sibling is None:
        holder = holder.parent
    while holder.parent and holder.parent.type in {"export_statement", "lexical_declaration", "expression_statement"}:
        holder = holder.parent
    lines: list[str] = []
    previous = holder.prev_named_sibling
    while previous is not None and (previous.type.endswith("comment") or previous.type in _INERT):
        if previous.type.endswith("comment"):
            lines.append(_text(previous))
        previous = previous.prev_named_sibling
    return clean_docs("\n".join(reversed(lines)))
