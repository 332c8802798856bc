"""Paths in expressions and patterns: functions, constructors, constants, and what types associate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.inference.generics import segment_arguments, segment_name
from codegraph.resolve.inference.methods import Pick
from codegraph.resolve.inference.terms import PRIMITIVES, UNKNOWN, Var, param, substitute
from codegraph.resolve.items import FUNCTIONS, TYPE_KINDS, TYPES, VALUES, External, Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Term

_CONSTANTS = frozenset({SymbolKind.CONST, SymbolKind.STATIC})


class Value(NamedTuple):
    """What a path in an expression means: a function (`pick`), a constructor, or a value with its type."""

    pick: Pick | None = None
    turbofish: tuple[Term, ...] = ()
    constructor: tuple[Item, Term] | None = None
    term: Term = UNKNOWN
    typed: bool = False


_NOTHING = Value()


class Paths:
    """Resolves paths within one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._lowering = body.lowering

    def value(self, path: IR) -> Value:
        """Give what a path in an expression means."""
        if path[0] == "Q":
            return self._qualified(path)
        if path[0] != "P":
            return _NOTHING
        segments = path[1]
        first = segment_name(segments[0])
        context = self._body.item
        lowering = self._lowering
        if first == "Self":
            return self._of_type(lowering.self_term(context), segments[1:])
        parameter = lowering.parameters(context).get(first) if len(segments) > 1 else None
        if parameter is not None:
            return self._of_type(parameter, segments[1:])
        names = tuple([segment_name(it) for it in segments])
        targets = lowering.names.path(names, context.inner, VALUES)
        items = [it for it in targets if isinstance(it, Item)]
        if items and len(items) == len(targets) and not self._is_member(items[0]):
            return self._item(items, segments)
        if len(segments) == 1:
            return _NOTHING
        target, used = lowering.find(segments[:-1], context)
        if isinstance(target, Item) and used:
            arguments = self._arguments(segments[used - 1])
            if target.kind is SymbolKind.TRAIT:
                return self._of_trait(target, arguments, segments[used:], Var())
            return self._of_type(lowering.instantiate(target, arguments, True), segments[used:])
        if first in PRIMITIVES and len(segments) == 2:  # noqa: PLR2004
            return self._of_type(("prim", first), segments[1:])
        if isinstance(target, External):
            term = lowering.lower(["P", segments[:-1]], context, True)
            return self._of_type(term, segments[-1:])
        return _NOTHING

    def _arguments(self, segment: IR) -> tuple[Term, ...]:
        """Lower the arguments of a path's segment; what is left out is to be inferred."""
        return tuple([self._lowering.lower(it, self._body.item, True) for it in segment_arguments(segment)])

    def _is_member(self, item: Item) -> bool:
        parent = item.parent
        return parent is not None and parent.kind in {SymbolKind.IMPL, SymbolKind.TRAIT}

    def _item(self, items: list[Item], segments: list[IR]) -> Value:
        item = items[0]
        context, lowering = self._body.item, self._lowering
        if item.kind in FUNCTIONS:
            given = self._arguments(segments[-1])
            return Value(Pick(tuple(items), {}, UNKNOWN), given)
        if item.kind in _CONSTANTS:
            return Value(term=lowering.declared(item))
        if item.kind is SymbolKind.STRUCT:
            arguments = self._arguments(segments[-1])
            return Value(constructor=(item, lowering.instantiate(item, arguments, True)))
        if item.kind is SymbolKind.VARIANT and item.parent is not None:
            written = segment_arguments(segments[-1]) or (segment_arguments(segments[-2]) if len(segments) > 1 else ())
            arguments = tuple([lowering.lower(it, context, True) for it in written])
            return Value(constructor=(item, lowering.instantiate(item.parent, arguments, True)))
        return _NOTHING

    def _qualified(self, path: IR) -> Value:
        _, written, trait, segments = path
        context, lowering = self._body.item, self._lowering
        term = lowering.lower(written, context, True)
        if trait is None:
            return self._of_type(term, segments)
        bound = lowering.bound(trait, context, term, True)
        if bound is None:
            return _NOTHING
        return self._of_trait(bound[0], bound[1], segments, term)

    def _of_trait(self, trait: Item, arguments: tuple[Term, ...], segments: list[IR], term: Term) -> Value:
        lowering = self._lowering
        if len(segments) > 1:
            base = ("proj", term, trait, arguments, segment_name(segments[0]))
            return self._of_type(lowering.associated(base, segments[1:-1], self._body.item), segments[-1:])
        if not segments:
            return _NOTHING
        name = segment_name(segments[0])
        lowering.reads.member(name, trait)
        members = tuple([it for it in trait.members.get(name, ()) if it.kind in FUNCTIONS])
        constant = next((it for it in trait.members.get(name, ()) if it.kind in _CONSTANTS), None)
        if constant is not None:
            return Value(term=substitute(lowering.declared(constant), {param(trait, "Self"): term}))
        if not members:
            for above, given, _ in lowering.supertraits(trait):
                lowering.reads.member(name, above)
                if above.members.get(name):
                    return self._of_trait(above, given, segments, term)
            return _NOTHING
        arguments = arguments or tuple([Var() for _ in lowering.own_generics(trait)])
        arguments = tuple([Var() if it is UNKNOWN else it for it in arguments])
        mapping = lowering.applied(trait, term, arguments)
        turbofish = self._arguments(segments[0])
        return Value(Pick(members, mapping, term, trait, arguments), turbofish, typed=True)

    def _of_type(self, term: Term, segments: list[IR]) -> Value:
        lowering, context = self._lowering, self._body.item
        if not segments:
            head = self._body.unifier.head(term)
            if head.__class__ is not Var and head[0] == "adt":
                return Value(constructor=(head[1], head))
            return _NOTHING
        if len(segments) > 1:
            head = self._body.unifier.head(term)
            name = segment_name(segments[0])
            if head.__class__ is not Var and head[0] == "adt" and not self._members(head[1], name):
                term = self._associated_type(term, name)
            else:
                term = lowering.associated(term, segments[:-1], context)
            segments = segments[-1:]
        name = segment_name(segments[0])
        head = self._body.unifier.head(term)
        if head.__class__ is not Var and head[0] == "adt":
            for member in self._members(head[1], name):
                if member.kind is SymbolKind.VARIANT:
                    return Value(constructor=(member, head))
        pick = self._body.methods.associated(term, name, context.inner)
        given = self._arguments(segments[0])
        if pick is not None:
            return Value(pick, given, typed=True)
        return Value(term=self._constant(head, name))

    def _associated_type(self, term: Term, name: str) -> Term:
        owner = self._lowering.owner(self._body.item)
        if owner is not None and owner.kind is SymbolKind.IMPL:
            return self._lowering.associated(term, [name], self._body.item)
        return UNKNOWN

    def _constant(self, head: Term, name: str) -> Term:
        """Give the type of `Type::CONSTANT`."""
        if head.__class__ is Var or head[0] not in {"adt", "param", "prim"}:
            return UNKNOWN
        lowering = self._lowering
        if head[0] == "param":
            for trait, _, _ in self._body.solver.bounds(head):
                for it in self._members(trait, name):
                    if it.kind in _CONSTANTS:
                        return substitute(lowering.declared(it), {param(trait, "Self"): head})
            return UNKNOWN
        for impl in self._body.methods.impls.constants(head[1], name):
            if impl.item is not None:
                for it in impl.item.members.get(name, ()):
                    if it.kind in _CONSTANTS:
                        return lowering.declared(it)
        return UNKNOWN

    def constructed(self, path: IR) -> tuple[Item, Term] | None:
        """Give the struct or variant that a path in a pattern or literal names, with its type."""
        if path[0] == "P" and len(path[1]) == 1:
            name = segment_name(path[1][0])
            if name != "Self":
                found = self._single(name, path)
                if found is not None:
                    return found
        value = self.value(path)
        if value.constructor is not None:
            return value.constructor
        if path[0] == "P":
            term = self._lowering.lower(path, self._body.item, True)
            head = self._body.unifier.head(term)
            if head.__class__ is not Var and head[0] == "adt":
                return head[1], head
            # a variant with named fields is no value
            if len(path[1]) > 1:
                return self._variant(path)
        return None

    def _single(self, name: str, path: IR) -> tuple[Item, Term] | None:
        context, lowering = self._body.item, self._lowering
        for space in (TYPES, VALUES):
            for it in lowering.names.path((name,), context.inner, space):
                if isinstance(it, Item) and it.kind is SymbolKind.VARIANT and it.parent is not None:
                    return it, lowering.instantiate(it.parent, (), True)
                if isinstance(it, Item) and it.kind in TYPE_KINDS:
                    arguments = self._arguments(path[1][0])
                    return it, lowering.instantiate(it, arguments, True)
        return None

    def _members(self, owner: Item, name: str) -> Sequence[Item]:
        """Give the members that a type or trait itself has."""
        self._lowering.reads.member(name, owner)
        return owner.members.get(name, ())

    def _variant(self, path: IR) -> tuple[Item, Term] | None:
        base = self._lowering.lower(["P", path[1][:-1]], self._body.item, True)
        head = self._body.unifier.head(base)
        if head.__class__ is Var or head[0] != "adt":
            return None
        for member in self._members(head[1], segment_name(path[1][-1])):
            if member.kind is SymbolKind.VARIANT:
                return member, head
        return None
