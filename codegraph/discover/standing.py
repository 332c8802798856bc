"""How a tree stood on disk when it was walked, to tell in a tenth of a walk's time that nothing in it changed since.

A walk reads every folder and asks the rules about every name. Where every folder and file has the time and size that it
had, a walk would find the same. That the time of a folder changes with its entries is what git's untracked cache relies
on, too; on Windows not every file system sees to it, so there nothing is told.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from codegraph.discover.changes import RACY_NS
from codegraph.discover.entries import changed_ns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.discover.listing import Tree

    # number, mode, size in bytes, times of the last change of the content and of any kind, in nanoseconds
    Facts = tuple[int, int, int, int, int]

_FOLDERS_TELL = sys.platform != "win32"


class Standing:
    """How what a walk looked at stood on disk then."""

    def __init__(self, tree: Tree, facts: Mapping[str, Facts]) -> None:
        """Take a tree that was walked, and how its places stood."""
        self._tree = tree
        self._facts = facts

    @classmethod
    def of(cls, tree: Tree, *, now_ns: int) -> Standing | None:
        """Tell how what a walk looked at stands on disk, if it stood so when the walk looked.

        None where something changed so lately that it may change again without another time.

        :param tree: was walked just now.
        :param now_ns: the time before that, in nanoseconds since the epoch.
        """
        if not _FOLDERS_TELL:
            return None
        facts: dict[str, Facts] = {}
        for place in tree.places():
            try:
                found = os.lstat(place)
            except (OSError, ValueError):
                return None
            if changed_ns(found) > now_ns - RACY_NS:
                return None
            facts[place] = _facts_of(found)
        return cls(tree, facts)

    def holds(self) -> bool:
        """Tell whether a walk would find the same, and each file with the size and time that it had."""
        try:
            same = all(_facts_of(os.lstat(place)) == then for place, then in self._facts.items())
        except (OSError, ValueError):
            return False
        return same and not self._tree.is_outdated()


def _facts_of(found: os.stat_result) -> Facts:
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns
