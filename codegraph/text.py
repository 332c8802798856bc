"""Text as the lexical side and the packer see it: identifiers and their parts, and cuts at boundaries.

Pure functions, called on every token of a repository. Nothing here knows a programming language.
"""

from __future__ import annotations

import re
from functools import lru_cache

# An acronym may carry a plural `s` at its end (`URLs`) or a `v` before a version (`IPv6`); digits stay with the
# letters before them.
_ASCII_PART = re.compile(
    r"[A-Z]{2,}(?:s(?![A-Za-z])|v(?=[0-9]))?(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+",
)
_WORD = re.compile(r"\b[^\W\d]\w*")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def split_identifier(name: str) -> tuple[str, ...]:
    """Split an identifier into its lower-cased parts, in order.

    Parts end at `_`, `-` and everything else that is neither letter nor digit, where a capital follows a small
    letter, and before the last capital of an acronym: `HTTPServer` is `http, server`. Digits belong to the letters
    before them and end the part: `utf8` is `utf8`, `sha256sum` is `sha256, sum`, `IPv6Addr` is `ipv6, addr`,
    `x86_64` is `x86, 64`. A name without letters and digits has no parts.
    """
    if name.isascii():
        if name.islower() and name.isalpha():
            return (name,)
        return tuple(part.lower() for part in _ASCII_PART.findall(name))
    parts: list[str] = []
    for piece in _SEPARATORS.split(name):
        parts.extend(_split_by_case(piece))
    return tuple(parts)


def words(text: str) -> list[str]:
    """List the identifiers and words of a text, whole and as written, in order; numbers are no words."""
    return _WORD.findall(text)


def search_terms(text: str) -> str:
    """Write a text as the lexical index and its queries see it: lower-case terms separated by spaces.

    An identifier of several parts gives itself whole and then its parts: `maxOpenFiles` gives
    `maxopenfiles max open files`. Numbers alone give nothing.
    """
    return " ".join(filter(None, map(_terms_of, _WORD.findall(text))))


@lru_cache(maxsize=1 << 17)
def _terms_of(word: str) -> str:
    parts = split_identifier(word)
    if len(parts) == 1:
        return parts[0]
    return " ".join(("".join(parts), *parts))


def cut_at_line(text: str, limit: int) -> str:
    """Cut a text to at most `limit` characters, at the end of a line.

    Where the first line alone is too long it is cut at its last space, or hard where it has none. The line end at
    the cut is left out. A negative limit counts as zero.
    """
    if len(text) <= limit:
        return text
    limit = max(limit, 0)
    for boundary in ("\n", " "):
        end = text.rfind(boundary, 0, limit + 1)
        if end > 0:
            return text[:end].rstrip("\r")
    return text[:limit]


def normalise_space(text: str) -> str:
    """Make each run of white space one space and leave none at the ends."""
    return " ".join(text.split())


def _split_by_case(piece: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for at in range(1, len(piece)):
        before, here = piece[at - 1], piece[at]
        after = piece[at + 1] if at + 1 < len(piece) else ""
        small_to_capital = here.isupper() and not before.isupper()
        acronym_ends = here.isupper() and before.isupper() and after.islower()
        digits_end = before.isdigit() and not here.isdigit()
        if small_to_capital or acronym_ends or digits_end:
            parts.append(piece[start:at].lower())
            start = at
    if piece:
        parts.append(piece[start:].lower())
    return parts
