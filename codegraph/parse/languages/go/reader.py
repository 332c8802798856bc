"""What is particular to Go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Step, text_of
from codegraph.parse.languages.go.chains import GoChains, written
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

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
_DECLARED = frozenset({"const_spec", "var_spec", "field_declaration"})
_DECLARATIONS = frozenset({"var_spec", "const_spec", "parameter_declaration", "variadic_parameter_declaration"})
_EMBEDDED = frozenset({"type_identifier", "qualified_type", "generic_type"})
# constants that are looked through for the type of one
_MOST_BEFORE = 200


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
        "var_spec": Bind("name", "value", type="type"),
        "const_spec": Bind("name", "value", type="type"),
        "range_clause": Bind("left", "right"),
        "receive_statement": Bind("left", "right"),
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
        "argument_list": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "interpreted_string_literal": '""',
        "raw_string_literal": '""',
        "int_literal": "0",
        "float_literal": "0",
        "rune_literal": "0",
    }
    functions: ClassVar[frozenset[str]] = frozenset({"function_declaration", "method_declaration"})
    closures: ClassVar[frozenset[str]] = frozenset({"func_literal"})
    line_docs: ClassVar[tuple[str, ...]] = ("//",)

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = GoChains(self.steps, self.heads, self.type_text)

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
        if found is not None:
            return tuple(found[1].replace(",", " ").split())
        declared = node.child_by_field_name("type_parameters")
        return tuple(
            normalise_space(f"{text_of(name)} {text_of(bound)}")[:_SHORT_BODY]
            for one in (declared.named_children if declared is not None else ())
            if (bound := one.child_by_field_name("type")) is not None
            for name in one.children_by_field_name("name")
            if name.is_named
        )

    def is_alone(self, node: Node, around: Node) -> bool:  # noqa: ARG002 - brackets tell
        """Tell a definition from a group, also from one that holds one definition."""
        return around.named_child_count == 1 and not any(child.type == "(" for child in around.children)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the receiver as the first parameter of a method, and several results as one in brackets."""
        if kind in _KINDS.values():
            return ["class", _embedded(node.child_by_field_name("type"))]
        if node.type == "type_spec":
            return ["defined", written(node.child_by_field_name("type"))]
        if node.type in _DECLARED:
            declared = self.declared(node)
            return ["var", written(declared), self.chains.chain(node.child_by_field_name(shape.value))]
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

    @staticmethod
    def declared(node: Node) -> Node | None:
        """Give the type of a constant, variable or field; a constant without a value has that of the one before."""
        if node.type == "const_spec":
            one: Node | None = node
            for _ in range(_MOST_BEFORE):
                if one is None or one.child_by_field_name("value") is not None:
                    break
                one = one.prev_named_sibling
            node = one if one is not None and one.type == "const_spec" else node
        return node.child_by_field_name("type")

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a, b T` and `a ...T`."""
        many = "..." if node.type == "variadic_parameter_declaration" else ""
        declared = written(node.child_by_field_name("type"))
        names = [name for name in node.children_by_field_name("name") if name.is_named]
        for name in names:
            yield many + text_of(name), declared
        if not names:
            yield "_", many + declared

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; a loop gives keys and elements, a case of a switch over types one type."""
        if node.type == "type_case":
            return self._case(node)
        if node.type in {"range_clause", "receive_statement"} and not any(it.type == ":=" for it in node.children):
            return []
        if node.type == "range_clause":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            names = left.named_children if left is not None else []
            value = self.chains.chain(right)
            known = right.end_byte if right is not None else 0
            marks = ("@key", "@each")
            return [
                Binding(text_of(name), max(name.start_byte, known), value + mark if value else "", "")
                for name, mark in zip(names, marks, strict=False)
                if name.type == "identifier" and text_of(name) != "_"
            ]
        if node.type in _DECLARATIONS:
            return self._declared(node)
        return super().bindings(node)

    def _declared(self, node: Node) -> list[Binding]:
        many = "[]" if node.type == "variadic_parameter_declaration" else ""
        names = [name for name in node.children_by_field_name("name") if name.is_named]
        declared = written(node.child_by_field_name("type"))
        given = node.child_by_field_name("value")
        values = given.named_children if given is not None else []
        chains = [self.chains.chain(one) for one in values]
        if len(chains) == 1 and len(names) > 1:
            chains = [f"{chains[0]}@{at}" if chains[0] else "" for at in range(len(names))]
        chains += [""] * len(names)
        known = given.end_byte if given is not None else 0
        return [
            Binding(text_of(name), max(name.start_byte, known), value, many + declared if declared else "")
            for name, value in zip(names, chains, strict=False)
        ]

    def _case(self, node: Node) -> list[Binding]:
        """Read what a switch over types binds in one of its cases: of one type where that is the only one."""
        around = node.parent
        alias = around.child_by_field_name("alias") if around is not None else None
        types = [it for it in node.children_by_field_name("type") if it.is_named]
        if alias is None or around is None or len(types) != 1:
            return []
        return [Binding(text_of(alias), types[0].end_byte, "", written(types[0]))]

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

    def of_file(self, comment: str) -> str:
        """Keep what tells which builds a file is part of."""
        return normalise_space(comment[2:])[:_SHORT_BODY] if comment.startswith("//go:build ") else ""

    def doc(self, comment: str) -> str | None:
        """Take any comment but directives."""
        if comment.startswith(("//go:", "//nolint", "// +build")):
            return None
        if comment.startswith("/*"):
            return comment[2:].removesuffix("*/").strip()
        return super().doc(comment)


def _embedded(declared: Node | None) -> list[str]:
    """List what a struct or an interface embeds; `~` for what bounds the types that an interface takes."""
    if declared is None:
        return []
    fields = declared.named_child(0) if declared.type == "struct_type" else declared
    found = []
    for child in fields.named_children if fields is not None else ():
        if child.type == "field_declaration" and child.child_by_field_name("name") is None:
            found.append(written(child.child_by_field_name("type")))
        elif child.type == "type_elem":
            alone = child.named_child(0) if child.named_child_count == 1 else None
            found.append(written(alone) if alone is not None and alone.type in _EMBEDDED else "~")
    return found
