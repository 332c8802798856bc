"""One evaluation against an earlier one."""

from __future__ import annotations

from typing import Any

import pytest

from codegraph.errors import UsageError
from codegraph.evaluation.comparing import compare
from codegraph.evaluation.summary import percentile


def document(*answers: tuple[str, float], recall: float = 1.0) -> dict[str, Any]:
    return {
        "answers": [
            {"query": query, "ndcg10": figure, "mrr": figure, "recall10": 1.0, "context": {"500": {"recall": recall}}}
            for query, figure in answers
        ]
    }


def test_nothing_changed_is_not_worse() -> None:
    same = document(("a", 0.5), ("b", 1.0))
    found = compare(same, same, source="old")
    assert not found["worse"]
    assert found["changed"] == []
    assert [figure["name"] for figure in found["figures"]] == ["ndcg10", "mrr", "recall10", "context 500"]


def test_a_mean_may_fall_by_the_tolerance_and_no_more() -> None:
    before = document(("a", 0.5))
    assert not compare(document(("a", 0.49)), before, source="old", tolerance=0.01)["worse"]
    found = compare(document(("a", 0.489)), before, source="old", tolerance=0.01)
    assert found["worse"]
    assert [figure["name"] for figure in found["figures"] if figure["worse"]] == ["ndcg10", "mrr"]
    assert compare(document(("a", 0.5), recall=0.5), before, source="old")["worse"]
    assert not compare(document(("a", 0.9)), before, source="old")["worse"]


def test_only_questions_of_both_count() -> None:
    found = compare(document(("a", 0.5), ("new", 0.0)), document(("a", 0.5), ("gone", 1.0)), source="old")
    assert (found["questions"], found["only_now"], found["only_before"]) == (1, 1, 1)
    assert not found["worse"]


def test_what_changed_is_listed_the_greatest_fall_first() -> None:
    before = document(("a", 0.5), ("b", 1.0), ("c", 0.5), ("d", 0.7))
    now = document(("a", 0.6), ("b", 0.2), ("c", 0.3), ("d", 0.7))
    changed = compare(now, before, source="old")["changed"]
    assert [(one["query"], one["before"], one["now"]) for one in changed] == [
        ("b", 1.0, 0.2),
        ("c", 0.5, 0.3),
        ("a", 0.5, 0.6),
    ]


@pytest.mark.parametrize(
    "before",
    [None, [], {}, {"answers": 3}, {"answers": [3]}, {"answers": [{"query": "a"}]},
     {"answers": [{"query": "a", "ndcg10": "x", "mrr": 0, "recall10": 0, "context": {}}]}],
)  # fmt: skip
def test_what_is_no_evaluation_is_refused(before: object) -> None:
    with pytest.raises(UsageError, match="old: is no evaluation") as caught:
        compare(document(("a", 0.5)), before, source="old")
    assert "--save" in caught.value.hint


def test_other_questions_are_refused() -> None:
    with pytest.raises(UsageError, match="no question in common"):
        compare(document(("a", 0.5)), document(("b", 0.5)), source="old")


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(number) for number in range(20, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([7.0], 0.95)) == (10.0, 19.0, 7.0)
