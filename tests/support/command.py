"""The command line as a user runs it: in this process for speed, or as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codegraph.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - any JSON document
        """The one JSON document on stdout, on one line."""
        assert self.out.count("\n") == 1, self.out + self.err
        return json.loads(self.out)

    @property
    def documents(self) -> list[Any]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, str]:
        """The error in the JSON document on stdout."""
        document = self.document
        assert set(document) == {"error"}
        assert set(document["error"]) == {"code", "message", "hint"}
        return dict(document["error"])


@dataclass(frozen=True, slots=True)
class Command:
    """Runs commands in this process."""

    capsys: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, stdin: str = "") -> Ran:
        """Run one command."""
        self.capsys.readouterr()
        self.patch.setattr(sys, "stdin", io.StringIO(stdin))
        code = run([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Ran(code, captured.out, captured.err)


def run_process(
    *arguments: str | Path,
    cwd: Path,
    stdin: str = "",
    environ: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Ran:
    """Run one command as a process; `before` runs in it first."""
    command = [sys.executable, "-m", "codegraph", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        env=environ,
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


_AS_NOBODY = """
import contextlib, io, os, sys
from codegraph.cli.app import run
# everything is loaded while its files can still be read
with contextlib.redirect_stdout(io.StringIO()):
    for command in ("index", "status"):
        run([command, *(["--repo"] if command == "status" else []), sys.argv[1]])
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.exit(run(sys.argv[2:]))
"""


def run_as_nobody(*arguments: str | Path, cwd: Path, warm: Path) -> Ran:
    """Run one command as a process of a user who may do nothing; `warm` is another repository to start with."""
    command = [sys.executable, "-c", _AS_NOBODY, str(warm), *map(str, arguments)]
    environ = {**os.environ, "HOME": "/nonexistent"}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=120, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)
