"""How well places hold what was looked for: nDCG@10 as the retrieval benchmark's authors compute it, and others."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CUT = 10
"""So many hits count."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or lines of it from 1, both ends included; `end` 0 means the whole file."""

    path: str
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        if not self.end:
            return self.path
        return f"{self.path}:{self.start}" + (f"-{self.end}" if self.end != self.start else "")


def ndcg(hits: Sequence[Place], targets: Sequence[Place]) -> float:
    """Give nDCG@10: gain 1 at each rank that is some target's first, over that of all targets at the top.

    Raises ZeroDivisionError without a target.
    """
    ranks = {rank for target in targets if (rank := rank_of(hits, target))}
    gain = sum(1.0 / log2(1 + rank) for rank in ranks)
    return gain / sum(1.0 / log2(1 + rank) for rank in range(1, min(CUT, len(targets)) + 1))


def reciprocal_rank(hits: Sequence[Place], targets: Sequence[Place]) -> float:
    """Give 1 over the rank of the first target found among the first ten hits, 0 without one."""
    ranks = [rank for target in targets if (rank := rank_of(hits, target))]
    return 1.0 / min(ranks) if ranks else 0.0


def recall(places: Sequence[Place], targets: Sequence[Place]) -> float:
    """Give the share of the targets that are among places, however many these are.

    Raises ZeroDivisionError without a target.
    """
    return sum(any(is_target(place, target) for place in places) for target in targets) / len(targets)


def rank_of(hits: Sequence[Place], target: Place, cut: int = CUT) -> int:
    """Give the rank, from 1, of the first of `cut` hits that is the target; 0 if none is."""
    return next((rank for rank, hit in enumerate(hits[:cut], start=1) if is_target(hit, target)), 0)


def is_target(hit: Place, target: Place) -> bool:
    """Tell whether a place is a target.

    Its path is, or ends with, the target's, or the other way round; the lines overlap where both have some.
    """
    same = hit.path == target.path
    if not (same or hit.path.endswith("/" + target.path) or target.path.endswith("/" + hit.path)):
        return False
    return not target.end or not hit.end or (hit.start <= target.end and target.start <= hit.end)
