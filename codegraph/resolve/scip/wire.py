"""A reader of the protobuf wire format: fields of a message, nothing generated, every byte checked.

See "Encoding" in the Protocol Buffers documentation. Groups, which SCIP does not use, are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
_MASK = (1 << 64) - 1


class WireError(ValueError):
    """The bytes are no message: `offset` is where reading stopped."""

    def __init__(self, offset: int, what: str) -> None:
        super().__init__(f"{what} at byte {offset}")
        self.offset = offset


class Field(NamedTuple):
    """A field of a message: `value` is a number, or for BYTES the place where the bytes start, up to `end`."""

    number: int
    kind: int
    value: int
    end: int


def fields(data: bytes | mmap, start: int, end: int) -> Iterator[Field]:
    """Give the fields between two places in order; raises WireError where the bytes are not a message."""
    at = start
    while at < end:
        key, at = varint(data, at, end)
        number, kind = key >> 3, key & 7
        if number == 0:
            raise WireError(at, "a field without a number")
        if kind == VARINT:
            value, at = varint(data, at, end)
            yield Field(number, kind, value, at)
        elif kind == BYTES:
            size, at = varint(data, at, end)
            if size > end - at:
                raise WireError(at, "a field that is longer than the message")
            yield Field(number, kind, at, at + size)
            at += size
        elif kind in {FIXED64, FIXED32}:
            size = 8 if kind == FIXED64 else 4
            if size > end - at:
                raise WireError(at, "a number that is cut off")
            yield Field(number, kind, int.from_bytes(data[at : at + size], "little"), at + size)
            at += size
        else:
            raise WireError(at, f"a field of the unknown wire type {kind}")


def varint(data: bytes | mmap, at: int, end: int) -> tuple[int, int]:
    """Read a number of up to 64 bits; gives it and the place after it."""
    value = shift = 0
    for place in range(at, min(end, at + _LONGEST_VARINT)):
        byte = data[place]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the high bit says that more follows
            return value & _MASK, place + 1
        shift += 7
    raise WireError(at, "a number that does not end")


def numbers(data: bytes | mmap, field: Field) -> list[int]:
    """Read a field of repeated numbers, packed or not."""
    if field.kind != BYTES:
        return [field.value]
    found = []
    at = field.value
    while at < field.end:
        value, at = varint(data, at, field.end)
        found.append(value)
    return found
