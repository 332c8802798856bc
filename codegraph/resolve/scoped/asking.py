"""Answers questions that lead to other questions: each once, in bounded time, and the same whichever came first.

Every question notes the keys of what it looked at (`codegraph.resolve.tracking`): an answer that is kept brings the
keys of all that it rests on. A question that comes back to itself has no answer there. What was found in such a
circle is not kept but for questions that nobody else was asking, since it depends on where the circle was entered; and
what costs more than a limit has no answer at all. Costs of kept answers are charged again, so that this does not depend
on what was asked before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")

# questions that one question may lead to, one after the other and one inside of the other
MOST_STEPS = 4000
MOST_DEEP = 48
_NOBODY = 1 << 30


class TooFarError(Exception):
    """A question led to too many others."""


class _Kept(NamedTuple):
    """An answer with the keys that it rests on, the steps it cost, and how deep they went."""

    value: Any
    keys: frozenset[int]
    steps: int
    deep: int


class Asking:
    """What was asked and answered."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Kept] = {}
        # answers that only hold where nobody else is asking, and those that are let go with the file
        self._alone: dict[Hashable, _Kept | None] = {}
        self._here: dict[Hashable, _Kept] = {}
        self._active: dict[Hashable, int] = {}
        self._steps = 0
        self._deepest = 0
        self._lowest = _NOBODY
        self.keys: set[int] = set()

    def forget(self) -> None:
        """Let go of what was only found out for one file."""
        self._alone = {}
        self._here = {}
        self.keys = set()

    def note(self, *keys: int) -> None:
        """Note that something was looked at."""
        self.keys.update(keys)

    def first(self, question: Hashable, find: Callable[[], Answer], none: Answer) -> Answer:
        """Answer a question that no other led to; `none` where that would go too far."""
        if question in self._alone:
            kept = self._alone[question]
            if kept is None:
                return none
            self.keys |= kept.keys
            found: Answer = kept.value
            return found
        self._steps = self._deepest = 0
        outer, self.keys = self.keys, set()
        try:
            found = self.ask(question, find, none, here=True)
        except TooFarError:
            self._active = {}
            self._lowest = _NOBODY
            found = none
        self._alone[question] = _Kept(found, frozenset(self.keys), 0, 0)
        outer |= self.keys
        self.keys = outer
        return found

    def ask(self, question: Hashable, find: Callable[[], Answer], none: Answer, *, here: bool = False) -> Answer:
        """Answer a question; `none` where it leads back to itself. What is asked `here` is kept for this file only.

        :raises TooFarError: it leads too far.
        """
        depth = len(self._active)
        known = self._known.get(question) or self._here.get(question)
        if known is not None:
            self.keys |= known.keys
            self._charge(known.steps, depth + known.deep)
            kept: Answer = known.value
            return kept
        at = self._active.get(question)
        if at is not None:
            self._lowest = min(self._lowest, at)
            return none
        self._charge(1, depth + 1)
        before, steps = self._deepest, self._steps
        lowest, outer = self._lowest, self.keys
        self._deepest, self._lowest, self.keys = depth + 1, _NOBODY, set()
        self._active[question] = depth
        try:
            found = find()
        except TooFarError:
            outer |= self.keys
            self.keys = outer
            raise
        del self._active[question]
        if self._lowest == _NOBODY:
            keeper = self._here if here else self._known
            keeper[question] = _Kept(found, frozenset(self.keys), self._steps - steps + 1, self._deepest - depth)
            self._lowest = lowest
        else:
            # a circle that closes here is none for those around
            self._lowest = min(lowest, self._lowest if self._lowest < depth else _NOBODY)
        self._deepest = max(self._deepest, before)
        outer |= self.keys
        self.keys = outer
        return found

    def _charge(self, steps: int, deep: int) -> None:
        self._steps += steps
        self._deepest = max(self._deepest, deep)
        if self._steps > MOST_STEPS or deep > MOST_DEEP:
            raise TooFarError
