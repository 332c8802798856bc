"""What of a changed file the store has already: symbols and chunks of pieces that were taken over.

Their rows say what they said; at most they stand elsewhere. So nothing of them is made, read or compared.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Stays
from codegraph.resolve.binding import bind_chunks, bind_ids
from codegraph.resolve.units import RESOLVED_LANGUAGE, DamagedUnitError, read_symbols

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import ChunkFact, Facts
    from codegraph.resolve.binding import Place


class Bound(NamedTuple):
    """The facts of one version of a file, with the ids of its symbols and chunks in their order.

    `heads` are those of its symbols as its unit has them, where that is at hand.
    """

    facts: Facts
    ids: Sequence[NodeId]
    chunk_ids: Sequence[NodeId]
    heads: Sequence[bytes] = ()


class Staying(NamedTuple):
    """The symbols and chunks of a version that stay, by index, each with the index that it had."""

    symbols: Mapping[int, int]
    chunks: Mapping[int, int]


def bind(facts: Facts, place: Place) -> Bound:
    """Give the ids of what is in a file."""
    ids = bind_ids(facts, place)
    return Bound(facts, ids, bind_chunks(facts, ids))


def bind_stored(facts: Facts, place: Place, unit: bytes) -> Bound:
    """Give what `bind` does, of a version that is stored at this place with its unit."""
    if facts.language == RESOLVED_LANGUAGE and unit:
        with suppress(DamagedUnitError):
            ids, heads = read_symbols(unit)
            if len(ids) == len(facts.symbols):
                return Bound(facts, ids, bind_chunks(facts, ids), heads)
    return bind(facts, place)


def staying(now: Bound, before: Bound, same: Mapping[int, int]) -> Staying:
    """Find what stays of a version that is stored.

    `same` are the symbols that were taken over from it, with the indices that they had there. Of symbols that nothing
    but their number tells apart, one may have another id now. All chunks of a symbol that stays do so, too.
    """
    symbols = {
        at: was
        for at, was in same.items()
        if now.ids[at] == before.ids[was] and _around(now, at) == _around(before, was)
    }
    chunks: dict[int, int] = {}
    was_at = {ident: at for at, ident in enumerate(before.chunk_ids)}
    for at, (ident, one) in enumerate(zip(now.chunk_ids, now.facts.chunks, strict=True)):
        symbol, was = symbols.get(one.symbol), was_at.get(ident)
        if symbol is None:
            continue
        if was is not None and _is_same(now, at, before, was, symbol):
            chunks[at] = was
        else:
            del symbols[one.symbol]
    return Staying(symbols, chunks)


def told(now: Bound, before: Bound, known: Staying) -> Stays:
    """Say what stays as the store is told."""
    symbols, chunks = known
    kept, kept_chunks = set(symbols.values()), set(chunks.values())
    places = ((now.ids[at], now.facts.symbols[at], before.facts.symbols[was]) for at, was in symbols.items())
    return Stays(
        Counter(now.facts.symbols[at].kind.value for at in symbols),
        len(chunks),
        [[ident, *one.span, one.name_line] for ident, one, other in places if one.span != other.span],
        [ident for at, ident in enumerate(before.ids) if at not in kept],
        [ident for at, ident in enumerate(before.chunk_ids) if at not in kept_chunks],
    )


def _around(bound: Bound, at: int) -> NodeId:
    return bound.ids[bound.facts.symbols[at].parent]


def _is_same(now: Bound, at: int, before: Bound, was: int, symbol: int) -> bool:
    """Tell whether a chunk is one of the version before, of the symbol that was this one, and stands in it as then."""
    one, other = now.facts.chunks[at], before.facts.chunks[was]
    if other.symbol != symbol or not _stands_so(now, one, before, other):
        return False
    return _chunk_around(now, one.parent) == _chunk_around(before, other.parent)


def _stands_so(now: Bound, one: ChunkFact, before: Bound, other: ChunkFact) -> bool:
    """Tell whether a chunk stands in its symbol as another one does; most are the whole symbol."""
    around, then = now.facts.symbols[one.symbol].span, before.facts.symbols[other.symbol].span
    whole = one.span == around
    return whole == (other.span == then) and (whole or one.span.within(around) == other.span.within(then))


def _chunk_around(bound: Bound, at: int) -> NodeId | None:
    return bound.chunk_ids[at] if at >= 0 else None
