"""Until when what this thread reads is wanted: queries end by then, and nobody needs another thread to give them up."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNTIL: ContextVar[float] = ContextVar("until", default=inf)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Have the queries of this thread fail once so many seconds, or those of a limit around this one, are over."""
    token = _UNTIL.set(min(time.monotonic() + seconds, _UNTIL.get()))
    try:
        yield
    finally:
        _UNTIL.reset(token)


def remaining() -> float:
    """Give the seconds that are left, less than 0 where they are over; infinite without a limit."""
    until = _UNTIL.get()
    return until if until == inf else until - time.monotonic()
