"""Several rankings of chunks made one.

Each ranking gives a chunk two kinds of evidence: its rank, as in reciprocal rank fusion (Cormack, Clarke, Büttcher:
Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009), and its score as a share of
the ranking's best. Ranks say most; `docs/decisions/0008-rank-fusion.md` tells how the two were weighed.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.identity import NodeId

    Ranking = Sequence[tuple[NodeId, float]]

RANK_CONSTANT = 15
"""How fast a rank loses weight: the 16th after the first counts half."""

SCORE_SHARE = 0.25
"""How much of the fused score comes from scores; the rest comes from ranks."""


class Part(NamedTuple):
    """What one ranking says of a chunk: its rank from 1, its score there, and what that adds to the fused score."""

    rank: int
    score: float
    adds: float


class Fused(NamedTuple):
    """A chunk with its fused score and the parts it is made of, by ranking."""

    id: NodeId
    score: float
    parts: Mapping[str, Part]


def fuse(
    rankings: Mapping[str, Ranking],
    weights: Mapping[str, float],
    *,
    constant: float = RANK_CONSTANT,
    score_share: float = SCORE_SHARE,
) -> list[Fused]:
    """Fuse rankings into one, best first, ties by id.

    The order of the rankings and of the entries in them does not matter: entries are ranked by score, then id; of a
    chunk that stands twice in one ranking the better entry counts. Scores that are no finite number are left out.

    :param rankings: for each name (chunk, score) pairs; higher scores are better.
    :param weights: for each name what its best entry adds; a name without a weight adds nothing.
    """
    parts: dict[NodeId, dict[str, Part]] = {}
    for name in sorted(rankings):
        weight = weights.get(name, 0.0)
        if weight <= 0.0:
            continue
        ranked = _ranked(rankings[name])
        best = ranked[0][1] if ranked else 0.0
        for rank, (chunk, score) in enumerate(ranked, start=1):
            by_rank = (constant + 1) / (constant + rank)
            by_score = max(score / best, 0.0) if best > 0.0 else by_rank
            adds = weight * ((1.0 - score_share) * by_rank + score_share * by_score)
            parts.setdefault(chunk, {})[name] = Part(rank, score, adds)
    fused = [Fused(chunk, sum(part.adds for part in found.values()), found) for chunk, found in parts.items()]
    fused.sort(key=lambda one: (-one.score, one.id))
    return fused


def _ranked(ranking: Ranking) -> list[tuple[NodeId, float]]:
    best: dict[NodeId, float] = {}
    for chunk, score in ranking:
        if isfinite(score) and score > best.get(chunk, float("-inf")):
            best[chunk] = score
    return sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))
