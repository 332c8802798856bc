"""Symbols as the places of what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.identity import NodeId


class Anchor(NamedTuple):
    """A symbol of a file as the place of what stands in it: edges are stored relative to the innermost one around them.

    `start` and `end` are bytes, `line` is where it starts. `text` is that of its fact (`SymbolFact`), empty
    where it says too little: as long as it stays, and nothing that others can see changes, what stands in the symbol
    itself means the same.
    """

    id: NodeId
    start: int
    end: int
    line: int
    text: str


class Around:
    """Finds the innermost of a file's symbols around a byte."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        """Take the symbols of a file in its order, the file itself first."""
        self._starts = [one.start for one in anchors]
        self._ends = [one.end for one in anchors]
        self._parents: list[int] = []
        for number, start in enumerate(self._starts):
            parent = number - 1
            while parent > 0 and self._ends[parent] <= start:
                parent = self._parents[parent]
            self._parents.append(parent)

    def at(self, byte: int) -> int:
        """Give the number of the symbol; that of the file where there is no other."""
        number = bisect_right(self._starts, byte) - 1
        while number > 0 and self._ends[number] <= byte:
            number = self._parents[number]
        return max(number, 0)
