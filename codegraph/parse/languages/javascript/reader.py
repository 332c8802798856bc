"""What is particular to JavaScript and TypeScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, text_of
from codegraph.parse.languages.javascript.bindings import BindingReader
from codegraph.parse.languages.javascript.contexts import FUNCTIONS as _FUNCTIONS
from codegraph.parse.languages.javascript.modules import read_imports
from codegraph.parse.languages.javascript.types import call_signatures, written_type
from codegraph.parse.reader import Bind, Shape
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition
    from codegraph.parse.spec import Import

_DIRECTIVES = re.compile(
    r"//\s*(?:eslint|@ts-|prettier|istanbul|c8|biome|#region|#endregion|tslint|jshint|global\b)|///"
)
_ACCESS = re.compile(r"(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(public|private|protected)\b")
_WORD = re.compile(r"[\w$]+|\*")
_MODIFIERS = frozenset(
    {"async", "static", "abstract", "readonly", "get", "set", "declare", "override", "*", "function*"}
)
_EXPORTS = re.compile(r"(?:module\s*\.\s*)?exports\s*(?:\.|$)")
_STRINGS = frozenset({"string", "template_string"})
# what declares the type of the function that it names
_DECLARED = frozenset({"variable_declarator", "public_field_definition"})
_TARGET = re.compile(r"\s+|\.prototype$")
_MOST_BASES = 40


class ScriptReader(BindingReader):
    """Reads a JavaScript or a TypeScript file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "pair": Shape(name="key"),
        "assignment_expression": Shape(name="left", value="right"),
        "field_definition": Shape(name="property"),
        "type_alias_declaration": Shape(body=""),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "variable_declarator": Bind("name", "value", type="type"),
        "assignment_expression": Bind("left", "right"),
        "for_in_statement": Bind("left", "right"),
        "catch_clause": Bind("parameter"),
        "required_parameter": Bind("pattern", type="type"),
    }
    wrappers: ClassVar[frozenset[str]] = frozenset(
        {
            "export_statement",
            "ambient_declaration",
            "expression_statement",
            "lexical_declaration",
            "variable_declaration",
        }
    )
    lists: ClassVar[frozenset[str]] = frozenset({"array_pattern"})
    blocks: ClassVar[frozenset[str]] = frozenset(
        {
            "statement_block",
            "for_statement",
            "for_in_statement",
            "switch_body",
            "catch_clause",
            "arrow_function",
            "function_expression",
            "generator_function",
        }
    )
    outer_blocks: ClassVar[frozenset[str]] = blocks
    steps: ClassVar[Mapping[str, Step]] = {
        "member_expression": Step("object", "property"),
        "call_expression": Step("function", mark="()", given="type_arguments"),
        "subscript_expression": Step("object", mark="[]"),
        "new_expression": Step("constructor", mark="@new", given="type_arguments"),
        "await_expression": Step("0", mark="@await"),
        "parenthesized_expression": Step("0"),
        "non_null_expression": Step("0"),
        "as_expression": Step("0", mark="@as({})", cast="1"),
        "satisfies_expression": Step("0"),
        "type_assertion": Step("1", mark="@as({})", cast="0"),
        "instantiation_expression": Step("0"),
        "assignment_expression": Step("right"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "template_string": '""',
        "number": "0",
        "array": "[]",
        "object": "{}",
    }
    functions: ClassVar[frozenset[str]] = frozenset(
        {"function_declaration", "generator_function_declaration", "method_definition"}
    )
    closures: ClassVar[frozenset[str]] = _FUNCTIONS
    line_docs: ClassVar[tuple[str, ...]] = ("//",)
    ignored: ClassVar[frozenset[str]] = frozenset({"require", "import"})

    def function(self, node: Node) -> Node:
        """Give the function that a name or a test is given to."""
        if node.type == "call_expression":
            arguments = node.child_by_field_name("arguments")
            found = [one for one in arguments.named_children if one.type in _FUNCTIONS] if arguments is not None else []
            return found[0] if found else node
        value = self.value(node)
        return value if value is not None and value.type in _FUNCTIONS else node

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names; a test has that of its text, what is exported without one is `default`."""
        if node.type == "call_expression":
            return _string_name(node)
        if node.type in {"property_identifier", "string", "computed_property_name"}:
            return [_unquoted(text_of(node), node.start_byte, node.end_byte)]
        if node.type == "variable_declarator":
            left, value = node.child_by_field_name("name"), self.value(node)
            # a module that is loaded is an import and no definition
            loaded = value is not None and self.chains.chain(value).startswith("require()")
            parts = self.targets(left, "", "") if left is not None and not loaded else ()
            return [(it.name, it.start, it.start + len(it.name.encode())) for it in parts if "." not in it.name]
        if node.type == "assignment_expression":
            return self._assigned_name(node)
        found = super().names(node, shape)
        if not found and node.parent is not None and node.parent.type == "export_statement":
            return [("default", it.start_byte, it.end_byte) for it in node.parent.children if it.type == "default"]
        return [_unquoted(*name) for name in found]

    def _assigned_name(self, node: Node) -> list[tuple[str, int, int]]:
        """Name what is put on an object: `b` of `a.b = ..`; of what is given to `module.exports`, its own name."""
        left, value = node.child_by_field_name("left"), self.value(node)
        name = left.child_by_field_name("property") if left is not None else None
        if left is not None and "".join(text_of(left).split()) == "module.exports":
            name = value.child_by_field_name("name") if value is not None else None
        return [(text_of(name), name.start_byte, name.end_byte)] if name is not None else []

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the value tells
        """Tell functions and classes by the value, constants by `const`."""
        value = self.value(node)
        if kind is SymbolKind.TEST:
            return kind
        if value is not None and value.type in _FUNCTIONS:
            left = node.child_by_field_name("left")
            return SymbolKind.METHOD if left is not None and ".prototype." in text_of(left) else SymbolKind.FUNCTION
        if value is not None and value.type == "class":
            return SymbolKind.CLASS
        around = node.parent if kind is SymbolKind.VARIABLE else None
        if around is not None and around.children and around.children[0].type == "const":
            return SymbolKind.CONST
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of the function or the class that a name is given to."""
        value = self.value(node)
        if kind is SymbolKind.CLASS and value is not None:
            return value.child_by_field_name("body")
        if kind in {SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST}:
            return self.function(node).child_by_field_name("body")
        return super().body(kind, node, shape)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head without the arrow, of a test its name, of one of several variables `const`, too."""
        if node.type == "call_expression":
            arguments = node.child_by_field_name("arguments")
            first = arguments.named_child(0) if arguments is not None else None
            end = first.end_byte if first is not None else node.end_byte
            return normalise_space(self.source[node.start_byte : end].decode("utf-8", "replace")) + ")"
        text = super().signature(kind, node, outer, body).removesuffix("=>").rstrip()
        around = node.parent if outer is node and node.type == "variable_declarator" else None
        return f"{text_of(around.children[0])} {text}" if around is not None and around.children else text

    def head_start(self, node: Node, outer: Node) -> int:
        """Leave decorators out."""
        start = outer.start_byte
        for one in (outer, node):
            for child in one.children:
                if child.type != "decorator":
                    break
                start = max(start, child.end_byte)
        return start

    def visibility(self, name: str, signature: str, node: Node) -> str:
        """Take what is written, `export` for what is given to `exports`."""
        if signature.startswith("export"):
            return "export default" if signature.startswith("export default") else "export"
        around = node.parent.parent if node.type == "variable_declarator" and node.parent is not None else None
        if around is not None and around.type == "export_statement":
            return "export"
        found = _ACCESS.match(signature)
        if found is not None:
            return found[1]
        if node.type == "assignment_expression" and _EXPORTS.match(signature):
            return "export"
        return "private" if name.startswith("#") else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `async`, `static` and their kin."""
        before, _, after = signature.partition(name)
        words = [*_WORD.findall(before), *(["async"] if after.lstrip(" =:").startswith("async ") else [])]
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def self_type(self, node: Node) -> str:
        """Name what a function is put on: `a.b` of `a.b.prototype.f = ..` and `a.b.f = ..`."""
        left = node.child_by_field_name("left") if node.type == "assignment_expression" else None
        on = left.child_by_field_name("object") if left is not None else None
        text = _TARGET.sub("", text_of(on)) if on is not None and on.end_byte - on.start_byte < _MOST_BASES * 4 else ""
        return text if PLAIN.fullmatch(text) and not _EXPORTS.match(text) and text not in {"this", "module"} else ""

    def generics(self, node: Node) -> tuple[str, ...]:
        """List the type parameters of the function, too."""
        found = super().generics(node) or super().generics(self.function(node))
        return tuple(it for it in found if not it.startswith(("//", "/*")))

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of classes and interfaces, too."""
        if kind in {SymbolKind.CLASS, SymbolKind.INTERFACE}:
            called = call_signatures(node) if kind is SymbolKind.INTERFACE else []
            return ["class", list(_bases(self.value(node) or node)), *([called] if called else [])]
        found = super().declaration(kind, node, shape)
        if found is not None and kind is SymbolKind.TYPE_ALIAS and (called := call_signatures(node)):
            found.append(called)
        elif found is not None and found[0] == "fn" and not found[2] and node.type in _DECLARED:
            # what is declared of the name
            declared = written_type(node.child_by_field_name("type"))
            found[2] = f"ReturnType<{declared}>" if declared else ""
        return found

    def imports(self, node: Node) -> list[Import]:
        """Read `import`, `require` and what is exported under another name."""
        return read_imports(self, node)

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Take what the queries found to be one."""
        return definition.kind is SymbolKind.TEST

    def doc(self, comment: str) -> str | None:
        """Take `/** .. */`, and lines that are no directives."""
        return None if _DIRECTIVES.match(comment) else super().doc(comment)


def _unquoted(name: str, start: int, end: int) -> tuple[str, int, int]:
    return (name[1:-1], start + 1, end - 1) if name[:1] in {'"', "'"} and len(name) > 1 else (name, start, end)


def _string_name(node: Node) -> list[tuple[str, int, int]]:
    arguments = node.child_by_field_name("arguments")
    first = arguments.named_child(0) if arguments is not None and arguments.named_child_count else None
    if first is None or first.type not in _STRINGS or first.end_byte - first.start_byte > _MOST_BASES * 6:
        return []
    text = text_of(first)[1:-1]
    return [(text, first.start_byte + 1, first.end_byte - 1)] if text.strip() else []


def _bases(node: Node) -> Iterator[str]:
    """List the bases of a class or an interface as written."""
    for child in node.named_children:
        if child.type == "class_heritage":
            for clause in child.named_children:
                if clause.type == "extends_clause":
                    yield "".join(map(written_type, clause.named_children))
                elif clause.type == "implements_clause":
                    yield from map(written_type, clause.named_children[:_MOST_BASES])
                else:
                    yield written_type(clause)
        elif child.type == "extends_type_clause":
            yield from map(written_type, child.named_children[:_MOST_BASES])
