"""The first steps of a graph expansion, put together of what is known of each symbol by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.identity import NodeId


class Steps(NamedTuple):
    """Where the first steps from some symbols lead, by symbol, in order, one entry a step.

    What `whole` does not name may have more steps than stand here.
    """

    far: Mapping[NodeId, Sequence[NodeId]]
    whole: frozenset[NodeId]


def engine_order(one: str) -> tuple[str, str, str, str]:
    """Give what sorts ids as the engine does: by the third part of a UUID, then the second, the first and the rest."""
    return one[12:16], one[8:12], one[:8], one[16:]


def steps_of(asked: Iterable[NodeId], far: Mapping[NodeId, Sequence[NodeId]], limit: int) -> Steps:
    """Say what a query for the first `limit` steps tells of the symbols it asked for: `far`, in the engine's order.

    The last symbol that has some may have more, and those that follow it, too; nobody asks for more than `limit`.
    """
    if sum(map(len, far.values())) < limit:
        return Steps(far, frozenset(asked))
    last, steps = list(far.items())[-1]
    before = {one for one in asked if engine_order(one) < engine_order(last)}
    return Steps(far, frozenset({*before, last} if len(steps) >= limit else before))


def first_ends(
    symbols: Iterable[NodeId], far: Mapping[NodeId, Sequence[NodeId]], limit: int
) -> dict[NodeId, list[NodeId]] | None:
    """Give where the first `limit` steps from symbols lead, each end once and no symbol itself; None if one is unknown.

    :param far: the first `limit` steps of each symbol, or all.
    """
    ends: dict[NodeId, list[NodeId]] = {}
    left = limit
    for one in sorted(symbols, key=engine_order):
        if not left:
            break
        if one not in far:
            return None
        steps = far[one][:left]
        left -= len(steps)
        ends[one] = [end for end in dict.fromkeys(steps) if end != one]
    return ends
