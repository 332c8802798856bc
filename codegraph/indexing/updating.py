"""Keeps one store up to date with the files of its repository, in one run or again and again.

Three steps, each of which can be interrupted without loss and is finished by the next call: `searchable` stores files,
words and vectors, `link` resolves references, `settle` computes scores and builds the approximate vector index.
"""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from codegraph.indexing.batches import prepare_all, worker_count
from codegraph.indexing.compilers import Compilers
from codegraph.indexing.due import find_due, remember
from codegraph.indexing.freshness import wants_hnsw
from codegraph.indexing.linking import link_references
from codegraph.indexing.preparing import Settled
from codegraph.indexing.vectors import VectorWriter
from codegraph.observe.logs import debug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.compilers import Asked
    from codegraph.indexing.due import Due
    from codegraph.indexing.placing import Placing
    from codegraph.indexing.preparing import Prepared
    from codegraph.model import FileRecord, Skipped
    from codegraph.store import Store

    Progress = Callable[[str, int, int], None]

_ALLOCATIONS_A_COLLECTION = 200_000


class Updated(NamedTuple):
    """What one call of `searchable` did: paths stored anew and paths that went, sorted, and wall time in seconds.

    `files` is the number of files that are to be indexed, `seen` that of all files looked at.
    """

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    files: int
    seen: int
    seconds: float

    def __bool__(self) -> bool:
        """Tell whether anything was different."""
        return bool(self.changed or self.removed)


