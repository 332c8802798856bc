"""Reads types as TypeScript writes them, without white space but between words.

Beside the names of `types.Written`: `=>` is a function, its parts what it takes and, last, what it gives; `...` around
a part takes all that follow, `names` are its own type parameters as they are written. `{}` is an object with the
members `names`, `*` any other. `'` is a text, `names` what it says; `0` a number. `@` is a part of a type by what
stands in brackets, `typeof` what a value is. A type that depends on a condition is one of both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from codegraph.resolve.scoped.types import NONE, Written

_NAME = re.compile(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*|\$[\w$]*(?:\.[\w$]+)*")
_WORD = re.compile(r"(?:readonly|unique|infer|new|abstract|out|in|const|asserts)(?:\s+(?=[\w$])|(?=[(<{\[]))")
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`")
_NUMBER = re.compile(r"-?\d[\w.]*")
_SPACE = re.compile(r"\s*")
_MODIFIERS = re.compile(r"[-+]?readonly\s+(?=[\w$\[])|(?:get|set)\s+(?=[\w$])")
_MEMBER = re.compile(r"(?:([\w$]+)|'([^']*)'|\"([^\"]*)\")(?=[?:(<!-])")
_BINDING = re.compile(r"[\w$]+(?=[?:,)])")
_GENERIC = re.compile(r"([\w$]+)(\s+extends(?![\w$])\s*)?")
_MOST_DEEP = 14
_MOST_PARTS = 40
_OPEN, _CLOSE = "[<({", "]>)}"
ANY_NAME = "*"
"""The name of a member that has any name but those of others."""

_TEXT, _NUMERIC, _TRUTH = Written("'"), Written("0"), Written("boolean")


@lru_cache(20_000)
def read_script_type(text: str) -> Written:
    """Read a type; what is not understood is an empty one."""
    return _Reader(text).type(0)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, sign: str) -> bool:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text.startswith(sign, self.at)

    def take(self, sign: str) -> bool:
        if self.peek(sign):
            self.at += len(sign)
            return True
        return False

    def word(self, word: str) -> bool:
        """Take a key word between types."""
        found = re.compile(rf"\s*{word}(?![\w$])").match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found is not None

    def type(self, deep: int) -> Written:
        if deep > _MOST_DEEP:
            self.at = len(self.text)
            return NONE
        found = self.union(deep)
        if self.word("extends"):
            self.union(deep + 1)
            if not self.take("?"):
                return found
            chosen = self.type(deep + 1)
            other = self.type(deep + 1) if self.take(":") else NONE
            return _one_of([chosen, other])
        return found

    def union(self, deep: int) -> Written:
        _ = self.take("|") or self.take("&")
        parts = [self.one(deep)]
        while self.take("|") or self.take("&"):
            parts.append(self.one(deep))
        return _one_of(parts)

    def one(self, deep: int) -> Written:
        found = self.simple(deep)
        while True:
            if self.take("[]"):
                found = Written("[]", (found,))
            elif found.path and self.peek("["):
                self.at += 1
                inside = self.type(deep + 1)
                self.take("]")
                found = Written("@", (found, inside))
            else:
                return found

    def simple(self, deep: int) -> Written:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        while (word := _WORD.match(self.text, self.at)) is not None:
            self.at = word.end()
        sign = self.text[self.at : self.at + 1]
        if sign == "(" and not self.is_function():
            self.at += 1
            found = self.type(deep + 1)
            self.take(")")
            return found
        if sign in {"(", "<"}:
            return self.function(deep)
        if sign == "[":
            return Written("()", tuple(self.listed("]", deep)))
        if sign == "{":
            return self.object(deep)
        for form, meant in ((_QUOTED, _TEXT), (_NUMBER, _NUMERIC)):
            if (said := form.match(self.text, self.at)) is not None:
                self.at = said.end()
                return meant._replace(names=(said[0][1:-1],)) if meant is _TEXT else meant
        return self.named(deep)

    def named(self, deep: int) -> Written:
        if self.word("keyof"):
            self.one(deep + 1)
            return _TEXT
        value = self.word("typeof")
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        found = _NAME.match(self.text, self.at)
        if found is None:
            return NONE
        self.at = found.end()
        if value:
            self.word("import")
            return Written("typeof", names=(found[0],)) if not self.text.startswith("(", self.at) else NONE
        if self.word("is"):
            self.type(deep + 1)
            return _TRUTH
        parts = tuple(self.listed(">", deep)) if self.peek("<") else ()
        return Written(found[0], parts)

    def listed(self, close: str, deep: int) -> list[Written]:
        """Read what stands in brackets, with or without names."""
        self.at += 1
        parts: list[Written] = []
        while self.at < len(self.text) and not self.peek(close):
            before = self.at
            rest = self.take("...")
            part = self.type(deep + 1)
            if self.take("?:") or self.take(":"):
                part = self.type(deep + 1)
            self.take("?")
            if len(parts) < _MOST_PARTS:
                parts.append(Written("...", (part,)) if rest else part)
            self.take(",")
            if self.at == before:
                self.at = len(self.text)
        self.at += 1
        return parts

    def is_function(self) -> bool:
        """Tell whether brackets are those of a function's parameters."""
        return self.text.startswith("=>", _past(self.text, self.at))

    def function(self, deep: int) -> Written:
        names: tuple[str, ...] = ()
        if self.peek("<"):
            close = _past(self.text, self.at)
            said = _parted(self.text[self.at + 1 : close - 1])
            names = tuple(it.removeprefix("const ") for it in said if it)
            self.at = close
        parts: list[Written] = []
        if not self.take("("):
            return NONE
        while self.at < len(self.text) and not self.peek(")"):
            before = self.at
            part, own = self.parameter(deep)
            if not own and len(parts) < _MOST_PARTS:
                parts.append(part)
            self.take(",")
            if self.at == before:
                self.at = len(self.text)
        self.take(")")
        result = self.type(deep + 1) if self.take("=>") or self.take(":") else NONE
        return Written("=>", (*parts, result), names)

    def parameter(self, deep: int) -> tuple[Written, bool]:
        """Read a parameter; tells, too, whether it only says what `this` is."""
        rest = self.take("...")
        name = ""
        if self.peek("{") or self.peek("["):
            self.at = _past(self.text, self.at)
        elif (found := _BINDING.match(self.text, self.at)) is not None:
            name = found[0]
            self.at = found.end()
        self.take("?")
        part = self.type(deep + 1) if self.take(":") else NONE
        return Written("...", (part,)) if rest else part, name == "this"

    def object(self, deep: int) -> Written:
        self.at += 1
        names: list[str] = []
        parts: list[Written] = []
        while self.at < len(self.text) and not self.peek("}"):
            before = self.at
            if (words := _MODIFIERS.match(self.text, self.at)) is not None:
                self.at = words.end()
            name = _MEMBER.match(self.text, self.at)
            if name is not None:
                self.at = name.end()
                _ = self.take("-?") or self.take("?")
                part = self.function(deep) if self.peek("(") or self.peek("<") else NONE
                part = self.type(deep + 1) if not part.path and self.take(":") else part
                if len(names) < _MOST_PARTS:
                    names.append(name[1] or name[2] or name[3] or "")
                    parts.append(part)
            elif self.peek("(") or self.peek("<"):
                self.function(deep)
            elif self.peek("["):
                # an index, or what is mapped
                self.at = _past(self.text, self.at)
                _ = self.take("-?") or self.take("+?") or self.take("?")
                if self.take(":"):
                    names.append(ANY_NAME)
                    parts.append(self.type(deep + 1))
            _ = self.take(";") or self.take(",")
            if self.at == before:
                self.at += 1
        self.at += 1
        return Written("{}", tuple(parts), tuple(names))


