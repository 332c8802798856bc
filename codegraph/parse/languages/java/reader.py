"""What is particular to Java."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Step, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_FIELDS = frozenset({"field_declaration", "constant_declaration"})
_DECLARED = frozenset({"local_variable_declaration", *_FIELDS})
_ANNOTATIONS = frozenset({"annotation", "marker_annotation"})
_REMARKS = frozenset({"line_comment", "block_comment"})
_ACCESS = frozenset({"public", "protected", "private"})
_TESTS = frozenset({"Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate"})
_OPEN_BODIES = frozenset({"interface_body", "annotation_type_body"})
_FUNCTIONS = frozenset({"method_declaration", "constructor_declaration", "compact_constructor_declaration"})
_ANNOTATION = re.compile(r"@[\w.]+(?:\([^)]*\))?\s*")
_CALLED = frozenset({"type_identifier", "scoped_type_identifier", "generic_type", "super", "this"})
_UNSAID = frozenset({"method_reference", "lambda_expression", "assignment_expression"})
_WORDS = re.compile(r"[a-z-]+")
_MODIFIERS = frozenset(
    {"abstract", "static", "final", "default", "synchronized", "native", "transient", "volatile", "sealed", "strictfp"}
    | {"non-sealed"}
)
_MOST = 40
# arguments of a call, and what is said of each
_MOST_GIVEN, _LONGEST_GIVEN = 6, 80
_LONGEST = 300


class JavaReader(Reader):
    """Reads a Java file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "method_declaration": Shape(result="type"),
        "annotation_type_element_declaration": Shape(result="type"),
        "formal_parameter": Shape(body="", value=""),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "field_declaration": Bind("declarator"),
        "constant_declaration": Bind("declarator"),
        "enhanced_for_statement": Bind("name", "value", "@each", "type"),
        "resource": Bind("name", "value", type="type"),
        "instanceof_expression": Bind("name", "left", type="right"),
    }
    blocks: ClassVar[frozenset[str]] = frozenset(
        {
            "block",
            "constructor_body",
            "for_statement",
            "enhanced_for_statement",
            "catch_clause",
            "try_with_resources_statement",
            "lambda_expression",
            "switch_block_statement_group",
            "switch_rule",
        }
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "field_access": Step("object", "field"),
        "method_invocation": Step("object", "name", "()"),
        "method_reference": Step("0", "1"),
        "array_access": Step("array", mark="[]"),
        "object_creation_expression": Step("type", mark="@new"),
        "generic_type": Step("0"),
        "parenthesized_expression": Step("0"),
        "cast_expression": Step("value", mark="@as({})", cast="type"),
        "assignment_expression": Step("right"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string_literal": '""',
        "character_literal": "0",
        "decimal_integer_literal": "0",
        "hex_integer_literal": "0",
        "decimal_floating_point_literal": "0",
        "array_initializer": "[]",
    }
    functions: ClassVar[frozenset[str]] = _FUNCTIONS
    closures: ClassVar[frozenset[str]] = frozenset({"lambda_expression"})

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names of all declarators of a field."""
        if node.type not in _FIELDS:
            return super().names(node, shape)
        names = [one.child_by_field_name("name") for one in node.children_by_field_name("declarator")]
        return [
            (text_of(name), name.start_byte, name.end_byte)
            for name in names
            if name is not None and 0 < name.end_byte - name.start_byte < _LONGEST
        ]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:
        """Tell tests by annotations or as JUnit 3 did, constants by `static final`, a method in no class by that."""
        if kind is SymbolKind.METHOD:
            if any(name in _TESTS for name in _annotations(node)) or _is_old_test(node, shape):
                return SymbolKind.TEST
            around = node.parent
            return SymbolKind.FUNCTION if around is not None and around.type == "program" else kind
        if kind is SymbolKind.FIELD and {"static", "final"} <= set(_words(node)):
            return SymbolKind.CONST
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:  # noqa: ARG002 - its type tells
        """Give the value of a field that declares one name."""
        if node.type not in _FIELDS:
            return node.child_by_field_name(shape.body or "body")
        declared = node.children_by_field_name("declarator")
        return declared[0].child_by_field_name("value") if len(declared) == 1 else None

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head; of an enum's constant, too, without its body."""
        if kind is not SymbolKind.VARIANT:
            return super().signature(kind, node, outer, body)
        end = body.start_byte if body is not None else node.end_byte
        start = self.head_start(node, outer)
        return normalise_space(self.clean(self.source[start:end].decode("utf-8", "replace")))[:_LONGEST]

    def head_start(self, node: Node, outer: Node) -> int:
        """Leave the annotations before the first key word out."""
        modifiers = _modifiers(node)
        if modifiers is None:
            return outer.start_byte
        for child in modifiers.children:
            if child.type not in _ANNOTATIONS | _REMARKS:
                return child.start_byte
        return modifiers.end_byte

    def clean(self, head: str) -> str:
        """Take comments and the white space before the first word out."""
        return super().clean(head).lstrip()

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - key words tell
        """Take what is written; what stands in an interface is public, and so are an enum's constants."""
        for word in _words(node):
            if word in _ACCESS:
                return word
        around = node.parent
        is_open = node.type == "enum_constant" or (around is not None and around.type in _OPEN_BODIES)
        return "public" if is_open or node.type == "formal_parameter" else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `static`, `abstract` and their kin."""
        words = _WORDS.findall(re.split(rf"\b{re.escape(name)}\b", _ANNOTATION.sub("", signature), maxsplit=1)[0])
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters without annotations."""
        return tuple(_ANNOTATION.sub("", one) for one in super().generics(node))

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of classes, the type of an enum's constants, and several names of one field."""
        if kind in {SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM}:
            return ["class", list(_bases(node))]
        if kind is SymbolKind.VARIANT:
            around = node.parent.parent if node.parent is not None else None
            return ["var", type_text(around.child_by_field_name("name") if around is not None else None), ""]
        if node.type in _FIELDS:
            return ["var", type_text(node.child_by_field_name("type")), ""]
        return super().declaration(kind, node, shape)

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List parameters; a receiver is none."""
        found: list[list[str]] = []
        for child in node.named_children[:_MOST] if node is not None else ():
            if child.type in {"formal_parameter", "spread_parameter"}:
                found += [[name, declared] for name, declared in self.parameter(child)]
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `T a`, `T a[]` and `T... a`."""
        if node.type == "formal_parameter":
            declared = type_text(node.child_by_field_name("type"))
            yield text_of_name(node), declared + _dimensions(node)
            return
        children = [child for child in node.named_children if child.type not in {"modifiers", *_REMARKS}]
        if len(children) > 1:
            yield "..." + text_of_name(children[-1]), type_text(children[0])

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; functions without a name bind their parameters."""
        if node.type in _DECLARED:
            return self._declared(node)
        if node.type == "lambda_expression":
            return self._parameters_of(node)
        if node.type == "catch_formal_parameter":
            caught = [child for child in node.named_children if child.type == "catch_type"]
            return self._named(node.child_by_field_name("name"), "", type_text(caught[0]) if caught else "")
        if node.type in {"type_pattern", "record_pattern_component"}:
            children = node.named_children
            return self._named(children[-1], "", type_text(children[-2])) if len(children) > 1 else []
        if node.type == "instanceof_expression":
            name = node.child_by_field_name("name")
            value = self.chains.chain(node.child_by_field_name("left"))
            return self._named(name, value, type_text(node.child_by_field_name("right")))
        return [it._replace(type="" if it.type == "var" else it.type) for it in super().bindings(node)]

    def _named(self, name: Node | None, value: str, declared: str) -> list[Binding]:
        if name is None or name.type != "identifier":
            return []
        return [Binding(text_of(name), name.start_byte, value, declared)]

    def _declared(self, node: Node) -> list[Binding]:
        declared = type_text(node.child_by_field_name("type"))
        declared = "" if declared == "var" else declared
        found: list[Binding] = []
        for one in node.children_by_field_name("declarator")[:_MOST]:
            value = self.chains.chain(one.child_by_field_name("value"))
            kind = declared + _dimensions(one) if declared else ""
            found += self._named(one.child_by_field_name("name"), value, kind)
        return found

    def _parameters_of(self, node: Node) -> list[Binding]:
        parameters = node.child_by_field_name("parameters")
        if parameters is None or parameters.type == "identifier":
            return self._named(parameters, "", "")
        found: list[Binding] = []
        for child in parameters.named_children[:_MOST]:
            name = child if child.type == "identifier" else child.child_by_field_name("name")
            declared = type_text(child.child_by_field_name("type"))
            found += self._named(name, "", "" if declared == "var" else declared)
        return found

    def arguments(self, node: Node) -> str:
        """Count the arguments of a call, behind `new` where it makes an object, and say what they are."""
        call: Node | None = node
        while call is not None and call.type in _CALLED:
            call = call.parent
        listed = call.child_by_field_name("arguments") if call is not None else None
        if call is None or listed is None:
            return ""
        given = [child for child in listed.named_children if child.type not in _REMARKS]
        chains = ["|" + self._given(child) for child in given[:_MOST_GIVEN]]
        text = "".join(one if len(one) < _LONGEST_GIVEN and one.count("|") == 1 else "|" for one in chains)
        text = f"{len(given)}{text}" if len(given) == len(chains) else str(len(given))
        return f"new {text}" if call.type == "object_creation_expression" else text

    def _given(self, node: Node) -> str:
        """Write an argument's chain; of a function or what is set on the way nothing."""
        return "" if node.type in _UNSAID else self.chains.chain(node)

    def refers(self, node: Node) -> bool:
        """Leave out the last name of a class in a class: it means nothing alone."""
        around = node.parent
        return around is None or around.type != "scoped_type_identifier" or around.named_children[-1] != node

    def imports(self, node: Node) -> list[Import]:
        """Read one import: its alias is the name that it binds, `*` for all, and a static one says so."""
        names = [child for child in node.named_children if child.type in {"scoped_identifier", "identifier"}]
        if not names:
            return []
        path, star = names[0], [child for child in node.named_children if child.type == "asterisk"]
        text = "".join(text_of(path).split()) if path.end_byte - path.start_byte < _LONGEST else ""
        is_static = "static" if any(child.type == "static" for child in node.children) else ""
        if star and text:
            return [Import(f"{text}.*", "*", star[0].start_byte, star[0].end_byte, is_static)]
        last = path.child_by_field_name("name") or path
        return [Import(text, text_of(last), last.start_byte, last.end_byte, is_static)] if text else []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Take what `kind` found to be one."""
        return definition.kind is SymbolKind.TEST


def text_of_name(node: Node) -> str:
    """Give the name of a parameter or a declarator."""
    return text_of(node.child_by_field_name("name") or node)[:_LONGEST]


def _dimensions(node: Node) -> str:
    return type_text(node.child_by_field_name("dimensions"))


def _modifiers(node: Node) -> Node | None:
    first = node.named_child(0)
    return first if first is not None and first.type == "modifiers" else None


def _words(node: Node) -> list[str]:
    modifiers = _modifiers(node)
    return [child.type for child in modifiers.children] if modifiers is not None else []


def _annotations(node: Node) -> Iterator[str]:
    modifiers = _modifiers(node)
    for child in modifiers.children if modifiers is not None else ():
        name = child.child_by_field_name("name") if child.type in _ANNOTATIONS else None
        if name is not None:
            yield text_of(name).rpartition(".")[2]


def _is_old_test(node: Node, shape: Shape) -> bool:
    """Tell what JUnit 3 runs: `public void testX()` of a class whose base is called `..TestCase`."""
    name, result = node.child_by_field_name("name"), node.child_by_field_name(shape.result)
    if name is None or result is None or not text_of(name).startswith("test") or result.type != "void_type":
        return False
    around = node.parent.parent if node.parent is not None else None
    base = around.child_by_field_name("superclass") if around is not None else None
    return base is not None and text_of(base).endswith("TestCase")


def _bases(node: Node) -> Iterator[str]:
    """List the bases of a type as written."""
    for child in node.named_children:
        if child.type == "superclass":
            yield from map(type_text, child.named_children[-1:])
        elif child.type in {"super_interfaces", "extends_interfaces"}:
            for types in child.named_children:
                yield from map(type_text, types.named_children[:_MOST])
