"""One entry of a tree that the ignore rules leave in: is it a file to index, and if not, why.

Links are never followed: a file they lead to inside the tree is listed under its own path. Nothing but regular files
is opened, and of those only the ones whose name tells no language.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from codegraph.discover.content import HEAD_BYTES, SkipReason, content_fault
from codegraph.discover.headers import HEADER_BYTES
from codegraph.discover.languages import (
    has_binary_name,
    has_data_name,
    has_generated_name,
    is_header,
    language_in,
    language_of,
    language_of_head,
)
from codegraph.discover.secrets import looks_secret
from codegraph.model import Skipped

if TYPE_CHECKING:
    from codegraph.config import DiscoverSettings

STAGE = "discover"
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
"""How a file of the tree is opened: a link is refused, a pipe does not wait."""


class FileEntry(NamedTuple):
    """A file to index: its path relative to the root with `/`, its language, its size in bytes.

    The language is what the name tells: once a file is read, `language_in` says more of headers. `mtime_ns` is the time
    of its last change as `changed_ns` gives it.
    """

    path: str
    language: str
    size: int
    mtime_ns: int


class Left(Enum):
    """An entry that is in no list."""

    IGNORED = "ignored"
    GONE = "gone"


Outcome = FileEntry | Skipped | Left
_CTIME_IS_CREATION = sys.platform == "win32"
_IGNORED: Final = Left.IGNORED


class Sorter:
    """Decides about entries below one root, which is absolute and no link."""

    def __init__(self, root: Path, settings: DiscoverSettings) -> None:
        self._root = root
        self._limit = settings.max_file_bytes
        self._languages = frozenset(settings.languages)

    def sort(self, path: str, found: os.stat_result | os.DirEntry[str]) -> Outcome:
        """Say what becomes of an entry that is no folder; a folder's name for it, or what `lstat` said."""
        secret = looks_secret(path)
        if secret:
            return Skipped(path, SkipReason.SECRET, secret)
        try:
            facts = found.stat(follow_symlinks=False) if isinstance(found, os.DirEntry) else found
            if stat.S_ISREG(facts.st_mode):
                return self._regular_file(path, facts)
            if stat.S_ISLNK(facts.st_mode):
                return self._link(path)
            return Skipped(path, SkipReason.NOT_A_REGULAR_FILE, _kind(facts.st_mode))
        except FileNotFoundError:
            return Left.GONE  # it vanished while we looked
        except OSError as error:
            return Skipped(path, SkipReason.UNREADABLE, error.strerror or "")

    def _regular_file(self, path: str, facts: os.stat_result) -> Outcome:
        reason = _reason_in_name(path)
        if reason:
            return Skipped(path, reason, "by its name")
        if facts.st_size > self._limit:
            return Skipped(path, SkipReason.TOO_LARGE, f"{facts.st_size} bytes, limit {self._limit}")
        language = language_of(path) or self._language_inside(path)
        if isinstance(language, Skipped):
            return language
        if self._languages and (self._header(path) if is_header(path) else language) not in self._languages:
            return _IGNORED
        return FileEntry(path, language, facts.st_size, changed_ns(facts))

    def _language_inside(self, path: str) -> str | Skipped:
        """Tell the language of a file from its bytes, or that it is skipped for what it holds."""
        head = self._head(path, HEAD_BYTES)
        fault = content_fault(head)
        return Skipped(path, *fault) if fault else language_of_head(head)

    def _header(self, path: str) -> str:
        """Tell the language of a header, which is looked into only if it decides whether the file counts."""
        return language_in(path, self._head(path, HEADER_BYTES))

    def _head(self, path: str, size: int) -> bytes:
        handle = os.open(self._root / path, OPEN_FLAGS)
        try:
            return os.read(handle, size)
        finally:
            os.close(handle)

    def _link(self, path: str) -> Outcome:
        link = self._root / path
        try:
            target = Path(os.path.realpath(link, strict=True))
        except OSError as error:
            looped = error.errno == errno.ELOOP
            return Skipped(path, SkipReason.SYMLINK_LOOP if looped else SkipReason.BROKEN_SYMLINK)
        if link.is_relative_to(target):
            return Skipped(path, SkipReason.SYMLINK_LOOP, "it leads to a folder around it")
        return _IGNORED if target.is_relative_to(self._root) else Skipped(path, SkipReason.SYMLINK_OUTSIDE)


def changed_ns(facts: os.stat_result) -> int:
    """Give the time at which a file was last changed, in nanoseconds since the epoch.

    Where the system keeps the time of the last change of any kind, which no program can set back, it counts if it is
    later: tools that write a file and give it its old mtime are noticed.
    """
    return facts.st_mtime_ns if _CTIME_IS_CREATION else max(facts.st_mtime_ns, facts.st_ctime_ns)


def bad_name(path: str) -> Skipped | None:
    """Give the reason to skip a path whose name is not UTF-8, with its odd bytes escaped; None for any other."""
    if path.isascii():
        return None
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        escaped = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        return Skipped(escaped, SkipReason.BAD_NAME, "the name is not UTF-8")
    return None


def _reason_in_name(path: str) -> SkipReason | None:
    if has_generated_name(path):
        return SkipReason.GENERATED
    if has_data_name(path):
        return SkipReason.DATA
    return SkipReason.BINARY if has_binary_name(path) else None


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"
