"""What a file's bytes say about whether it is text that can be indexed."""

from __future__ import annotations

from enum import StrEnum

from codegraph.discover.secrets import holds_private_key

HEAD_BYTES = 8192
"""How much of a file is looked at."""

_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class SkipReason(StrEnum):
    """Why a file is not indexed; values are stable, they appear in JSON."""

    TOO_LARGE = "too-large"
    BINARY = "binary"
    ENCODING = "encoding"
    SECRET = "secret"  # noqa: S105 - a reason, no password
    GENERATED = "generated"
    DATA = "data"
    UNREADABLE = "unreadable"
    BAD_NAME = "bad-name"
    SYMLINK_LOOP = "symlink-loop"
    SYMLINK_OUTSIDE = "symlink-outside"
    BROKEN_SYMLINK = "broken-symlink"
    NOT_A_REGULAR_FILE = "not-a-regular-file"


def looks_binary(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is binary: a NUL in the first 8 KiB, as git and ripgrep decide."""
    return b"\x00" in head[:HEAD_BYTES]


def wide_encoding(head: bytes) -> str:
    """Give `utf-16` or `utf-32` for text that begins with such a byte order mark, else an empty text."""
    if head.startswith(_UTF32):
        return "utf-32"
    return "utf-16" if head.startswith(_UTF16) else ""


def content_fault(data: bytes) -> tuple[SkipReason, str] | None:
    """Tell why a file with these bytes, or first bytes, must not be indexed: the reason and a detail; None if it may.

    Text in UTF-16 and UTF-32 is refused as `encoding`, not taken for binary. Bytes that are not UTF-8 are no fault.
    """
    encoding = wide_encoding(data)
    if encoding:
        return SkipReason.ENCODING, encoding
    if looks_binary(data):
        return SkipReason.BINARY, "NUL byte"
    if holds_private_key(data):
        return SkipReason.SECRET, "private key"
    return None
