"""Decides whether a type implements a trait, by which impl or bound, and what its associated types are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.inference.terms import (
    CALLABLE,
    FAMILIES,
    UNKNOWN,
    Var,
    head,
    mentions,
    param,
    resolved,
    shallow,
    substitute,
    substitute_bounds,
)

if TYPE_CHECKING:
    from codegraph.resolve.inference.generics import Predicate
    from codegraph.resolve.inference.impls import Impl, Impls
    from codegraph.resolve.inference.lowering import Lowering
    from codegraph.resolve.inference.terms import Bound, Term
    from codegraph.resolve.inference.unify import Memo, Unifier
    from codegraph.resolve.items import Item
    from codegraph.resolve.tracking import Shared

_DEPTH = 12
# searches for an impl in one body: hostile code ends there; the most seen in 26,000 real bodies is 1,208
_FUEL = 20_000
# traits that say nothing about other types
_CERTAIN = frozenset({"Sized", "Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe", "Freeze"})
_OPEN = frozenset({"var", "?"})


class Selection(NamedTuple):
    """Why a trait holds: an impl with what its parameters are, or a bound; `several` where more than one may fit."""

    impl: Impl | None
    mapping: dict[Any, Any]
    bound: Bound | None
    several: tuple[Impl, ...] = ()


_HOLDS = Selection(None, {}, None)


class Solver:
    """Answers for one body at a time: `environment` holds the bounds of the function around."""

    def __init__(self, lowering: Lowering, impls: Impls, unifier: Unifier) -> None:
        self.lowering = lowering
        self.impls = impls
        self.unifier = unifier
        self.environment: tuple[Predicate, ...] = ()
        # whether a bound is on something else than a parameter (`where &'a E: Read`)
        self._special = False
        self._depth = 0
        self._fuel = _FUEL
        # answers with the part of the file in which they were found
        self._projected: dict[Any, tuple[Term, Shared]] = {}
        self._by_environment: dict[tuple[Predicate, ...], dict[Any, tuple[Term, Shared]]] = {}
        self._selected: dict[Any, tuple[bool, Shared]] = {}
        # bounds of impls on types without variables, and whether they hold, in the function around
        self._proved: dict[Any, bool] = {}
        self._elaborated: dict[Any, tuple[Bound, ...]] = {}
        self._open: set[Any] = set()
        # answers about types with variables in them, as long as these stay free
        self._normalised: dict[Any, Memo] = {}
        self._held: dict[Any, Memo] = {}
        # whether something was given up for its depth
        self._limited = False
        self._deref = lowering.standard.item("ops::Deref")
        unifier.normalise = self.normalise

    def enter(self, environment: tuple[Predicate, ...]) -> None:
        """Take the bounds of another function."""
        self.environment = environment
        self._special = any(subject[0] not in {"param", "proj"} for subject, _ in environment)
        self._projected = self._by_environment.setdefault(environment, {})
        self._elaborated = {}
        self._open = set()
        self._normalised = {}
        self._held = {}
        self._proved = {}
        self._depth = 0
        self._fuel = _FUEL

    def forget(self) -> None:
        """Let go of what was found out for one file: what it rests on is only noted for that one."""
        self._by_environment = {}
        self._selected = {}

    # bounds

    def bounds(self, term: Term) -> tuple[Bound, ...]:
        """Give all bounds known of a parameter, `dyn`, `impl` or open associated type, supertraits included."""
        tag = term[0]
        if tag in {"dyn", "opaque"}:
            return self._with_supertraits(term, term[1])
        if tag not in {"param", "proj"} and not (self._special and tag in {"ref", "adt", "tup", "slice"}):
            return ()
        key = resolved(term)
        known = self._elaborated.get(key)
        if known is None:
            self._elaborated[key] = ()
            found = [bound for subject, bound in self.environment if self._is(subject, key)]
            if tag == "proj":
                found += self._declared(term)
            known = self._elaborated[key] = self._with_supertraits(term, tuple(found))
        return known

    def _is(self, subject: Term, term: Term) -> bool:
        if subject == term:
            return True
        return bool(
            subject[0] == "proj"
            and term[0] == "proj"
            and subject[4] == term[4]
            and subject[2] is term[2]
            and shallow(subject[1]) == shallow(term[1])
        )

    def _declared(self, term: Term) -> list[Bound]:
        """Give the bounds that a trait puts on its associated type."""
        _, subject, trait, arguments, name = term
        self.lowering.reads.member(name, trait)
        declared = [it for it in trait.members.get(name, ()) if it.kind is SymbolKind.TYPE_ALIAS]
        if not declared or declared[0].data is None:
            return []
        mapping = self.lowering.applied(trait, subject, arguments)
        found = list(self.lowering.bounds(declared[0].data[3], declared[0], None))
        own = ("proj", param(trait, "Self"), trait, self.lowering.own_parameters(trait), name)
        found += [bound for it, bound in self.lowering.predicates(trait) if it == own]
        return list(substitute_bounds(tuple(found), mapping))

    def _with_supertraits(self, term: Term, bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
        found: list[Bound] = []
        seen: set[Item] = set()
        pending = list(bounds)
        while pending:
            bound = pending.pop(0)
            found.append(bound)
            trait = bound[0]
            if trait in seen:
                continue
            seen.add(trait)
            above = self.lowering.supertraits(trait)
            if above:
                mapping = self.lowering.applied(trait, term, bound[1])
                assoc = bound[2]
                pending += [(it, args, (*own, *assoc)) for it, args, own in substitute_bounds(above, mapping)]
        return tuple(found)

    # traits

    def select(self, term: Term, trait: Item, arguments: tuple[Term, ...]) -> Selection | None:
        """Find out why `term: trait<arguments>` holds, binding what that tells; None if it does not or is unknown."""
        if self._depth > _DEPTH or self._fuel <= 0:
            self._limited = True
            return None
        self._depth += 1
        self._fuel -= 1
        try:
            return self._select(self.unifier.head(term), trait, arguments)
        finally:
            self._depth -= 1

    def _select(self, term: Term, trait: Item, arguments: tuple[Term, ...]) -> Selection | None:
        if term.__class__ is Var and not term.kind:
            return None
        if term.__class__ is not Var:
            if term[0] == "?":
                return None
            for bound in self.bounds(term):
                if bound[0] is trait and self._agree(bound[1], arguments):
                    return Selection(None, {}, bound)
            if term[0] == "fn" and trait.name in CALLABLE and trait.inner.crate.standard:
                if arguments:
                    self.unifier.attempt(arguments[0], ("tup", term[1]))
                return Selection(None, {}, (trait, arguments, (("Output", term[2]),)))
        if trait.name in _CERTAIN and trait.inner.crate.standard:
            return _HOLDS
        impls = self.impls
        key = head(term)
        candidates = [*impls.of_trait(trait, key)] if key is not None else []
        if term.__class__ is Var:
            # a number that nothing else decides is of the default type
            candidates += impls.of_trait(trait, "i32" if term.kind == "int" else "f64")
        elif key in FAMILIES:
            candidates += impls.of_trait(trait, FAMILIES[key])
        candidates += impls.of_trait(trait, None)
        return self._choose(candidates, term, arguments) if candidates else None

    def _agree(self, left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
        mark = self.unifier.mark()
        if all(self.unifier.unify(one, two) for one, two in zip(left, right, strict=False)):
            return True
        self.unifier.undo(mark)
        return False

    def _choose(self, candidates: list[Impl], term: Term, arguments: tuple[Term, ...]) -> Selection | None:
        fitting: list[Impl] = []
        unifier = self.unifier
        if len(candidates) == 1:
            mark = unifier.mark()
            found = self._match(candidates[0], term, arguments)
            if found is None:
                unifier.undo(mark)
                return None
            return Selection(candidates[0], found, None)
        for impl in candidates:
            mark = unifier.mark()
            fits = self._match(impl, term, arguments) is not None
            unifier.undo(mark)
            if fits:
                fitting.append(impl)
        if not fitting:
            return None
        if len(fitting) > 1:
            # impls for the type itself go before blanket ones (specialisation and negative reasoning are not ours)
            direct = [it for it in fitting if head(it.self_term) is not None]
            if len(direct) != 1:
                return Selection(fitting[0], {}, None, tuple(fitting))
            fitting = direct
        mapping = self._match(fitting[0], term, arguments)
        return Selection(fitting[0], mapping or {}, None)

    def _match(self, impl: Impl, term: Term, arguments: tuple[Term, ...]) -> dict[Any, Any] | None:
        mapping = {it: Var() for it in impl.own}
        unifier = self.unifier
        self_term = substitute(impl.self_term, mapping) if mapping else impl.self_term
        if not unifier.unify(self_term, term):
            return None
        for one, two in zip(impl.arguments, arguments, strict=False):
            if not unifier.unify(substitute(one, mapping) if mapping else one, two):
                return None
        return mapping if self.satisfied(impl.predicates, mapping) else None

    def satisfied(self, predicates: tuple[Predicate, ...], mapping: dict[Any, Any]) -> bool:
        """Tell whether bounds may hold: what is not known is taken for granted."""
        if self._depth > _DEPTH:
            self._limited = True
            return True
        for subject, (trait, arguments, assoc) in predicates:
            if trait.name in _CERTAIN:
                continue
            term = self.unifier.head(substitute(subject, mapping))
            if term.__class__ is Var or term[0] in {"?", "proj", "!"}:
                continue
            if term[0] == "ext" and trait.inner.crate.standard:
                # what other crates implement is not seen; a trait of the workspace they cannot
                continue
            given = tuple([substitute(it, mapping) for it in arguments])
            key = (term, trait, given)
            ground = not mentions(("tup", (term, *given)), _OPEN)
            if ground:
                key = (resolved(term), trait, tuple([resolved(it) for it in given]))
                if key in self._open:
                    continue
                if not assoc and key in self._proved:
                    if not self._proved[key]:
                        return False
                    continue
                self._open.add(key)
            before, self._limited = self._limited, False
            selection = self.select(term, trait, given)
            if ground:
                self._open.discard(key)
                if not self._limited:
                    self._proved[key] = selection is not None
            self._limited |= before
            if selection is None:
                return False
            for name, wanted in assoc:
                found = self.project(term, trait, given, name, selection)
                if found is not None and not self.unifier.unify(found, substitute(wanted, mapping)):
                    return False
        return True

    def implements(self, term: Term, trait: Item) -> bool:
        """Tell whether a type implements a trait, whatever the trait's arguments; binds nothing."""
        term = self.unifier.head(term)
        if term.__class__ is Var and not term.kind:
            return False
        whole = resolved(term)
        memos = None
        if mentions(whole, _OPEN):
            memos = self._held
            key: Any = (whole, trait)
            memo = memos.get(key)
            if memo is not None and memo.bound is not None:
                return bool(memo.bound)
        else:
            key = (whole, trait, self.environment if mentions(whole, _GENERIC) else None)
            known = self._selected.get(key)
            if known is not None:
                self.lowering.reads.take(known[1])
                return known[0]
        mark = self.unifier.mark()
        self._limited = False
        arguments = tuple([Var() for _ in self.lowering.own_generics(trait)])
        found = self.select(term, trait, arguments) is not None
        self.unifier.undo(mark)
        if not self._limited:
            if memos is None:
                self._selected[key] = found, self.lowering.reads.share()
            else:
                self.unifier.remember(memos, key, found)
        return found

    # associated types

    def normalise(self, term: Term) -> Term:
        """Give what an associated type stands for; the term itself where that is open."""
        if self._depth > _DEPTH:
            self._limited = True
            return term
        key = resolved(term)
        is_open = mentions(key, _OPEN)
        if is_open:
            memo = self._normalised.get(key)
            if memo is not None and memo.bound is not None:
                return memo.bound
        else:
            known = self._projected.get(key)
            if known is not None:
                self.lowering.reads.take(known[1])
                return known[0]
        if key in self._open:
            return UNKNOWN
        self._open.add(key)
        before, self._limited = self._limited, False
        _, subject, trait, arguments, name = term
        found = self.project(subject, trait, arguments, name)
        found = term if found is None else self.unifier.head(found) if found is not term else term
        self._open.discard(key)
        if not self._limited:
            if is_open:
                self.unifier.remember(self._normalised, key, found)
            elif not mentions(found, _OPEN):
                self._projected[key] = resolved(found), self.lowering.reads.share()
        self._limited |= before
        return found

    def project(
        self,
        subject: Term,
        trait: Item,
        arguments: tuple[Term, ...],
        name: str,
        selection: Selection | None = None,
    ) -> Term | None:
        """Give `<subject as trait<arguments>>::name`; None where it is open."""
        subject = self.unifier.head(subject)
        if subject.__class__ is not Var:
            if subject[0] == "?":
                return UNKNOWN
            if subject[0] == "ref" and trait is self._deref:
                return subject[1]
        if subject.__class__ is not Var and subject[0] in {"param", "proj", "dyn", "opaque"}:
            for bound in self.bounds(subject):
                if bound[0] is trait:
                    for it, value in bound[2]:
                        if it == name:
                            return value
        selection = selection or self.select(subject, trait, arguments)
        if selection is None or selection.several:
            if selection is None and subject.__class__ is not Var and subject[0] not in {"param", "proj"}:
                return UNKNOWN
            return UNKNOWN if selection is not None else None
        if selection.impl is None:
            return next((value for it, value in selection.bound[2] if it == name), None) if selection.bound else None
        associated = selection.impl.associated(name)
        if associated is not None:
            return substitute(self.lowering.alias(associated), selection.mapping)
        self.lowering.reads.member(name, trait)
        default = next((it for it in trait.members.get(name, ()) if it.kind is SymbolKind.TYPE_ALIAS), None)
        if default is not None and default.data is not None and default.data[4] is not None:
            mapping = self.lowering.applied(trait, subject, arguments)
            return substitute(self.lowering.alias(default), mapping)
        return UNKNOWN


_GENERIC = frozenset({"param", "proj", "opaque"})
