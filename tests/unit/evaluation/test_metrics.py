"""The figures by which a search is judged."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.evaluation.metrics import Place, ndcg, rank_of, recall, reciprocal_rank

HITS = [Place("src/a.rs", 1, 9), Place("src/b.rs", 10, 20), Place("src/a.rs", 30, 40), Place("c.rs", 1, 5)]
PLACES = st.builds(
    lambda name, start, length: Place(f"src/{name}.rs", start, start + length),
    st.sampled_from("abcdef"),
    st.integers(1, 50),
    st.integers(0, 30),
)


def test_a_target_without_lines_is_its_whole_file() -> None:
    assert rank_of(HITS, Place("src/b.rs")) == 2
    assert rank_of(HITS, Place("src/d.rs")) == 0


def test_lines_have_to_overlap() -> None:
    assert rank_of(HITS, Place("src/a.rs", 40, 50)) == 3
    assert rank_of(HITS, Place("src/a.rs", 10, 29)) == 0


def test_paths_may_begin_at_another_folder_but_not_within_a_name() -> None:
    assert rank_of(HITS, Place("project/src/b.rs")) == 2
    assert rank_of(HITS, Place("b.rs")) == 2
    assert rank_of(HITS, Place("rs")) == 0
    assert rank_of([Place("src/ab.rs")], Place("b.rs")) == 0


def test_only_ten_hits_count() -> None:
    hits = [Place(f"{number}.rs") for number in range(20)]
    assert rank_of(hits, Place("9.rs")) == 10
    assert rank_of(hits, Place("10.rs")) == 0
    assert rank_of(hits, Place("10.rs"), cut=20) == 11


def test_known_figures() -> None:
    targets = [Place("src/b.rs"), Place("c.rs"), Place("nowhere.rs")]
    ideal = 1 + 1 / log2(3) + 1 / log2(4)
    assert ndcg(HITS, targets) == pytest.approx((1 / log2(3) + 1 / log2(5)) / ideal)
    assert reciprocal_rank(HITS, targets) == 0.5
    assert recall(HITS, targets) == pytest.approx(2 / 3)
    assert reciprocal_rank(HITS, [Place("nowhere.rs")]) == 0.0


@given(st.lists(PLACES, max_size=30), st.lists(PLACES, min_size=1, max_size=12))
def test_figures_are_shares(hits: list[Place], targets: list[Place]) -> None:
    for figure in (ndcg, reciprocal_rank, recall):
        assert 0.0 <= figure(hits, targets) <= 1.0


@given(st.lists(st.builds(Place, st.sampled_from([f"{name}.rs" for name in "abcdef"])), min_size=1, unique=True))
def test_targets_at_the_top_are_perfect(targets: list[Place]) -> None:
    assert ndcg(targets, targets) == pytest.approx(1.0)
    assert (reciprocal_rank(targets, targets), recall(targets, targets)) == (1.0, 1.0)


def test_a_place_is_written_as_users_write_it() -> None:
    assert [str(one) for one in (Place("a.rs"), Place("a.rs", 3, 3), Place("a.rs", 3, 9))] == [
        "a.rs",
        "a.rs:3",
        "a.rs:3-9",
    ]
