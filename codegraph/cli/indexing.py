"""`codegraph index` and `codegraph status`."""

from __future__ import annotations

import gc
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Folder, Json, Repo, working_directory
from codegraph.cli.output import SCREEN
from codegraph.cli.progress import progress
from codegraph.cli.upkeep import run_check
from codegraph.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.indexing.report import IndexReport

_LANGUAGES = 8
_NAMED = 5
# digits of a commit's name
_COMMIT = 7


class Tier(StrEnum):
    """How far references are taken."""

    SYNTAX = "syntax"
    RESOLVED = "resolved"
    FULL = "full"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("index")(index)
    app.command("status")(status)


def index(
    path: Folder = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Build the index anew, also over a damaged one.")] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Verify the index against the files and itself, and repair it; exit code 1 if some of it cannot be.",
        ),
    ] = False,
    tier: Annotated[
        Tier | None,
        typer.Option(
            help="How far references are taken; full also asks rust-analyzer. Default: resolve.tier, resolved."
        ),
    ] = None,
    scip: Annotated[
        Path | None,
        typer.Option("--scip", metavar="FILE", help="Use the answers in an index.scip, made by any tool."),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Parser processes.")] = None,
    json: Json = False,
) -> int:
    """Index a folder, or bring its index up to date."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    if check:
        if force or scip:
            message = "--check goes neither with --force nor with --scip"
            raise UsageError(message, hint="check first; --force builds the index anew whatever it holds")
        return run_check(path, jobs=jobs, tier=tier.value if tier else None, json=json)
    # what a run makes it needs to its end, when the process ends too
    gc.disable()
    with progress() as report_progress:
        report = api.index(
            path,
            cwd=working_directory(),
            force=force,
            jobs=jobs,
            tier=tier.value if tier else None,
            scip=scip,
            progress=report_progress,
        )
    if json:
        SCREEN.json(report.as_json())
    else:
        _print_report(report)
    return int(ExitCode.INCOMPLETE if report.incomplete else ExitCode.OK)


def status(*, repo: Repo = None, json: Json = False) -> int:
    """Show what is indexed and what has changed since."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    document = api.status(repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
        return int(ExitCode.OK)
    SCREEN.line(f"index of {document['root']}, indexed {document['indexed_at']}, revision {document['revision']}")
    where = _where(**document["git"])
    if where:
        SCREEN.line(where)
    changed = document["changed_since_index"]
    if changed["total"]:
        kinds = [f"{count} {kind}" for kind, count in changed.items() if count and kind != "total"]
        SCREEN.line(f"out of date: {', '.join(kinds)} since; run `codegraph index`")
    else:
        SCREEN.line("up to date")
    if document["pending_stages"]:
        SCREEN.line(f"unfinished: {', '.join(document['pending_stages'])}; run `codegraph index` to finish")
    SCREEN.line()
    _print_coverage(document["coverage"], document["failed_files"], document["problems"])
    SCREEN.line(f"embedding   {document['embedding_set']}")
    SCREEN.line(f"on disk     {document['bytes_on_disk'] / 1e6:.1f} MB")
    return int(ExitCode.OK)


