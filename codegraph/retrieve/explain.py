"""Why hits are what they are: what of the question was used, what each leg said, and what each feature added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import Asked, LegUse
from codegraph.retrieve.rank import PROSE_FACTOR, TEST_FACTOR, WEIGHTS
from codegraph.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.retrieve.rank import Ranked
    from codegraph.retrieve.searching import Found

_DIGITS = 4
_FACTORS = {"test": TEST_FACTOR, "prose": PROSE_FACTOR}


def legs_of(ranked: Ranked) -> dict[str, Mapping[str, float]]:
    """Give for each leg that found the hit its rank there, its score there, and what that adds to the fused score."""
    return {
        name: {"rank": part.rank, "score": round(part.score, _DIGITS), "adds": round(part.adds, _DIGITS)}
        for name, part in sorted(ranked.fused.parts.items())
    }


def features_of(ranked: Ranked) -> dict[str, float]:
    """Give what each feature added to the hit's score, the greatest first; they sum to the score."""
    return by_size(ranked.features)


def by_size(added: Mapping[str, float]) -> dict[str, float]:
    """Round what was added by name, and put the greatest first."""
    ordered = sorted(added.items(), key=lambda one: (-abs(one[1]), one[0]))
    return {name: round(value, _DIGITS) for name, value in ordered}


def weights_of(ranked: Ranked) -> dict[str, float]:
    """Give the weight of each feature that is one value times its weight."""
    return {name: WEIGHTS[name] for name in ranked.features if name in WEIGHTS}


def factors_of(ranked: Ranked) -> dict[str, float]:
    """Give the factor of each feature that multiplied what the others had added."""
    return {name: _FACTORS[name] for name in ranked.features if name in _FACTORS}


def asked_of(found: Found, weights: Mapping[str, float]) -> Asked:
    """Tell what of a question was used, and what each leg found with it.

    :param weights: what the first hit of each leg adds to the fused score.
    """
    query = found.query
    used = {part.lower() for one in (*query.words, *query.identifiers, *query.path_hints) for part in words(one)}
    return Asked(
        query=query,
        dropped=tuple(dict.fromkeys(word for word in words(query.text) if word.lower() not in used)),
        legs={
            name: LegUse(len(ranking), weights.get(name, 0.0), found.took_ms.get(name, 0.0))
            for name, ranking in sorted(found.rankings.items())
        },
        not_defined=tuple(found.not_defined),
    )
