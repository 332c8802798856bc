"""Finds what stands one edge away from the best hits of the other legs."""

from __future__ import annotations

from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING

from codegraph.model import EdgeKind
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.pools import aside_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.identity import NodeId
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store.moment import Moment

KINDS = (EdgeKind.CALLS, EdgeKind.IMPLEMENTS, EdgeKind.OVERRIDES, EdgeKind.USES_TYPE)
"""The edges that are followed, in both directions."""

# a hub has thousands of edges, which tell nothing, and reading them takes longer than the rest of a search
_MOST_STEPS = 80
# the graph gives less evidence than the other legs, and the far ends of its list none
_MOST_FINDS = 40


class GraphLeg:
    """The neighbours of given symbols.

    A neighbour scores the sum over its seeds of the seed's score, divided by the logarithm of the number of the seed's
    neighbours, so that a hub does not lift all that touch it.
    """

    name = "graph"

    def __init__(self, moment: Moment, scope: ScopeTest, seeds: Mapping[NodeId, float]) -> None:
        """Set the seeds: symbols with their scores."""
        self._moment = moment
        self._scope = scope
        self._seeds = seeds
        self._far: Mapping[NodeId, Mapping[NodeId, bool]] = {}

    def search(self, query: Query, k: int) -> Finds:
        """Find the k neighbours with the highest score; the seeds themselves only as each other's neighbours."""
        del query
        if not self._seeds:
            return Finds([])
        far = self._far = self._moment.store.first_steps(self._seeds, KINDS, _MOST_STEPS)
        scores: dict[NodeId, float] = defaultdict(float)
        for near in sorted(far):
            share = self._seeds.get(near, 0.0) / log2(2 + len(far[near]))
            for one in far[near]:
                scores[one] += share
        k = min(k, _MOST_FINDS)
        found = sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))
        found = found if self._scope else found[: k + aside_of(k, k)]
        return self._scope.split(found, self._scope.look_at([one for one, _ in found], self._moment), k)

    def called_by(self, symbol: NodeId) -> list[NodeId]:
        """Give what a seed calls, after a search."""
        return [far for far, calls in self._far.get(symbol, {}).items() if calls]
