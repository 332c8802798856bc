"""What is particular to Scala."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, child_of, first_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

_BODIES = frozenset({"template_body", "enum_body", "with_template_body"})
_VALUES = frozenset({"val_definition", "var_definition", "val_declaration", "var_declaration"})
_FUNCTIONS = frozenset({"function_definition", "function_declaration"})
_ACCESS = re.compile(r"\b(private|protected)\b")
_MODIFIERS = frozenset(
    {"abstract", "final", "sealed", "implicit", "lazy", "override", "case", "inline", "opaque", "open", "transparent"}
    | {"infix", "given", "tracked", "erased"}
)
_TEST = re.compile(r"@(?:[\w.]+\.)?Test\b")
_MOST = 40
_LONGEST_HEAD = 600


class ScalaReader(Reader):
    """Reads a Scala file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "type_definition": Shape(body="", value="type"),
        "val_definition": Shape(name="pattern"),
        "var_definition": Shape(name="pattern"),
        "class_parameter": Shape(value="default_value"),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "val_definition": Bind("pattern", "value", type="type"),
        "var_definition": Bind("pattern", "value", type="type"),
        "assignment_expression": Bind("left", "right"),
        "typed_pattern": Bind("pattern", type="type"),
        "capture_pattern": Bind("name"),
        "binding": Bind("name", type="type"),
    }
    lists: ClassVar[frozenset[str]] = frozenset({"tuple_pattern"})
    blocks: ClassVar[frozenset[str]] = frozenset(
        {
            "block",
            "indented_block",
            "lambda_expression",
            "case_clause",
            "for_expression",
            "template_body",
            "with_template_body",
        }
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "field_expression": Step("value", "field"),
        "call_expression": Step("function", mark="()"),
        "infix_expression": Step("left", "operator"),
        "generic_function": Step("function"),
        "parenthesized_expression": Step("0"),
        "instance_expression": Step("0", mark="@new"),
        "generic_type": Step("type"),
        "ascription_expression": Step("0", mark="@as({})", cast="-1"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "interpolated_string_expression": '""',
        "integer_literal": "0",
        "floating_point_literal": "0",
        "tuple_expression": "()",
    }

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self._package: str | None = None

    def package(self, node: Node) -> str:
        """Join the clauses that the file begins with, whichever of them is asked for."""
        if self._package is None:
            names = []
            for one in node.parent.children if node.parent is not None else [node]:
                if one.type == "package_clause" and one.child_by_field_name("body") is None:
                    names.append("".join(type_text(one.child_by_field_name("name")).split()))
                elif one.type not in {"comment", "block_comment"}:
                    break
            self._package = ".".join(names)
        return self._package

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names, without backticks; a test has that of its text."""
        if node.type in {"val_definition", "var_definition"}:
            left = node.child_by_field_name("pattern")
            found = self.targets(left, "", "") if left is not None else []
            return [(it.name, it.start, it.start + len(it.name.encode())) for it in found]
        if node.type == "call_expression":
            return _test_name(node)
        if node.type == "class_parameter" and not _is_field(node):
            return []
        return [
            (name[1:-1], start + 1, end - 1) if name[:1] == "`" and len(name) > 1 + 1 else (name, start, end)
            for name, start, end in super().names(node, shape)
        ]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the node tells
        """Tell methods, tests and constants."""
        if kind is SymbolKind.FUNCTION:
            if any(_TEST.match(text_of(it)) for it in node.children if it.type == "annotation"):
                return SymbolKind.TEST
            around = node.parent
            inside = around is not None and (around.type in _BODIES or around.type == "extension_definition")
            return SymbolKind.METHOD if inside else kind
        if kind is SymbolKind.VARIABLE and node.type == "val_definition":
            return SymbolKind.CONST
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body; of a test its block."""
        if node.type == "call_expression":
            return node.child_by_field_name("arguments")
        return super().body(kind, node, shape)

    def head_start(self, node: Node, outer: Node) -> int:  # noqa: ARG002 - nothing is wrapped around
        """Leave annotations out."""
        start = node.start_byte
        for child in node.children:
            if child.type != "annotation":
                return child.start_byte
            start = child.end_byte
        return start

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - the modifiers tell
        """Take what is written."""
        modifiers = first_of(node, {"modifiers"})
        if modifiers is None or modifiers.end_byte - modifiers.start_byte > _LONGEST_HEAD:
            return ""
        found = _ACCESS.search(text_of(modifiers))
        return found[1] if found is not None else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `implicit`, `case` and their kin."""
        words = signature.partition(name)[0].split() if name else []
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def self_type(self, node: Node) -> str:
        """Name the type that an extension is of."""
        around = node.parent if node.type == "function_definition" else None
        if around is None or around.type != "extension_definition":
            return ""
        parameters = around.child_by_field_name("parameters")
        first = first_of(parameters, {"parameter"}) if parameters is not None else None
        declared = type_text(first.child_by_field_name("type")).partition("[")[0] if first is not None else ""
        return declared if PLAIN.fullmatch(declared) else ""

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters, which have their names and bounds side by side."""
        found = node.child_by_field_name("type_parameters")
        if found is None or found.end_byte - found.start_byte > _LONGEST_HEAD:
            return ()
        parts = normalise_space(text_of(found))[1:-1]
        names = [text_of(it) for it in found.children_by_field_name("name")[:_MOST]]
        return tuple(names) if "[" in parts else tuple(it.strip().lstrip("+-") for it in parts.split(",") if it.strip())

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read several lists of parameters, and bases."""
        if node.type in _FUNCTIONS:
            lists = node.children_by_field_name("parameters")[:_MOST]
            found = [it for one in lists for it in self.parameters(one)][:_MOST]
            return ["fn", found, type_text(node.child_by_field_name("return_type"))]
        if node.type == "call_expression":
            return ["fn", [], ""]
        if node.type in _VALUES or node.type == "class_parameter" or kind is SymbolKind.TYPE_ALIAS:
            return super().declaration(kind, node, shape)
        if kind is SymbolKind.VARIANT:
            return None
        extends = node.child_by_field_name("extend")
        bases = extends.children_by_field_name("type")[:_MOST] if extends is not None else ()
        return ["class", [type_text(it) for it in bases if it.is_named]]

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a: T` and `a: T*`."""
        for name, declared in super().parameter(node):
            if node.type == "parameter":
                yield ("..." + name, declared[:-1]) if declared.endswith("*") else (name, declared)

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; a name alone is one that a pattern or a function without a name has."""
        if node.type == "identifier":
            return self.targets(node, "", "")
        if node.type == "enumerator":
            left, right = child_of(node, "0"), child_of(node, "1")
            drawn = any(child.type == "<-" for child in node.children)
            value = self.chains.chain(right) if right is not None else ""
            return self.targets(left, value + "@each" if value and drawn else value, "") if left is not None else []
        return super().bindings(node)

    def imports(self, node: Node) -> list[Import]:
        """Read `import a.b.C`, `a.{b, c => d}`, `a.{b as c}` and `a._`."""
        found: list[Import] = []
        path: list[Node] = []
        done = False
        visibility = "export" if node.type == "export_declaration" else ""
        for child in node.children:
            if child.type == ",":
                found += _whole(path, visibility) if not done else []
                path, done = [], False
            elif child.type in {"identifier", "type_identifier"}:
                path.append(child)
            elif child.type in {"namespace_selectors", "namespace_wildcard", "as_renamed_identifier"}:
                done = True
                base = ".".join(map(text_of, path))
                every = child.named_children if child.type == "namespace_selectors" else [child]
                found += [it for one in every for it in _selected(base, one, visibility)]
        return found + (_whole(path, visibility) if not done else [])


def _is_field(node: Node) -> bool:
    """Tell whether a parameter of a class can be seen: one with `val` or `var`, and those of case classes."""
    if any(child.type in {"val", "var"} for child in node.children):
        return True
    around = node.parent.parent if node.parent is not None else None
    return around is not None and any(child.type == "case" for child in around.children[:_MOST])


def _test_name(node: Node) -> list[tuple[str, int, int]]:
    called = node.child_by_field_name("function")
    arguments = called.child_by_field_name("arguments") if called is not None else None
    first = arguments.named_child(0) if arguments is not None else None
    if first is None or first.type != "string" or first.end_byte - first.start_byte > _LONGEST_HEAD // 2:
        return []
    text = text_of(first)
    quotes = 3 if text.startswith('"""') else 1
    name = text[quotes:-quotes]
    return [(name, first.start_byte + quotes, first.end_byte - quotes)] if name.strip() else []


def _whole(path: list[Node], visibility: str) -> list[Import]:
    if not path:
        return []
    return [Import(".".join(map(text_of, path)), text_of(path[-1]), path[-1].start_byte, path[-1].end_byte, visibility)]


def _selected(base: str, node: Node, visibility: str) -> Iterator[Import]:
    """Read one name in braces."""
    if node.type == "namespace_wildcard":
        yield Import(f"{base}.*", "*", node.start_byte, node.end_byte, visibility)
        return
    name = node.child_by_field_name("name") or node
    alias = node.child_by_field_name("alias") or name
    if name.type in {"identifier", "type_identifier"} and alias.type != "wildcard":
        path = f"{base}.{text_of(name)}" if base else text_of(name)
        yield Import(path, text_of(alias), name.start_byte, name.end_byte, visibility)
