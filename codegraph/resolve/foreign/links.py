"""Adds to the edges of a Rust file those to what another language, or another crate, defines.

These are declarations of symbols of C with their definitions, and impls of the traits that are made from services of
Protobuf.
"""

from __future__ import annotations

import re
from array import array
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
from codegraph.resolve.asked import NOBODY, joined, pack_asked
from codegraph.resolve.foreign.tables import C, services_key
from codegraph.resolve.scoped.modules import name_key
from codegraph.resolve.tracking import pack, pack_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.identity import NodeId
    from codegraph.model import Facts, FileEdges, Reference, SymbolFact
    from codegraph.resolve.foreign.tables import Foreign, Service

SEVERAL = "several-definitions"
# `say_hello` for `SayHello`, as code generators write it
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SERVER = "_server"


def linked(found: FileEdges, facts: Facts, foreign: Foreign) -> FileEdges:
    """Add these edges, and what others may ask of what the file offers."""
    gives = foreign.gives(found.path)
    links = _Links(found, facts, foreign)
    links.declarations()
    links.services()
    if not gives and not links.keys:
        return found
    depends = found.depends or Dependencies("", b"", b"", b"")
    if links.keys:
        keys = sorted(links.keys)
        asked = joined(depends.asked, pack_asked({NOBODY: keys}), ())
        depends = depends._replace(bodies=depends.bodies + pack(keys), asked=asked)
    if depends.gives or not found.kept:
        depends = depends._replace(gives=_with(depends.gives, gives))
    still_open = tuple(sorted(links.open, key=lambda one: one.span))
    return found._replace(edges=tuple(links.edges), open=still_open, depends=depends)


class _Links:
    """The edges and open references of a file, with those that are added, and the keys of what was asked for."""

    def __init__(self, found: FileEdges, facts: Facts, foreign: Foreign) -> None:
        self.edges = [*found.edges]
        self.open = [*found.open]
        self.keys: set[int] = set()
        self._found = found
        self._facts = facts
        self._foreign = foreign

    def _add(self, kind: EdgeKind, source: NodeId, target: NodeId, span: Span) -> None:
        # that the two are put together is written nowhere: they bear the name that they would have
        evidence = Evidence(self._found.path, span, Method.FOREIGN, Confidence.INFERRED)
        self.edges.append(Edge(kind, source, target, evidence))

    def declarations(self) -> None:
        """Join the declarations of symbols of C with the one definition that there is here."""
        found = self._found
        for index, name in self._foreign.declared(found.path):
            self.keys.add(name_key(C, name))
            source = found.anchors[index].id
            if source in found.kept:
                continue
            fact = self._facts.symbols[index]
            targets = sorted(it.id for it in self._foreign.symbols(name) if it.id != source)
            if len(targets) == 1:
                self._add(EdgeKind.REFERENCES, source, targets[0], _name_of(fact))
            elif targets:
                one = (ReferenceState.AMBIGUOUS, ReferenceKind.VALUE, fact.name, source, _name_of(fact), SEVERAL)
                self.open.append(OpenReference(*one, tuple(targets)))

    def services(self) -> None:
        """Join impls with the services of which their traits are made, where these are not in the repository."""
        impls = {n: fact.trait for n, fact in enumerate(self._facts.symbols) if fact.trait}
        if not impls:
            return
        imported = {it.alias: it.text for it in self._facts.references.imports()}
        found = {number: name for number, text in impls.items() if (name := _service_of(text, imported))}
        if not found:
            return
        self.keys.update(map(services_key, found.values()))
        for reference in self._facts.references:
            if reference.kind is ReferenceKind.IMPL_TRAIT and reference.symbol in found:
                services = self._foreign.services(found[reference.symbol])
                if len(services) == 1 and not self._is_resolved(reference):
                    self._implemented(reference, services[0])

    def _is_resolved(self, reference: Reference) -> bool:
        return any(
            edge.kind is EdgeKind.IMPLEMENTS and edge.evidence.span.start == reference.start for edge in self.edges
        )

    def _implemented(self, reference: Reference, service: Service) -> None:
        anchors, kept, symbols = self._found.anchors, self._found.kept, self._facts.symbols
        around = anchors[reference.symbol].id
        if around not in kept:
            own = {it.start for it in self._facts.references if it.kind is ReferenceKind.IMPL_TYPE}
            types = [it.dst for it in self.edges if it.src == around and it.evidence.span.start in own]
            span = Span(reference.start, reference.end, reference.line, reference.line)
            self._add(EdgeKind.IMPLEMENTS, types[0] if len(types) == 1 else around, service.ident, span)
            self.open = [it for it in self.open if it.span != span]
        methods = {_snake(name): ident for name, ident in service.methods}
        for index, fact in enumerate(symbols):
            if fact.parent == reference.symbol and fact.name in methods and anchors[index].id not in kept:
                self._add(EdgeKind.OVERRIDES, anchors[index].id, methods[fact.name], _name_of(fact))


def _service_of(trait: str, imported: Mapping[str, str]) -> str:
    """Give the name of the service that a trait is made of, by the module that generators put it in; else nothing."""
    head, separator, rest = trait.partition("::")
    path = f"{imported.get(head, head)}{separator}{rest}".split("::")
    return path[-1] if path[-2:-1] == [f"{_snake(path[-1])}{_SERVER}"] else ""


def _snake(name: str) -> str:
    return _HUMP.sub("_", name).lower()


def _name_of(fact: SymbolFact) -> Span:
    return Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)


def _with(packed: bytes, more: dict[int, int]) -> bytes:
    """Add keys and fingerprints to others."""
    numbers = array("I", packed)
    return pack_pairs({**dict(zip(numbers[::2], numbers[1::2], strict=True)), **more})
