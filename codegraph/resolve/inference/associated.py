"""What `T::Name` is for a type parameter, `Self` or an associated type: read from what is written around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.inference.generics import MEMBER_OWNERS, WITH_GENERICS, segment_name
from codegraph.resolve.inference.terms import UNKNOWN, Var, param, substitute_bounds

if TYPE_CHECKING:
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Bound, Term
    from codegraph.resolve.inference.written import WrittenTypes
    from codegraph.resolve.items import Item


class AssociatedTypes:
    """Follows names of associated types; `types` lowers what is written on the way."""

    def __init__(self, types: WrittenTypes) -> None:
        self._types = types

    def step(self, base: Term, name: str, context: Item) -> Term:
        """Give what `base::name` is inside an item; unknown where nothing says it."""
        if base.__class__ is not Var and base[0] == "param":
            found = self._by_bounds(base, name, context)
            if found is not UNKNOWN:
                return found
        owner = self._types.owner(context)
        if base.__class__ is not Var and owner is not None and base == self._types.self_term(owner):
            self._types.reads.member(name, owner)
            own = [it for it in owner.members.get(name, ()) if it.kind is SymbolKind.TYPE_ALIAS]
            if own and owner.kind is SymbolKind.IMPL:
                return self._types.alias(own[0])
            if owner.kind is SymbolKind.IMPL and owner.data is not None and owner.data[3] is not None:
                bound = self._types.bound(owner.data[3], owner, base)
                if bound is not None:
                    return self._of_trait(base, bound, name)
        if base.__class__ is Var or base[0] != "proj":
            return UNKNOWN
        return self._by_bounds(base, name, context)

    def _by_bounds(self, base: Term, name: str, context: Item) -> Term:
        for bound in self._bounds_of(base, context):
            found = self._of_trait(base, bound, name)
            if found is not UNKNOWN:
                return found
        return UNKNOWN

    def _of_trait(self, base: Term, bound: Bound, name: str) -> Term:
        trait, arguments, _ = bound
        self._types.reads.member(name, trait)
        if any(it.kind is SymbolKind.TYPE_ALIAS for it in trait.members.get(name, ())):
            return ("proj", base, trait, arguments, name)
        mapping = self._types.applied(trait, base, arguments)
        for above in substitute_bounds(self._types.supertraits(trait), mapping):
            found = self._of_trait(base, above, name)
            if found is not UNKNOWN:
                return found
        return UNKNOWN

    def _bounds_of(self, base: Term, context: Item) -> list[Bound]:
        """Give the bounds of a parameter from the written heads, without asking what they say in full."""
        if base[0] == "proj":
            self._types.reads.member(base[4], base[2])
            declared = [it for it in base[2].members.get(base[4], ()) if it.kind is SymbolKind.TYPE_ALIAS]
            self._types.reads.current.update(declared[:1])
            data = declared[0].data if declared else None
            found = list(self._types.bounds(data[3], declared[0], base)) if data is not None else []
            mapping = {param(base[2], "Self"): base[1]}
            return list(substitute_bounds(tuple(found), mapping)) + self._written_for(base, context)
        owner, name = base[1], base[2]
        if name == "Self":
            return [(owner, self._types.own_parameters(owner), ())]
        return self._written_for(base, context)

    def _written_for(self, base: Term, context: Item) -> list[Bound]:
        found: list[Bound] = []
        at: Item | None = context
        while at is not None:
            self._types.reads.current.add(at)
            data = at.data
            if data is not None and data[0] in WITH_GENERICS:
                for name, bounds, _ in data[1]:
                    if bounds and base == ("param", at, name):
                        found += self._types.bounds(bounds, at, base)
                for written, bounds in data[2]:
                    if written[0] == "P" and self._is_subject(written, base, at):
                        found += self._types.bounds(bounds, at, base)
            at = at.parent if at.parent is not None and at.parent.kind in MEMBER_OWNERS else None
        return found

    def _is_subject(self, written: IR, base: Term, at: Item) -> bool:
        names = [segment_name(it) for it in written[1]]
        parameters = self._types.parameters(at)
        if base[0] == "param":
            return len(names) == 1 and (parameters.get(names[0]) == base or names[0] == base[2] == "Self")
        return len(names) == 2 and names[1] == base[4] and parameters.get(names[0]) == base[1]  # noqa: PLR2004
