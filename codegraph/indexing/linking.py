"""The stage that resolves references: finds what is due and writes its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.indexing.packages import dependency_edges
from codegraph.indexing.resolving import Task, Workspace, resolve_all
from codegraph.resolve.units import RESOLVED_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from codegraph.indexing.placing import Placing
    from codegraph.model import FileEdges
    from codegraph.store import Store

# the macro calls that are kept, in relation to those that are used
_MOST_UNUSED, _FEW = 2, 1000


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
    macros = store.macros()
    workspace = Workspace(tuple(store.iter_units()), placing.tree, placing.packages, store.places.directory, macros)
    files = store.files()
    paths = list(files)
    answered = {one.path for one in store.answered_files() if one.current}
    manifests = {one.path: one for one in dependency_edges(root, placing.packages, placing.tree.package_of)}
    peaks: dict[int, int] = {}

    made: dict[str, bytes] = {}
    used: set[str] = set()

    def tasks_of(batch: Sequence[str]) -> list[Task]:
        facts = store.facts_of(path for path in batch if files[path].language == RESOLVED_LANGUAGE)
        return [Task(path, facts.get(path), list(store.answers_of(path)) if path in answered else []) for path in batch]

    def edges() -> Iterator[FileEdges]:
        done = 0
        for batch in resolve_all(workspace, paths, tasks_of, workers):
            made.update(batch.macros)
            used.update(batch.used)
            peaks[batch.worker] = batch.peak_memory
            for found in batch.files:
                manifest = manifests.get(found.path)
                yield replace(found, edges=found.edges + manifest.edges) if manifest is not None else found
            done += len(batch.packed)
            progress(done, len(paths))

    store.write_edges(edges())
    # what no call asks for any more goes when it has become a good part
    forgotten = macros.keys() - used if len(macros) > _MOST_UNUSED * len(used) + _FEW else ()
    store.write_macros(made, forgotten)
    store.finish_stage("edges")
    return peaks
