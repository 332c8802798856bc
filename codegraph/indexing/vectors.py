"""Collects the vectors of a run and writes those that the store lacks, many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from codegraph.store import Store

_AT_ONCE = 4096
_FLOAT = 4


def lacking(store: Store, keys: Sequence[str], vectors: bytes) -> dict[str, bytes]:
    """Choose the vectors that a store lacks: from float32 rows, one a key."""
    missing, size = store.missing_vectors(keys), store.dimensions * _FLOAT
    return {key: vectors[at * size : (at + 1) * size] for at, key in enumerate(keys) if key in missing}


class VectorWriter:
    """Takes vectors batch by batch; `flush` writes the rest."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: set[str] = set()
        self._keys: list[str] = []
        self._rows: list[npt.NDArray[np.float32]] = []

    def add(self, keys: Sequence[str], vectors: bytes) -> None:
        """Take vectors: float32 rows, one a key, as bytes."""
        import numpy as np  # noqa: PLC0415 - a run with little to embed does without

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
        import numpy as np  # noqa: PLC0415 - see add

        missing = self._store.missing_vectors(self._keys)
        if missing:
            matrix = np.concatenate(self._rows)
            wanted = [at for at, key in enumerate(self._keys) if key in missing]
            self._store.write_vectors([self._keys[at] for at in wanted], matrix[wanted])
        self._keys, self._rows = [], []
