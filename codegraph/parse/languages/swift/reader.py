"""What is particular to Swift."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Chains, Step, first_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

_KINDS = {"struct": SymbolKind.STRUCT, "enum": SymbolKind.ENUM, "extension": SymbolKind.IMPL}
_BODIES = frozenset({"class_body", "enum_class_body", "protocol_body"})
_PROPERTIES = frozenset({"property_declaration", "protocol_property_declaration"})
_WITH_PARAMETERS = frozenset(
    {
        "function_declaration",
        "protocol_function_declaration",
        "init_declaration",
        "deinit_declaration",
        "subscript_declaration",
    }
)
_CONDITIONS = frozenset({"if_statement", "guard_statement", "while_statement"})
_BOUND = frozenset({"pattern", "simple_identifier"})
_ACCESS = re.compile(r"\b(public|open|internal|fileprivate|private|package)\b(?!\()")
_MODIFIERS = frozenset(
    {"static", "class", "final", "override", "mutating", "nonmutating", "lazy", "weak", "unowned", "convenience"}
    | {"required", "indirect", "async", "throws", "nonisolated", "prefix", "postfix", "infix", "dynamic", "optional"}
)
_TEST = re.compile(r"@Test\b")
_TEST_CLASS = re.compile(r"Tests?$|TestCase$")
_MOST = 40
_LONGEST_HEAD = 600


class SwiftChains(Chains):
    """Writes chains; names stand in a node with their dot, and elements look like calls."""

    def _said(self, node: Node, step: Step) -> str:
        if node.type == "navigation_expression":
            suffix = node.child_by_field_name("suffix")
            name = text_of(suffix) if suffix is not None and suffix.end_byte - suffix.start_byte < _LONGEST_HEAD else ""
            return name if PLAIN.fullmatch(name[1:]) and "." not in name[1:] else ".?"
        if node.type == "call_expression":
            return "[]" if _is_element(node) else "()"
        return super()._said(node, step)


class SwiftReader(Reader):
    """Reads a Swift file."""

    shapes: ClassVar[Mapping[str, Shape]] = {"typealias_declaration": Shape(body="")}
    binds: ClassVar[Mapping[str, Bind]] = {
        "property_declaration": Bind("", ""),
        "assignment": Bind("target", "result"),
        "for_statement": Bind("item", "collection", "@each"),
        "catch_block": Bind("error"),
    }
    blocks: ClassVar[frozenset[str]] = frozenset(
        {
            "statements",
            "function_body",
            "lambda_literal",
            "if_statement",
            "for_statement",
            "while_statement",
            "switch_entry",
            "catch_block",
        }
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "navigation_expression": Step("target", "suffix"),
        "call_expression": Step("0", mark="()"),
        "constructor_expression": Step("constructed_type", mark="()"),
        "try_expression": Step("expr"),
        "await_expression": Step("expr", mark="@await"),
        "postfix_expression": Step("target"),
        "as_expression": Step("expr", mark="@as({})", cast="name"),
        "tuple_expression": Step("value"),
        "directly_assignable_expression": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "line_string_literal": '""',
        "multi_line_string_literal": '""',
        "integer_literal": "0",
        "real_literal": "0",
        "array_literal": "[]",
        "dictionary_literal": "{}",
        "user_type": None,
    }
    line_docs: ClassVar[tuple[str, ...]] = ("///",)

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = SwiftChains(self.steps, self.heads, self.type_text)

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names; what a function gives has the field of its name, too."""
        if node.type in _PROPERTIES:
            found = [it for pattern, _, _ in _bound(node) for it in self.targets(pattern, "", "")]
            return [(it.name, it.start, it.start + len(it.name.encode())) for it in found]
        if node.type == "enum_entry":
            return [it for it in super().names(node, shape) if PLAIN.fullmatch(it[0])]
        if node.type in {"deinit_declaration", "subscript_declaration", "macro_declaration"}:
            name = first_of(node, {"deinit", "subscript", "simple_identifier"})
        else:
            name = node.child_by_field_name("name")
            name = name.named_child(0) if name is not None and name.type == "user_type" else name
        if name is None or not 0 < name.end_byte - name.start_byte < _LONGEST_HEAD // 2:
            return []
        return [(text_of(name), name.start_byte, name.end_byte)]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the node tells
        """Tell types by their word, constants by `let`, tests by XCTest's and Swift Testing's forms."""
        if kind is SymbolKind.CLASS:
            word = node.child_by_field_name("declaration_kind")
            return _KINDS.get(word.type, kind) if word is not None else kind
        if kind is SymbolKind.VARIABLE:
            word = first_of(node, {"value_binding_pattern"})
            return SymbolKind.CONST if word is not None and text_of(word) == "let" else kind
        if kind is SymbolKind.FUNCTION:
            around = node.parent
            if _is_test(node, around):
                return SymbolKind.TEST
            return SymbolKind.METHOD if around is not None and around.type in _BODIES else kind
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give a property's value, or what computes it."""
        if node.type in _PROPERTIES:
            return node.child_by_field_name("value") or node.child_by_field_name("computed_value")
        if node.type == "subscript_declaration":
            return first_of(node, {"computed_property"})
        return super().body(kind, node, shape)

    def head_start(self, node: Node, outer: Node) -> int:  # noqa: ARG002 - nothing is wrapped around
        """Leave attributes out."""
        start = node.start_byte
        modifiers = first_of(node, {"modifiers"})
        for child in modifiers.children if modifiers is not None else ():
            if child.type != "attribute":
                return child.start_byte
            start = child.end_byte
        return start

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - the modifiers tell
        """Take what is written."""
        modifiers = first_of(node, {"modifiers"})
        if modifiers is None or modifiers.end_byte - modifiers.start_byte > _LONGEST_HEAD:
            return ""
        words = " ".join(text_of(it) for it in modifiers.children if it.type == "visibility_modifier")
        found = _ACCESS.search(words)
        return found[1] if found is not None else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `static`, `async` and their kin; a `class` before the name of one is none."""
        if not name:
            return ()
        before, _, after = signature.partition(name)
        words = [*before.split()[:-1], *after.rpartition(")")[2].partition("->")[0].split(), *after.split()]
        return tuple(word for word in dict.fromkeys(words) if word in _MODIFIERS)

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters as written."""
        found = first_of(node, {"type_parameters"})
        if found is None or found.end_byte - found.start_byte > _LONGEST_HEAD:
            return ()
        return tuple(normalise_space(text_of(one)) for one in found.named_children[:_MOST])

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:  # noqa: ARG002 - own fields
        """Read what is declared."""
        if node.type in _WITH_PARAMETERS:
            names = node.children_by_field_name("name")
            given = names[1:] if node.type != "subscript_declaration" else names
            return ["fn", self.parameters(node), type_text(given[-1]) if given else ""]
        if node.type in _PROPERTIES:
            bound = _bound(node)
            declared, value = bound[0][1:] if bound else (None, None)
            return ["var", type_text(declared), self.chains.chain(value)]
        if node.type == "typealias_declaration":
            return ["type", type_text(node.children_by_field_name("name")[-1])]
        if kind in {SymbolKind.VARIANT, SymbolKind.TYPE_ALIAS, SymbolKind.MACRO}:
            return None
        bases = (it for it in node.children if it.type == "inheritance_specifier")
        return ["class", [type_text(it) for it, _ in zip(bases, range(_MOST), strict=False)]]

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List the parameters, which are children of the function itself."""
        found: list[list[str]] = []
        for child in node.children if node is not None else ():
            if child.type == "parameter" and len(found) < _MOST:
                found += [[name, declared] for name, declared in self.parameter(child)]
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a: T`, `of a: T` and `a: T...` by the name inside of the function."""
        named = node.children_by_field_name("name")
        if named:
            many = "..." if text_of(node).endswith("...") else ""
            yield many + text_of(named[0]), type_text(named[-1]) if len(named) > 1 else ""

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound."""
        if node.type == "property_declaration":
            return [
                it
                for pattern, declared, value in _bound(node)
                for it in self.targets(pattern, self.chains.chain(value), type_text(declared))
            ]
        if node.type in _CONDITIONS:
            return self._conditions(node)
        if node.type == "lambda_parameter":
            named = node.children_by_field_name("name")
            declared = type_text(named[-1]) if len(named) > 1 else ""
            return self.targets(named[0], "", declared) if named else []
        return super().bindings(node)

    def _conditions(self, node: Node) -> list[Binding]:
        """Read `if let a, let b = c()`."""
        found: list[Binding] = []
        awaits = False
        for at, child in enumerate(node.children[: 4 * _MOST]):
            if node.field_name_for_child(at) == "bound_identifier":
                found += self.targets(child, "", "")
            elif child.type == "=":
                awaits = True
            elif awaits and child.is_named:
                awaits = False
                if found:
                    found[-1] = found[-1]._replace(value=self.chains.chain(child))
        return found

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Take patterns apart."""
        if node.type == "directly_assignable_expression":
            return [(child, "") for child in node.named_children[:1]]
        if node.type != "pattern":
            return None
        children = [it for it in node.named_children[:_MOST] if it.type in _BOUND]
        if not children and node.named_child_count:
            return []
        return [(child, f"@{at}" if len(children) > 1 else "") for at, child in enumerate(children)]

    def imports(self, node: Node) -> list[Import]:
        """Read `import A` and `import struct A.B`; all names of a module are bound."""
        path = first_of(node, {"identifier"})
        last = path.named_child(path.named_child_count - 1) if path is not None else None
        if path is None or last is None:
            return []
        text = "".join(text_of(path).split())
        names_one = any(
            child.type in {"struct", "class", "enum", "protocol", "func", "var", "let", "typealias"}
            for child in node.children
        )
        return [Import(text, text_of(last) if names_one else "*", last.start_byte, last.end_byte, "")]


