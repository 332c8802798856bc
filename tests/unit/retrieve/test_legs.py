"""Legs run side by side; one that is late or broken is left out by name."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreError
from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.legs.running import run_legs
from codegraph.retrieve.query import analyse

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.model import Query

ID = NodeId.of("legs", "one")
DEADLINES = {"good": 60_000.0, "other": 60_000.0, "late": 1.0}


class FakeLeg:
    def __init__(self, name: str, search: Callable[[], Finds]) -> None:
        self.name = name
        self._search = search

    def search(self, query: Query, k: int, deadline: float) -> Finds:
        assert query.text == "question"
        assert k == 7
        assert deadline > 0
        return self._search()


def good() -> Finds:
    return Finds([(ID, 1.0)])


def nothing() -> Finds:
    return Finds([])


def test_each_leg_gives_what_it_found() -> None:
    outcome = run_legs([FakeLeg("good", good), FakeLeg("other", nothing)], analyse("question"), 7, DEADLINES)
    assert outcome.found == {"good": Finds([(ID, 1.0)]), "other": Finds([])}
    assert outcome.failed == {}
    assert set(outcome.took_ms) == {"good", "other"}


def test_legs_run_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=60)

    def meet() -> Finds:
        both.wait()
        return Finds([])

    outcome = run_legs([FakeLeg("good", meet), FakeLeg("other", meet)], analyse("question"), 7, DEADLINES)
    assert outcome.failed == {}


def test_one_search_after_the_other_runs_in_the_same_threads() -> None:
    threads: set[int] = set()

    def note() -> Finds:
        threads.add(threading.get_ident())
        return good()

    for _ in range(50):
        run_legs([FakeLeg("good", note), FakeLeg("other", note)], analyse("question"), 7, DEADLINES)
    # a thread may still be on its way back when the next search begins
    assert len(threads) < 20


def test_a_late_leg_is_left_out_and_nobody_waits_for_it() -> None:
    released = threading.Event()

    def wait() -> Finds:
        released.wait(timeout=60)
        return good()

    outcome = run_legs([FakeLeg("late", wait), FakeLeg("good", good)], analyse("question"), 7, DEADLINES)
    released.set()
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"late": "no answer within 1 ms"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [(StoreError("the store is busy"), "the store is busy"), (ZeroDivisionError("oops"), "ZeroDivisionError: oops")],
)
def test_a_failing_leg_is_left_out_with_the_reason(error: Exception, reason: str) -> None:
    def fail() -> Finds:
        raise error

    outcome = run_legs([FakeLeg("other", fail), FakeLeg("good", good)], analyse("question"), 7, DEADLINES)
    assert outcome.found == {"good": Finds([(ID, 1.0)])}
    assert outcome.failed == {"other": reason}
