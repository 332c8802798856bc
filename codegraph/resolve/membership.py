"""Small questions about one item: its own members, the impl around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.items import TYPE_KINDS, TYPES, Item

if TYPE_CHECKING:
    from codegraph.resolve.items import Target

_ASSOCIATED = {
    True: frozenset({SymbolKind.TYPE_ALIAS}),
    False: frozenset({SymbolKind.METHOD, SymbolKind.CONST, SymbolKind.TEST}),
}
_SELF_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, *TYPE_KINDS})


def own(owner: Item, name: str, space: int) -> list[Item]:
    """List an impl's or trait's own members of a name."""
    kinds = _ASSOCIATED[space == TYPES]
    return [member for member in owner.members.get(name, ()) if member.kind in kinds]


def enclosing(item: Item) -> Item | None:
    """Give the impl, trait or type around an item."""
    at: Item | None = item
    while at is not None and at.kind not in _SELF_OWNERS:
        at = at.parent
    return at


def is_alias(target: Target) -> bool:
    """Tell whether a target is a type alias."""
    return isinstance(target, Item) and target.kind is SymbolKind.TYPE_ALIAS
