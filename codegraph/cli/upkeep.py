"""`codegraph gc`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gc")(gc)


def gc(*, repo: Repo = None, json: Json = False) -> int:
    """Drop what the index keeps of code that is gone, and shrink it.

    An index keeps the facts and vectors of earlier contents, so that code that comes back, with another branch for
    example, need not be parsed and embedded again. Searches may go on meanwhile.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    document = api.collect_garbage(repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
        return int(ExitCode.OK)
    dropped = document["dropped"]
    if any(dropped.values()):
        SCREEN.line(
            f"dropped {dropped['facts']} facts of files, {dropped['vectors']} vectors, {dropped['marks']} marks of "
            f"deleted files and {dropped['leftovers']} other leftovers"
        )
    else:
        SCREEN.line("nothing to drop")
    SCREEN.line(f"on disk {document['bytes_before'] / 1e6:.1f} MB before, {document['bytes_after'] / 1e6:.1f} MB now")
    return int(ExitCode.OK)
