"""What is particular to Lua."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, child_of, text_of
from codegraph.parse.reader import SIGNATURE_LIMIT, Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_INDEXES = {"dot_index_expression": "field", "method_index_expression": "method"}
_DIRECTIVE = re.compile(r"--+\s*(?:luacheck:|vim:|stylua:|selene:|@diagnostic|@meta\b)")
_BLOCK = re.compile(r"--\[=*\[")
_COMMENT = re.compile(r"--[^\n]*")
_LOOPS = frozenset({"pairs", "ipairs"})
_TEST = re.compile(r"[tT]est(?:_|[A-Z])")
_RULE = "-=*"
_MOST = 60
_LONGEST = 200


class LuaReader(Reader):
    """Reads a Lua file."""

    shapes: ClassVar[Mapping[str, Shape]] = {"assignment_statement": Shape(name="0", body="", value="1")}
    binds: ClassVar[Mapping[str, Bind]] = {
        "assignment_statement": Bind("0", "1"),
        "for_numeric_clause": Bind("name"),
        "variable_declaration": Bind("0"),
    }
    wrappers: ClassVar[frozenset[str]] = frozenset({"variable_declaration"})
    lists: ClassVar[frozenset[str]] = frozenset({"variable_list", "expression_list"})
    blocks: ClassVar[frozenset[str]] = frozenset({"block", "for_statement", "function_definition"})
    steps: ClassVar[Mapping[str, Step]] = {
        "dot_index_expression": Step("table", "field"),
        "method_index_expression": Step("table", "method"),
        "bracket_index_expression": Step("table", mark="[]"),
        "function_call": Step("name", mark="()"),
        "parenthesized_expression": Step("0"),
        "expression_list": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {"string": '""', "number": "0", "table_constructor": "{}"}
    ignored: ClassVar[frozenset[str]] = frozenset({"require"})
    functions: ClassVar[frozenset[str]] = frozenset({"function_declaration"})
    closures: ClassVar[frozenset[str]] = frozenset({"function_definition"})

    # definitions

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names: `f` of `M.f` and `M:f`, of a test that of its text; what is loaded defines nothing."""
        if node.type == "function_call":
            return _string_name(node)
        if node.type != "assignment_statement":
            found = [node.child_by_field_name(shape.name)]
        else:
            left, right = child_of(node, "0"), child_of(node, "1")
            value = self.chains.chain(right)
            if left is None or value.startswith(("require()", "require.")):
                return []
            found = [it for it in left.named_children[:_MOST] if it.type != "attribute"]
            values = right.named_children[:_MOST] if right is not None else []
            # `local pairs = pairs` makes a known name quick to reach, and is no definition
            found = [it for it, set_to in zip_longest(found, values) if it is not None and not _is_same(it, set_to)]
        ends = [_last(it) for it in found if it is not None]
        return [(text_of(it), it.start_byte, it.end_byte) for it in ends if it is not None and _is_short(it)]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:
        """Tell methods by the colon, constants by `<const>`."""
        if kind is SymbolKind.FUNCTION:
            name = node.child_by_field_name(shape.name)
            return SymbolKind.METHOD if name is not None and name.type == "method_index_expression" else kind
        return kind

    def function(self, node: Node) -> Node:
        """Give the function that a name or a test is given to."""
        inner: Node | None = node
        if node.type == "function_call":
            given = node.child_by_field_name("arguments")
            inner = child_of(given, "1") if given is not None else None
        elif node.type == "assignment_statement":
            values = child_of(node, "1")
            inner = child_of(values, "0") if values is not None else None
        elif node.type == "field":
            inner = node.child_by_field_name("value")
        return inner if inner is not None and inner.type == "function_definition" else node

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of the function; of a variable its value."""
        if kind in {SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST}:
            return self.function(node).child_by_field_name("body")
        return child_of(node, shape.value)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head, of a function up to its parameters; of a test its name."""
        if node.type == "function_call":
            ends = [end for _, _, end in _string_name(node)]
            head = self.source[node.start_byte : ends[0] + 1] if ends else b""
            return normalise_space(head.decode("utf-8", "replace")) + ")" * bool(ends)
        given = self.function(node).child_by_field_name("parameters")
        if given is None:
            return super().signature(kind, node, outer, body)
        head = self.source[outer.start_byte : min(given.end_byte, outer.start_byte + 4 * SIGNATURE_LIMIT)]
        return normalise_space(self.clean(head.decode("utf-8", "replace")))[:SIGNATURE_LIMIT]

    def clean(self, head: str) -> str:
        """Take comments out of a head, as far as no string may hold them."""
        return head if '"' in head or "'" in head else _COMMENT.sub("", head)

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - the head tells
        """Tell by `local` and the underscore."""
        return "private" if signature.startswith("local ") or name.startswith("_") else "public"

    def self_type(self, node: Node) -> str:
        """Name the table that a function or a value is put in."""
        name = node.child_by_field_name("name")
        if node.type == "assignment_statement":
            left = child_of(node, "0")
            name = child_of(left, "0") if left is not None else None
        on = name.child_by_field_name("table") if name is not None and name.type in _INDEXES else None
        text = text_of(on) if on is not None and _is_short(on) else ""
        return text if PLAIN.fullmatch(text) else ""

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List parameters; they have no types."""
        children = node.named_children[:_MOST] if node is not None else ()
        return [["..." if it.type == "vararg_expression" else text_of(it), ""] for it in children if _is_parameter(it)]

    # references

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound: locals, what is put on `self`, parameters of functions that stand as values."""
        if node.type == "function_definition":
            given = node.child_by_field_name("parameters")
            children = given.named_children[:_MOST] if given is not None and self.is_nameless(node) else ()
            return [one for it in children if it.type == "identifier" for one in self.targets(it, "", "")]
        if node.type == "for_generic_clause":
            return list(self._loop(node))
        found = super().bindings(node)
        if node.type != "assignment_statement" or (node.parent and node.parent.type == "variable_declaration"):
            return found
        # what is assigned to a name alone was declared elsewhere
        return [it for it in found if "." in it.name]

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Leave out attributes such as `<const>`."""
        found = super().parts(node)
        if found is None or all(it.type != "attribute" for it, _ in found):
            return found
        names = [it for it, _ in found if it.type != "attribute"]
        return [(it, f"@{at}" if len(names) > 1 else "") for at, it in enumerate(names)]

    def _loop(self, node: Node) -> Iterator[Binding]:
        names, values = child_of(node, "0"), child_of(node, "1")
        call = child_of(values, "0") if values is not None else None
        over = ""
        if call is not None and call.type == "function_call":
            function, given = call.child_by_field_name("name"), call.child_by_field_name("arguments")
            if function is not None and given is not None and text_of(function)[:_LONGEST] in _LOOPS:
                over = self.chains.chain(child_of(given, "0"))
        marks = ("@key", "@each") if over else ("", "")
        for name, mark in zip(names.named_children if names is not None else (), marks, strict=False):
            yield from self.targets(name, over + mark, "")

    def is_nameless(self, node: Node) -> bool:
        """Tell a callback from what is given a name."""
        around = node.parent
        if around is not None and around.type == "field":
            return around.child_by_field_name("name") is None
        return around is None or around.type != "expression_list" or around.named_child_count != 1

    def imports(self, node: Node) -> list[Import]:
        """Read `local x = require("a.b")`."""
        given = node.child_by_field_name("arguments")
        string = child_of(given, "0") if given is not None else None
        content = string.child_by_field_name("content") if string is not None and string.type == "string" else None
        if content is None or not _is_short(content):
            return []
        text, alias = text_of(content), ""
        values = node.parent
        statement = values.parent if values is not None and values.type == "expression_list" else None
        if values is not None and statement is not None and statement.type == "assignment_statement":
            names = child_of(statement, "0")
            at = next((at for at, it in enumerate(values.named_children[:_MOST]) if it == node), 0)
            name = child_of(names, str(at)) if names is not None else None
            alias = text_of(name) if name is not None and _is_short(name) else ""
        last = re.split(r"[./]", text)[-1]
        end = content.end_byte
        return [Import(text, alias, end - len(last.encode()), end, "")] if last else []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow busted, whose tests the queries find, and luaunit: `test..`."""
        return definition.kind is SymbolKind.TEST or _TEST.match(name) is not None

    def doc(self, comment: str) -> str | None:
        """Take comments that are no directives."""
        block = _BLOCK.match(comment)
        if block is not None:
            return comment[block.end() :].rstrip(_RULE + "]").strip()
        return None if _DIRECTIVE.match(comment) else comment.lstrip("-").removeprefix(" ").rstrip()


def _last(node: Node) -> Node | None:
    """Give the last name of `a.b` or `a:b`."""
    if node.type in _INDEXES:
        return node.child_by_field_name(_INDEXES[node.type])
    return node if node.type == "identifier" else None


def _is_same(name: Node, value: Node | None) -> bool:
    return value is not None and _is_short(name) and name.type == "identifier" and value.text == name.text


def _is_parameter(node: Node) -> bool:
    return node.type == "vararg_expression" or (node.type == "identifier" and _is_short(node))


def _string_name(node: Node) -> list[tuple[str, int, int]]:
    given = node.child_by_field_name("arguments")
    first = child_of(given, "0") if given is not None else None
    content = first.child_by_field_name("content") if first is not None else None
    if content is None or not _is_short(content) or not text_of(content).strip():
        return []
    return [(text_of(content), content.start_byte, content.end_byte)]


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST
