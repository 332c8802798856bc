"""Reads expressions; see the package for the shapes. Blocks and their statements are in `blocks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.patterns import Patterns
from codegraph.parse.languages.rust.code.source import DEPTH_LIMIT, EXTRAS, IR, kids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

# the longest chain of conditions that is read as one
_LONGEST_CHAIN = 100


class Expressions(Patterns):
    """Reads what stands in expression position; `handlers` is completed by the modules that know blocks and macros."""

    handlers: dict[str, Callable[..., IR]]

    def expression(self, node: Node | None) -> IR:
        """Read an expression; `["?u"]` for what is not understood."""
        if node is None:
            return ["?u"]
        handler = self.handlers.get(node.type)
        if handler is None or self.depth > DEPTH_LIMIT:
            return ["?u"]
        self.depth += 1
        try:
            return handler(self, node)
        except (ValueError, IndexError):
            return ["?u"]
        finally:
            self.depth -= 1

    def expressions(self, nodes: Sequence[Node]) -> list[IR]:
        """Read the expressions among nodes."""
        return [self.expression(node) for node in nodes if node.type not in EXTRAS]

    def condition(self, node: Node | None) -> IR:
        """Read the condition of `if`, `while` and of a guard."""
        return self.expression(node)

    def optional(self, nodes: Sequence[Node]) -> IR | None:
        """Read the last of some nodes, if there is one."""
        return self.expression(nodes[-1]) if nodes else None

    def label(self, node: Node) -> str:
        """Give the name of a label, without its quote."""
        return self.text(node).removeprefix("'").strip()

    def exactly(self, node: Node, count: int) -> list[Node]:
        """Give a node's named children, of which there must be `count`; raises ValueError."""
        found = node.named_children
        if len(found) != count:
            found = kids(node)
            if len(found) != count:
                raise ValueError
        return found


def _name(reader: Expressions, node: Node) -> IR:
    start = node.start_byte
    name = reader.source[start : node.end_byte].decode("utf-8", "replace")
    place = start - reader.base
    return ["v", name[2:], place + 2] if name.startswith("r#") else ["v", name, place]


def _path(reader: Expressions, node: Node) -> IR:
    return ["path", *reader.path(node)]


def _literal(reader: Expressions, node: Node) -> IR:
    return reader.literal(node)


def _call(reader: Expressions, node: Node) -> IR:
    function, arguments = reader.exactly(node, 2)
    values = reader.expressions(arguments.named_children)
    turbofish: list[IR] = []
    kind = function.type
    if kind == "generic_function":
        inner, types = reader.exactly(function, 2)
        if inner.type == "field_expression":
            function, kind = inner, "field_expression"
            turbofish = reader.arguments(types)
    if kind == "field_expression":
        receiver, name = reader.exactly(function, 2)
        if name.type == "field_identifier":
            return ["m", reader.expression(receiver), reader.name(name), turbofish, values, reader.name_start(name)]
    return ["call", reader.expression(function), values]


def _field(reader: Expressions, node: Node) -> IR:
    value, name = reader.exactly(node, 2)
    return ["f", reader.expression(value), reader.name(name)]


def _try(reader: Expressions, node: Node) -> IR:
    return ["try", reader.expression(reader.exactly(node, 1)[0])]


def _await(reader: Expressions, node: Node) -> IR:
    return ["await", reader.expression(reader.exactly(node, 1)[0])]


def _reference(reader: Expressions, node: Node) -> IR:
    found = kids(node)
    return ["&", reader.expression(found[-1]), len(found) > 1]


def _unary(reader: Expressions, node: Node) -> IR:
    value = reader.expression(reader.exactly(node, 1)[0])
    operator = chr(reader.source[node.start_byte])
    return ["*", value] if operator == "*" else ["un", value, operator]


def _operator(node: Node) -> str:
    found = node.child_by_field_name("operator")
    return found.type if found is not None else ""


def _binary(reader: Expressions, node: Node) -> IR:
    left, right = reader.exactly(node, 2)
    return ["bin", _operator(node), reader.expression(left), reader.expression(right)]


def _assignment(reader: Expressions, node: Node) -> IR:
    right = reader.expression(node.child_by_field_name("right"))
    left = node.child_by_field_name("left")
    if left is None or left.type == "_":
        # `_ = x` has a pattern without a name on its left
        return ["=", ["v", "_", node.start_byte - reader.base], right]
    if left.type == "range_expression" and reader.source[left.start_byte : left.end_byte + 1] == b"..=":
        # the grammar takes `..=x` for an assignment to `..`
        return ["range", None, right, "..="]
    return ["=", reader.expression(left), right]


def _compound(reader: Expressions, node: Node) -> IR:
    left, right = reader.exactly(node, 2)
    return ["op=", _operator(node), reader.expression(left), reader.expression(right)]


def _cast(reader: Expressions, node: Node) -> IR:
    value, cast = reader.exactly(node, 2)
    return ["as", reader.expression(value), reader.type(cast)]


def _index(reader: Expressions, node: Node) -> IR:
    value, index = reader.exactly(node, 2)
    return ["idx", reader.expression(value), reader.expression(index)]


def _range(reader: Expressions, node: Node) -> IR:
    low: IR | None = None
    high: IR | None = None
    operator = ".."
    seen = False
    for child in node.children:
        kind = child.type
        if kind in {"..", "..=", "..."}:
            operator = ".." if kind == ".." else "..="
            seen = True
        elif kind not in EXTRAS:
            if seen:
                high = reader.expression(child)
            else:
                low = reader.expression(child)
    return ["range", low, high, operator]


def _parenthesised(reader: Expressions, node: Node) -> IR:
    return reader.expression(reader.exactly(node, 1)[0])


def _unit(_reader: Expressions, _node: Node) -> IR:
    return ["tup", []]


def _tuple(reader: Expressions, node: Node) -> IR:
    return ["tup", reader.expressions(node.named_children)]


def _array(reader: Expressions, node: Node) -> IR:
    values = reader.expressions(node.named_children)
    return ["rep", *values] if node.child_by_field_name("length") is not None else ["arr", values]


def _struct(reader: Expressions, node: Node) -> IR:
    name, body = reader.exactly(node, 2)
    path, offset = reader.path(name)
    fields: list[IR] = []
    base: IR | None = None
    for child in body.named_children:
        kind = child.type
        if kind == "field_initializer":
            field, value = kids(child)
            fields.append([reader.name(field), reader.expression(value), reader.name_start(field)])
        elif kind == "shorthand_field_initializer":
            field = kids(child)[-1]
            value_of = reader.expression(field)
            fields.append([value_of[1], value_of, reader.name_start(field)])
        elif kind == "base_field_initializer":
            base = reader.optional(kids(child))
    return ["struct", path, offset, fields, base]


def _if(reader: Expressions, node: Node) -> IR:
    otherwise: Node | None = None
    found = kids(node)
    if found[-1].type == "else_clause":
        otherwise = kids(found.pop())[-1]
    condition, block = found
    return [
        "if",
        reader.condition(condition),
        reader.expression(block),
        reader.expression(otherwise) if otherwise is not None else None,
    ]


def _let(reader: Expressions, node: Node) -> IR:
    pattern = reader.pattern(node.child_by_field_name("pattern"))
    return ["let", pattern, reader.expression(node.child_by_field_name("value"))]


def _chain(reader: Expressions, node: Node) -> IR:
    first, *others = kids(node)
    if len(others) > _LONGEST_CHAIN:
        return ["?u"]
    found = reader.expression(first)
    for other in others:
        found = ["bin", "&&", found, reader.expression(other)]
    return found


