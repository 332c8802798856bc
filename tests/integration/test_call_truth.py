from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.eval.compare import read_truth

if TYPE_CHECKING:
    from pathlib import Path

QUEUE = "crates/jobqueue/src/queue.rs"


@pytest.mark.rust_analyzer
def test_rust_analyzer_knows_every_call_of_the_example(isolated: Path, rust_analyzer: Path) -> None:
    """The script that makes the truth works here, with the rust-analyzer that provision unpacks."""
    output = isolated / "truth.jsonl"
    command = [sys.executable, "-m", "tests.eval.call_truth", str(ROOT / "examples" / "jobqueue")]
    options = ["--output", str(output), "--rust-analyzer", str(rust_analyzer)]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    with output.open(encoding="utf-8") as lines:
        meta = json.loads(lines.readline())
    assert meta["sites"] > 400
    assert "unresolved" not in meta["states"]
    callees = {
        (site["caller"]["name"], site["name"])
        for site in read_truth(output).edges.values()
        if site["path"] == QUEUE and site["caller"]
    }
    assert {("settle", "schedule_retry"), ("settle", "decide"), ("schedule_retry", "insert")} <= callees