def _is_element(node: Node) -> bool:
    suffix = first_of(node, {"call_suffix"})
    return suffix is not None and text_of(suffix)[:1] == "["


def _is_test(node: Node, around: Node | None) -> bool:
    modifiers = first_of(node, {"modifiers"})
    if modifiers is not None and any(_TEST.match(text_of(it)) for it in modifiers.children if it.type == "attribute"):
        return True
    name = node.child_by_field_name("name")
    holder = around.parent if around is not None and around.type == "class_body" else None
    if name is None or holder is None or not text_of(name).startswith("test"):
        return False
    names = [holder.child_by_field_name("name"), *(it for it in holder.children if it.type == "inheritance_specifier")]
    return any(_TEST_CLASS.search(text_of(it)) for it in names if it is not None)


def _bound(node: Node) -> list[tuple[Node, Node | None, Node | None]]:
    """List what a property binds: pattern, type, value."""
    found: list[tuple[Node, Node | None, Node | None]] = []
    for at, child in enumerate(node.children[: 4 * _MOST]):
        if child.type == "pattern":
            found.append((child, None, None))
        elif found and child.type == "type_annotation":
            found[-1] = found[-1][0], child, found[-1][2]
        elif found and child.is_named and node.field_name_for_child(at) == "value":
            found[-1] = found[-1][0], found[-1][1], child
    return found
