"""Several rankings of chunks made one.

Each ranking gives a chunk two kinds of evidence: its rank, as in reciprocal rank fusion (Cormack, Clarke, Büttcher:
Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009), and its score as a share of
the ranking's best. Ranks say most; `docs/decisions/0008-rank-fusion.md` tells how the two were weighed.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from codegraph.identity import NodeId

    Ranking = Sequence[tuple[NodeId, float]]

RANK_CONSTANT = 15
"""How fast a rank loses weight: the 16th after the first counts half."""

SCORE_SHARE = 0.1
"""How much of the fused score comes from scores; the rest comes from ranks."""


class Finds(NamedTuple):
    """What one leg found: (chunk, score) pairs of the pool that the question asks for, and those that stand aside."""

    main: Ranking
    aside: Ranking = ()

    def together(self) -> Ranking:
        """Give both as one ranking."""
        return [*self.main, *self.aside]


class Part(NamedTuple):
    """What one ranking says of a chunk: its rank from 1, its score there, and what that adds to the fused score."""

    rank: int
    score: float
    adds: float


class Fused(NamedTuple):
    """A chunk with its fused score and the parts it is made of, by ranking; whether it stands aside."""

    id: NodeId
    score: float
    parts: Mapping[str, Part]
    aside: bool = False


class Fusion:
    """Rankings that are made one, as they come in."""

    def __init__(
        self,
        weights: Mapping[str, float],
        *,
        constant: float = RANK_CONSTANT,
        score_share: float = SCORE_SHARE,
    ) -> None:
        """Begin with none.

        :param weights: for each name what its best entry adds; a name without a weight adds nothing.
        """
        self._weights = weights
        self._constant = constant
        self._score_share = score_share
        # by ranking and chunk, as in `Part`: most chunks are never asked for theirs
        self._found: dict[str, dict[NodeId, tuple[int, float, float]]] = {}
        self._scores: dict[NodeId, float] = defaultdict(float)
        self._aside: set[NodeId] = set()
        self._order: list[tuple[float, NodeId]] | None = None

    def add(self, rankings: Mapping[str, Finds]) -> None:
        """Add rankings by name: the order of the entries in one does not matter.

        Entries are ranked by score, then id; of a chunk that stands twice in one ranking the better entry counts.
        Scores that are no finite number are left out.

        What stands aside changes nothing for the others: these are ranked among themselves. A chunk that stands aside
        has the rank that it has among all, and no more than the best score of the others.
        """
        self._order = None
        for name in sorted(rankings):
            if self._weights.get(name, 0.0) > 0.0:
                self._add(name, rankings[name], self._weights[name])

    def _add(self, name: str, found: Finds, weight: float) -> None:
        main = _best(found.main)
        beside = {one: score for one, score in _best(found.aside).items() if one not in main}
        self._aside.update(beside)
        best = max((main or beside).values(), default=0.0)
        order = _order(main)
        ranked = list(enumerate(order, start=1))
        if beside:
            together = sorted(order + _order(beside))
            ranked += [one for one in enumerate(together, start=1) if one[1][1] in beside]
        constant, share = self._constant, self._score_share
        places, scores = self._found.setdefault(name, {}), self._scores
        for rank, (negative, chunk) in ranked:
            score = -negative
            by_rank = (constant + 1) / (constant + rank)
            by_score = score / best if best > 0.0 else by_rank
            if not 0.0 < by_score <= 1.0:
                by_score = 1.0 if by_score > 0.0 else 0.0
            adds = weight * ((1.0 - share) * by_rank + share * by_score)
            places[chunk] = rank, score, adds
            scores[chunk] += adds

    def best(self, count: int) -> list[tuple[NodeId, float]]:
        """Give the best chunks that do not stand aside, with their scores."""
        main = ((one, -negative) for negative, one in self._in_order() if one not in self._aside)
        return list(islice(main, count))

    def order(self) -> list[NodeId]:
        """Give all chunks, best first, ties by id."""
        return [one for _, one in self._in_order()]

    def is_aside(self, chunk: NodeId) -> bool:
        """Tell whether a chunk stands aside."""
        return chunk in self._aside

    def fused(self, chunks: Iterable[NodeId]) -> list[Fused]:
        """Give what is known of some of the chunks, in their order."""
        scores, aside, found = self._scores, self._aside, [*self._found.items()]
        return [
            Fused(one, scores[one], {name: Part(*places[one]) for name, places in found if one in places}, one in aside)
            for one in chunks
        ]

    def fused_but(self, chunks: Collection[NodeId]) -> list[Fused]:
        """Give what is known of all chunks but some, best first."""
        known = {*chunks}
        return self.fused(one for one in self.order() if one not in known)

    def _in_order(self) -> list[tuple[float, NodeId]]:
        if self._order is None:
            self._order = _order(self._scores)
        return self._order


def _best(ranking: Ranking) -> dict[NodeId, float]:
    best = dict(ranking)
    if len(best) == len(ranking) and all(map(isfinite, best.values())):
        return best
    best.clear()
    for chunk, score in ranking:
        if isfinite(score) and score > best.get(chunk, float("-inf")):
            best[chunk] = score
    return best


def _order(scores: Mapping[NodeId, float]) -> list[tuple[float, NodeId]]:
    """Give negative scores with their chunks, in order: best first, ties by id."""
    return sorted([(-score, chunk) for chunk, score in scores.items()])
