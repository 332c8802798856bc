"""Every definition and every call site of a Python file, straight from the syntax tree.

This is deliberately not our own parser: what is measured must not choose what it is measured on. A call site is the
last name of what is called, or of a decorator; what has no name there (`f()()`, `table[0]()`) is none. `shape` tells
what syntax alone can know:

- `name: K` for a plain name, `attribute: K` for one on a name, K being how that name is bound (`parameter`,
  `annotated parameter`, `local`, `imported`, `defined`: a `def` or `class`, `module variable`, `unbound`);
- `self`, `cls`, `super`, `field of self` (`self.a.f()`), `field`, `chain` (on what a call gives), `literal`, `other`;
- `decorator` before any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter_python
from tree_sitter import Language, Node, Parser

from tests.eval.call_sites import CallSite, Function

if TYPE_CHECKING:
    from collections.abc import Iterator

_PYTHON = Language(tree_sitter_python.language())
_DEFINITIONS = {"function_definition", "class_definition"}
_LITERALS = {"string", "concatenated_string", "integer", "float", "list", "dictionary", "set", "tuple"}
_PARAMETERS = {"parameters", "lambda_parameters"}
_TARGETS = {
    "assignment": "left",
    "augmented_assignment": "left",
    "for_statement": "left",
    "for_in_clause": "left",
    "named_expression": "name",
    "as_pattern": "alias",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """How names are bound in one function, class or module; `line` is that of a class's name."""

    of: str
    line: int = 0
    names: dict[str, str] = field(default_factory=dict)


class _Place(NamedTuple):
    """Where a node stands: the scopes around it, innermost last, and the function around it."""

    scopes: tuple[Scope, ...]
    caller: Function | None


def scan(path: str, source: bytes) -> tuple[list[Function], list[CallSite]]:
    """Find the functions and classes, and the call sites, of one file, in the order of the text."""
    root = Parser(_PYTHON).parse(source).root_node
    definitions: list[Function] = []
    sites: list[CallSite] = []
    waiting: list[tuple[Node, _Place]] = [(root, _Place((_scope(root, "module"),), None))]
    while waiting:
        node, place = waiting.pop()
        inner = place
        if node.type in _DEFINITIONS and (name := node.child_by_field_name("name")) is not None:
            made = _definition(path, node, name, place.scopes)
            definitions.append(made)
            inner = _inside(node, made, place)
        elif node.type == "lambda":
            inner = place._replace(scopes=(*place.scopes, _scope(node, "function")))
        elif node.type == "decorator" and node.named_children and (it := node.named_children[0]).type != "call":
            sites.extend(_site(path, it, place, "decorator: "))
        elif node.type == "call" and (called := node.child_by_field_name("function")) is not None:
            decorates = node.parent is not None and node.parent.type == "decorator"
            sites.extend(_site(path, called, place, "decorator: " if decorates else ""))
        for child in reversed(node.named_children):
            # the body alone stands inside; defaults, annotations and bases are read outside
            within = node.type not in _DEFINITIONS or child == node.child_by_field_name("body")
            waiting.append((child, inner if within else place))
    return sorted(definitions, key=_order), sorted(sites, key=_order)


def bases(path: str, source: bytes) -> list[tuple[tuple[str, int, int], CallSite]]:
    """Give the names of base classes, each with the place of the class (path, line, column) whose base it is."""
    found = []
    waiting = [Parser(_PYTHON).parse(source).root_node]
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.named_children))
        name, over = node.child_by_field_name("name"), node.child_by_field_name("superclasses")
        if node.type != "class_definition" or name is None or over is None:
            continue
        child = path, name.start_point.row + 1, name.start_point.column
        for base in over.named_children:
            generic = base.child_by_field_name("value") if base.type == "subscript" else None
            named = generic if generic is not None else base
            found += [(child, site) for site in _site(path, named, _Place((), None), "")]
    return found


def bound_names(source: bytes) -> set[str]:
    """Give every name that the file makes: definitions, parameters, variables, attributes that are set, and aliases."""
    found: set[str] = set()
    waiting = [Parser(_PYTHON).parse(source).root_node]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.named_children)
        if node.type in _DEFINITIONS and (name := node.child_by_field_name("name")) is not None:
            found.add(_text(name))
        elif node.type == "aliased_import" and (alias := node.child_by_field_name("alias")) is not None:
            found.add(_text(alias))
        elif node.type in _PARAMETERS or node.type in _TARGETS:
            found.update(name for name, _ in _binds(node))
        if node.type in _TARGETS and (target := node.child_by_field_name(_TARGETS[node.type])) is not None:
            found.update(_attributes(target))
    return found


def _attributes(target: Node) -> Iterator[str]:
    waiting = [target]
    while waiting:
        it = waiting.pop()
        waiting.extend(it.named_children)
        if it.type == "attribute" and (name := it.child_by_field_name("attribute")) is not None:
            yield _text(name)


