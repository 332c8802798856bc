"""What is particular to C, and what C++ shares with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Step, child_of, text_of, type_text
from codegraph.parse.languages.c.declarators import (
    Declared,
    around,
    base_type,
    declared,
    own_name,
    record_in,
)
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition
    from codegraph.parse.spec import Header

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
_VARIABLES = frozenset({SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.CONST})
_DECLARATIONS = frozenset({"declaration", "field_declaration"})
_MACROS = frozenset({"preproc_def", "preproc_function_def"})
_RECORDS = {
    "struct_specifier": SymbolKind.STRUCT,
    "class_specifier": SymbolKind.CLASS,
    "union_specifier": SymbolKind.UNION,
    "enum_specifier": SymbolKind.ENUM,
}
_LOCAL = frozenset({"compound_statement", "case_statement", "if_statement", "for_statement"})
_GUARD = re.compile(r"\w*_(?:H|HH|HPP|HXX|H_\w*|HPP_\w*|INCLUDED)_*")
_TEST_MACRO = re.compile(r"(?:TYPED_)?TEST(?:_[A-Z_]+)?|BENCHMARK(?:_[A-Z_]+)?|SCENARIO")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]+")
_WORD = re.compile(r"[a-z_]\w*")
_MODIFIERS = frozenset(
    {"static", "extern", "inline", "const", "constexpr", "consteval", "constinit", "virtual", "explicit", "friend"}
    | {"mutable", "thread_local", "volatile", "override", "final", "noexcept", "register", "_Thread_local"}
)
_UNWRITTEN = re.compile(r"=\s*(?:0|default|delete)\s*$")
_REMARK = re.compile(r"//\s*(?:NOLINT|clang-format|cppcheck|IWYU)|/\*\s*(?:clang-format|NOLINT)")
_LONGEST = 300
_MOST = 40
_VALUE = 80


class CReader(Reader):
    """Reads a C file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "type_definition": Shape(body="", value="type"),
        "preproc_def": Shape(body="value"),
        "preproc_function_def": Shape(body="value"),
    }
    # each declarator has its own type: see `bindings`
    binds: ClassVar[Mapping[str, Bind]] = {}
    blocks: ClassVar[frozenset[str]] = frozenset(
        {"compound_statement", "for_statement", "for_range_loop", "catch_clause", "if_statement", "lambda_expression"}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "field_expression": Step("argument", "field"),
        "call_expression": Step("function", mark="()"),
        "subscript_expression": Step("argument", mark="[]"),
        "pointer_expression": Step("argument"),
        "parenthesized_expression": Step("0"),
        "cast_expression": Step("value", mark="@as({})", cast="type"),
        "assignment_expression": Step("right"),
        "compound_literal_expression": Step("type", mark="@new"),
        "type_descriptor": Step("type"),
        "struct_specifier": Step("name"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string_literal": '""',
        "concatenated_string": '""',
        "char_literal": "0",
        "number_literal": "0",
        "initializer_list": "[]",
    }
    line_docs: ClassVar[tuple[str, ...]] = ("///", "//!", "//")

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Read a definition; what is only declared says so in its modifiers, and can be joined with its definition."""
        inside = around(node) if node.type in {"declaration", "type_definition", "function_definition"} else None
        if inside is not None and inside.type in _LOCAL:
            return None
        read = super().definition(kind, node)
        if read is None or node.type not in _DECLARATIONS or not self._only_declares(read.kind, read.heads[0]):
            return read
        heads = tuple(it._replace(modifiers=(*it.modifiers, "declaration")) for it in read.heads)
        return read._replace(heads=heads)

    def _only_declares(self, kind: SymbolKind, head: Header) -> bool:
        if kind in _FUNCTIONS:
            return _UNWRITTEN.search(head.signature) is None
        return "extern" in head.modifiers and head.body < 0

    def declarators(self, node: Node) -> list[Declared]:
        """Read all declarators of a declaration."""
        return [declared(one) for one in node.children_by_field_name("declarator")[:_MOST]]

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names that declarators declare; a typedef of a struct defines the names of both."""
        if node.type in _DECLARATIONS or node.type in {"function_definition", "type_definition"}:
            record = record_in(node)
            own = record.child_by_field_name("name") if record is not None else None
            found = [] if own is None else [own]
            if own is None or node.type != "declaration":
                found += self._declared_names(node)
            if own is not None and node.type in _DECLARATIONS:
                # it is a definition of its own
                found.remove(own)
            spans = {text_of(it): self.name_span(it) for it in reversed(found)}
            return sorted(spans.values(), key=lambda it: it[1])
        if node.type in _RECORDS:
            if node.parent is not None and node.parent.type == "type_definition":
                return []
            name = node.child_by_field_name("name")
            return [self.name_span(name)] if name is not None and _is_short(name) else []
        found_names = super().names(node, shape)
        if node.type == "preproc_def" and node.child_by_field_name("value") is None:
            return [it for it in found_names if not _GUARD.fullmatch(it[0])]
        return found_names

    def _declared_names(self, node: Node) -> list[Node]:
        if node.type == "function_definition":
            macro = _macro_of(node)
            if macro is not None:
                return [macro] if _is_short(macro) else []
        return [it.name for it in self.declarators(node) if it.name is not None and _is_short(it.name)]

    def name_span(self, node: Node) -> tuple[str, int, int]:
        """Give a name with the bytes where it stands."""
        name = own_name(node)
        if name.type == "operator_cast":
            end = child_of(name, "type") or name
            text = self.source[name.start_byte : end.end_byte].decode("utf-8", "replace")
            return text, name.start_byte, end.end_byte
        return text_of(name), name.start_byte, name.end_byte

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002, PLR0911 - declarators tell
        """Tell functions from variables, methods from functions, tests, and what a typedef defines."""
        if node.type == "type_definition":
            record = record_in(node)
            return kind if record is None else _RECORDS.get(record.type, kind)
        if kind is SymbolKind.VARIANT:
            return SymbolKind.CONST if _is_in_nameless(node) else kind
        if node.type == "function_definition":
            if _test_macro(node):
                return SymbolKind.TEST
            return self.function_kind(node)
        if node.type in _DECLARATIONS:
            found = self.declarators(node)
            if found and found[0].function is not None:
                return self.function_kind(node)
            if node.type == "declaration" and _is_in_record(node):
                return SymbolKind.FIELD
            if kind is SymbolKind.VARIABLE and _is_constant(node) and found and "*" not in found[0].marks:
                return SymbolKind.CONST
        return kind

    def function_kind(self, node: Node) -> SymbolKind:
        """Tell methods from functions."""
        return SymbolKind.METHOD if _is_in_record(node) else SymbolKind.FUNCTION

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of a function or a struct, the value of what declares one name."""
        if node.type == "type_definition":
            record = record_in(node)
            return record.child_by_field_name("body") if record is not None else None
        if kind in _VARIABLES and node.type in _DECLARATIONS:
            found = self.declarators(node)
            given = found[0].value if len(found) == 1 else None
            return given or node.child_by_field_name("default_value")
        if kind in {SymbolKind.VARIANT, SymbolKind.CONST}:
            return node.child_by_field_name("value")
        return node.child_by_field_name(shape.body)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head; of a macro that stands for a value, that, too."""
        if node.type in _MACROS:
            end = min(node.end_byte, node.start_byte + _LONGEST)
            head = self.source[node.start_byte : end].decode("utf-8", "replace").partition("\\\n")[0].strip()
            head = normalise_space(self.clean(head))
            return head if len(head) <= _VALUE * 2 else head[: _VALUE * 2] + " …"
        text = super().signature(kind, node, outer, body)
        if node.type == "type_definition" and body is not None:
            names = normalise_space(self.source[body.end_byte : node.end_byte].decode("utf-8", "replace"))
            return f"{text} {names.rstrip('; ')}"[:_LONGEST]
        return text

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - key words tell
        """Tell what only its file sees."""
        return "static" if signature.startswith("static ") and not _is_in_record(node) else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `static`, `inline`, `virtual` and their kin."""
        before, _, after = signature.partition(name)
        words = [*_WORD.findall(before), *_WORD.findall(after.rpartition(")")[2])]
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Say what each name is declared as."""
        if kind in _FUNCTIONS:
            return self._function_declaration(node)
        if kind is SymbolKind.TYPE_ALIAS and node.type == "type_definition":
            found = self.declarators(node)
            return ["type", _typed(base_type(node), found[0].marks, found[0].function) if found else ""]
        if node.type in _DECLARATIONS and kind in _VARIABLES:
            return ["var", base_type(node), ""]
        return super().declaration(kind, node, shape) if kind in {SymbolKind.VARIANT, SymbolKind.CONST} else None

    def _function_declaration(self, node: Node) -> list[Any]:
        found = self.declarators(node)
        function = found[0].function if found else None
        if function is None or _test_macro(node):
            return ["fn", [], ""]
        parameters = self.parameters(function.child_by_field_name("parameters"))
        result = base_type(node) + found[0].marks
        following = [child for child in function.named_children if child.type == "trailing_return_type"]
        if following and following[0].named_child_count:
            result = type_text(following[0].named_children[0])
        return ["fn", [] if parameters == [["_", "void"]] else parameters, result]

    def _of_each(
        self, heads: tuple[Header, ...], declared_as: list[Any] | None, node: Node
    ) -> tuple[list[Any] | None, ...]:
        if declared_as is None or declared_as[0] != "var" or node.type not in _DECLARATIONS:
            return (declared_as,) * len(heads)
        values = {it.name: [it.type, it.value] for it in self.bindings(node)}
        return tuple(["var", *values.get(head.name, [declared_as[1], ""])] for head in heads)

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `T *a`, `T a[]`, `T (*a)(int)`, `T` and `...`."""
        if node.type in {"identifier", "variadic_parameter"}:
            yield (text_of(node) if node.type == "identifier" else "..."), ""
            return
        given = node.child_by_field_name("declarator")
        it = declared(given)
        many = "..." if node.type.startswith("variadic") else ""
        if it.name is not None:
            yield many + text_of(it.name)[:_LONGEST], _typed(base_type(node), it.marks, it.function)
        else:
            yield many + "_", base_type(node) + type_text(given)

    def bindings(self, node: Node) -> list[Binding]:
        """Read what a declaration binds, each name with its own type."""
        base = base_type(node)
        found: list[Binding] = []
        whole = node.child_by_field_name("default_value") or node.child_by_field_name("value")
        for it in self.declarators(node):
            value = self.value_of(it.value or whole)
            for at, name in enumerate(it.more):
                found.append(Binding(text_of(name), name.start_byte, f"{value}@{at}" if value else "", ""))
            if it.name is not None and _is_short(it.name):
                text, start, _ = self.name_span(it.name)
                found.append(Binding(text, start, value, _typed(base, it.marks, it.function) if base else ""))
        return found

    def value_of(self, node: Node | None) -> str:
        """Write what something is initialised with; arguments of a constructor say nothing."""
        return "" if node is not None and node.type == "argument_list" else self.chains.chain(node)

    def imports(self, node: Node) -> list[Import]:
        """Read an include: `<a/b.h>` keeps its brackets, `a/b.h` stood between quotes; every name is bound."""
        path = node.child_by_field_name("path")
        if path is None or not _is_short(path) or path.type not in {"string_literal", "system_lib_string"}:
            return []
        written = text_of(path)
        inner = written[1:-1]
        end = path.end_byte - 1
        last = inner.replace("\\", "/").rpartition("/")[2]
        text = inner if written.startswith('"') else written
        return [Import(text, "*", end - len(last.encode()), end, "")] if last.strip() else []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Take what macros of tests define, and functions whose name starts with `test_`."""
        written = definition.heads[0].body >= 0
        return definition.kind is SymbolKind.TEST or (name.startswith("test_") and written)

    def doc(self, comment: str) -> str | None:
        """Take any comment but directives."""
        if _REMARK.match(comment) or comment.startswith(("///<", "//!<", "/**<", "/*!<")):
            return None
        if comment.startswith("/*!"):
            comment = "/**" + comment[3:]
        if comment.startswith("/*") and not comment.startswith("/**"):
            comment = "/**" + comment[2:]
        return super().doc(comment)


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST


def _typed(base: str, marks: str, function: Node | None) -> str:
    return base + marks + ("()" if function is not None else "")


def _is_in_record(node: Node) -> bool:
    found = around(node)
    return found is not None and found.type == "field_declaration_list"


def _is_in_nameless(node: Node) -> bool:
    """Tell constants of an enum that has no name."""
    enum = node.parent.parent if node.parent is not None else None
    if enum is None or enum.type != "enum_specifier" or enum.child_by_field_name("name") is not None:
        return False
    return enum.parent is None or enum.parent.type != "type_definition"


def _is_constant(node: Node) -> bool:
    return any(child.type == "type_qualifier" and text_of(child) in {"const", "constexpr"} for child in node.children)


def _test_macro(node: Node) -> bool:
    """Tell `TEST(Suite, name) {` and `TEST_IMPL(name) {`."""
    return (
        _macro_of(node) is not None
        and _TEST_MACRO.fullmatch(text_of(node.named_children[0]).partition("(")[0]) is not None
    )


def _macro_of(node: Node) -> Node | None:
    """Give the name in `MACRO(.., name) {`, which is read as a function without a type or without parameters."""
    given, kind = node.child_by_field_name("declarator"), node.child_by_field_name("type")
    if given is None or node.type != "function_definition":
        return None
    if given.type == "parenthesized_declarator" and kind is not None and _CAPITALS.fullmatch(text_of(kind)):
        return declared(given).name
    if kind is not None or given.type != "function_declarator":
        return None
    name, parameters = given.child_by_field_name("declarator"), given.child_by_field_name("parameters")
    if name is None or parameters is None or not _TEST_MACRO.fullmatch(text_of(name)):
        return None
    names = [child.child_by_field_name("type") for child in parameters.named_children]
    return names[-1] if names and names[-1] is not None and names[-1].type == "type_identifier" else None
