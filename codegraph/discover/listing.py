"""Walk a tree and list the files that are indexed, and those that are not with the reason.

A `Tree` keeps what the walk found, so that after changes only the paths concerned are looked at. Ignored entries are
counted, not listed.
"""

from __future__ import annotations

import errno
import os
import stat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.content import SkipReason
from codegraph.discover.entries import STAGE, FileEntry, Left, Sorter, bad_name
from codegraph.discover.ignore import DECISIVE_NAMES, IGNORE_FILES, IgnoreRules
from codegraph.errors import UsageError
from codegraph.model import Problem, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from codegraph.config import DiscoverSettings
    from codegraph.discover.entries import Outcome
    from codegraph.discover.ignore import Folder

_BY_PATH = attrgetter("path")
_GONE = {errno.ENOENT, errno.ENOTDIR}
# files that the rules are read from
_READ = IGNORE_FILES | {".git"}
# reasons that a file's name gives alone
_BY_NAME = frozenset({SkipReason.BAD_NAME, SkipReason.SECRET})


class Listing(NamedTuple):
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
    return Tree(root, settings, environ=environ).listing


class _Looked(NamedTuple):
    """A folder that was looked into: the rules for its entries, None if it is left out, and their names."""

    rules: Folder | None
    names: set[str]


class Tree:
    """A tree that was walked once and is brought up to date by the paths that changed."""

    def __init__(self, root: Path, settings: DiscoverSettings, *, environ: Mapping[str, str] | None = None) -> None:
        """Walk the tree; as `list_files`."""
        self._given = root
        self._settings = settings
        self._environ = environ
        self._listing: Listing | None = None
        self._identity: tuple[int, int] | None = None
        self._walk()

    @property
    def listing(self) -> Listing:
        """All that is known of the tree."""
        if self._listing is None:
            self._listing = Listing(
                files=tuple(sorted(self._files.values(), key=_BY_PATH)),
                skipped=tuple(sorted(self._skipped.values(), key=lambda one: (one.path, one.reason, one.detail))),
                problems=tuple(sorted(self._problems.values(), key=_BY_PATH)),
                ignored=len(self._ignored),
            )
        return self._listing

    def folders(self) -> list[str]:
        """List the folders whose entries count, relative to the root, which is the empty path: those to watch."""
        return sorted(path for path, looked in self._folders.items() if looked.rules is not None)

    def places(self) -> list[str]:
        """List what the walk went by, as absolute paths: folders, files, also those left out, and rules."""
        root = str(self._root)
        rules = {
            f"{path}/{name}" if path else name
            for path, looked in self._folders.items()
            for name in _READ & looked.names
            if not _is_folder(self._root / path / name)
        }
        left_out = {one.path for one in self._skipped.values() if one.reason not in _BY_NAME}
        inside = {*self._folders, *self._files, *left_out, *rules, *self._links}
        return sorted(f"{root}/{path}" if path else root for path in inside)

    def is_outdated(self) -> bool:
        """Tell whether another folder stands at the root, or something changed outside that decides what is inside."""
        return self._is_another() or self._rules.outdated() or any(map(self._leads_elsewhere, self._links))

    def refresh(self, paths: Iterable[str]) -> Listing:
        """Look again at these files and folders, relative to the root, and all below them; gives the new listing.

        It equals that of a fresh walk if every path that was made, changed or removed is among them or below one of
        them. A folder is walked again as a whole, so a folder in which an entry came or went should not be named
        for that. Raises UsageError if the root cannot be read any more.
        """
        wanted = sorted(set(paths))
        if self._is_another() or self._rules.outdated() or "" in wanted or len(wanted) > len(self._files):
            self._walk()
            return self.listing
        # what a link leads to may come and go anywhere
        for path in (*sorted(self._links), *wanted):
            if not self._look_again(path):
                self._walk()
                break
        return self.listing

    def _leads_elsewhere(self, link: str) -> bool:
        """Tell whether a link would be put somewhere else now, for what it leads to."""
        try:
            outcome = self._sorter.sort(link, os.lstat(self._root / link))
        except OSError:
            return True
        known = self._skipped.get(link, Left.IGNORED if link in self._ignored else None)
        return outcome != known

    def _is_another(self) -> bool:
        """Tell whether the root is not the folder that was walked."""
        try:
            found = self._given.stat()
        except OSError:
            return True
        return (found.st_dev, found.st_ino) != self._identity

    def _walk(self) -> None:
        self._identity = None
        try:
            top = self._given.resolve(strict=True)
            with os.scandir(top):
                pass
            found = top.stat()
        except (OSError, RuntimeError) as error:
            message = f"{self._given} is not a folder that can be read"
            raise UsageError(message, hint="name an existing folder") from error
        self._root = top
        self._rules = IgnoreRules(top, self._settings, environ=self._environ)
        self._sorter = Sorter(top, self._settings)
        self._folders: dict[str, _Looked] = {}
        self._files: dict[str, FileEntry] = {}
        self._skipped: dict[str, Skipped] = {}
        self._problems: dict[str, Problem] = {}
        self._ignored: set[str] = set()
        self._links: set[str] = set()
        self._listing = None
        self._scan_all(None, "", "")
        self._identity = (found.st_dev, found.st_ino)

    def _scan_all(self, parent: Folder | None, path: str, name: str) -> None:
        waiting = self._scan(parent, path, name)
        while waiting:
            waiting.extend(self._scan(*waiting.pop()))

    def _scan(self, parent: Folder | None, path: str, name: str) -> list[tuple[Folder, str, str]]:
        """List one folder's files and give its folders that may be entered."""
        try:
            with os.scandir(self._root / path if path else self._root) as found:
                entries = list(found)
        except OSError as error:
            if error.errno not in _GONE:
                self._skipped[path] = Skipped(path, SkipReason.UNREADABLE, error.strerror or "")
                message = f"the folder cannot be read: {error.strerror}"
                self._problems[path] = Problem(path, STAGE, "unreadable", message)
            return []
        names = {entry.name for entry in entries}
        folder = self._rules.root_folder(names) if parent is None else self._rules.enter(parent, path, name, names)
        self._folders[path] = _Looked(folder, names)
        if folder is None:
            self._ignored.add(path)
            return []
        prefix = f"{path}/" if path else ""
        inner: list[tuple[Folder, str, str]] = []
        for entry in entries:
            name = entry.name
            below = prefix + name
            if entry.is_dir(follow_symlinks=False):
                if self._may_enter(folder, below, name):
                    inner.append((folder, below, name))
            else:
                self._take(folder, below, name, entry)
        return inner

    def _may_enter(self, folder: Folder, path: str, name: str) -> bool:
        bad = bad_name(path)
        if bad is not None:
            self._skipped[path] = bad
        elif self._rules.may_enter(folder, path, name):
            return True
        else:
            self._ignored.add(path)
        return False

    def _take(self, folder: Folder, path: str, name: str, found: os.DirEntry[str] | os.stat_result) -> None:
        """Put an entry that is no folder where it belongs."""
        outcome: Outcome | None = bad_name(path)
        if outcome is None and self._rules.leaves_out_file(folder, path, name):
            outcome = Left.IGNORED
        if outcome is None:
            outcome = self._sorter.sort(path, found)
            if found.is_symlink() if isinstance(found, os.DirEntry) else stat.S_ISLNK(found.st_mode):
                self._links.add(path)
        if isinstance(outcome, FileEntry):
            self._files[path] = outcome
        elif isinstance(outcome, Skipped):
            self._skipped[path] = outcome
        elif outcome is Left.IGNORED:
            self._ignored.add(path)

    def _look_again(self, path: str) -> bool:
        """Look at one path, as far down as folders were looked into; False if the whole tree must be walked."""
        above, path, name = self._nearest(path)
        while not _is_folder(self._root / above if above else self._root):
            if not above:
                return False
            above, path, name = self._nearest(above)
        if name in DECISIVE_NAMES and self._decides(above, path, name):
            if not above:
                return False
            return self._look_again(above)
        looked = self._folders[above]
        if looked.rules is not None:
            self._listing = None
            self._drop(path)
            looked.names.discard(name)
            self._sort_again(looked.rules, looked.names, path, name)
        return True

    def _sort_again(self, folder: Folder, names: set[str], path: str, name: str) -> None:
        try:
            facts = os.lstat(self._root / path)
        except OSError as error:
            if error.errno not in _GONE:
                self._skipped[path] = Skipped(path, SkipReason.UNREADABLE, error.strerror or "")
            return
        names.add(name)
        if not stat.S_ISDIR(facts.st_mode):
            self._take(folder, path, name, facts)
        elif self._may_enter(folder, path, name):
            self._scan_all(folder, path, name)

    def _nearest(self, path: str) -> tuple[str, str, str]:
        """Give the nearest folder above that was looked into, and path and name of its entry that leads to `path`."""
        while True:
            above, _, name = path.rpartition("/")
            if not above or above in self._folders:
                return above, path, name
            path = above

    def _decides(self, above: str, path: str, name: str) -> bool:
        """Tell whether a change of this entry decides about others of its folder."""
        return name in IGNORE_FILES or os.path.lexists(self._root / path) != (name in self._folders[above].names)

    def _drop(self, path: str) -> None:
        """Forget an entry and all below it."""
        waiting = [path]
        while waiting:
            one = waiting.pop()
            looked = self._folders.pop(one, None)
            if looked is not None:
                waiting.extend(f"{one}/{name}" for name in looked.names)
            self._files.pop(one, None)
            self._skipped.pop(one, None)
            self._problems.pop(one, None)
            self._ignored.discard(one)
            self._links.discard(one)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
