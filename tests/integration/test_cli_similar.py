"""`codegraph similar` as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph import api
from codegraph.model import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

SOURCE = "crates/jobqueue/src"
MEMORY, LOG, RETRY = f"{SOURCE}/storage/memory.rs", f"{SOURCE}/storage/log.rs", f"{SOURCE}/retry.rs"


def line_of(root: Path, path: str, text: str) -> int:
    lines = (root / path).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_line_means_the_definition_around_it(cli: Command, example: Path) -> None:
    line = line_of(example, MEMORY, "fn load(") + 1
    ran = cli("similar", f"{MEMORY}:{line}")
    assert ran.code == 0
    assert ran.err.startswith(f"like {MEMORY}:{line - 1}-")
    assert "method " in ran.err
    assert "::load\n" in ran.err
    # the other implementation of the same method
    first = ran.out.splitlines()[0].split()
    assert first[0] == "1"
    assert float(first[1]) > 0.5
    assert first[2].startswith(f"{LOG}:")
    assert first[4].endswith("::load")


def test_the_place_itself_is_left_out(cli: Command, example: Path) -> None:
    line = line_of(example, MEMORY, "fn load(")
    document = cli("similar", f"{MEMORY}:{line}", "--json", "-n", "50").document
    of = document["of"]
    assert (of["path"], of["symbol"], of["kind"]) == (MEMORY, "load", "method")
    assert of["start_line"] <= line <= of["end_line"]
    for hit in document["hits"]:
        outside = hit["end_line"] < of["start_line"] or hit["start_line"] > of["end_line"]
        assert hit["path"] != MEMORY or outside


@pytest.mark.usefixtures("example")
def test_similar_has_the_json_of_a_search(cli: Command) -> None:
    searched = cli("search", "retry", "--json").document
    document = cli("similar", RETRY, "--json").document
    assert list(document) == ["query", "of", *(key for key in searched if key != "query")]
    assert document["query"] == RETRY
    assert list(document["hits"][0]) == list(searched["hits"][0])
    assert all(hit["path"] != RETRY for hit in document["hits"])
    scores = [hit["score"] for hit in document["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)


def test_a_copy_on_stdin_finds_its_original(cli: Command, example: Path) -> None:
    start = line_of(example, RETRY, "impl Default for ExponentialBackoff")
    code = "\n".join((example / RETRY).read_text("utf-8").splitlines()[start - 1 : start + 8])
    ran = cli("similar", "-", "--json", stdin=code)
    assert ran.document["of"] is None
    assert ran.document["query"] == "-"
    first = ran.document["hits"][0]
    assert first["path"] == RETRY
    assert first["start_line"] <= start + 1 <= first["end_line"]
    assert first["score"] > 0.5


def test_lines_that_are_no_definition_are_taken_as_text(cli: Command, example: Path) -> None:
    start = line_of(example, LOG, "fn prune(") + 2
    ran = cli("similar", f"{LOG}:{start}-{start + 3}")
    assert ran.err.startswith(f"like {LOG}:{start}-{start + 3}  as text")
    assert not any(line.split()[2].startswith(f"{LOG}:{start}") for line in ran.out.splitlines() if line[1:2].isdigit())


def test_explain_adds_up(cli: Command, example: Path) -> None:
    line = line_of(example, MEMORY, "fn save(")
    for hit in cli("similar", f"{MEMORY}:{line}", "--json", "--explain").document["hits"]:
        assert sum(hit["features"].values()) == pytest.approx(hit["score"], abs=0.001)
        assert hit["legs"]
    assert "found by" in cli("similar", f"{MEMORY}:{line}", "--explain", "-n", "1").out


@pytest.mark.usefixtures("example")
def test_filters_hold(cli: Command) -> None:
    hits = cli("similar", RETRY, "--json", "--kind", "struct", "-n", "5").document["hits"]
    assert hits
    assert {hit["kind"] for hit in hits} == {"struct"}
    hits = cli("similar", MEMORY, "--json", "--path", f"{SOURCE}/storage/**").document["hits"]
    assert hits
    assert all(hit["path"].startswith(f"{SOURCE}/storage/") for hit in hits)
    assert cli("similar", RETRY, "--path", "nowhere/**").code == 3


def test_a_path_may_be_seen_from_the_working_directory(
    cli: Command, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = cli("similar", f"{RETRY}:30", "--json").document
    monkeypatch.chdir(example / SOURCE)
    for place in ("retry.rs:30", "./retry.rs:30", f"{example / RETRY}:30"):
        assert cli("similar", place, "--json").document["of"] == wanted["of"]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("place", "stdin", "code", "message"),
    [
        ("nowhere.rs:3", "", 3, "nowhere.rs is not an indexed file"),
        (f"{RETRY}:99999", "", 3, f"{RETRY} has no line 99999"),
        (f"{RETRY}:0", "", 3, f"{RETRY} has no line 0"),
        (f"{RETRY}:9-3", "", 2, "the lines end before they start"),
        ("-", "  \n", 2, "the code to compare with is empty"),
        ("-", "{ } ;", 2, "the text to compare with has no word"),
    ],
)
def test_errors_of_similar(cli: Command, place: str, stdin: str, code: int, message: str) -> None:
    ran = cli("similar", place, stdin=stdin)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert "hint: " in ran.err


def test_similar_without_an_index(cli: Command, repository: Path) -> None:
    assert repository.exists()
    assert cli("similar", "a.rs:1").code == 4


def test_a_changed_place_is_brought_up_to_date_or_marked(cli: Command, own_example: Path) -> None:
    line = line_of(own_example, MEMORY, "fn load(")
    path = own_example / MEMORY
    path.write_text("\n\n" + path.read_text("utf-8"), "utf-8")
    kept = cli("similar", f"{MEMORY}:{line}", "--json", "--no-refresh").document
    assert MEMORY in kept["stale_paths"]
    assert "has changed since the index" in kept["degraded"][0]
    assert kept["hits"][0]["path"] == LOG
    fresh = cli("similar", f"{MEMORY}:{line + 2}", "--json").document
    assert (fresh["refreshed"], fresh["stale_paths"], fresh["degraded"]) == (1, [], [])
    assert fresh["of"]["start_line"] == kept["of"]["start_line"] + 2


def test_python_programs_find_similar_code_too(example: Path) -> None:
    line = line_of(example, MEMORY, "fn load(")
    subject, result = api.similar(f"{MEMORY}:{line}", repo=example, cwd=example, scope=Scope(), limit=3)
    assert subject.name.endswith("::load")
    assert len(result.hits) == 3
    again = api.similar(f"{MEMORY}:{line}", repo=example, cwd=example, scope=Scope(), limit=3)[1]
    assert [hit.chunk.id for hit in again.hits] == [hit.chunk.id for hit in result.hits]
