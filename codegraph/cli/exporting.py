"""`codegraph export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    *,
    format: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
    repo: Repo = None,
    json: Json = False,  # noqa: ARG001 - every command takes it; JSON lines are the only format
) -> None:
    """Write the whole graph: nodes, edges with their evidence, and references without a certain target."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    if format != "jsonl":
        message = f"no such export format: {format}"
        raise UsageError(message, hint="use --format jsonl")
    lines = api.export_lines(repo, cwd=working_directory())
    if output is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    with output.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
