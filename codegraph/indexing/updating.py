"""Keeps one store up to date with the files of its repository, in one run or again and again.

Three steps, each of which can be interrupted without loss and is finished by the next call: `searchable` stores files,
words and vectors, `link` resolves references, `settle` computes scores and builds the approximate vector index.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import Tree
from codegraph.indexing.due import find_due, is_linked, remember, remember_refused
from codegraph.indexing.following import Known, find_edited
from codegraph.indexing.freshness import wants_hnsw
from codegraph.indexing.garbage import few_collections
from codegraph.indexing.git_record import record_git
from codegraph.indexing.jobs import Settled, worker_count
from codegraph.indexing.merging import merged
from codegraph.indexing.vectors import VectorWriter, lacking
from codegraph.observe.logs import debug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.compilers import Asked
    from codegraph.indexing.due import Due
    from codegraph.indexing.jobs import Job
    from codegraph.indexing.linking import Linker
    from codegraph.indexing.placing import Placing
    from codegraph.indexing.preparing import Prepared
    from codegraph.model import FileRecord, Skipped
    from codegraph.store import Store

    Progress = Callable[[str, int, int], None]

# where there is time, the mapped file of vectors is written anew when so many chunks lie over it
_MOST_OVERLAID = 500
# Vectors that a single run leaves beside the approximate index: so many, or one of so many, and no more than this.
# Searches find them (10 microseconds each); the index, once it is built anew, costs 0.3 ms for each that there is.
_WAITING, _ONE_IN, _MOST_WAITING = 2_000, 8, 8_000
# after so many files it may be so much that searches would feel it
_MANY_FILES = 32
# of so many the resolver's tables are built while they are written
_FEW_FILES = 4


class Updated(NamedTuple):
    """What one call of `searchable` did: paths stored anew and paths that went, sorted, and wall time in seconds.

    `files` is the number of files that are indexed now, `seen` that of all files looked at.
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
        self,
        root: Path,
        store: Store,
        settings: Settings,
        *,
        workers: int = 0,
        progress: Progress | None = None,
        resident: bool = False,
    ) -> None:
        """Take the repository; `workers` is the number of processes (default: parse.workers).

        One that is `resident` leaves nothing for later in `settle`: it has the time, and many questions follow.
        """
        self._resident = resident
        self.root = root
        self.store = store
        self.settings = settings
        self._workers = workers or settings.parse.workers
        self.progress: Progress = progress or _silent
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, dict[int, int]] = {"parse": {}, "resolve": {}}
        self.skipped: dict[str, Skipped] = {}
        # the files that the last `link` resolved
        self.linked: tuple[str, ...] = ()
        self._linker: Linker | None = None
        self._tree: Tree | None = None
        self._known: Known | None = None
        # files left out for what was found in them
        self._refused: dict[str, Skipped] = {}

    def look(self) -> Tree:
        """Give what the last look at the tree found; the first call is one. Raises UsageError."""
        if self._tree is None:
            self._tree = Tree(self.root, self.settings.discover)
        return self._tree

    def warm_up(self) -> None:
        """Load and work out now what the first small change would wait for."""
        from codegraph.embed.choice import open_embedder  # noqa: PLC0415 - a run without work embeds nothing
        from codegraph.indexing import batches  # noqa: F401, PLC0415 - loads the parsers

        open_embedder(self.settings.embed).encode(["warm"])
        self.store.lexical.open_writer()
        placing = self._placed()
        _ = placing.tree, placing.manifests

    def searchable(self, paths: Collection[str] | None = None, *, then_link: bool = False) -> Updated:
        """Store what is new, changed, moved and gone, with its words and vectors; files changed last go first.

        `paths`, relative to the root, are all files and folders that were made, changed or removed since the last call,
        as far as the caller knows; None has everything looked at. Where `link` is called then, what it needs is built
        while the database writes. Raises UsageError for a folder that cannot be read,
        DiskError where nothing can be written.
        """
        began = time.perf_counter()
        now_ns = time.time_ns()
        with few_collections(), self._stage("discover"):
            due, hashes, edited = self._find(paths, now_ns)
        with few_collections(), self._stage("parse"):
            changed, removed = self._write_files(due, hashes, now_ns, edited=edited, then_link=then_link)
        if not self.store.is_finished("lexical"):
            with self._stage("lexical"):
                self.store.finish_lexical()
        self._note_skipped()
        if not edited:
            record_git(self.root, self.store, due.entries, changed=bool(changed or removed))
        seen = len(due.entries) + len(due.skipped)
        return Updated(tuple(sorted(changed)), tuple(sorted(removed)), len(hashes), seen, time.perf_counter() - began)

    def consult(self, scip: Path | None = None) -> list[Asked]:
        """Ask compilers, as far as the tier goes: their answers are used by the next `link`.

        `scip` is an index of another tool to import; raises ScipFileError for one that cannot be used.
        """
        full = self.settings.resolve.tier == "full"
        if scip is None and not full:
            return []
        from codegraph.indexing.compilers import Compilers  # noqa: PLC0415 - a run without work loads no resolver

        placing = self._placed()
        compilers = Compilers(self.root, self.store, self.settings, placing.places)
        asked: list[Asked | None] = []
        if scip is not None:
            with self._stage("scip"):
                asked.append(compilers.import_index(scip))
        if full:
            with self._stage("rust-analyzer"):
                self.progress("rust-analyzer", 0, 1)
                asked.append(compilers.run_rust_analyzer(placing))
                self.progress("rust-analyzer", 1, 1)
        return [one for one in asked if one is not None]

    def link(self) -> bool:
        """Resolve the references that are due; tells whether there were any."""
        if self.settings.resolve.tier == "syntax" or is_linked(self.store):
            return False
        linker = self._make_linker()
        with few_collections(), self._stage("resolve"):
            linked = linker.link(self._placed(), lambda done, total: self.progress("references", done, total))
        self.peaks["resolve"] |= linked.peaks
        self.linked = linked.files
        return True

    def _make_linker(self) -> Linker:
        from codegraph.indexing.linking import Linker  # noqa: PLC0415 - a run without work loads no resolver

        if self._linker is None:
            workers = worker_count(self._workers)
            self._linker = Linker(self.root, self.store, workers=workers, resident=self._resident)
        return self._linker

    def rest(self) -> None:
        """Let go of what is only kept in memory to be quick: tables of the resolver, pages of the database."""
        if self._linker is not None:
            self._linker.rest()
        self.store.let_go()

    def settle(self) -> None:
        """Do what an edit never waits for: scores, the approximate vector index, the mapped file of vectors."""
        while self.settle_a_little():
            pass

    def settle_a_little(self) -> bool:
        """Do a part of what `settle` does, at most a second of it where not much is due; False when nothing is left."""
        store = self.store
        if self.settings.resolve.tier != "syntax" and not store.is_finished("scores"):
            with self._stage("scores"):
                store.compute_scores()
        elif wants_hnsw(store, self.settings.store):
            with self._stage("hnsw"):
                store.build_hnsw()
        elif self._absorbs():
            with self._stage("hnsw"):
                store.absorb_vectors()
        elif self._resident and store.chunks_overlaid() > _MOST_OVERLAID:
            with self._stage("vectors"):
                store.finish_vectors(overlay=_MOST_OVERLAID)
        else:
            return False
        return True

    def _absorbs(self) -> bool:
        """Tell whether vectors that wait are to be taken into the approximate index now."""
        waiting = self.store.vectors_waiting()
        if self._resident:
            return waiting > 0
        if waiting <= _WAITING or waiting > _MOST_WAITING:
            return waiting > _WAITING
        # counting all that are stored takes as long as indexing a file
        count = self.store.distinct_vectors() or self.store.vector_count()
        return waiting > count // _ONE_IN

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = self.seconds[name] = round(time.perf_counter() - began, 3)
        debug("%s took %.3f s", name, took)

    def _placed(self) -> Placing:
        """Give the places of the files as of the last `searchable`."""
        if self._known is None:
            message = "`searchable` has to be called first"
            raise RuntimeError(message)
        return self._known.placing

    def _find(self, paths: Collection[str] | None, now_ns: int) -> tuple[Due, dict[str, str], bool]:
        """Look at the tree, at all of it or at these paths: what is due, hashes by path, whether only text changed."""
        known, self._known = self._known, None
        listing = self.look().listing if self._tree is None else self._tree.refresh([""] if paths is None else paths)
        due = None
        if known is not None and paths is not None:
            due = find_edited(self.root, known, listing, paths, self.settings.discover.max_file_bytes)
        if known is not None and due is not None:
            return due, known.hashes, True
        due = find_due(self.root, self.store, self.settings, now_ns, listing)
        self._refused = {one.path: one for one in due.refused}
        return due, dict(due.hashes), False

    def _write_files(
        self, due: Due, hashes: dict[str, str], now_ns: int, *, edited: bool, then_link: bool
    ) -> tuple[list[str], list[str]]:
        """Store what the workers prepare: in bulk into an empty store, else batch by batch."""
        store = self.store
        self.skipped = {one.path: one for one in due.skipped}
        settled = Settled(self.root, self.settings.embed, self.settings.discover.max_file_bytes, now_ns)
        written: dict[str, str] = {}
        if hashes or store.is_loaded():
            gone = self._replace(due, settled, hashes, written, then_link=then_link)
        else:
            gone = []
            self._load_all(due, settled, written)
        if not edited and due.placing.is_new:
            remember(store, due.placing)
        if due.restamped:
            store.restamp(due.restamped)
        remember_refused(store, due.entries, self._refused.values(), now_ns)
        if len(written) > _MANY_FILES or not store.is_finished("vectors"):
            store.finish_vectors()
        hashes.update(written)
        for path in gone:
            hashes.pop(path, None)
        self._known = Known(due.entries, due.placing, hashes)
        return list(written), gone

    def _load_all(self, due: Due, settled: Settled, written: dict[str, str]) -> None:
        store, vectors = self.store, VectorWriter(self.store)

        def records() -> Iterator[FileRecord]:
            for batch in self._prepared(settled, due.jobs, written):
                vectors.add(batch.keys, batch.vectors)
                yield from batch.records

        store.bulk_load(records())
        store.finish_load()
        store.set_meta(*_indexed_now())
        vectors.flush()

    def _replace(
        self, due: Due, settled: Settled, hashes: dict[str, str], written: dict[str, str], *, then_link: bool
    ) -> list[str]:
        """Replace files, those changed last first, each batch with its vectors in one transaction; gives what went."""
        store, gone = self.store, set(due.removed)
        now = dict([_indexed_now()])
        if gone:
            store.replace_files((), sorted(gone), meta=now)
        for batch in merged(self._prepared(settled, sorted(due.jobs, key=lambda job: -job.entry.mtime_ns), written)):
            if batch.records:
                meanwhile = None
                if then_link and not gone and len(due.jobs) <= _FEW_FILES and self.settings.resolve.tier != "syntax":
                    meanwhile = self._make_linker().ahead(due.placing, batch)
                vectors = lacking(store, batch.keys, batch.vectors)
                store.replace_files(batch.records, vectors=vectors, meta=now, meanwhile=meanwhile)
        # what was indexed and may not be any more
        dropped = sorted((self.skipped.keys() & hashes.keys()) - gone)
        if dropped:
            store.replace_files((), dropped, meta=now)
        return sorted(gone.union(dropped))

    def _prepared(self, settled: Settled, jobs: Sequence[Job], written: dict[str, str]) -> Iterator[Prepared]:
        """Prepare files, and keep what becomes of each; `written` takes the hashes of those to store."""
        if not jobs:
            self.skipped.update(self._refused)
            return
        from codegraph.indexing.batches import prepare_all  # noqa: PLC0415 - loads the parsers
        from codegraph.indexing.known_vectors import KnownVectors  # noqa: PLC0415
        from codegraph.indexing.reusing import KnownFacts  # noqa: PLC0415

        done = found = shared = 0
        for job in jobs:
            self._refused.pop(job.entry.path, None)
        with KnownFacts(self.root, self.store, self.settings, len(jobs)) as known:
            vectors = KnownVectors(self.store if self.store.is_loaded() else None, known.siblings)
            for batch in prepare_all(settled, jobs, worker_count(self._workers), known, vectors):
                self._refused.update((one.path, one) for one in batch.skipped)
                written.update((record.path, record.hash) for record in batch.records)
                self.peaks["parse"][batch.worker] = batch.peak_memory
                yield batch
                found += batch.known
                shared += batch.shared
                done += len(batch.records) + len(batch.skipped)
                self.progress("files", done, len(jobs))
            debug("%d of %d files were known, and %d vectors elsewhere", found, len(jobs), shared)
        self.skipped.update(self._refused)

    def _note_skipped(self) -> None:
        """Keep what was left out; a run that finds nothing to do leaves the revision as it is."""
        skipped = sorted(self.skipped.values(), key=lambda one: one.path)
        if skipped != self.store.skipped():
            self.store.write_skipped(skipped)


def catch_up(root: Path, store: Store, settings: Settings) -> Updated:
    """Make what changed since the last run searchable; its references are resolved by a later run."""
    return Updater(root, store, settings).searchable()


def _indexed_now() -> tuple[str, str]:
    return "indexed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Take progress that nobody looks at."""
