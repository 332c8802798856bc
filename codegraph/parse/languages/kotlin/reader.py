"""What is particular to Kotlin, whose grammar has few fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, first_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

_TYPES = frozenset({"user_type", "nullable_type", "function_type", "non_nullable_type", "parenthesized_type"})
_BODIES = frozenset({"class_body", "enum_class_body"})
_FUNCTION_BODIES = frozenset({"function_body", "block"})
_PARAMETERS = frozenset({"function_value_parameters"})
_NAMES = frozenset({"variable_declaration", "multi_variable_declaration"})
_ACCESSORS = frozenset({"getter", "setter"})
_ACCESS = re.compile(r"\b(public|private|protected|internal)\b")
_TEST = re.compile(r"@(?:\w+:)?(?:[\w.]+\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b")
_RECEIVER = re.compile(r"(?P<type>[^\W\d]\w*)\s*(?:<.*>)?\s*\??\s*$", re.DOTALL)
_MODIFIERS = frozenset(
    {"abstract", "open", "final", "override", "sealed", "data", "inner", "value", "annotation", "enum", "companion"}
    | {"suspend", "inline", "infix", "operator", "tailrec", "external", "lateinit", "const", "expect", "actual"}
)
_MOST_BASES = 40
_LONGEST_HEAD = 600
_LEADING = frozenset({"block_comment", "line_comment"})


class KotlinReader(Reader):
    """Reads a Kotlin file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "type_alias": Shape(name="type", body=""),
        "companion_object": Shape(),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "property_declaration": Bind("", ""),
        "assignment": Bind("left", "right"),
    }
    blocks: ClassVar[frozenset[str]] = frozenset(
        {"block", "lambda_literal", "for_statement", "when_entry", "catch_block", "anonymous_function"}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "navigation_expression": Step("0", "-1"),
        "call_expression": Step("0", mark="()"),
        "index_expression": Step("0", mark="[]"),
        "parenthesized_expression": Step("0"),
        "unary_expression": Step("argument"),
        "as_expression": Step("left", mark="@as({})", cast="right"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string_literal": '""',
        "multiline_string_literal": '""',
        "number_literal": "0",
        "float_literal": "0",
    }

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names, without backticks; a constructor is called as it is written."""
        if node.type == "property_declaration":
            return [_place(one) for one, _ in _variables(node)]
        if node.type == "secondary_constructor":
            return [_place(child) for child in node.children if child.type == "constructor"][:1]
        if node.type in {"enum_entry", "class_parameter"}:
            if node.type == "class_parameter" and not any(it.type in {"val", "var"} for it in node.children):
                return []
            found = first_of(node, {"identifier"})
            return [_place(found)] if found is not None else []
        named = super().names(node, shape)
        if not named and node.type == "function_declaration":
            # fun <T> List<T>.second(): the grammar takes the name for a part of the type before it
            receiver = first_of(node, _TYPES)
            last = receiver.named_child(receiver.named_child_count - 1) if receiver is not None else None
            named = [_place(last)] if last is not None and last.type == "identifier" else []
        return [_bare(*one) for one in named]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the node tells
        """Tell interfaces, enums, constants, methods and tests."""
        if kind is SymbolKind.CLASS:
            if any(child.type == "interface" for child in node.children):
                return SymbolKind.INTERFACE
            return SymbolKind.ENUM if _has_modifier(node, "enum") else kind
        if kind is SymbolKind.VARIABLE:
            return SymbolKind.CONST if _has_modifier(node, "const") else kind
        if kind is SymbolKind.FUNCTION:
            if any(_TEST.match(text_of(one)) for one in _annotations(node)):
                return SymbolKind.TEST
            around = node.parent
            return SymbolKind.METHOD if around is not None and around.type in _BODIES else kind
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:  # noqa: ARG002 - there are no fields
        """Find what has no field: the body by its type, a value behind its `=`."""
        if node.type == "property_declaration":
            return _value(node) or first_of(node, {"property_delegate", *_ACCESSORS})
        if node.type == "class_parameter":
            return _value(node)
        return first_of(node, _FUNCTION_BODIES if node.type in _WITH_PARAMETERS else _BODIES)

    def head_start(self, node: Node, outer: Node) -> int:  # noqa: ARG002 - nothing is wrapped around
        """Leave annotations out."""
        start = node.start_byte
        modifiers = first_of(node, {"modifiers"})
        for child in modifiers.children if modifiers is not None else ():
            if child.type not in _LEADING and child.type != "annotation":
                return child.start_byte
            start = child.end_byte
        return start

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - the modifiers tell
        """Take what is written."""
        modifiers = first_of(node, {"modifiers"})
        found = first_of(modifiers, {"visibility_modifier"}) if modifiers is not None else None
        return text_of(found) if found is not None and _ACCESS.fullmatch(text_of(found)) else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `suspend`, `override` and their kin."""
        words = signature.partition(name)[0].split() if name else []
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def self_type(self, node: Node) -> str:
        """Name the type that a function extends."""
        if node.type != "function_declaration":
            return ""
        for child in node.children:
            if child.type in _PARAMETERS:
                break
            if child.type in _TYPES:
                text = text_of(child) if child.end_byte - child.start_byte < _LONGEST_HEAD else ""
                name = node.child_by_field_name("name")
                if name is None or name.end_byte == name.start_byte:
                    text = text.rpartition(".")[0]
                found = _RECEIVER.search(text)
                return found["type"] if found is not None else ""
        return ""

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters as written, without `reified` and variance."""
        found = first_of(node, {"type_parameters"})
        if found is None or found.end_byte - found.start_byte > _LONGEST_HEAD:
            return ()
        texts = (normalise_space(text_of(one)) for one in found.named_children[:_MOST_BASES])
        return tuple(re.sub(r"^(?:(?:reified|in|out) )+", "", text) for text in texts)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:  # noqa: ARG002 - no fields
        """Read what is declared by the types of nodes."""
        if node.type in _WITH_PARAMETERS:
            return ["fn", self.parameters(first_of(node, _PARAMETERS)), _result(node)]
        if node.type == "property_declaration":
            declared = [type_text(it) for _, it in _variables(node)]
            return ["var", "".join(declared[:1]), self.chains.chain(_value(node))]
        if node.type == "class_parameter":
            return ["var", type_text(first_of(node, _TYPES)), self.chains.chain(_value(node))]
        if node.type == "type_alias":
            return ["type", type_text(first_of(node, _TYPES))]
        if kind in {SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM}:
            bases = first_of(node, {"delegation_specifiers"})
            found = bases.named_children[:_MOST_BASES] if bases is not None else ()
            return ["class", [_base(one) for one in found if one.type == "delegation_specifier"]]
        return None

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List parameters; `vararg` stands beside the one that it belongs to."""
        found: list[list[str]] = []
        many = ""
        for child in node.named_children[: 2 * _MOST_BASES] if node is not None else ():
            if child.type == "parameter":
                found += [[many + name, declared] for name, declared in self.parameter(child)]
            many = "..." if child.type == "parameter_modifiers" and "vararg" in text_of(child) else ""
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a: T`."""
        name = first_of(node, {"identifier"})
        if name is not None:
            yield text_of(name).strip("`"), type_text(first_of(node, _TYPES))

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound."""
        if node.type == "assignment":
            return super().bindings(node)
        if node.type == "property_declaration":
            variables = _variables(node)
            value = self.chains.chain(_value(node))
            several = len(variables) > 1
            return [
                Binding(name, at, f"{value}@{number}" if several and value else value, type_text(declared))
                for number, (one, declared) in enumerate(variables)
                for name, at, _ in [_place(one)]
                if PLAIN.fullmatch(name) and name != "_"
            ]
        if node.type == "catch_block":
            caught = first_of(node, {"identifier"})
            return self.targets(caught, "", type_text(first_of(node, _TYPES))) if caught is not None else []
        if node.type == "variable_declaration":
            return self._loop(node, "")
        pattern = first_of(node, _NAMES)
        given = pattern.next_named_sibling if pattern is not None else None
        value = self.chains.chain(given)
        return self._loop(pattern, f"{value}@each" if value else "") if pattern is not None else []

    def _loop(self, pattern: Node, value: str) -> list[Binding]:
        """Read the names of a loop, or of what is given to a function without a name."""
        variables = _declared(pattern)
        marks = [f"@{at}" if len(variables) > 1 else "" for at in range(len(variables))]
        return [
            it._replace(type=type_text(declared))
            for (one, declared), mark in zip(variables, marks, strict=True)
            for it in self.targets(one, value + mark if value else "", "")
        ]

    def imports(self, node: Node) -> list[Import]:
        """Read `import a.b.C`, `import a.b.C as D` and `import a.b.*`."""
        path = first_of(node, {"qualified_identifier"})
        last = path.named_child(path.named_child_count - 1) if path is not None else None
        if path is None or last is None:
            return []
        text = "".join(text_of(path).split())
        star = first_of(node, {"*"})
        if star is not None:
            return [Import(f"{text}.*", "*", star.start_byte, star.end_byte, "")]
        alias = first_of(node, {"identifier"})
        local = text_of(alias if alias is not None else last)
        return [Import(text, local, last.start_byte, last.end_byte, "")]


_WITH_PARAMETERS = frozenset({"function_declaration", "secondary_constructor"})


def _bare(name: str, start: int, end: int) -> tuple[str, int, int]:
    return (name[1:-1], start + 1, end - 1) if name[:1] == "`" and len(name) > 1 + 1 else (name, start, end)


def _place(node: Node) -> tuple[str, int, int]:
    return _bare(text_of(node), node.start_byte, node.end_byte)


def _annotations(node: Node) -> list[Node]:
    modifiers = first_of(node, {"modifiers"})
    return [child for child in modifiers.children if child.type == "annotation"] if modifiers is not None else []


def _has_modifier(node: Node, word: str) -> bool:
    modifiers = first_of(node, {"modifiers"})
    return modifiers is not None and any(text_of(child) == word for child in modifiers.children)


def _declared(pattern: Node) -> list[tuple[Node, Node | None]]:
    """List the names of a pattern with their types."""
    every = [pattern] if pattern.type == "variable_declaration" else pattern.named_children[:_MOST_BASES]
    found = [(first_of(one, {"identifier"}), first_of(one, _TYPES)) for one in every]
    return [(name, declared) for name, declared in found if name is not None]


def _variables(node: Node) -> list[tuple[Node, Node | None]]:
    pattern = first_of(node, _NAMES)
    return _declared(pattern) if pattern is not None else []


def _value(node: Node) -> Node | None:
    """Give what stands behind `=`."""
    given = first_of(node, {"="})
    return given.next_named_sibling if given is not None else None


def _result(node: Node) -> str:
    """Write the type behind the parameters."""
    parameters = first_of(node, _PARAMETERS)
    after = parameters.next_named_sibling if parameters is not None else None
    return type_text(after) if after is not None and after.type in _TYPES else ""


def _base(node: Node) -> str:
    """Write a base without what is given to its constructor."""
    inside = node.named_child(0)
    if inside is None or inside.type in _TYPES:
        return type_text(inside)
    return type_text(first_of(inside, _TYPES))
