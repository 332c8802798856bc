"""Turns written types and bounds into terms, in the scope of the item that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.inference.associated import AssociatedTypes
from codegraph.resolve.inference.generics import (
    IR,
    WITH_GENERICS,
    Generics,
    Predicate,
    segment_arguments,
    segment_name,
)
from codegraph.resolve.inference.lookalikes import standard_type
from codegraph.resolve.inference.terms import (
    NEVER,
    PRIMITIVES,
    UNIT,
    UNKNOWN,
    Var,
    bounded,
    param,
    substitute,
)
from codegraph.resolve.items import TYPE_KINDS, TYPES, Crate, External, ForeignTrait, Item, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.inference.standard import Standard
    from codegraph.resolve.inference.terms import Bound, Term
    from codegraph.resolve.items import Target
    from codegraph.resolve.names import Names
    from codegraph.resolve.tracking import Noted

_TYPE_LIKE = frozenset({SymbolKind.TRAIT, SymbolKind.TYPE_ALIAS, *TYPE_KINDS})
_DEPTH = 48


class WrittenTypes(Generics):
    """Lowers types; everything that does not depend on a body is kept."""

    def __init__(self, names: Names, standard: Standard) -> None:
        super().__init__(names.reads)
        self._associated = AssociatedTypes(self)
        self.names = names
        self.standard = standard
        self._predicates: dict[Item, tuple[Predicate, ...]] = {}
        self._supertraits: dict[Item, tuple[Bound, ...]] = {}
        self._self_terms: dict[Item, Term] = {}
        self._found: dict[tuple[Scope, tuple[str, ...]], tuple[Target | None, int, frozenset[Noted]]] = {}
        self._aliases: dict[Item, Term] = {}
        self._foreign_traits: dict[str, ForeignTrait] = {}
        # types that stand for one of several, and those that these may be: who is asked about others looks at what
        # the question rests on
        self.doubtful: set[Target] = set()
        self._depth = 0

    def self_term(self, item: Item) -> Term:
        """Give what `Self` is inside an item."""
        owner = self.owner(item)
        if owner is None:
            return UNKNOWN
        return self._head(self._self_terms, owner, self._self_term, UNKNOWN)

    def _self_term(self, owner: Item) -> Term:
        if owner.kind is SymbolKind.TRAIT:
            return param(owner, "Self")
        if owner.kind is SymbolKind.IMPL:
            data = owner.data
            return self.lower(data[4], owner) if data is not None else UNKNOWN
        return ("adt", owner, self.own_parameters(owner))

    def predicates(self, item: Item) -> tuple[Predicate, ...]:
        """Give an item's own bounds as (subject, bound)."""
        return self._head(self._predicates, item, self._own_predicates, ())

    def _own_predicates(self, item: Item) -> tuple[Predicate, ...]:
        found: list[Predicate] = []
        data = item.data
        if data is not None and data[0] in WITH_GENERICS:
            for name, bounds, _ in data[1]:
                subject = param(item, name)
                found += [(subject, bound) for bound in self.bounds(bounds or (), item, subject)]
            for written, bounds in data[2]:
                subject = self.lower(written, item)
                found += [(subject, bound) for bound in self.bounds(bounds, item, subject)]
        return tuple(found)

    def supertraits(self, trait: Item) -> tuple[Bound, ...]:
        """Give the bounds that a trait puts on its `Self`."""
        return self._head(self._supertraits, trait, self._bounds_of_self, ())

    def _bounds_of_self(self, trait: Item) -> tuple[Bound, ...]:
        subject = param(trait, "Self")
        data = trait.data
        found = self.bounds(data[3], trait, subject) if data is not None and data[0] == "trait" else ()
        return found + tuple(bound for it, bound in self.predicates(trait) if it == subject)

    def at_top(self) -> int:
        """Begin to lower something that nobody waits for; gives what `back` takes."""
        depth, self._depth = self._depth, 0
        return depth

    def back(self, depth: int) -> None:
        """End that."""
        self._depth = depth

    # types

    def lower(self, written: IR, context: Item, fresh: bool = False) -> Term:
        """Give the term of a written type; with `fresh` what is left out becomes a variable, else unknown."""
        handler = _HANDLERS.get(written[0])
        if handler is None or self._depth > _DEPTH:
            return UNKNOWN
        self._depth += 1
        try:
            return handler(self, written, context, fresh)
        finally:
            self._depth -= 1

    def lower_all(self, written: Sequence[IR], context: Item, fresh: bool) -> tuple[Term, ...]:
        """Lower several types."""
        return tuple([self.lower(it, context, fresh) for it in written])

    def _reference(self, written: IR, context: Item, fresh: bool) -> Term:
        return ("ref", self.lower(written[1], context, fresh), bool(written[2]))

    def _wrapped(self, written: IR, context: Item, fresh: bool) -> Term:
        return (_WRAPPERS[written[0]], self.lower(written[1], context, fresh))

    def _tuple(self, written: IR, context: Item, fresh: bool) -> Term:
        return ("tup", self.lower_all(written[1], context, fresh)) if written[1] else UNIT

    def _function(self, written: IR, context: Item, fresh: bool) -> Term:
        return ("fn", self.lower_all(written[1], context, fresh), self.lower(written[2], context, fresh))

    def _bounded(self, written: IR, context: Item, fresh: bool) -> Term:
        bounds = self.bounds(written[1], context, None, fresh)
        return ("dyn" if written[0] == "D" else "opaque", bounds) if bounds else UNKNOWN

    def _infer(self, _written: IR, _context: Item, fresh: bool) -> Term:
        return Var() if fresh else UNKNOWN

    def _never(self, _written: IR, _context: Item, _fresh: bool) -> Term:
        return NEVER

    def _qualified(self, written: IR, context: Item, fresh: bool) -> Term:
        base = self.lower(written[1], context, fresh)
        segments = written[3]
        if written[2] is not None and segments:
            bound = self.bound(written[2], context, base, fresh)
            if bound is None:
                return UNKNOWN
            base = ("proj", base, bound[0], bound[1], segment_name(segments[0]))
            segments = segments[1:]
        return self.associated(base, segments, context)

    def _path(self, written: IR, context: Item, fresh: bool) -> Term:
        segments = written[1]
        first = segment_name(segments[0])
        if first == "Self":
            return self.associated(self.self_term(context), segments[1:], context)
        found = self.parameters(context).get(first)
        if found is not None:
            return self.associated(found, segments[1:], context)
        target, used = self.find(segments, context)
        if target is None:
            return ("prim", first) if first in PRIMITIVES and len(segments) == 1 else UNKNOWN
        arguments = segment_arguments(segments[used - 1])
        if isinstance(target, External):
            if len(segments) == 1 and first in PRIMITIVES:
                return ("prim", first)
            return self._external(target, segments, context, fresh)
        term = self.instantiate(target, self.lower_all(arguments, context, fresh), fresh)
        return self.associated(term, segments[used:], context)

    def _external(self, target: External, segments: list[IR], context: Item, fresh: bool) -> Term:
        name = segment_name(segments[-1])
        arguments = self.lower_all(segment_arguments(segments[-1]), context, fresh)
        if not target.name:
            return UNKNOWN
        known = standard_type(self.standard, target.name, name, arguments)
        return known if known is not None else ("ext", target.name, name, arguments)

    def find(self, segments: list[IR], context: Item) -> tuple[Target | None, int]:
        """Give the type, trait or foreign definition that a path starts with, and the number of segments used."""
        names = tuple([segment_name(it) for it in segments])
        key = (context.inner, names)
        known = self._found.get(key)
        if known is None:
            outer = self.reads.begin()
            target, used = self._find(names, context)
            known = self._found[key] = target, used, self.reads.end(outer)
        self.reads.current.add(known[2])
        return known[0], known[1]

    def _find(self, names: tuple[str, ...], context: Item) -> tuple[Target | None, int]:
        for used in range(len(names), 0, -1):
            targets = [
                it
                for it in self.names.path(names[:used], context.inner, TYPES)
                if isinstance(it, External) or it.kind in _TYPE_LIKE
            ]
            if targets:
                first = next((it for it in targets if isinstance(it, Item)), targets[0])
                if len(targets) > 1 and isinstance(first, Item):
                    self._note_alternatives(targets, first)
                return first, used
        return None, 0

    def _note_alternatives(self, targets: list[Target], first: Item) -> None:
        """Keep that a name stands for one of several types; aliases for what they stand for."""
        heads = [self._aliased(it) for it in targets]
        meant = self._aliased(first)
        others = frozenset(it for it in heads if it is not meant)
        if isinstance(meant, Item) and others:
            self.doubtful.update((meant, *others))
            self.reads.doubtful(meant, others)

    def _aliased(self, target: Target) -> Target:
        if isinstance(target, Item) and target.kind is SymbolKind.TYPE_ALIAS:
            term = self.alias(target)
            return term[1] if term.__class__ is tuple and term[0] == "adt" else External("")
        return target

    def instantiate(self, item: Item, arguments: tuple[Term, ...], fresh: bool) -> Term:
        """Apply a type to its arguments; missing ones are defaults, else variables or unknown."""
        arguments = self.padded(item, arguments, fresh)
        if item.kind in TYPE_KINDS:
            return ("adt", item, arguments)
        if item.kind is SymbolKind.TRAIT:
            return ("dyn", ((item, arguments, ()),))
        if item.kind is SymbolKind.TYPE_ALIAS:
            if item.parent is not None and item.parent.kind is SymbolKind.TRAIT:
                return ("proj", Var() if fresh else UNKNOWN, item.parent, (), item.name)
            return bounded(substitute(self.alias(item), dict(zip(self.own_parameters(item), arguments, strict=False))))
        return UNKNOWN

    def padded(self, item: Item, arguments: tuple[Term, ...], fresh: bool) -> tuple[Term, ...]:
        """Give an item all its arguments."""
        generics = self.own_generics(item)
        if len(arguments) >= len(generics):
            return arguments[: len(generics)]
        found = list(arguments)
        for generic in generics[len(found) :]:
            default = generic[2] if generic[1] is not None else None
            if default is not None:
                known = {param(item, it[0]): term for it, term in zip(generics, found, strict=False)}
                found.append(substitute(self.lower(default, item), known))
            else:
                found.append(Var() if fresh else UNKNOWN)
        return tuple(found)

    def alias(self, item: Item) -> Term:
        """Give what a type alias (or an impl's associated type) stands for."""
        return self._head(self._aliases, item, self._alias, UNKNOWN)

    def _alias(self, item: Item) -> Term:
        data = item.data
        written = data[4] if data is not None and data[0] == "type" else None
        return bounded(self.lower(written, item)) if written is not None else UNKNOWN

    # associated types

    def associated(self, base: Term, segments: list[IR], context: Item) -> Term:
        """Follow `base::A::B`."""
        for segment in segments:
            base = self._associated.step(base, segment_name(segment), context)
        return base

    # bounds

    def bounds(
        self,
        written: Sequence[IR],
        context: Item,
        subject: Term | None,
        fresh: bool = False,
    ) -> tuple[Bound, ...]:
        """Lower bounds; what is no trait is left out."""
        found = [self.bound(it, context, subject, fresh) for it in written]
        return tuple([it for it in found if it is not None])

    def bound(self, written: IR, context: Item, subject: Term | None, fresh: bool = False) -> Bound | None:
        """Lower one bound."""
        if written[0] != "P":
            return None
        segments = written[1]
        target, used = self.find(segments, context)
        if isinstance(target, External):
            return (self._foreign(target.name, segment_name(segments[-1])), (), ())
        if target is None or target.kind is not SymbolKind.TRAIT or used != len(segments):
            return None
        last = segments[-1]
        arguments = self.lower_all(segment_arguments(last), context, fresh)
        arguments = self.padded(target, arguments, fresh)
        if subject is not None and arguments:
            own = param(target, "Self")
            arguments = tuple([substitute(it, {own: subject}) for it in arguments])
        given = last[2] if isinstance(last, list) and len(last) > 2 else {}  # noqa: PLR2004
        assoc = tuple([(name, self.lower(it, context, fresh)) for name, it in sorted(given.items())])
        return (target, arguments, assoc)

    def _foreign(self, crate: str, name: str) -> ForeignTrait:
        """Give the trait of a crate that is not seen; by its name alone, for crates pass each other's traits on."""
        known = self._foreign_traits.get(name)
        if known is None:
            known = self._foreign_traits[name] = ForeignTrait(crate, name, Scope(Crate(crate, "2021"), None, None))
        return known


_WRAPPERS = {"*": "ptr", "[": "slice", "A": "arr"}
_HANDLERS = {
    "P": WrittenTypes._path,
    "Q": WrittenTypes._qualified,
    "&": WrittenTypes._reference,
    "*": WrittenTypes._wrapped,
    "[": WrittenTypes._wrapped,
    "A": WrittenTypes._wrapped,
    "T": WrittenTypes._tuple,
    "F": WrittenTypes._function,
    "D": WrittenTypes._bounded,
    "I": WrittenTypes._bounded,
    "_": WrittenTypes._infer,
    "!": WrittenTypes._never,
}
