"""Keeping an index small and sound."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codegraph.workspace import Workspace, root_of_index

if TYPE_CHECKING:
    from pathlib import Path


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
