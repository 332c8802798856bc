"""Reads what JavaScript and TypeScript bind: variables, and parameters with what a function's place tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.chains import PLAIN, text_of
from codegraph.parse.languages.javascript.contexts import FUNCTIONS, Contexts
from codegraph.parse.languages.javascript.types import written_type
from codegraph.parse.reader import Binding, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_NAMED_BY = frozenset(
    {"variable_declarator", "pair", "assignment_expression", "public_field_definition", "field_definition"}
)
_CASTS = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression"})
_PATTERNS = frozenset({"object_pattern", "array_pattern"})
_AROUND_PATTERN = frozenset({"required_parameter", "optional_parameter", "assignment_pattern"})
_MOST_PARTS = 40
_LONGEST = 160


class BindingReader(Reader):
    """Reads bindings."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.contexts = Contexts(self.chains)

    def type_text(self, node: Node | None) -> str:
        """Write a type in one line."""
        return written_type(node)

    def value(self, node: Node) -> Node | None:
        """Give what a definition gives a name to, where it is a value."""
        if node.type in FUNCTIONS or node.type == "class":
            return node
        value = node.child_by_field_name("right" if node.type == "assignment_expression" else "value")
        inside = value
        while inside is not None and inside.type in _CASTS:
            inside = inside.named_child(0)
        return inside if inside is not None and inside.type in FUNCTIONS else value

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a`, `a: T`, `a = 1`, `...a` and `{a, b}`."""
        declared = written_type(node.child_by_field_name("type"))
        pattern = node.child_by_field_name("pattern") or node
        if pattern.type == "assignment_pattern":
            pattern = pattern.child_by_field_name("left") or pattern
        text = text_of(pattern) if pattern.end_byte - pattern.start_byte < _LONGEST else ""
        if PLAIN.fullmatch(text.removeprefix("...")):
            yield text, declared
        else:
            yield "{}", declared

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; functions without a name bind their parameters."""
        if node.type in FUNCTIONS:
            return self._parameters_of(node)
        if node.type == "formal_parameters":
            return self._parameters_of(node.parent) if node.parent is not None else []
        if node.type in _PATTERNS:
            return self.targets(node, self._given(node), "")
        if node.type in {"required_parameter", "optional_parameter"}:
            return self._parameter_bindings(node)
        if node.type == "for_in_statement":
            return self._loop_bindings(node)
        value = self.value(node)
        # a function that is given a name is a definition
        return [] if value is not None and value.type in FUNCTIONS else super().bindings(node)

    def _parameter_bindings(self, node: Node) -> list[Binding]:
        """Read a parameter that is taken apart, or that is a field, too."""
        pattern, declared = node.child_by_field_name("pattern"), written_type(node.child_by_field_name("type"))
        if pattern is not None and pattern.type in _PATTERNS:
            return self.targets(pattern, f'""@as({declared})' if declared else self._given(node), "")
        return [it._replace(name=f"this.{it.name}") for it in super().bindings(node)]

    def _loop_bindings(self, node: Node) -> list[Binding]:
        left, operator = node.child_by_field_name("left"), node.child_by_field_name("operator")
        value = self.chains.chain(node.child_by_field_name("right"))
        mark = "@key" if operator is not None and operator.type == "in" else "@each"
        return self.targets(left, value + mark if value else "", "") if left is not None else []

    def is_nameless(self, node: Node) -> bool:
        """Tell a callback from what is given a name; a test's function is the test's."""
        around = node.parent
        while around is not None and around.type in _CASTS:
            around = around.parent
        return around is None or around.type not in _NAMED_BY

    def _parameters_of(self, node: Node) -> list[Binding]:
        """Read parameters, of functions with a name those that stand in a place that tells of them."""
        context = self.contexts.of(node)
        nameless = node.type in FUNCTIONS and self.is_nameless(node)
        if not context and not nameless:
            return []
        single = node.child_by_field_name("parameter")
        if single is not None:
            return self.targets(single, f"{context}@par0" if context else "", "")
        parameters = node.child_by_field_name("parameters")
        found: list[Binding] = []
        listed = [it for it in parameters.named_children if it.type != "comment"] if parameters is not None else []
        for at, child in enumerate(listed[:_MOST_PARTS]):
            pattern, declared = child.child_by_field_name("pattern") or child, child.child_by_field_name("type")
            # those that are taken apart are captured on their own
            if pattern.type not in _PATTERNS and (nameless or declared is None):
                said = "" if declared is not None or not context else f"{context}@par{_place(pattern, at)}"
                found += self.targets(pattern, said, written_type(declared))
        return found

    def _given(self, node: Node) -> str:
        """Write what a parameter is by the place where its function stands."""
        while node.parent is not None and node.parent.type != "formal_parameters":
            if node.parent.type not in _AROUND_PATTERN:
                return ""
            node = node.parent
        function = node.parent.parent if node.parent is not None else None
        if function is None or node.parent is None:
            return ""
        context = self.contexts.of(function)
        listed = [it for it in node.parent.named_children if it.type != "comment"]
        return f"{context}@par{listed.index(node)}" if context else ""

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Take objects and arrays apart."""
        if node.type == "array_pattern":
            return [(child, f"@{at}") for at, child in enumerate(node.named_children[:_MOST_PARTS])]
        if node.type in {"assignment_pattern", "object_assignment_pattern"}:
            left = node.child_by_field_name("left")
            if left is None:
                return []
            own = left.type == "shorthand_property_identifier_pattern"
            return [(left, f".{text_of(left)}" if own else "")]
        if node.type == "rest_pattern":
            return [(child, "") for child in node.named_children[:1]]
        if node.type != "object_pattern":
            return None
        found: list[tuple[Node, str]] = []
        for child in node.named_children[:_MOST_PARTS]:
            if child.type == "pair_pattern":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and value is not None:
                    found.append((value, f".{text_of(key)}" if key.type == "property_identifier" else "[]"))
            elif child.type == "shorthand_property_identifier_pattern":
                found.append((child, f".{text_of(child)}"))
            else:
                found.append((child, ""))
        return found


def _place(pattern: Node, at: int) -> str:
    """Give the place of a parameter; of one that takes all that follow, with a mark."""
    return f"{at}rest" if pattern.type == "rest_pattern" else str(at)
