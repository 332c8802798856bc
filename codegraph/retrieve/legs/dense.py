"""Finds chunks by meaning: the nearest vectors to the question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.legs.running import beside
from codegraph.retrieve.pools import aside_of

if TYPE_CHECKING:
    from array import array

    from codegraph.embed import Embedder
    from codegraph.identity import NodeId
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store.moment import Moment

# what the index cannot limit by itself is limited here, from so many times more
_WIDER = (3, 20)
# by HNSW what stands aside is found with the rest
_OVER = 2


class DenseLeg:
    """The vectors of the store, by HNSW or exact."""

    name = "dense"

    def __init__(self, moment: Moment, embedder: Embedder, scope: ScopeTest) -> None:
        self._moment = moment
        self._embedder = embedder
        self._scope = scope

    def search(self, query: Query, k: int) -> Finds:
        """Find the k chunks whose vectors have the highest cosine with the question's."""
        vector = self._embed(query.text)
        if not any(vector):
            return Finds([])
        store, scope = self._moment.store, self._scope
        exact = store.exact_is_quicker(of=self._moment.lexical.count)
        if not scope:
            return self._exact(vector, k) if exact else self._split(store.dense_hnsw(vector, k * _OVER), k)
        files = self._files() if scope.limits_files else None
        if exact and not scope.limits_chunks:
            return self._exact(vector, k, files)
        near = self._moment.near(vector) if exact else None
        finds = Finds([])
        for taken in (k * wider for wider in _WIDER):
            found = store.dense_hnsw(vector, taken) if near is None else near.search(taken, files=files)
            finds = self._split(found, k)
            if len(finds.main) >= k:
                break
            # to load what exact searches need takes less time than to find so many by HNSW
            near = near or self._moment.near(vector)
        return finds

    def _embed(self, text: str) -> array[float]:
        embedder = self._embedder
        return embedder.encode_query(text) if embedder.instant else beside(lambda: embedder.encode_query(text))

    def _exact(self, vector: array[float], k: int, files: frozenset[str] | None = None) -> Finds:
        near, pools = self._moment.near(vector), self._scope.pools
        if not pools.aside:
            return Finds(near.search(k, files=files))
        main = near.search(k, files=files, roles=pools.main)
        return Finds(main, near.search(aside_of(k, len(main)), files=files, roles=pools.aside))

    def _files(self) -> frozenset[str]:
        """Give the keys of the files in scope."""
        files, lets_in = self._moment.all_files(), self._scope.lets_file_in
        return frozenset(key for key, one in files.items() if lets_in(one.path, one.language))

    def _split(self, found: list[tuple[NodeId, float]], k: int) -> Finds:
        return self._scope.split(found, self._scope.look_at([one for one, _ in found], self._moment), k)
