"""`codegraph doctor`."""

from __future__ import annotations

import typer

from codegraph.cli.options import Json, Repo, working_directory
from codegraph.cli.output import SCREEN
from codegraph.errors import ExitCode

_MARKS = {"ok": "ok  ", "warning": "warn", "error": "FAIL", "absent": "-   "}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(*, repo: Repo = None, json: Json = False) -> int:
    """Check this installation and the index here.

    The exit code is 1 where something is broken, and 0 otherwise.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    checks = api.doctor(repo, cwd=working_directory())
    failed = any(check.state == "error" for check in checks)
    if json:
        SCREEN.json({"ok": not failed, "checks": [check.as_json() for check in checks]})
    else:
        for check in checks:
            SCREEN.line(f"{_MARKS[check.state]}  {check.name:<22} {check.detail}")
            if check.hint and check.state != "ok":
                SCREEN.line(f"      {'':<22} {check.hint}")
    return int(ExitCode.ERROR if failed else ExitCode.OK)
