"""What is particular to C#."""

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

_VALUE = Shape(body="", value="value")
_FIELDS = frozenset({"field_declaration", "event_field_declaration"})
_KINDS = frozenset({SymbolKind.CLASS, SymbolKind.INTERFACE})
_PARAMETERS = frozenset({"parameter_list", "bracketed_parameter_list", "implicit_parameter"})
_CLOSURES = frozenset({"lambda_expression", "anonymous_method_expression"})
_ACCESS = re.compile(r"\b(public|private protected|private|protected internal|protected|internal|file)\b")
_WORD = re.compile(r"\w+")
_MODIFIERS = frozenset(
    {"static", "abstract", "virtual", "override", "async", "sealed", "readonly", "partial", "extern", "unsafe", "const"}
    | {"required", "event", "volatile", "record", "struct", "implicit", "explicit", "operator"}
)
_TESTS = re.compile(r"(?:\w+\.)*(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod|Benchmark)\b")
_XML = re.compile(
    r"</?(?:summary|remarks|para|returns|value|param|typeparam|c|code|example|exception|list|item|inheritdoc)\b[^>]*>"
)
_CREF = re.compile(r"<(?:see|seealso|paramref|typeparamref)\s+\w+=\"(?:\w:)?([^\"]*)\"\s*/>")
_NAMED = re.compile(r"<(?:param|typeparam|exception)\s+\w+=\"(?:\w:)?([^\"]*)\"\s*>")
_LINE = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)
_SPLIT = re.compile(r"\s+,")
_MOST = 60
_LONGEST = 200

_INTERFACE = re.compile(r"(?:[A-Za-z_0-9]+\.)*I[A-Z]")


class _CSharpChains(Chains):
    """Writes names without their type arguments, and `a?.b` as `a.b`."""

    def _said(self, node: Node, step: Step) -> str:
        if node.type == "conditional_access_expression":
            member = _last(node)
            said = self._chain(member)
            return said.removeprefix("?") if said.startswith("?") else step.mark
        name = node.child_by_field_name(step.name) if step.name else None
        if name is not None and name.type == "generic_name" and name.named_child_count:
            inner = child_of(name, "0")
            text = text_of(inner) if inner is not None else ""
            return f".{text}" if PLAIN.fullmatch(text) and len(text) < _LONGEST else ".?"
        return super()._said(node, step)

    def name_end(self, node: Node) -> int:
        """Give the byte where the last name of a chain ends."""
        for _ in range(_MOST):
            last = _last_name(node)
            if last is None:
                break
            node = last
        return node.end_byte


def _last_name(node: Node) -> Node | None:
    """Give what holds the last name of a chain."""
    if node.type == "conditional_access_expression":
        return _last(node)
    if node.type == "generic_name":
        return child_of(node, "0")
    if node.type in {"member_access_expression", "member_binding_expression", "qualified_name", "alias_qualified_name"}:
        return node.child_by_field_name("name")
    if node.type == "primary_constructor_base_type":
        return node.child_by_field_name("type")
    return None


