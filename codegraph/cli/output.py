"""How the command line speaks: results on stdout, everything else on stderr, JSON when asked for.

rich is imported only where something is drawn on a terminal.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codegraph.errors import CodegraphError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from codegraph.model import Freshness

_NAMED = 3
_QUESTION_LIMIT = 32 * 1024
# legal in JSON, and yet orders to a terminal or invisible: DEL, C1, line separators, changes of direction, surrogates
_UNSEEN = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(slots=True)
class Screen:
    """Where output goes in this process; `as_json` is set by the command that runs."""

    as_json: bool = False

    def json(self, document: Any) -> None:  # noqa: ANN401 - any JSON document
        """Print one JSON document on a line of stdout."""
        self.json_line(json.dumps(document, ensure_ascii=False, default=str))
        sys.stdout.flush()

    def json_line(self, line: str) -> None:
        """Print a line that is JSON already."""
        if not line.isprintable():
            line = re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", line)
        sys.stdout.write(line + "\n")

    def line(self, text: str = "") -> None:
        """Print one line of the result on stdout; line ends inside the text are shown, not obeyed."""
        sys.stdout.write(one_line(text) + "\n")

    def code_line(self, text: str) -> None:
        """Print one line of a file's text on stdout, its tabs kept."""
        sys.stdout.write(printable(text) + "\n")

    def line_styled(self, *parts: str | tuple[str, str]) -> None:
        """Print a line of the result on a terminal; a part is a text, or a text with a rich style."""
        from rich.text import Text  # noqa: PLC0415 - rich costs start-up time

        line = Text()
        for part in parts:
            text, style = part if isinstance(part, tuple) else (part, "")
            line.append(one_line(text), style)
        console().print(line)

    def text(self, text: str) -> None:
        """Print a text of many lines: as it is into a file or a pipe, and made harmless on a terminal."""
        shown = printable(text) if sys.stdout.isatty() else text
        sys.stdout.write(shown if shown.endswith("\n") else shown + "\n")

    def note(self, text: str = "") -> None:
        """Print a line about the work on stderr."""
        sys.stderr.write(one_line(text) + "\n")
        sys.stderr.flush()

    def fail(self, code: str, message: str, hint: str) -> None:
        """Report an error: JSON on stdout where JSON was asked for, else text on stderr."""
        if self.as_json:
            self.json({"error": {"code": code, "message": message, "hint": hint}})
            return
        sys.stderr.write(f"error: {one_line(message)}\n")
        if hint:
            sys.stderr.write(f"  hint: {one_line(hint)}\n")


SCREEN = Screen()


def printable(text: str) -> str:
    """Show what would steer a terminal instead of obeying it: text from files is data. Line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one in "\n\t" or one in _SPACES else one.encode("unicode_escape").decode("ascii")
        for one in text
    )


def one_line(text: str) -> str:
    """Make a text harmless and one line: a file's name may hold line ends."""
    return printable(text.translate(_LINE_ENDS)) if not text.isprintable() else text


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
    text = _well_formed(text)
    if not text.strip():
        message = f"the {what} is empty"
        raise UsageError(message, hint=f"give the {what} as one quoted argument, or `-` to read it from stdin")
    if len(text) > _QUESTION_LIMIT:
        message = f"the {what} is longer than {_QUESTION_LIMIT // 1024} KB"
        raise UsageError(message, hint="put large inputs into files of the repository and ask about them")
    return text.strip()


def _well_formed(text: str) -> str:
    """Read bytes that the locale cannot, which come as surrogates that no library takes, as UTF-8; lossy where not."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")


def report_error(error: CodegraphError) -> ExitCode:
    """Report an error raised on purpose; gives the exit code."""
    SCREEN.fail(error.code, str(error), error.hint)
    return error.exit_code


def note_freshness(freshness: Freshness, *, json: bool) -> None:
    """Say on stderr what is wrong with an answer, and which of the files it shows have changed since the index."""
    for reason in freshness.degraded:
        SCREEN.note(f"degraded: {reason}")
    if not json:
        note_stale(freshness.stale_paths)


def note_documents(documents: Sequence[dict[str, Any]], *, json: bool) -> None:
    """Say on stderr what is wrong with answers of the graph, and which of their files have changed."""
    for reason in documents[0].get("degraded", ()):
        SCREEN.note(f"degraded: {reason}")
    if not json:
        note_stale(sorted({path for one in documents for path in one["stale_paths"]}))


def note_stale(paths: Sequence[str]) -> None:
    """Say on stderr which of the files that an answer shows have changed since the index."""
    if paths:
        named = ", ".join(paths[:_NAMED]) + (", …" if len(paths) > _NAMED else "")
        count = "1 of these files" if len(paths) == 1 else f"{len(paths)} of these files"
        SCREEN.note(f"changed since the index: {count} ({named}); run `codegraph index`")
