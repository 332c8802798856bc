"""Reading and changing settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codegraph.workspace import existing_folder, is_indexed, root_to_index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def settings_table(repo: Path | None, *, cwd: Path) -> list[dict[str, Any]]:
    """List all settings with value, origin and description."""
    from codegraph.config import load_settings, show  # noqa: PLC0415 - a search does not need it

    settings = load_settings(settings_root(repo, cwd), overrides={}, environ=os.environ)
    return [
        {
            "key": row.key,
            "value": row.value,
            "source": row.origin.source,
            "where": row.origin.where,
            "line": row.origin.line,
            "description": row.description,
            "allowed": row.allowed,
        }
        for row in show(settings)
    ]


def setting(key: str, repo: Path | None, *, cwd: Path) -> Any:  # noqa: ANN401 - a setting's value
    """Give the value of one setting."""
    from codegraph.config import get, load_settings  # noqa: PLC0415 - a search does not need it

    return get(load_settings(settings_root(repo, cwd), overrides={}, environ=os.environ), key)


def change_setting(key: str, value: str, repo: Path | None, *, cwd: Path, for_user: bool = False) -> Path:
    """Change one setting; gives the file it was written to."""
    from codegraph.config import set_value  # noqa: PLC0415 - a search does not need it

    return set_value(key, value, root=None if for_user else settings_root(repo, cwd), environ=os.environ)


def init(path: Path | None, *, cwd: Path, environ: Mapping[str, str]) -> tuple[Path, bool]:
    """Write a commented `.codegraph/config.toml` where there is none; gives the file, and whether it is new."""
    from codegraph.config import repository_file, template  # noqa: PLC0415 - a search does not need it

    root = root_to_index(path, cwd, environ)
    file = repository_file(root, local=False)
    if file.exists():
        return file, False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(template(), encoding="utf-8")
    return file, True


def settings_root(repo: Path | None, cwd: Path) -> Path:
    """Find the repository whose settings hold: the named folder, the indexed one around, or the git work tree."""
    if repo is not None:
        return existing_folder(repo, cwd)
    here = cwd.resolve()
    enclosing = (here, *here.parents)
    return next((folder for folder in enclosing if is_indexed(folder) or (folder / ".git").exists()), here)