def _where(indexed: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> str:
    """Say at which commit the index was made, and at which one the files are now if that is another."""
    then = f"indexed at {_commit(indexed)}" + (" with changes" if indexed["dirty"] else "") if indexed else ""
    same = indexed and now and all(indexed[key] == now[key] for key in ("head", "branch"))
    return "; ".join(filter(None, (then, f"now on {_commit(now)}" if now and not same else "")))


def _commit(state: Mapping[str, Any]) -> str:
    """Name branch and commit as people do."""
    head = state["head"][:_COMMIT] if state["head"] else "no commit yet"
    return f"{state['branch']} {head}" if state["branch"] else f"{head}, on no branch"


def _print_report(report: IndexReport) -> None:
    coverage = report.coverage
    if not coverage["files"]["indexed"]:
        SCREEN.line(f"nothing to index in {report.root}: no text files found")
        if coverage["files"]["seen"]:
            _print_files(coverage)
        return
    if report.changed or report.removed:
        removed = f", {_count(report.removed, 'file')} removed" if report.removed else ""
        SCREEN.line(
            f"indexed {report.root}: {_count(report.changed, 'file')}{removed} in {report.seconds_total:.1f} s "
            f"(searchable after {report.seconds_searchable:.1f} s)",
        )
    else:
        SCREEN.line(f"{report.root} is up to date ({report.seconds_total:.1f} s)")
    for asked in report.compilers:
        _print_compiler(asked)
    SCREEN.line()
    _print_coverage(coverage, report.failed_files, report.problems)
    if report.incomplete:
        lost = report.supported_seen - report.supported_indexed
        SCREEN.note(
            f"incomplete: {lost} of {report.supported_seen} source files of supported languages could not be indexed",
        )


def _print_coverage(
    coverage: Mapping[str, Any],
    failed: Sequence[Mapping[str, str]],
    problems: Sequence[Mapping[str, Any]] = (),
) -> None:
    _print_files(coverage)
    reasons = (f"{one['reason']} ({one['detail']})" if one["detail"] else one["reason"] for one in failed)
    _print_some([f"{one['path']}: {reason}" for one, reason in zip(failed, reasons, strict=True)])
    if coverage["problems"]:
        SCREEN.line(f"problems    {_listed(coverage['problems'])}")
        places = (f"{one['path']}:{one['line']}: " if one["line"] else f"{one['path']}: " for one in problems)
        _print_some(
            [f"{place.removeprefix(': ')}{one['message']}" for one, place in zip(problems, places, strict=True)]
        )
    symbols = _listed(coverage["symbols_by_language"], _LANGUAGES)
    SCREEN.line(f"symbols     {coverage['symbols']}" + (f" ({symbols})" if symbols else ""))
    sections = coverage["files"]["sections"]
    if sections:
        SCREEN.line(f"sections    {_listed(sections, _LANGUAGES)} files: by headings, keys and definitions")
    text_only = coverage["files"]["text_only"]
    if text_only:
        SCREEN.line(f"text only   {_listed(text_only, _LANGUAGES)} files: searchable, without symbols")
    lacking = coverage["chunks_without_vectors"]
    SCREEN.line(
        f"chunks      {coverage['chunks']}" + (f", {lacking} not embedded yet" if lacking else ", all embedded")
    )
    SCREEN.line(f"references  {_states(coverage['references'])}")
    by_language = coverage["references_by_language"]
    if len(by_language) > 1:
        for language, counts in sorted(by_language.items(), key=lambda it: -sum(it[1].values())):
            SCREEN.line(f"              {language}: {_states(counts)}")
    _print_levels(coverage["levels"])


def _states(references: Mapping[str, int]) -> str:
    """Write counts of references by state."""
    return (
        f"{references['resolved']} resolved, {references['ambiguous']} ambiguous, "
        f"{references['external']} to other packages, {references['unresolved']} unresolved"
    )


def _print_compiler(asked: Mapping[str, Any]) -> None:
    """Say what was taken from a compiler's index."""
    left = [f"{asked['stale']} made for other bytes" if asked["stale"] else ""]
    left.append(f"{asked['unknown']} not indexed here as they are" if asked["unknown"] else "")
    said = ", ".join(filter(None, left))
    SCREEN.line(
        f"{asked['tool']} answers for {_count(asked['references'], 'reference')} in {_count(asked['covered'], 'file')}"
        + (f"; files left out: {said}" if said else "")
    )


def _print_levels(levels: Mapping[str, Any]) -> None:
    """Say how far the references of files were taken, and what fell back."""
    tools = ", ".join(levels["compilers"])
    full = f"{levels['full']} full ({tools}), " if levels["full"] else ""
    syntax = f"{levels['syntax']} syntax only"
    if levels["syntax"]:
        syntax += f" ({_listed(levels['syntax_by_language'], _LANGUAGES)})"
    SCREEN.line(
        f"levels      {full}{levels['resolved']} resolved, {syntax}"
        + (f"; {levels['fallen_back']} changed since a compiler saw them" if levels["fallen_back"] else "")
    )


def _print_some(lines: Sequence[str]) -> None:
    for line in lines[:_NAMED]:
        SCREEN.line(f"              {line}")
    if len(lines) > _NAMED:
        SCREEN.line(f"              and {len(lines) - _NAMED} more; `codegraph status --json` lists all")


def _print_files(coverage: Mapping[str, Any]) -> None:
    files = coverage["files"]
    skipped = f" ({_listed(coverage['skipped'])})" if coverage["skipped"] else ""
    SCREEN.line(f"files       {files['indexed']} indexed of {files['seen']} seen, {files['skipped']} skipped{skipped}")


def _listed(counts: Mapping[str, int], most: int | None = None) -> str:
    """Write counts by name, the largest first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{count} {name}" for name, count in ordered[:most]]
    return ", ".join([*shown, "…"] if most and len(ordered) > most else shown)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
