"""Where a git work tree stands: commit, branch, and whether files differ from git's own index.

Reads files only: git is not run, so no hook of the repository is either, and nothing is written. Refs in the newer
`reftable` form are not read.
"""

from __future__ import annotations

import os
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.git_places import git_folders, read_small

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from codegraph.discover.entries import FileEntry

_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SYMBOLIC = "ref: "
_MOST_SYMBOLIC = 5
_MOST_BYTES = 32 << 20
# a work tree that was copied has other times throughout, until git looks at it
_MOST_READ = 200
_SHORT, _LONG = 20, 32
_MOST_PACKED = 64 << 20
_BRANCHES = "refs/heads/"
# times, device, inode, mode, owner, size: then the object's name, then flags
_FIXED = struct.Struct(">10I")
_REGULAR = 0o100000
_ASSUME_VALID, _EXTENDED, _SKIP_WORKTREE = 0x8000, 0x4000, 0x4000


class GitState(NamedTuple):
    """`head` is the commit, None before the first; `branch` None where HEAD is detached.

    `dirty` tells whether a file that is indexed and tracked differs from what git last saw, or changes are staged. It
    is told by sizes and times, and by the bytes where only times differ; None where git's index cannot be read or too
    many files would have to be.
    """

    head: str | None
    branch: str | None
    dirty: bool | None

    def as_json(self) -> dict[str, str | bool | None]:
        """Give it as a JSON document."""
        return {"head": self.head, "branch": self.branch, "dirty": self.dirty}


def git_state(root: Path, entries: Mapping[str, FileEntry] | None) -> GitState | None:
    """Tell where the work tree that holds an absolute folder stands; None outside of one.

    `entries` are the listed files, by path relative to `root`; without them `dirty` is left open.
    """
    folders = git_folders(root)
    if folders is None:
        return None
    top, own, common = folders
    text = read_small(own / "HEAD").strip()
    if not text:
        return None
    name = text.removeprefix(_SYMBOLIC).strip() if text.startswith(_SYMBOLIC) else ""
    head = _resolve(text, own, common)
    branch = name.removeprefix(_BRANCHES) if name.startswith(_BRANCHES) else None
    inside = root.relative_to(top).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    if entries is None:
        return GitState(head, branch, None)
    hash_bytes = _LONG if head and len(head) > 2 * _SHORT else _SHORT
    try:
        dirty = _is_dirty(_read(own / "index"), root, prefix, entries, hash_bytes)
    except (OSError, ValueError, IndexError, struct.error):
        dirty = None
    return GitState(head, branch, dirty)


def _resolve(text: str, own: Path, common: Path) -> str | None:
    for _ in range(_MOST_SYMBOLIC):
        if not text.startswith(_SYMBOLIC):
            return text if _OID.fullmatch(text) else None
        name = text.removeprefix(_SYMBOLIC).strip()
        if not name.startswith("refs/") or ".." in name or "\0" in name:
            return None
        text = read_small(own / name).strip() or read_small(common / name).strip()
        if not text:
            return _packed(common / "packed-refs", name)
    return None


def _packed(path: Path, name: str) -> str | None:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_PACKED)
    except OSError:
        return None
    found = re.search(rb"^([0-9a-f]{40,64}) " + re.escape(os.fsencode(name)) + rb"\r?$", data, re.MULTILINE)
    text = found[1].decode("ascii") if found else ""
    return text if _OID.fullmatch(text) else None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        message = "git's index is too large to be looked through"
        raise ValueError(message)
    return data


def _is_dirty(data: bytes, root: Path, prefix: str, entries: Mapping[str, FileEntry], hash_bytes: int) -> bool | None:
    to_read = _MOST_READ
    for path, size, time_ns, whole_seconds, name in _tracked(data, hash_bytes):
        if not path.startswith(prefix):
            continue
        entry = entries.get(path[len(prefix) :])
        if entry is None:
            # not indexed: that it is there is enough
            if not os.path.lexists(root / path[len(prefix) :]):
                return True
            continue
        changed = entry.mtime_ns
        if whole_seconds:
            changed -= changed % 1_000_000_000
        if entry.size & 0xFFFFFFFF != size:
            return True
        if changed != time_ns:
            to_read -= 1
            if to_read < 0:
                return None
            if _blob_name(root / entry.path, hash_bytes) != name:
                return True
    return _has_staged(data, hash_bytes)


def _tracked(data: bytes, hash_bytes: int) -> Iterator[tuple[str, int, int, bool, bytes]]:
    """Give path, size, time of the last change and object name of each regular file.

    The time may be one of whole seconds. Raises ValueError for an index of another form.
    """
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in {2, 3, 4}:
        message = "not an index of git"
        raise ValueError(message)
    at, before = 12, b""
    for _ in range(count):
        start = at
        ctime, ctime_ns, mtime, mtime_ns, _, _, mode, _, _, size = _FIXED.unpack_from(data, at)
        at += _FIXED.size
        named = data[at : at + hash_bytes]
        at += hash_bytes
        (flags,) = struct.unpack_from(">H", data, at)
        at += 2
        more = 0
        if flags & _EXTENDED:
            (more,) = struct.unpack_from(">H", data, at)
            at += 2
        if version == 4:  # noqa: PLR2004
            strip, at = _varint(data, at)
            end = data.index(b"\0", at)
            name = before[: len(before) - strip] + data[at:end]
            at = end + 1
        else:
            end = data.index(b"\0", at)
            name = data[at:end]
            at = start + (end - start + 8) // 8 * 8
        before = name
        if mode & 0o170000 == _REGULAR and not flags & _ASSUME_VALID and not more & _SKIP_WORKTREE:
            last = max((mtime, mtime_ns), (ctime, ctime_ns))
            yield os.fsdecode(name), size, last[0] * 1_000_000_000 + last[1], not (mtime_ns or ctime_ns), named


def _blob_name(path: Path, hash_bytes: int) -> bytes:
    """Name a file's bytes as git does."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL

    data = _read(path)
    made = (hashlib.sha1 if hash_bytes == _SHORT else hashlib.sha256)(b"blob %d\0" % len(data))
    made.update(data)
    return made.digest()


def _varint(data: bytes, at: int) -> tuple[int, int]:
    byte = data[at]
    value = byte & 0x7F
    while byte & 0x80:
        at += 1
        byte = data[at]
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, at + 1


def _has_staged(data: bytes, hash_bytes: int) -> bool:
    """Tell by the extension that keeps tree objects: git takes the root's away when something is staged."""
    found = data.rfind(b"TREE", 0, len(data) - hash_bytes)
    if found < 0:
        return False
    # a path, empty for the root, then the number of entries, -1 where the tree is not known
    return data[found + 8 : found + 11] == b"\0-1"