class CSharpReader(Reader):
    """Reads a C# file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "method_declaration": Shape(result="returns"),
        "local_function_statement": Shape(result="type"),
        "operator_declaration": Shape(name="operator", result="type"),
        "conversion_operator_declaration": Shape(name="type", result="type"),
        "indexer_declaration": Shape(body="accessors", result="type"),
        "property_declaration": _VALUE,
        "event_declaration": _VALUE,
        "enum_member_declaration": _VALUE,
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "assignment_expression": Bind("left", "right"),
        "foreach_statement": Bind("left", "right", "@each", "type"),
        "catch_declaration": Bind("name", type="type"),
        "declaration_pattern": Bind("name", type="type"),
        "declaration_expression": Bind("name", type="type"),
    }
    lists: ClassVar[frozenset[str]] = frozenset({"tuple_expression", "tuple_pattern", "argument"})
    blocks: ClassVar[frozenset[str]] = frozenset(
        {"block", "for_statement", "foreach_statement", "using_statement", "switch_section", "catch_clause", *_CLOSURES}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "member_access_expression": Step("expression", "name"),
        "member_binding_expression": Step("", "name"),
        "conditional_access_expression": Step("condition"),
        "invocation_expression": Step("function", mark="()"),
        "element_access_expression": Step("expression", mark="[]"),
        "object_creation_expression": Step("type", mark="@new"),
        "await_expression": Step("0", mark="@await"),
        "parenthesized_expression": Step("0"),
        "cast_expression": Step("value", mark="@as({})", cast="type"),
        "as_expression": Step("left", mark="@as({})", cast="right"),
        "postfix_unary_expression": Step("0"),
        "generic_name": Step("0"),
        "qualified_name": Step("qualifier", "name"),
        "alias_qualified_name": Step("alias", "name"),
        "nullable_type": Step("type"),
        "array_type": Step("type"),
        "primary_constructor_base_type": Step("type"),
        "arrow_expression_clause": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string_literal": '""',
        "verbatim_string_literal": '""',
        "raw_string_literal": '""',
        "interpolated_string_expression": '""',
        "integer_literal": "0",
        "real_literal": "0",
        "array_creation_expression": "[]",
        "implicit_array_creation_expression": "[]",
        "collection_expression": "[]",
        "tuple_expression": "()",
    }
    ignored: ClassVar[frozenset[str]] = frozenset(
        {"nameof", "int", "string", "bool", "void", "object", "var", "byte", "char", "double", "float", "long", "short"}
        | {"decimal", "dynamic", "sbyte", "uint", "ulong", "ushort", "nint", "nuint", "ref", "readonly", "scoped"}
    )
    functions: ClassVar[frozenset[str]] = frozenset(
        {"method_declaration", "constructor_declaration", "local_function_statement"}
    )
    closures: ClassVar[frozenset[str]] = _CLOSURES

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = _CSharpChains(self.steps, self.heads, self.type_text)

    # definitions

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names: of fields those of each declarator, of an indexer `this`, of an operator its sign."""
        if node.type in _FIELDS:
            inner = _declaration_of(node)
            found = [it.child_by_field_name("name") for it in inner.named_children] if inner is not None else []
        elif node.type == "indexer_declaration":
            found = [child for child in node.children if child.type == "this"]
        else:
            found = [node.child_by_field_name(shape.name)]
        return [
            (text_of(it), it.start_byte, it.end_byte) for it in found if it is not None and it.end_byte > it.start_byte
        ]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the head tells
        """Tell constants by `const`, tests by what xUnit, NUnit and MSTest put before them."""
        if kind is SymbolKind.METHOD and any(_TESTS.match(text_of(it)) for it in _attributes(node)):
            return SymbolKind.TEST
        is_const = node.type == "field_declaration" and any(text_of(it) == "const" for it in _modifiers(node))
        return SymbolKind.CONST if is_const else kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give what stands in the braces, or behind `=>`; of a property its accessors."""
        if node.type in _FIELDS:
            inner = _declaration_of(node)
            last = inner.named_children[-1] if inner is not None and inner.named_child_count == _PAIR else None
            return child_of(last, "1") if last is not None else None
        if node.type in {"property_declaration", "event_declaration", "indexer_declaration"}:
            return node.child_by_field_name("accessors") or node.child_by_field_name("value")
        return super().body(kind, node, shape)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head; of a property what it gives and takes."""
        return super().signature(kind, node, outer, body).removesuffix("=>").rstrip()

    def clean(self, head: str) -> str:
        """Take comments and lines for the preprocessor out of a head."""
        head = super().clean(head)
        return _SPLIT.sub(",", _LINE.sub("", head)) if "#" in head else head

    def head_start(self, node: Node, outer: Node) -> int:
        """Leave attributes out."""
        start = outer.start_byte
        for child in node.children:
            if child.type not in {"attribute_list", "comment"}:
                return child.start_byte
            start = child.end_byte
        return start

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - it is written
        """Take what is written; members are private without, those of interfaces public, types internal."""
        words = [text_of(it) for it in _modifiers(node)]
        found = _ACCESS.search(" ".join(words))
        if found is not None:
            return found[1]
        around = node.parent
        for _ in range(_MOST):
            if around is None or not around.type.startswith("preproc_"):
                break
            around = around.parent
        around = around.parent if around is not None and around.type == "declaration_list" else None
        if node.type == "enum_member_declaration" or (around is not None and around.type == "interface_declaration"):
            return "public"
        if around is not None and around.type != "namespace_declaration":
            return "private"
        return "" if node.type in {"namespace_declaration", "local_function_statement"} else "internal"

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:
        """List `static`, `async` and their kin."""
        before = signature.partition(f" {name}")[0]
        return tuple(word for word in dict.fromkeys(_WORD.findall(before)) if word in _MODIFIERS)

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters; the grammar names them for some definitions only."""
        found = next((it for it in node.named_children[:_MOST] if it.type == "type_parameter_list"), None)
        return tuple(text_of(it) for it in found.named_children[:_MOST] if _is_short(it)) if found is not None else ()

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of types, and fields, whose type stands once for all."""
        if kind in _KINDS or kind is SymbolKind.ENUM:
            bases = next((it for it in node.named_children if it.type == "base_list"), None)
            found = bases.named_children[:_MOST] if bases is not None else []
            return ["class", [type_text(it.child_by_field_name("type") or it) for it in found if it.type != "comment"]]
        if node.type in _FIELDS:
            inner = _declaration_of(node)
            declared = type_text(inner.child_by_field_name("type")) if inner is not None else ""
            return ["var", declared, self.chains.chain(self.body(kind, node, shape))]
        return super().declaration(kind, node, shape)

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List parameters; the grammar does not wrap the one behind `params`."""
        found = super().parameters(node)
        if node is not None and node.type in _PARAMETERS:
            many = [it for it in node.children_by_field_name("name") if it.is_named][:1]
            last = [it for it in node.children_by_field_name("type") if it.is_named][:1]
            found += [[f"...{text_of(it)}", type_text(last[0]) if last else ""] for it in many if _is_short(it)]
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `ref T a = 1`."""
        if node.type == "parameter":
            name = node.child_by_field_name("name")
            text = text_of(name) if name is not None and _is_short(name) else ""
            if PLAIN.fullmatch(text):
                yield text, type_text(node.child_by_field_name("type"))

    # the rest

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; functions without a name bind their parameters."""
        if node.type == "variable_declaration":
            return self._variables(node)
        if node.type in _CLOSURES:
            parameters = node.child_by_field_name("parameters")
            if parameters is not None and parameters.type in {"implicit_parameter", "identifier"}:
                return self.targets(parameters, "", "")
            return (
                [it for one in parameters.named_children[:_MOST] for it in self._closure_parameter(one)]
                if parameters is not None
                else []
            )
        found = [it if it.type != "var" else it._replace(type="") for it in super().bindings(node)]
        # what is assigned to a name alone was declared elsewhere, or is a field
        return found if node.type != "assignment_expression" else [it for it in found if "." in it.name]

    def _closure_parameter(self, node: Node) -> list[Binding]:
        name = node.child_by_field_name("name") if node.type == "parameter" else None
        declared = type_text(node.child_by_field_name("type"))
        return [it._replace(type=declared) for it in self.targets(name, "", "")] if name is not None else []

    def _variables(self, node: Node) -> list[Binding]:
        declared = type_text(node.child_by_field_name("type"))
        found: list[Binding] = []
        for child in node.named_children[1 : _MOST + 1]:
            name = child.child_by_field_name("name")
            value = _last(child) if child.named_child_count > 1 else None
            made = value is not None and value.type == "implicit_object_creation_expression"
            said = f"{declared}@new" if made else self.chains.chain(value)
            if name is not None:
                found += [
                    it._replace(type="" if declared == "var" else declared) for it in self.targets(name, said, "")
                ]
        return found

    def is_interface(self, base: str) -> bool:
        """Follow the custom: `IShop`."""
        return _INTERFACE.match(base) is not None

    def imports(self, node: Node) -> list[Import]:
        """Read `using A.B`, `using static A.B` (as `A.B.*`) and `using X = A.B`."""
        alias, paths = node.child_by_field_name("name"), node.named_children
        path = paths[-1] if paths else None
        said = self.chains.chain(path) if path is not None and _is_short(path) else ""
        if path is None or not PLAIN.fullmatch(said):
            return []
        words = {child.type for child in node.children}
        end = self.chains.name_end(path)
        start = end - len(said.rpartition(".")[2].encode())
        name = text_of(alias) if alias is not None and alias != path else "*"
        return [Import(f"{said}.*" if "static" in words else said, name, start, end, "export" * ("global" in words))]

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Take what `kind` found to be one."""
        return definition.kind is SymbolKind.TEST

    def doc(self, comment: str) -> str | None:
        """Take `///` and `/** .. */` without the marks of XML."""
        text = comment[3:].removeprefix(" ").rstrip() if comment.startswith("///") else super().doc(comment)
        if text is None or "<" not in text:
            return text
        return _XML.sub("", _NAMED.sub(r"\1: ", _CREF.sub(r"\1", text))).strip()


_PAIR = 2


def _declaration_of(node: Node) -> Node | None:
    return next((it for it in node.named_children[:_MOST] if it.type == "variable_declaration"), None)


def _last(node: Node) -> Node | None:
    return node.named_child(node.named_child_count - 1) if node.named_child_count else None


def _attributes(node: Node) -> Iterator[Node]:
    lists = (it for it in node.children[:_MOST] if it.type == "attribute_list")
    return (it for one in lists for it in one.named_children[:_MOST] if _is_short(it))


def _modifiers(node: Node) -> Iterator[Node]:
    return (it for it in node.children[:_MOST] if it.type == "modifier")


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST
