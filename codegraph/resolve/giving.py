"""What a file gives to others: for each key under which they may ask, a fingerprint of the answer's part in this file.

When a file changes, the keys whose fingerprints changed are what its dependents are found by; see `tracking`.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from codegraph.model import SymbolKind
from codegraph.resolve.items import FUNCTIONS, MACROS, TYPE_KINDS, TYPES, Item
from codegraph.resolve.macros import is_exported
from codegraph.resolve.tracking import Question, head_key, ident, key, question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from codegraph.discover.cargo import Package
    from codegraph.discover.targets import Target
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.inference.impls import Impl, Impls
    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.items import Scope
    from codegraph.resolve.members import Members
    from codegraph.resolve.module_tree import ModuleTree

PRESENT = 0
"""The fingerprint of a key that only asks whether anybody gives it."""

_CONSTANTS = frozenset({SymbolKind.CONST})
# what has members of its own; those of impls are asked for otherwise
_WITH_MEMBERS = frozenset({SymbolKind.TRAIT, SymbolKind.VARIANT, *TYPE_KINDS})
# those whose signature is read as text
_SIGNED = frozenset({SymbolKind.TYPE_ALIAS, SymbolKind.TRAIT, SymbolKind.IMPL})
# how much of a declaration is its head: numbered fields count as members, and a macro's place says nothing
_HEADS = {"struct": 3, "variant": 1, "macro": 2}
_NUMBERED = frozenset({"struct", "variant"})
_PARAMS = 4


class Gifts:
    """Collects fingerprints by key; parts of one key add up, in any order."""

    def __init__(self) -> None:
        self.found: dict[int, int] = {}

    def add(self, asked: int, *parts: object) -> None:
        """Add to a key's fingerprint, which is never PRESENT."""
        fingerprint = zlib.crc32(repr(parts).encode("utf-8", "surrogatepass"))
        self.found[asked] = (self.found.get(asked, 0) + fingerprint) % 0xFFFFFFFF + 1

    def present(self, asked: int) -> None:
        """Note that a key is given at all."""
        self.found[asked] = PRESENT


class Giving:
    """Tells what files give, by the tables of a workspace."""

    def __init__(self, impls: Impls, members: Members) -> None:
        self._impls = impls
        self._members = members

    def of_file(self, file: FileItems, items: Iterable[Item]) -> dict[int, int]:
        """Give the fingerprints of a file with these items, those that macro calls in it make among them."""
        gifts = Gifts()
        for scope, name in file.linked:
            gifts.add(key(Question.NAME, _where(scope), name), file.root.id, SymbolKind.MODULE, "pub")
        for item in items:
            gifts.add(head_key(item.id), *_head(item))
            if item.kind in _WITH_MEMBERS:
                _members(gifts, item)
            if item.scope.outer is None:
                _named(gifts, item)
            if item.inner.item is item:
                _imported(gifts, item.inner)
            if item.kind is SymbolKind.IMPL:
                self._associated(gifts, item)
            elif item.kind is SymbolKind.TRAIT:
                _declared(gifts, item)
            elif item.kind is SymbolKind.MACRO:
                _macro(gifts, item)
            for impl in self._impls.brought(item):
                _impl(gifts, impl, item)
        return gifts.found

    def changed(self, before: Mapping[int, int], altered: Iterable[Item], added: Iterable[Item]) -> dict[int, int]:
        """Give what `of_file` gives of a file that gave this before, and where only functions are otherwise.

        Those `altered` have another head, those `added` are new functions of modules.
        """
        gifts = Gifts()
        gifts.found.update(before)
        for item in altered:
            gifts.found.pop(head_key(item.id), None)
            gifts.add(head_key(item.id), *_head(item))
        for item in added:
            gifts.add(head_key(item.id), *_head(item))
            _named(gifts, item)
        return gifts.found

    def _associated(self, gifts: Gifts, item: Item) -> None:
        """Give what `Type::name` finds in an impl."""
        meant = self._members.impl(item)
        owners = [it for it in meant.types if isinstance(it, Item)]
        trait = item.written.trait
        traits = [ident(it) for it in meant.traits]
        for name, members in item.members.items():
            gifts.present(question(Question.KNOWN, name))
            said = [(it.id, it.kind) for it in members]
            for owner in owners:
                gifts.add(question(Question.ASSOCIATED, owner, name), said, trait)
            if trait:
                gifts.add(question(Question.WRITTEN_FOR, item.written.self_type, name), said, trait, traits)
        if trait:
            for owner in owners:
                gifts.add(question(Question.TRAITS_OF, owner), traits)


def of_packages(packages: Iterable[Package], tree: ModuleTree) -> dict[int, int]:
    """Give the fingerprints of what crates can name, and of their roots."""
    gifts = Gifts()
    roots = {
        package.root: (tree.package_of.get(package.root, ""), package.name, _root(package.library, tree))
        for package in packages
    }
    for package in packages:
        externs = [(it.name_in_code, it.package, roots.get(it.path or "", it.path)) for it in package.dependencies]
        said = (package.edition, roots[package.root], sorted(map(repr, externs)))
        for target in package.targets:
            gifts.add(key(Question.CRATE, target.crate_name), said, target.kind, _root(target, tree))
    return gifts.found


def _root(target: Target | None, tree: ModuleTree) -> tuple[str, str, bool] | None:
    return (target.crate_name, target.path, target.path in tree.places) if target is not None else None


def _where(scope: Scope) -> str:
    return scope.item.id if scope.item is not None else ""


def _head(item: Item) -> tuple[Any, ...]:
    """Give what other heads and bodies may take from an item's head."""
    written = item.written
    data = item.data
    if data is not None and data[0] in _HEADS:
        data = data[: _HEADS[data[0]]]
    elif data is not None and data[0] == "fn":
        # patterns say nothing to others, and know where they stand
        data = [*data[:_PARAMS], [it[1] for it in data[_PARAMS]], *data[_PARAMS + 1 :]]
    return (
        item.kind,
        item.name,
        written.generics,
        written.signature if item.kind in _SIGNED else "",
        written.trait,
        written.self_type,
        data,
    )


def _members(gifts: Gifts, owner: Item) -> None:
    """Give the members of a type or trait, and the types of its numbered fields."""
    for name, found in owner.members.items():
        gifts.add(question(Question.MEMBER, owner, name), [(it.id, it.kind, it.visibility) for it in found])
    data = owner.data
    if data is not None and data[0] in _NUMBERED:
        gifts.add(question(Question.NUMBERED, owner), data[_HEADS[data[0]] :])


def _named(gifts: Gifts, item: Item) -> None:
    """Give the name of an item in its module, in whatever name space."""
    if item.parent is None or item.scope is item.parent.inner:
        asked = key(Question.NAME, _where(item.scope), item.name)
        spaces = [space for space in range(MACROS + 1) if item in item.scope.names[space].get(item.name, ())]
        if spaces:
            gifts.add(asked, item.id, item.kind, item.visibility, spaces)
            if TYPES in spaces and item.kind is SymbolKind.TRAIT:
                gifts.add(question(Question.TRAITS_IN, item.scope.item), item.id)


def _imported(gifts: Gifts, scope: Scope) -> None:
    """Give what `use` brings into a module."""
    where = _where(scope)
    for alias, imports in scope.imports.items():
        said = [(it.path, it.visibility) for it in imports]
        gifts.add(key(Question.NAME, where, alias), "use", said)
        if any(it.path[-1:] != (alias,) for it in imports):
            gifts.present(question(Question.MACRO_NAME, alias))
        gifts.add(question(Question.TRAITS_IN, scope.item), alias, said)
    if scope.globs:
        said = [(it.path, it.visibility) for it in scope.globs]
        gifts.add(key(Question.GLOBS, where), said)
        gifts.add(question(Question.TRAITS_IN, scope.item), said)


def _declared(gifts: Gifts, trait: Item) -> None:
    for name, members in trait.members.items():
        functions = [it.id for it in members if it.kind in FUNCTIONS]
        if functions:
            gifts.add(question(Question.DECLARING, name), trait.id, functions)
            gifts.present(question(Question.KNOWN, name))


def _macro(gifts: Gifts, item: Item) -> None:
    crate = item.inner.crate
    gifts.add(question(Question.MACRO, crate, item.name), item.id, item.kind)
    gifts.present(question(Question.MACRO_NAME, item.name))
    if is_exported(item):
        for root in crate.roots:
            gifts.add(key(Question.NAME, root.id, item.name), item.id, item.kind)


def _impl(gifts: Gifts, impl: Impl, item: Item) -> None:
    """Give an impl, or what is derived for a type, to type inference."""
    members = item.members if impl.item is not None else {}
    said = (item.id, stable(impl.self_term), [stable(it) for it in impl.arguments])
    at = impl.head
    if impl.trait is not None:
        listed = [(name, [it.id for it in found]) for name, found in members.items()]
        gifts.add(question(Question.TRAIT, impl.trait, at), *said, listed)
    kind = Question.UNSEEN if item.written.trait else Question.INHERENT
    for name, found in members.items():
        if impl.trait is None and any(it.kind in FUNCTIONS for it in found):
            gifts.add(question(kind, at, name), *said, [(it.id, it.visibility) for it in found])
        if any(it.kind in _CONSTANTS for it in found):
            gifts.add(question(Question.CONSTANT, at, name), *said, [it.id for it in found])


def stable(term: Term) -> str:
    """Write a term so that it is the same in every process."""
    if isinstance(term, Item):
        return ident(term)
    if isinstance(term, tuple):
        return f"({','.join(map(stable, term))})"
    return str(term)
