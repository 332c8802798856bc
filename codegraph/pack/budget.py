"""Which source is shown at which level of detail, so that the room is spent where it tells most.

A source's levels are names for how much of it is seen; each has a worth, to be multiplied with the source's
relevance, and a cost in tokens. First the files are listed: the best source of each gets its place and name, five of
them whatever they cost, more as long as all of them take no more than 0.3 of the room. That is what finds a target
cheapest. What room is left goes to upgrades, each time to the one with the highest gain, as in the greedy rule for the
multiple-choice knapsack (Sinha and Zoltners, "The Multiple-Choice Knapsack Problem", Operations Research 27, 1979),
but per cube root of its tokens: a longer text says more, though not in proportion. Per token, short bodies of
doubtful hits would win over long ones of the best. `docs/evaluation.md` says what of the targets is named and shown.

Counting is the expensive part, so that costs are estimated from lengths, and counted when an upgrade is next in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from heapq import heapify, heappop, heappush
from math import cbrt
from typing import TYPE_CHECKING

from codegraph.model import ChunkKind, Detail
from codegraph.pack.compress import (
    LONGEST_HEADER,
    docs_lines,
    first_sentence,
    header_length,
    outline_of,
    shown,
    signature_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codegraph.pack.compress import Focus
    from codegraph.pack.sources import Source

_FIRST = 5
# of the room, what the names of further files may take
_LISTED_SHARE = 0.3
_NAME, _SIGNATURE, _DOCUMENTED, _OUTLINE, _WHOLE = 0.5, 1.0, 1.2, 1.4, 6.0
# an outline where nothing fuller follows, and a whole body under docs of pages of which only the ends are shown
_ONLY_OUTLINE, _BODY = 4.5, 5.5
# A body is cut down only where that saves much: a whole body reads better than its best lines.
_LONG_BODY = 16
_EXCERPTS = (4, 8, 16, 48, 120)
_LEAST_BESIDE_OUTLINE = 16
_LARGEST_EXCERPT = 0.7
_EXCERPT_WORTH = 0.8
_FEWEST_HIDDEN = 3
_TOKENS_PER_CHARACTER = 0.3
_HEADING_CHARACTERS = 60
# An estimate this many times too large for the room is believed without counting.
_HOPELESS = 4


@dataclass(frozen=True)
class Level:
    """One way to show a source; `size` is about how many characters `text` will have once it is made."""

    detail: Detail
    worth: float
    size: int
    make: Callable[[], str]

    @cached_property
    def text(self) -> str:
        """Make the text, once."""
        return self.make()


def levels_of(source: Source, focus: Focus) -> list[Level]:
    """List the ways to show a source, from the barest to the fullest.

    Without docs and members an outline would say no more than the signature, and is left out.
    """
    lead = source.lead
    signature = signature_of(lead)
    outline = lead.hit.chunk.outline.strip()
    if "\n" not in outline:
        # a single line says what the signature does
        outline = ""
    levels = [
        _fixed(Detail.NAME, _NAME, lead.hit.chunk.name or signature),
        _fixed(Detail.SIGNATURE, _SIGNATURE, signature),
    ]
    if sentence := first_sentence(lead.docs):
        levels.append(_fixed(Detail.SIGNATURE, _DOCUMENTED, f"{signature} — {sentence}"))
    if not source.lines:
        return levels
    header, whole = header_length(source), sum(map(len, source.lines)) + len(source.lines)
    hidden = len(source.lines) - header
    is_last = source.hollow or (lead.hit.chunk.kind is ChunkKind.FILE and bool(outline))
    if outline or (hidden >= _FEWEST_HIDDEN and docs_lines(source)):
        size = len(outline) or whole * (header + 2) // len(source.lines)
        worth = _ONLY_OUTLINE if is_last else _OUTLINE
        levels.append(Level(Detail.ELIDED, worth, size, partial(outline_of, source)))
    if is_last:
        return levels
    if hidden > _LONG_BODY:
        # an outline says more than a few lines
        least = _LEAST_BESIDE_OUTLINE if outline else 0
        counts = [count for count in _EXCERPTS if least <= count < _LARGEST_EXCERPT * hidden]
        levels += [_excerpt(source, focus, count, hidden, whole) for count in counts]
    if header > LONGEST_HEADER:
        lines = LONGEST_HEADER + 1 + hidden
        size = whole * lines // len(source.lines)
        levels.append(Level(Detail.ELIDED, _BODY, size, partial(shown, source, range(header, len(source.lines)))))
    levels.append(Level(Detail.FULL, _WHOLE, whole, partial("\n".join, source.lines)))
    return levels


class Prices:
    """What each level of each source costs: counted once, estimated until then."""

    def __init__(
        self,
        relevance: Sequence[float],
        levels: Sequence[Sequence[Level]],
        files: Sequence[int],
        count: Callable[[int, int], tuple[int, int]],
    ) -> None:
        """Take the sources' relevance and levels, and the first source of each file.

        :param count: writes a source at a level, for its tokens and characters.
        """
        self.relevance = relevance
        self.levels = levels
        self.files = files
        self._count = count
        self._counted: dict[tuple[int, int], int] = {}
        self._tokens = 0.0
        self._characters = 0.0

    def known(self, source: int, level: int) -> bool:
        """Tell whether the price has been counted."""
        return level < 0 or (source, level) in self._counted

    def exact(self, source: int, level: int) -> int:
        """Count the tokens of a source written at a level; level -1, not shown, costs nothing."""
        if level < 0:
            return 0
        price = self._counted.get((source, level))
        if price is None:
            price, characters = self._count(source, level)
            self._counted[source, level] = price
            self._tokens += price
            self._characters += characters
        return price

    def estimate(self, source: int, level: int) -> float:
        """Give the counted price, or what the texts counted so far let expect."""
        if self.known(source, level):
            return self.exact(source, level)
        rate = self._tokens / self._characters if self._characters else _TOKENS_PER_CHARACTER
        return (self.levels[source][level].size + _HEADING_CHARACTERS) * rate

    def worth(self, source: int, level: int) -> float:
        """Give a level's worth; not shown is worth nothing."""
        return 0.0 if level < 0 else self.levels[source][level].worth


