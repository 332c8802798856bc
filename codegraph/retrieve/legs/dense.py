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
    from codegraph.store.moment import Moment

_WIDER = 20
# by HNSW what stands aside is found with the rest
_OVER = 2


class DenseLeg:
    """The vectors of the store, by HNSW or exact."""

    name = "dense"

    def __init__(self, moment: Moment, embedder: Embedder, scope: ScopeTest) -> None:
        self._moment = moment
        self._embedder = embedder
        self._scope = scope

    def search(self, query: Query, k: int, deadline: float) -> Finds:
        """Find the k chunks whose vectors have the highest cosine with the question's."""
        del deadline  # calls into the store, which has a time limit of its own
        vector = self._embedder.encode_query(query.text)
        if not any(vector):
            return Finds([])
        store, scope = self._moment.store, self._scope
        exact = store.exact_is_quicker(of=self._moment.lexical.count)
        if not scope:
            return self._exact(vector, k) if exact else self._split(store.dense_hnsw(vector, k * _OVER), k)
        finds = self._split(
            self._moment.near(vector).search(k * _WIDER) if exact else store.dense_hnsw(vector, k * _WIDER), k
        )
        if len(finds.main) >= k or not scope.limits_files:
            return finds
        paths = [path for path, row in store.files().items() if scope.lets_file_in(path, row.language)]
        return self._split(self._moment.near(vector).search(k * _WIDER, paths=paths), k)

    def _exact(self, vector: array[float], k: int) -> Finds:
        near, pools = self._moment.near(vector), self._scope.pools
        if not pools.aside:
            return Finds(near.search(k))
        main = near.search(k, roles=pools.main)
        return Finds(main, near.search(aside_of(k, len(main)), roles=pools.aside))

    def _split(self, found: list[tuple[NodeId, float]], k: int) -> Finds:
        return self._scope.split(found, self._scope.look_at([one for one, _ in found], self._moment), k)
