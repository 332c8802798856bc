"""Turns outcomes into edges with their evidence, and into open references."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import (
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    Method,
    OpenReference,
    Reference,
    ReferenceKind,
    ReferenceState,
    Span,
    SymbolKind,
)
from codegraph.resolve.expanded_edges import expands_to, place_of
from codegraph.resolve.items import FUNCTIONS, External, Item
from codegraph.resolve.references import METHOD_NOT_FOUND, RECEIVER_UNKNOWN, Outcome, method_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.model import Around, Facts
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.expander import MacroPlace
    from codegraph.resolve.generated import Generated
    from codegraph.resolve.inference.body import Call, Written
    from codegraph.resolve.inference.engine import FileCalls
    from codegraph.resolve.members import Members
    from codegraph.resolve.references import Resolution
    from codegraph.resolve.tracking import Noted

_TYPE_LIKE = frozenset(
    {
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.VARIANT,
        SymbolKind.CONST,
        SymbolKind.STATIC,
    },
)
# `impl !Send for T`
_NEGATIVE = re.compile(r"^(?:unsafe )?impl(?:<.*?>)? ?!")
# the references that type inference answers
_TYPED = frozenset({ReferenceKind.METHOD_CALL, ReferenceKind.CALL, ReferenceKind.VALUE})
_CALLS = frozenset({ReferenceKind.METHOD_CALL, ReferenceKind.CALL, ReferenceKind.MACRO_CALL})
# the references in a macro's body that say what its items are
_STRUCTURE = frozenset({ReferenceKind.IMPL_TRAIT, ReferenceKind.IMPL_TYPE, ReferenceKind.DERIVE})
_FIXED = {
    ReferenceKind.IMPORT: EdgeKind.IMPORTS,
    ReferenceKind.IMPL_TRAIT: EdgeKind.IMPLEMENTS,
    ReferenceKind.IMPL_TYPE: EdgeKind.USES_TYPE,
    ReferenceKind.DERIVE: EdgeKind.DERIVES,
    ReferenceKind.MACRO_CALL: EdgeKind.CALLS,
}


class Known(NamedTuple):
    """What is known of a file's references, by the byte where each starts.

    `answers` come from a compiler's index and go before everything; `calls` come from type inference.
    """

    answers: Mapping[int, Outcome]
    calls: FileCalls

    def outcome(self, reference: Reference, path: str) -> Outcome | None:
        """Give what a reference in the file `path` means, if that is known."""
        answer = self.answers.get(reference.start)
        if answer is not None or reference.kind not in _TYPED:
            return answer
        call = self.calls.found.get(reference.start)
        return _outcome(reference, call, path) if call is not None else None


class Extent(NamedTuple):
    """How a file's symbols stand around its references, and the numbers of those that are left out.

    `mixed` takes the numbers of symbols that can never be left out: what stands in them is told by others, or tells of
    others; `asked` takes what the references in each symbol ask for.
    """

    around: Around
    left_out: frozenset[int]
    mixed: set[int]
    asked: dict[int, set[Noted]]


def _outcome(reference: Reference, call: Call, path: str) -> Outcome | None:
    is_method = reference.kind is ReferenceKind.METHOD_CALL
    own = tuple(it for it in call.functions if not it.inner.crate.standard)
    if own:
        confidence = Confidence.EXACT if call.certain and not reference.in_macro else Confidence.INFERRED
        one = len(own) == 1 and not call.ambiguous
        state = ReferenceState.RESOLVED if one else ReferenceState.AMBIGUOUS
        reason = "" if one else "several-definitions"
        by_type = is_method or "::" in reference.text
        return Outcome(state, own, reason, Method.TYPE if by_type else method_of(own[0], path), confidence)
    if call.functions or call.foreign:
        return Outcome(ReferenceState.EXTERNAL, reason=call.foreign or "std")
    if not is_method:
        return None
    return Outcome(ReferenceState.UNRESOLVED, reason=METHOD_NOT_FOUND if call.certain else RECEIVER_UNKNOWN)


def edges_of_file(
    path: str,
    facts: Facts,
    file: FileItems,
    resolution: Resolution,
    members: Members,
    known: Known,
    extent: Extent,
    made: Sequence[tuple[Generated, FileCalls]] = (),
) -> FileEdges:
    """Resolve the references of a file, and of what the macro calls in it make."""
    edges: list[Edge] = []
    still_open: list[OpenReference] = []
    taken: set[int] = set()
    bodies = _Bodies(path, facts, extent)
    around, left_out, mixed, asked = extent
    # calls in the body of a macro are found where it is called
    mixed.update(number for number, item in enumerate(file.items) if item.kind is SymbolKind.MACRO)
    for one, calls in made:
        mixed.add(around.at(place_of(one, -1, -1).span.start))
        found = edges_of_expansion(one, calls, resolution, members, bodies)
        edges += found.edges
        still_open += found.open
        taken |= found.taken
    edges += _written(known.calls.written, bodies)
    reads = members.reads
    outside = reads.current
    # what stands in a symbol that can be left out stands nowhere else
    for reference in facts.references.outside(left_out):
        if (reference.in_macro and reference.start in taken) or reference.start in bodies.said:
            continue
        number = around.at(reference.start)
        if number != reference.symbol:
            mixed.update((number, reference.symbol))
        reads.current = asked.setdefault(number, set())
        item = file.items[reference.symbol]
        outcome = known.outcome(reference, path) or resolution.outcome(reference, item)
        if outcome is None:
            continue
        if outcome.state is ReferenceState.RESOLVED:
            evidence = Evidence(path, span_of(reference), outcome.method, outcome.confidence)
            edges += edges_for(reference, item, outcome, evidence, members)
        else:
            still_open.append(open_reference(reference, item, outcome, span_of(reference)))
    for index in range(len(file.items)):
        if index not in left_out:
            reads.current = asked.setdefault(index, set())
            edges += _overridden(path, facts, file, members, index)
    reads.current = outside
    return FileEdges(path, tuple(edges), tuple(still_open))


class _Bodies:
    """The calls in the bodies of macros, each said once: at its token where the macro stands in the same file.

    Where it stands elsewhere they are said once in each symbol that calls the macro.
    """

    def __init__(self, path: str, facts: Facts, extent: Extent) -> None:
        self.path = path
        self._extent = extent
        # the bytes of the file's references that are calls in a macro's body, and resolved
        self.said: set[int] = set()
        self._facts = facts
        self._at: dict[int, Reference] | None = None
        self._seen: set[tuple[Item, int, int, Item]] = set()

    def reference(self, at: int) -> Reference | None:
        """Give the file's reference that starts at a byte."""
        if self._at is None:
            self._at = {it.start: it for it in self._facts.references}
        return self._at.get(at)

    def edges(self, place: MacroPlace, target: Item, call: Span, method: Method) -> Iterator[Edge]:
        """Give the edge from a macro to what its body calls; `call` is where the macro is called."""
        own = self.reference(place.at) if place.macro.path == self.path else None
        caller = self._extent.around.at(call.start)
        if own is not None:
            self._extent.mixed.add(caller)
        key = (place.macro, *((own.start, -1) if own is not None else (-1, caller)), target)
        if key in self._seen:
            return
        self._seen.add(key)
        if own is not None:
            self.said.add(own.start)
        span = span_of(own) if own is not None else call
        evidence = Evidence(self.path, span, method, Confidence.INFERRED)
        yield Edge(EdgeKind.CALLS, place.macro.id, target.id, evidence)


