"""Reads types as Go writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from codegraph.resolve.scoped.types import NONE, Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
# what stands before the type that it holds
_AROUND = re.compile(r"\.\.\.|\*|\[[^\[\]]*\]|(?:<-)?chan(?:<-|(?!\w))")
_MOST_DEEP = 12
_MOST_PARTS = 40

POINTER, MAP, CHANNEL, FUNCTION, TUPLE, STRUCT, INTERFACE, MANY = (
    "*",
    "map",
    "chan",
    "func",
    "()",
    "struct",
    "interface",
    "...",
)
"""The paths of types without names. An array or slice has its length in brackets, a channel its arrows.

The parts of a function are its parameters and its results, each as a tuple.
"""


@lru_cache(20_000)
def read_go_type(text: str) -> Written:
    """Read a type; what is not understood is an empty one."""
    reader = _Reader(text)
    found = reader.one(0)
    return found if reader.at == len(text) else NONE


def parameter_names(generics: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the names of type parameters with what bounds each."""
    for text in generics:
        name, _, bound = text.partition(" ")
        yield name, bound


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, sign: str) -> bool:
        while self.text.startswith(" ", self.at):
            self.at += 1
        return self.text.startswith(sign, self.at)

    def take(self, sign: str) -> bool:
        if self.peek(sign):
            self.at += len(sign)
            return True
        return False

    def one(self, deep: int) -> Written:
        if deep > _MOST_DEEP:
            return self._lost()
        if self.peek("("):
            found = self._tuple(deep + 1)
            return found.parts[0] if len(found.parts) == 1 else found
        around = _AROUND.match(self.text, self.at)
        if around is None:
            return self._word(deep)
        self.at = around.end()
        return self._around(around[0], deep)

    def _around(self, path: str, deep: int) -> Written:
        inside = self.one(deep + 1)
        return Written(path, (inside,)) if inside.path else NONE

    def _word(self, deep: int) -> Written:
        found = _NAME.match(self.text, self.at)
        if found is None:
            return self._lost()
        self.at = found.end()
        name = found[0]
        if name == FUNCTION and self.peek("("):
            parameters = self._tuple(deep)
            results = Written(TUPLE)
            if self.peek("("):
                results = self._tuple(deep)
            elif self.at < len(self.text) and self.text[self.at] not in ",)]}{;|":
                results = Written(TUPLE, (self.one(deep + 1),))
            return Written(FUNCTION, (parameters, results))
        if name == MAP and self.take("["):
            key = self.one(deep + 1)
            if not self.take("]"):
                return self._lost()
            value = self.one(deep + 1)
            return Written(MAP, (key, value)) if key.path and value.path else NONE
        if name in {STRUCT, INTERFACE} and self.peek("{"):
            return self._braces(name)
        return Written(name, self._arguments(deep))

    def _arguments(self, deep: int) -> tuple[Written, ...]:
        parts: list[Written] = []
        if not self.peek("[]") and self.take("["):
            while not self.take("]"):
                parts.append(self.one(deep + 1))
                if len(parts) > _MOST_PARTS or not (self.take(",") or self.peek("]")):
                    self._lost()
                    return ()
        return tuple(parts)

    def _tuple(self, deep: int) -> Written:
        """Read parameters or results, of which none or all are named."""
        if deep > _MOST_DEEP:
            return self._lost()
        self.take("(")
        parts: list[Written] = []
        # those that may be names, until a type follows one
        names = 0
        while not self.take(")"):
            part = self.one(deep + 1)
            if not self.peek(",") and not self.peek(")"):
                part = self.one(deep + 1)
                parts = [*parts[: len(parts) - names], *[part] * names]
                names = 0
            else:
                names += 1
            parts.append(part)
            if len(parts) > _MOST_PARTS or not (self.take(",") or self.peek(")")):
                return self._lost()
        return Written(TUPLE, tuple(parts))

    def _braces(self, name: str) -> Written:
        start = self.at
        depth = 0
        while self.at < len(self.text):
            depth += (self.text[self.at] == "{") - (self.text[self.at] == "}")
            self.at += 1
            if not depth:
                inside = self.text[start + 1 : self.at - 1]
                return Written(name, (Written(inside),) if inside else ())
        return self._lost()

    def _lost(self) -> Written:
        self.at = len(self.text) + 1
        return NONE
