"""What each stage of a search would have shown alone: one ranking of places for each leg, one fused, one ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.evaluation.metrics import CUT, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.model import Chunk
    from codegraph.retrieve.searching import Found
    from codegraph.store import Store

RANKED, FUSED = "ranked", "fused"
LEGS = ("lexical", "dense", "symbol", "graph", "path")
ROWS = (RANKED, FUSED, *LEGS)
"""What users see, what it was ranked from, and the legs; some find something only for some kinds of questions."""


def rows_of(found: Found, store: Store, cut: int = CUT) -> dict[str, list[Place]]:
    """Give the places of the ranking as it is, and of the fused and of each leg's ranking with one hit a file.

    A leg that found nothing has an empty row, one that is not asked for every question may have none; `cut` is the
    most places in a row.
    """
    rows = {RANKED: [place_of(one.chunk) for one in found.ranked][:cut]}
    chunks = {chunk.id: chunk for chunk in store.chunks([one.id for one in found.fused])}
    rows[FUSED] = _files((chunks[one.id] for one in found.fused if one.id in chunks), cut)
    for leg in dict.fromkeys((*LEGS, *sorted(found.rankings))):
        ranking = sorted(found.rankings.get(leg, ()), key=lambda hit: (-hit[1], hit[0]))
        rows[leg] = _files((chunks[one] for one, _ in ranking if one in chunks), cut)
    return rows


def place_of(chunk: Chunk) -> Place:
    """Give the lines of a chunk."""
    return Place(chunk.path, chunk.span.start_line, chunk.span.end_line)


def _files(chunks: Iterable[Chunk], cut: int) -> list[Place]:
    first: dict[str, Place] = {}
    for chunk in chunks:
        first.setdefault(chunk.path, place_of(chunk))
    return list(first.values())[:cut]
