"""What is particular to Elixir, whose definitions are calls."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, first_of, text_of
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_DEFINES = frozenset(
    {"def", "defp", "defmacro", "defmacrop", "defguard", "defguardp", "defdelegate", "defn", "defnp"}
    | {"defmodule", "defprotocol", "defimpl"}
)
_IMPORTS = frozenset({"alias", "import", "use", "require"})
_TYPED = frozenset({"spec", "type", "typep", "opaque", "callback", "macrocallback"})
_REMARKS = frozenset(
    {"doc", "moduledoc", "typedoc", "shortdoc", "spec", "impl", "behaviour", "deprecated", "since", "tag", "moduletag"}
    | {"describetag", "dialyzer", "compile", "derive", "enforce_keys", "optional_callbacks", "before_compile"}
    | {"after_compile", "on_load", "on_definition", "external_resource"}
)
_KINDS = {"callback": SymbolKind.METHOD, "macrocallback": SymbolKind.METHOD}
_TYPES = frozenset({"type", "typep", "opaque"})
_SPECIAL = frozenset(
    {"if", "unless", "case", "cond", "with", "for", "quote", "unquote", "receive", "try", "fn", "describe", "test"}
    | {"property", "setup", "setup_all", "defstruct", "defexception", "super", "doctest", "defoverridable"}
)
_DOC = re.compile(r'@\w+\s*(?:~[sS])?("""|\'\'\'|")(.*?)\1', re.DOTALL)
_PATTERNS = frozenset({"tuple", "list", "arguments", "map", "map_content", "keywords"})
_LIMIT = 20_000
_MOST = 40
_MOST_LEVELS = 14
_LONGEST = 300


class ElixirReader(Reader):
    """Reads an Elixir file."""

    shapes: ClassVar[Mapping[str, Shape]] = {}
    binds: ClassVar[Mapping[str, Bind]] = {"binary_operator": Bind("left", "right")}
    blocks: ClassVar[frozenset[str]] = frozenset({"stab_clause", "do_block"})
    steps: ClassVar[Mapping[str, Step]] = {
        "dot": Step("left", "right"),
        "call": Step("target", mark="()"),
        "access_call": Step("target", mark="[]"),
        "block": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "integer": "0",
        "float": "0",
        "list": "[]",
        "map": "{}",
        "tuple": "()",
    }
    ignored: ClassVar[frozenset[str]] = _DEFINES | _IMPORTS | _SPECIAL

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Read a definition; `@doc` and its kin define nothing."""
        called = node.child_by_field_name("operand") if node.type == "unary_operator" else None
        return super().definition(kind, node) if called is None or _word(called) not in _REMARKS else None

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the word tells
        """Tell types and callbacks from constants."""
        called = node.child_by_field_name("operand") if node.type == "unary_operator" else None
        if called is None:
            return kind
        return SymbolKind.TYPE_ALIAS if _word(called) in _TYPES else _KINDS.get(_word(called), kind)

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:  # noqa: ARG002 - there are no fields
        """Find the name in what is given to the word that defines."""
        if node.type in {"atom", "pair"}:
            return _key(node)
        if node.type == "unary_operator":
            called = node.child_by_field_name("operand")
            if called is None or _word(called) not in _TYPED:
                name = called.child_by_field_name("target") if called is not None else None
            else:
                name = _name(_first(called))
        elif _word(node) in {"test", "property"}:
            name = _first(node)
            if name is None or not _is_short(name):
                return []
            text = text_of(name)[1:-1]
            return [(text, name.start_byte + 1, name.end_byte - 1)] if text.strip() else []
        else:
            name = _name(_first(node))
        return [(text_of(name), name.start_byte, name.end_byte)] if name is not None and _is_short(name) else []

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:  # noqa: ARG002 - there are no fields
        """Give the block, or what follows `, do:`."""
        if node.type != "call":
            return None
        arguments = first_of(node, {"arguments"})
        given = first_of(arguments, {"keywords"}) if arguments is not None else None
        return first_of(node, {"do_block"}) or (given if kind is not SymbolKind.IMPL else None)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head; of a field its name and default."""
        text = super().signature(kind, node, outer, body)
        return text.lstrip(":") if kind is SymbolKind.FIELD else text

    def clean(self, head: str) -> str:
        """Leave heads as they are: what looks like a comment elsewhere is an operator."""
        return head

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - the word tells
        """Tell by the word."""
        word = signature.partition(" ")[0]
        if word in {"defp", "defmacrop", "defguardp", "defnp", "@typep"}:
            return "private"
        return "public" if word.startswith("def") else ""

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:  # noqa: ARG002 - no types
        """Read the names of parameters."""
        if kind not in {SymbolKind.FUNCTION, SymbolKind.TEST} or node.type != "call":
            return None
        head = _head(_first(node))
        arguments = first_of(head, {"arguments"}) if head is not None and head.type == "call" else None
        given = arguments.named_children[:_MOST] if arguments is not None else ()
        return ["fn", [[_parameter(one), ""] for one in given], ""]

    def bindings(self, node: Node) -> list[Binding]:
        """Read `pattern = value` and `pattern <- values`, and what a clause takes."""
        if node.type == "arguments":
            return self.targets(node, "", "")
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        drawn = any(child.type == "<-" for child in node.children)
        value = self.chains.chain(right)
        plain = left is not None and left.type == "identifier"
        value = value + "@each" if value and drawn else value
        return self.targets(left, value if plain else "", "") if left is not None else []

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Take patterns apart."""
        if node.type == "pair":
            value = node.child_by_field_name("value")
            return [(value, "")] if value is not None else []
        if node.type == "binary_operator":
            return [(child, "") for child in node.named_children[:2]]
        if node.type in _PATTERNS:
            return [(child, "") for child in node.named_children[:_MOST]]
        return None if node.type == "identifier" else []

    def refers(self, node: Node) -> bool:
        """Tell calls from heads of definitions, and from what stands in `@spec` and in imports."""
        around = node.parent if node.type != "alias" else node
        if around is None:
            return False
        if node.type == "alias":
            return not _is_imported(node)
        return not _is_head(around) and not _is_typed(around)

    def imports(self, node: Node) -> list[Import]:
        """Read `alias A.B, as: C`, `alias A.{B, C}`, `import A`, `use A`."""
        first = _first(node)
        word = _word(node)
        if first is None:
            return []
        if first.type == "dot":
            base, names = first.child_by_field_name("left"), first.child_by_field_name("right")
            inside = names.named_children[: _MOST * 2] if names is not None and names.type == "tuple" else ()
            return [
                _import(it, f"{text_of(base)}." if base is not None else "", "", word) for it in inside if _is_name(it)
            ]
        if not _is_name(first):
            return []
        arguments = first_of(node, {"arguments"})
        options = first_of(arguments, {"keywords"}) if arguments is not None else None
        alias = ""
        for pair in options.named_children[:_MOST] if options is not None else ():
            key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if key is not None and value is not None and text_of(key).startswith("as:"):
                alias = text_of(value)
        return [_import(first, "", alias, word)]

    def attribute(self, text: str) -> str:
        """Strip to what is said."""
        return super().attribute(text)[:_LONGEST]

    def doc(self, comment: str) -> str | None:
        """Read `@doc`; other comments document nothing."""
        found = _DOC.match(comment[:_LIMIT]) if comment.startswith("@") else None
        return cleandoc(found[2]) if found is not None else None

    def doc_string(self, node: Node) -> str:
        """Strip quotes and indentation."""
        text = text_of(node)
        quotes = 3 if text.startswith('"""') else 1
        return cleandoc(text[quotes:-quotes])


