"""The stage that resolves references: finds what is due and writes its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.indexing.packages import dependency_edges
from codegraph.indexing.resolving import Workspace, resolve_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codegraph.indexing.placing import Placing
    from codegraph.model import FileEdges
    from codegraph.store import Store


def link_references(
    root: Path,
    store: Store,
    placing: Placing,
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> dict[int, int]:
    """Resolve all references anew: an edit anywhere may change what a name means anywhere.

    `progress` is told files done and in all. Gives the peak memory of each process that resolved, in bytes.
    """
    files = {path: data for path, _, data in store.iter_facts()}
    workspace = Workspace(files, placing.places, placing.tree, placing.packages, store.places.directory)
    answered = {one.path for one in store.answered_files() if one.current}
    manifests = {one.path: one for one in dependency_edges(root, placing.packages, placing.tree.package_of)}
    peaks: dict[int, int] = {}

    def answers_of(path: str) -> list[bytes]:
        return list(store.answers_of(path)) if path in answered else []

    def edges() -> Iterator[FileEdges]:
        done = 0
        for batch in resolve_all(workspace, answers_of, workers):
            peaks[batch.worker] = batch.peak_memory
            for found in batch.files:
                manifest = manifests.get(found.path)
                yield replace(found, edges=found.edges + manifest.edges) if manifest is not None else found
            done += len(batch.packed)
            progress(done, len(files))

    store.write_edges(edges())
    store.finish_stage("edges")
    return peaks