def allocate(prices: Prices, room: int) -> list[int]:
    """Choose a level for each source (-1: not shown) so that the prices together are at most `room`."""
    chosen = [-1] * len(prices.levels)
    if room <= 0:
        return chosen
    left = room
    for number, source in enumerate(prices.files):
        price = prices.exact(source, 0)
        if price <= left if number < _FIRST else price <= left - (1.0 - _LISTED_SHARE) * room:
            chosen[source] = 0
            left -= price
    waiting = [move for source, at in enumerate(chosen) if (move := _best_move(prices, source, at))]
    heapify(waiting)
    while waiting:
        _, source, level = heappop(waiting)
        at, limit = chosen[source], None
        if prices.estimate(source, level) - prices.exact(source, at) > _HOPELESS * left:
            limit = level
        elif not prices.known(source, level):
            prices.exact(source, level)
        elif (extra := prices.exact(source, level) - prices.exact(source, at)) <= left:
            chosen[source] = at = level
            left -= extra
        else:
            limit = level
        if move := _best_move(prices, source, at, limit):
            heappush(waiting, move)
    return chosen


def _best_move(prices: Prices, source: int, at: int, limit: int | None = None) -> tuple[float, int, int] | None:
    """Find the best upgrade of one source: (its gain per cube root of its tokens, negative, source, level)."""
    paid, worth = prices.exact(source, at), prices.worth(source, at)
    moves = [
        (
            -prices.relevance[source]
            * (prices.worth(source, level) - worth)
            / cbrt(max(prices.estimate(source, level) - paid, 1.0)),
            source,
            level,
        )
        for level in range(at + 1, len(prices.levels[source]) if limit is None else limit)
    ]
    return min(moves, default=None)


def _fixed(detail: Detail, worth: float, text: str) -> Level:
    return Level(detail, worth, len(text), partial(str, text))


def _excerpt(source: Source, focus: Focus, count: int, hidden: int, whole: int) -> Level:
    share = count / hidden
    worth = _OUTLINE + (_WHOLE - _OUTLINE) * _EXCERPT_WORTH * share**0.5
    lines = min(len(source.lines) - hidden, LONGEST_HEADER + 1) + count
    return Level(
        Detail.ELIDED,
        worth,
        whole * lines // len(source.lines),
        lambda: shown(source, focus.choose(source, count)),
    )
