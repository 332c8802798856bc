"""Small questions about the text of a file."""

from __future__ import annotations

import re

# bytes before a comment that are looked at
_NEAR = 200
_TYPE_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
# stands for bytes that are no text
_NO_TEXT = "\ufffd"
_LITERAL = re.compile(r"\bLiteral\s*\[[^\]]*\]?")
_NO_TYPES = frozenset({"None", "True", "False", "if", "else", "or", "and", "not", "in", "is", "for", "lambda", "await"})


def starts_line(source: bytes, start: int) -> bool:
    """Tell whether only white space stands before a byte on its line."""
    before = source[max(start - _NEAR, 0) : start]
    return not before[before.rfind(b"\n") + 1 :].strip()


def type_names(text: str) -> list[tuple[str, int]]:
    """List the names in a type as Python writes it, also between quotes, each with the byte where it ends in the text.

    What stands in `Literal[..]` is no type.
    """
    if _NO_TEXT in text:
        # where anything stands in the file cannot be told from such a text
        return []
    if "Literal" in text:
        text = _LITERAL.sub(lambda it: it[0][:7] + " " * len(it[0][7:].encode("utf-8", "replace")), text)
    plain = text.isascii()
    return [
        (it[0], it.end() if plain else len(text[: it.end()].encode("utf-8", "replace")))
        for it in _TYPE_NAME.finditer(text)
        if it[0] not in _NO_TYPES
    ]
