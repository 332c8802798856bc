"""What changed since the index was made, told by the files; nothing is written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from codegraph.discover import compare, list_files, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.config import DiscoverSettings, StoreSettings
    from codegraph.discover import Listing
    from codegraph.store import Store


def changed_since(
    root: Path, store: Store, settings: DiscoverSettings, listing: Listing | None = None
) -> dict[str, int]:
    """Count files added, modified, deleted and moved since the index, and all of them as `total`.

    Without a `listing` the tree is walked.
    """
    now_ns = time.time_ns()
    known = store.files()
    skipped = {one.path for one in store.skipped()}
    changes = compare(
        listing or list_files(root, settings),
        known,
        read=lambda entry: read_file(root, entry, limit=settings.max_file_bytes),
        now_ns=now_ns,
    )
    counts = {
        "added": sum(entry.path not in skipped for entry in changes.added),
        "modified": len(changes.modified),
        "deleted": len(changes.deleted),
        "moved": len(changes.moved),
    }
    return {**counts, "total": sum(counts.values())}


def pending_stages(store: Store, settings: StoreSettings) -> list[str]:
    """Name the stages that the next run of `index` has to finish."""
    pending = [stage for stage, finished in store.stages().items() if not finished]
    return [stage for stage in pending if stage != "hnsw" or wants_hnsw(store, settings)]


def wants_hnsw(store: Store, settings: StoreSettings) -> bool:
    """Tell whether the approximate index over the vectors is wanted and not there."""
    if settings.hnsw == "off" or store.is_finished("hnsw"):
        return False
    return settings.hnsw == "on" or store.chunk_count() <= settings.hnsw_limit
