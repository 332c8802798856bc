"""Catching up before an answer: what changed since the index was made, and a bounded effort to bring it in.

Nobody waits here for another process: where one writes, where nothing can be written, and where too much changed, the
index stays as it is and the caller is told.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import Stamp, compare, list_files, read_file
from codegraph.errors import DiskError, StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.store import Store


class Refreshed(NamedTuple):
    """What catching up did: files brought up to date, files known to be behind, and why these are (empty: none)."""

    files: int = 0
    behind: int = 0
    reason: str = ""


def refresh(root: Path, store: Store, settings: Settings, open_writable: Callable[[], Store]) -> Refreshed:
    """Make searchable what changed since the index was made, if that is little and nobody else writes.

    `store` is open for reading; `open_writable` opens it for writing, and raises StoreBusyError or DiskError where that
    cannot be. Raises UsageError for a folder that cannot be read.
    """
    if _is_followed(store):
        return Refreshed()
    changed = changed_files(root, store, settings)
    limit = settings.retrieve.refresh_limit
    if not changed:
        return Refreshed()
    if changed > limit:
        few = f"more than the {limit} that a search brings up to date"
        return Refreshed(0, changed, f"{_files(changed)} changed since the index, {few}: run `codegraph index`")
    try:
        with open_writable() as writing:
            from codegraph.indexing.updating import catch_up  # noqa: PLC0415 - loads the parsers

            updated = catch_up(root, writing, settings)
    except (StoreBusyError, DiskError) as error:
        return Refreshed(0, changed, f"{_files(changed)} changed since the index, which stays as it is: {error}")
    return Refreshed(len({*updated.changed, *updated.removed}))


def refresh_references(root: Path, store: Store, settings: Settings, open_writable: Callable[[], Store]) -> Refreshed:
    """Make searchable all that changed since the index was made, and resolve the references, if nobody else writes.

    As `refresh`, but however much that is.
    """
    if _is_followed(store) or (not changed_files(root, store, settings) and store.is_finished("edges")):
        return Refreshed()
    try:
        with open_writable() as writing:
            from codegraph.indexing.updating import Updater  # noqa: PLC0415 - loads the parsers

            updater = Updater(root, writing, settings)
            updated = updater.searchable()
            updater.link()
    except (StoreBusyError, DiskError) as error:
        return Refreshed(0, 0, f"the index stays as it is: {error}")
    return Refreshed(len({*updated.changed, *updated.removed}))


def changed_files(root: Path, store: Store, settings: Settings) -> int:
    """Count the files that are new, changed, moved or gone, told by size and mtime; doubtful ones are read."""
    now_ns = time.time_ns()
    known = {path: Stamp(row.hash, row.size, row.mtime_ns) for path, row in store.files().items()}
    limit = settings.discover.max_file_bytes
    changes = compare(
        list_files(root, settings.discover),
        known,
        read=lambda entry: read_file(root, entry, limit=limit),
        now_ns=now_ns,
    )
    added = {entry.path for entry in changes.added}
    if added:
        # left out for what they hold, when they were read
        added -= {one.path for one in store.skipped()}
    return len(added) + len(changes.modified) + len(changes.deleted) + len(changes.moved)


def _is_followed(store: Store) -> bool:
    """Tell whether a `codegraph watch` writes, which follows the files by itself."""
    writer = store.writer()
    return writer is not None and "watch" in writer.command.split()[1:]


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
