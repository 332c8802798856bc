"""Reads types, paths, bounds and generic parameters; see the package for the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.languages.rust.code.source import DEPTH_LIMIT, IR, Source, kids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

# a type inside a type lies several lists deeper
_WEIGHT = 3
_SCOPED = frozenset({"scoped_identifier", "scoped_type_identifier"})
_GENERIC = frozenset({"generic_type", "generic_type_with_turbofish", "generic_function", "generic_pattern"})
_NO_BOUND = frozenset({"lifetime", "removed_trait_bound", "use_bounds", "type_parameters", "for_lifetimes"})
# what may stand in a parameter list beside types
_NO_PARAMETER = frozenset({"variadic_parameter", "mutable_specifier"})


class Types(Source):
    """Reads what stands in type position."""

    def type(self, node: Node | None) -> IR:
        """Read a type; `["M"]` for what is not understood."""
        handler = _HANDLERS.get(node.type) if node is not None else None
        if handler is None or node is None or self.depth > DEPTH_LIMIT:
            return ["M"]
        self.depth += _WEIGHT
        try:
            return handler(self, node)
        except (ValueError, IndexError):
            return ["M"]
        finally:
            self.depth -= _WEIGHT

    def types(self, nodes: Sequence[Node]) -> list[IR]:
        """Read several types."""
        return [self.type(node) for node in nodes]

    def path(self, node: Node) -> tuple[IR, int]:
        """Read a path with its generic arguments; gives it and the byte where its last segment's name starts."""
        segments: list[str | IR] = []
        arguments: Node | None = None
        offset = -1
        while True:
            kind = node.type
            if kind in _GENERIC:
                inner = kids(node)
                node, arguments = inner[0], inner[-1]
                continue
            if kind == "bracketed_type":
                break
            scoped = kind in _SCOPED
            parts = kids(node) if scoped else []
            last = parts[-1] if scoped else node
            if offset < 0:
                offset = self.name_start(last)
            name = self.name(last)
            segments.append(name if arguments is None else [name, *self._generic_arguments(arguments)])
            arguments = None
            if not scoped:
                break
            if len(parts) == 1:
                segments.append("")
                break
            node = parts[0]
        segments.reverse()
        if kind != "bracketed_type":
            return ["P", segments], offset
        inner = kids(node)
        if inner[0].type == "qualified_type":
            subject, trait = kids(inner[0])
            return ["Q", self.type(subject), self._as_path(trait), segments], offset
        return ["Q", self.type(inner[0]), None, segments], offset

    def _as_path(self, node: Node) -> IR | None:
        found = self.type(node)
        return found if found[0] == "P" else None

    def arguments(self, node: Node) -> list[IR]:
        """Read the types of a turbofish."""
        types: list[IR] = self._generic_arguments(node)[0]
        return types

    def _generic_arguments(self, node: Node) -> IR:
        types: list[IR] = []
        bindings: dict[str, IR] = {}
        for child in kids(node):
            kind = child.type
            if kind == "type_binding":
                name, *_, value = kids(child)
                bindings[self.name(name)] = self.type(value)
            elif kind == "trait_bounds":
                # `Item: X` says nothing of the argument: what it bounds is no argument
                if types:
                    types.pop()
            elif kind != "lifetime":
                types.append(self.type(child))
        return [types, bindings]

    def bounds(self, node: Node | None) -> list[IR]:
        """Read the traits among bounds: of `: A + B`, of `dyn A + B`, of one trait."""
        found: list[IR] = []
        pending = [node] if node is not None else []
        while pending:
            current = pending.pop()
            kind = current.type
            if kind in _NO_BOUND:
                continue
            if kind in {"trait_bounds", "bounded_type", "dynamic_type", "abstract_type"} or _is_group(self, current):
                pending += reversed(kids(current))
            elif kind == "higher_ranked_trait_bound":
                pending += kids(current)[-1:]
            else:
                bound = self.type(current)
                if bound[0] == "P":
                    found.append(bound)
        return found

    def generics(self, node: Node | None) -> list[IR]:
        """Read type and constant parameters."""
        found: list[IR] = []
        for child in kids(node) if node is not None else ():
            name = child.child_by_field_name("name")
            if child.type == "type_parameter" and name is not None:
                default = child.child_by_field_name("default_type")
                bounds = self.bounds(child.child_by_field_name("bounds"))
                found.append([self.name(name), bounds, self.type(default) if default is not None else None])
            elif child.type == "const_parameter" and name is not None:
                found.append([self.name(name), None, self.type(child.child_by_field_name("type"))])
        return found

    def where(self, node: Node) -> list[IR]:
        """Read the `where` clause of an item."""
        found: list[IR] = []
        for clause in node.named_children:
            for predicate in kids(clause) if clause.type == "where_clause" else ():
                left = predicate.child_by_field_name("left")
                if left is None or left.type == "lifetime":
                    continue
                if left.type == "higher_ranked_trait_bound":
                    left = left.child_by_field_name("type")
                found.append([self.type(left), self.bounds(predicate.child_by_field_name("bounds"))])
        return found

    def parameter_types(self, node: Node | None) -> list[IR]:
        """Read the types in a function type's parentheses."""
        found: list[IR] = []
        for child in kids(node) if node is not None else ():
            if child.type == "parameter":
                found.append(self.type(child.child_by_field_name("type")))
            elif child.type not in _NO_PARAMETER:
                found.append(self.type(child))
        return found

    def result(self, node: Node) -> IR:
        """Read the type after `->`; the unit without an arrow."""
        found = node.child_by_field_name("return_type")
        return self.type(found) if found is not None else ["T", []]


