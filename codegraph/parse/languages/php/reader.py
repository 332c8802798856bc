"""What is particular to PHP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Chains, Step, child_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_CALLS = frozenset({"member_call_expression", "nullsafe_member_call_expression", "scoped_call_expression"})
_NAMES = frozenset({"name", "qualified_name", "relative_name"})
_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.TRAIT})
_BASES = frozenset({"base_clause", "class_interface_clause"})
_CLOSURES = frozenset({"anonymous_function", "arrow_function"})
_ACCESS = re.compile(r"\b(public|private|protected)\b")
_WORD = re.compile(r"\w+")
_MODIFIERS = frozenset({"static", "abstract", "final", "readonly", "enum"})
_TESTED = re.compile(r"(?:\\?(?:\w+\\)*)?(?:Test|DataProvider)\b")
_TAG = re.compile(r"^\s*@(?:inheritdoc|package|author|copyright|license)\b.*$", re.MULTILINE | re.IGNORECASE)
_MOST = 60
_LONGEST = 200


class _PhpChains(Chains):
    """Writes `$this` as `this` and dots in names of namespaces."""

    def _chain(self, node: Node | None) -> str:
        said = super()._chain(node).replace("\\", ".").lstrip(".")
        return said[1:] if said == "$this" or said.startswith(("$this.", "$this@", "$this[")) else said

    def name_end(self, node: Node) -> int:
        """Give the byte where the last name of a chain ends."""
        name = node.child_by_field_name("name") if node.type in _CALLS else None
        return name.end_byte if name is not None else node.end_byte


class PhpReader(Reader):
    """Reads a PHP file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "enum_case": Shape(body="", value="value"),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "assignment_expression": Bind("left", "right"),
        "catch_clause": Bind("name", type="type"),
        "static_variable_declaration": Bind("name", "value"),
    }
    lists: ClassVar[frozenset[str]] = frozenset({"list_literal"})
    steps: ClassVar[Mapping[str, Step]] = {
        "member_access_expression": Step("object", "name"),
        "nullsafe_member_access_expression": Step("object", "name"),
        "member_call_expression": Step("object", "name", "()"),
        "nullsafe_member_call_expression": Step("object", "name", "()"),
        "scoped_call_expression": Step("scope", "name", "()"),
        "scoped_property_access_expression": Step("scope", "name"),
        "class_constant_access_expression": Step("0"),
        "function_call_expression": Step("function", mark="()"),
        "subscript_expression": Step("0", mark="[]"),
        "object_creation_expression": Step("0", mark="@new"),
        "parenthesized_expression": Step("0"),
        "clone_expression": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "encapsed_string": '""',
        "heredoc": '""',
        "nowdoc": '""',
        "integer": "0",
        "float": "0",
        "array_creation_expression": "[]",
        "qualified_name": None,
        "relative_name": None,
    }
    ignored: ClassVar[frozenset[str]] = frozenset({"define", "self", "static", "parent", "isset", "empty"})
    functions: ClassVar[frozenset[str]] = frozenset({"method_declaration", "function_definition"})
    closures: ClassVar[frozenset[str]] = _CLOSURES

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = _PhpChains(self.steps, self.heads, self.type_text)

    # definitions

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names: of properties without `$`, of tests and `define` what the text says."""
        if node.type == "const_declaration":
            found = [child_of(it, "0") for it in node.named_children[:_MOST] if it.type == "const_element"]
        elif node.type == "property_declaration":
            found = [it.child_by_field_name("name") for it in _elements(node)]
        elif node.type == "function_call_expression":
            return _string_name(node)
        else:
            found = [node.child_by_field_name(shape.name)]
        return [
            (text_of(it).lstrip("$"), it.start_byte + text_of(it).startswith("$"), it.end_byte)
            for it in found
            if it is not None and _is_short(it) and text_of(it) != "$"
        ]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - attributes tell
        """Find tests by their attribute."""
        if kind is SymbolKind.METHOD:
            given = node.child_by_field_name("attributes")
            if given is not None and _is_short(given) and any(map(_TESTED.match, text_of(given)[2:-1].split(","))):
                return SymbolKind.TEST
        return kind

    def function(self, node: Node) -> Node:
        """Give the function of a test."""
        if node.type != "function_call_expression":
            return node
        given = node.child_by_field_name("arguments")
        found = [child_of(it, "0") for it in given.named_children[:_MOST]] if given is not None else []
        return next((it for it in found if it is not None and it.type in _CLOSURES), node)

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of a test's function, and the value of a property or constant."""
        if kind is SymbolKind.TEST:
            return self.function(node).child_by_field_name("body")
        if node.type == "property_declaration":
            found = _elements(node)
            return found[0].child_by_field_name("default_value") if len(found) == 1 else None
        if node.type == "const_declaration":
            found = [it for it in node.named_children[:_MOST] if it.type == "const_element"]
            return child_of(found[0], "1") if len(found) == 1 else None
        return super().body(kind, node, shape)

    def head_start(self, node: Node, outer: Node) -> int:
        """Leave attributes out."""
        given = node.child_by_field_name("attributes")
        if given is None:
            return outer.start_byte
        after = given.next_sibling
        return after.start_byte if after is not None else given.end_byte

    def clean(self, head: str) -> str:
        """Take comments out of a head; `#` starts one, too, but in `#[`."""
        head = super().clean(head)
        if "#" not in head or '"' in head or "'" in head:
            return head
        return "\n".join(line.partition("#")[0] for line in head.splitlines())

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - it is written
        """Take what is written; members are public without."""
        found = _ACCESS.search(signature.partition("(")[0].partition("=")[0])
        if found is not None:
            return found[1]
        return "public" if node.type in {"method_declaration", "property_declaration", "enum_case"} else ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `static`, `abstract` and their kin."""
        before = signature.partition(name)[0]
        return tuple(word for word in dict.fromkeys(_WORD.findall(before)) if word in _MODIFIERS)

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of types, with the traits that they use, and types of properties."""
        if kind in _TYPES:
            return ["class", list(self._bases(node))]
        if node.type in {"property_declaration", "const_declaration"}:
            declared = type_text(node.child_by_field_name("type"))
            return ["var", declared, self.chains.chain(self.body(kind, node, shape))]
        return super().declaration(kind, node, shape)

    def _bases(self, node: Node) -> Iterator[str]:
        body = node.child_by_field_name("body")
        uses = [it for it in body.named_children if it.type == "use_declaration"] if body is not None else []
        for child in [*node.named_children[:_MOST], *uses]:
            if child.type in _BASES or child.type == "use_declaration":
                yield from (self.chains.chain(it) for it in child.named_children[:_MOST] if it.type in _NAMES)

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `T $a = 1` and `...$a`."""
        name = node.child_by_field_name("name")
        text = text_of(name) if name is not None and _is_short(name) else ""
        if PLAIN.fullmatch(text):
            many = "..." if node.type == "variadic_parameter" else ""
            yield many + text, type_text(node.child_by_field_name("type"))

    # references

    def package(self, node: Node) -> str:
        """Write dots."""
        return text_of(node).replace("\\", ".")

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; functions without a name bind their parameters."""
        if node.type in _CLOSURES:
            given = node.child_by_field_name("parameters")
            found: list[Binding] = []
            for child in given.named_children[:_MOST] if given is not None else ():
                name, declared = child.child_by_field_name("name"), type_text(child.child_by_field_name("type"))
                if name is not None:
                    found += [it._replace(type=declared) for it in self.targets(name, "", "")]
            return found
        if node.type == "foreach_statement":
            return self._loop(node)
        if node.type == "property_promotion_parameter":
            name, declared = node.child_by_field_name("name"), type_text(node.child_by_field_name("type"))
            targets = self.targets(name, "", "") if name is not None else []
            # the name stands behind `$`
            return [Binding(f"this.{it.name[1:]}", it.start, it.name, declared) for it in targets if it.name[1:]]
        return super().bindings(node)

    def _loop(self, node: Node) -> list[Binding]:
        parts = [it for it in node.named_children[:_MOST] if it.type != "comment"]
        if len(parts) < _LOOP:
            return []
        value = self.chains.chain(parts[0])
        if parts[1].type == "pair":
            key, element = child_of(parts[1], "0"), child_of(parts[1], "1")
        else:
            key, element = None, parts[1]
        keys = self.targets(key, value + "@key" if value else "", "") if key is not None else []
        return keys + (self.targets(element, value + "@each" if value else "", "") if element is not None else [])

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Look behind `&`, too."""
        if node.type == "by_ref":
            return [(it, "") for it in node.named_children[:1]]
        return super().parts(node)

    def targets(self, node: Node, value: str, declared: str) -> list[Binding]:
        """Read `$this->x = ..` as what is put on `this`."""
        if node.type == "member_access_expression":
            name, on = node.child_by_field_name("name"), node.child_by_field_name("object")
            if name is not None and on is not None and _is_short(on) and text_of(on) == "$this":
                text = text_of(name) if _is_short(name) else ""
                return (
                    [Binding(f"this.{text}", name.start_byte - len("this."), value, "")]
                    if PLAIN.fullmatch(text)
                    else []
                )
            return []
        return super().targets(node, value, declared)

    def imports(self, node: Node) -> list[Import]:
        """Read `use` (written with dots) and `require "x.php"` (given as `./x.php`)."""
        if node.type != "namespace_use_declaration":
            return self._loaded(node)
        group = node.child_by_field_name("body")
        base = child_of(node, "0") if group is not None else None
        prefix = text_of(base).replace("\\", ".").strip(".") + "." if base is not None and _is_short(base) else ""
        found = []
        for clause in (group or node).named_children[: _MOST * _MOST]:
            path, alias = child_of(clause, "0"), clause.child_by_field_name("alias")
            if clause.type != "namespace_use_clause" or path is None or not _is_short(path):
                continue
            said = prefix + text_of(path).replace("\\", ".").strip(".")
            name = said.rpartition(".")[2]
            if PLAIN.fullmatch(said):
                local = text_of(alias) if alias is not None else name
                end = path.end_byte
                found.append(Import(said, local, end - len(name.encode()), end, ""))
        return found

    @staticmethod
    def _loaded(node: Node) -> list[Import]:
        """Read the last string of what is loaded; a folder before it is left out."""
        inner = child_of(node, "0")
        for _ in range(_MOST):
            if inner is None or inner.type not in {"parenthesized_expression", "binary_expression"}:
                break
            inner = inner.child_by_field_name("right") or child_of(inner, "0")
        if inner is None or inner.type not in {"string", "encapsed_string"} or not _is_short(inner):
            return []
        text, end = text_of(inner)[1:-1], inner.end_byte - 1
        name = text.rpartition("/")[2]
        if not name or inner.named_child_count != 1:
            return []
        return [Import("./" + text.lstrip("/").removeprefix("./"), "", end - len(name.encode()), end, "")]

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow PHPUnit: `test..` in a class; `kind` and the queries find others."""
        method = definition.kind is SymbolKind.METHOD
        return definition.kind is SymbolKind.TEST or (method and name.startswith("test") and not name[4:5].islower())

    def doc(self, comment: str) -> str | None:
        """Take `/** .. */`."""
        text = super().doc(comment)
        return _TAG.sub("", text).strip() if text is not None and "@" in text else text


_LOOP = 2


def _elements(node: Node) -> list[Node]:
    return [it for it in node.named_children[:_MOST] if it.type == "property_element"]


def _string_name(node: Node) -> list[tuple[str, int, int]]:
    given = node.child_by_field_name("arguments")
    first = child_of(given, "0") if given is not None else None
    first = child_of(first, "0") if first is not None else None
    if first is None or first.type not in {"string", "encapsed_string"} or not _is_short(first):
        return []
    text = text_of(first)[1:-1]
    return [(text, first.start_byte + 1, first.end_byte - 1)] if text.strip() else []


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST
