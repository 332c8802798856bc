"""The symbols and edges of one macro call's expansion, placed in the file that holds the call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import (
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    Method,
    Span,
    Symbol,
)

if TYPE_CHECKING:
    from codegraph.resolve.expander import MacroPlace
    from codegraph.resolve.generated import Generated
    from codegraph.resolve.items import Item

GENERATED = "generated"


class Place(NamedTuple):
    """Where a token of an expansion stands in the source: its own place, or the macro call's.

    In the latter case `writer` tells which macro's body holds the token, and where.
    """

    span: Span
    writer: MacroPlace | None


def place_of(made: Generated, start: int, end: int) -> Place:
    """Give the place of the bytes [start, end) of an expansion."""
    at = made.place(start)
    call = made.call
    if not isinstance(at, int):
        width = len(call.path.rsplit("::", 1)[-1].encode("utf-8", "surrogatepass"))
        return Place(Span(call.start, call.start + width, call.span.start_line, call.span.start_line), at)
    line = made.line(at)
    return Place(Span(at, at + end - start, line, line), None)


def symbols_of(made: Generated, path: str, qualified: dict[Item, str]) -> tuple[Symbol, ...]:
    """Describe the symbols that a macro call makes."""
    found = []
    for fact, item in zip(made.facts.symbols[1:], made.file.items[1:], strict=True):
        parent = item.parent
        name = f"{_qualified(parent, qualified)}::{fact.name}" if parent is not None else fact.name
        qualified[item] = name
        place = place_of(made, fact.name_start, fact.name_end)
        found.append(
            Symbol(
                id=item.id,
                kind=item.kind,
                name=fact.name,
                qualified_name=name,
                path=path,
                language="rust",
                span=made.call.span,
                name_line=place.span.start_line,
                parent=parent.id if parent is not None else None,
                signature=fact.signature,
                docs=fact.docs,
                visibility=fact.visibility,
                attributes=fact.attributes,
                cfg=fact.cfg,
                modifiers=(*fact.modifiers, GENERATED),
                complexity=fact.complexity,
            ),
        )
    return tuple(found)


def _qualified(item: Item, known: dict[Item, str]) -> str:
    name = known.get(item)
    if name is None:
        name = f"{_qualified(item.parent, known)}::{item.name}" if item.parent is not None else item.name
        known[item] = name
    return name


def expands_to(made: Generated, path: str) -> list[Edge]:
    """Join the macro with what its call makes."""
    call = made.call
    span = place_of(made, -1, -1).span
    span = Span(call.start, span.end, span.start_line, span.end_line)
    evidence = Evidence(path, span, Method.SYNTAX, Confidence.EXACT)
    return [
        Edge(EdgeKind.EXPANDS_TO, made.expanded.macro.id, item.id, evidence)
        for fact, item in zip(made.facts.symbols[1:], made.file.items[1:], strict=True)
        if fact.parent == 0
    ]
