"""Search answers hand-written questions about the example and the fixtures of all languages as well as it did.

`tests/fixtures/questions` holds them, with the nDCG@10 that each had when it was looked at last (`seen`). What one
question loses another may win; their mean must stay. Where a change makes search better, raise the figures there.
"""

from __future__ import annotations

import json
import shutil
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from codegraph import api
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = ROOT / "tests" / "fixtures" / "questions"
REPOSITORIES = {"jobqueue": ROOT / "examples" / "jobqueue", "languages": ROOT / "tests" / "fixtures" / "languages"}
MAY_FALL = 0.03
RECALL = 0.95
BUDGET = 1000


class Measured(NamedTuple):
    """What is measured of one repository: each question's figures with what was seen before."""

    answers: list[dict[str, Any]]
    seen: dict[str, float]


@pytest.fixture(scope="module", params=sorted(REPOSITORIES))
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    name = str(request.param)
    root = tmp_path_factory.mktemp("quality") / name
    shutil.copytree(REPOSITORIES[name], root, ignore=shutil.ignore_patterns("target", ".codegraph"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODEGRAPH_CONFIG_HOME", str(root.parent / "config"))
        api.index(root, cwd=root, jobs=1)
        document = evaluated(root, QUESTIONS / f"{name}.jsonl")
    assert document["unknown"] == []
    rows = [json.loads(line) for line in (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return Measured(document["answers"], {row["query"]: row["seen"] for row in rows})


def evaluated(root: Path, questions: Path) -> dict[str, Any]:
    return api.evaluate(questions, repo=root, cwd=root, budgets=[BUDGET], refresh=False)


def test_the_order_of_hits_is_as_good_as_it_was(measured: Measured) -> None:
    now = fmean(one["ndcg10"] for one in measured.answers)
    before = fmean(measured.seen.values())
    fell = [
        f"{one['ndcg10']:.2f}, was {seen:.2f}: {one['query']} (first: {one['first'][0]['path']})"
        for one in measured.answers
        if one["ndcg10"] < (seen := measured.seen[one["query"]]) - 0.01
    ]
    assert now >= before - MAY_FALL, f"nDCG@10 {now:.3f}, was {before:.3f}; what fell:\n" + "\n".join(fell)


def test_what_answers_is_among_the_hits(measured: Measured) -> None:
    missed = [one["query"] for one in measured.answers if one["recall10"] < 1.0]
    found = fmean(one["recall10"] for one in measured.answers)
    assert found >= RECALL, f"recall among ten hits {found:.3f}; not all is found for:\n" + "\n".join(missed)


def test_what_answers_is_named_in_a_small_prompt(measured: Measured) -> None:
    named = {one["query"]: one["context"][str(BUDGET)]["recall"] for one in measured.answers}
    missed = [query for query, share in named.items() if share < 1.0]
    assert fmean(named.values()) >= RECALL, f"not all is in {BUDGET} tokens for:\n" + "\n".join(missed)
