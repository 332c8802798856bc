"""nDCG@10 as the benchmark's authors compute it, and the mean reciprocal rank."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CUT = 10


@dataclass(frozen=True)
class Place:
    """A file, or lines of it from 1, both ends included; `end` 0 means the whole file."""

    path: str
    start: int = 0
    end: int = 0


def ndcg(hits: Sequence[Place], targets: Sequence[Place]) -> float:
    """Give nDCG@10: gain 1 at each rank that is some target's first, over that of all targets at the top."""
    ranks = {rank for target in targets if (rank := rank_of(hits, target))}
    gain = sum(1.0 / log2(1 + rank) for rank in ranks)
    return gain / sum(1.0 / log2(1 + rank) for rank in range(1, min(CUT, len(targets)) + 1))


def reciprocal_rank(hits: Sequence[Place], targets: Sequence[Place]) -> float:
    """Give 1 over the rank of the first target found among the first ten hits, 0 without one."""
    ranks = [rank for target in targets if (rank := rank_of(hits, target))]
    return 1.0 / min(ranks) if ranks else 0.0


def rank_of(hits: Sequence[Place], target: Place) -> int:
    """Give the rank, from 1, of the first of ten hits that is the target; 0 if none is."""
    return next((rank for rank, hit in enumerate(hits[:CUT], start=1) if _is_target(hit, target)), 0)


def _is_target(hit: Place, target: Place) -> bool:
    same = hit.path == target.path
    if not (same or hit.path.endswith("/" + target.path) or target.path.endswith("/" + hit.path)):
        return False
    return not target.end or not hit.end or (hit.start <= target.end and target.start <= hit.end)
