"""Catching up before an answer: what changed since the index was made, and a bounded effort to bring it in.

Nobody waits here for another process: where one writes, where nothing can be written, and where too much changed, the
index stays as it is and the caller is told.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import Standing, Tree
from codegraph.errors import DiskError, StoreBusyError
from codegraph.indexing.freshness import changed_since

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.store import Store

# where a file system does not tell by a folder's time that its entries changed, that is found so late
_SECONDS_TRUSTED = 60.0


class Refreshed(NamedTuple):
    """What catching up did: files brought up to date, files known to be behind, and why these are (empty: none)."""

    files: int = 0
    behind: int = 0
    reason: str = ""


class Glances:
    """Tells at a glance that the files are still those of the index, after a look at all of them found that they were.

    For a minute, as long as neither the store's content nor anything that was looked at on disk is another.
    """

    def __init__(self) -> None:
        """Begin without having looked."""
        self._seen: _Seen | None = None

    def suffices(self, store: Store) -> bool:
        """Tell whether the files are known to be those of the index."""
        seen = self._seen
        if seen is None or seen.store is not store or time.monotonic() >= seen.until:
            return False
        return seen.content == store.likely_numbers()[1] and seen.standing.holds()

    def remember(self, store: Store, content: int, tree: Tree, now_ns: int) -> None:
        """Remember that a walk, begun at `now_ns`, found the files of the index of this content number."""
        stood = Standing.of(tree, now_ns=now_ns)
        self._seen = _Seen(store, content, time.monotonic() + _SECONDS_TRUSTED, stood) if stood else None


class _Seen(NamedTuple):
    """A look that found nothing changed, and until when it is trusted."""

    store: Store
    content: int
    until: float
    standing: Standing


def refresh(
    root: Path,
    store: Store,
    settings: Settings,
    open_writable: Callable[[], Store],
    glances: Glances | None = None,
    *,
    thoroughly: bool = False,
) -> Refreshed:
    """Make searchable what changed since the index was made, if that is little and nobody else writes.

    `store` is open for reading; `open_writable` opens it for writing, and raises StoreBusyError or DiskError where that
    cannot be. With `glances` all files are looked at only where a glance does not suffice, or `thoroughly` asks for it.
    Raises UsageError for a folder that cannot be read.
    """
    if _is_followed(store) or (glances and not thoroughly and glances.suffices(store)):
        return Refreshed()
    now_ns = time.time_ns()
    content = store.likely_numbers()[1]
    tree = Tree(root, settings.discover)
    changed = changed_since(root, store, settings.discover, tree.listing)["total"]
    limit = settings.retrieve.refresh_limit
    if not changed:
        if glances:
            glances.remember(store, content, tree, now_ns)
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
