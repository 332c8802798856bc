"""Read a listed file so that its bytes and hash belong together, whatever happens to it meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.entries import OPEN_FLAGS, STAGE, changed_ns
from codegraph.identity import content_hash
from codegraph.model import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.discover.entries import FileEntry

_ATTEMPTS = 2
_CODES = {
    errno.ENOENT: ("vanished", "the file is gone"),
    errno.ENOTDIR: ("vanished", "the file is gone"),
    errno.ELOOP: ("not-a-regular-file", "the file has become a link"),
}


class FileContent(NamedTuple):
    """A file's bytes with their hash, and the size and time of change (`changed_ns`) they were read at."""

    data: bytes
    hash: str
    size: int
    mtime_ns: int


def read_file(root: Path, entry: FileEntry, *, limit: int) -> FileContent | Problem:
    """Read a file of at most `limit` bytes, or say why it cannot be had.

    A file that changes while it is read is read once more. Codes of problems: `vanished`, `unreadable`,
    `not-a-regular-file`, `too-large`, `changed-while-reading`.
    """
    for _ in range(_ATTEMPTS):
        try:
            handle = os.open(os.path.join(root, entry.path), OPEN_FLAGS)  # noqa: PTH118 - thousands of times
            try:
                found = _read(handle, entry.path, limit)
            finally:
                os.close(handle)
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror}"
            code, message = _CODES.get(error.errno or 0, ("unreadable", reason))
            return Problem(entry.path, STAGE, code, message)
        if found is not None:
            return found
    return Problem(entry.path, STAGE, "changed-while-reading", "the file changed while it was read, twice")


def _read(handle: int, path: str, limit: int) -> FileContent | Problem | None:
    """Read an open file; None if it changed meanwhile."""
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        return Problem(path, STAGE, "not-a-regular-file", "the path is no longer a regular file")
    blocks: list[bytes] = []
    read = 0
    # room for what should be there and a byte more: room for a MB takes longer than reading what most files have
    room = before.st_size + 1
    while read <= limit and (block := os.read(handle, min(1 << 20, limit + 1 - read, room))):
        blocks.append(block)
        read += len(block)
        room = 1 << 20
    if read > limit:
        return Problem(path, STAGE, "too-large", f"the file is larger than {limit} bytes")
    after = os.fstat(handle)
    if (before.st_size, changed_ns(before)) != (after.st_size, changed_ns(after)) or read != after.st_size:
        return None
    data = b"".join(blocks)
    return FileContent(data, content_hash(data), read, changed_ns(after))