class _OfExpansion(NamedTuple):
    """The edges and open references of an expansion, and the bytes of the source that it accounts for."""

    edges: list[Edge]
    open: list[OpenReference]
    taken: set[int]


def edges_of_expansion(
    made: Generated, calls: FileCalls, resolution: Resolution, members: Members, bodies: _Bodies
) -> _OfExpansion:
    """Resolve the references of what a macro call makes; each stands at its token in the call, else at the call."""
    path = made.file.path
    known = Known({}, calls)
    found = _OfExpansion(expands_to(made, path), [], set())
    in_body = made.file.root.kind in FUNCTIONS
    for reference in made.facts.references:
        if in_body and not reference.symbol and reference.kind is not ReferenceKind.IMPORT:
            # the body around is inferred as a whole, this call expanded in it
            continue
        item = made.file.items[reference.symbol]
        place = place_of(made, reference.start, reference.end)
        outcome = known.outcome(reference, path) or resolution.outcome(reference, item)
        if outcome is None:
            continue
        evidence = Evidence(path, place.span, outcome.method, Confidence.INFERRED)
        resolved = outcome.state is ReferenceState.RESOLVED
        if place.writer is None:
            found.taken.add(place.span.start)
            if resolved:
                found.edges.extend(edges_for(reference, item, outcome, evidence, members))
            else:
                found.open.append(open_reference(reference, item, outcome, place.span))
        elif resolved and reference.kind in _STRUCTURE:
            found.edges.extend(edges_for(reference, item, outcome, evidence, members))
        elif resolved and reference.kind in _CALLS:
            # what the macro's body says is said once, by the macro, not by all that it makes
            for target in outcome.targets:
                if _kind(reference, target) is EdgeKind.CALLS:
                    found.edges.extend(bodies.edges(place.writer, target, place.span, outcome.method))
    call = place_of(made, -1, -1).span
    numbers = range(1, len(made.file.items))
    found.edges.extend(
        chain.from_iterable(_overridden(path, made.facts, made.file, members, at, call) for at in numbers)
    )
    return found


