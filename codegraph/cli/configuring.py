"""`codegraph config` and `codegraph init`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN
from codegraph.cli.plain import Application

if TYPE_CHECKING:
    from collections.abc import Mapping

_config = Application(help="Show and change settings.")


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
        SCREEN.line(f"{row['key']} = {_plain(row['value']) or '(empty)'}")
        SCREEN.line(f"    {row['description']} ({row['allowed']}); {_origin(row)}")


@_config.command("get")
def get_setting(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Such as pack.budget; `config show` lists them.")],
    *,
    repo: Repo = None,
    json: Json = False,
) -> None:
    """Print one setting."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    value = api.setting(key, repo, cwd=working_directory())
    if json:
        SCREEN.json({"key": key, "value": value})
    else:
        SCREEN.line(_plain(value))


@_config.command("set")
def set_setting(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Such as pack.budget; `config show` lists them.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="The new value; the members of a list are separated by commas.")
    ],
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
        SCREEN.line(f"{key} = {value}, written to {path}")


def init(
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="The folder. Default: the git folder here.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Write a settings file to start from.

    `.codegraph/config.toml` then holds every setting that a repository may make, commented out. `index` does not
    need it.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    file, created = api.init(path, cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json({"file": str(file), "created": created})
        return
    SCREEN.line(f"wrote {file}" if created else f"{file} is there already and was left as it is")
    SCREEN.line("next: `codegraph index`, then `codegraph search WORDS` or `codegraph ask QUESTION`")


def _plain(value: Any) -> str:  # noqa: ANN401 - a setting's value
    """Write a value as `config set` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _origin(row: Mapping[str, Any]) -> str:
    if not row["where"]:
        return str(row["source"])
    return f"{row['source']}: {row['where']}" + (f", line {row['line']}" if row["line"] else "")
