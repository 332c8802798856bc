"""Several rankings of chunks made one.

Each ranking gives a chunk two kinds of evidence: its rank, as in reciprocal rank fusion (Cormack, Clarke, Büttcher:
Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009), and its score as a share of
the ranking's best. Ranks say most; `docs/decisions/0008-rank-fusion.md` tells how the two were weighed.
"""

from __future__ import annotations

from collections import defaultdict
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def fuse(
    rankings: Mapping[str, Finds],
    weights: Mapping[str, float],
    *,
    constant: float = RANK_CONSTANT,
    score_share: float = SCORE_SHARE,
) -> list[Fused]:
    """Fuse rankings into one, best first, ties by id.

    The order of the rankings and of the entries in them does not matter: entries are ranked by score, then id; of a
    chunk that stands twice in one ranking the better entry counts. Scores that are no finite number are left out.

    What stands aside changes nothing for the others: these are ranked among themselves. A chunk that stands aside has
    the rank that it has among all, and no more than the best score of the others.

    :param rankings: for each name what it found; higher scores are better.
    :param weights: for each name what its best entry adds; a name without a weight adds nothing.
    """
    parts: dict[NodeId, dict[str, Part]] = defaultdict(dict)
    scores: dict[NodeId, float] = defaultdict(float)
    aside: set[NodeId] = set()
    for name in sorted(rankings):
        weight = weights.get(name, 0.0)
        if weight <= 0.0:
            continue
        main = _best(rankings[name].main)
        beside = {one: score for one, score in _best(rankings[name].aside).items() if one not in main}
        aside.update(beside)
        best = max((main or beside).values(), default=0.0)
        ranked = _ranked(main)
        if beside:
            ranked += [one for one in _ranked({**main, **beside}) if one[0] in beside]
        for chunk, rank, score in ranked:
            by_rank = (constant + 1) / (constant + rank)
            by_score = min(max(score / best, 0.0), 1.0) if best > 0.0 else by_rank
            adds = weight * ((1.0 - score_share) * by_rank + score_share * by_score)
            parts[chunk][name] = Part(rank, score, adds)
            scores[chunk] += adds
    ordered = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
    return [Fused(one, score, parts[one], one in aside) for one, score in ordered]


def _best(ranking: Ranking) -> dict[NodeId, float]:
    best: dict[NodeId, float] = {}
    for chunk, score in ranking:
        if isfinite(score) and score > best.get(chunk, float("-inf")):
            best[chunk] = score
    return best


def _ranked(scores: Mapping[NodeId, float]) -> list[tuple[NodeId, int, float]]:
    ordered = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(chunk, rank, score) for rank, (chunk, score) in enumerate(ordered, start=1)]
