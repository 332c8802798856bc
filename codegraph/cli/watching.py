"""`codegraph watch`."""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from codegraph.cli.options import Folder, working_directory
from codegraph.cli.output import SCREEN, console, is_terminal, one_line
from codegraph.cli.progress import progress
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.live import Live

    from codegraph.watching.events import Coverage, WatchEvent
    from codegraph.watching.watch import Watch


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("watch")(watch)


def watch(
    path: Folder = None,
    *,
    json: Annotated[
        bool, typer.Option("--json", help="A JSON document a line for each event on stdout and nothing else there.")
    ] = False,
) -> int:
    """Follow the files and keep the index up to date, until Ctrl-C."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with ExitStack() as stack, ExitStack() as bars:
        draw: list[Callable[[str, int, int], None]] = [bars.enter_context(progress())]

        def report(stage: str, done: int, total: int) -> None:
            for one in draw:
                one(stage, done, total)

        watching = api.watch(path, cwd=working_directory(), progress=report)
        ended = _end_when_told(watching)
        show: _Json | _Lines | None = None
        for event in watching:
            if show is None:
                # bars are for the start; then there is the live line
                draw.clear()
                bars.close()
                show = (
                    _Json() if json else _Lines(watching.root, stack.enter_context(_live()) if is_terminal() else None)
                )
            show(event)
    return int(ExitCode.INTERRUPTED if signal.SIGINT in ended else ExitCode.OK)


def _end_when_told(watching: Watch) -> list[int]:
    """Have signals end the watch after the work at hand, the second of them at once; gives a list of those that came.

    Each piece of work is a transaction, so that nothing is lost either way.
    """
    came: list[int] = []

    def told(number: int, _frame: object) -> None:
        watching.stop()
        if came:
            raise KeyboardInterrupt
        came.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    return came


class _Json:
    """Writes an event a line."""

    def __call__(self, event: WatchEvent) -> None:
        SCREEN.json(event.as_json())


class _Lines:
    """Writes what changed a line each; on a terminal the last line is live and says how the index stands."""

    def __init__(self, root: Path, live: Live | None) -> None:
        self._root = root
        self._live = live

    def __call__(self, event: WatchEvent) -> None:
        text, standing = _told(event, self._root), _standing(event.coverage)
        if event.event == "warning":
            SCREEN.note(f"warning: {event.message}")
        elif self._live is not None:
            if text:
                self._live.console.print(one_line(text), markup=False)
            if event.event != "stopped":
                self._live.update(one_line(f"watching: {standing}"), refresh=True)
        elif text:
            SCREEN.line(f"{text}; {standing}" if event.event != "stopped" else text)
            sys.stdout.flush()


def _live() -> Live:
    from rich.live import Live  # noqa: PLC0415 - rich costs start-up time

    # drawn when something happens, and not otherwise: a watch at rest rests
    return Live(console=console(), auto_refresh=False, transient=True)


def _told(event: WatchEvent, root: Path) -> str:
    """Say what happened; empty where it goes without saying."""
    took = _duration(event.took_ms)
    if event.event == "ready":
        return f"watching {root}: ready after {took}"
    if event.event == "updated":
        return f"{_files(event)}: {took}"
    if event.event == "scan":
        return f"looked at all files, {_files(event)}: {took}"
    if event.event == "linked" and event.coverage.resolved_share is not None:
        return f"references resolved: {took}"
    return "stopped" if event.event == "stopped" else ""


def _files(event: WatchEvent) -> str:
    """Name the first file that was stored and the first that went, and count the others."""
    named = [_first(event.paths)] if event.paths else []
    if event.removed:
        named.append(f"{_first(event.removed)} removed")
    return ", ".join(named) or "nothing changed"


def _first(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{paths[0]} +{len(paths) - 1} more"


def _standing(coverage: Coverage) -> str:
    share = coverage.resolved_share
    files = f"{coverage.files:,} files" if coverage.files != 1 else "1 file"
    return files if share is None else f"{files}, {share:.0%} of references resolved"


def _duration(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"  # noqa: PLR2004 - a second
