"""Conditions of the preprocessor, which the grammar knows around members and statements alone."""

from __future__ import annotations

import re

_CONDITION = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\n]*", re.MULTILINE)


def readable(source: bytes) -> bytes:
    """Take out `#if` and `#endif` without `#else`: they may stand anywhere, such as in a list."""
    if b"#" not in source:
        return source
    text = bytearray(source)
    around: list[re.Match[bytes] | None] = []
    for found in _CONDITION.finditer(source):
        word = found[1]
        if word == b"if":
            around.append(found)
        elif around and word == b"endif":
            opening = around.pop()
            for line in (opening, found) if opening is not None else ():
                text[line.start() : line.end()] = b" " * (line.end() - line.start())
        elif around:
            around[-1] = None
    return bytes(text)
