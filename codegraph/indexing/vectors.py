"""Collects the vectors of a run and writes those that the store lacks, many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from codegraph.store import Store

_AT_ONCE = 4096


def lacking(store: Store, keys: Sequence[str], vectors: bytes) -> tuple[list[str], npt.NDArray[np.float32]]:
    """Choose the vectors that a store lacks: from float32 rows, one a key, as bytes."""
    matrix = np.frombuffer(vectors, dtype=np.float32).reshape(len(keys), -1 if keys else store.dimensions)
    missing = store.missing_vectors(keys)
    wanted = [at for at, key in enumerate(keys) if key in missing]
    return [keys[at] for at in wanted], matrix[wanted]


class VectorWriter:
    """Takes vectors batch by batch; `flush` writes the rest."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: set[str] = set()
        self._keys: list[str] = []
        self._rows: list[npt.NDArray[np.float32]] = []

    def add(self, keys: Sequence[str], vectors: bytes) -> None:
        """Take vectors: float32 rows, one a key, as bytes."""
        if not keys:
            return
        matrix = np.frombuffer(vectors, dtype=np.float32).reshape(len(keys), -1)
        fresh = [at for at, key in enumerate(keys) if key not in self._seen]
        self._seen.update(keys)
        self._keys += [keys[at] for at in fresh]
        self._rows.append(matrix[fresh])
        if len(self._keys) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        missing = self._store.missing_vectors(self._keys)
        if missing:
            matrix = np.concatenate(self._rows)
            wanted = [at for at, key in enumerate(self._keys) if key in missing]
            self._store.write_vectors([self._keys[at] for at in wanted], matrix[wanted])
        self._keys, self._rows = [], []
