"""A pause between writes for a reader that needs several reads of one state and keeps being overtaken.

Readers read without asking and look afterwards whether a write came between. One that was overtaken twice holds the
gate until it is done, and the writer waits for it before each write, but never long: readers do not stop a writer, and
a writer, which holds the gate only for the moment in which it looks, never stops a reader. Where the file system has
no locks there is no gate, and readers try more often.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LONGEST_WAIT = 0.25
# a writer that just looks is gone by then
_LOOK = 0.05
_PAUSE = 0.001


@contextmanager
def no_write_follows(path: Path) -> Iterator[None]:
    """Hold the gate as a reader: a write that is under way ends while we read, and the next one waits."""
    with _held(path, os.O_RDONLY, shared=True, seconds=_LOOK):
        yield


def wait_for_readers(path: Path) -> None:
    """Wait, as the writer, for readers that hold the gate, but never long."""
    with _held(path, os.O_RDWR | os.O_CREAT, shared=False, seconds=_LONGEST_WAIT):
        pass


@contextmanager
def _held(path: Path, flags: int, *, shared: bool, seconds: float) -> Iterator[None]:
    try:
        file = os.open(path, flags, 0o644)
    except OSError:
        yield
        return
    try:
        _take(file, shared=shared, until=time.monotonic() + seconds)
        yield
    finally:
        os.close(file)


def _take(file: int, *, shared: bool, until: float) -> None:
    if sys.platform == "win32":
        return
    wanted = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    while True:
        try:
            fcntl.flock(file, wanted | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return
