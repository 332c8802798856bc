"""Why a hit stands where it does: what each leg said of it, and what each feature added."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.retrieve.rank import Ranked

_DIGITS = 4


def legs_of(ranked: Ranked) -> dict[str, Mapping[str, float]]:
    """Give for each leg that found the hit its rank there, its score there, and what that adds to the fused score."""
    return {
        name: {"rank": part.rank, "score": round(part.score, _DIGITS), "adds": round(part.adds, _DIGITS)}
        for name, part in sorted(ranked.fused.parts.items())
    }


def features_of(ranked: Ranked) -> dict[str, float]:
    """Give what each feature added to the hit's score, the greatest first; they sum to the score."""
    by_size = sorted(ranked.features.items(), key=lambda feature: (-abs(feature[1]), feature[0]))
    return {name: round(value, _DIGITS) for name, value in by_size}
