"""The watch of one repository: waits for changes, brings the index up to date, tells what it did.

What the user saved becomes searchable first; references follow when nothing was saved for a moment, and what takes
longer when nothing was saved for a while. The writer's lock is held as long as the watch runs; readers never wait.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from codegraph.errors import StoreError, UsageError
from codegraph.indexing.updating import Updater
from codegraph.observe.memory import give_back
from codegraph.watching.events import Coverage, EventKind, WatchEvent
from codegraph.watching.folding import Batch, Mailbox, tops
from codegraph.watching.notices import WatchLimitError, open_notices
from codegraph.workspace import is_indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codegraph.indexing.updating import Updated
    from codegraph.store import Store
    from codegraph.watching.notices import Notices
    from codegraph.workspace import Workspace

_LINK_AFTER_S = 0.2
_SETTLE_AFTER_S = 3.0
_REST_AFTER_S = 30.0
_LOOK_FOR_ROOT_S = 0.5
# without notices: the pause between two scans, at least, and in relation to the time that a scan takes
_SCAN_EVERY_S, _SCAN_SHARE = 2.0, 20.0
_SCAN = Batch(scan=True)


class _Gone(Exception):  # noqa: N818 - no error, but the end of a session
    """The folder, or the index in it, is not there any more."""


class _Stopped(Exception):  # noqa: N818 - no error
    """Work was left, between two transactions, since the watch is to end; the next run finishes it."""


class Watch:
    """Iterate over it to watch; `stop`, from any thread or a signal handler, ends it."""

    def __init__(self, workspace: Workspace, progress: Callable[[str, int, int], None] | None = None) -> None:
        """Take the repository; `progress` is told of (stage, done, total) while much is indexed."""
        self._workspace = workspace
        self._told = progress
        self._mailbox = Mailbox()
        self._warned: set[str] = set()

    @property
    def root(self) -> Path:
        """The folder that is watched."""
        return self._workspace.root

    def stop(self) -> None:
        """End the watch when the transaction at hand is done."""
        self._mailbox.stop()

    def __iter__(self) -> Iterator[WatchEvent]:
        """Watch, and give what happens. Raises StoreBusyError while another process writes the index, DiskError."""
        root = self.root
        while not self._mailbox.stopped:
            try:
                with (
                    suppress(_Stopped),
                    self._workspace.writable_store() as store,
                    closing(_Session(self._workspace, store, self)) as one,
                ):
                    yield from one.run()
            except _Gone:
                yield WatchEvent(EventKind.WARNING, message=f"{root} or its index is gone: waiting for it to come back")
                while not root.is_dir() and not self._mailbox.stopped:
                    self._mailbox.take(_LOOK_FOR_ROOT_S)
        yield WatchEvent(EventKind.STOPPED)

    @property
    def mailbox(self) -> Mailbox:
        """Where notices arrive."""
        return self._mailbox

    def progress(self, stage: str, done: int, total: int) -> None:
        """Pass on how far the work is; leaves it when the watch is to end."""
        if self._mailbox.stopped:
            raise _Stopped
        if self._told is not None:
            self._told(stage, done, total)

    def warn_once(self, message: str) -> Iterator[WatchEvent]:
        """Give a warning, if it was not given before."""
        if message not in self._warned:
            self._warned.add(message)
            yield WatchEvent(EventKind.WARNING, message=message)


class _Session:
    """The watch of a folder and of one store in it, until one of them goes."""

    def __init__(self, workspace: Workspace, store: Store, watch: Watch) -> None:
        self._root = workspace.root
        self._store = store
        self._watch = watch
        self._mailbox = watch.mailbox
        self._updater = Updater(workspace.root, store, workspace.settings, progress=watch.progress, resident=True)
        self._notices: Notices | None = None
        self._coverage = Coverage()
        self._unlinked: set[str] = set()
        self._unsettled = True
        self._awake = True
        self._changed_at = time.monotonic()
        self._scan_s, self._scanned_at = 0.0, self._changed_at

    def close(self) -> None:
        if self._notices is not None:
            self._notices.close()

    def run(self) -> Iterator[WatchEvent]:
        """Bring the index up to date, then follow the files."""
        try:
            yield from self._begin()
            while not self._mailbox.stopped:
                following = self._next()
                patience = None if following is None else max(following[0] - time.monotonic(), 0.0)
                batch = self._mailbox.take(patience)
                if batch is not None:
                    yield from self._update(batch)
                elif following is not None and not self._mailbox.stopped:
                    yield from following[1]()
        except (UsageError, StoreError) as error:
            if self._is_gone():
                raise _Gone from error
            raise

    def _is_gone(self) -> bool:
        with suppress(OSError):
            return not (self._root.is_dir() and is_indexed(self._root)) or self._store.is_replaced()
        return True

    def _begin(self) -> Iterator[WatchEvent]:
        """Index what is due; from the first look on nothing is missed, for the folders are watched before it."""
        began = time.perf_counter()
        yield from self._start_notices()
        updated = self._updater.searchable()
        yield from self._follow()
        self._updater.consult()
        self._updater.link()
        self._updater.settle()
        self._unsettled = False
        self._updater.warm_up()
        self._look_at_coverage(updated.files)
        give_back()
        yield self._event(EventKind.READY, updated, began)

    def _start_notices(self) -> Iterator[WatchEvent]:
        try:
            self._notices = open_notices(self._root, self._mailbox)
            self._notices.follow(self._updater.look().folders())
        except WatchLimitError as error:
            yield from self._scan_instead(error)

    def _scan_instead(self, error: WatchLimitError) -> Iterator[WatchEvent]:
        """Go on without notices."""
        if self._notices is not None:
            self._notices.close()
            self._notices = None
        message = f"{error}; looking at all files every {_SCAN_EVERY_S:.0f} seconds instead; {error.hint}"
        yield from self._watch.warn_once(message)

    def _next(self) -> tuple[float, Callable[[], Iterator[WatchEvent]]] | None:
        """Tell what is to be done if nothing changes until then, and when; None where nothing is."""
        waiting: list[tuple[float, Callable[[], Iterator[WatchEvent]]]] = []
        if self._unlinked:
            waiting.append((self._changed_at + _LINK_AFTER_S, self._link))
        elif self._unsettled:
            waiting.append((self._changed_at + _SETTLE_AFTER_S, self._settle))
        elif self._awake:
            waiting.append((self._changed_at + _REST_AFTER_S, self._rest))
        if self._notices is None:
            pause = max(_SCAN_EVERY_S, _SCAN_SHARE * self._scan_s)
            waiting.append((self._scanned_at + pause, lambda: self._update(_SCAN)))
        return min(waiting, key=lambda one: one[0], default=None)

    def _link(self) -> Iterator[WatchEvent]:
        """Resolve the references of what changed."""
        began = time.perf_counter()
        paths = tuple(sorted(self._unlinked))
        self._updater.link()
        self._unlinked.clear()
        self._look_at_coverage(self._coverage.files)
        yield self._event(EventKind.LINKED, None, began, paths)

    def _settle(self) -> Iterator[WatchEvent]:
        """Do what takes longer, until something changes."""
        began = time.perf_counter()
        while self._updater.settle_a_little():
            if self._mailbox.is_due:
                return
        self._unsettled = False
        give_back()
        yield self._event(EventKind.SETTLED, None, began)

    def _rest(self) -> Iterator[WatchEvent]:
        """Let go of what is only kept to be quick."""
        self._awake = False
        self._updater.rest()
        give_back()
        yield from ()

    def _update(self, batch: Batch) -> Iterator[WatchEvent]:
        """Make what changed searchable, and watch the folders that are new."""
        if not self._root.is_dir():
            raise _Gone
        began = time.perf_counter()
        if self._notices is not None:
            batch = self._notices.sift(batch)
        if not (batch.scan or batch.paths):
            return
        updated = self._updater.searchable(None if batch.scan else batch.paths)
        if batch.scan:
            self._scan_s, self._scanned_at = updated.seconds, time.monotonic()
        yield from self._follow()
        if updated:
            self._unlinked.update(updated.changed, updated.removed)
            self._unsettled = self._awake = True
            self._changed_at = time.monotonic()
            self._coverage = Coverage(updated.files, self._coverage.references)
        if batch.scan and self._notices is not None:
            yield self._event(EventKind.SCAN, updated, began)
        elif updated:
            yield self._event(EventKind.UPDATED, updated, began)

    def _follow(self) -> Iterator[WatchEvent]:
        """Watch the folders that count now; what came into new ones before they were watched is looked at next."""
        if self._notices is None:
            return
        try:
            for folder in tops(self._notices.follow(self._updater.look().folders())):
                self._mailbox.note(folder)
        except WatchLimitError as error:
            yield from self._scan_instead(error)

    def _look_at_coverage(self, files: int) -> None:
        self._coverage = Coverage(files, self._store.reference_counts())

    def _event(self, kind: EventKind, updated: Updated | None, began: float, paths: tuple[str, ...] = ()) -> WatchEvent:
        return WatchEvent(
            kind,
            self._store.revision,
            updated.changed if updated else paths,
            updated.removed if updated else (),
            (time.perf_counter() - began) * 1e3,
            self._coverage,
        )
