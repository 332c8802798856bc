from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = ROOT / "examples" / "jobqueue"
CITED = re.compile(r"crates/jobqueue/src/\w+\.rs:\d+")
_SECONDS_TO_EVIDENCE = 30


def demo(home: Path, steps: str) -> str:
    command = [sys.executable, str(ROOT / "scripts" / "demo.py"), "--home", str(home), steps]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_demo_shows_cited_evidence_in_half_a_minute(isolated: Path) -> None:
    started = time.monotonic()
    shown = demo(isolated / "demo", "evidence")
    assert time.monotonic() - started < _SECONDS_TO_EVIDENCE
    assert CITED.search(shown)
    assert "schedule_retry" in shown


def test_the_demo_leaves_the_checkout_alone(isolated: Path) -> None:
    demo(isolated / "demo", "evidence")
    assert not (EXAMPLE / ".codegraph").exists()
    assert (isolated / "demo" / "jobqueue" / ".codegraph").is_dir()


@pytest.mark.model
@pytest.mark.usefixtures("model_path")
def test_the_demo_asks_the_small_model(isolated: Path) -> None:
    demo(isolated / "demo", "evidence")
    shown = demo(isolated / "demo", "answer")
    assert "models add" in shown
    assert CITED.search(shown)
