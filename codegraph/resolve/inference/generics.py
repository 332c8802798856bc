"""Type parameters: which an item has, which it sees, and whose `Self` it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from codegraph.model import SymbolKind
from codegraph.resolve.inference.terms import param
from codegraph.resolve.items import TYPE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.items import Item
    from codegraph.resolve.tracking import Alternative, Reads

# a type or an expression as the code IR writes it
IR = Any
Said = TypeVar("Said")
# what is bounded, and its bound
Predicate = tuple[Any, Any]

MEMBER_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, SymbolKind.VARIANT, *TYPE_KINDS})
# the declarations that have generics, with `where` after them
WITH_GENERICS = frozenset({"fn", "struct", "union", "enum", "trait", "impl", "type"})
_SELF_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, *TYPE_KINDS})


class Generics:
    """The type parameters of items, by name and as terms."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads
        self._parameters: dict[Item, dict[str, Term]] = {}
        # the types that may be others which what a head says rests on, by the table that keeps it and the item
        self._doubts: dict[tuple[int, Item], frozenset[Alternative]] = {}

    def _head(
        self, table: dict[Item, Said], item: Item, read: Callable[[Item], Said], meanwhile: Said | None = None
    ) -> Said:
        """Give what an item's head says, from the table or by reading it, and note what that asks.

        `meanwhile` is what it says to a question that leads back to itself.
        """
        reads = self.reads
        reads.current.add(item)
        known = table.get(item)
        if known is not None:
            if self._doubts:
                # the item alone does not tell which part of its head was asked
                reads.current.update(self._doubts.get((id(table), item), ()))
            return known
        outer = reads.begin()
        if meanwhile is not None:
            table[item] = meanwhile
        said = table[item] = read(item)
        doubts = frozenset(reads.alternatives())
        reads.end_head(outer, item)
        if doubts:
            self._doubts[id(table), item] = doubts
            reads.current |= doubts
        return said

    def own_generics(self, item: Item) -> list[IR]:
        """Give an item's own generics as the IR has them."""
        self.reads.current.add(item)
        data = item.data
        return data[1] if data is not None and data[0] in WITH_GENERICS else []

    def own_parameters(self, item: Item) -> tuple[Term, ...]:
        """Give the terms of an item's own type parameters, in order."""
        return tuple(param(item, generic[0]) for generic in self.own_generics(item))

    def applied(self, trait: Item, subject: Term, arguments: tuple[Term, ...]) -> dict[Any, Any]:
        """Give what a trait's `Self` and parameters stand for where `subject: trait<arguments>`."""
        return {param(trait, "Self"): subject, **dict(zip(self.own_parameters(trait), arguments, strict=False))}

    def parameters(self, item: Item) -> dict[str, Term]:
        """Give the type parameters in scope inside an item, by name."""
        return self._head(self._parameters, item, self._in_scope)

    def _in_scope(self, item: Item) -> dict[str, Term]:
        parent = item.parent
        inherits = parent is not None and parent.kind in MEMBER_OWNERS
        found = dict(self.parameters(parent)) if inherits and parent is not None else {}
        for generic in self.own_generics(item):
            found[generic[0]] = param(item, generic[0])
        return found

    def owner(self, item: Item) -> Item | None:
        """Give the impl, trait or type whose `Self` an item sees."""
        at: Item | None = item
        while at is not None:
            if at.kind in _SELF_OWNERS:
                return at
            at = at.parent
        return None


def segment_name(segment: IR) -> str:
    """Give the name of a path's segment."""
    return segment if isinstance(segment, str) else segment[0]


def segment_arguments(segment: IR) -> Sequence[IR]:
    """Give the type arguments of a path's segment."""
    return () if isinstance(segment, str) else segment[1]
