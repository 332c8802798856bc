"""What is particular to Zig."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Step, child_of, first_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_KINDS = {
    "struct_declaration": SymbolKind.STRUCT,
    "enum_declaration": SymbolKind.ENUM,
    "union_declaration": SymbolKind.UNION,
    "opaque_declaration": SymbolKind.STRUCT,
    "error_set_declaration": SymbolKind.ENUM,
}
_WITH_VARIANTS = frozenset({"enum_declaration", "union_declaration"})
_IMPORT = re.compile(rb"@import\s*\(")
_SPACE = re.compile(rb"\s*+")
_FIRST = re.compile(rb"(?>(?:\s++|//(?!!)[^\n]*+)*)")
_FILE_DOC = re.compile(rb"\s*//!([^\n]*)")
_MODIFIERS = frozenset({"export", "extern", "inline", "noinline", "comptime", "threadlocal"})
_LONGEST = 300
_MOST_LINES = 400


class ZigReader(Reader):
    """Reads a Zig file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "function_declaration": Shape(result="type"),
        "container_field": Shape(body="", value=""),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "variable_declaration": Bind("0"),
        "assignment_expression": Bind("left", "right"),
    }
    blocks: ClassVar[frozenset[str]] = frozenset(
        {"block", "block_expression", "for_statement", "while_statement", "if_statement", "switch_case"}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "field_expression": Step("object", "member"),
        "call_expression": Step("function", mark="()"),
        "index_expression": Step("object", mark="[]"),
        "slice_expression": Step("object"),
        "try_expression": Step("0"),
        "catch_expression": Step("0"),
        "parenthesized_expression": Step("0"),
        "dereference_expression": Step("0"),
        "null_coercion_expression": Step("0"),
        "unary_expression": Step("argument"),
        "struct_initializer": Step("0", mark="@new"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "multiline_string": '""',
        "integer": "0",
        "float": "0",
        "anonymous_struct_initializer": "{}",
    }
    line_docs: ClassVar[tuple[str, ...]] = ("///",)

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Read a definition; what is imported and `_` define nothing."""
        if node.type == "variable_declaration":
            value = _value(node)
            if value is not None and _IMPORT.match(self.source, value.start_byte):
                return None
        read = super().definition(kind, node)
        return None if read is None or read.heads[0].name == "_" else read

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the name; a test has that of its text."""
        if node.type == "test_declaration":
            name = first_of(node, {"string", "identifier"})
            if name is None or not 1 < name.end_byte - name.start_byte < _LONGEST:
                return []
            quotes = int(name.type == "string")
            text = text_of(name)[quotes : -quotes or None]
            return [(text, name.start_byte + quotes, name.end_byte - quotes)] if text.strip() else []
        if node.type in {"variable_declaration", "identifier"}:
            name = node if node.type == "identifier" else first_of(node, {"identifier"})
            return [(text_of(name), name.start_byte, name.end_byte)] if name is not None else []
        return super().names(node, shape)

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the value tells
        """Tell types by the value, methods by what is around."""
        around = node.parent.type if node.parent is not None else ""
        if kind is SymbolKind.VARIABLE:
            value = _value(node)
            is_constant = any(child.type == "const" for child in node.children)
            found = SymbolKind.CONST if is_constant else kind
            return _KINDS.get(value.type, found) if value is not None else found
        if kind is SymbolKind.FIELD and around in _WITH_VARIANTS:
            return SymbolKind.VARIANT
        return SymbolKind.METHOD if kind is SymbolKind.FUNCTION and around in _KINDS else kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the brace of a type, the value of a constant, the block of a test."""
        if node.type == "variable_declaration":
            value = _value(node)
            return first_of(value, {"{"}) if value is not None and value.type in _KINDS else value
        if node.type == "test_declaration":
            return first_of(node, {"block"})
        return super().body(kind, node, shape)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head without the end of a statement."""
        return super().signature(kind, node, outer, body).rstrip("; ")

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - it is at the start
        """Take what is written."""
        return "pub" if signature.startswith("pub ") else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `export`, `inline` and their kin."""
        words = signature.partition(name)[0].split() if name else []
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read functions, fields and constants."""
        if node.type == "function_declaration":
            parameters = self.parameters(first_of(node, {"parameters"}))
            return ["fn", parameters, type_text(node.child_by_field_name("type"))]
        if node.type == "test_declaration":
            return ["fn", [], ""]
        if node.type == "container_field" and kind is SymbolKind.FIELD:
            return ["var", type_text(node.child_by_field_name("type")), ""]
        if node.type == "variable_declaration" and kind in {SymbolKind.CONST, SymbolKind.VARIABLE}:
            return ["var", type_text(node.child_by_field_name(shape.type)), self.chains.chain(_value(node))]
        return None

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a: T`."""
        if node.type == "parameter":
            yield from super().parameter(node)

    def bindings(self, node: Node) -> list[Binding]:
        """Read constants, variables and what is between bars."""
        if node.type == "identifier":
            return self.targets(node, "", "")
        if node.type != "variable_declaration":
            return super().bindings(node)
        name = first_of(node, {"identifier"})
        value = self.chains.chain(_value(node))
        return self.targets(name, value, type_text(node.child_by_field_name("type"))) if name is not None else []

    def imports(self, node: Node) -> list[Import]:
        """Read `const a = @import("b.zig")` and `@import("b.zig").C`."""
        name, value = first_of(node, {"identifier"}), _value(node)
        member = value.child_by_field_name("member") if value is not None else None
        called = value.child_by_field_name("object") if member is not None and value is not None else value
        arguments = first_of(called, {"arguments"}) if called is not None else None
        given = child_of(arguments, "0") if arguments is not None else None
        path = first_of(given, {"string_content"}) if given is not None else None
        if name is None or path is None:
            return []
        text = text_of(path) + (f"::{text_of(member)}" if member is not None else "")
        last = member if member is not None else path
        start = last.end_byte - len(text_of(last).rpartition("/")[2].encode())
        return [Import(text, text_of(name), start, last.end_byte, "")]

    def first_code(self) -> int:
        """Pass over white space."""
        found = _SPACE.match(self.source)
        return found.end() if found is not None else 0

    def documents_file(self, node: Node) -> bool:
        """Tell `//!` from other comments."""
        return self.source.startswith(b"//!", node.start_byte)

    def doc_string(self, node: Node) -> str:
        """Give all lines of the file's documentation, before which other comments may stand."""
        lines: list[str] = []
        first = _FIRST.match(self.source, node.start_byte)
        at = first.end() if first is not None else node.start_byte
        for _ in range(_MOST_LINES):
            found = _FILE_DOC.match(self.source, at)
            if found is None:
                break
            lines.append(found[1].decode("utf-8", "replace").removeprefix(" ").rstrip())
            at = found.end()
        return "\n".join(lines)


def _value(node: Node) -> Node | None:
    """Give what stands behind `=`."""
    given = first_of(node, {"="})
    return given.next_named_sibling if given is not None else None
