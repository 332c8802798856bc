"""The first steps of an expansion, put together of what is known of each symbol: what one query would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from codegraph.identity import NodeId, content_hash
from codegraph.store import rows
from codegraph.store.steps import engine_order, first_ends, steps_of
from tests.support.store import empty_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

IDS = sorted((NodeId(content_hash(str(n).encode())) for n in range(6)), key=engine_order)
FAR = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), max_size=5))


def asked(
    graph: Mapping[NodeId, Sequence[NodeId]], limit: int, symbols: Sequence[NodeId]
) -> dict[NodeId, list[NodeId]]:
    """Give what the query gives: the first steps of all in the engine's order."""
    steps = [(near, far) for near in sorted(symbols, key=engine_order) for far in graph.get(near, ())][:limit]
    return {near: [far for one, far in steps if one == near] for near in dict.fromkeys(near for near, _ in steps)}


@given(FAR, st.integers(1, 8), st.lists(st.lists(st.sampled_from(IDS), unique=True), max_size=4))
def test_what_is_put_together_is_what_one_query_gives(
    graph: dict[NodeId, list[NodeId]], limit: int, questions: list[list[NodeId]]
) -> None:
    kept: dict[NodeId, Sequence[NodeId]] = {}
    for symbols in questions:
        ends = first_ends(symbols, kept, limit)
        if ends is None:
            missing = [one for one in symbols if one not in kept]
            found = steps_of(missing, asked(graph, limit, missing), limit)
            ends = first_ends(symbols, {**dict.fromkeys(missing, ()), **found.far, **kept}, limit)
            kept.update((one, found.far.get(one, ())) for one in found.whole)
        whole = asked(graph, limit, symbols)
        told = {one: [end for end in dict.fromkeys(steps) if end != one] for one, steps in whole.items()}
        assert ends is not None
        assert {one: far for one, far in ends.items() if far} == {one: far for one, far in told.items() if far}


def test_the_order_is_the_engines(tmp_path: Path) -> None:
    ids = [content_hash(str(n).encode()) for n in range(300)]
    ids += [f"{ids[0][:at]}{one[at:]}" for one in ids[:20] for at in (4, 8, 12, 16, 24)]
    with empty_store(tmp_path) as store:
        found = store._engine.rows(
            "q[t] <- $ids ?[id] := q[t], id = to_uuid(t) :order id", {"ids": [[it] for it in ids]}
        )
    assert [rows.node_id(row[0]) for row in found] == sorted({*ids}, key=engine_order)
