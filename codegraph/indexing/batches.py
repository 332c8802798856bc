"""Runs `prepare` over many files: in worker processes with a bounded number of batches in flight, or here."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from codegraph.indexing.preparing import Job, Prepared, Settled, prepare
from codegraph.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
_BATCH_BYTES = 256 * 1024
_BATCH_FILES = 64
_FEWEST_BYTES_FOR_WORKERS = 1024 * 1024
_MOST_WORKERS = 8
_BATCHES_A_WORKER = 2


def worker_count(wanted: int) -> int:
    """Give the number of worker processes: what was asked for, else one per core, 8 at most."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return wanted or min(cores, _MOST_WORKERS)


def prepare_all(settled: Settled, jobs: Sequence[Job], workers: int) -> Iterator[Prepared]:
    """Prepare all files, batch by batch, in the order given; memory is bounded by the batches in flight."""
    remaining = deque(_batches(jobs))
    if workers == 1 or sum(job.entry.size for job in jobs) < _FEWEST_BYTES_FOR_WORKERS:
        for batch in remaining:
            yield prepare(settled, batch)
        return
    while remaining:
        yield from _in_pool(settled, remaining, workers)
        if remaining:
            # a worker died: go file by file through the oldest batch, so that only the culprit is lost
            yield from _one_by_one(settled, remaining.popleft())


def _in_pool(settled: Settled, remaining: deque[list[Job]], workers: int) -> Iterator[Prepared]:
    """Take batches off `remaining` as they are done; stop early where a worker dies."""
    with _pool(workers) as pool:
        futures: deque[Future[Prepared]] = deque()
        batches = iter(list(remaining))
        try:
            while remaining:
                for batch in islice(batches, workers * _BATCHES_A_WORKER + 1 - len(futures)):
                    futures.append(pool.submit(prepare, settled, batch))
                outcome = futures.popleft().result()
                remaining.popleft()
                yield outcome
        except BrokenProcessPool:
            return
        finally:
            # an interrupted run does not wait for what nobody will store
            pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(settled: Settled, batch: list[Job]) -> Iterator[Prepared]:
    for job in batch:
        with _pool(1) as pool:
            try:
                yield pool.submit(prepare, settled, [job]).result()
            except BrokenProcessPool:
                skipped = Skipped(job.entry.path, "parser-died", "the parser process died over this file")
                yield Prepared([], [], b"", [skipped])


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
