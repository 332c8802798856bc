"""Worker processes that do batches in order: a bounded number is in flight, and the death of one is no error."""

from __future__ import annotations

import signal
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from codegraph.indexing.garbage import leave_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_BATCHES_A_WORKER = 2

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def in_workers(
    call: Callable[..., Result],
    batches: deque[Batch],
    arguments: Callable[[Batch], tuple[Any, ...]],
    workers: int,
    start: Callable[..., object] | None = None,
    given: tuple[Any, ...] = (),
) -> Iterator[Result]:
    """Run `call(*arguments(batch))` for each batch in worker processes, and give the results in order.

    Batches are taken off `batches` as they are done: where a worker dies, it ends early and the others are left.
    Each worker begins with `start(*given)`. An interrupt is the parent's: workers do not see it.
    """
    # most runs have few files and need no workers: what starts those takes as long to load as the rest of this package
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(start, given)) as pool:
        futures: deque[Future[Result]] = deque()
        waiting = iter(list(batches))
        try:
            while batches:
                while len(futures) <= workers * _BATCHES_A_WORKER and (batch := next(waiting, None)) is not None:
                    futures.append(pool.submit(call, *arguments(batch)))
                done = futures.popleft().result()
                batches.popleft()
                yield done
        except BrokenProcessPool:
            return
        finally:
            # an interrupted run does not wait for what nobody will store
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(start: Callable[..., object] | None, given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start is not None:
        start(*given)
    leave_alone()
