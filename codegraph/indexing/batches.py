"""Runs `prepare` over many files: in worker processes with a bounded number of batches in flight, or here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from codegraph.indexing.pool import in_workers
from codegraph.indexing.preparing import Prepared, prepare
from codegraph.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from codegraph.indexing.jobs import Job, Settled

_BATCH_BYTES = 256 * 1024
_BATCH_FILES = 64
_FEWEST_BYTES_FOR_WORKERS = 1024 * 1024


def prepare_all(
    settled: Settled,
    jobs: Sequence[Job],
    workers: int,
    attach: Callable[[list[Job]], list[Job]] = list,
    lacking: Callable[[Sequence[str]], Collection[str]] | None = None,
) -> Iterator[Prepared]:
    """Prepare all files, batch by batch, in the order given; memory is bounded by the batches in flight.

    `attach` gives the jobs of a batch what is known of their files, before they are handed over. Where no
    worker is needed, `lacking` tells which vectors are wanted, by their keys; else all are made.
    """
    remaining = deque(_batches(jobs))
    if workers == 1 or sum(job.entry.size for job in jobs) < _FEWEST_BYTES_FOR_WORKERS:
        for batch in remaining:
            yield prepare(settled, attach(batch), lacking)
        return
    while remaining:
        yield from in_workers(prepare, remaining, lambda batch: (settled, attach(batch)), workers)
        if remaining:
            # a worker died: go file by file through the oldest batch, so that only the culprit is lost
            yield from _one_by_one(settled, remaining.popleft())


def _one_by_one(settled: Settled, batch: list[Job]) -> Iterator[Prepared]:
    for job in batch:
        alone = deque([job])
        yield from in_workers(prepare, alone, lambda one: (settled, [one]), 1)
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
