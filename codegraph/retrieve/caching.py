"""Keeps answers to questions that are asked again, for one revision of the index at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence


class Answer(Protocol):
    """What can be kept: it knows which revision it belongs to, and whether anything was wrong."""

    @property
    def revision(self) -> int:
        """The revision of the store that it belongs to."""
        ...

    @property
    def degraded(self) -> Sequence[str]:
        """What was wrong; an answer with faults is not kept."""
        ...

    @property
    def ranked(self) -> Sequence[object]:
        """What it consists of; its length is what it weighs."""
        ...


T = TypeVar("T", bound=Answer)


class _Making(Generic[T]):
    """An answer that a thread is finding out; None when that failed."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: T | None = None


class AnswerCache(Generic[T]):
    """The answers last asked for, of one revision. Threads may share it.

    Whoever asks what another thread is already finding out waits for that answer. `heaviest` bounds the sum of the
    lengths of all answers that are kept, so that memory is bounded too.
    """

    def __init__(self, heaviest: int) -> None:
        """Begin with nothing."""
        self._heaviest = heaviest
        self._lock = threading.Lock()
        self._revision = -1
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0
        self._under_way: dict[tuple[int, Hashable], _Making[T]] = {}

    def get(
        self, revision: int, key: Hashable, make: Callable[[], T], *, sure: Callable[[], int] | None = None
    ) -> tuple[T, bool]:
        """Give the answer to a question about a revision, and whether it was kept or another thread's.

        `make` finds it out; what it raises goes to the caller, and others who wait ask for themselves.

        :param sure: tells the revision where `revision` is only likely; asked before an answer is given that was not
            made for this caller.
        """
        while True:
            place = (revision, key)
            with self._lock:
                self._turn_to(revision)
                answer, other = self._kept.get(key), self._under_way.get(place)
                if answer is not None:
                    self._kept.move_to_end(key)
                elif other is None:
                    making = self._under_way[place] = _Making()
                    break
            if answer is None and other is not None:
                other.done.wait()
                answer = other.answer
            if answer is not None:
                now = revision if sure is None else sure()
                if now == revision:
                    return answer, True
                revision, sure = now, None
        try:
            answer = making.answer = make()
            with self._lock:
                self._keep(key, answer)
            return answer, False
        finally:
            with self._lock:
                del self._under_way[place]
            making.done.set()

    def _turn_to(self, revision: int) -> None:
        """Forget the answers of another revision: a smaller one is an index that was built anew."""
        if revision != self._revision:
            self._kept.clear()
            self._weight = 0
            self._revision = revision

    def _keep(self, key: Hashable, made: T) -> None:
        weight = _weight(made)
        if made.degraded or made.revision != self._revision or key in self._kept or weight > self._heaviest:
            return
        self._kept[key] = made
        self._weight += weight
        while self._weight > self._heaviest:
            self._weight -= _weight(self._kept.popitem(last=False)[1])


def _weight(answer: Answer) -> int:
    return 1 + len(answer.ranked)
