"""Finds chunks by meaning: the nearest vectors to the question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.pools import aside_of

if TYPE_CHECKING:
    from array import array

    from codegraph.embed import Embedder
    from codegraph.identity import NodeId
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store import Store

_WIDER = 20
# by HNSW what stands aside is found with the rest
_OVER = 2


class DenseLeg:
    """The vectors of the store, by HNSW or exact."""

    name = "dense"

    def __init__(self, store: Store, embedder: Embedder, scope: ScopeTest) -> None:
        self._store = store
        self._embedder = embedder
        self._scope = scope

    def search(self, query: Query, k: int, deadline: float) -> Finds:
        """Find the k chunks whose vectors have the highest cosine with the question's."""
        del deadline  # calls into the store, which has a time limit of its own
        vector = self._embedder.encode_query(query.text)
        if not any(vector):
            return Finds([])
        store, scope = self._store, self._scope
        exact = store.exact_is_quicker(of=store.lexical.count)
        if not scope:
            return self._exact(vector, k) if exact else self._split(store.dense_hnsw(vector, k * _OVER), k)
        near = store.dense_exact if exact else store.dense_hnsw
        finds = self._split(near(vector, k * _WIDER), k)
        if len(finds.main) >= k or not scope.limits_files:
            return finds
        paths = [path for path, row in store.files().items() if scope.lets_file_in(path, row.language)]
        return self._split(store.dense_exact(vector, k * _WIDER, paths=paths), k)

    def _exact(self, vector: array[float], k: int) -> Finds:
        pools = self._scope.pools
        if not pools.aside:
            return Finds(self._store.dense_exact(vector, k))
        main = self._store.dense_exact(vector, k, roles=pools.main)
        return Finds(main, self._store.dense_exact(vector, aside_of(k, len(main)), roles=pools.aside))

    def _split(self, found: list[tuple[NodeId, float]], k: int) -> Finds:
        chunks = {chunk.id: chunk for chunk in self._store.chunks([one for one, _ in found])}
        return self._scope.split(found, chunks, k)
