"""Following the files of a repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from codegraph.workspace import Workspace, root_to_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.watching.watch import Watch


def watch(path: Path | None, *, cwd: Path, progress: Callable[[str, int, int], None] | None = None) -> Watch:
    """Follow a folder as `index` would choose it: iterate over what comes back, `stop()` ends it from elsewhere.

    Each `WatchEvent` says what was done. The index is built first where there is none. Other processes may read it
    meanwhile; iterating raises StoreBusyError where one writes it.
    """
    from codegraph.watching.watch import Watch  # noqa: PLC0415 - a search does not need it

    return Watch(Workspace(root_to_index(path, cwd, os.environ), os.environ), progress)