def _order(it: Function | CallSite) -> tuple[int, int]:
    return it.line, it.column


def _inside(node: Node, made: Function, place: _Place) -> _Place:
    if node.type == "class_definition":
        return place._replace(scopes=(*place.scopes, _scope(node, "class", made.line)))
    return _Place((*place.scopes, _scope(node, "function")), made)


def _definition(path: str, node: Node, name: Node, scopes: tuple[Scope, ...]) -> Function:
    at = name.start_point
    nested = any(scope.of == "function" for scope in scopes)
    kind = "method" if scopes[-1].of == "class" else "function"
    kind = "class" if node.type == "class_definition" else kind
    kind = f"nested {kind}" if nested else kind
    owner = scopes[-1].line if scopes[-1].of == "class" else 0
    return Function(path, _text(name), at.row + 1, at.column, node.end_point.row + 1, kind, owner)


def _site(path: str, called: Node, place: _Place, prefix: str) -> Iterator[CallSite]:
    while called.type == "parenthesized_expression" and called.named_children:
        called = called.named_children[0]
    name = called.child_by_field_name("attribute") if called.type == "attribute" else called
    if name is None or name.type != "identifier":
        return
    owner = called.child_by_field_name("object") if called.type == "attribute" else None
    shape = _receiver(owner, place.scopes) if owner is not None else f"name: {_bound(_text(name), place.scopes)}"
    at = name.start_point
    yield CallSite(path, at.row + 1, at.column, _text(name), in_macro=False, caller=place.caller, shape=prefix + shape)


def _receiver(owner: Node, scopes: tuple[Scope, ...]) -> str:
    while owner.type in {"parenthesized_expression", "await"} and owner.named_children:
        owner = owner.named_children[0]
    if owner.type == "identifier":
        name = _text(owner)
        return name if name in {"self", "cls"} else f"attribute: {_bound(name, scopes)}"
    if owner.type == "call":
        called = owner.child_by_field_name("function")
        return "super" if called is not None and _text(called) == "super" else "chain"
    if owner.type == "attribute":
        first = _first(owner)
        if first.type == "identifier" and _text(first) in {"self", "cls"}:
            return "field of self"
        imported = first.type == "identifier" and _bound(_text(first), scopes) == "imported"
        return "attribute: imported" if imported else "field"
    return "literal" if owner.type in _LITERALS else "other"


def _first(owner: Node) -> Node:
    while owner.type == "attribute" and (inner := owner.child_by_field_name("object")) is not None:
        owner = inner
    return owner


def _bound(name: str, scopes: tuple[Scope, ...]) -> str:
    for n, scope in enumerate(reversed(scopes)):
        if name in scope.names and (scope.of != "class" or n == 0):
            kind = scope.names[name]
            return "module variable" if kind == "local" and scope.of == "module" else kind
    return "unbound"


def _scope(node: Node, of: str, line: int = 0) -> Scope:
    """Read what the names of one scope are, those of scopes inside it aside."""
    scope = Scope(of, line)
    waiting = [node]
    while waiting:
        it = waiting.pop()
        if it is not node and it.type in _DEFINITIONS:
            if (name := it.child_by_field_name("name")) is not None:
                scope.names.setdefault(_text(name), "defined")
            continue
        if it is not node and it.type == "lambda":
            continue
        for name_, kind in _binds(it):
            scope.names.setdefault(name_, kind)
        waiting.extend(reversed(it.named_children))
    return scope


def _binds(node: Node) -> Iterator[tuple[str, str]]:
    if node.type in _PARAMETERS:
        for it in node.named_children:
            kind = "annotated parameter" if it.child_by_field_name("type") is not None else "parameter"
            yield from ((name, kind) for name in _parameter(it))
    elif node.type in {"import_statement", "import_from_statement"}:
        for it in node.children_by_field_name("name"):
            alias = it.child_by_field_name("alias")
            yield _text(alias) if alias is not None else _text(it).split(".")[0], "imported"
    elif node.type in _TARGETS and (target := node.child_by_field_name(_TARGETS[node.type])) is not None:
        yield from ((name, "local") for name in _targets(target))


def _parameter(node: Node) -> Iterator[str]:
    name = node.child_by_field_name("name")
    inner = name if name is not None else node
    while inner.type != "identifier" and inner.named_children:
        inner = inner.named_children[0]
    if inner.type == "identifier":
        yield _text(inner)


def _targets(node: Node) -> Iterator[str]:
    waiting = [node]
    while waiting:
        it = waiting.pop()
        if it.type == "identifier":
            yield _text(it)
        elif it.type not in {"attribute", "subscript"}:
            waiting.extend(it.named_children)


def _text(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""
