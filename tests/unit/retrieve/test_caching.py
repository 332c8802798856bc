"""Answers are kept for one revision, within a bound, and each is found out once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import hypothesis
import hypothesis.strategies as st
import pytest

from codegraph.errors import StoreError
from codegraph.retrieve.caching import AnswerCache

if TYPE_CHECKING:
    from collections.abc import Callable


class Answer(NamedTuple):
    revision: int = 1
    ranked: tuple[str, ...] = ("hit",)
    degraded: tuple[str, ...] = ()


def counted(answer: Answer) -> tuple[Callable[[], Answer], list[int]]:
    """Make a maker of answers that counts its calls."""
    calls: list[int] = []

    def make() -> Answer:
        calls.append(1)
        return answer

    return make, calls


def test_a_question_asked_again_is_answered_from_memory_until_the_index_changes() -> None:
    cache: AnswerCache[Answer] = AnswerCache(10)
    make, calls = counted(Answer())
    assert cache.get(1, "a", make) == (Answer(), False)
    assert cache.get(1, "a", make) == (Answer(), True)
    assert cache.get(1, "b", make)[1] is False
    assert cache.get(2, "a", make)[1] is False
    # an answer of revision 1 says nothing about revision 2
    assert cache.get(2, "a", make)[1] is False
    assert len(calls) == 4


@pytest.mark.parametrize(
    "answer", [Answer(degraded=("dense: late",)), Answer(ranked=("hit",) * 11), Answer(revision=2)]
)
def test_what_is_degraded_too_large_or_of_another_revision_is_not_kept(answer: Answer) -> None:
    cache: AnswerCache[Answer] = AnswerCache(10)
    make, calls = counted(answer)
    assert [cache.get(1, "a", make)[1] for _ in range(2)] == [False, False]
    assert len(calls) == 2


@hypothesis.given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=60))
def test_what_is_kept_is_bounded_and_the_latest(asked: list[tuple[int, int]]) -> None:
    cache: AnswerCache[Answer] = AnswerCache(20)
    weights: dict[int, int] = {}
    for key, length in asked:
        answer = Answer(ranked=("hit",) * weights.setdefault(key, length))
        found, _ = cache.get(1, key, lambda answer=answer: answer)  # type: ignore[misc]
        assert found == answer
    latest: list[int] = []
    for key, _ in reversed(asked):
        if key not in latest:
            latest.append(key)
    total = 0
    for key in latest:
        total += 1 + weights[key]
        if total > 20:
            break
        assert cache.get(1, key, pytest.fail)[1] is True


def test_a_revision_that_is_only_likely_is_looked_at_before_a_kept_answer_is_given() -> None:
    cache: AnswerCache[Answer] = AnswerCache(10)
    assert cache.get(1, "a", Answer, sure=pytest.fail) == (Answer(), False)
    assert cache.get(1, "a", pytest.fail, sure=lambda: 1) == (Answer(), True)
    later = Answer(revision=2)
    assert cache.get(1, "a", lambda: later, sure=lambda: 2) == (later, False)
    assert cache.get(2, "a", pytest.fail, sure=lambda: 2) == (later, True)


def test_threads_that_ask_the_same_find_it_out_once() -> None:
    cache: AnswerCache[Answer] = AnswerCache(10)
    going = threading.Event()
    calls: list[int] = []

    def make() -> Answer:
        calls.append(1)
        assert going.wait(30)
        return Answer(degraded=("not to be kept, and yet to be shared",))

    with ThreadPoolExecutor(9) as threads:
        asked = [threads.submit(cache.get, 1, "a", make) for _ in range(8)]
        other = threads.submit(cache.get, 1, "b", Answer)
        assert other.result(30) == (Answer(), False)
        going.set()
        found = [one.result(30) for one in asked]
    assert {answer.degraded for answer, _ in found} == {("not to be kept, and yet to be shared",)}
    assert sum(not shared for _, shared in found) == len(calls)


def test_who_waits_for_one_that_fails_asks_by_itself() -> None:
    cache: AnswerCache[Answer] = AnswerCache(10)
    begun, going = threading.Event(), threading.Event()

    def fail() -> Answer:
        begun.set()
        assert going.wait(30)
        message = "broken on purpose"
        raise StoreError(message)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache.get, 1, "a", fail)
        assert begun.wait(30)
        second = threads.submit(cache.get, 1, "a", Answer)
        going.set()
        assert second.result(30) == (Answer(), False)
        with pytest.raises(StoreError, match="broken on purpose"):
            first.result(30)
