"""What is particular to Go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Step, child_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_KINDS = {"struct_type": SymbolKind.STRUCT, "interface_type": SymbolKind.INTERFACE}
_RECEIVER = re.compile(r"(?P<name>[^\W\d]\w*)\s*(?:\[[^\]]*\])?\s*\)$")
_ARGUMENTS = re.compile(r"\[([^\]]*)\]\s*\)$")
_TEST = re.compile(r"(?:Test|Benchmark|Fuzz|Example)(?![a-z])")
_TEST_TYPES = frozenset({"*testing.T", "*testing.B", "*testing.F"})
_GROUPS = {
    "const_spec": "const",
    "var_spec": "var",
    "type_spec": "type",
    "type_alias": "type",
}
_SHORT_BODY = 200


class GoReader(Reader):
    """Reads a Go file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "function_declaration": Shape(result="result"),
        "method_declaration": Shape(result="result"),
        "method_elem": Shape(result="result"),
        "type_spec": Shape(body="", value="type"),
        "type_alias": Shape(body="", value="type"),
        "field_declaration": Shape(body="", value=""),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "short_var_declaration": Bind("left", "right"),
        "assignment_statement": Bind("left", "right"),
        "var_spec": Bind("name", "value", type="type"),
        "const_spec": Bind("name", "value", type="type"),
        "range_clause": Bind("left", "right"),
        "type_switch_statement": Bind("alias", "value"),
        "parameter_declaration": Bind("name", type="type"),
    }
    wrappers: ClassVar[frozenset[str]] = frozenset(
        {"type_declaration", "const_declaration", "var_declaration", "var_spec_list"}
    )
    lists: ClassVar[frozenset[str]] = frozenset({"expression_list"})
    blocks: ClassVar[frozenset[str]] = frozenset(
        {
            "block",
            "if_statement",
            "for_statement",
            "expression_switch_statement",
            "type_switch_statement",
            "expression_case",
            "type_case",
            "communication_case",
            "default_case",
            "func_literal",
        }
    )
    outer_blocks: ClassVar[frozenset[str]] = blocks
    steps: ClassVar[Mapping[str, Step]] = {
        "selector_expression": Step("operand", "field"),
        "call_expression": Step("function", mark="()"),
        "type_conversion_expression": Step("type", mark="()"),
        "index_expression": Step("operand", mark="[]"),
        "slice_expression": Step("operand"),
        "parenthesized_expression": Step("0"),
        "unary_expression": Step("operand"),
        "type_assertion_expression": Step("operand", mark="@as({})", cast="type"),
        "composite_literal": Step("type", mark="@new"),
        "generic_type": Step("type"),
        "type_instantiation_expression": Step("type"),
        "expression_list": Step("0"),
        "literal_element": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "interpreted_string_literal": '""',
        "raw_string_literal": '""',
        "int_literal": "0",
        "float_literal": "0",
        "slice_type": None,
        "array_type": None,
        "map_type": None,
        "pointer_type": None,
    }
    functions: ClassVar[frozenset[str]] = frozenset({"function_declaration", "method_declaration"})
    closures: ClassVar[frozenset[str]] = frozenset({"func_literal"})
    line_docs: ClassVar[tuple[str, ...]] = ("//",)

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Read a definition; `_` defines nothing."""
        read = super().definition(kind, node)
        return None if read is None or read.heads[0].name == "_" else read

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:
        """Tell structs and interfaces by their type."""
        declared = node.child_by_field_name(shape.value) if kind is SymbolKind.TYPE_ALIAS else None
        return _KINDS.get(declared.type, kind) if declared is not None else kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give what stands in the braces of a struct or an interface."""
        if kind in _KINDS.values():
            declared = node.child_by_field_name("type")
            if declared is None:
                return None
            if kind is SymbolKind.STRUCT:
                return declared.named_child(0)
            return next((child for child in declared.children if child.type == "{"), None)
        return super().body(kind, node, shape)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head with the word that stands before a group."""
        text = super().signature(kind, node, outer, body)
        word = _GROUPS.get(node.type, "")
        return text if not word or text.startswith(word + " ") else f"{word} {text}"

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - its name tells
        """Tell by the capital."""
        return "public" if name[:1].isupper() else "private"

    def self_type(self, node: Node) -> str:
        """Name the receiver's type."""
        receiver = node.child_by_field_name("receiver") if node.type == "method_declaration" else None
        found = _RECEIVER.search(text_of(receiver)[-_SHORT_BODY:]) if receiver is not None else None
        return found["name"] if found is not None else ""

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters; a method's are those of its receiver."""
        receiver = node.child_by_field_name("receiver") if node.type == "method_declaration" else None
        found = _ARGUMENTS.search(text_of(receiver)[-_SHORT_BODY:]) if receiver is not None else None
        return tuple(found[1].replace(",", " ").split()) if found is not None else super().generics(node)

    def is_alone(self, node: Node, around: Node) -> bool:  # noqa: ARG002 - brackets tell
        """Tell a definition from a group, also from one that holds one definition."""
        return around.named_child_count == 1 and not any(child.type == "(" for child in around.children)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the receiver as the first parameter of a method, and several results as one in brackets."""
        found = super().declaration(kind, node, shape)
        if found is None or found[0] != "fn":
            return found
        receiver, results = node.child_by_field_name("receiver"), node.child_by_field_name("result")
        if receiver is not None:
            found[1] = [*self.parameters(receiver), *found[1]]
        if results is not None and results.type == "parameter_list":
            types = [declared for _, declared in self.parameters(results)]
            found[2] = f"({','.join(types)})" if len(types) > 1 else "".join(types)
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a, b T` and `a ...T`."""
        many = "..." if node.type == "variadic_parameter_declaration" else ""
        declared = type_text(node.child_by_field_name("type"))
        names = [name for name in node.children_by_field_name("name") if name.is_named]
        for name in names:
            yield many + text_of(name), declared
        if not names:
            yield "_", many + declared

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; a loop gives keys and elements."""
        if node.type == "range_clause":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            names = left.named_children if left is not None else []
            value = self.chains.chain(right)
            marks = ("@key", "@each")
            return [
                Binding(text_of(name), name.start_byte, value + mark if value else "", "")
                for name, mark in zip(names, marks, strict=False)
                if name.type == "identifier" and text_of(name) != "_"
            ]
        if node.type in {"var_spec", "const_spec", "parameter_declaration"}:
            names = [name for name in node.children_by_field_name("name") if name.is_named]
            declared = type_text(node.child_by_field_name("type"))
            given = child_of(node, "value")
            values = given.named_children if given is not None else []
            chains = [self.chains.chain(one) for one in values]
            if len(chains) == 1 and len(names) > 1:
                chains = [f"{chains[0]}@{at}" if chains[0] else "" for at in range(len(names))]
            chains += [""] * len(names)
            return [
                Binding(text_of(name), name.start_byte, value, declared)
                for name, value in zip(names, chains, strict=False)
            ]
        return super().bindings(node)

    def imports(self, node: Node) -> list[Import]:
        """Read one import; the alias is empty where the package's own name is bound."""
        path = node.child_by_field_name("path")
        if path is None:
            return []
        name = node.child_by_field_name("name")
        alias = {"dot": "*"}.get(name.type, text_of(name)) if name is not None else ""
        text = text_of(path)[1:-1]
        end = path.start_byte + 1 + len(text.encode())
        known = bool(text) and end == path.end_byte - 1
        return [Import(text, alias, end - len(text.rpartition("/")[2].encode()), end, "")] if known else []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow `go test`: the name, and what it takes."""
        function = definition.declarations[0]
        if function is None or definition.kind is not SymbolKind.FUNCTION or not _TEST.match(name):
            return False
        declared = [one for _, one in function[1]]
        return not declared if name.startswith("Example") else bool(declared) and declared[0] in _TEST_TYPES

    def doc(self, comment: str) -> str | None:
        """Take any comment but directives."""
        if comment.startswith(("//go:", "//nolint", "// +build")):
            return None
        if comment.startswith("/*"):
            return comment[2:].removesuffix("*/").strip()
        return super().doc(comment)
