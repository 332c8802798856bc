"""Matches an argument's tokens against a compiled pattern.

Backtracking with a memory of what failed: a state (instruction, token) is tried once, as nothing refers back to what
was matched. So the work is at most pattern times argument, however ambiguous the pattern is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from codegraph.resolve.expansion.fragments import FRAGMENTS
from codegraph.resolve.expansion.limits import TOO_LARGE, MacroError
from codegraph.resolve.expansion.program import (
    ENTER,
    FRAGMENT,
    ITERATE,
    JUMP,
    LITERAL_TOKEN,
    MATCHED,
    SPLIT,
    Instruction,
)

if TYPE_CHECKING:
    from codegraph.resolve.expansion.limits import Budget
    from codegraph.resolve.expansion.tokens import Tokens


_FAILED_FRAGMENT = 20  # steps: what was read in vain is not known


class Fragment(NamedTuple):
    """What a variable stands for: the argument's tokens `start:end`."""

    kind: bytes
    start: int
    end: int


Binding: TypeAlias = "Fragment | list[Binding]"
Bindings: TypeAlias = "dict[bytes, Binding]"


class _Event(NamedTuple):
    """A step to be played back once the whole pattern has matched."""

    instruction: Instruction
    start: int
    end: int


def match_pattern(  # noqa: C901, PLR0912 - one case an instruction
    program: tuple[Instruction, ...], tokens: Tokens, start: int, end: int, budget: Budget
) -> Bindings | None:
    """Match all of the tokens `start:end`; None where they do not fit, MacroError when the budget is spent."""
    events: list[_Event] = []
    alternatives: list[tuple[int, int, int]] = []
    failed: set[int] = set()
    extents: dict[tuple[bytes, int], int] = {}
    texts, size = tokens.texts, len(tokens.texts)
    counter, position = 0, start
    left = budget.steps
    while True:
        left -= 1
        if left < 0:
            budget.steps = -1
            raise MacroError(TOO_LARGE, "too many steps")
        instruction = program[counter]
        code = instruction.code
        fits = True
        counter += 1
        if code == LITERAL_TOKEN:
            fits = position < end and texts[position] == instruction.text
            position += 1
        elif code == FRAGMENT:
            reached = extents.get((instruction.kind, position))
            if reached is None:
                reached = FRAGMENTS[instruction.kind](tokens, position)
                extents[instruction.kind, position] = reached
                left -= reached - position if reached >= 0 else _FAILED_FRAGMENT
            fits = reached >= 0
            if fits:
                events.append(_Event(instruction, position, reached))
                position = reached
        elif code == SPLIT:
            state = counter * size + position
            fits = state not in failed
            if fits:
                failed.add(state)
                alternatives.append((instruction.target, position, len(events)))
        elif code == JUMP:
            counter = instruction.target
        elif code == MATCHED:
            fits = position == end
            if fits:
                budget.steps = left
                return _bind(events)
        else:
            events.append(_Event(instruction, position, position))
        if not fits:
            if not alternatives:
                budget.steps = left
                return None
            counter, position, kept = alternatives.pop()
            del events[kept:]


def _bind(events: list[_Event]) -> Bindings:
    """Play the events back: each repetition gives its variables one list, an iteration one entry of each."""
    scopes: list[Bindings] = [{}]
    open_iteration = [False]
    for instruction, start, end in events:
        code = instruction.code
        if code == FRAGMENT:
            scopes[-1][instruction.text] = Fragment(instruction.kind, start, end)
            continue
        if code == ENTER:
            scopes[-1].update({name: [] for name in instruction.names})
            open_iteration.append(False)
            continue
        if open_iteration[-1]:
            inner = scopes.pop()
            for name in instruction.names:
                entries = scopes[-1][name]
                if isinstance(entries, list):
                    entries.append(inner[name])
        if code == ITERATE:
            open_iteration[-1] = True
            scopes.append({})
        else:
            open_iteration.pop()
    return scopes[0]
