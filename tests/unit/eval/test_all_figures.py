"""The figures of one run against the baseline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.eval.__main__ import compare

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_figure_that_fell_is_named_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"ndcg10 a": 0.9, "ndcg10 b": 0.5, "not measured now": 1.0}))
    assert compare({"ndcg10 a": 0.896, "ndcg10 b": 0.6}, baseline) == 0
    assert compare({"ndcg10 a": 0.89, "ndcg10 b": 0.6, "new": 0.1}, baseline) == 1
    assert "worse  ndcg10 a: 0.890, was 0.900" in capsys.readouterr().out


def test_without_a_baseline_nothing_is_worse(tmp_path: Path) -> None:
    assert compare({"ndcg10 a": 0.1}, tmp_path / "none.json") == 0
