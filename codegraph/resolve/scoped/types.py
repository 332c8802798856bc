"""Reads types as they are written, of several languages in one form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_NAME = re.compile(r"\.*[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*|\.\.\.")
_SKIPPED = re.compile(
    r"""\s+|(?:readonly|keyof|unique|infer|const|new|abstract|out|in|asserts)\s|['"`]|[*&?!]+(?=[\w\[(])"""
)
_MOST_DEEP = 12
_MOST_PARTS = 24
_OPEN, _CLOSE = "[<(", "]>)"


class Written(NamedTuple):
    """A type: `path` is its name as written, or `|` for one of several, `()` for a tuple, `=>` for a function.

    `[]` is an array of its part. `parts` are its arguments; of a function the last is the result. For `names`, and more
    paths, see `script_types`.
    """

    path: str
    parts: tuple[Written, ...] = ()
    names: tuple[str, ...] = ()


NONE = Written("")


@lru_cache(20_000)
def read_type(text: str) -> Written:
    """Read a type; what is not understood is an empty one."""
    return _Reader(text).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def whole(self) -> Written:
        found = self.union(0)
        return found if self.at >= len(self.text) or found.path else NONE

    def skip(self) -> None:
        while (found := _SKIPPED.match(self.text, self.at)) is not None:
            self.at = found.end()

    def peek(self, sign: str) -> bool:
        self.skip()
        return self.text.startswith(sign, self.at)

    def take(self, sign: str) -> bool:
        if self.peek(sign):
            self.at += len(sign)
            return True
        return False

    def union(self, deep: int) -> Written:
        if deep > _MOST_DEEP:
            self.at = len(self.text)
            return NONE
        self.take("|")
        parts = [self.one(deep)]
        while len(parts) < _MOST_PARTS and (self.take("|") or self.take("&")):
            parts.append(self.one(deep))
        return parts[0] if len(parts) == 1 else Written("|", tuple(parts))

    def one(self, deep: int) -> Written:
        found = self.simple(deep)
        while True:
            if self.take("[]"):
                found = Written("[]", (found,))
            elif found.path and found.path[0] not in "|(=[" and not found.parts and (self.peek("[") or self.peek("<")):
                found = Written(found.path, self.arguments(deep))
            elif self.take("=>") or self.take("->"):
                return Written("=>", (self.union(deep + 1),))
            else:
                return found

    def simple(self, deep: int) -> Written:
        self.skip()
        if self.peek("("):
            parts = self.arguments(deep)
            return parts[0] if len(parts) == 1 and not self.peek("=>") else Written("()", parts)
        if self.peek("["):
            return Written("()", self.arguments(deep))
        found = _NAME.match(self.text, self.at)
        if found is None:
            self.pass_over()
            return NONE
        self.at = found.end()
        return Written(found[0])

    def arguments(self, deep: int) -> tuple[Written, ...]:
        self.at += 1
        parts: list[Written] = []
        while self.at < len(self.text) and not any(self.peek(sign) for sign in _CLOSE):
            before = self.at
            part = self.union(deep + 1)
            if self.take(":"):
                # the name of a parameter stands before its type
                part = self.union(deep + 1)
            if len(parts) < _MOST_PARTS:
                parts.append(part)
            self.take(",")
            if self.at == before:
                self.at += 1
        self.at += 1
        return tuple(parts)

    def pass_over(self) -> None:
        """Go on behind what is no type that names one."""
        if self.at < len(self.text) and self.text[self.at] in "0123456789-":
            self.at += 1
            while self.at < len(self.text) and self.text[self.at] in "0123456789.":
                self.at += 1
        elif self.at < len(self.text) and self.text[self.at] == "{":
            depth = 0
            while self.at < len(self.text):
                depth += (self.text[self.at] == "{") - (self.text[self.at] == "}")
                self.at += 1
                if not depth:
                    break
