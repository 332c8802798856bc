"""Open the repository that a call means."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codegraph.workspace import Workspace, root_of_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def open_workspace(repo: Path | None, cwd: Path) -> Iterator[Workspace]:
    """Open the indexed repository at `repo`, or the nearest one above `cwd`; raises NoIndexError."""
    with Workspace(root_of_index(repo, cwd), os.environ) as workspace:
        yield workspace


def folder_inside(workspace: Workspace, cwd: Path) -> str:
    """Give the working directory relative to the repository; empty outside and at its root."""
    folder = cwd.resolve()
    inside = folder != workspace.root and folder.is_relative_to(workspace.root)
    return folder.relative_to(workspace.root).as_posix() if inside else ""
