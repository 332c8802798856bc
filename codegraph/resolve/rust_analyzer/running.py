"""Runs a program that may hang, flood its output or eat all memory: in a process group of its own, which is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TAIL = 1 << 16
_PAUSE = 0.05
_LOOK_AT_MEMORY_EVERY = 0.5
_GRACE = 2.0


class Ending(StrEnum):
    """How a run ended."""

    EXITED = "exited"
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    NOT_STARTED = "not-started"


class Limits(NamedTuple):
    """What a run may take: wall seconds, and resident bytes of the program and its children; 0 limits nothing."""

    seconds: float
    memory: int = 0


class Finished(NamedTuple):
    """How a run ended, its exit status, the last 64 KiB of its output and of its messages, and its peak in bytes."""

    ending: Ending
    status: int
    output: str
    messages: str
    peak: int = 0

    @property
    def last_line(self) -> str:
        """The last line of the messages that says something."""
        return last_line(self.messages)


def last_line(messages: str) -> str:
    """Give the last line of a program's messages that says something."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    told = [line for line in lines if "error" in line.lower() or "panicked" in line]
    return (told or lines or [""])[-1][:300]


def run_limited(command: Sequence[str], *, cwd: Path, environ: Mapping[str, str], limits: Limits) -> Finished:
    """Run a program to its end or to a limit; whatever it started in its group is gone afterwards."""
    try:
        process = start_group(command, cwd=cwd, environ=environ, stdin=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        return Finished(Ending.NOT_STARTED, -1, "", str(error))
    tails = [Tail(stream) for stream in (process.stdout, process.stderr) if stream is not None]
    try:
        ending, peak = _watch(process, limits)
    finally:
        kill_group(process)
    output, messages = (tail.text() for tail in tails)
    return Finished(ending, process.returncode, output, messages, peak)


def start_group(
    command: Sequence[str], *, cwd: Path, environ: Mapping[str, str], stdin: int
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, with pipes for what it writes; raises OSError or ValueError."""
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(environ),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _watch(process: subprocess.Popen[bytes], limits: Limits) -> tuple[Ending, int]:
    deadline = time.monotonic() + limits.seconds
    looked, peak = 0.0, 0
    while True:
        try:
            process.wait(timeout=_PAUSE)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        else:
            return Ending.EXITED, peak
        if now > deadline:
            return Ending.TOO_SLOW, peak
        if limits.memory and now - looked > _LOOK_AT_MEMORY_EVERY:
            looked = now
            peak = max(peak, group_memory(process.pid))
            if peak > limits.memory:
                return Ending.TOO_LARGE, peak


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and what it started in its group, and wait for its end."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # all of it has ended
    process.wait()


def group_memory(group: int) -> int:
    """Add up the resident bytes of a process group; 0 where the system does not tell."""
    found = 0
    try:
        page = os.sysconf("SC_PAGE_SIZE")
        numbers = [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    except (OSError, ValueError, AttributeError):
        return 0
    for number in numbers:
        try:
            told = Path("/proc", number, "stat").read_bytes().rpartition(b")")[2].split()
            if int(told[2]) == group:
                found += int(told[21]) * page
        except (OSError, ValueError, IndexError):
            continue
    return found


class Tail:
    """Reads a stream to its end and keeps the last of it, so that the writer never waits."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Start to read."""
        self._stream = stream
        self._kept = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with self._stream as stream:
            while block := os.read(stream.fileno(), _TAIL):
                self._kept = (self._kept + block)[-_TAIL:]

    def text(self) -> str:
        """Give what was kept; waits a little for a child that left the group with the stream open."""
        self._thread.join(_GRACE)
        return self._kept.decode("utf-8", "replace")
