"""The legs of a search: each finds chunks in its own way, and all run at the same time, each with a deadline.

A leg that is late or fails is left out, and the result says so; the others answer.
"""

from __future__ import annotations

import os
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Protocol

from codegraph.errors import CodegraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codegraph.model import Query
    from codegraph.retrieve.fuse import Finds


class Leg(Protocol):
    """A way of finding chunks."""

    @property
    def name(self) -> str:
        """The leg's name, as it stands in settings, explanations and `degraded`."""
        ...

    def search(self, query: Query, k: int, deadline: float) -> Finds:
        """Find at most k chunks with a score each, higher is better, all in scope, and some that stand aside.

        :param deadline: the moment, by `time.monotonic`, after which nobody waits for the answer.
        """
        ...


class Outcome(NamedTuple):
    """What the legs found, by name; why a leg is missing, by name; and the milliseconds each took."""

    found: Mapping[str, Finds]
    failed: Mapping[str, str]
    took_ms: Mapping[str, float]


class _Workers:
    """Threads that run legs, one after another each: a new thread costs more than a leg, with its own cold database.

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
            threading.Thread(target=self._serve, args=(inbox,), name="codegraph-leg", daemon=True).start()
        inbox.put(work)

    def _serve(self, inbox: SimpleQueue[Callable[[], None]]) -> None:
        while True:
            inbox.get()()
            if self._idle.qsize() >= _MOST_IDLE:
                return
            self._idle.put(inbox)


_MOST_IDLE = 16
_WORKERS = _Workers()


class _Run:
    """One leg under way beside others, which nobody has to wait for."""

    def __init__(self, leg: Leg, query: Query, k: int, allowed_ms: float) -> None:
        self.leg = leg
        self.allowed_ms = allowed_ms
        self.found: Finds | None = None
        self.error = ""
        self.took_ms = 0.0
        self._query = query
        self._k = k
        self._began = time.monotonic()
        self.deadline = self._began + allowed_ms / 1000.0
        self._done = threading.Event()
        _WORKERS.run(self._search)

    def wait(self) -> None:
        """Wait until the leg is done, or its deadline."""
        if not self._done.wait(max(self.deadline - time.monotonic(), 0.0)):
            self.error = f"no answer within {self.allowed_ms:.0f} ms"
            self.took_ms = self.allowed_ms

    def _search(self) -> None:
        try:
            found = self.leg.search(self._query, self._k, self.deadline)
        except CodegraphError as error:
            self.error = f"{error}; {error.hint}" if error.hint else str(error)
        except Exception as error:  # noqa: BLE001 - a broken leg must not take the others with it; it is named
            self.error = f"{type(error).__name__}: {error}"
        else:
            self.found = found
        self.took_ms = (time.monotonic() - self._began) * 1000.0
        self._done.set()


def run_legs(legs: Sequence[Leg], query: Query, k: int, deadlines_ms: Mapping[str, float]) -> Outcome:
    """Run legs at the same time and gather what they found until their deadlines.

    :param deadlines_ms: for each leg's name the milliseconds it may take.
    """
    runs = [_Run(leg, query, k, deadlines_ms[leg.name]) for leg in legs]
    found: dict[str, Finds] = {}
    failed: dict[str, str] = {}
    took: dict[str, float] = {}
    for run in runs:
        run.wait()
        # read once: a late leg may still write its find
        answer, error = run.found, run.error
        if error or answer is None:
            failed[run.leg.name] = error or "no answer"
        else:
            found[run.leg.name] = answer
        took[run.leg.name] = round(run.took_ms, 2)
    return Outcome(found, failed, took)
