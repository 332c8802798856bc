"""Checking the installation."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from codegraph.api.settings import settings_root
from codegraph.workspace import data_folder, is_indexed

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.doctor import Check


def doctor(repo: Path | None, *, cwd: Path) -> list[Check]:
    """Check the installation, and the index if there is one."""
    from codegraph.doctor import examine  # noqa: PLC0415 - a search does not need it

    root = settings_root(repo, cwd)
    return examine(data_folder(root) if is_indexed(root) else None, os.environ)
