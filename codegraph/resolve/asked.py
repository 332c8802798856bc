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
# the bytes that say how long a layer is, and how many layers may lie over each other
_PREFIX = 4
_MOST_LAYERS = 8
NOBODY = ""
"""Stands for the file where nobody knows which symbol asked."""


def pack_asked(asked: Mapping[str, Sequence[int]]) -> bytes:
    """Write the keys that symbols asked for, by the id of the symbol: one layer, that may lie over others."""
    head = json.dumps([[ident, len(keys)] for ident, keys in asked.items()], separators=(",", ":"))
    numbers = array("I")
    for keys in asked.values():
        numbers.extend(keys)
    layer = zlib.compress(head.encode() + b"\n" + pack(numbers), _LEVEL)
    return len(layer).to_bytes(_PREFIX, "big") + layer


def unpack_asked(data: bytes) -> dict[str, Sequence[int]] | None:
    """Read what `pack_asked` wrote, or `joined`; None where nothing is known, or what is there is damaged."""
    if not data:
        return None
    found: dict[str, Sequence[int]] = {}
    nobody: set[int] = set()
    try:
        for layer in _layers(data):
            found.update(_unpacked(layer))
            nobody.update(found.pop(NOBODY, ()))
    except (zlib.error, ValueError, TypeError):
        return None
    if nobody:
        found[NOBODY] = sorted(nobody)
    return found


def joined(before: bytes, now: bytes, kept: Collection[str]) -> bytes:
    """Lay over what was asked before what all symbols but those that are kept asked now; b"" where it is not known."""
    if not before or not now:
        return b""
    try:
        if len(_layers(before)) < _MOST_LAYERS:
            return before + now
    except ValueError:
        return b""
    # what is gone is left out now and then
    known, more = unpack_asked(before), unpack_asked(now)
    if known is None or more is None:
        return b""
    nobody = {*known.get(NOBODY, ()), *more.get(NOBODY, ())}
    found = {ident: keys for ident, keys in known.items() if ident in kept}
    return pack_asked({**found, **more, NOBODY: sorted(nobody)})


def asking_for(data: bytes, keys: frozenset[int]) -> set[str] | None:
    """Name the symbols that asked for one of these keys; None where they are not known, or the file itself asked."""
    known = unpack_asked(data)
    if known is None:
        return None
    found = {ident for ident, asked in known.items() if not keys.isdisjoint(asked)}
    return None if NOBODY in found else found


def _layers(data: bytes) -> list[bytes]:
    """Cut layers apart; raises ValueError where the last is cut off."""
    found, at = [], 0
    while at < len(data):
        start = at + _PREFIX
        at = start + int.from_bytes(data[at:start], "big")
        found.append(data[start:at])
    if at != len(data):
        message = "cut off"
        raise ValueError(message)
    return found


def _unpacked(layer: bytes) -> dict[str, Sequence[int]]:
    head, _, keys = zlib.decompress(layer).partition(b"\n")
    numbers, at = unpack(keys), 0
    found: dict[str, Sequence[int]] = {}
    for ident, count in json.loads(head):
        found[ident] = numbers[at : at + count]
        at += count
    if at != len(numbers):
        message = "cut off"
        raise ValueError(message)
    return found
