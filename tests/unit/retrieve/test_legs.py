"""Legs run one after another in the asker's thread; one that is late or breaks is left out by name."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreError
from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.legs.running import Outcome, beside, run_legs
from codegraph.retrieve.query import analyse
from codegraph.store.time_limit import remaining, time_limit
from tests.support.store import empty_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.model import Query

ID = NodeId.of("legs", "one")
LIMITS = {"good": 60_000.0, "other": 60_000.0, "late": 1.0}
# as long as the engine lets it
ENDLESS = "n[x] := x = 0\nn[x] := n[y], x = y + 1\n?[x] := n[x]"


class FakeLeg:
    def __init__(self, name: str, search: Callable[[], Finds]) -> None:
        self.name = name
        self._search = search

    def search(self, query: Query, k: int) -> Finds:
        assert query.text == "question"
        assert k == 7
        return self._search()


def outcome_of(*legs: FakeLeg) -> Outcome:
    return run_legs(legs, analyse("question"), 7, LIMITS)


def good() -> Finds:
    return Finds([(ID, 1.0)])


def nothing() -> Finds:
    return Finds([])


def test_each_leg_gives_what_it_found() -> None:
    outcome = outcome_of(FakeLeg("good", good), FakeLeg("other", nothing))
    assert outcome.found == {"good": Finds([(ID, 1.0)]), "other": Finds([])}
    assert outcome.failed == {}
    assert set(outcome.took_ms) == {"good", "other"}


def test_legs_run_in_the_thread_of_whoever_asks() -> None:
    threads: list[int] = []

    def note() -> Finds:
        threads.append(threading.get_ident())
        return good()

    outcome_of(FakeLeg("good", note), FakeLeg("other", note))
    assert threads == [threading.get_ident()] * 2


def test_a_leg_whose_query_does_not_end_is_left_out(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        engine = store._engine

        def ask() -> Finds:
            engine.rows(ENDLESS)
            return good()

        # what is asked when the time is over fails as well
        def ask_twice() -> Finds:
            with pytest.raises(StoreError, match="ran out of time"):
                engine.rows(ENDLESS)
            return ask()

        outcome = outcome_of(FakeLeg("late", ask), FakeLeg("good", good))
        assert outcome.found == {"good": Finds([(ID, 1.0)])}
        assert outcome.failed == {"late": "no answer within 1 ms"}
        assert outcome_of(FakeLeg("late", ask_twice)).failed == {"late": "no answer within 1 ms"}
        # and it has no limit any more
        assert engine.rows("?[x] := x = 1") == [[1]]


def test_a_leg_that_is_late_with_what_it_found_is_heard() -> None:
    def late() -> Finds:
        while remaining() > 0.0:
            pass
        return good()

    assert outcome_of(FakeLeg("late", late)).found == {"late": Finds([(ID, 1.0)])}


def test_nobody_waits_for_what_runs_beside_a_leg_for_too_long() -> None:
    released = threading.Event()

    def wait() -> Finds:
        released.wait(timeout=60)
        return good()

    outcome = outcome_of(FakeLeg("late", partial(beside, wait)), FakeLeg("good", good))
    released.set()
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"late": "no answer within 1 ms"}


def test_what_runs_beside_a_leg_is_given_or_raised() -> None:
    def fail() -> Finds:
        raise Panic

    assert beside(good) == Finds([(ID, 1.0)])
    with pytest.raises(Panic):
        beside(fail)


def test_the_shorter_of_two_limits_holds() -> None:
    with time_limit(60.0):
        with time_limit(0.0):
            assert remaining() <= 0.0
            with time_limit(60.0):
                assert remaining() <= 0.0
        assert 0.0 < remaining() <= 60.0


class Panic(BaseException):
    """As the engines raise it."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (StoreError("the store is busy"), "the store is busy"),
        (StoreError("the store is busy", hint="wait"), "the store is busy; wait"),
        (ZeroDivisionError("oops"), "ZeroDivisionError: oops"),
        (Panic("it broke"), "Panic: it broke"),
    ],
)
def test_a_failing_leg_is_left_out_with_the_reason(error: BaseException, reason: str) -> None:
    outcome = outcome_of(FakeLeg("other", partial(_raise, error)), FakeLeg("good", good))
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"other": reason}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_whoever_ends_the_program_during_a_leg_ends_it(error: BaseException) -> None:
    with pytest.raises(type(error)):
        outcome_of(FakeLeg("other", partial(_raise, error)), FakeLeg("good", good))


def _raise(error: BaseException) -> Finds:
    raise error
