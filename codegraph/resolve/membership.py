"""Small questions about one item: its own members, the impl around it, how it takes `self`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.items import FUNCTIONS, TYPE_KINDS, TYPES, External, Item
from codegraph.resolve.type_text import read_type, self_parameter

if TYPE_CHECKING:
    from codegraph.resolve.items import Target, Targets

_ASSOCIATED = {
    True: frozenset({SymbolKind.TYPE_ALIAS}),
    False: frozenset({SymbolKind.METHOD, SymbolKind.CONST, SymbolKind.TEST}),
}
_SELF_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, *TYPE_KINDS})


def trait_name(impl: Item) -> str:
    """Give the last segment of the trait that an impl is of."""
    return read_type(impl.written.trait).path.rsplit("::", 1)[-1]


def own(owner: Item, name: str, space: int) -> list[Item]:
    """List an impl's or trait's own members of a name."""
    kinds = _ASSOCIATED[space == TYPES]
    return [member for member in owner.members.get(name, ()) if member.kind in kinds]


def methods(targets: Targets) -> Targets:
    """Keep what can be called with a dot."""
    return tuple(
        it
        for it in targets
        if isinstance(it, External) or (it.kind in FUNCTIONS and self_parameter(it.written.signature))
    )


def enclosing(item: Item) -> Item | None:
    """Give the impl, trait or type around an item."""
    at: Item | None = item
    while at is not None and at.kind not in _SELF_OWNERS:
        at = at.parent
    return at


def wraps_self(item: Item) -> bool:
    """Tell whether the method around takes `self` as something else than a value or reference."""
    at: Item | None = item
    while at is not None and at.kind is not SymbolKind.METHOD:
        at = at.parent
    return at is None or self_parameter(at.written.signature) != "plain"


def is_alias(target: Target) -> bool:
    """Tell whether a target is a type alias."""
    return isinstance(target, Item) and target.kind is SymbolKind.TYPE_ALIAS
