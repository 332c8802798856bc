"""What is particular to Ruby."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Chains, Step, child_of, text_of
from codegraph.parse.reader import SIGNATURE_LIMIT, Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_ACCESS = frozenset({"public", "private", "protected"})
_SAYS_ACCESS = {
    **{word: word for word in _ACCESS},
    "private_class_method": "private",
    "private_constant": "private",
    "public_class_method": "public",
}
_MIXES = frozenset({"include", "extend", "prepend"})
_CONSTANTS = frozenset({"constant", "scope_resolution"})
_HOLDERS = frozenset({"class", "module", "singleton_class"})
_STRINGS = frozenset({"string", "simple_symbol"})
_MADE = re.compile(r"(?:::)?(?:Struct|Class|Module|Data)\s*\.\s*(?:new|define)\b")
_DIRECTIVE = re.compile(r"#!|#\s*(?:-\*-|frozen_string_literal|encoding:|rubocop|:nodoc:|typed:|shareable_constant)")
_NAME = re.compile(r"[^\W\d]\w*[?!]?")
_MANY = {"splat_parameter": "*", "hash_splat_parameter": "**", "block_parameter": "&"}
_MOST = 60
_LONGEST = 200


class _RubyChains(Chains):
    """Writes `@x` as `self.x`, `T.new(..)` as `T@new`, and no brackets behind a name that is given nothing."""

    def _said(self, node: Node, step: Step) -> str:
        if node.type == "call":
            name, given = node.child_by_field_name("method"), node.child_by_field_name("arguments")
            receiver = node.child_by_field_name("receiver")
            if name is not None and receiver is not None and receiver.type in _CONSTANTS and text_of(name) == "new":
                return "@new"
            text = text_of(name) if name is not None and _is_short(name) else ""
            said = text if _NAME.fullmatch(text) else "?"
            return f".{said}" if given is None and receiver is not None else f".{said}()"
        return super()._said(node, step)

    def _chain(self, node: Node | None) -> str:
        said = super()._chain(node)
        return "self." + said.lstrip("@") if said.startswith("@") else said


class RubyReader(Reader):
    """Reads a Ruby file."""

    shapes: ClassVar[Mapping[str, Shape]] = {"assignment": Shape(name="left", body="right", value="right")}
    binds: ClassVar[Mapping[str, Bind]] = {
        "assignment": Bind("left", "right"),
        "operator_assignment": Bind("left", "right"),
        "exception_variable": Bind("0"),
        "for": Bind("pattern", "value", "@each"),
        "block_parameters": Bind(""),
        "lambda_parameters": Bind(""),
    }
    lists: ClassVar[frozenset[str]] = frozenset(
        {"left_assignment_list", "right_assignment_list", "destructured_parameter", "argument_list"}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "call": Step("receiver", "method", "()"),
        "scope_resolution": Step("scope", "name"),
        "element_reference": Step("object", mark="[]"),
        "parenthesized_statements": Step("0"),
        "argument_list": Step("0"),
        "in": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "simple_symbol": '""',
        "delimited_symbol": '""',
        "integer": "0",
        "float": "0",
        "array": "[]",
        "string_array": "[]",
        "symbol_array": "[]",
        "hash": "{}",
        "right_assignment_list": "[]",
        "instance_variable": None,
        "class_variable": None,
    }
    ignored: ClassVar[frozenset[str]] = frozenset(
        {
            "public",
            "private",
            "protected",
            "module_function",
            "require",
            "require_relative",
            "load",
            "autoload",
            "super",
        }
        | {"attr_accessor", "attr_reader", "attr_writer", "include", "extend", "prepend", "__method__", "block_given?"}
    )
    functions: ClassVar[frozenset[str]] = frozenset({"method", "singleton_method"})
    closures: ClassVar[frozenset[str]] = frozenset({"block", "do_block", "lambda"})

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.chains = _RubyChains(self.steps, self.heads, self.type_text)
        # who sees what stands behind some bytes of a class, and the names of which that is said, by the class's body
        self._access: dict[int, tuple[list[int], list[str], dict[str, str]]] = {}

    # definitions

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Give each of the attributes that stand side by side a head of its own; find methods in `class << self`."""
        read = super().definition(kind, node)
        if read is not None and kind is SymbolKind.FIELD and len(read.heads) > 1:
            word = _method_of(node)
            return read._replace(heads=tuple(it._replace(signature=f"{word} :{it.name}") for it in read.heads))
        holder = node.parent.parent if read is not None and node.type == "method" and node.parent is not None else None
        if read is None or holder is None or holder.type != "singleton_class":
            return read
        return read._replace(heads=tuple(it._replace(modifiers=("static",)) for it in read.heads))

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names: of `class A::B` the last, of `attr_reader :a, :b` and of tests what the text says."""
        if node.type == "call":
            given = node.child_by_field_name("arguments")
            found = given.named_children[:_MOST] if given is not None else []
            found = found if _method_of(node).startswith("attr") else found[:1]
            return [it for one in found for it in _unquoted(one)]
        name = node.child_by_field_name(shape.name)
        if name is not None and name.type == "scope_resolution":
            name = name.child_by_field_name("name")
        return [(text_of(name), name.start_byte, name.end_byte)] if name is not None and _is_short(name) else []

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - the node tells
        """Tell methods by what is around, and classes that are made by a call."""
        if kind is SymbolKind.FUNCTION:
            around = node.parent
            for _ in range(3):
                if around is None or around.type in _HOLDERS:
                    break
                around = around.parent
            return SymbolKind.METHOD if around is not None and around.type in _HOLDERS else kind
        if kind is SymbolKind.CONST and self._made(node) is not None:
            return SymbolKind.CLASS
        return kind

    @staticmethod
    def _made(node: Node) -> Node | None:
        """Give the call that makes the class to which a constant is set."""
        right = node.child_by_field_name("right") if node.type == "assignment" else None
        if right is None or right.type != "call":
            return None
        start = (right.text or b"")[:_LONGEST].decode("utf-8", "replace")
        return right if _MADE.match(start) else None

    def function(self, node: Node) -> Node:
        """Give the block of a test."""
        return node.child_by_field_name("block") or node if node.type == "call" else node

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give the body of a block, too."""
        made = self._made(node) if kind is SymbolKind.CLASS else None
        block = made.child_by_field_name("block") if made is not None else None
        if made is not None:
            return block.child_by_field_name("body") if block is not None else None
        if node.type == "call":
            return None if kind is SymbolKind.FIELD else self.function(node).child_by_field_name("body")
        return super().body(kind, node, shape)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head: nothing that stands behind parameters or the base class."""
        if kind is SymbolKind.CONST:
            return super().signature(kind, node, outer, body)
        last = node.child_by_field_name("parameters") or node.child_by_field_name("superclass")
        made = self._made(node)
        if node.type == "call" or made is not None:
            last = (made or node).child_by_field_name("arguments") or (made or node).child_by_field_name("method")
        last = last or node.child_by_field_name("name")
        end = last.end_byte if last is not None else node.end_byte
        head = self.source[node.start_byte : min(end, node.start_byte + 4 * SIGNATURE_LIMIT)].decode("utf-8", "replace")
        return normalise_space(self.clean(head))[:SIGNATURE_LIMIT]

    def clean(self, head: str) -> str:
        """Take comments out of a head, as far as no string may hold them."""
        if "#" not in head or '"' in head or "'" in head:
            return head
        return "\n".join(line.partition("#")[0] for line in head.splitlines())

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - what is before it tells
        """Follow `private` above it, around it, or with its name."""
        around = node.parent
        if around is not None and around.type == "argument_list" and around.parent is not None:
            return _SAYS_ACCESS.get(_method_of(around.parent), "public")
        if around is None or around.type != "body_statement":
            return "public"
        if around.start_byte not in self._access:
            self._access[around.start_byte] = self._read_access(around)
        starts, words, named = self._access[around.start_byte]
        if name in named:
            return named[name]
        at = bisect_right(starts, node.start_byte) - 1
        return words[at] if at >= 0 and node.type == "method" else "public"

    @staticmethod
    def _read_access(body: Node) -> tuple[list[int], list[str], dict[str, str]]:
        starts, words, named = [], [], {}
        for child in body.named_children:
            if child.type == "identifier" and child.end_byte - child.start_byte < _MOST:
                word = text_of(child)
                if word in _ACCESS:
                    starts.append(child.start_byte)
                    words.append(word)
            elif child.type == "call" and _method_of(child) in _SAYS_ACCESS:
                given, word = child.child_by_field_name("arguments"), _SAYS_ACCESS[_method_of(child)]
                for one in given.named_children if given is not None else ():
                    named.update({name: word for name, _, _ in _unquoted(one)})
        return starts, words, named

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:  # noqa: ARG002 - it stands before the name
        """Find `def self.f`."""
        return ("static",) if signature.startswith(("def self.", "define_singleton")) else ()

    def self_type(self, node: Node) -> str:
        """Name what `def x.f` and `class A::B` say."""
        on = node.child_by_field_name("object")
        name = node.child_by_field_name("name")
        if on is None and name is not None and name.type == "scope_resolution":
            on = name.child_by_field_name("scope")
        said = self.chains.chain(on) if on is not None and _is_short(on) else ""
        return said if said != "self" and PLAIN.fullmatch(said) else ""

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the base class and the modules that are mixed in."""
        if kind is SymbolKind.CLASS or node.type == "module":
            return ["class", list(self._bases(node))]
        return super().declaration(kind, node, shape)

    def _bases(self, node: Node) -> Iterator[str]:
        base = node.child_by_field_name("superclass")
        made = self._made(node)
        if made is not None:
            given = made.child_by_field_name("arguments")
            base = given if given is not None and _is_constant(child_of(given, "0")) else None
        if base is not None and base.named_child_count:
            yield self.chains.chain(child_of(base, "0"))
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None and made is None else ():
            given = child.child_by_field_name("arguments") if child.type == "call" else None
            if given is not None and _method_of(child) in _MIXES:
                yield from (self.chains.chain(one) for one in given.named_children[:_MOST] if one.type in _CONSTANTS)

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a`, `a = 1`, `a:`, `*a`, `**a` and `&a`."""
        name = node.child_by_field_name("name") or node
        text = text_of(name) if _is_short(name) else ""
        if PLAIN.fullmatch(text):
            yield _MANY.get(node.type, "") + text, ""
        elif node.type == "destructured_parameter":
            yield "{}", ""

    # references

    def called(self, node: Node) -> tuple[str, int]:
        """Leave out what makes an object: that is the class's."""
        path, end = super().called(node)
        return ("", end) if path.endswith("@new") else (path, end)

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound, by blocks their parameters."""
        if node.type not in {"block_parameters", "lambda_parameters"}:
            return super().bindings(node)
        found: list[Binding] = []
        for child in node.named_children[:_MOST]:
            found += self.targets(child.child_by_field_name("name") or child, "", "")
        return found

    def targets(self, node: Node, value: str, declared: str) -> list[Binding]:
        """Read `@x = ..` as what is put on `self`."""
        if node.type in {"instance_variable", "class_variable"}:
            name = text_of(node).lstrip("@") if _is_short(node) else ""
            return [Binding(f"self.{name}", node.start_byte, value, declared)] if PLAIN.fullmatch(name) else []
        return super().targets(node, value, declared) if node.type not in _CONSTANTS else []

    def imports(self, node: Node) -> list[Import]:
        """Read `require "a/b"`, `require_relative "../a"` (given as `./../a`) and `autoload :A, "a"`."""
        given = node.child_by_field_name("arguments")
        if given is None or not given.named_child_count:
            return []
        word, last = _method_of(node), given.named_children[-1]
        if last.type != "string" or not _is_short(last) or last.named_child_count != 1:
            return []
        ((text, start, end),) = _unquoted(last) or [("", 0, 0)]
        if not text.strip():
            return []
        relative = word == "require_relative" or text.startswith("./")
        name = text.rpartition("/")[2]
        first, _, _ = next(iter(_unquoted(given.named_children[0])), ("", 0, 0))
        alias = first if word == "autoload" and first != text else ""
        path = "./" + text.removeprefix("./") if relative else text
        return [Import(path, alias, max(end - len(name.encode()), start), end, "")]

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow Minitest: `test_..`; the queries find those of RSpec."""
        return definition.kind is SymbolKind.TEST or name.startswith("test_")

    def doc(self, comment: str) -> str | None:
        """Take comments that are no directives."""
        if comment.startswith("=begin"):
            return comment.removeprefix("=begin").partition("\n=end")[0].strip()
        return None if _DIRECTIVE.match(comment) else comment.lstrip("#").removeprefix(" ").rstrip()


def _is_constant(node: Node | None) -> bool:
    return node is not None and node.type in _CONSTANTS


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST


def _method_of(node: Node) -> str:
    name = node.child_by_field_name("method")
    return text_of(name) if name is not None and _is_short(name) else ""


def _unquoted(node: Node) -> list[tuple[str, int, int]]:
    """Give what a string or a symbol says, and where; nothing for others."""
    if node.type not in _STRINGS or not _is_short(node):
        return []
    text, start, end = text_of(node), node.start_byte, node.end_byte
    if text[:1] == ":":
        return [(text[1:], start + 1, end)]
    inside = text[1:-1]
    return [(inside, start + 1, end - 1)] if text[:1] in {'"', "'"} and inside.strip() else []
