"""The HNSW index of the database over the vectors: built after all else, searched without numpy.

Malkov, Yashunin: Efficient and robust approximate nearest neighbor search using HNSW graphs, 2016.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.store.queries import load
from codegraph.store.session import Session

if TYPE_CHECKING:
    from array import array

    from codegraph.store.engine import Rows

_M = 16
_EF_CONSTRUCTION = 64
_EF = 64
_AT_ONCE = 32
_EVERY = 1 << 31
# So many new vectors are cheaper to index from the start than one by one.
HNSW_REBUILD = 2_000


class Hnsw(Session):
    """Approximate dense search."""

    def has_hnsw(self) -> bool:
        """Tell whether the index is built. It then holds every vector but those that wait (`absorb_vectors`)."""
        return any(row[0] == "nearest" for row in self._engine.rows("::indices emb"))

    def build_hnsw(self) -> None:
        """Build the index over all vectors, in one transaction; does nothing where it stands.

        Takes about 0.3 ms of CPU and 10 kB of memory a vector. Interrupted, nothing of it is left.
        """
        self._require_lock()
        if not self.has_hnsw():
            self._take_in(_EVERY)
            self._engine.write(
                f"::hnsw create emb:nearest {{dim: {self.dimensions}, m: {_M}, dtype: F32, fields: [v], "
                f"distance: Cosine, ef_construction: {_EF_CONSTRUCTION}}}"
            )
        self._write("")

    def absorb_vectors(self, most: int = _AT_ONCE) -> int:
        """Take up to so many of the vectors that wait into the index (10 ms each); returns how many still do.

        Many are taken in by building the index anew, which takes less time.
        """
        self._require_lock()
        waiting = self._count_unindexed()
        if not waiting:
            return 0
        if waiting > HNSW_REBUILD:
            self.drop_hnsw()
            self.build_hnsw()
        else:
            self._take_in(most)
        return self._count_unindexed()

    def vector_count(self) -> int:
        """Count the vectors, but for those that wait; some may be of no chunk any more."""
        return int(self._ask("count_all_vectors")[0][0])

    def vectors_waiting(self) -> int:
        """Count the vectors that wait to be taken into the index; 0 where there is none."""
        return self._count_unindexed() if self.has_hnsw() else 0

    def _count_unindexed(self) -> int:
        return int(self._ask("count_unindexed")[0][0])

    def _take_in(self, most: int) -> None:
        if self._count_unindexed():
            self._write(load("absorb_vectors"), {"most": most})

    def drop_hnsw(self) -> None:
        """Drop the index; searches are exact from then on."""
        self._require_lock()
        if self.has_hnsw():
            self._engine.write("::hnsw drop emb:nearest")
        self._write("")

    def dense_hnsw(self, query: array[float], k: int, *, ef: int = _EF) -> list[tuple[NodeId, float]]:
        """Find about the k chunks nearest to a unit vector: (chunk, cosine), the nearest first, ties by id.

        :param query: `dimensions` floats, typecode `f`.
        :param ef: candidates looked at; more find more and take longer (5 ms at 64).
        """
        encoded = base64.b64encode(query.tobytes()).decode("ascii")
        near = self._ask("vectors_nearest", query=encoded, k=k, ef=max(ef, k))
        distances = {row[0]: row[1] for row in near}
        chunks: Rows = self._ask("chunks_of_vectors", keys=[[row[0]] for row in near])
        found = [(NodeId(chunk.replace("-", "")), 1.0 - distances[key]) for key, chunk in chunks]
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]
