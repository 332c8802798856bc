"""Legs run one after another, and nobody waits for one that is late; that and a broken one are left out by name."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreError
from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.legs.running import Outcome, in_time, run_legs
from codegraph.retrieve.query import analyse

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.model import Query
    from codegraph.retrieve.legs.running import Watch

ID = NodeId.of("legs", "one")
DEADLINES = {"good": 60_000.0, "other": 60_000.0, "late": 1.0, "later": 2.0}


class FakeLeg:
    def __init__(self, name: str, search: Callable[[], Finds]) -> None:
        self.name = name
        self._search = search

    def search(self, query: Query, k: int) -> Finds:
        assert query.text == "question"
        assert k == 7
        return self._search()


def outcome_of(*legs: FakeLeg) -> Outcome:
    return in_time(lambda watch: run_legs(legs, analyse("question"), 7, DEADLINES, watch))


def good() -> Finds:
    return Finds([(ID, 1.0)])


def nothing() -> Finds:
    return Finds([])


def test_each_leg_gives_what_it_found() -> None:
    outcome = outcome_of(FakeLeg("good", good), FakeLeg("other", nothing))
    assert outcome.found == {"good": Finds([(ID, 1.0)]), "other": Finds([])}
    assert outcome.failed == {}
    assert set(outcome.took_ms) == {"good", "other"}


def test_a_search_and_the_next_run_in_one_thread_that_is_not_the_caller_s() -> None:
    threads: list[int] = []

    def note() -> Finds:
        threads.append(threading.get_ident())
        return good()

    for _ in range(50):
        outcome_of(FakeLeg("good", note), FakeLeg("other", note))
    assert threads[::2] == threads[1::2]
    assert threading.get_ident() not in threads
    # a thread may still be on its way back when the next search begins
    assert len(set(threads)) < 10


def test_a_late_leg_is_left_out_and_nobody_waits_for_it() -> None:
    released = threading.Event()

    def wait() -> Finds:
        released.wait(timeout=60)
        return good()

    outcome = outcome_of(FakeLeg("late", wait), FakeLeg("good", good))
    released.set()
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"late": "no answer within 1 ms"}
    assert outcome.took_ms["late"] == 1.0


def test_several_late_legs_are_left_out_one_after_the_other() -> None:
    released = threading.Event()
    searches: list[Watch] = []

    def wait() -> Finds:
        released.wait(timeout=60)
        return good()

    def search(watch: Watch) -> Outcome:
        searches.append(watch)
        # what is asked later has another leg
        first = run_legs([FakeLeg("late", wait), FakeLeg("good", good)], analyse("question"), 7, DEADLINES, watch)
        return run_legs([FakeLeg("later", wait)], analyse("question"), 7, DEADLINES, watch)._replace(found=first.found)

    outcome = in_time(search)
    released.set()
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"later": "no answer within 2 ms"}
    assert [set(watch.late) for watch in searches] == [set(), {"late"}, {"late", "later"}]


def test_a_search_that_was_given_up_ends_after_its_leg() -> None:
    released, ended = threading.Event(), threading.Event()
    after: list[str] = []

    def wait() -> Finds:
        released.wait(timeout=60)
        return good()

    def search(watch: Watch) -> Outcome:
        try:
            outcome = run_legs([FakeLeg("late", wait)], analyse("question"), 7, DEADLINES, watch)
            after.append(outcome.failed.get("late", "found"))
            return outcome
        finally:
            if not watch.late:
                ended.set()

    in_time(search)
    released.set()
    assert ended.wait(timeout=60)
    assert after == ["no answer within 1 ms"]


def test_what_a_search_raises_reaches_who_asked() -> None:
    def search(_: Watch) -> Outcome:
        message = "nothing could answer"
        raise StoreError(message)

    with pytest.raises(StoreError, match="nothing could answer"):
        in_time(search)


class Panic(BaseException):
    """As the engines raise it."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (StoreError("the store is busy"), "the store is busy"),
        (ZeroDivisionError("oops"), "ZeroDivisionError: oops"),
        (Panic("it broke"), "Panic: it broke"),
    ],
)
def test_a_failing_leg_is_left_out_with_the_reason(error: BaseException, reason: str) -> None:
    def fail() -> Finds:
        raise error

    outcome = outcome_of(FakeLeg("other", fail), FakeLeg("good", good))
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"other": reason}
