"""Reads patterns; see the package for the shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.source import DEPTH_LIMIT, EXTRAS, IR
from codegraph.parse.languages.rust.code.types import Types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tree_sitter import Node

_SUFFIX = re.compile(rb"(?:[iu](?:8|16|32|64|128|size)|f(?:16|32|64|128))$")
_HEX_SUFFIX = re.compile(rb"[iu](?:8|16|32|64|128|size)$")
_MARKS = frozenset({"(", ")", "[", "]", "{", "}", ",", "|", "&", "@"}) | EXTRAS
_STRINGS = {0x62: "bs", 0x63: "cs"}
_SHORTEST_SUFFIXED = 3


class Patterns(Types):
    """Reads what stands in pattern position."""

    def pattern(self, node: Node | None) -> IR:
        """Read a pattern; `["?u"]` for what is not understood."""
        handler = _HANDLERS.get(node.type) if node is not None else None
        if handler is None or node is None or self.depth > DEPTH_LIMIT:
            return ["?u"]
        self.depth += 1
        try:
            return handler(self, node)
        except (ValueError, IndexError):
            return ["?u"]
        finally:
            self.depth -= 1

    def patterns(self, nodes: Iterable[Node]) -> list[IR]:
        """Read the patterns among nodes, `_` included, which has no name in the grammar."""
        return [self.pattern(node) for node in nodes if node.type not in _MARKS]

    def literal(self, node: Node) -> IR:
        """Read a literal: only its kind, or the suffix that tells it."""
        kind = node.type
        start = node.start_byte
        if kind == "string_literal" or kind == "raw_string_literal":  # noqa: PLR1714 - faster, and very frequent
            return ["lit", _STRINGS.get(self.source[start], "s")]
        if kind == "boolean_literal":
            return ["lit", "b"]
        if kind == "char_literal":
            return ["lit", "by" if self.source[start] == 0x62 else "c"]  # noqa: PLR2004 - the letter b
        text = self.source[start : node.end_byte]
        found = None
        if len(text) >= _SHORTEST_SUFFIXED:
            found = (_HEX_SUFFIX if text.startswith((b"0x", b"0X")) else _SUFFIX).search(text)
        if found is not None:
            return ["lit", found.group().decode()]
        return ["lit", "f" if kind == "float_literal" else "i"]

    def binding(self, node: Node, mode: str, sub: IR | None) -> IR:
        """Give the binding of a name."""
        return ["b", self.name(node), mode, sub, self.name_start(node)]


def _binding(reader: Patterns, node: Node) -> IR:
    return reader.binding(node, "", None)


def _wild(_reader: Patterns, _node: Node) -> IR:
    return ["_"]


def _rest(_reader: Patterns, _node: Node) -> IR:
    return [".."]


def _range(_reader: Patterns, _node: Node) -> IR:
    return ["range"]


def _literal(reader: Patterns, node: Node) -> IR:
    return reader.literal(node)


def _negative(reader: Patterns, node: Node) -> IR:
    return reader.literal(node.named_children[-1])


def _path(reader: Patterns, node: Node) -> IR:
    return ["path", *reader.path(node)]


def _tuple(reader: Patterns, node: Node) -> IR:
    inner = reader.patterns(node.children)
    closed = reader.source[node.start_byte : node.end_byte - 1].rstrip().endswith(b",")
    return inner[0] if len(inner) == 1 and not closed and inner[0] != [".."] else ["tup", inner]


def _slice(reader: Patterns, node: Node) -> IR:
    return ["slice", reader.patterns(node.children)]


def _or(reader: Patterns, node: Node) -> IR:
    """Read alternatives; the grammar nests them to the left, as deep as there are alternatives."""
    found: list[Node] = []
    pending = [node]
    while pending:
        current = pending.pop()
        if current.type == "or_pattern":
            pending += current.children
        else:
            found.append(current)
    return ["or", reader.patterns(reversed(found))]


def _reference(reader: Patterns, node: Node) -> IR:
    return ["&", reader.pattern(node.children[-1])]


def _inner(reader: Patterns, node: Node) -> IR:
    return reader.pattern(node.children[-1])


def _ref(reader: Patterns, node: Node) -> IR:
    inner = node.children[-1]
    mode = "ref"
    if inner.type == "mut_pattern":
        inner, mode = inner.children[-1], "refm"
    found = reader.pattern(inner)
    if found[0] == "b":
        found[2] = mode
    return found


def _captured(reader: Patterns, node: Node) -> IR:
    name, *rest = [child for child in node.children if child.type not in _MARKS]
    return reader.binding(name, "", reader.pattern(rest[-1]))


def _tuple_struct(reader: Patterns, node: Node) -> IR:
    path, *inner = [child for child in node.children if child.type not in _MARKS]
    return ["ts", *reader.path(path), reader.patterns(inner)]


def _struct(reader: Patterns, node: Node) -> IR:
    path, *inner = [child for child in node.named_children if child.type not in EXTRAS]
    fields: list[IR] = []
    for field in inner:
        if field.type != "field_pattern":
            continue
        name = field.child_by_field_name("name")
        if name is None:
            continue
        value = field.child_by_field_name("pattern")
        if value is not None:
            fields.append([reader.name(name), reader.pattern(value)])
        else:
            words = reader.source[field.start_byte : name.start_byte].split()
            mode = ("refm" if b"mut" in words else "ref") if b"ref" in words else ""
            fields.append([reader.name(name), reader.binding(name, mode, None)])
    return ["st", *reader.path(path), fields]


_HANDLERS: dict[str, Callable[[Patterns, Node], IR]] = {
    "_": _wild,
    "identifier": _binding,
    "shorthand_field_identifier": _binding,
    "remaining_field_pattern": _rest,
    "range_pattern": _range,
    "string_literal": _literal,
    "raw_string_literal": _literal,
    "char_literal": _literal,
    "boolean_literal": _literal,
    "integer_literal": _literal,
    "float_literal": _literal,
    "negative_literal": _negative,
    "scoped_identifier": _path,
    "generic_pattern": _path,
    "tuple_pattern": _tuple,
    "slice_pattern": _slice,
    "or_pattern": _or,
    "reference_pattern": _reference,
    "mut_pattern": _inner,
    "ref_pattern": _ref,
    "captured_pattern": _captured,
    "tuple_struct_pattern": _tuple_struct,
    "struct_pattern": _struct,
}