def _word(node: Node) -> str:
    target = node.child_by_field_name("target")
    return text_of(target) if target is not None and target.type == "identifier" else ""


def _first(node: Node) -> Node | None:
    arguments = first_of(node, {"arguments"})
    return arguments.named_child(0) if arguments is not None and arguments.named_child_count else None


def _head(node: Node | None) -> Node | None:
    """Give the head without its guard, its type or its value."""
    for _ in range(_MOST_LEVELS):
        if node is None or node.type != "binary_operator":
            break
        node = node.child_by_field_name("left")
    return node


def _name(node: Node | None) -> Node | None:
    head = _head(node)
    if head is not None and head.type == "call":
        head = head.child_by_field_name("target")
    return head if head is not None and head.type in {"identifier", "alias"} else None


def _key(node: Node) -> list[tuple[str, int, int]]:
    """Name a field of a struct: `:a` or `a: 1`."""
    key = node.child_by_field_name("key") if node.type == "pair" else node
    if key is None or not _is_short(key):
        return []
    text = text_of(key)
    name = text.rstrip().strip(":")
    start = key.start_byte + (1 if text.startswith(":") else 0)
    return [(name, start, start + len(name.encode()))] if PLAIN.fullmatch(name) else []


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST


def _is_name(node: Node) -> bool:
    return node.type == "alias" and _is_short(node) and bool(PLAIN.fullmatch(text_of(node)))


def _import(node: Node, base: str, alias: str, word: str) -> Import:
    text = text_of(node)
    last = text.rpartition(".")[2]
    local = alias or ("*" if word in {"import", "use"} else last)
    return Import(base + text, local, node.end_byte - len(last.encode()), node.end_byte, "")


def _parameter(node: Node) -> str:
    """Name a parameter, also one with a default or a pattern."""
    if node.type == "binary_operator":
        sides = [node.child_by_field_name("left"), node.child_by_field_name("right")]
        node = next((it for it in sides if it is not None and it.type == "identifier"), node)
    return text_of(node) if node.type == "identifier" else "{}"


def _is_head(call: Node) -> bool:
    """Tell whether a call is the head of a definition: `f(a)` in `def f(a) when ..`."""
    around = call.parent
    for _ in range(2):
        if around is not None and around.type == "binary_operator":
            around = around.parent
    if around is None or around.type != "arguments" or around.parent is None:
        return False
    return _word(around.parent) in _DEFINES and _name(_first(around.parent)) == call.child_by_field_name("target")


def _is_typed(node: Node) -> bool:
    """Tell whether something stands in `@spec` and its kin, or names what stands behind a `@`."""
    if node.parent is not None and node.parent.type == "unary_operator" and text_of(node.parent)[:1] == "@":
        return True
    around: Node | None = node
    for _ in range(_MOST_LEVELS):
        around = around.parent if around is not None else None
        if around is None or around.type in {"do_block", "body", "stab_clause"}:
            return False
        if around.type == "unary_operator":
            called = around.child_by_field_name("operand")
            if called is not None and called.type == "call" and _word(called) in _TYPED:
                return True
    return False


def _is_imported(node: Node) -> bool:
    """Tell whether a module is named by `alias` and its kin."""
    around = node.parent
    for _ in range(_MOST_LEVELS // 3):
        if around is None or around.type in {"do_block", "body"}:
            return False
        if around.type == "call" and _word(around) in _IMPORTS:
            return True
        around = around.parent
    return False
