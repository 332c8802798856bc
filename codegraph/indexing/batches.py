"""Runs `prepare` over many files: in worker processes with a bounded number of batches in flight, or here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from codegraph.indexing.pool import in_workers
from codegraph.indexing.preparing import Prepared, prepare
from codegraph.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.indexing.jobs import Job, Settled
    from codegraph.indexing.known_vectors import KnownVectors, StoreFolders
    from codegraph.indexing.reusing import KnownFacts, Trusted

_BATCH_BYTES = 256 * 1024
_BATCH_FILES = 64
_FEWEST_BYTES_FOR_WORKERS = 1024 * 1024


def prepare_all(
    settled: Settled,
    jobs: Sequence[Job],
    workers: int,
    facts: KnownFacts | None = None,
    known: KnownVectors | None = None,
) -> Iterator[Prepared]:
    """Prepare all files, batch by batch, in the order given; memory is bounded by the batches in flight.

    What is known of files, `facts` and vectors, is not made; workers open the stores that know it for themselves.
    """
    remaining = deque(_batches(jobs))
    if workers == 1 or sum(job.entry.size for job in jobs) < _FEWEST_BYTES_FOR_WORKERS:
        for batch in remaining:
            yield prepare(settled, facts.attach(batch) if facts else batch, known)
        return
    folders = known.folders if known else None
    trusted = facts.trusted if facts else None
    while remaining:
        yield from in_workers(prepare_in_worker, remaining, lambda batch: (settled, batch, folders, trusted), workers)
        if remaining:
            # a worker died: go file by file through the oldest batch, so that only the culprit is lost
            yield from _one_by_one(settled, remaining.popleft())


def prepare_in_worker(
    settled: Settled, jobs: list[Job], folders: StoreFolders | None, trusted: Trusted | None = None
) -> Prepared:
    """Prepare a batch in a process that has no store open yet; facts are given as bytes only."""
    if not folders:
        return prepare(settled, jobs)._replace(facts={})
    from codegraph.indexing.known_vectors import open_in_worker  # noqa: PLC0415 - loads the database
    from codegraph.indexing.reusing import Attaching  # noqa: PLC0415

    known = open_in_worker(folders)
    if trusted is not None:
        jobs = Attaching(settled.root, settled.max_bytes, known.own, known.others, trusted).attach(jobs)
    return prepare(settled, jobs, known)._replace(facts={})


def _one_by_one(settled: Settled, batch: list[Job]) -> Iterator[Prepared]:
    """Prepare a batch in which a worker died; no store is opened, lest it was one of them that killed it."""
    for job in batch:
        alone = deque([[job]])
        yield from in_workers(prepare_in_worker, alone, lambda one: (settled, one, None), 1)
        if alone:
            skipped = Skipped(job.entry.path, "parser-died", "the parser process died over this file")
            yield Prepared([], [], b"", [skipped])


def _batches(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += job.entry.size
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
