"""How the command line speaks: results on stdout, everything else on stderr, JSON when asked for.

rich is imported only where something is drawn on a terminal.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codegraph.errors import CodegraphError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

_QUESTION_LIMIT = 32 * 1024


@dataclass(slots=True)
class Screen:
    """Where output goes in this process; `as_json` is set by the command that runs."""

    as_json: bool = False
    quiet: bool = False

    def json(self, document: Any) -> None:  # noqa: ANN401 - any JSON document
        """Print one JSON document on a line of stdout."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()

    def line(self, text: str = "") -> None:
        """Print a line of the result on stdout."""
        sys.stdout.write(printable(text) + "\n")

    def line_styled(self, *parts: str | tuple[str, str]) -> None:
        """Print a line of the result on a terminal; a part is a text, or a text with a rich style."""
        from rich.text import Text  # noqa: PLC0415 - rich costs start-up time

        line = Text()
        for part in parts:
            text, style = part if isinstance(part, tuple) else (part, "")
            line.append(printable(text), style)
        console().print(line)

    def note(self, text: str) -> None:
        """Print a line about the work on stderr."""
        if not self.quiet:
            sys.stderr.write(printable(text) + "\n")
            sys.stderr.flush()

    def fail(self, code: str, message: str, hint: str) -> None:
        """Report an error: JSON on stdout where JSON was asked for, else text on stderr."""
        if self.as_json:
            self.json({"error": {"code": code, "message": message, "hint": hint}})
            return
        sys.stderr.write(f"error: {printable(message)}\n")
        if hint:
            sys.stderr.write(f"  hint: {printable(hint)}\n")


SCREEN = Screen()


def printable(text: str) -> str:
    """Take out what would steer a terminal: text from files is data."""
    if text.isprintable():
        return text
    return (
        "".join(
            character if character in "\n\t" or character.isprintable() else repr(character)[1:-1] for character in text
        )
        .encode("utf-8", "backslashreplace")
        .decode("utf-8")
    )


def console(*, stderr: bool = False) -> Console:
    """Open a rich console on stdout or stderr."""
    from rich.console import Console  # noqa: PLC0415 - rich costs start-up time

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def is_terminal() -> bool:
    """Tell whether results go to a person's terminal."""
    return sys.stdout.isatty() and not SCREEN.as_json


def read_text_argument(argument: str, what: str) -> str:
    """Take a question or task from the command line, or from stdin for `-`; refuse empty and giant ones."""
    text = sys.stdin.read(_QUESTION_LIMIT + 1) if argument == "-" else argument
    if not text.strip():
        message = f"the {what} is empty"
        raise UsageError(message, hint=f"give the {what} as one quoted argument, or `-` to read it from stdin")
    if len(text) > _QUESTION_LIMIT:
        message = f"the {what} is longer than {_QUESTION_LIMIT // 1024} KB"
        raise UsageError(message, hint="put large inputs into files of the repository and ask about them")
    return text.strip()


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function (stage, done, total) that draws a bar on stderr; silent where stderr is no terminal."""
    if not sys.stderr.isatty() or SCREEN.quiet:
        yield lambda _stage, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield report


def report_error(error: CodegraphError) -> ExitCode:
    """Report an error raised on purpose; gives the exit code."""
    SCREEN.fail(error.code, str(error), error.hint)
    return error.exit_code
