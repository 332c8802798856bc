"""What was looked up on disk besides the listing, so that a later run can tell whether it would find the same."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, cast

from codegraph.discover.changes import RACY_NS
from codegraph.discover.entries import changed_ns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    # plain values, as JSON has them
    Found = Mapping[str, Mapping[str, Any]]


class Looks:
    """Looks things up below one root, by paths relative to it, and remembers the answers in `found`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._now_ns = time.time_ns()
        self.found: dict[str, dict[str, Any]] = {kind: {} for kind in self._kinds()}

    def is_file(self, path: str) -> bool:
        """Tell whether there is a file, or a link to one."""
        return bool(self._look("file", path))

    def targets(self, folder: str) -> dict[str, str]:
        """Find the files of a folder that Cargo takes for targets: `name.rs` and `name/main.rs`, by name."""
        return cast("dict[str, str]", self._look("targets", folder))

    def stamp(self, path: str) -> list[int] | None:
        """Give size and time of the last change of a file; one that may change again unseen has no time."""
        return cast("list[int] | None", self._look("stamp", path))

    def would_find(self, found: Found) -> bool:
        """Tell whether these answers, given before, are what would be found now."""
        kinds = self._kinds()
        try:
            return bool(found) and all(
                kinds[kind](path) == answer and answer != _UNTRUSTED
                for kind, answers in found.items()
                for path, answer in answers.items()
            )
        except KeyError:
            return False

    def _kinds(self) -> dict[str, Callable[[str], Any]]:
        return {"file": self._is_file, "targets": self._targets, "stamp": self._stamp}

    def _look(self, kind: str, path: str) -> Any:  # noqa: ANN401 - whatever the kind gives
        answers = self.found[kind]
        if path not in answers:
            answers[path] = self._kinds()[kind](path)
        return answers[path]

    def _is_file(self, path: str) -> bool:
        return os.path.isfile(self._place(path))  # noqa: PTH113 - thousands of times

    def _targets(self, folder: str) -> dict[str, str]:
        try:
            with os.scandir(self._place(folder)) as found:
                entries = sorted((entry for entry in found if entry.name[0] != "."), key=lambda entry: entry.name)
        except (OSError, ValueError):
            return {}
        targets: dict[str, str] = {}
        for entry in entries:
            name = entry.name
            if name.endswith(".rs"):
                if _is_file(entry):
                    targets[name.removesuffix(".rs")] = f"{folder}/{name}"
            elif self._is_file(f"{folder}/{name}/main.rs"):
                targets.setdefault(name, f"{folder}/{name}/main.rs")
        return targets

    def _stamp(self, path: str) -> list[int] | None:
        try:
            found = os.stat(self._place(path))  # noqa: PTH116
        except (OSError, ValueError):
            return None
        changed = changed_ns(found)
        return _UNTRUSTED if changed > self._now_ns - RACY_NS else [found.st_size, changed]

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}"


_UNTRUSTED = [-1, -1]


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
