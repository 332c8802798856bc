"""Turns outcomes into edges with their evidence, and into open references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
from codegraph.resolve.items import FUNCTIONS, External, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.model import Facts
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.members import Members
    from codegraph.resolve.references import Outcome, Resolution

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
_FIXED = {
    ReferenceKind.IMPORT: EdgeKind.IMPORTS,
    ReferenceKind.IMPL_TRAIT: EdgeKind.IMPLEMENTS,
    ReferenceKind.IMPL_TYPE: EdgeKind.USES_TYPE,
    ReferenceKind.DERIVE: EdgeKind.DERIVES,
    ReferenceKind.MACRO_CALL: EdgeKind.CALLS,
}


def edges_of_file(
    path: str,
    facts: Facts,
    file: FileItems | None,
    resolution: Resolution,
    members: Members,
    answers: Mapping[int, Outcome],
) -> FileEdges:
    """Resolve every reference of a file; `answers` are outcomes known from elsewhere, by the reference's start."""
    if file is None:
        return FileEdges(path, (), ())
    edges: list[Edge] = []
    still_open: list[OpenReference] = []
    for reference in facts.references:
        item = file.items[reference.symbol]
        outcome = answers.get(reference.start) or resolution.outcome(reference, item)
        if outcome.state is ReferenceState.RESOLVED:
            edges += _edges(reference, item, outcome, path, members)
        else:
            still_open.append(_open(reference, item, outcome))
    edges += _overrides(path, facts, file, members)
    return FileEdges(path, tuple(edges), tuple(still_open))


def _edges(reference: Reference, item: Item, outcome: Outcome, path: str, members: Members) -> Iterator[Edge]:
    evidence = Evidence(path, _span(reference), outcome.method, outcome.confidence)
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


def _open(reference: Reference, item: Item, outcome: Outcome) -> OpenReference:
    return OpenReference(
        outcome.state,
        reference.kind,
        reference.name,
        item.id,
        _span(reference),
        outcome.reason,
        tuple(sorted(target.id for target in outcome.targets)),
    )


def _overrides(path: str, facts: Facts, file: FileItems, members: Members) -> Iterator[Edge]:
    """Join an impl's methods with the methods of the trait that it is for."""
    for index, item in enumerate(file.items):
        parent = item.parent
        if item.kind is not SymbolKind.METHOD or parent is None or not parent.written.trait:
            continue
        traits = members.impl(parent).traits
        if len(traits) != 1 or isinstance(traits[0], External):
            continue
        fact = facts.symbols[index]
        span = Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)
        for target in traits[0].members.get(item.name, ()):
            if target.kind is SymbolKind.METHOD:
                evidence = Evidence(path, span, Method.SYNTAX, Confidence.EXACT)
                yield Edge(EdgeKind.OVERRIDES, item.id, target.id, evidence)


def _span(reference: Reference) -> Span:
    return Span(reference.start, reference.end, reference.line, reference.line)
