"""The typer application, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from codegraph import __version__
from codegraph.cli.output import SCREEN, report_error
from codegraph.cli.plain import Application
from codegraph.errors import CodegraphError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

# the modules of commands, in the order of the help
MODULES = {
    "indexing": ("index", "status"),
    "watching": ("watch",),
    "searching": ("search", "similar", "symbol"),
    "graphing": ("callers", "callees", "impact", "neighbors", "path", "graph"),
    "mapping": ("map",),
    "expanding": ("expand",),
    "answering": ("context", "ask"),
    "exporting": ("export", "query"),
    "evaluating": ("eval",),
    "models": ("models",),
    "configuring": ("config", "init"),
    "upkeep": ("gc",),
    "health": ("doctor",),
}


def application(command: str = "") -> typer.Typer:
    """Build the application: with all commands, or where `command` is one, with those of its module alone."""
    app = Application(
        name="codegraph",
        help="A local index of your code: search it, pack it into a prompt, ask a local model about it.",
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(main)
    for module in [name for name, commands in MODULES.items() if command in commands] or MODULES:
        import_module(f"codegraph.cli.{module}").register(app)
    return app


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if value:
        SCREEN.line(f"codegraph {__version__}")
        raise typer.Exit


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
        outcome = application(options[0])(options, standalone_mode=False, prog_name="codegraph")
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
