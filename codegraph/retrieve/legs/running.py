"""The legs of a search, each of which finds chunks in its own way, within a time limit.

A leg that is late or fails is left out, and the result says so; the others answer. They run one after another in the
thread of whoever asks: side by side they wait for each other's turn in the interpreter and have each a cold cache, and
to wake another thread takes milliseconds on a busy machine. So a leg is not given up from outside: its queries end by
themselves when its time is over, and what cannot end runs beside it; see `beside`.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from codegraph.errors import CodegraphError
from codegraph.store.time_limit import remaining, time_limit

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


def run_legs(legs: Sequence[Leg], query: Query, k: int, limits_ms: Mapping[str, float]) -> Outcome:
    """Run legs one after another.

    :param limits_ms: for each leg's name the milliseconds it may take.
    """
    found: dict[str, Finds] = {}
    failed: dict[str, str] = {}
    took: dict[str, float] = {}
    for leg in legs:
        name, allowed = leg.name, limits_ms[leg.name]
        began = time.monotonic()
        with time_limit(allowed / 1000.0):
            try:
                found[name] = leg.search(query, k)
            except (KeyboardInterrupt, SystemExit):
                raise
            # a broken leg must not take the others with it; it is named. A panic of the engines is no Exception
            except BaseException as error:  # noqa: BLE001
                failed[name] = _reason(error) if remaining() > 0.0 else f"no answer within {allowed:.0f} ms"
        took[name] = round((time.monotonic() - began) * 1000.0, 2)
    return Outcome(found, failed, took)


def beside(work: Callable[[], T]) -> T:
    """Do work that cannot end by itself in another thread, for as long as there is time; raises what it raises.

    :raises TimeoutError: the time is over; the work goes on, and nobody waits for it.
    """
    from concurrent.futures import Future  # noqa: PLC0415 - a search with the shipped model needs none

    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        # whatever it is belongs to the thread that waits
        except BaseException as error:  # noqa: BLE001
            done.set_exception(error)

    # an executor's thread would keep the program from ending for as long as the work takes
    threading.Thread(target=run, name="codegraph-beside", daemon=True).start()
    return done.result(timeout=min(max(remaining(), 0.0), threading.TIMEOUT_MAX))


def _reason(error: BaseException) -> str:
    if isinstance(error, CodegraphError):
        return f"{error}; {error.hint}" if error.hint else str(error)
    return f"{type(error).__name__}: {error}"
