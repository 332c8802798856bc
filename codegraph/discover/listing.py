"""Walk a tree once and list the files that are indexed, and those that are not with the reason.

Links are never followed: a file they lead to inside the tree is listed under its own path. Nothing but regular files
is opened, and of those only the ones whose name tells no language. Ignored entries are counted, not listed.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.discover.content import HEAD_BYTES, SkipReason, content_fault
from codegraph.discover.ignore import IgnoreRules
from codegraph.discover.languages import (
    has_binary_name,
    has_data_name,
    has_generated_name,
    language_of,
    language_of_head,
)
from codegraph.discover.secrets import looks_secret
from codegraph.errors import UsageError
from codegraph.model import Problem, Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.config import DiscoverSettings
    from codegraph.discover.ignore import Folder

STAGE = "discover"
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
"""How a file of the tree is opened: a link is refused, a pipe does not wait."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file to index: its path relative to the root with `/`, its language, its size in bytes, its mtime."""

    path: str
    language: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a walk found, each sorted by path; `ignored` counts the entries that the ignore rules left out.

    The reasons in `skipped` are those of `SkipReason`; a path there that is not UTF-8 has its odd bytes escaped.
    """

    files: tuple[FileEntry, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    ignored: int


def list_files(root: Path, settings: DiscoverSettings, *, environ: Mapping[str, str] | None = None) -> Listing:
    """List the files below `root` that the settings and the ignore rules leave in.

    `environ` tells where git's user files are (default: the process's). Raises UsageError if `root` is no folder
    that can be read; any other fault is in the listing.
    """
    try:
        top = root.resolve(strict=True)
        with os.scandir(top):
            pass
    except (OSError, RuntimeError) as error:
        message = f"{root} is not a folder that can be read"
        raise UsageError(message, hint="name an existing folder") from error
    walk = _Walk(top, settings, IgnoreRules(top, settings, environ=environ))
    walk.run()
    return Listing(
        files=tuple(sorted(walk.files, key=lambda entry: entry.path)),
        skipped=tuple(sorted(walk.skipped, key=lambda entry: entry.path)),
        problems=tuple(sorted(walk.problems, key=lambda problem: problem.path)),
        ignored=walk.ignored,
    )


@dataclass(slots=True)
class _Walk:
    root: Path
    settings: DiscoverSettings
    rules: IgnoreRules
    files: list[FileEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: int = 0

    def run(self) -> None:
        waiting = self._scan(None, "", "")
        while waiting:
            waiting.extend(self._scan(*waiting.pop()))

    def _scan(self, parent: Folder | None, path: str, name: str) -> list[tuple[Folder, str, str]]:
        """List one folder's files and give its folders that may be entered."""
        try:
            with os.scandir(self.root / path if path else self.root) as found:
                entries = list(found)
        except OSError as error:
            if error.errno not in {errno.ENOENT, errno.ENOTDIR}:
                self._skip(path, SkipReason.UNREADABLE, error.strerror or "")
                message = f"the folder cannot be read: {error.strerror}"
                self.problems.append(Problem(path, STAGE, "unreadable", message))
            return []
        names = {entry.name for entry in entries}
        folder = self.rules.root_folder(names) if parent is None else self.rules.enter(parent, path, name, names)
        if folder is None:
            self.ignored += 1
            return []
        prefix = f"{path}/" if path else ""
        inner: list[tuple[Folder, str, str]] = []
        for entry in entries:
            name = entry.name
            below = prefix + name
            if not name.isascii() and _is_bad(name):
                self._skip(_escaped(below), SkipReason.BAD_NAME, "the name is not UTF-8")
            elif entry.is_dir(follow_symlinks=False):
                if self.rules.may_enter(folder, below, name):
                    inner.append((folder, below, name))
                else:
                    self.ignored += 1
            elif self.rules.leaves_out_file(folder, below, name):
                self.ignored += 1
            else:
                self._file(entry, below)
        return inner

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        secret = looks_secret(path)
        if secret:
            self._skip(path, SkipReason.SECRET, secret)
            return
        try:
            facts = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(facts.st_mode):
                self._regular_file(path, facts)
            elif stat.S_ISLNK(facts.st_mode):
                self._link(path)
            else:
                self._skip(path, SkipReason.NOT_A_REGULAR_FILE, _kind(facts.st_mode))
        except FileNotFoundError:
            pass  # it vanished while we looked
        except OSError as error:
            self._skip(path, SkipReason.UNREADABLE, error.strerror or "")

    def _regular_file(self, path: str, facts: os.stat_result) -> None:
        reason = _reason_in_name(path)
        if reason:
            self._skip(path, reason, "by its name")
            return
        if facts.st_size > self.settings.max_file_bytes:
            self._skip(path, SkipReason.TOO_LARGE, f"{facts.st_size} bytes, limit {self.settings.max_file_bytes}")
            return
        language = language_of(path) or self._language_inside(path)
        if not language:
            return
        if self.settings.languages and language not in self.settings.languages:
            self.ignored += 1
            return
        self.files.append(FileEntry(path, language, facts.st_size, facts.st_mtime_ns))

    def _language_inside(self, path: str) -> str:
        """Tell the language of a file from its bytes; empty if it is skipped for what it holds."""
        handle = os.open(self.root / path, OPEN_FLAGS)
        try:
            head = os.read(handle, HEAD_BYTES)
        finally:
            os.close(handle)
        fault = content_fault(head)
        if fault:
            self._skip(path, *fault)
            return ""
        return language_of_head(head)

    def _link(self, path: str) -> None:
        link = self.root / path
        try:
            target = Path(os.path.realpath(link, strict=True))
        except OSError as error:
            looped = error.errno == errno.ELOOP
            self._skip(path, SkipReason.SYMLINK_LOOP if looped else SkipReason.BROKEN_SYMLINK)
            return
        if link.is_relative_to(target):
            self._skip(path, SkipReason.SYMLINK_LOOP, "it leads to a folder around it")
        elif target.is_relative_to(self.root):
            self.ignored += 1
        else:
            self._skip(path, SkipReason.SYMLINK_OUTSIDE)

    def _skip(self, path: str, reason: SkipReason, detail: str = "") -> None:
        self.skipped.append(Skipped(path, reason, detail))


def _reason_in_name(path: str) -> SkipReason | None:
    if has_generated_name(path):
        return SkipReason.GENERATED
    if has_data_name(path):
        return SkipReason.DATA
    return SkipReason.BINARY if has_binary_name(path) else None


def _is_bad(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _escaped(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"
