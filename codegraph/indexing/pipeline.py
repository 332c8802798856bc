"""Pipeline 1: discover -> parse -> embed -> store -> resolve -> store. Only wiring; each stage is its package's.

The store, the lexical side and exact vectors are written first: from then on the repository is searchable. Then
compilers are asked (tier `full`, or an index to import), references are resolved, then graph scores, then HNSW. Each
stage can be interrupted without loss and is finished by the next run.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from codegraph.discover.languages import language_of
from codegraph.indexing.batches import prepare_all, worker_count
from codegraph.indexing.compilers import Compilers
from codegraph.indexing.due import find_due, remember
from codegraph.indexing.freshness import wants_hnsw
from codegraph.indexing.packages import dependency_edges
from codegraph.indexing.preparing import Settled
from codegraph.indexing.report import IndexReport, coverage_document, failed_files, peak_memory, problem_document
from codegraph.indexing.resolving import Workspace, resolve_all
from codegraph.indexing.vectors import VectorWriter
from codegraph.observe.logs import debug
from codegraph.parse.languages import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.compilers import Asked
    from codegraph.indexing.due import Due
    from codegraph.indexing.placing import Placing
    from codegraph.indexing.preparing import Prepared
    from codegraph.model import FileEdges, FileRecord, Skipped
    from codegraph.store import Store

Progress = Callable[[str, int, int], None]

_ALLOCATIONS_A_COLLECTION = 200_000


def index_repository(
    root: Path,
    store: Store,
    settings: Settings,
    *,
    workers: int = 0,
    progress: Progress | None = None,
    scip: Path | None = None,
) -> IndexReport:
    """Bring the store of a repository up to date with its files, as far as the tier of the settings says.

    `store` is open for writing; `scip` is an index of another tool whose answers are to be used. Raises what the
    stages raise on purpose: UsageError for a folder that cannot be read, DiskError where nothing can be written,
    ScipFileError for an index that cannot be used (the files are indexed by then). A file that cannot be indexed is in
    the report's coverage.
    """
    run = _Run(root, store, settings, worker_count(workers or settings.parse.workers), progress or _silent)
    run.scip = scip
    with _few_collections():
        run.everything()
    return run.report


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


class _Run:
    """One run: the stages in order, each timed."""

    def __init__(self, root: Path, store: Store, settings: Settings, workers: int, progress: Progress) -> None:
        self.root = root
        self.store = store
        self.settings = settings
        self.workers = workers
        self.progress = progress
        self.report = IndexReport(str(root))
        self.now_ns = time.time_ns()
        self.skipped: list[Skipped] = []
        # the peak memory of each worker process, by stage: only those of one stage are alive at a time
        self.peaks: dict[str, dict[int, int]] = {"parse": {}, "resolve": {}}
        self.scip: Path | None = None

    def everything(self) -> None:
        """Run what is due."""
        began = time.perf_counter()
        store = self.store
        with self._stage("discover"):
            due = find_due(self.root, store, self.settings, self.now_ns)
            self.skipped += due.skipped
        if due.jobs or due.removed or not store.is_finished("vectors"):
            with self._stage("parse"):
                self._write_files(due)
        if not store.is_finished("lexical"):
            with self._stage("lexical"):
                store.finish_lexical()
        self.report.seconds_searchable = time.perf_counter() - began
        self._link(due.placing)
        if wants_hnsw(store, self.settings.store):
            with self._stage("hnsw"):
                store.build_hnsw()
        self._finish(due)
        self.report.seconds_total = time.perf_counter() - began

    def _link(self, placing: Placing) -> None:
        """Ask compilers, resolve references and score symbols, as far as the tier goes."""
        store, tier = self.store, self.settings.resolve.tier
        self.report.tier = tier
        compilers = Compilers(self.root, store, self.settings, placing.places)
        if self.scip is not None:
            with self._stage("scip"):
                self._note(compilers.import_index(self.scip))
        if tier == "full":
            with self._stage("rust-analyzer"):
                self.progress("rust-analyzer", 0, 1)
                self._note(compilers.run_rust_analyzer(placing))
                self.progress("rust-analyzer", 1, 1)
        if tier == "syntax":
            return
        if not store.is_finished("edges"):
            with self._stage("resolve"):
                self._resolve(placing)
        if not store.is_finished("scores"):
            with self._stage("scores"):
                store.compute_scores()

    def _note(self, asked: Asked | None) -> None:
        if asked is not None:
            self.report.compilers.append(asked._asdict())

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = self.report.stages[name] = round(time.perf_counter() - began, 3)
        debug("%s took %.3f s", name, took)

    def _write_files(self, due: Due) -> None:
        """Store what the workers prepare: in bulk into an empty store, else file by file."""
        store = self.store
        settled = Settled(self.root, self.settings.embed, self.settings.discover.max_file_bytes, self.now_ns)
        stored = store.files().keys()
        vectors = VectorWriter(store)
        batches = self._prepared(prepare_all(settled, due.jobs, self.workers), vectors, len(due.jobs))
        gone = set(due.removed)
        if stored or store.is_loaded():
            if gone:
                store.replace_files((), sorted(gone))
            for records in batches:
                if records:
                    store.replace_files(records)
            # what was indexed and may not be any more
            dropped = sorted({one.path for one in self.skipped} & stored - gone)
            if dropped:
                store.replace_files((), dropped)
                gone.update(dropped)
        else:
            store.bulk_load(record for records in batches for record in records)
        store.finish_load()
        self.report.removed = len(gone)
        remember(store, due.placing)
        vectors.flush()
        store.finish_vectors()

    def _prepared(self, batches: Iterator[Prepared], vectors: VectorWriter, total: int) -> Iterator[list[FileRecord]]:
        done = 0
        for batch in batches:
            vectors.add(batch.keys, batch.vectors)
            self.skipped += batch.skipped
            self.report.changed += len(batch.records)
            self.peaks["parse"][batch.worker] = batch.peak_memory
            done += len(batch.records) + len(batch.skipped)
            yield batch.records
            self.progress("files", done, total)

    def _resolve(self, placing: Placing) -> None:
        """Resolve all references anew: an edit anywhere may change what a name means anywhere."""
        files = {path: data for path, _, data in self.store.iter_facts()}
        workspace = Workspace(files, placing.places, placing.tree, placing.packages, self.store.places.directory)
        answered = {one.path for one in self.store.answered_files() if one.current}
        manifests = {one.path: one for one in dependency_edges(self.root, placing.packages, placing.tree.package_of)}

        def answers_of(path: str) -> list[bytes]:
            return list(self.store.answers_of(path)) if path in answered else []

        def edges() -> Iterator[FileEdges]:
            done = 0
            for batch in resolve_all(workspace, answers_of, self.workers):
                self.peaks["resolve"][batch.worker] = batch.peak_memory
                for found in batch.files:
                    manifest = manifests.get(found.path)
                    yield replace(found, edges=found.edges + manifest.edges) if manifest is not None else found
                done += len(batch.packed)
                self.progress("references", done, len(files))

        self.store.write_edges(edges())
        self.store.finish_stage("edges")

    def _finish(self, due: Due) -> None:
        report = self.report
        # a run that finds nothing to do leaves the revision as it is
        skipped = list({one.path: one for one in sorted(self.skipped, key=lambda one: one.path)}.values())
        if report.changed or report.removed or skipped != self.store.skipped():
            self.store.write_skipped(skipped)
            self.store.set_meta("indexed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        report.files_seen = due.files + len(due.skipped)
        report.revision = self.store.revision
        report.coverage = coverage_document(self.store.coverage())
        report.problems = [problem_document(one) for one in self.store.problems() if not one.path]
        report.failed_files = failed_files(sorted(self.skipped, key=lambda one: one.path))
        report.peak_memory = peak_memory() + max(map(_of_others, self.peaks.values()))
        report.supported_indexed = sum(row.language in SUPPORTED for row in self.store.files().values())
        report.supported_seen = report.supported_indexed + sum(
            language_of(one["path"]) in SUPPORTED for one in report.failed_files
        )


def _of_others(peaks: dict[int, int]) -> int:
    return sum(peak for pid, peak in peaks.items() if pid != os.getpid())
