"""A question as it is made, and which of many are kept."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from blake3 import blake3

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_OF_ONE_PLACE = 5


class Made(NamedTuple):
    """A question, its kind, and the files that answer it, sorted."""

    text: str
    kind: str
    paths: tuple[str, ...]


def draw(made: Iterable[Made], count: int, seed: str) -> list[Made]:
    """Keep `count` questions of a kind in the order of a hash, at most five with the same answer.

    A text that has different answers is no question.
    """
    by_text: dict[str, set[Made]] = {}
    for one in made:
        by_text.setdefault(normal(one.text), set()).add(one)
    sure = [min(some) for some in by_text.values() if len({one.paths for one in some}) == 1]
    sure.sort(key=lambda one: blake3(f"{seed}\0{one.kind}\0{one.text}".encode()).digest())
    places: Counter[tuple[str, ...]] = Counter()
    kept: list[Made] = []
    for one in sure:
        places[one.paths] += 1
        if places[one.paths] <= _MOST_OF_ONE_PLACE and len(kept) < count:
            kept.append(one)
    return kept


def normal(text: str) -> str:
    """Give a text's words, as two texts are compared."""
    return " ".join(re.findall(r"\w+", text.lower()))
