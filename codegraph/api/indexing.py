"""Indexing a repository, and telling what is indexed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codegraph.api.opening import open_workspace
from codegraph.workspace import Workspace, root_to_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.indexing.report import IndexReport


def index(
    path: Path | None,
    *,
    cwd: Path,
    force: bool = False,
    jobs: int | None = None,
    tier: str | None = None,
    scip: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> IndexReport:
    """Index a folder, or bring its index up to date; `force` builds it anew.

    `tier` is syntax, resolved or full (default: the setting resolve.tier); `scip` an index of another tool to use.
    """
    from codegraph.indexing.pipeline import index_repository  # noqa: PLC0415 - a search does not need the indexer

    root = root_to_index(path, cwd, os.environ)
    workspace = Workspace(root, os.environ, {"resolve.tier": tier} if tier else {})
    with workspace.writable_store(anew=force, progress=progress) as store:
        return index_repository(
            root,
            store,
            workspace.settings,
            workers=jobs or 0,
            progress=progress,
            scip=cwd / scip if scip is not None else None,
        )


def status(repo: Path | None, *, cwd: Path) -> dict[str, Any]:
    """Tell what is indexed, by the store, and what has changed since, by the files."""
    from codegraph.discover import list_files  # noqa: PLC0415
    from codegraph.indexing.freshness import changed_since, pending_stages  # noqa: PLC0415 - a search does not need it
    from codegraph.indexing.git_record import git_document  # noqa: PLC0415
    from codegraph.indexing.report import coverage_document, failed_files, problem_document  # noqa: PLC0415

    with open_workspace(repo, cwd) as workspace:
        root, store, settings = workspace.root, workspace.store, workspace.settings
        listing = list_files(root, settings.discover)
        return {
            "root": str(root),
            "revision": store.revision,
            "indexed_at": store.meta("indexed_at"),
            "changed_since_index": changed_since(root, store, settings.discover, listing),
            "git": git_document(root, store, {entry.path: entry for entry in listing.files}),
            "pending_stages": pending_stages(store, settings.store),
            "failed_files": failed_files(store.skipped()),
            "problems": [problem_document(problem) for problem in store.problems()],
            "coverage": coverage_document(store.coverage()),
            "embedding_set": workspace.embedder.set.id,
            "bytes_on_disk": sum(store.size_on_disk().values()),
            "size_on_disk": store.size_on_disk(),
        }