def _match(reader: Expressions, node: Node) -> IR:
    value, body = reader.exactly(node, 2)
    arms: list[IR] = []
    for arm in body.named_children:
        if arm.type != "match_arm":
            continue
        inside = arm.child_by_field_name("pattern")
        parts = [child for child in inside.children if child.type not in EXTRAS] if inside is not None else []
        guard = reader.condition(parts[-1]) if len(parts) > 1 else None
        pattern = reader.pattern(parts[0] if parts else None)
        arms.append([pattern, guard, reader.expression(arm.child_by_field_name("value"))])
    return ["match", reader.expression(value), arms]


def _labelled(reader: Expressions, node: Node) -> tuple[str | None, list[Node]]:
    found = kids(node)
    if found and found[0].type == "label":
        return reader.label(found[0]), found[1:]
    return None, found


def _while(reader: Expressions, node: Node) -> IR:
    label, (condition, block) = _labelled(reader, node)
    return ["while", label, reader.condition(condition), reader.expression(block)]


def _loop(reader: Expressions, node: Node) -> IR:
    label, (block,) = _labelled(reader, node)
    return ["loop", label, reader.expression(block)]


def _for(reader: Expressions, node: Node) -> IR:
    label, parts = _labelled(reader, node)
    pattern = reader.pattern(node.child_by_field_name("pattern"))
    return ["for", label, pattern, reader.expression(parts[-2]), reader.expression(parts[-1])]


def _return(reader: Expressions, node: Node) -> IR:
    return ["ret", reader.optional(kids(node))]


def _break(reader: Expressions, node: Node) -> IR:
    label, parts = _labelled(reader, node)
    return ["brk", label, reader.optional(parts)]


def _continue(_reader: Expressions, _node: Node) -> IR:
    return ["cont"]


def _yield(reader: Expressions, node: Node) -> IR:
    return ["yield", reader.optional(kids(node))]


def _closure(reader: Expressions, node: Node) -> IR:
    inside = node.child_by_field_name("parameters")
    if inside is None:
        return ["?u"]
    parameters: list[IR] = []
    for child in inside.children:
        kind = child.type
        if kind == "parameter":
            declared = child.child_by_field_name("type")
            pattern = reader.pattern(child.child_by_field_name("pattern"))
            parameters.append([pattern, reader.type(declared) if declared is not None else None])
        elif kind not in EXTRAS and kind not in {"|", ","}:
            parameters.append([reader.pattern(child), None])
    result = node.child_by_field_name("return_type")
    return [
        "clo",
        parameters,
        reader.type(result) if result is not None else None,
        reader.expression(node.child_by_field_name("body")),
        b"async" in reader.source[node.start_byte : inside.start_byte].split(),
    ]


EXPRESSIONS: dict[str, Callable[..., IR]] = {
    "identifier": _name,
    "self": _name,
    "shorthand_field_identifier": _name,
    "scoped_identifier": _path,
    "generic_function": _path,
    "super": _path,
    "crate": _path,
    "string_literal": _literal,
    "raw_string_literal": _literal,
    "char_literal": _literal,
    "boolean_literal": _literal,
    "integer_literal": _literal,
    "float_literal": _literal,
    "call_expression": _call,
    "field_expression": _field,
    "try_expression": _try,
    "await_expression": _await,
    "reference_expression": _reference,
    "unary_expression": _unary,
    "binary_expression": _binary,
    "assignment_expression": _assignment,
    "compound_assignment_expr": _compound,
    "type_cast_expression": _cast,
    "index_expression": _index,
    "range_expression": _range,
    "parenthesized_expression": _parenthesised,
    "unit_expression": _unit,
    "tuple_expression": _tuple,
    "array_expression": _array,
    "struct_expression": _struct,
    "if_expression": _if,
    "let_condition": _let,
    "let_chain": _chain,
    "match_expression": _match,
    "while_expression": _while,
    "loop_expression": _loop,
    "for_expression": _for,
    "return_expression": _return,
    "break_expression": _break,
    "continue_expression": _continue,
    "yield_expression": _yield,
    "closure_expression": _closure,
}
