"""What is particular to Haskell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import Chains, Step, child_of, first_of, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

_NAMES = frozenset({"variable", "name", "constructor", "qualified"})
_PATTERNS = frozenset(
    {"parens", "tuple", "list", "apply", "infix", "strict", "irrefutable", "patterns", "as", "record"}
)
_DOC = re.compile(r"^(?:--\s*\||\{-\s*\|)")
_DASHES = re.compile(r"^\s*--+ ?")
_MOST = 40
_LONGEST = 300
_LONGEST_HEAD = 600


class HaskellChains(Chains):
    """Writes chains; names may have primes."""

    def _chain(self, node: Node | None) -> str:
        if node is not None and node.type in _NAMES and node.end_byte - node.start_byte < _LONGEST:
            return "".join(text_of(node).split())
        return super()._chain(node)


class HaskellReader(Reader):
    """Reads a Haskell file."""

    shapes: ClassVar[Mapping[str, Shape]] = {"type_synonym": Shape(body="", value="type")}
    binds: ClassVar[Mapping[str, Bind]] = {}
    blocks: ClassVar[frozenset[str]] = frozenset({"do", "alternative", "lambda", "match"})
    steps: ClassVar[Mapping[str, Step]] = {
        "apply": Step("function", mark="()"),
        "parens": Step("expression"),
        "exp": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {"list": "[]", "tuple": "()"}

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = HaskellChains(self.steps, self.heads, self.type_text)

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:  # noqa: ARG002 - the node tells
        """List the names; operators without brackets."""
        if node.type == "infix":
            return _test_name(node)
        if node.type == "data_constructor":
            inside = node.child_by_field_name("constructor")
            name = inside.child_by_field_name("name") if inside is not None else None
        elif node.type == "field":
            return [
                (text_of(it), it.start_byte, it.end_byte)
                for one in node.children_by_field_name("name")[:_MOST]
                for it in one.named_children[:1]
            ]
        else:
            name = node.child_by_field_name("name")
        if name is None and node.type == "function":
            inside = first_of(node, {"infix"})
            name = inside.child_by_field_name("operator") if inside is not None else None
            if name is not None and name.type == "infix_id":
                name = name.named_child(0) if name.named_child_count else None
        if name is not None and name.type == "prefix_id":
            name = child_of(name, "0")
        if name is None or not 0 < name.end_byte - name.start_byte < _LONGEST:
            return []
        return [(text_of(name), name.start_byte, name.end_byte)]

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the node tells
        """Tell types with several constructors, constants, and properties that are tests."""
        if kind is SymbolKind.STRUCT:
            held = node.child_by_field_name("constructors")
            return SymbolKind.ENUM if held is not None and held.named_child_count > 1 else kind
        name = node.child_by_field_name("name") if kind is SymbolKind.FUNCTION else None
        if name is not None and text_of(name).startswith("prop_"):
            return SymbolKind.TEST
        if kind is SymbolKind.FUNCTION and node.type == "bind":
            match = node.child_by_field_name("match")
            value = match.child_by_field_name("expression") if match is not None else None
            return SymbolKind.CONST if value is not None and value.type == "literal" else kind
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:  # noqa: ARG002 - the node tells
        """Give what follows the head."""
        if node.type == "infix":
            return node.child_by_field_name("right_operand")
        return next(
            (
                found
                for field in ("match", "constructors", "declarations", "deriving", "binds")
                for found in [node.child_by_field_name(field)]
                if found is not None and node.type not in {"signature", "data_constructor", "field"}
            ),
            None,
        )

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the type of a function where it stands directly before, else the head."""
        if node.type in {"function", "bind"}:
            before = node.prev_named_sibling
            names = self.names(node, Shape())
            if before is not None and before.type == "signature" and names:
                text = normalise_space(text_of(before)[:_LONGEST_HEAD])
                if text.partition("::")[0].strip(" ()") == names[0][0]:
                    return text
        text = super().signature(kind, node, outer, body)
        if node.type == "infix":
            return text.rstrip("$ ")
        return text.removesuffix(" where").removesuffix(" |").rstrip("= ")

    def clean(self, head: str) -> str:
        """Take comments out of a head."""
        return "\n".join(re.sub(r"--+(?:\s.*)?$", "", line) for line in head.splitlines()) if "--" in head else head

    def generics(self, node: Node) -> tuple[str, ...]:  # noqa: ARG002 - variables of types are no names
        """Give nothing: type variables begin with a small letter."""
        return ()

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the names of parameters, and the types of fields."""
        if kind is SymbolKind.FIELD:
            return ["var", type_text(node.child_by_field_name("type")), ""]
        if kind is SymbolKind.TYPE_ALIAS:
            return super().declaration(kind, node, shape)
        if node.type not in {"function", "bind", "infix", "signature"} or kind is SymbolKind.CONST:
            return None
        patterns = node.child_by_field_name("patterns")
        given = patterns.named_children[:_MOST] if patterns is not None else ()
        return ["fn", [[text_of(one) if one.type == "variable" else "{}", ""] for one in given], ""]

    def bindings(self, node: Node) -> list[Binding]:
        """Read `a <- b`, `let a = b`, `where f x = ..`, and patterns."""
        if node.type not in {"bind", "function"}:
            return self.targets(node, "", "")
        left = node.child_by_field_name("pattern") or node.child_by_field_name("name")
        if left is None:
            return []
        match = node.child_by_field_name("match")
        right = match.child_by_field_name("expression") if match is not None else node.child_by_field_name("expression")
        value = self.chains.chain(right) if node.type == "bind" and left.type == "variable" else ""
        return self.targets(left, value, "")

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Take patterns apart."""
        if node.type in _PATTERNS:
            return [(child, "") for child in node.named_children[:_MOST]]
        return None if node.type == "variable" else []

    def imports(self, node: Node) -> list[Import]:
        """Read `import A.B`, `import qualified A.B as C`, `import A (b, C)`."""
        module = node.child_by_field_name("module")
        last = module.named_child(module.named_child_count - 1) if module is not None else None
        if module is None or last is None:
            return []
        path = "".join(text_of(module).split())
        alias = node.child_by_field_name("alias")
        words = {child.type for child in node.children}
        names = node.child_by_field_name("names") if "hiding" not in words else None
        listed = names.children_by_field_name("name") if names is not None and alias is None else []
        if listed:
            inside = [child_of(one, "0") for one in listed]
            return [
                Import(f"{path}.{text_of(it)}", text_of(it), it.start_byte, it.end_byte, "")
                for it in inside
                if it is not None and it.type in _NAMES
            ]
        local = "".join(text_of(alias).split()) if alias is not None else path if "qualified" in words else "*"
        return [Import(path, local, last.start_byte, last.end_byte, "")]

    def package(self, node: Node) -> str:
        """Give the name of the module."""
        return "".join(type_text(node.child_by_field_name("module")).split())

    def attribute(self, text: str) -> str:  # noqa: ARG002 - it is the function's signature
        """Give nothing: the type before a function is its signature."""
        return ""

    def doc(self, comment: str) -> str | None:
        """Read Haddock's comments; those behind something document nothing here."""
        found = _DOC.match(comment)
        if found is None:
            return None
        text = comment[found.end() :].removesuffix("-}")
        return "\n".join(_DASHES.sub("", line).rstrip() for line in text.strip().splitlines()).strip()


def _test_name(node: Node) -> list[tuple[str, int, int]]:
    called = node.child_by_field_name("left_operand")
    argument = called.child_by_field_name("argument") if called is not None else None
    name = first_of(argument, {"string"}) if argument is not None else None
    if name is None or not 1 + 1 < name.end_byte - name.start_byte < _LONGEST:
        return []
    text = text_of(name)[1:-1]
    return [(text, name.start_byte + 1, name.end_byte - 1)] if text.strip() else []
