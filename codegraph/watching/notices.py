"""Where notices of changes come from: watchdog, folder by folder on Linux, recursively elsewhere.

On Linux a watch costs memory of the kernel and their number is limited, so that only folders are watched whose entries
count: an ignored tree never is. watchdog's own observers would make a thread for each folder and hold every notice back
for half a second to pair moves, of which nothing is needed here: its reader of inotify is used without them.
Elsewhere one watch covers the tree, and what is told of ignored folders is dropped.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from watchdog.events import FileSystemEvent
    from watchdog.observers.inotify_c import CallbackId, InotifyEvent, InotifyFD, WatchDescriptor

    from codegraph.watching.folding import Batch, Mailbox

_VANISHED = {errno.ENOENT, errno.ENOTDIR}
_UNTELLING = {"opened", "closed_no_write"}
_LIMITS = {
    errno.ENOSPC: ("fs.inotify.max_user_watches", 1_048_576),
    errno.EMFILE: ("fs.inotify.max_user_instances", 1_024),
}


class WatchLimitError(Exception):
    """The system allows no more watches; `hint` says what to do."""

    def __init__(self, error: OSError) -> None:
        """Take what the system said."""
        setting, enough = _LIMITS.get(error.errno or 0, ("fs.inotify.max_user_watches", 1_048_576))
        super().__init__(f"the system's limit of watches is reached ({setting}: {error.strerror})")
        self.hint = f"raise it: sudo sysctl {setting}={enough}"


class Notices(Protocol):
    """A source of notices for one tree."""

    def follow(self, folders: Collection[str]) -> list[str]:
        """Watch exactly these folders, relative to the root; gives those that were not watched before.

        Raises WatchLimitError.
        """

    def sift(self, batch: Batch) -> Batch:
        """Leave out what does not count, and let go of the watches of folders that came, went or moved."""

    def close(self) -> None:
        """Let go of all watches."""


def open_notices(root: Path, mailbox: Mailbox) -> Notices:
    """Open the system's source of notices; raises WatchLimitError, and OSError for a root that is not there."""
    try:
        return FolderNotices(root, mailbox) if sys.platform == "linux" else TreeNotices(root, mailbox)
    except OSError as error:
        if error.errno in _LIMITS:
            raise WatchLimitError(error) from error
        raise


class FolderNotices:
    """A watch for each folder, all read by one thread."""

    def __init__(self, root: Path, mailbox: Mailbox) -> None:
        """Open the reader; no folder is watched yet."""
        from watchdog.observers.inotify_c import InotifyConstants, InotifyFD, Mask  # noqa: PLC0415 - loads watchdog

        self._root = root
        self._mailbox = mailbox
        self._id: CallbackId = id(self)  # type: ignore[assignment] # a number that is ours
        told = InotifyConstants
        self._mask = Mask(
            told.IN_MODIFY
            | told.IN_CLOSE_WRITE
            | told.IN_CREATE
            | told.IN_DELETE
            | told.IN_MOVED_FROM
            | told.IN_MOVED_TO
            | told.IN_DELETE_SELF
            | told.IN_MOVE_SELF
            | told.IN_ONLYDIR
            | told.IN_DONT_FOLLOW
            | told.IN_EXCL_UNLINK
        )
        # written by the loop, read by the reader's thread
        self._path_of: dict[WatchDescriptor, str] = {}
        self._watch_of: dict[str, WatchDescriptor] = {}
        self._reader: InotifyFD = InotifyFD()
        self._reader.start()

    @property
    def watched(self) -> list[str]:
        """The folders that are watched."""
        return sorted(self._watch_of)

    def follow(self, folders: Collection[str]) -> list[str]:
        """Watch exactly these folders; gives those that were not watched before. Raises WatchLimitError."""
        wanted = set(folders)
        # first away, then new ones: a folder that moved has one watch, whatever its name
        self._let_go(path for path in list(self._watch_of) if path not in wanted)
        return [path for path in sorted(wanted.difference(self._watch_of)) if self._watch(path)]

    def sift(self, batch: Batch) -> Batch:
        """Let go of the watches of folders that came, went or moved, and of all below them."""
        if batch.folders:
            prefixes = tuple(f"{folder}/" for folder in batch.folders)
            self._let_go(path for path in list(self._watch_of) if path in batch.folders or path.startswith(prefixes))
        return batch

    def close(self) -> None:
        """Let go of all watches and end the reader."""
        self._reader.stop()
        self._reader.join()

    def on_event(self, event: InotifyEvent) -> None:
        """Take a notice; called by the reader's thread."""
        folder = self._path_of.get(event.wd)
        if folder is None:
            return
        if event.is_delete_self or event.is_move_self:
            # the folder above tells of it too, but for the root
            if not folder:
                self._mailbox.lose()
            return
        name = os.fsdecode(event.name)
        path = f"{folder}/{name}" if folder else name
        self._mailbox.note(path, folder=event.is_directory)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        """Forget a watch that the system took away; called by the reader's thread."""
        path = self._path_of.pop(wd, None)
        if path is not None and self._watch_of.get(path) == wd:
            del self._watch_of[path]

    def on_queue_overflow(self) -> None:
        """Take that notices were lost; called by the reader's thread."""
        self._mailbox.lose()

    def _watch(self, path: str) -> bool:
        try:
            wd = self._reader.add_callback(os.fsencode(self._root / path), self._mask, self, self._id)
        except OSError as error:
            if error.errno in _LIMITS:
                raise WatchLimitError(error) from error
            if error.errno in _VANISHED:
                return False
            raise
        self._path_of[wd] = path
        self._watch_of[path] = wd
        return True

    def _let_go(self, paths: Iterable[str]) -> None:
        for path in paths:
            wd = self._watch_of.pop(path, None)
            if wd is not None:
                self._path_of.pop(wd, None)
                self._reader.remove_callbacks([(wd, self._id)])


class TreeNotices:
    """One watch over the whole tree."""

    def __init__(self, root: Path, mailbox: Mailbox) -> None:
        """Begin to watch the tree."""
        from watchdog.observers import Observer  # noqa: PLC0415 - loads watchdog

        self._root = root
        self._mailbox = mailbox
        self._folders: frozenset[str] = frozenset()
        self._observer = Observer()
        self._observer.schedule(self, str(root), recursive=True)  # type: ignore[arg-type] # all of it that is called
        self._observer.start()

    def follow(self, folders: Collection[str]) -> list[str]:
        """Take which folders count; none is new, for the one watch covers them all."""
        self._folders = frozenset(folders)
        return []

    def sift(self, batch: Batch) -> Batch:
        """Leave out what lies below folders that do not count: of a new folder its own notice tells."""
        counted = {path for path in batch.paths if path.rpartition("/")[0] in self._folders}
        return batch._replace(paths=frozenset(counted), folders=batch.folders & counted)

    def close(self) -> None:
        """End the watch."""
        self._observer.stop()
        self._observer.join()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take a notice; called by the observer's thread."""
        # that a folder changed is told of its entries, too
        if event.event_type in _UNTELLING or (event.is_directory and event.event_type == "modified"):
            return
        for path in filter(None, (event.src_path, event.dest_path)):
            inside = os.path.relpath(os.fsdecode(str(path)), self._root).replace(os.sep, "/")
            if inside == ".":
                self._mailbox.lose()
            elif not inside.startswith("../"):
                self._mailbox.note(inside, folder=event.is_directory)