class Updater:
    """Brings one store, open for writing, up to date with the files below `root`.

    `seconds` has the wall time of each stage, of its last run; `peaks` the peak memory in bytes of each process, by
    stage (only those of one stage are alive at a time); `skipped` what is not indexed and why, by path.
    """

    def __init__(
        self, root: Path, store: Store, settings: Settings, *, workers: int = 0, progress: Progress | None = None
    ) -> None:
        """Take the repository; `workers` is the number of processes (default: parse.workers)."""
        self.root = root
        self.store = store
        self.settings = settings
        self.workers = worker_count(workers or settings.parse.workers)
        self.progress: Progress = progress or _silent
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, dict[int, int]] = {"parse": {}, "resolve": {}}
        self.skipped: dict[str, Skipped] = {}
        self._placing: Placing | None = None

    def searchable(self, paths: Collection[str] | None = None) -> Updated:
        """Store what is new, changed, moved and gone, with its words and vectors; files changed last go first.

        `paths`, relative to the root, are all that may have changed since the last call, as far as the caller knows;
        None has everything looked at. Raises UsageError for a folder that cannot be read, DiskError where nothing can
        be written.
        """
        del paths
        began = time.perf_counter()
        now_ns = time.time_ns()
        store = self.store
        with _few_collections(), self._stage("discover"):
            due = find_due(self.root, store, self.settings, now_ns)
        self._placing = due.placing
        self.skipped = {one.path: one for one in due.skipped}
        changed: list[str] = []
        removed: list[str] = []
        if due.jobs or due.removed or not store.is_finished("vectors"):
            with _few_collections(), self._stage("parse"):
                changed, removed = self._write_files(due, now_ns)
        if not store.is_finished("lexical"):
            with self._stage("lexical"):
                store.finish_lexical()
        self._note_skipped(bool(changed or removed))
        seen = due.files + len(due.skipped)
        return Updated(tuple(sorted(changed)), tuple(sorted(removed)), due.files, seen, time.perf_counter() - began)

    def consult(self, scip: Path | None = None) -> list[Asked]:
        """Ask compilers, as far as the tier goes: their answers are used by the next `link`.

        `scip` is an index of another tool to import; raises ScipFileError for one that cannot be used.
        """
        placing = self._placed()
        compilers = Compilers(self.root, self.store, self.settings, placing.places)
        asked: list[Asked | None] = []
        if scip is not None:
            with self._stage("scip"):
                asked.append(compilers.import_index(scip))
        if self.settings.resolve.tier == "full":
            with self._stage("rust-analyzer"):
                self.progress("rust-analyzer", 0, 1)
                asked.append(compilers.run_rust_analyzer(placing))
                self.progress("rust-analyzer", 1, 1)
        return [one for one in asked if one is not None]

    def link(self) -> bool:
        """Resolve the references that are due; tells whether there were any."""
        if self.settings.resolve.tier == "syntax" or self.store.is_finished("edges"):
            return False
        with _few_collections(), self._stage("resolve"):
            self.peaks["resolve"] |= link_references(
                self.root,
                self.store,
                self._placed(),
                workers=self.workers,
                progress=lambda done, total: self.progress("references", done, total),
            )
        return True

    def settle(self) -> bool:
        """Do what an edit never waits for: scores and the approximate vector index; tells whether any was due."""
        store, settled = self.store, False
        if self.settings.resolve.tier != "syntax" and not store.is_finished("scores"):
            with self._stage("scores"):
                store.compute_scores()
            settled = True
        if wants_hnsw(store, self.settings.store):
            with self._stage("hnsw"):
                store.build_hnsw()
            settled = True
        return settled

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = self.seconds[name] = round(time.perf_counter() - began, 3)
        debug("%s took %.3f s", name, took)

    def _placed(self) -> Placing:
        """Give the places of the files as of the last `searchable`."""
        if self._placing is None:
            self.searchable()
        if self._placing is None:
            message = "the files were not looked at"
            raise RuntimeError(message)
        return self._placing

    def _write_files(self, due: Due, now_ns: int) -> tuple[list[str], list[str]]:
        """Store what the workers prepare: in bulk into an empty store, else file by file."""
        store = self.store
        settled = Settled(self.root, self.settings.embed, self.settings.discover.max_file_bytes, now_ns)
        stored = store.files().keys()
        vectors = VectorWriter(store)
        changed: list[str] = []
        gone = set(due.removed)
        if stored or store.is_loaded():
            if gone:
                store.replace_files((), sorted(gone))
            jobs = sorted(due.jobs, key=lambda job: -job.entry.mtime_ns)
            for records in self._prepared(prepare_all(settled, jobs, self.workers), vectors, changed, len(jobs)):
                if records:
                    store.replace_files(records)
            # what was indexed and may not be any more
            dropped = sorted(self.skipped.keys() & stored - gone)
            if dropped:
                store.replace_files((), dropped)
                gone.update(dropped)
        else:
            batches = self._prepared(prepare_all(settled, due.jobs, self.workers), vectors, changed, len(due.jobs))
            store.bulk_load(record for records in batches for record in records)
        store.finish_load()
        remember(store, due.placing)
        vectors.flush()
        store.finish_vectors()
        return changed, sorted(gone)

    def _prepared(
        self, batches: Iterator[Prepared], vectors: VectorWriter, changed: list[str], total: int
    ) -> Iterator[list[FileRecord]]:
        done = 0
        for batch in batches:
            vectors.add(batch.keys, batch.vectors)
            self.skipped.update((one.path, one) for one in batch.skipped)
            changed += [record.path for record in batch.records]
            self.peaks["parse"][batch.worker] = batch.peak_memory
            done += len(batch.records) + len(batch.skipped)
            yield batch.records
            self.progress("files", done, total)

    def _note_skipped(self, written: bool) -> None:  # noqa: FBT001
        """Keep what was left out; a run that finds nothing to do leaves the revision as it is."""
        skipped = sorted(self.skipped.values(), key=lambda one: one.path)
        if written or skipped != self.store.skipped():
            self.store.write_skipped(skipped)
            self.store.set_meta("indexed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))


def catch_up(root: Path, store: Store, settings: Settings) -> Updated:
    """Make what changed since the last run searchable; its references are resolved by a later run."""
    return Updater(root, store, settings).searchable()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector run seldom: a run builds millions of tuples and no cycles, and each pass looks at them all."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Take progress that nobody looks at."""
