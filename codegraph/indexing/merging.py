"""Puts prepared batches together, so that a page of the database that many files share is written once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.store import record_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from codegraph.indexing.preparing import Prepared

_ROWS_A_WRITE = 6_000


def merged(batches: Iterable[Prepared]) -> Iterator[Prepared]:
    """Put batches together, but for the first, whose files somebody may wait for."""
    waiting: list[Prepared] = []
    rows = _ROWS_A_WRITE
    for batch in batches:
        waiting.append(batch)
        rows += sum(map(record_rows, batch.records))
        if rows >= _ROWS_A_WRITE:
            yield _as_one(waiting)
            waiting, rows = [], 0
    if waiting:
        yield _as_one(waiting)


def _as_one(batches: Sequence[Prepared]) -> Prepared:
    if len(batches) == 1:
        return batches[0]
    return batches[0]._replace(
        records=[record for batch in batches for record in batch.records],
        keys=[key for batch in batches for key in batch.keys],
        vectors=b"".join(batch.vectors for batch in batches),
        facts={},
    )
