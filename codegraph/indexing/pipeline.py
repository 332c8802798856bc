"""Pipeline 1: discover -> parse -> embed -> store -> resolve -> store. Only wiring; each stage is its package's.

The store, the lexical side and exact vectors are written first: from then on the repository is searchable. Then
references are resolved, then graph scores, then HNSW. Each stage can be interrupted without loss and is finished
by the next run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from codegraph.discover.changes import Stamp, compare
from codegraph.discover.languages import language_of
from codegraph.discover.listing import list_files
from codegraph.discover.reading import read_file
from codegraph.indexing.batches import prepare_all, worker_count
from codegraph.indexing.packages import dependency_edges, package_symbols
from codegraph.indexing.placing import decode_placing, encode_placing, place_files
from codegraph.indexing.preparing import Job, Settled
from codegraph.indexing.report import IndexReport, peak_memory
from codegraph.model import Skipped
from codegraph.parse.codec import decode
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.parsing import FACTS_VERSION
from codegraph.resolve.binding import bind_symbols
from codegraph.resolve.resolver import FileFacts, Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.discover.changes import Changes
    from codegraph.discover.listing import Listing
    from codegraph.indexing.placing import Placing
    from codegraph.indexing.preparing import Prepared
    from codegraph.model import FileEdges, FileRecord
    from codegraph.store import Store

Progress = Callable[[str, int, int], None]

_VECTORS_AT_ONCE = 4096
# reasons for which a file of a supported language counts as failed
FAILURES = frozenset({"too-large", "unreadable", "encoding", "bad-name", "parser-died", "changed-while-reading"})


def index_repository(
    root: Path,
    store: Store,
    settings: Settings,
    *,
    workers: int = 0,
    progress: Progress | None = None,
) -> IndexReport:
    """Bring the store of a repository up to date with its files.

    `store` is open for writing. Raises what the stages raise on purpose: UsageError for a folder that cannot be
    read, DiskError where nothing can be written. A file that cannot be indexed is in the report's coverage.
    """
    run = _Run(root, store, settings, worker_count(workers or settings.parse.workers), progress or _silent)
    run.everything()
    return run.report


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


class _Vectors:
    """Collects vectors and writes those that the store lacks, many at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: set[str] = set()
        self._keys: list[str] = []
        self._rows: list[np.ndarray] = []

    def add(self, keys: list[str], vectors: bytes) -> None:
        if not keys:
            return
        matrix = np.frombuffer(vectors, dtype=np.float32).reshape(len(keys), -1)
        fresh = [at for at, key in enumerate(keys) if key not in self._seen]
        self._seen.update(keys)
        self._keys += [keys[at] for at in fresh]
        self._rows.append(matrix[fresh])
        if len(self._keys) >= _VECTORS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        missing = self._store.missing_vectors(self._keys)
        if missing:
            matrix = np.concatenate(self._rows)
            wanted = [at for at, key in enumerate(self._keys) if key in missing]
            self._store.write_vectors([self._keys[at] for at in wanted], matrix[wanted])
        self._keys, self._rows = [], []


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

    def everything(self) -> None:
        """Run what is due."""
        began = time.perf_counter()
        with self._stage("discover"):
            listing, changes = self._discover()
            placing, jobs = self._place(listing, changes)
        removed = [*changes.deleted, *(move.old for move in changes.moved)]
        if jobs or removed:
            with self._stage("parse"):
                self._write_files(jobs, removed)
                self.store.set_meta("placing", encode_placing(placing))
        if not self.store.is_finished("lexical"):
            with self._stage("lexical"):
                self.store.finish_lexical()
        self.report.seconds_searchable = time.perf_counter() - began
        if jobs or removed or not self.store.is_finished("edges"):
            with self._stage("resolve"):
                self._resolve(placing)
        if not self.store.is_finished("scores"):
            with self._stage("scores"):
                self.store.compute_scores()
        if self._wants_hnsw():
            with self._stage("hnsw"):
                self.store.build_hnsw()
        self._finish(listing, changes, jobs, removed)
        self.report.seconds_total = time.perf_counter() - began

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.report.stages[name] = round(time.perf_counter() - began, 3)

    def _discover(self) -> tuple[Listing, Changes]:
        limits = self.settings.discover
        listing = list_files(self.root, limits)
        if self.store.meta("facts_version") != str(FACTS_VERSION):
            # the same bytes would give other facts: nothing that is stored counts as known
            known = {}
        else:
            known = {
                path: Stamp(row.hash, row.size, row.mtime_ns) for path, row in self.store.files().items()
            }
        changes = compare(
            listing,
            known,
            read=lambda entry: read_file(self.root, entry, limit=limits.max_file_bytes),
            now_ns=self.now_ns,
        )
        self.skipped += listing.skipped
        self.skipped += (Skipped(problem.path, problem.code, problem.message) for problem in changes.problems)
        return listing, changes

    def _place(self, listing: Listing, changes: Changes) -> tuple[Placing, list[Job]]:
        """Place all files; what must be prepared are changed files, and those whose place is another now."""
        changed = {entry.path for entry in (*changes.added, *changes.modified, *(move.entry for move in changes.moved))}
        kept, digests = decode_placing(self.store.meta("placing") or "")
        placing = place_files(self.root, listing.files, changed, kept, self.settings.discover.max_file_bytes)
        manifests = package_symbols(placing.packages, placing.tree.package_of)
        jobs = [
            Job(entry, placing.places[entry.path], manifests.get(entry.path))
            for entry in listing.files
            if entry.path in changed or digests.get(entry.path) != placing.digests[entry.path]
        ]
        return placing, jobs

    def _write_files(self, jobs: list[Job], removed: list[str]) -> None:
        """Store what the workers prepare: in bulk into a store that was never finished, else file by file."""
        settled = Settled(self.root, self.settings.embed, self.settings.discover.max_file_bytes, self.now_ns)
        vectors = _Vectors(self.store)
        batches = self._prepared(prepare_all(settled, jobs, self.workers), vectors, len(jobs))
        if self.store.is_loaded():
            self.store.replace_files((), removed)
            for records in batches:
                self.store.replace_files(records)
        else:
            self.store.bulk_load(record for records in batches for record in records)
            self.store.finish_load()
        vectors.flush()
        self.store.finish_stage("vectors")
        self.store.set_meta("facts_version", str(FACTS_VERSION))

    def _prepared(self, batches: Iterator[Prepared], vectors: _Vectors, total: int) -> Iterator[list[FileRecord]]:
        done = 0
        for batch in batches:
            vectors.add(batch.keys, batch.vectors)
            self.skipped += batch.skipped
            done += len(batch.records) + len(batch.skipped)
            yield batch.records
            self.progress("files", done, total)

    def _resolve(self, placing: Placing) -> None:
        """Resolve all references anew: an edit anywhere may change what a name means anywhere."""
        files = {path: data for path, _, data in self.store.iter_facts()}
        bound: dict[str, FileFacts] = {}

        def facts_of(path: str) -> FileFacts:
            facts = decode(files[path])
            place = placing.places[path]
            return FileFacts(facts, place, tuple(symbol.id for symbol in bind_symbols(path, facts, place)))

        def entries() -> Iterator[tuple[str, FileFacts]]:
            for path in files:
                bound[path] = facts_of(path)
                yield path, bound[path]

        resolver = Resolver.build(entries(), placing.tree, placing.packages)
        keys = placing.tree.package_of

        def edges() -> Iterator[FileEdges]:
            for done, path in enumerate(sorted(files), start=1):
                yield resolver.resolve_file(path, bound.pop(path).facts)
                self.progress("references", done, len(files))
            yield from dependency_edges(self.root, placing.packages, keys)

        self.store.write_edges(edges())
        self.store.finish_stage("edges")

    def _wants_hnsw(self) -> bool:
        wanted = self.settings.store.hnsw
        if wanted == "off" or self.store.is_finished("hnsw"):
            return False
        return wanted == "on" or self.store.vector_count() <= self.settings.store.hnsw_limit

    def _finish(self, listing: Listing, changes: Changes, jobs: list[Job], removed: list[str]) -> None:
        report = self.report
        self.store.write_skipped(self.skipped)
        self.store.set_meta("indexed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        report.files_seen = len(listing.files) + len(listing.skipped)
        report.changed = len(jobs)
        report.removed = len(removed)
        report.revision = self.store.revision
        report.coverage = self.store.coverage()
        report.peak_memory = peak_memory()
        report.supported_indexed = sum(row.language in SUPPORTED for row in self.store.files().values())
        report.supported_seen = report.supported_indexed + sum(
            skipped.reason in FAILURES and language_of(skipped.path) in SUPPORTED for skipped in self.skipped
        )
