"""`codegraph config` and `codegraph init`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN

_config = typer.Typer(help="Show and change settings.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_config, name="config")
    app.command("init")(init)


@_config.command("show")
def show_settings(*, repo: Repo = None, json: Json = False) -> None:
    """List every setting, its value, and where the value came from."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    shown = api.settings_table(repo, cwd=working_directory())
    if json:
        SCREEN.json(shown)
        return
    for row in shown:
        origin = row["source"] + (f" ({row['where']})" if row["where"] else "")
        SCREEN.line(f"{row['key']} = {row['value']!r}")
        SCREEN.line(f"    {row['description']}; {row['allowed']}; from {origin}")


@_config.command("get")
def get_setting(key: str, *, repo: Repo = None, json: Json = False) -> None:
    """Print one setting."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    value = api.setting(key, repo, cwd=working_directory())
    if json:
        SCREEN.json({"key": key, "value": value})
    else:
        SCREEN.line(str(value))


@_config.command("set")
def set_setting(
    key: str,
    value: str,
    *,
    user: Annotated[bool, typer.Option("--user", help="For all repositories, in the user's file.")] = False,
    repo: Repo = None,
    json: Json = False,
) -> None:
    """Change one setting, for this repository or for the user."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    path = api.change_setting(key, value, repo, cwd=working_directory(), for_user=user)
    if json:
        SCREEN.json({"key": key, "value": value, "file": str(path)})
    else:
        SCREEN.note(f"written to {path}")


def init(
    path: Annotated[Path | None, typer.Argument(help="The folder. Default: the git folder here.")] = None,
    *,
    json: Json = False,
) -> None:
    """Prepare a folder: write `.codegraph/config.toml` with the settings it may hold, all commented out."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    file, created = api.init(path, cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json({"file": str(file), "created": created})
        return
    SCREEN.note(f"{'wrote' if created else 'kept'} {file}")
    SCREEN.note("next: `codegraph index`, then `codegraph search WORDS` or `codegraph ask QUESTION`")
