"""Which entries of a tree are left out: one object for the walker and the watcher.

Strongest first: `discover.exclude`; `.codegraphignore`; `.ignore`; hidden and vendored; `.gitignore`;
`.git/info/exclude`; the user's git excludes. Within one kind a deeper file is stronger than one above it, and in a
file the last pattern that matches. A `!pattern` in `.codegraphignore` brings back what anything weaker leaves out,
also below an ignored folder if it names the folder (`!generated/api.rs`). Ignore files count outside of git too, and
those between the root and the top of its git work tree count as well.

As in ripgrep and unlike in git, a file that is tracked although it is ignored is left out. Submodules and other nested
repositories are walked; the `.gitignore` files above them do not reach into them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.git_places import exclude_of_nested, find_git_places, read_small
from codegraph.discover.patterns import PatternSet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from codegraph.config import DiscoverSettings

OWN_IGNORE, PLAIN_IGNORE, GIT_IGNORE = ".codegraphignore", ".ignore", ".gitignore"
IGNORE_FILES = frozenset({OWN_IGNORE, PLAIN_IGNORE, GIT_IGNORE})
"""When one of these changes, rules made before are out of date."""

_NEVER = frozenset({".git", ".hg", ".svn", ".jj", ".bzr", ".codegraph"})
_VENDORED = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages"})
# a folder that holds one of these was filled by a program
_FILLED = frozenset({"CACHEDIR.TAG", "pyvenv.cfg", ".cargo-checksum.json"})
DECISIVE_NAMES = IGNORE_FILES | _FILLED | {"modules.txt", "Cargo.toml", ".git"}
"""Entries that decide about others of their folder, by being there or, for ignore files, by what they hold."""

_Chain = tuple[PatternSet, ...]


class Folder(NamedTuple):
    """A folder that is entered, with the rules for its entries, strongest first."""

    path: str
    own: _Chain
    plain: _Chain
    git: _Chain
    # only what `.codegraphignore` brings back is taken
    closed: bool
    # everything below is among the included files
    included: bool
    holds_manifest: bool


class _Verdict(NamedTuple):
    ignored: bool
    forced: bool = False


_TAKEN, _LEFT_OUT = _Verdict(ignored=False), _Verdict(ignored=True)
_FORCED = _Verdict(ignored=False, forced=True)


class IgnoreRules:
    """The ignore rules of one tree. They are read as folders are entered and then kept; make new ones on changes."""

    def __init__(self, root: Path, settings: DiscoverSettings, *, environ: Mapping[str, str] | None = None) -> None:
        """Prepare the rules for the absolute folder `root`; `environ` tells where git's user files are."""
        self._root = root
        self._hidden = settings.hidden
        places = find_git_places(root, os.environ if environ is None else environ)
        self._ignore_case = places.ignore_case
        self._exclude = PatternSet(settings.exclude) if settings.exclude else None
        self._include = PatternSet(settings.include) if settings.include else None
        self._user_tail = self._sets(places.user_excludes)
        self._top = places.top
        # what decides from outside of the tree, or from inside `.git`
        self._outside: dict[Path, tuple[int, int, int] | None] = {path: _stamp(path) for path in places.read}
        above = "" if places.top is None else _posix_between(places.top, root)
        self._git_tail = (*self._sets(places.exclude, above=above), *self._user_tail)
        self._folders: dict[str, Folder | None] = {}

    def ignored(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether one path, relative to the root and with `/`, is left out; it need not exist."""
        parts = path.split("/")
        folder: Folder | None = self.root_folder()
        for end in range(1, len(parts)):
            folder = self._known_folder(folder, "/".join(parts[:end]), parts[end - 1])
            if folder is None:
                return True
        if is_folder:
            return self._known_folder(folder, path, parts[-1]) is None
        return folder is not None and self.leaves_out_file(folder, path, parts[-1])

    def outdated(self) -> bool:
        """Tell whether something changed that decides from outside of the tree: what git and folders above say."""
        return any(_stamp(path) != known for path, known in self._outside.items())

    def root_folder(self, names: Collection[str] | None = None) -> Folder:
        """Enter the root; `names` are the names of its entries if the caller knows them."""
        known = self._folders.get("")
        if known is not None:
            return known
        if names is None:
            names = self._names_in("")
        above = self._chains_above()
        own, plain, git = (
            (*self._sets_in("", kind, names), *above[kind]) for kind in (OWN_IGNORE, PLAIN_IGNORE, GIT_IGNORE)
        )
        folder = Folder(
            path="",
            own=own,
            plain=plain,
            git=(*git, *self._git_tail),
            closed=False,
            included=self._include is None,
            holds_manifest="Cargo.toml" in names,
        )
        self._folders[""] = folder
        return folder

    def leaves_out_file(self, folder: Folder, path: str, name: str) -> bool:
        """Tell whether a file in an entered folder is left out."""
        if self._verdict(folder, path, name, is_folder=False).ignored:
            return True
        if folder.included or self._include is None:
            return False
        return self._include.decide(path, name, is_folder=False) is not True

    def may_enter(self, folder: Folder, path: str, name: str) -> bool:
        """Tell whether a folder in an entered folder is worth looking into; `enter` has the last word."""
        return not self._verdict(folder, path, name, is_folder=True).ignored or self._leads_on(folder, path)

    def enter(self, folder: Folder, path: str, name: str, names: Collection[str]) -> Folder | None:
        """Enter a folder that `may_enter`; None if its entries, called `names`, show that it is left out."""
        verdict = self._verdict(folder, path, name, is_folder=True)
        filled = not verdict.forced and (not _FILLED.isdisjoint(names) or (name == "vendor" and "modules.txt" in names))
        closed = verdict.ignored or filled
        if closed and not self._leads_on(folder, path):
            return None
        git = folder.git
        if ".git" in names:
            exclude = exclude_of_nested(self._root / path)
            if exclude is not None:
                self._outside[exclude] = _stamp(exclude)
            git = (*self._sets(exclude, base=path), *self._user_tail)
        included = folder.included
        if not included and self._include is not None:
            included = self._include.decide(path, name, is_folder=True) is True
        return Folder(
            path,
            (*self._sets_in(path, OWN_IGNORE, names), *folder.own),
            (*self._sets_in(path, PLAIN_IGNORE, names), *folder.plain),
            (*self._sets_in(path, GIT_IGNORE, names), *git),
            closed,
            included,
            "Cargo.toml" in names,
        )

    def _verdict(self, folder: Folder, path: str, name: str, *, is_folder: bool) -> _Verdict:
        if name in _NEVER or (self._exclude and self._exclude.decide(path, name, is_folder=is_folder)):
            return _LEFT_OUT
        decided = _first(folder.own, path, name, is_folder=is_folder)
        if decided is None and folder.closed:
            decided = True
        if decided is None:
            decided = _first(folder.plain, path, name, is_folder=is_folder)
        if decided is not None:
            return _LEFT_OUT if decided else _FORCED
        if name[0] == "." and not self._hidden:
            return _LEFT_OUT
        if is_folder and (name in _VENDORED or (name == "target" and folder.holds_manifest)):
            return _LEFT_OUT
        return _LEFT_OUT if _first(folder.git, path, name, is_folder=is_folder) else _TAKEN

    def _leads_on(self, folder: Folder, path: str) -> bool:
        if path.rpartition("/")[2] in _NEVER:
            return False
        return any(path in patterns.leads for patterns in folder.own)

    def _known_folder(self, parent: Folder | None, path: str, name: str) -> Folder | None:
        if path not in self._folders:
            entered = None
            if parent is not None and self.may_enter(parent, path, name):
                entered = self.enter(parent, path, name, self._names_in(path))
            self._folders[path] = entered
        return self._folders[path]

    def _names_in(self, path: str) -> frozenset[str]:
        try:
            return frozenset(entry.name for entry in (self._root / path).iterdir())
        except OSError:
            return frozenset()

    def _chains_above(self) -> dict[str, _Chain]:
        """Read the ignore files between the root and the top of its work tree, nearest first."""
        found: dict[str, list[PatternSet]] = {kind: [] for kind in IGNORE_FILES}
        if self._top is not None and self._top != self._root:
            for folder in self._root.parents:
                above = _posix_between(folder, self._root)
                for kind in IGNORE_FILES:
                    self._outside[folder / kind] = _stamp(folder / kind)
                    found[kind].extend(self._sets(folder / kind, above=above))
                if folder == self._top:
                    break
        return {kind: tuple(sets) for kind, sets in found.items()}

    def _sets_in(self, path: str, kind: str, names: Collection[str]) -> _Chain:
        return self._sets(self._root / path / kind, base=path) if kind in names else ()

    def _sets(self, file: Path | None, *, base: str = "", above: str = "") -> _Chain:
        if file is None:
            return ()
        lines = read_small(file).removeprefix("\ufeff").split("\n")
        made = PatternSet((line.removesuffix("\r") for line in lines), base, above, ignore_case=self._ignore_case)
        return (made,) if made.patterns else ()


def _first(chain: _Chain, path: str, name: str, *, is_folder: bool) -> bool | None:
    for patterns in chain:
        decided = patterns.decide(path, name, is_folder=is_folder)
        if decided is not None:
            return decided
    return None


def _posix_between(upper: Path, lower: Path) -> str:
    between = lower.relative_to(upper).as_posix()
    return "" if between == "." else between


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
