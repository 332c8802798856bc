"""A watch in a thread, whose events a test waits for."""

from __future__ import annotations

import queue
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codegraph import api
from codegraph.watching.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codegraph.watching.events import WatchEvent
    from codegraph.watching.watch import Watch

PATIENCE_S = 60.0


class Watching:
    """The events of a watch that runs."""

    def __init__(self, root: Path) -> None:
        self.watch: Watch = api.watch(root, cwd=root)
        self.seen: list[WatchEvent] = []
        self._events: queue.SimpleQueue[WatchEvent | BaseException] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def wait(self, wanted: Callable[[WatchEvent], bool]) -> WatchEvent:
        """Wait for the next event that is wanted."""
        until = time.monotonic() + PATIENCE_S
        while True:
            event = self._events.get(timeout=max(until - time.monotonic(), 0.001))
            if isinstance(event, BaseException):
                raise event
            self.seen.append(event)
            if wanted(event):
                return event

    def kind(self, kind: EventKind) -> WatchEvent:
        """Wait for the next event of a kind."""
        return self.wait(lambda event: event.event == kind)

    def until(self, *, paths: set[str] = frozenset(), removed: set[str] = frozenset()) -> WatchEvent:  # type: ignore[assignment]
        """Wait until all of these paths were stored anew and removed, in however many events."""
        left, gone = set(paths), set(removed)

        def done(event: WatchEvent) -> bool:
            if event.event in {EventKind.UPDATED, EventKind.SCAN, EventKind.READY}:
                left.difference_update(event.paths)
                gone.difference_update(event.removed)
            return not left and not gone

        return self.wait(done)

    def stop(self) -> None:
        """End the watch."""
        self.watch.stop()
        self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        try:
            for event in self.watch:
                self._events.put(event)
        except BaseException as error:  # noqa: BLE001 - the test raises it
            self._events.put(error)


@contextmanager
def watching(root: Path) -> Iterator[Watching]:
    """Watch a folder; begins when the watch is ready."""
    one = Watching(root)
    try:
        one.kind(EventKind.READY)
        yield one
    finally:
        one.stop()
