"""Parts members of interfaces that the grammar would read as one.

TypeScript ends a member of an interface or an object type where the line does. The grammar does not where the next one
starts with `<`, `(` or `[`: it reads on and fails. A white space behind the member becomes a `;`, so all bytes stay
where they are. What is done to an interface depends on its own text alone.
"""

from __future__ import annotations

import re

_HEAD = re.compile(rb"\b(?:interface\s+[\w$]+|type\s+[\w$]+)\b[^{};()]{0,2000}\{")
_SUSPECT = re.compile(rb"\n[ \t]*(?:[<(]|\[[^\]\n]{1,80}\]\s*[?:])")
# what is not closed goes on to the end, of the line or the whole
_TOKEN = re.compile(
    rb"//[^\n]*|/\*.*?(?:\*/|\Z)|\s+|'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?|`(?:\\.|[^`\\])*`?|=>|[\w$]+|.",
    re.DOTALL,
)
_STARTS = frozenset({b"<", b"(", b"["})
# what a member may end with
_ENDS = re.compile(rb"[\w$'\"`\])}>]\Z")
_WORDS = frozenset({b"readonly", b"new", b"get", b"set", b"typeof", b"keyof", b"extends", b"infer", b"is", b"in"})
_LONGEST = 200_000


def part_members(source: bytes) -> bytes:
    """Give the source as the grammar reads it; the same where there is nothing to part."""
    if _SUSPECT.search(source) is None:
        return source
    places: list[int] = []
    at = 0
    while (head := _HEAD.search(source, at)) is not None:
        at = _through(source, head.end(), places)
    if not places:
        return source
    parted = bytearray(source)
    for place in places:
        parted[place] = ord(";")
    return bytes(parted)


def _through(source: bytes, start: int, places: list[int]) -> int:
    """Read to the end of a body; notes the bytes that are to part its members."""
    depth = 0
    last = b""
    # where the first white space behind the last token is, and whether a line ended since
    gap, ended = -1, False
    limit = min(len(source), start + _LONGEST)
    for token in _TOKEN.finditer(source, start, limit):
        text = token[0]
        if text[:1].isspace():
            gap = token.start() if gap < 0 else gap
            ended = ended or b"\n" in text
            continue
        if text.startswith((b"//", b"/*")):
            gap = gap if gap >= 0 else -2
            continue
        if not depth and ended and gap >= 0 and text in _STARTS and _ENDS.search(last) and last not in _WORDS:
            places.append(gap)
        if text in {b"{", b"(", b"["}:
            depth += 1
        elif text in {b"}", b")", b"]"}:
            depth -= 1
            if depth < 0:
                return token.end()
        last, gap, ended = text, -1, False
    return limit
