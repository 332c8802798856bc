"""`codegraph eval` as a user runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from codegraph import api
from codegraph.config import RetrieveSettings
from codegraph.embed import default_embedder
from codegraph.evaluation.evaluating import Searcher, check_targets
from codegraph.evaluation.questions import parse_questions
from codegraph.model import Scope
from codegraph.retrieve.searching import find
from codegraph.store import Store
from codegraph.workspace import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

RETRY = "crates/jobqueue/src/retry.rs"
QUESTIONS = (
    {"query": "how are retries scheduled", "relevant": [RETRY], "kind": "semantic"},
    {"query": "RetryPolicy", "relevant": [RETRY], "kind": "symbol"},
    {"query": "what time is it", "relevant": ["crates/jobqueue/src/clock.rs"], "kind": "semantic"},
)


def written(folder: Path, *questions: object, name: str = "questions.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in questions), "utf-8")
    return path


@pytest.fixture
def questions(isolated: Path) -> Path:
    return written(isolated, *QUESTIONS)


@pytest.mark.usefixtures("example")
def test_eval_prints_figures_by_row_and_kind(cli: Command, questions: Path) -> None:
    ran = cli("eval", questions)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("3 questions (2 semantic, 1 symbol); a search took ")
    assert lines[2].split() == ["nDCG@10", "MRR", "recall@10", "semantic*", "symbol*"]
    rows = {line.split()[0]: line.split()[1:] for line in lines[3:] if line}
    assert {"ranked", "fused", "lexical", "dense", "symbol", "graph", "500", "8000"} <= set(rows)
    assert rows["ranked"][-1] == "1.000"
    assert "path" not in rows


@pytest.mark.usefixtures("example")
def test_eval_has_the_documented_json(cli: Command, questions: Path) -> None:
    document = cli("eval", questions, "--json").document
    expected = (
        "source questions left_out unknown kinds figures context counter sources_only took_ms answers embedding_set "
        "index_revision changed_since_index refreshed degraded"
    )
    assert list(document) == expected.split()
    assert document["kinds"] == {"all": 3, "semantic": 2, "symbol": 1}
    assert set(document["figures"]) == set(document["context"]) == {"all", "semantic", "symbol"}
    assert set(document["figures"]["all"]["ranked"]) == {"ndcg10", "mrr", "recall10"}
    assert list(document["context"]["all"]) == ["500", "1000", "2000", "4000", "8000"]
    assert set(document["context"]["all"]["500"]) == {"recall", "shown", "complete"}
    answer = document["answers"][1]
    assert answer["query"] == "RetryPolicy"
    assert answer["ndcg10"] == answer["mrr"] == 1.0
    assert answer["targets"][0]["ranks"]["ranked"] == 1
    assert answer["where"].endswith("questions.jsonl:2")


@pytest.mark.usefixtures("example")
def test_a_larger_budget_names_no_less(cli: Command, questions: Path) -> None:
    context = cli("eval", questions, "--json", "--budget", "8000,300", "--budget", "1000").document["context"]["all"]
    assert list(context) == ["300", "1000", "8000"]
    shares = [figures["recall"] for figures in context.values()]
    assert shares == sorted(shares)
    assert cli("eval", questions, "--json", "--budget", "0").document["context"]["all"] == {}


@pytest.mark.usefixtures("example")
def test_questions_come_from_stdin_too(cli: Command) -> None:
    ran = cli("eval", "-", "--json", stdin=json.dumps(QUESTIONS))
    assert ran.document["source"] == "stdin"
    assert ran.document["questions"] == 3


@pytest.mark.usefixtures("example")
def test_misses_show_what_was_first_and_where_targets_stood(cli: Command, isolated: Path) -> None:
    far = {"query": "RetryPolicy", "relevant": ["crates/jobqueue/src/clock.rs"]}
    ran = cli("eval", written(isolated, *QUESTIONS, far), "--misses", "--budget", "0")
    told = ran.out[ran.out.index("not answered perfectly: ") :].splitlines()
    assert told[1].split()[:2] == ["0.00", "RetryPolicy"]
    assert "questions.jsonl:4" in told[1]
    assert told[2].split()[:2] == ["wanted", "crates/jobqueue/src/clock.rs"]
    assert told[3].split()[0] == "first"
    assert RETRY in told[3]


@pytest.mark.usefixtures("example")
def test_a_run_is_compared_with_an_earlier_one(cli: Command, questions: Path, isolated: Path) -> None:
    saved = isolated / "figures.json"
    assert cli("eval", questions, "--save", saved).code == 0
    same = cli("eval", questions, "--baseline", saved)
    assert same.code == 0
    assert "3 questions in both" in same.out
    before: dict[str, Any] = json.loads(saved.read_text("utf-8"))
    for answer in before["answers"]:
        answer["ndcg10"] += 0.1
    saved.write_text(json.dumps(before), "utf-8")
    worse = cli("eval", questions, "--baseline", saved)
    assert worse.code == 1
    assert any(line.split()[0] == "nDCG@10" and line.endswith("worse") for line in worse.out.splitlines() if line)
    assert cli("eval", questions, "--baseline", saved, "--json").document["compared"]["worse"] is True
    assert cli("eval", questions, "--baseline", saved, "--tolerance", "0.2").code == 0


@pytest.mark.usefixtures("example")
def test_targets_that_are_not_there_are_named_and_not_counted(cli: Command, isolated: Path) -> None:
    path = written(
        isolated,
        QUESTIONS[0] | {"secondary": ["src/nowhere.rs", f"{RETRY}:90000"]},
        {"query": "never", "relevant": ["gone.rs"]},
    )
    ran = cli("eval", path)
    assert ran.code == 0
    assert ran.out.startswith("1 question (1 semantic); ")
    assert "3 targets are not in the index" in ran.err
    assert "src/nowhere.rs  (" in ran.err
    assert "no such file" in ran.err
    assert "the file has " in ran.err
    assert "left out, without another target: 1 of the questions" in ran.err
    document = cli("eval", path, "--json").document
    assert [one["path"] for one in document["unknown"]] == ["src/nowhere.rs", f"{RETRY}:90000", "gone.rs"]
    assert [one["query"] for one in document["left_out"]] == ["never"]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (("eval", "-"), "", 2, "stdin: holds no question"),
        (("eval", "-"), '{"query": "x"}', 2, "stdin:1: `relevant` lists"),
        (("eval", "nowhere.json"), "", 2, "nowhere.json: cannot be read"),
        (("eval", "-"), '{"query": "x", "relevant": ["gone.rs"]}', 3, "none of the places that should answer: gone.rs"),
        (("eval", "-", "--budget", "many"), "", 2, "--budget many is no list of numbers"),
        (("eval", "-", "--baseline", "nowhere.json"), "", 2, "nowhere.json: cannot be read"),
        (("eval", "-", "--budget", "3"), json.dumps(QUESTIONS[0]), 2, "a budget of 3 tokens is smaller"),
    ],
)
def test_errors_of_eval(cli: Command, arguments: tuple[str, ...], stdin: str, code: int, message: str) -> None:
    ran = cli(*arguments, stdin=stdin)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert "hint: " in ran.err


def test_eval_without_an_index(cli: Command, repository: Path) -> None:
    written(repository, *QUESTIONS)
    assert cli("eval", "questions.jsonl").code == 4


def test_python_programs_evaluate_too(example: Path, questions: Path) -> None:
    document = api.evaluate(questions, repo=example, cwd=example, budgets=[1000])
    assert document["figures"]["symbol"]["ranked"]["ndcg10"] == 1.0


def test_the_hits_of_a_search_are_the_first_of_those_that_are_packed(example: Path) -> None:
    """An evaluation searches once, for as many hits as are packed, and judges the first ten."""
    settings, embedder = RetrieveSettings(), default_embedder()
    with Store.open(data_folder(example)) as store:
        for text in ("how are retries scheduled", "RetryPolicy", "queue", "settle"):
            few, many = (
                find(text, store=store, embedder=embedder, scope=Scope(), settings=settings, limit=limit).ranked
                for limit in (10, 40)
            )
            assert [one.chunk.id for one in few] == [one.chunk.id for one in many[:10]]
        searcher = Searcher(store, embedder, example, settings)
        asked = parse_questions('{"query": "x", "relevant": ["retry.rs", "jobqueue/crates/jobqueue/src/job.rs"]}', "q")
        assert not check_targets(asked, searcher.store).unknown
