"""`codegraph map`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN, note_documents
from codegraph.errors import ExitCode

_SIGNATURE = 110
_NEEDS = 8


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("map")(show_map)


def show_map(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="A file or folder; default: everything.")
    ] = None,
    *,
    budget: Annotated[int, typer.Option("--budget", min=50, help="The most tokens to print, estimated.")] = 2000,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show packages, modules and the central symbols, on few tokens."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    shown = None if json else _line
    document = api.overview(path, budget=budget, shown=shown, repo=repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
    else:
        _print(document)
    note_documents([document], json=json)
    return int(ExitCode.OK)


def _print(document: dict[str, Any]) -> None:
    for package in document["packages"]:
        SCREEN.line(_line("package", package))
        for module in package["modules"]:
            SCREEN.line(_line("module", module))
            for symbol in module["symbols"]:
                SCREEN.code_line(_line("symbol", symbol))
    more = "; more with --budget, or map one PATH" if document["truncated"] else ""
    files, lines = document["files"], document["lines"]
    SCREEN.note(f"{files:,} files, {lines:,} lines in {document['tokens']} of {document['budget']} tokens{more}")


def _line(part: str, what: dict[str, Any]) -> str:
    """Show a package, a module or a symbol on one line."""
    if part == "package":
        needs = what["depends_on"]
        more = f", {len(needs) - _NEEDS} more" if len(needs) > _NEEDS else ""
        needed = f"; needs {', '.join(needs[:_NEEDS])}{more}" if needs else ""
        name = f"package {what['name']}" if what["name"] else "outside of packages"
        return f"{name}  {what['path']}/  {what['files']} files, {what['lines']:,} lines{needed}"
    if part == "module":
        return f"  {what['path']}" + (f"  mod {what['name']}" if what["name"] else "")
    signature = " ".join(what["signature"].split()) or f"{what['kind']} {what['name']}"
    cut = signature if len(signature) <= _SIGNATURE else signature[: _SIGNATURE - 1] + "…"
    owner = re.split(r"::|[.]", what["qualified_name"])[-2:-1] if what["kind"] == "method" else []
    inside = f"{owner[0]}: " if owner else ""
    return f"    {what['name_line']:>5}  {inside}{cut}"
