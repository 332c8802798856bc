"""Reads what `codegraph.parse.chains` writes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_NAME = re.compile(r"#?[^\W\d][\w$]*|\$[\w$]*|\?")
_ARGUMENT, _PARAMETER = re.compile(r"@arg\d{1,3}"), re.compile(r"@par\d{1,3}")
_MARK = re.compile(r"@(\w+)")
# heads that are values as they stand
_LITERALS = ('""', "[]", "{}", "()", "0")
_MOST = 60


class Step(NamedTuple):
    """What is done to a value: `.` with a name, `()`, `[]`, or the word after an `@`.

    `name` may be a type, too, or the number of a parameter of what stands as an argument.
    """

    kind: str
    name: str = ""


class Chain(NamedTuple):
    """A head, a name or a literal, and what is done to it; an empty head is not known."""

    head: str
    steps: tuple[Step, ...] = ()


UNKNOWN = Chain("")


@lru_cache(20_000)
def read_chain(text: str) -> Chain:
    """Read a chain; what is none is not known."""
    literal = next((one for one in _LITERALS if text.startswith(one)), "")
    if literal:
        head, at = literal, len(literal)
    else:
        named = _NAME.match(text)
        if named is None or named[0] == "?":
            return UNKNOWN
        head, at = named[0], named.end()
    steps: list[Step] = []
    while at < len(text):
        if len(steps) > _MOST:
            return UNKNOWN
        step, at = _step(text, at)
        if step is None:
            return UNKNOWN
        if _PARAMETER.fullmatch(step.kind) and steps and _ARGUMENT.fullmatch(steps[-1].kind):
            # what a function is given that is an argument
            step = Step(steps.pop().kind, step.kind[4:])
        steps.append(step)
    return Chain(head, tuple(steps))


def _step(text: str, at: int) -> tuple[Step | None, int]:
    sign = text[at]
    if sign == ".":
        found = _NAME.match(text, at + 1)
        return (Step(".", found[0]), found.end()) if found is not None and found[0] != "?" else (None, at)
    if text.startswith(("()", "[]"), at):
        return Step(text[at : at + 2]), at + 2
    found = _MARK.match(text, at)
    if found is None:
        return None, at
    word, end = found[1], found.end()
    if word not in {"as", "of"}:
        return Step(f"@{word}"), end
    close = _closing(text, end)
    return (Step(f"@{word}", text[end + 1 : close]), close + 1) if close > 0 else (None, at)


def _closing(text: str, at: int) -> int:
    """Give the place of the bracket that closes the one at a place, -1 where there is none."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return -1
