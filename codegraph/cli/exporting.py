"""`codegraph export` and `codegraph query`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN, read_text_argument
from codegraph.errors import DiskError, UsageError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export")(export)
    app.command("query")(query)


def export(
    *,
    format: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
    repo: Repo = None,
    json: Json = False,
) -> None:
    """Write the whole graph as JSON lines.

    Nodes, edges with their evidence, and references without a certain target, in a fixed order.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    if format != "jsonl":
        message = f"no such export format: {format}"
        raise UsageError(message, hint="use --format jsonl")
    lines = api.export_lines(repo, cwd=working_directory())
    if output is None:
        for line in lines:
            SCREEN.json_line(line)
        return
    target = working_directory() / output
    try:
        count = 0
        with target.open("w", encoding="utf-8", newline="\n") as file:
            for count, line in enumerate(lines, start=1):  # noqa: B007 - read after the loop
                file.write(line + "\n")
    except OSError as error:
        message = f"cannot write {target}: {error.strerror}"
        raise DiskError(message, hint="name another file with --output") from error
    if json:
        SCREEN.json({"file": str(target), "lines": count})
    else:
        SCREEN.note(f"{count} lines written to {target}")


def query(
    datalog: Annotated[str, typer.Argument(help="CozoScript that only reads; `-` reads stdin.")],
    *,
    limit: Annotated[int, typer.Option("-n", "-k", "--limit", min=1, help="Most rows.")] = 1000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Most seconds.")] = 10.0,
    repo: Repo = None,
    json: Json = False,
) -> None:
    """Ask the graph in Datalog, read-only.

    For example the largest functions: `?[name, lines] := *node{id, name, kind: k}, *place{id, start_line, end_line},
    k in ["function", "method"], lines = end_line - start_line :order -lines :limit 10`.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    script = read_text_argument(datalog, "query")
    answer = api.query(script, repo=repo, cwd=working_directory(), limit=limit, timeout=timeout)
    if json:
        SCREEN.json(answer)
        return
    table = [answer["headers"], *([str(value) for value in row] for row in answer["rows"])]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        SCREEN.line("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())
    if answer["truncated"]:
        SCREEN.note(f"more than {limit} rows; raise --limit")
