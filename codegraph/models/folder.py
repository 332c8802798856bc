"""Where models lie: a folder of the user's data, never of a repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping


def models_folder(environ: Mapping[str, str], explicit: str = "") -> Path:
    """Give the models' folder: `explicit`, else `models` in `CODEGRAPH_DATA_HOME`, else in the system's data folder.

    Nothing is created. Raises ConfigError if nothing names a home folder.
    """
    if explicit:
        return Path(explicit)
    if environ.get("CODEGRAPH_DATA_HOME"):
        return Path(environ["CODEGRAPH_DATA_HOME"]) / "models"
    return _system_data(environ) / "codegraph" / "models"


def _system_data(environ: Mapping[str, str]) -> Path:
    if environ.get("XDG_DATA_HOME"):
        return Path(environ["XDG_DATA_HOME"])
    if sys.platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"])
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if not home:
        message = "there is no home folder to keep models in"
        raise ConfigError(message, hint="set CODEGRAPH_DATA_HOME to a folder")
    if sys.platform == "darwin":
        return Path(home) / "Library" / "Application Support"
    return Path(home) / ".local" / "share"
