"""The files of a repository as an import system asks for them, with a note of every question.

A system asks through a `Questions`: what it noted is the answer's `Found.asked`. Answers that are kept (a parsed
configuration) keep their questions with them, and whoever uses one takes these over.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from codegraph.resolve.imports import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

# bytes of a configuration file that is read
_LIMIT = 1 << 20


class Tree:
    """The indexed files, their folders, and the bytes of configuration files."""

    def __init__(self, paths: Collection[str], read: Callable[[str], bytes | None]) -> None:
        self.files = frozenset(paths)
        self._read = read
        self._bytes: dict[str, bytes | None] = {}

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        """The names that stand in each folder, sorted; those of folders end in `/`."""
        found: dict[str, list[str]] = {"": []}
        for path in sorted(self.files):
            folder, _, name = path.rpartition("/")
            while True:
                known = folder in found
                found.setdefault(folder, []).append(name)
                if known or not folder:
                    break
                folder, _, last = folder.rpartition("/")
                name = f"{last}/"
        return found

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The files of each name, sorted."""
        return _by_name(self.files)

    @cached_property
    def folders_by_name(self) -> dict[str, list[str]]:
        """The folders of each name, sorted."""
        return _by_name(self.folders)

    def read(self, path: str) -> bytes | None:
        """Give the bytes of an indexed configuration file, None where there is none or it is very large."""
        if path not in self._bytes:
            data = self._read(path) if path in self.files else None
            self._bytes[path] = data if data is not None and len(data) <= _LIMIT else None
        return self._bytes[path]


class Questions:
    """Asks what is there, and notes it in `asked`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.asked: set[str] = set()

    def has(self, path: str) -> bool:
        """Tell whether a file is there."""
        self.asked.add(path)
        return path in self._tree.files

    def first(self, paths: Iterable[str]) -> str:
        """Give the first of some files that is there, empty for none."""
        return next((path for path in paths if self.has(path)), "")

    def entries(self, folder: str) -> Sequence[str]:
        """List the names in a folder, those of folders with a `/` behind them."""
        self.asked.add(f"{folder}/")
        return self._tree.folders.get(folder, ())

    def named(self, name: str) -> Sequence[str]:
        """List all files of a name."""
        self.asked.add(ANYWHERE + name)
        return self._tree.by_name.get(name, ())

    def folders_named(self, name: str) -> Sequence[str]:
        """List all folders of a name."""
        self.asked.add(f"{ANYWHERE}{name}/")
        return self._tree.folders_by_name.get(name, ())

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a configuration file."""
        self.asked.add(path)
        return self._tree.read(path)

    def noted(self) -> frozenset[str]:
        """Give all that was asked, without files that stand for themselves among all of their name."""
        names = {it.removeprefix(ANYWHERE) for it in self.asked if it.startswith(ANYWHERE)}
        if not names:
            return frozenset(self.asked)
        return frozenset(it for it in self.asked if it.startswith(ANYWHERE) or it.rpartition("/")[2] not in names)


def folder_of(path: str) -> str:
    """Give the folder in which a path stands, empty for the repository."""
    return path.rpartition("/")[0]


def ancestors(folder: str) -> Iterator[str]:
    """Give a folder and those around it, the repository (empty) last."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


def join(folder: str, path: str) -> str | None:
    """Join a relative path to a folder of the repository; None if it leads out of the repository."""
    if "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
    if joined == ".":
        return ""
    return None if joined.startswith(("../", "/")) or joined == ".." else joined


def within(path: str, folder: str) -> bool:
    """Tell whether a path is a folder or in it."""
    return not folder or path == folder or path.startswith(f"{folder}/")


def _by_name(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(path.rpartition("/")[2], []).append(path)
    return found
