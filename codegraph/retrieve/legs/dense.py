"""Finds chunks by meaning: the nearest vectors to the question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.fuse import Finds

if TYPE_CHECKING:
    from array import array

    from codegraph.embed import Embedder
    from codegraph.identity import NodeId
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store import Store

_WIDER = 20


class DenseLeg:
    """The vectors of the store, by HNSW or exact."""

    name = "dense"

    def __init__(self, store: Store, embedder: Embedder, scope: ScopeTest) -> None:
        self._store = store
        self._embedder = embedder
        self._scope = scope

    def search(self, query: Query, k: int, deadline: float) -> Finds:
        """Find the k chunks whose vectors have the highest cosine with the question's."""
        del deadline  # one call into the store, which has a time limit of its own
        vector = self._embedder.encode_query(query.text)
        if not any(vector):
            return Finds([])
        taken = k * (_WIDER if self._scope else 1)
        for taken in (k, 6 * k, 30 * k):
            found = self._nearest(vector, taken)
            finds = self._split(found, k)
            if len(finds.main) >= k or len(found) < taken:
                break
        if len(finds.main) >= k or not self._scope.limits_files:
            return finds
        paths = [path for path, row in self._store.files().items() if self._scope.lets_file_in(path, row.language)]
        return self._split(self._store.dense_exact(vector, k * _WIDER, paths=paths), k)

    def _split(self, found: list[tuple[NodeId, float]], k: int) -> Finds:
        return self._scope.split(found, {chunk.id: chunk for chunk in self._store.chunks([one for one, _ in found])}, k)

    def _nearest(self, vector: array[float], k: int) -> list[tuple[NodeId, float]]:
        return self._store.nearest(vector, k, of=self._store.lexical.count)
