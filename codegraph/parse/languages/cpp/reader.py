"""What is particular to C++."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, UNKNOWN, Chains, Step, child_of, text_of, type_text
from codegraph.parse.languages.c.declarators import around, base_type, declared, own_name, scopes
from codegraph.parse.languages.c.reader import CReader
from codegraph.parse.reader import Binding, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

_PATHS = frozenset({"qualified_identifier", "template_function", "template_type", "template_method"})
_CASTS = frozenset({"static_cast", "dynamic_cast", "reinterpret_cast", "const_cast"})
_TYPES = frozenset({"class_specifier", "struct_specifier", "union_specifier"})
_ATTRIBUTE = re.compile(r"^\[\[\s*|\s*\]\]$")
_PARAMETERS = frozenset({"type_parameter_declaration", "variadic_type_parameter_declaration"})
_LONGEST = 300
_MOST = 40


class CppChains(Chains):
    """Writes `a::B<T>::f` as `a.B.f`, and casts as what they are."""

    def particular(self, node: Node) -> str:
        """Write `static_cast<T>(x)` and its kin as `x@as(T)`."""
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        if function is None or function.type != "template_function":
            return ""
        name, types = function.child_by_field_name("name"), function.child_by_field_name("arguments")
        given = node.child_by_field_name("arguments")
        if name is None or types is None or given is None or text_of(name) not in _CASTS:
            return ""
        value = given.named_children[0] if given.named_child_count else None
        text = text_of(value) if value is not None and value.end_byte - value.start_byte < _LONGEST else ""
        inside = text if PLAIN.fullmatch(text) else UNKNOWN
        return f"{inside}@as({type_text(child_of(types, '0'))})"

    def name_end(self, node: Node) -> int:
        """Give the byte where the last name ends, before its arguments."""
        if node.type == "field_expression":
            node = node.child_by_field_name("field") or node
        return own_name(node).end_byte if node.type in _PATHS else super().name_end(node)

    @staticmethod
    def _said(node: Node, step: Step) -> str:
        if not step.name:
            return step.mark.replace("{}", type_text(child_of(node, step.cast))) if step.cast else step.mark
        name = node.child_by_field_name(step.name)
        if name is None or name.end_byte - name.start_byte > _LONGEST:
            return ".?"
        parts = [*scopes(name), text_of(own_name(name))]
        return "".join(f".{part}" for part in parts) + step.mark


class CppReader(CReader):
    """Reads a C++ file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        **CReader.shapes,
        "alias_declaration": Shape(body="", value="type"),
        "concept_definition": Shape(body=""),
    }
    wrappers: ClassVar[frozenset[str]] = frozenset({"template_declaration"})
    steps: ClassVar[Mapping[str, Step]] = {
        **CReader.steps,
        "qualified_identifier": Step("scope", "name"),
        "template_function": Step("name"),
        "template_type": Step("name"),
        "template_method": Step("name"),
        "new_expression": Step("type", mark="@new"),
        "class_specifier": Step("name"),
        "co_await_expression": Step("argument", mark="@await"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {**CReader.heads, "raw_string_literal": '""'}
    functions: ClassVar[frozenset[str]] = frozenset({"function_definition"})
    closures: ClassVar[frozenset[str]] = frozenset({"lambda_expression"})
    ignored: ClassVar[frozenset[str]] = _CASTS

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = CppChains(self.steps, self.heads, self.type_text)
        # where `public:` and its kin stand, by the list of a class's members
        self._access: dict[int, tuple[list[int], list[str]]] = {}

    def is_alone(self, node: Node, around: Node) -> bool:  # noqa: ARG002 - a template holds one definition
        """Take the template around a definition for a part of it."""
        return True

    def name_span(self, node: Node) -> tuple[str, int, int]:
        """Give the last name of a path with the bytes where it stands."""
        return super().name_span(own_name(node))

    def function_kind(self, node: Node) -> SymbolKind:
        """Tell methods by where they stand, or by the class before their name."""
        return SymbolKind.METHOD if self.self_type(node) else super().function_kind(node)

    def self_type(self, node: Node) -> str:
        """Name the class of a method that is defined outside of it, with what is before that: `a::B` of `a::B::f`."""
        if node.type not in {"function_definition", "declaration"}:
            return ""
        name = declared(node.child_by_field_name("declarator")).name
        return "::".join(scopes(name)) if name is not None else ""

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of a function, from where it initialises members."""
        if node.type == "function_definition":
            first = [child for child in node.named_children if child.type == "field_initializer_list"]
            return first[0] if first else node.child_by_field_name("body")
        return super().body(kind, node, shape)

    def visibility(self, name: str, signature: str, node: Node) -> str:
        """Take what is written above a member; a struct's are public, a class's private."""
        record = around(node)
        if record is None or record.type != "field_declaration_list":
            return super().visibility(name, signature, node)
        if record.id not in self._access:
            found = [child for child in record.children if child.type == "access_specifier"]
            self._access[record.id] = [one.start_byte for one in found], [text_of(one) for one in found]
        starts, words = self._access[record.id]
        at = bisect_right(starts, node.start_byte)
        is_class = record.parent is not None and record.parent.type == "class_specifier"
        return words[at - 1] if at else "private" if is_class else "public"

    def generics(self, node: Node) -> tuple[str, ...]:
        """List the parameters of the templates around a definition."""
        found: list[str] = []
        outer = node.parent
        while outer is not None and outer.type == "template_declaration":
            parameters = outer.child_by_field_name("parameters")
            for one in parameters.named_children[:_MOST] if parameters is not None else ():
                name = one.child_by_field_name("name") or declared(one.child_by_field_name("declarator")).name
                if name is None and one.type in _PARAMETERS and one.named_child_count:
                    name = one.named_children[0]
                if name is not None and name.end_byte - name.start_byte < _LONGEST:
                    found.append(text_of(name))
            outer = outer.parent
        return tuple(found)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of classes, too."""
        if node.type in _TYPES:
            return ["class", list(_bases(node))]
        if node.type == "alias_declaration":
            return ["type", type_text(node.child_by_field_name("type"))]
        return None if node.type == "concept_definition" else super().declaration(kind, node, shape)

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; functions without a name bind their parameters."""
        if node.type == "lambda_expression":
            head = node.child_by_field_name("declarator")
            parameters = head.child_by_field_name("parameters") if head is not None else None
            return [
                it for child in (parameters.named_children[:_MOST] if parameters is not None else ())
                for it in super(CppReader, self).bindings(child)
            ]  # fmt: skip
        if node.type == "for_range_loop":
            it = declared(node.child_by_field_name("declarator"))
            value = self.chains.chain(node.child_by_field_name("right"))
            value = value and f"{value}@each"
            pairs = [(name, value and f"{value}@{at}") for at, name in enumerate(it.more)]
            pairs += [(it.name, value)] if it.name is not None else []
            base = base_type(node)
            return [Binding(text_of(name), name.start_byte, said, base and base + it.marks) for name, said in pairs]
        return super().bindings(node)

    def imports(self, node: Node) -> list[Import]:
        """Read an include, or a `using`: `a::b` binds `b`, `a::*` all that a namespace has."""
        if node.type != "using_declaration":
            return super().imports(node)
        path = node.named_children[-1] if node.named_child_count else None
        if path is None or path.end_byte - path.start_byte > _LONGEST or path.type not in {*_PATHS, "identifier"}:
            return []
        name = own_name(path)
        text = "::".join([*scopes(path), text_of(name)])
        if any(child.type == "namespace" for child in node.children):
            return [Import(f"{text}::*", "*", name.start_byte, name.end_byte, "")]
        return [Import(text, text_of(name), name.start_byte, name.end_byte, "")]

    def refers(self, node: Node) -> bool:
        """Leave out the names that a template gives to its parameters."""
        return node.parent is None or node.parent.type not in _PARAMETERS

    def attribute(self, text: str) -> str:
        """Take the brackets off `[[nodiscard]]`."""
        return _ATTRIBUTE.sub("", super().attribute(text))


def _bases(node: Node) -> Iterator[str]:
    for clause in node.named_children:
        if clause.type == "base_class_clause":
            yield from (
                type_text(child)
                for child in clause.named_children[:_MOST]
                if child.type in {"type_identifier", "qualified_identifier", "template_type"}
            )
