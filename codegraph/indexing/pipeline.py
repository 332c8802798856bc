"""Pipeline 1: discover -> parse -> embed -> store -> resolve -> store. Only wiring; each stage is its package's.

The store, the lexical side and exact vectors are written first: from then on the repository is searchable. Then
references are resolved, then graph scores, then HNSW. Each stage can be interrupted without loss and is finished
by the next run.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codegraph.discover.changes import Stamp, compare
from codegraph.discover.languages import language_of
from codegraph.discover.listing import list_files
from codegraph.discover.reading import read_file
from codegraph.embed import open_embedder
from codegraph.indexing.batches import prepare_all, worker_count
from codegraph.indexing.packages import dependency_edges, package_symbols
from codegraph.indexing.placing import decode_placing, encode_placing, place_files
from codegraph.indexing.preparing import Job, Settled
from codegraph.indexing.report import IndexReport, peak_memory
from codegraph.model import FileEdges, Skipped
from codegraph.parse.codec import decode
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.parsing import FACTS_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.discover.changes import Changes
    from codegraph.discover.listing import FileEntry, Listing
    from codegraph.indexing.placing import Placing
    from codegraph.store import Store

Progress = Callable[[str, int, int], None]


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
        settled = Settled(self.root, self.settings.embed, self.settings.discover.max_file_bytes, self.now_ns)
        done = 0
        with self.store.writing_files(removed) as writer:
            for batch in prepare_all(settled, jobs, self.workers):
                writer.add(batch.records, batch.keys, batch.vectors)
                self.skipped += batch.skipped
                done += len(batch.records) + len(batch.skipped)
                self.progress("files", done, len(jobs))

    def _resolve(self, placing: Placing) -> None:
        """Resolve all references anew: an edit anywhere may change what a name means anywhere."""
        files = dict(self.store.iter_facts())
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

    def _wants_hnsw(self) -> bool:
        wanted = self.settings.store.hnsw
        if wanted == "off" or self.store.is_finished("hnsw"):
            return False
        return wanted == "on" or self.store.vector_count() <= self.settings.store.hnsw_limit

    def _finish(self, listing: Listing, changes: Changes, jobs: list[Job], removed: list[str]) -> None:
        report = self.report
        self.store.write_skipped(self.skipped)
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
