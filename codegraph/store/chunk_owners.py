"""Which file and symbol each chunk belongs to, told without the database of all chunks that the vectors' file has.

A search finds two hundred chunks and shows ten. Of the others it asks for no more than this, and a chunk that is read
from the database for that takes 50 microseconds.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from codegraph.store.sidecar import halves, hex_ids, mixed, pack_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from codegraph.identity import NodeId
    from codegraph.store.sidecar import Sidecar


class _Order(NamedTuple):
    """All ids as one number each, rising, and the row that each stands in: 12 bytes a chunk."""

    numbers: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.uint32]


class ChunkOwners:
    """The files and symbols of the chunks of one mapped file.

    Of some chunks, in the order of their ids; those that are not known are left out. `counting` says which chunks of
    the mapped file still count; None: all.
    """

    def __init__(self, base: Sidecar) -> None:
        """Take the mapped file; its ids are put in order when some are asked for first."""
        self._base = base

    def files(self, ids: Sequence[NodeId], counting: npt.NDArray[np.bool_] | None) -> dict[NodeId, str]:
        """Give the key of each chunk's file."""
        known, rows = self._rows(ids, counting)
        files = self._files
        return {one: files[number] for one, number in zip(known, self._base.file_of[rows].tolist(), strict=True)}

    def symbols(self, ids: Sequence[NodeId], counting: npt.NDArray[np.bool_] | None) -> dict[NodeId, NodeId]:
        """Give each chunk's symbol, where the mapped file says it."""
        if not len(self._base.symbols):
            return {}
        known, rows = self._rows(ids, counting)
        return dict(zip(known, hex_ids(self._base.symbols[rows]), strict=True))

    @cached_property
    def finds_all(self) -> bool:
        """Whether no two ids are the same number, of which only one would be found; that never happened yet."""
        numbers = self._order.numbers
        return bool((numbers[1:] != numbers[:-1]).all())

    def _rows(
        self, ids: Sequence[NodeId], counting: npt.NDArray[np.bool_] | None
    ) -> tuple[list[NodeId], npt.NDArray[np.uint32]]:
        """Give those of some ids that are known, and the rows they stand in."""
        order, base = self._order, self._base
        if not ids or not len(order.rows):
            return [], order.rows[:0]
        wanted = pack_ids(ids)
        rows = order.rows[np.minimum(np.searchsorted(order.numbers, mixed(wanted)), len(order.rows) - 1)]
        known = (halves(base.ids[rows]) == halves(wanted)).all(axis=1)
        if counting is not None:
            known &= counting[rows]
        return [one for one, is_it in zip(ids, known.tolist(), strict=True) if is_it], rows[known]

    @cached_property
    def _order(self) -> _Order:
        numbers = mixed(self._base.ids)
        rows = np.argsort(numbers)
        return _Order(numbers[rows], rows.astype(np.uint32))

    @cached_property
    def _files(self) -> list[str]:
        return [*hex_ids(self._base.files)]
