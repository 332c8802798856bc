"""Many notices of the file system become one batch of work: folded by path, and held back until the writing pauses."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUIET_S = 0.05
"""So long nothing must have changed before work begins."""
LONGEST_S = 0.5
"""So long work waits at most while files change without a pause."""
_MOST_PATHS = 50_000


class Batch(NamedTuple):
    """What changed since the batch before: paths relative to the root, and those of them that are or were folders.

    `scan` says that notices were lost, or are too many to follow, so that everything has to be looked at.
    """

    paths: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    scan: bool = False


class Folding:
    """Collects notices; the time, in seconds, is told by the caller."""

    def __init__(self, quiet: float = QUIET_S, longest: float = LONGEST_S) -> None:
        """Take how long nothing must happen before a batch is due, and how long it is held back at most."""
        self._quiet = quiet
        self._longest = longest
        self._first: float | None = None
        self._last = 0.0
        self._paths: set[str] = set()
        self._folders: set[str] = set()
        self._scan = False

    def note(self, now: float, path: str, *, folder: bool = False) -> None:
        """Take a notice of a path, relative to the root; `folder` for a folder that came, went or moved."""
        self._touch(now)
        if self._scan:
            return
        self._paths.add(path)
        if folder:
            self._folders.add(path)
        if len(self._paths) > _MOST_PATHS:
            self.lose(now)

    def lose(self, now: float) -> None:
        """Take note that notices were lost."""
        self._touch(now)
        self._scan = True
        self._paths.clear()
        self._folders.clear()

    def due(self) -> float | None:
        """Tell when the batch is due; None where there is none."""
        if self._first is None:
            return None
        return min(self._last + self._quiet, self._first + self._longest)

    def take(self) -> Batch:
        """Take the batch out; what lies below a folder that is looked at as a whole is left out."""
        folders = tops(self._folders)
        paths = {path for path in self._paths if not _is_below(path, folders)}
        batch = Batch(frozenset(paths), frozenset(folders), self._scan)
        self._first, self._scan = None, False
        self._paths.clear()
        self._folders.clear()
        return batch

    def _touch(self, now: float) -> None:
        if self._first is None:
            self._first = now
        self._last = now


class Mailbox:
    """A folding that one thread fills and another waits for."""

    def __init__(self, folding: Folding | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin empty."""
        self._folding = folding or Folding()
        self._clock = clock
        self._changed = threading.Condition()
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped

    @property
    def is_due(self) -> bool:
        """Whether a notice waits to be taken, now or soon."""
        with self._changed:
            return self._stopped or self._folding.due() is not None

    def note(self, path: str, *, folder: bool = False) -> None:
        """Put in a notice of a path."""
        with self._changed:
            self._folding.note(self._clock(), path, folder=folder)
            self._changed.notify()

    def lose(self) -> None:
        """Put in that notices were lost."""
        with self._changed:
            self._folding.lose(self._clock())
            self._changed.notify()

    def stop(self) -> None:
        """Let whoever waits go, now and from now on."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def take(self, seconds: float | None = None) -> Batch | None:
        """Wait for a batch; None when so many seconds passed without a notice, or when stopped."""
        until = None if seconds is None else self._clock() + seconds
        with self._changed:
            while not self._stopped:
                now, due = self._clock(), self._folding.due()
                if due is not None and due <= now:
                    return self._folding.take()
                if due is None and until is not None and until <= now:
                    return None
                end = due if due is not None else until
                self._changed.wait(None if end is None else end - now)
        return None


def tops(folders: Iterable[str]) -> set[str]:
    """Leave out what lies below another."""
    kept: set[str] = set()
    for folder in sorted(folders, key=len):
        if not _is_below(folder, kept):
            kept.add(folder)
    return kept


def _is_below(path: str, folders: set[str]) -> bool:
    if not folders:
        return False
    above = path
    while above:
        above = above.rpartition("/")[0]
        if above in folders:
            return True
    return False
