"""Several rankings made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Finds, Fused, Fusion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

IDS = [NodeId.of("fuse", str(number)) for number in range(12)]
ASIDE = [NodeId.of("aside", str(number)) for number in range(6)]
LEGS = st.sampled_from(["dense", "graph", "lexical", "symbol"])


def finds(ids: list[NodeId]) -> st.SearchStrategy[list[tuple[NodeId, float]]]:
    return st.lists(st.tuples(st.sampled_from(ids), st.floats(allow_nan=True)), max_size=12)


RANKINGS = st.dictionaries(LEGS, st.builds(Finds, finds(IDS), finds(ASIDE)), max_size=4)
WEIGHTS = {"dense": 0.5, "graph": 0.1, "lexical": 1.0, "symbol": 1.0}


def fuse(rankings: Mapping[str, Finds], weights: Mapping[str, float], **constants: float) -> list[Fused]:
    fusion = Fusion(weights, **constants)
    fusion.add(rankings)
    return whole(fusion)


def whole(fusion: Fusion) -> list[Fused]:
    return fusion.fused(fusion.order())


@given(RANKINGS, st.integers(1, 12))
def test_the_best_are_the_first_that_do_not_stand_aside(rankings: dict[str, Finds], count: int) -> None:
    fusion = Fusion(WEIGHTS)
    fusion.add(rankings)
    assert fusion.best(count) == [(one.id, one.score) for one in whole(fusion) if not one.aside][:count]


@given(RANKINGS, RANKINGS)
def test_rankings_may_come_in_one_after_the_other(first: dict[str, Finds], more: dict[str, Finds]) -> None:
    fusion = Fusion(WEIGHTS)
    fusion.add(first)
    fusion.add({name: found for name, found in more.items() if name not in first})
    at_once = {one.id: one for one in fuse({**more, **first}, WEIGHTS)}
    assert {one.id: one.parts for one in whole(fusion)} == {one.id: one.parts for one in at_once.values()}
    assert all(one.score == pytest.approx(at_once[one.id].score) for one in whole(fusion))


@given(RANKINGS, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(rankings: dict[str, Finds], random: Random) -> None:
    shuffled = list(rankings.items())
    random.shuffle(shuffled)
    mixed = {name: Finds(*(sorted(part, key=lambda _: random.random()) for part in found)) for name, found in shuffled}
    assert fuse(mixed, WEIGHTS) == fuse(rankings, WEIGHTS)


@given(RANKINGS)
def test_fusing_what_was_fused_keeps_its_order(rankings: dict[str, Finds]) -> None:
    fused = fuse(rankings, WEIGHTS)
    again = fuse({"fused": Finds([(one.id, one.score) for one in fused])}, {"fused": 1.0})
    assert _ids(again) == _ids(fused)


@given(RANKINGS)
def test_each_chunk_stands_once_best_first_with_ties_by_id(rankings: dict[str, Finds]) -> None:
    fused = fuse(rankings, WEIGHTS)
    keys = [(-one.score, one.id) for one in fused]
    assert keys == sorted(keys)
    assert len(set(_ids(fused))) == len(fused)


@given(RANKINGS)
def test_the_parts_add_up_to_the_score(rankings: dict[str, Finds]) -> None:
    for one in fuse(rankings, WEIGHTS):
        assert one.score == pytest.approx(sum(part.adds for part in one.parts.values()))


def test_a_better_rank_adds_more_and_the_first_adds_the_weight() -> None:
    first, second, third = fuse({"lexical": Finds([(IDS[0], 3.0), (IDS[1], 2.0), (IDS[2], 1.0)])}, {"lexical": 2.0})
    assert _ids([first, second, third]) == IDS[:3]
    assert first.score == pytest.approx(2.0)
    assert first.score > second.score > third.score > 0


def test_ranks_alone_are_reciprocal_rank_fusion() -> None:
    rankings = {"a": Finds([(IDS[0], 9.0), (IDS[1], 1.0)]), "b": Finds([(IDS[1], 9.0)])}
    fused = fuse(rankings, {"a": 1.0, "b": 1.0}, constant=60, score_share=0.0)
    assert [one.score for one in fused] == pytest.approx([61 / 62 + 1.0, 1.0])
    assert _ids(fused) == [IDS[1], IDS[0]]


def test_a_ranking_without_weight_and_scores_that_are_no_numbers_add_nothing() -> None:
    numbers = [(IDS[0], float("nan")), (IDS[1], float("inf")), (IDS[2], 1.0)]
    rankings = {"lexical": Finds(numbers), "other": Finds([(IDS[3], 1.0)])}
    assert _ids(fuse(rankings, {"lexical": 1.0})) == [IDS[2]]


@given(RANKINGS)
def test_what_stands_aside_changes_nothing_for_the_others(rankings: dict[str, Finds]) -> None:
    alone = fuse({name: Finds(found.main) for name, found in rankings.items()}, WEIGHTS)
    assert [one for one in fuse(rankings, WEIGHTS) if not one.aside] == alone


def test_what_stands_aside_has_its_rank_among_all() -> None:
    found = Finds([(IDS[0], 3.0), (IDS[1], 1.0)], [(ASIDE[0], 9.0), (ASIDE[1], 2.0)])
    ranks = {one.id: (one.parts["lexical"].rank, one.aside) for one in fuse({"lexical": found}, WEIGHTS)}
    assert ranks == {IDS[0]: (1, False), IDS[1]: (2, False), ASIDE[0]: (1, True), ASIDE[1]: (3, True)}


def _ids(fused: Sequence[Fused]) -> list[NodeId]:
    return [one.id for one in fused]