@lru_cache(20_000)
def type_parameter(text: str) -> tuple[str, str]:
    """Give the name of a type parameter, and what it must be, empty where nothing is said."""
    found = _GENERIC.match(text)
    if found is None:
        return text, ""
    rest = text[found.end() :]
    if not found[2]:
        return found[1], ""
    at = 0
    while at < len(rest) and not (rest[at] == "=" and rest[at + 1 : at + 2] != ">"):
        at = _past(rest, at) if rest[at] in _OPEN else at + 1
    return found[1], rest[:at]


def _one_of(parts: list[Written]) -> Written:
    return parts[0] if len(parts) == 1 else Written("|", tuple(parts[:_MOST_PARTS]))


def _past(text: str, at: int) -> int:
    """Give the place behind the bracket that closes the one at a place."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE and not (sign == ">" and text[at - 1] == "="):
            depth -= 1
            if depth <= 0:
                return at + 1
        elif sign in "'\"`" and (said := _QUOTED.match(text, at)) is not None:
            at = said.end()
            continue
        at += 1
    return at


def _parted(text: str) -> list[str]:
    """Part what commas separate outside of brackets."""
    found: list[str] = []
    at = start = 0
    while at < len(text):
        if text[at] in _OPEN:
            at = _past(text, at)
            continue
        if text[at] == ",":
            found.append(text[start:at])
            start = at + 1
        at += 1
    return [*found, text[start:]]
