"""`codegraph index` and `codegraph status`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN, progress
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from codegraph.indexing.report import IndexReport

_ROWS = 12


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("index")(index)
    app.command("status")(status)


def index(
    path: Annotated[Path | None, typer.Argument(help="The folder. Default: the indexed or git folder here.")] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Build the index anew, also over a damaged one.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Parser processes.")] = None,
    json: Json = False,
) -> int:
    """Index a folder, or bring its index up to date."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report_progress:
        report = api.index(path, cwd=working_directory(), force=force, jobs=jobs, progress=report_progress)
    if json:
        SCREEN.json(report.as_json())
    else:
        _print_report(report)
    return int(ExitCode.INCOMPLETE if report.incomplete else ExitCode.OK)


def status(*, repo: Repo = None, json: Json = False) -> int:
    """Show what is indexed, what is not, and what has changed since."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    document = api.status(repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
        return int(ExitCode.OK)
    SCREEN.line(f"index of {document['root']}, revision {document['revision']}, indexed {document['indexed_at']}")
    changed = document["changed_since_index"]
    SCREEN.line(
        "up to date"
        if not changed["total"]
        else f"{changed['total']} files changed since: {changed['added']} added, {changed['modified']} modified, "
        f"{changed['deleted']} deleted; run `codegraph index`",
    )
    if document["pending_stages"]:
        SCREEN.line(f"unfinished: {', '.join(document['pending_stages'])}; run `codegraph index` to finish")
    _print_coverage(document["coverage"])
    SCREEN.line(f"embedding   {document['embedding_set']}")
    SCREEN.line(f"on disk     {document['bytes_on_disk'] / 1e6:.1f} MB")
    return int(ExitCode.OK)


def _print_report(report: IndexReport) -> None:
    if not report.files_seen:
        SCREEN.line(f"{report.root}: nothing to index: no text files found")
        return
    if report.changed:
        verb = "indexed"
        SCREEN.line(
            f"{verb} {report.root}: {report.changed} files in {report.seconds_total:.1f} s "
            f"(searchable after {report.seconds_searchable:.1f} s)"
            + (f", {report.removed} removed" if report.removed else ""),
        )
    else:
        SCREEN.line(f"{report.root}: up to date ({report.seconds_total:.2f} s)")
    _print_coverage(report.coverage)


def _print_coverage(coverage: dict[str, Any]) -> None:
    files = coverage["files"]
    SCREEN.line(f"files       {files['seen']} seen, {files['indexed']} indexed, {files['skipped']} skipped")
    for reason, count in sorted(coverage["skipped"].items()):
        SCREEN.line(f"              {count} {reason}")
    for code, count in sorted(coverage["problems"].items()):
        SCREEN.line(f"problems    {count} files: {code}")
    languages = sorted(coverage["symbols_by_language"].items(), key=lambda item: (-item[1], item[0]))
    if languages:
        shown = ", ".join(f"{name} {count}" for name, count in languages[:_ROWS])
        SCREEN.line(f"symbols     {coverage['symbols']}: {shown}")
    SCREEN.line(f"chunks      {coverage['chunks']}, vectors {coverage['vectors']}")
    references = coverage["references"]
    SCREEN.line(
        f"references  {references['resolved']} resolved, {references['ambiguous']} ambiguous, "
        f"{references['external']} external, {references['unresolved']} unresolved",
    )
