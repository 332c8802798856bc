"""What each symbol of a file asked for, as bytes: which of them a key concerns is told without resolving the file."""

from __future__ import annotations

import json
import zlib
from array import array
from typing import TYPE_CHECKING

from codegraph.resolve.tracking import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_LEVEL = 1
NOBODY = ""
"""Stands for the file where nobody knows which symbol asked."""


def pack_asked(asked: Mapping[str, Sequence[int]]) -> bytes:
    """Write the keys that symbols asked for, by the id of the symbol."""
    head = json.dumps([[ident, len(keys)] for ident, keys in asked.items()], separators=(",", ":"))
    numbers = array("I")
    for keys in asked.values():
        numbers.extend(keys)
    return zlib.compress(head.encode() + b"\n" + pack(numbers), _LEVEL)


def unpack_asked(data: bytes) -> dict[str, Sequence[int]] | None:
    """Read what `pack_asked` wrote; None where nothing is known, or what is there is damaged."""
    if not data:
        return None
    try:
        head, _, keys = zlib.decompress(data).partition(b"\n")
        numbers, at = unpack(keys), 0
        found: dict[str, Sequence[int]] = {}
        for ident, count in json.loads(head):
            found[ident] = numbers[at : at + count]
            at += count
    except (zlib.error, ValueError, TypeError):
        return None
    return found if at == len(numbers) else None


def joined(before: bytes, now: bytes, kept: Collection[str]) -> bytes:
    """Add to what was asked before by the symbols that are kept what the others asked now."""
    known, more = unpack_asked(before), unpack_asked(now)
    if known is None or more is None:
        return b""
    found = {ident: keys for ident, keys in known.items() if ident in kept}
    nobody = {*known.get(NOBODY, ()), *more.get(NOBODY, ())}
    return pack_asked({**found, **more, NOBODY: sorted(nobody)})


def asking_for(data: bytes, keys: frozenset[int]) -> set[str] | None:
    """Name the symbols that asked for one of these keys; None where they are not known, or the file itself asked."""
    known = unpack_asked(data)
    if known is None:
        return None
    found = {ident for ident, asked in known.items() if not keys.isdisjoint(asked)}
    return None if NOBODY in found else found