def _written(written: list[Written], bodies: _Bodies) -> Iterator[Edge]:
    """Give the calls that the bodies of macros make where functions call the macros."""
    for place, invocation, functions in written:
        own = tuple(it for it in functions if not it.inner.crate.standard)
        call = bodies.reference(invocation)
        if len(own) == 1 and call is not None:
            yield from bodies.edges(place, own[0], span_of(call), Method.TYPE)


def edges_for(
    reference: Reference, item: Item, outcome: Outcome, evidence: Evidence, members: Members
) -> Iterator[Edge]:
    """Give the edges that a resolved reference inside `item` proves."""
    for target in outcome.targets:
        kind = _kind(reference, target)
        if kind is None or (kind is EdgeKind.IMPLEMENTS and _NEGATIVE.search(item.written.signature)):
            continue
        for source in _sources(kind, item, members):
            yield Edge(kind, source.id, target.id, evidence)
        if kind is EdgeKind.CALLS and item.kind is SymbolKind.TEST and target.kind in FUNCTIONS:
            yield Edge(EdgeKind.TESTS, item.id, target.id, evidence)


def _kind(reference: Reference, target: Item) -> EdgeKind | None:
    fixed = _FIXED.get(reference.kind)
    if fixed is not None:
        return fixed
    if target.kind in FUNCTIONS:
        return EdgeKind.REFERENCES if reference.kind is ReferenceKind.VALUE else EdgeKind.CALLS
    return EdgeKind.USES_TYPE if target.kind in _TYPE_LIKE else None


def _sources(kind: EdgeKind, item: Item, members: Members) -> tuple[Item, ...]:
    """Give what an edge starts from: for `implements` the type, where it is one of the workspace."""
    if kind is not EdgeKind.IMPLEMENTS:
        return (item,)
    types = tuple(it for it in members.impl(item).types if isinstance(it, Item))
    return types if len(types) == 1 else (item,)


def open_reference(reference: Reference, item: Item, outcome: Outcome, span: Span) -> OpenReference:
    """Keep a reference that is no edge."""
    return OpenReference(
        outcome.state,
        reference.kind,
        reference.name,
        item.id,
        span,
        outcome.reason,
        tuple(sorted(target.id for target in outcome.targets)),
    )


def _overridden(
    path: str, facts: Facts, file: FileItems, members: Members, index: int, call: Span | None = None
) -> Iterator[Edge]:
    """Join an impl's method with the methods of the trait that it is for; `call` is the macro call it comes from."""
    item = file.items[index]
    parent = item.parent
    if item.kind is not SymbolKind.METHOD or parent is None or not parent.written.trait:
        return
    traits = members.impl(parent).traits
    if len(traits) != 1 or isinstance(traits[0], External):
        return
    fact = facts.symbols[index]
    span = call or Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)
    members.reads.member(item.name, traits[0])
    for target in traits[0].members.get(item.name, ()):
        if target.kind is SymbolKind.METHOD:
            evidence = Evidence(path, span, Method.SYNTAX, Confidence.EXACT)
            yield Edge(EdgeKind.OVERRIDES, item.id, target.id, evidence)


def span_of(reference: Reference) -> Span:
    """Give the place of a reference's name."""
    return Span(reference.start, reference.end, reference.line, reference.line)
