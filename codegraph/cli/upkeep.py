"""`codegraph gc` and `codegraph index --check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN
from codegraph.cli.progress import progress
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from codegraph.store.checking import Fault

_NAMED = 5


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


def run_check(path: Path | None, *, jobs: int | None, tier: str | None, json: bool) -> int:
    """Check an index, say what was wrong and what was done; gives the exit code."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report_progress:
        report = api.check(path, cwd=working_directory(), jobs=jobs, tier=tier, progress=report_progress)
    code = ExitCode.ERROR if report.remaining else ExitCode.OK
    if json:
        SCREEN.json(report.as_json())
        return int(code)
    if report.rebuilt:
        SCREEN.line(f"{report.rebuilt}: built anew from {report.files} files")
    elif not report.found:
        SCREEN.line(f"checked {report.files} files of {report.root}: all is well")
    else:
        SCREEN.line(f"checked {report.files} files of {report.root}, and found")
        for fault in report.found:
            _print_fault(fault)
        SCREEN.line("all of it is repaired" if not report.remaining else "repaired but for")
    for fault in report.remaining:
        _print_fault(fault)
    if report.index and report.index.changed and not report.rebuilt:
        SCREEN.line(f"files indexed anew: {report.index.changed}")
    return int(code)


def _print_fault(fault: Fault) -> None:
    number = f" ({fault.number})" if fault.number else ""
    SCREEN.line(f"  {fault.code}: {fault.message}{number}")
    for path in fault.paths[:_NAMED]:
        SCREEN.line(f"    {path}")
    if len(fault.paths) > _NAMED:
        SCREEN.line(f"    and {len(fault.paths) - _NAMED} more; --json lists the first twenty")
