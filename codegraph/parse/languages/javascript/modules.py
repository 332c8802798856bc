"""Reads imports and exports of JavaScript and TypeScript; see `codegraph.parse.general` for their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.chains import text_of
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from codegraph.parse.reader import Reader

_EXPORT = "export"
# what is given on under no name of its own: `export = x`, `module.exports = x`
_WHOLE = "="
_QUOTES = "\"'`"
_MOST = 400


def read_imports(reader: Reader, node: Node) -> list[Import]:
    """Read a statement that imports or gives on, or a call that loads a module."""
    if node.type == "import_statement":
        return list(_import(node))
    if node.type == "export_statement":
        return list(_export(node))
    if node.type == "variable_declarator":
        return _required(reader, node)
    if node.type == "assignment_expression":
        return list(_assigned(node))
    return _loaded(node)


def _source(node: Node | None) -> str:
    return text_of(node).strip(_QUOTES) if node is not None and node.end_byte - node.start_byte < _MOST else ""


def _at(path: str, alias: str, place: Node, visibility: str = "") -> Import:
    return Import(path, alias, place.start_byte, place.end_byte, visibility)


def _in_string(path: str, alias: str, place: Node, visibility: str = "") -> Import:
    return Import(path, alias, place.start_byte + 1, max(place.end_byte - 1, place.start_byte + 1), visibility)


def _import(node: Node) -> Iterator[Import]:
    place = node.child_by_field_name("source")
    clauses = [child for child in node.named_children if child.type in {"import_clause", "import_require_clause"}]
    if not clauses:
        if place is not None:
            yield _in_string(_source(place), "_", place)
        return
    clause = clauses[0]
    if clause.type == "import_require_clause":
        source, name = clause.child_by_field_name("source"), clause.named_child(0)
        if name is not None:
            yield _at(_source(source), text_of(name), name)
        return
    module = _source(place)
    for child in clause.named_children:
        if child.type == "identifier":
            yield _at(f"{module}::default", text_of(child), child)
        elif child.type == "namespace_import" and child.named_child_count:
            name = child.named_children[0]
            yield _at(f"{module}::*", text_of(name), name)
        elif child.type == "named_imports":
            yield from _named(child, module, "import_specifier", "")


def _named(node: Node, module: str, form: str, visibility: str) -> Iterator[Import]:
    for one in node.named_children:
        name = one.child_by_field_name("name") if one.type == form else None
        if name is not None:
            alias = one.child_by_field_name("alias")
            text = text_of(name).strip(_QUOTES)
            yield _at(
                f"{module}::{text}", text_of(alias).strip(_QUOTES) if alias is not None else text, name, visibility
            )


def _export(node: Node) -> Iterator[Import]:
    place = node.child_by_field_name("source")
    module = _source(place)
    value = node.child_by_field_name("value")
    if value is not None and value.type == "identifier":
        whole = any(child.type == "=" for child in node.children)
        yield _at(f"::{text_of(value)}", _WHOLE if whole else "default", value, _EXPORT)
        return
    for child in node.named_children:
        if child.type == "export_clause":
            yield from _named(child, module, "export_specifier", _EXPORT)
            return
        if child.type == "namespace_export" and child.named_child_count:
            name = child.named_children[0]
            yield _at(f"{module}::*", text_of(name), name, _EXPORT)
            return
    if place is not None:
        yield _in_string(f"{module}::*", "*", place, _EXPORT)


def _call_source(node: Node | None) -> Node | None:
    arguments = node.child_by_field_name("arguments") if node is not None else None
    first = arguments.named_child(0) if arguments is not None and arguments.named_child_count else None
    return first if first is not None and first.type == "string" else None


def _required(reader: Reader, node: Node) -> list[Import]:
    """Read `const a = require("x")`, `const {a} = require("x")` and `const a = require("x").b`."""
    value, left = node.child_by_field_name("value"), node.child_by_field_name("name")
    member = ""
    if value is not None and value.type == "member_expression":
        name = value.child_by_field_name("property")
        member = f".{text_of(name)}" if name is not None else ""
        value = value.child_by_field_name("object")
    place = _call_source(value)
    if place is None or left is None:
        return []
    module = _source(place)
    found = []
    for it in reader.targets(left, member, "") if member else reader.targets(left, "?", ""):
        path = it.value.removeprefix("?").lstrip(".")
        text = f"{module}::{path}" if path else module
        found.append(Import(text, it.name, it.start, it.start + len(it.name.encode()), ""))
    return found


def _assigned(node: Node) -> Iterator[Import]:
    """Read `module.exports = a`, `module.exports = {a, b: c}`, `exports.a = b` and `module.exports = require("x")`."""
    left = node.child_by_field_name("left")
    name = left.child_by_field_name("property") if left is not None and not _is_whole(left) else None
    alias = text_of(name) if name is not None else _WHOLE
    value = node.child_by_field_name("right")
    while value is not None and value.type == "assignment_expression":
        value = value.child_by_field_name("right")
    if value is None:
        return
    if value.type == "identifier":
        yield _at(f"::{text_of(value)}", alias, value, _EXPORT)
    place, member = _loaded_by(value)
    if place is not None:
        yield _in_string(f"{_source(place)}::{member}" if member else _source(place), alias, place, _EXPORT)
    for child in value.named_children[:_MOST] if value.type == "object" and name is None else ():
        if child.type == "shorthand_property_identifier":
            yield _at(f"::{text_of(child)}", text_of(child), child, _EXPORT)
        elif child.type == "pair":
            key, one = child.child_by_field_name("key"), child.child_by_field_name("value")
            if key is not None and one is not None and one.type == "identifier":
                yield _at(f"::{text_of(one)}", text_of(key).strip(_QUOTES), one, _EXPORT)


def _is_given(node: Node) -> bool:
    """Tell whether a statement gives a value to others."""
    left = node.child_by_field_name("left") if node.type == "assignment_expression" else None
    on = left.child_by_field_name("object") if left is not None else None
    return left is not None and on is not None and (_is_whole(left) or _is_whole(on) or text_of(on) == "exports")


def _is_whole(node: Node) -> bool:
    return "".join(text_of(node).split()) == "module.exports" if node.end_byte - node.start_byte < _MOST else False


def _loaded_by(value: Node) -> tuple[Node | None, str]:
    """Give what says which module a value is, `require("x")`, and the member of it, `require("x").y`."""
    member = ""
    if value.type == "member_expression":
        name, inside = value.child_by_field_name("property"), value.child_by_field_name("object")
        if name is None or inside is None:
            return None, ""
        member, value = text_of(name), inside
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    if called is None or called.end_byte - called.start_byte > _MOST or text_of(called) != "require":
        return None, ""
    return _call_source(value), member


def _loaded(node: Node) -> list[Import]:
    """Read `import("x")`, and `require("x")` that gives nothing a name."""
    around = node.parent
    if around is not None and around.type == "member_expression":
        around = around.parent
    place = _call_source(node)
    if place is None or (around is not None and (around.type == "variable_declarator" or _is_given(around))):
        return []
    return [_in_string(_source(place), "_", place)]
