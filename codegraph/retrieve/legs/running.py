"""The legs of a search, each of which finds chunks in its own way, with a deadline.

A leg that is late or fails is left out, and the result says so; the others answer. They run one after another, and the
search around them in the same thread: side by side they waited for each other's turn in the interpreter and had each a
cold cache, which took a sixth of a search. Whoever asked only waits, so that it can give a late leg up.
"""

from __future__ import annotations

import os
import threading
import time
from math import inf
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from codegraph.errors import CodegraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codegraph.model import Query
    from codegraph.retrieve.fuse import Finds

T = TypeVar("T")


class Leg(Protocol):
    """A way of finding chunks."""

    @property
    def name(self) -> str:
        """The leg's name, as it stands in settings, explanations and `degraded`."""
        ...

    def search(self, query: Query, k: int) -> Finds:
        """Find at most k chunks with a score each, higher is better, all in scope, and some that stand aside."""
        ...


class Outcome(NamedTuple):
    """What the legs found, by name; why a leg is missing, by name; and the milliseconds each took."""

    found: Mapping[str, Finds]
    failed: Mapping[str, str]
    took_ms: Mapping[str, float]


class Watch:
    """Which leg a search is in, and until when: kept by the thread that searches, read by the one that waits for it."""

    def __init__(self, late: Mapping[str, float]) -> None:
        """Begin outside of any leg.

        :param late: legs that are left out, for they were late, with the milliseconds that they were given.
        """
        self.late = late
        self._turn = threading.Lock()
        self._leg = ""
        self._allowed_ms = 0.0
        self._until = inf
        self._given_up = False

    def enter(self, leg: str, allowed_ms: float) -> None:
        """Begin a leg."""
        with self._turn:
            self._leg, self._allowed_ms = leg, allowed_ms
            self._until = time.monotonic() + allowed_ms / 1000.0

    def leave(self) -> None:
        """End the leg. Raises GivenUpError where nobody waits for this search any more."""
        with self._turn:
            self._leg, self._until = "", inf
            if self._given_up:
                raise GivenUpError

    def remaining(self) -> float:
        """Give the seconds until the leg is late; infinite outside of legs."""
        return self._until - time.monotonic()

    def give_up(self) -> dict[str, float]:
        """Stop waiting if the leg is late: then gives it, with the milliseconds that it was given."""
        with self._turn:
            self._given_up = time.monotonic() >= self._until
            return {self._leg: self._allowed_ms} if self._given_up else {}


class GivenUpError(Exception):
    """Nobody waits for this search any more."""


class _Workers:
    """Threads that search, one search after another each: a new thread costs more than a search does, by its database.

    There is always one more: those that are late keep theirs for as long as they take.
    """

    def __init__(self) -> None:
        self.forget()
        if hasattr(os, "register_at_fork"):
            # a child process has none of the threads
            os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Begin without a thread."""
        self._idle: SimpleQueue[SimpleQueue[Callable[[], None]]] = SimpleQueue()

    def run(self, work: Callable[[], None]) -> None:
        """Begin some work, which may not raise, in a thread that has nothing to do."""
        try:
            inbox = self._idle.get_nowait()
        except Empty:
            inbox = SimpleQueue()
            threading.Thread(target=self._serve, args=(inbox,), name="codegraph-search", daemon=True).start()
        inbox.put(work)

    def _serve(self, inbox: SimpleQueue[Callable[[], None]]) -> None:
        while True:
            inbox.get()()
            if self._idle.qsize() >= _MOST_IDLE:
                return
            self._idle.put(inbox)


_MOST_IDLE = 16
_WORKERS = _Workers()
# between two looks at a search that is in no leg
_LOOK = 0.05


class _Run(Generic[T]):
    """One search under way, which nobody has to wait for."""

    def __init__(self, search: Callable[[Watch], T], watch: Watch) -> None:
        self._search = search
        self._watch = watch
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._done = threading.Event()
        _WORKERS.run(self._work)

    def wait(self) -> dict[str, float]:
        """Wait until the search is done, or one of its legs is late: then gives that leg; see `Watch.give_up`."""
        while not self._done.wait(min(max(self._watch.remaining(), 0.0), _LOOK)):
            late = self._watch.give_up()
            if late:
                return late
        return {}

    def result(self) -> T:
        """Give what was found, or raise what the search raised."""
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _work(self) -> None:
        try:
            self._results.append(self._search(self._watch))
        # whatever it is belongs to the thread that waits; a panic of the engines is no Exception
        except BaseException as error:  # noqa: BLE001
            self._error = error
        self._done.set()


def in_time(search: Callable[[Watch], T]) -> T:
    """Search in another thread; where a leg is late, all is done again without it. Raises what the search raises.

    :param search: runs its legs by `run_legs`, with the watch that it is given.
    """
    late: dict[str, float] = {}
    while True:
        run = _Run(search, Watch(late))
        missed = run.wait()
        if not missed:
            return run.result()
        late = late | missed


def run_legs(legs: Sequence[Leg], query: Query, k: int, deadlines_ms: Mapping[str, float], watch: Watch) -> Outcome:
    """Run legs one after another, but for those that were late before.

    :param deadlines_ms: for each leg's name the milliseconds it may take.
    """
    found: dict[str, Finds] = {}
    failed: dict[str, str] = {}
    took: dict[str, float] = {}
    for leg in legs:
        name = leg.name
        if name in watch.late:
            failed[name], took[name] = f"no answer within {watch.late[name]:.0f} ms", watch.late[name]
            continue
        began = time.monotonic()
        watch.enter(name, deadlines_ms[name])
        try:
            found[name] = leg.search(query, k)
        except CodegraphError as error:
            failed[name] = f"{error}; {error.hint}" if error.hint else str(error)
        # a broken leg must not take the others with it; it is named. A panic of the engines is no Exception
        except BaseException as error:  # noqa: BLE001
            failed[name] = f"{type(error).__name__}: {error}"
        watch.leave()
        took[name] = round((time.monotonic() - began) * 1000.0, 2)
    return Outcome(found, failed, took)
