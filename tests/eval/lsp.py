"""Asks one language server many questions quickly: requests are pipelined, answers come in the questions' order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegraph.resolve.rust_analyzer.language_server import Server

Json: TypeAlias = Any  # what json.loads gives


def ask_all(server: Server, method: str, questions: Iterable[object], *, window: int) -> Iterator[Json]:
    """Ask every question, at most `window` at a time; a failed one gives None."""
    under_way: deque[tuple[object, int]] = deque()
    for question in questions:
        under_way.append((question, server.send(method, question)))
        if len(under_way) >= window:
            yield server.settle(method, *under_way.popleft())
    while under_way:
        yield server.settle(method, *under_way.popleft())
