"""Reads what the queries of a language capture, by tables; a language says in a subclass what tables cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Chains, Step, child_of, text_of, type_text
from codegraph.parse.spec import Header
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.spec import Import

SIGNATURE_LIMIT = 600
# characters of a value that stands in a signature, parameters that are listed, names that one statement binds
_VALUE_LIMIT = 80
_MOST_PARAMETERS = 60
_MOST_TARGETS = 64
# bytes of a head that is read, and of a name
_HEAD_LIMIT = 4000
_LONGEST_NAME = 300
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_OPENING = re.compile(r"([(\[]) +")
_CLOSING = re.compile(r",? +([)\]])")
_STAR = re.compile(r"^\s*\*+ ?")


class Shape(NamedTuple):
    """The fields of a definition; a number counts the named children."""

    name: str = "name"
    body: str = "body"
    parameters: str = "parameters"
    result: str = "return_type"
    type: str = "type"
    value: str = "value"


class Bind(NamedTuple):
    """The fields of a statement that binds names: where they stand, what they are bound to, and their type.

    `mark` is what is done to the value, see `codegraph.parse.chains`.
    """

    left: str
    right: str = ""
    mark: str = ""
    type: str = ""


class Definition(NamedTuple):
    """A definition that was read: bytes [start, end), a head for each name that it defines, and what each declares."""

    kind: SymbolKind
    start: int
    end: int
    heads: tuple[Header, ...]
    declarations: tuple[list[Any] | None, ...] = ()


class Binding(NamedTuple):
    """A name that a statement binds, or a path such as `self.x`: from which byte on, its value as a chain, its type."""

    name: str
    start: int
    value: str
    type: str


class Reader:
    """Reads one file of any language, by the tables of its class.

    `wrappers` are nodes around a definition that belong to it (`export ..`), `lists` those that hold names or values
    side by side, `blocks` those that bound a local's scope, `outer_blocks` those that do where it stands in no function
    with a name. `heads` and `steps` write chains. With `adjacent` a blank
    line parts a comment from what it documents. `line_docs` are the starts of lines that document what follows.
    """

    shapes: ClassVar[Mapping[str, Shape]] = {}
    binds: ClassVar[Mapping[str, Bind]] = {}
    wrappers: ClassVar[frozenset[str]] = frozenset()
    lists: ClassVar[frozenset[str]] = frozenset()
    blocks: ClassVar[frozenset[str]] = frozenset()
    outer_blocks: ClassVar[frozenset[str]] = frozenset()
    steps: ClassVar[Mapping[str, Step]] = {}
    heads: ClassVar[Mapping[str, str | None]] = {}
    adjacent: ClassVar[bool] = True
    line_docs: ClassVar[tuple[str, ...]] = ()
    ignored: ClassVar[frozenset[str]] = frozenset()
    functions: ClassVar[frozenset[str]] = frozenset()
    closures: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.chains = Chains(self.steps, self.heads, self.type_text)

    def type_text(self, node: Node | None) -> str:
        """Write a type in one line."""
        return type_text(node)

    # definitions

    def definition(self, kind: SymbolKind, node: Node) -> Definition | None:
        """Read a definition; None where the node names nothing."""
        shape = self.shapes.get(node.type) or _SHAPE
        # a node that the parser made up for one that is missing has no text
        names = [one for one in self.names(node, shape) if one[0]]
        if not names:
            return None
        outer = self.outer(node)
        kind = self.kind(kind, node, shape)
        body = self.body(kind, node, shape)
        signature = self.signature(kind, node, outer, body)
        start = body.start_byte if body is not None else -1
        heads = tuple(
            Header(
                name=name,
                name_start=at,
                name_end=end,
                body=start,
                signature=signature,
                visibility=self.visibility(name, signature, node),
                modifiers=self.modifiers(signature, name),
                self_type=self.self_type(node),
                generics=self.generics(node),
            )
            for name, at, end in names[:_MOST_TARGETS]
        )
        declared = self.declaration(kind, node, shape)
        return Definition(kind, outer.start_byte, outer.end_byte, heads, self._of_each(heads, declared, node))

    def _of_each(
        self, heads: tuple[Header, ...], declared: list[Any] | None, node: Node
    ) -> tuple[list[Any] | None, ...]:
        """Give each of several names its own value."""
        if declared is None or declared[0] != "var" or node.type not in self.binds:
            return (declared,) * len(heads)
        values = {it.name: it.value for it in self.bindings(node)}
        alone = declared[2] if len(heads) == 1 else ""
        return tuple(["var", declared[1], values.get(head.name, alone)] for head in heads)

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names that a node defines, with the bytes where they stand."""
        fields = node.children_by_field_name(shape.name) if not shape.name.isdigit() else [child_of(node, shape.name)]
        # commas between names have the field, too
        return [
            (text_of(field), field.start_byte, field.end_byte)
            for field in fields
            if field is not None and field.is_named and 0 < field.end_byte - field.start_byte < _LONGEST_NAME
        ]

    def outer(self, node: Node) -> Node:
        """Give the node with what is wrapped around it and belongs to it."""
        while True:
            around = node.parent
            if around is None or around.type not in self.wrappers or not self.is_alone(node, around):
                return node
            node = around

    def is_alone(self, node: Node, around: Node) -> bool:
        """Tell whether a wrapper holds this definition alone."""
        return around.named_child_count == 1 or around.child_by_field_name("declaration") == node

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - for languages
        """Say more precisely what a definition is."""
        return kind

    def body(self, kind: SymbolKind, node: Node, shape: Shape) -> Node | None:
        """Give a definition's body, or its value."""
        return node.child_by_field_name(shape.value if kind in _VALUES else shape.body)

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head in one line: all before the body; of a value that is short, that, too."""
        start = self.head_start(node, outer)
        end = body.start_byte if body is not None else outer.end_byte
        head = self.clean(self.source[start : min(end, start + _HEAD_LIMIT)].decode("utf-8", "replace"))
        head = _CLOSING.sub(r"\1", _OPENING.sub(r"\1", normalise_space(head)))
        if body is not None and kind in _VALUES:
            value = self.source[end : end + _VALUE_LIMIT + 1].decode("utf-8", "replace")
            value = value if body.end_byte - end <= _VALUE_LIMIT else value.partition("\n")[0][:_VALUE_LIMIT] + " …"
            if body.end_byte - end <= _VALUE_LIMIT:
                value = normalise_space(self.source[end : body.end_byte].decode("utf-8", "replace"))
            return f"{head} {value}"[:SIGNATURE_LIMIT]
        return head.rstrip("{;=,: ")[:SIGNATURE_LIMIT]

    def head_start(self, node: Node, outer: Node) -> int:  # noqa: ARG002 - for languages
        """Give the byte where the head starts."""
        return outer.start_byte

    def clean(self, head: str) -> str:
        """Take comments out of a head."""
        return _COMMENT.sub(" ", head) if "//" in head or "/*" in head else head

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - for languages
        """Say who can see a definition: as written, or `public` or `private` where a name's form tells."""
        return ""

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:  # noqa: ARG002 - for languages
        """List the key words before the name that say something of how it works."""
        return ()

    def self_type(self, node: Node) -> str:  # noqa: ARG002 - for languages
        """Name the type that a method written outside of it belongs to."""
        return ""

    def arguments(self, node: Node) -> str:  # noqa: ARG002 - for languages
        """Say how many arguments a call has, where overloads are told apart by that."""
        return ""

    def generics(self, node: Node) -> tuple[str, ...]:
        """List type parameters as written."""
        found = node.child_by_field_name("type_parameters")
        if found is None or found.end_byte - found.start_byte > _HEAD_LIMIT:
            return ()
        return tuple(normalise_space(text_of(one)) for one in found.named_children[:_MOST_PARAMETERS])

    # what is known of types

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Say what a definition declares; see `codegraph.parse.general`."""
        if kind in _FUNCTIONS:
            function = self.function(node)
            result = self.type_text(function.child_by_field_name(shape.result))
            return ["fn", self.parameters(function.child_by_field_name(shape.parameters)), result]
        if kind in _VALUES:
            declared = self.type_text(node.child_by_field_name(shape.type))
            return ["var", declared, self.chains.chain(node.child_by_field_name(shape.value))]
        if kind is SymbolKind.TYPE_ALIAS:
            return ["type", self.type_text(node.child_by_field_name(shape.value))]
        return None

    def function(self, node: Node) -> Node:
        """Give the node that has the parameters of a definition."""
        return node

    def parameters(self, node: Node | None) -> list[list[str]]:
        """List parameters as name and type."""
        found: list[list[str]] = []
        for child in node.named_children[:_MOST_PARAMETERS] if node is not None else ():
            if child.type not in _REMARKS:
                found += [[name, declared] for name, declared in self.parameter(child)]
        return found

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read one parameter, which may have several names."""
        declared = self.type_text(node.child_by_field_name("type"))
        names = node.children_by_field_name("name") or node.children_by_field_name("pattern")
        for name in names or [node]:
            if name.is_named:
                text = text_of(name) if name.end_byte - name.start_byte < _LONGEST_NAME else ""
                yield (text if PLAIN.fullmatch(text.lstrip("*.&")) else "{}"), declared

    def bindings(self, node: Node) -> list[Binding]:
        """Read what a statement binds."""
        bind = self.binds.get(node.type)
        left = child_of(node, bind.left) if bind is not None else None
        if bind is None or left is None:
            return []
        right = child_of(node, bind.right) if bind.right else None
        found = self._bound(node, bind, left, right)
        # what is bound is so behind its value
        known = right.end_byte if right is not None else 0
        return [it._replace(start=max(it.start, known)) for it in found]

    def _bound(self, node: Node, bind: Bind, left: Node, right: Node | None) -> list[Binding]:
        declared = self.type_text(node.child_by_field_name(bind.type)) if bind.type else ""
        if left.type in self.lists and right is not None and right.type in self.lists:
            values = right.named_children
            if len(values) == left.named_child_count:
                return [
                    one
                    for name, value in zip(left.named_children[:_MOST_TARGETS], values, strict=False)
                    for one in self.targets(name, self.chains.chain(value) + bind.mark, declared)
                ]
            right = values[0] if len(values) == 1 else None
        value = self.chains.chain(right)
        return self.targets(left, value + bind.mark if value else "", declared)

    def targets(self, node: Node, value: str, declared: str) -> list[Binding]:
        """List the names in what stands before a `=`, each with its part of the value."""
        found: list[Binding] = []
        pending = [(node, value)]
        while pending and len(found) < _MOST_TARGETS:
            one, said = pending.pop()
            inside = self.parts(one)
            if inside is not None:
                pending += [(part, said + mark if said else "") for part, mark in reversed(inside)]
            elif one.end_byte - one.start_byte < _LONGEST_NAME:
                text = text_of(one)
                if text != "_" and PLAIN.fullmatch(text):
                    found.append(Binding(text, one.start_byte, said, declared if one is node else ""))
        return found

    def parts(self, node: Node) -> list[tuple[Node, str]] | None:
        """Give the parts of a pattern with what is done to the value to get each; None for what is no pattern."""
        if node.type not in self.lists:
            return None
        children = node.named_children[:_MOST_TARGETS]
        return [(child, f"@{at}" if len(children) > 1 else "") for at, child in enumerate(children)]

    def returned(self, node: Node) -> list[str]:
        """Write what a function returns: a chain, or one for each of several values; nothing in one without a name."""
        if self.closures and self.in_closure(node):
            return []
        if node.type in self.lists and node.named_child_count > 1:
            return [self.chains.chain(one) for one in node.named_children[:_MOST_TARGETS]]
        return [self.chains.chain(node)]

    def in_closure(self, node: Node) -> bool:
        """Tell whether the function around a node is one without a name."""
        around = node.parent
        while around is not None and around.type not in self.functions:
            if around.type in self.closures:
                return self.is_nameless(around)
            around = around.parent
        return False

    def is_nameless(self, node: Node) -> bool:  # noqa: ARG002 - for languages
        """Tell whether a function value is given no name."""
        return True

    # the rest

    def refers(self, node: Node) -> bool:  # noqa: ARG002 - for languages
        """Tell whether a name that was captured refers to something, and does not declare it."""
        return True

    def is_interface(self, base: str) -> bool:  # noqa: ARG002 - for languages
        """Tell by its text whether a base is an interface."""
        return False

    def imports(self, node: Node) -> list[Import]:  # noqa: ARG002 - for languages
        """Read an import."""
        return []

    def package(self, node: Node) -> str:
        """Give the dotted name of a file's package."""
        return text_of(node).rpartition("package")[2].rstrip(";").strip()

    def called(self, node: Node) -> tuple[str, int]:
        """Write what a call that has a name of its own calls, and the byte where its name ends; empty for nothing."""
        return self.chains.chain(node).removesuffix("()"), self.chains.name_end(node)

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Tell whether a function is a test."""
        return False

    def attribute(self, text: str) -> str:
        """Strip a decorator or an annotation to what it says."""
        return normalise_space(text.lstrip("@"))

    def doc(self, comment: str) -> str | None:
        """Give the text of a comment that documents what follows; None for others."""
        if comment.startswith("/**") and not comment.startswith(("/**/", "/***")):
            return unstar(comment[3:].removesuffix("*/"))
        for start in self.line_docs:
            if comment.startswith(start):
                return comment[len(start) :].removeprefix(" ").rstrip()
        return None

    def of_file(self, comment: str) -> str:  # noqa: ARG002 - for languages
        """Give what a comment that documents nothing says of the whole file, as an attribute of it."""
        return ""

    def first_code(self) -> int:
        """Give the byte where the first thing in the file starts that is no comment."""
        return 0

    def documents_file(self, node: Node) -> bool:  # noqa: ARG002 - for languages
        """Tell whether a string or comment would document the file where it is the first."""
        return True

    def doc_string(self, node: Node) -> str:
        """Give the text of a string that documents what it stands in."""
        return text_of(node)


_SHAPE = Shape()
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
_VALUES = frozenset({SymbolKind.CONST, SymbolKind.VARIABLE, SymbolKind.STATIC, SymbolKind.FIELD, SymbolKind.VARIANT})
_REMARKS = frozenset({"comment", "line_comment", "block_comment", "ERROR"})


def unstar(text: str) -> str:
    """Take the stars off the lines of a block comment."""
    return "\n".join(_STAR.sub("", line).rstrip() for line in text.strip().splitlines()).strip()
