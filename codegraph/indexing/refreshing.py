"""Catching up before an answer: what changed since the index was made, and a bounded effort to bring it in.

Nobody waits here for another process: where one writes, where nothing can be written, and where too much changed, the
index stays as it is and the caller is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import DiskError, StoreBusyError
from codegraph.indexing.freshness import changed_since

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
    changed = changed_since(root, store, settings.discover)["total"]
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
    if _is_followed(store):
        return Refreshed()
    if store.is_finished("edges") and not changed_since(root, store, settings.discover)["total"]:
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


def _is_followed(store: Store) -> bool:
    """Tell whether a `codegraph watch` writes, which follows the files by itself."""
    writer = store.writer()
    return writer is not None and "watch" in writer.command.split()[1:]


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
