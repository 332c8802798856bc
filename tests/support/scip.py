"""SCIP indexes written by hand: the wire format, and no more of the messages than tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def varint(value: int) -> bytes:
    """Write a number."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number(field: int, value: int) -> bytes:
    """Write a field that is a number."""
    return varint(field << 3) + varint(value)


def message(field: int, *parts: bytes) -> bytes:
    """Write a field that is a message or a text."""
    data = b"".join(parts)
    return varint(field << 3 | 2) + varint(len(data)) + data


def occurrence(place: Sequence[int], symbol: str, *, definition: bool = False) -> bytes:
    """Write an occurrence as a field of a document; `place` is [line, start, end] or [line, start, line, end]."""
    parts = [message(1, b"".join(map(varint, place))), message(2, symbol.encode())]
    return message(2, *parts, *([number(3, 1)] if definition else []))


def document(path: str, occurrences: Iterable[bytes], encoding: int = 1, text: str = "") -> bytes:
    """Write a document as a field of an index, with the text of the file if there is one."""
    told = [message(5, text.encode())] if text else []
    return message(2, message(1, path.encode()), *occurrences, *told, number(6, encoding))


def index(*documents: bytes, tool: str = "scip-demo", version: str = "1.0") -> bytes:
    """Write an index."""
    told = message(2, message(1, tool.encode()), message(2, version.encode()))
    return message(1, told) + b"".join(documents)
