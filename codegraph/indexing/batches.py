"""Runs `prepare` over many files: in worker processes with a bounded number of batches in flight, or here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from codegraph.indexing.pool import in_workers
from codegraph.indexing.preparing import Prepared, prepare
from codegraph.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codegraph.indexing.jobs import Job, Settled
    from codegraph.indexing.known_vectors import KnownVectors, StoreFolders

_BATCH_BYTES = 256 * 1024
_BATCH_FILES = 64
_FEWEST_BYTES_FOR_WORKERS = 1024 * 1024


def prepare_all(
    settled: Settled,
    jobs: Sequence[Job],
    workers: int,
    attach: Callable[[list[Job]], list[Job]] = list,
    known: KnownVectors | None = None,
) -> Iterator[Prepared]:
    """Prepare all files, batch by batch, in the order given; memory is bounded by the batches in flight.

    `attach` gives the jobs of a batch what is known of their files, before they are handed over. Vectors that are
    `known` are not made; workers open those stores for themselves.
    """
    remaining = deque(_batches(jobs))
    if workers == 1 or sum(job.entry.size for job in jobs) < _FEWEST_BYTES_FOR_WORKERS:
        for batch in remaining:
            yield prepare(settled, attach(batch), known)
        return
    folders = known.folders if known else None
    while remaining:
        yield from in_workers(prepare_in_worker, remaining, lambda batch: (settled, attach(batch), folders), workers)
        if remaining:
            # a worker died: go file by file through the oldest batch, so that only the culprit is lost
            yield from _one_by_one(settled, remaining.popleft())


def prepare_in_worker(settled: Settled, jobs: Sequence[Job], folders: StoreFolders | None) -> Prepared:
    """Prepare a batch in a process that has no store open yet; facts are given as bytes only."""
    if not folders:
        return prepare(settled, jobs)._replace(facts={})
    from codegraph.indexing.known_vectors import open_in_worker  # noqa: PLC0415 - loads the database

    return prepare(settled, jobs, open_in_worker(folders))._replace(facts={})


def _one_by_one(settled: Settled, batch: list[Job]) -> Iterator[Prepared]:
    """Prepare a batch in which a worker died; no store is opened, lest it was one of them that killed it."""
    for job in batch:
        alone = deque([job])
        yield from in_workers(prepare_in_worker, alone, lambda one: (settled, [one], None), 1)
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
