"""Checking the installation."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from codegraph.api.settings import settings_root
from codegraph.errors import ConfigError
from codegraph.workspace import data_folder, is_indexed

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.doctor import Check


def doctor(repo: Path | None, *, cwd: Path) -> list[Check]:
    """Check the installation, and the index if there is one."""
    from codegraph.config import RustSettings, load_settings  # noqa: PLC0415 - a search does not need it
    from codegraph.doctor import Check, examine  # noqa: PLC0415

    root = settings_root(repo, cwd)
    faults: list[Check] = []
    try:
        rust = load_settings(root, overrides={}, environ=os.environ).rust
    except ConfigError as error:
        rust = RustSettings()
        faults.append(Check("settings", "error", str(error), error.hint))
    return [*faults, *examine(data_folder(root) if is_indexed(root) else None, os.environ, rust)]
