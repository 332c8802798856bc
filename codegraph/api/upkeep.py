"""Keeping an index small and sound."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codegraph.errors import NoIndexError, StoreCorruptError
from codegraph.workspace import Workspace, data_folder, is_indexed, root_of_index, root_to_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.indexing.checking import CheckReport


def collect_garbage(repo: Path | None, *, cwd: Path) -> dict[str, Any]:
    """Drop facts, vectors and words that nothing uses any more, and give their room back to the disk.

    Gives numbers of what was dropped and bytes before and after. Raises StoreBusyError while another process writes,
    DiskError where there is no room to compact.
    """
    from codegraph.indexing.freshness import wants_hnsw  # noqa: PLC0415 - a search does not need it

    root = root_of_index(repo, cwd)
    workspace = Workspace(root, os.environ)
    with workspace.writable_store() as store:
        before = store.size_on_disk()
        dropped = store.collect_garbage()
        if dropped.vectors and wants_hnsw(store, workspace.settings.store):
            store.build_hnsw()
        store.compact()
        after = store.size_on_disk()
    return {
        "root": str(root),
        "dropped": dropped._asdict(),
        "bytes_before": sum(before.values()),
        "bytes_after": sum(after.values()),
        "size_on_disk": after,
    }


def check(
    path: Path | None,
    *,
    cwd: Path,
    jobs: int | None = None,
    tier: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> CheckReport:
    """Verify the index of a folder against the files and against itself, repair it, and bring it up to date.

    A database that cannot be read is built anew. Raises NoIndexError where there is none, and StoreBusyError while
    another process writes.
    """
    root = root_to_index(path, cwd, os.environ)
    if not is_indexed(root):
        message = f"no index in {root}"
        raise NoIndexError(message, hint="run `codegraph index` first")
    workspace = Workspace(root, os.environ, {"resolve.tier": tier} if tier else {})
    try:
        return _check(workspace, jobs or 0, progress)
    except StoreCorruptError as error:
        return _rebuild(workspace, jobs or 0, progress, str(error))


def _check(workspace: Workspace, workers: int, progress: Callable[[str, int, int], None] | None) -> CheckReport:
    from codegraph.indexing.checking import check_repository  # noqa: PLC0415 - a search does not need the indexer
    from codegraph.store.engine import is_sound  # noqa: PLC0415 - loads the database
    from codegraph.store.places import Places  # noqa: PLC0415

    database = Places(data_folder(workspace.root)).database
    with workspace.writable_store() as store:
        if not is_sound(database):
            message = f"the store {database} is damaged"
            raise StoreCorruptError(message)
        return check_repository(workspace.root, store, workspace.settings, workers=workers, progress=progress)


def _rebuild(
    workspace: Workspace, workers: int, progress: Callable[[str, int, int], None] | None, reason: str
) -> CheckReport:
    from codegraph.indexing.checking import CheckReport  # noqa: PLC0415 - a search does not need the indexer
    from codegraph.indexing.pipeline import index_repository  # noqa: PLC0415

    with workspace.writable_store(anew=True) as store:
        report = index_repository(workspace.root, store, workspace.settings, workers=workers, progress=progress)
        return CheckReport(
            str(workspace.root), files=report.changed, remaining=store.faults(), index=report, rebuilt=reason
        )
