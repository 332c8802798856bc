"""`codegraph expand`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN, console, is_terminal, printable
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("expand")(expand)


def expand(
    place: Annotated[
        str,
        typer.Argument(
            metavar="PATH:LINE[:COLUMN]",
            help="Where the macro is used, counted from 1. With a column it is the innermost use there.",
        ),
    ],
    *,
    anew: Annotated[bool, typer.Option("--anew", help="Ask again, although an answer is kept.")] = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show what a macro call, a derive or an attribute macro becomes."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    document = api.expand(place, anew=anew, repo=repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
    else:
        _print(document)
    return int(ExitCode.OK)


def _print(document: Mapping[str, Any]) -> None:
    written = {"call": "{}!", "derive": "derive({})"}.get(document["kind"], "#[{}]").format(document["macro"])
    tool = f"{document['tool']} {document['version']}" if document["tool"] != "codegraph" else "codegraph"
    SCREEN.line(f"// {written}  {document['path']}:{document['start_line']}-{document['end_line']}  by {tool}")
    text = document["expansion"]
    if not text.strip():
        SCREEN.line("// it becomes nothing")
    elif is_terminal():
        from rich.syntax import Syntax  # noqa: PLC0415 - rich costs start-up time

        console().print(Syntax(printable(text), "rust", background_color="default", word_wrap=True))
    else:
        SCREEN.text(text)
    _print_symbols(document["symbols"])
    for note in document["notes"]:
        SCREEN.note(f"note: {note}")
    if document["changed_since_index"]:
        SCREEN.note("the file changed since it was indexed: this is of the file as it is now")
    others = [f"{one['macro']} ({one['kind']})" for one in document["others"][:_SHOWN]]
    if others:
        SCREEN.note(f"also on line {document['start_line']}: {', '.join(others)}; add :COLUMN for one of them")


def _print_symbols(symbols: list[dict[str, Any]]) -> None:
    for one in symbols[:_SHOWN]:
        SCREEN.line(f"// makes {one['kind']} {one['qualified_name']}")
    if len(symbols) > _SHOWN:
        SCREEN.line(f"// makes {len(symbols) - _SHOWN} more; --json lists them")