def _is_group(reader: Source, node: Node) -> bool:
    """Tell whether a tuple type is a type in parentheses."""
    if node.type != "tuple_type" or len(kids(node)) != 1:
        return False
    return not reader.source[node.start_byte : node.end_byte - 1].rstrip().endswith(b",")


def _path(reader: Types, node: Node) -> IR:
    found, _ = reader.path(node)
    return ["_"] if found[1] == ["_"] else found


def _reference(reader: Types, node: Node) -> IR:
    mutable = any(child.type == "mutable_specifier" for child in node.named_children)
    return ["&", reader.type(node.child_by_field_name("type")), mutable]


def _pointer(reader: Types, node: Node) -> IR:
    return ["*", reader.type(node.child_by_field_name("type"))]


def _tuple(reader: Types, node: Node) -> IR:
    inner = kids(node)
    return reader.type(inner[0]) if _is_group(reader, node) else ["T", reader.types(inner)]


def _unit(_reader: Types, _node: Node) -> IR:
    return ["T", []]


def _array(reader: Types, node: Node) -> IR:
    sized = node.child_by_field_name("length") is not None
    return ["A" if sized else "[", reader.type(node.child_by_field_name("element"))]


def _function(reader: Types, node: Node) -> IR:
    parameters = reader.parameter_types(node.child_by_field_name("parameters"))
    result = reader.result(node)
    trait = node.child_by_field_name("trait")
    if trait is None:
        return ["F", parameters, result]
    found, _ = reader.path(trait)
    segments = found[-1]
    segments[-1] = [segments[-1], [["T", parameters]], {"Output": result}]
    return found


def _dynamic(reader: Types, node: Node) -> IR:
    return ["D", reader.bounds(node)]


def _abstract(reader: Types, node: Node) -> IR:
    return ["I", reader.bounds(node)]


def _bounded(reader: Types, node: Node) -> IR:
    first = node
    while first.type == "bounded_type":
        first = kids(first)[0]
    return ["I" if first.type == "abstract_type" else "D", reader.bounds(node)]


def _higher_ranked(reader: Types, node: Node) -> IR:
    return reader.type(node.child_by_field_name("type"))


def _never(_reader: Types, _node: Node) -> IR:
    return ["!"]


_HANDLERS: dict[str, Callable[[Types, Node], IR]] = {
    "type_identifier": _path,
    "primitive_type": _path,
    "identifier": _path,
    "self": _path,
    "super": _path,
    "crate": _path,
    "scoped_type_identifier": _path,
    "scoped_identifier": _path,
    "generic_type": _path,
    "generic_type_with_turbofish": _path,
    "reference_type": _reference,
    "pointer_type": _pointer,
    "tuple_type": _tuple,
    "unit_type": _unit,
    "array_type": _array,
    "function_type": _function,
    "dynamic_type": _dynamic,
    "abstract_type": _abstract,
    "bounded_type": _bounded,
    "higher_ranked_trait_bound": _higher_ranked,
    "never_type": _never,
}
