"""The typer application, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from codegraph import __version__
from codegraph.cli import (
    answering,
    configuring,
    expanding,
    exporting,
    graphing,
    health,
    indexing,
    mapping,
    models,
    searching,
    upkeep,
    watching,
)
from codegraph.cli.output import SCREEN, report_error
from codegraph.cli.plain import Application
from codegraph.errors import CodegraphError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

app = Application(
    name="codegraph",
    help="A local index of your code: search it, pack it into a prompt, ask a local model about it.",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for group in (
    indexing,
    watching,
    searching,
    graphing,
    mapping,
    expanding,
    answering,
    exporting,
    models,
    configuring,
    upkeep,
    health,
):
    group.register(app)


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if value:
        SCREEN.line(f"codegraph {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[  # noqa: FBT002 - a flag
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    options = list(arguments)
    SCREEN.as_json = "--json" in (options[: options.index("--")] if "--" in options else options)
    try:
        # without a command: the help, and yet a usage error for scripts
        code = _run(options) if options else (_run(["--help"]), int(ExitCode.USAGE))[1]
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # whoever read us has closed, for which alone typer exits: nothing is left to say, and the interpreter must
        # not try at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return int(ExitCode.OK)
    except (KeyboardInterrupt, typer.Abort):
        code = int(ExitCode.INTERRUPTED)
    if code == ExitCode.INTERRUPTED:
        sys.stderr.write("interrupted\n")
    return code


def _run(options: list[str]) -> int:
    try:
        outcome = app(options, standalone_mode=False, prog_name="codegraph")
    except CodegraphError as error:
        return int(report_error(error))
    except typer.Exit as request:
        return request.exit_code
    except typer.exceptions.TyperException as error:
        context = getattr(error, "ctx", None)
        SCREEN.fail("usage", error.format_message(), f"see `{context.command_path if context else 'codegraph'} --help`")
        return int(ExitCode.USAGE)
    except (BrokenPipeError, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the edge: what nobody foresaw is reported like everything else
        import traceback  # noqa: PLC0415 - keeps --help instant

        traceback.print_exc()
        SCREEN.fail("internal", f"internal error: {error!r}", "please report it with the lines above")
        return int(ExitCode.ERROR)
    return outcome if isinstance(outcome, int) else int(ExitCode.OK)
