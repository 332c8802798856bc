"""Adds to the edges of a file those from its declarations to what another language, or another crate, defines."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.model import (
    Confidence,
    Dependencies,
    Edge,
    EdgeKind,
    Evidence,
    Method,
    OpenReference,
    ReferenceKind,
    ReferenceState,
    Span,
)
from codegraph.resolve.foreign.tables import C
from codegraph.resolve.scoped.modules import name_key
from codegraph.resolve.tracking import pack, pack_pairs

if TYPE_CHECKING:
    from codegraph.model import Facts, FileEdges
    from codegraph.resolve.foreign.tables import Foreign

SEVERAL = "several-definitions"


def linked(found: FileEdges, facts: Facts, foreign: Foreign) -> FileEdges:
    """Add the edges and open references of declarations, and what others may ask of what the file offers.

    A file whose references are not resolved has nothing else.
    """
    gives = foreign.gives(found.path)
    declared = foreign.declared(found.path)
    if not gives and not declared:
        return found
    edges, still_open = list(found.edges), list(found.open)
    anchors = found.anchors
    for index, name in declared:
        source = anchors[index].id
        if source in found.kept:
            continue
        fact = facts.symbols[index]
        span = Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)
        targets = sorted(it.id for it in foreign.symbols(name) if it.id != source)
        if len(targets) == 1:
            # that the two are linked with each other is not written anywhere
            evidence = Evidence(found.path, span, Method.FOREIGN, Confidence.INFERRED)
            edges.append(Edge(EdgeKind.REFERENCES, source, targets[0], evidence))
        elif targets:
            still_open.append(
                OpenReference(
                    ReferenceState.AMBIGUOUS, ReferenceKind.VALUE, fact.name, source, span, SEVERAL, tuple(targets)
                )
            )
    depends = found.depends or Dependencies("", b"", b"", b"")
    asked = pack(name_key(C, name) for _, name in declared)
    depends = depends._replace(bodies=depends.bodies + asked)
    if not found.kept:
        depends = depends._replace(gives=_with(depends.gives, gives))
    still_open.sort(key=lambda one: one.span)
    return replace(found, edges=tuple(edges), open=tuple(still_open), anchors=anchors, depends=depends)


def _with(packed: bytes, more: dict[int, int]) -> bytes:
    """Add keys and fingerprints to others."""
    numbers = array("I", packed)
    return pack_pairs({**dict(zip(numbers[::2], numbers[1::2], strict=True)), **more})
