"""Enters the symbols and imports of one file into the tables, and hangs files into each other's modules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.model import ReferenceKind, SymbolKind
from codegraph.resolve.items import MACROS, TYPES, VALUES, Crate, Import, Item, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Facts, Reference, SymbolFact
    from codegraph.resolve.module_tree import ModuleTree, Placement

_SPACES: dict[SymbolKind, tuple[int, ...]] = {
    SymbolKind.MODULE: (TYPES,),
    SymbolKind.STRUCT: (TYPES,),
    SymbolKind.ENUM: (TYPES,),
    SymbolKind.UNION: (TYPES,),
    SymbolKind.TRAIT: (TYPES,),
    SymbolKind.TYPE_ALIAS: (TYPES,),
    SymbolKind.FUNCTION: (VALUES,),
    SymbolKind.TEST: (VALUES,),
    SymbolKind.CONST: (VALUES,),
    SymbolKind.STATIC: (VALUES,),
    SymbolKind.MACRO: (MACROS,),
}
_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, SymbolKind.ENUM, SymbolKind.STRUCT, SymbolKind.UNION})
_OWNERS_OF_FIELDS = frozenset({SymbolKind.VARIANT})
_PROC_MACRO = re.compile(r"proc_macro(?:_attribute|_derive\s*\(\s*(?P<derive>\w+))?")


class FileItems:
    """The items of one file, by their index in its facts, and its impls."""

    __slots__ = ("impls", "items", "path")

    def __init__(self, path: str, items: tuple[Item, ...], impls: tuple[Item, ...]) -> None:
        self.path = path
        self.items = items
        self.impls = impls


def collect_file(path: str, facts: Facts, ids: Sequence[NodeId], crate: Crate) -> FileItems:
    """Enter one file; its modules are not yet linked with other files'."""
    items = _collect(path, facts, ids, [_root(path, facts.symbols[0], ids[0], crate)])
    return FileItems(path, items, tuple(item for item in items if item.kind is SymbolKind.IMPL))


def collect_expansion(path: str, facts: Facts, ids: Sequence[NodeId], around: Item) -> tuple[Item, ...]:
    """Enter what a macro call gave into what stands around the call; the first item given is that."""
    if around.kind in {SymbolKind.IMPL, SymbolKind.TRAIT}:
        symbols = tuple(
            fact._replace(kind=SymbolKind.METHOD) if fact.kind is SymbolKind.FUNCTION and fact.parent == 0 else fact
            for fact in facts.symbols
        )
        facts = replace(facts, symbols=symbols)
    return _collect(path, facts, ids, [around])


def _collect(path: str, facts: Facts, ids: Sequence[NodeId], items: list[Item]) -> tuple[Item, ...]:
    """Enter all symbols but the first, which `items` has already, and all imports."""
    imports: dict[int, list[Reference]] = {}
    for reference in facts.references:
        if reference.kind is ReferenceKind.IMPORT:
            imports.setdefault(reference.symbol, []).append(reference)
    with_fields = {fact.parent for fact in facts.symbols if fact.kind is SymbolKind.FIELD}
    declarations = {declaration.symbol: declaration.data for declaration in facts.declarations}
    for index, fact in enumerate(facts.symbols):
        if index:
            item = _enter(path, fact, ids[index], items[fact.parent])
            item.data = declarations.get(index)
            items.append(item)
            if fact.kind is SymbolKind.STRUCT and index not in with_fields:
                item.scope.define(VALUES, item.name, item)
        for reference in imports.get(index, ()):
            _import(reference, items[index])
    return tuple(items)


def _root(path: str, fact: SymbolFact, ident: NodeId, crate: Crate) -> Item:
    item = Item(ident, fact, path, None, Scope(crate, None, None))
    item.inner.item = item
    return item


def _enter(path: str, fact: SymbolFact, ident: NodeId, parent: Item) -> Item:
    if parent.kind in _OWNERS or parent.kind in _OWNERS_OF_FIELDS:
        item = Item(ident, fact, path, parent, parent.inner)
        parent.members.setdefault(fact.name, []).append(item)
        return item
    scope = parent.inner if parent.kind is SymbolKind.MODULE or parent.parent is None else _body(parent)
    item = Item(ident, fact, path, parent, scope)
    if fact.kind is SymbolKind.MODULE:
        item.inner = Scope(scope.crate, None, scope.module)
        item.inner.item = item
    if fact.name != "_":
        for space in _SPACES.get(fact.kind, ()):
            scope.define(space, fact.name, item)
    if fact.kind is SymbolKind.MACRO:
        scope.crate.macros.setdefault(fact.name, []).append(item)
    elif fact.attributes and fact.kind is SymbolKind.FUNCTION:
        _procedural(item, fact, scope)
    return item


def _procedural(item: Item, fact: SymbolFact, scope: Scope) -> None:
    for attribute in fact.attributes:
        found = _PROC_MACRO.match(attribute)
        if found:
            scope.define(MACROS, found["derive"] or fact.name, item)


def _body(item: Item) -> Scope:
    """Give the scope of a function's body, opening it for the first item or import in it."""
    if item.inner is item.scope:
        item.inner = Scope(item.scope.crate, item.scope, None)
    return item.inner


def _import(reference: Reference, item: Item) -> None:
    scope = item.inner if item.kind is SymbolKind.MODULE or item.parent is None else _body(item)
    made = Import(tuple(reference.text.split("::")), reference.visibility, scope)
    if reference.alias == "*":
        made.path = made.path[:-1]
        scope.globs.append(made)
    else:
        scope.imports.setdefault(reference.alias, []).append(made)


def link_files(files: Mapping[str, FileItems], tree: ModuleTree) -> None:
    """Bind every file that is a module in the module that declares it."""
    for path, file in files.items():
        root = file.items[0]
        for number, placement in enumerate(tree.places.get(path, ())):
            if placement.parent is None or placement.parent not in files:
                continue
            for scope in _declaring(placement, files[placement.parent], tree):
                if root not in scope.names[TYPES].get(placement.module[-1], ()):
                    scope.define(TYPES, placement.module[-1], root)
                if number == 0:
                    root.inner.up = scope
                    root.visibility = "pub"


def _declaring(placement: Placement, parent: FileItems, tree: ModuleTree) -> Iterator[Scope]:
    """Give the modules in the parent's file that declare a placement: inline ones where it stands in a chain."""
    depth = max(
        (
            len(other.module)
            for other in tree.places.get(parent.path, ())
            if other.crate == placement.crate
            and len(other.module) < len(placement.module)
            and placement.module[: len(other.module)] == other.module
        ),
        default=len(placement.module) - 1,
    )
    scopes = [parent.items[0].inner]
    for name in placement.module[depth:-1]:
        scopes = [
            item.inner
            for scope in scopes
            for item in scope.names[TYPES].get(name, ())
            if item.kind is SymbolKind.MODULE and item.path == parent.path
        ]
    yield from scopes
