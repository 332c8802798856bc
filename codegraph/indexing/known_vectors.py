"""Vectors that need no embedding: the own store has them, or that of another worktree of the same git repository.

A vector's key names its text and its embedding set, so that whoever has the key has the vector. Works in the process
that writes and in workers, each with handles of its own. A fault of a store only means that it has nothing to give.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import CodegraphError
from codegraph.observe.logs import debug
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# so far may the length of a vector be from 1
_LENGTH_TOLERANCE = 1e-3


class StoreFolders(NamedTuple):
    """Where the stores stand that a worker opens for itself: the own one, if it has files yet, and those of others."""

    own: Path | None
    others: tuple[Path, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.own or self.others)


class KnownVectors:
    """Looks up vectors in the own store, and in others of the same embedding set."""

    def __init__(self, own: Store | None, others: Iterable[Store] = ()) -> None:
        """Take open stores; whoever opened them closes them."""
        self.own = own
        self.others = list(others)

    @property
    def folders(self) -> StoreFolders:
        """Where the stores stand."""
        own = self.own.places.directory if self.own else None
        return StoreFolders(own, tuple(one.places.directory for one in self.others))

    def look_up(self, keys: Sequence[str], dimensions: int) -> tuple[list[str], dict[str, bytes]]:
        """Tell which vectors the own store lacks, and give those of them that another has: float32, as bytes."""
        wanted = self._lacking(keys)
        found: dict[str, bytes] = {}
        for store in list(self.others):
            left = [key for key in wanted if key not in found]
            if not left:
                break
            try:
                found.update(_read(store, left, dimensions))
            except (CodegraphError, ValueError, TypeError) as error:
                debug("%s shares no vectors: %s", store.places.directory, error)
                self.others.remove(store)
        return wanted, found

    def close(self) -> None:
        """Close the stores; for those who opened them only for this."""
        for store in (self.own, *self.others):
            if store is not None:
                store.close()

    def _lacking(self, keys: Sequence[str]) -> list[str]:
        if self.own is None:
            return list(keys)
        missing = self.own.missing_vectors(keys)
        return [key for key in keys if key in missing]


@cache
def open_in_worker(folders: StoreFolders) -> KnownVectors:
    """Open the stores for reading, once for the worker; they are closed with it."""
    from multiprocessing import util  # noqa: PLC0415 - see pool.in_workers

    own = _open(folders.own) if folders.own else None
    known = KnownVectors(own, [store for one in folders.others if (store := _open(one))])
    # a worker ends without running what `atexit` was told
    util.Finalize(None, known.close, exitpriority=1)
    return known


def _open(folder: Path) -> Store | None:
    try:
        return Store.open(folder)
    except CodegraphError as error:
        debug("%s shares no vectors: %s", folder, error)
        return None


def _read(store: Store, keys: Sequence[str], dimensions: int) -> dict[str, bytes]:
    """Read the vectors that a store has; raises ValueError where one is none of such a set."""
    found = dict(store.iter_vectors(keys))
    if not found:
        return {}
    import numpy as np  # noqa: PLC0415 - a run with little to embed does without

    matrix = np.array(list(found.values()), dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=1)
    sound = (np.abs(lengths - 1) < _LENGTH_TOLERANCE) | (lengths == 0)
    if matrix.shape[1] != dimensions or not sound.all():
        message = "a vector there has another length"
        raise ValueError(message)
    return {key: row.tobytes() for key, row in zip(found, matrix, strict=True)}
