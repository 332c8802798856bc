"""Every command as a user runs it: what it prints for people, what it prints for programs, what it returns."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.gguf import gguf_bytes, small_model

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.support.command import Command

TIMES = (
    (re.compile(r"\d+\.\d+ s\b"), "N s"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z"), "TIME"),
    (re.compile(r"revision \d+"), "revision N"),
    (re.compile(r"on disk     \d+\.\d MB"), "on disk     N MB"),
    (re.compile(r"codegraph-static-\S+"), "EMBEDDING"),
    # what parser and resolver find is tested where they are
    (re.compile(r"(?<=^references  ).*(?= resolved)|\d+(?= (ambiguous|to other|unresolved))", re.MULTILINE), "N"),
    (re.compile(r"(?<=^symbols     )\d+|(?<=^chunks      )\d+|\d+(?= rust)", re.MULTILINE), "N"),
)


def steady(text: str, root: Path) -> str:
    """Take out what differs between runs."""
    for pattern, replacement in TIMES:
        text = pattern.sub(replacement, text)
    return text.replace(str(root), "ROOT")


# index and status


def test_index_tells_what_it_covered(cli: Command, own_example: Path, shown: SnapshotAssertion) -> None:
    ran = cli("index", "--force", "--jobs", "1")
    assert (ran.code, ran.err) == (0, "")
    assert steady(ran.out, own_example) == shown


def test_index_again_is_up_to_date(cli: Command, own_example: Path, shown: SnapshotAssertion) -> None:
    cli("index")
    ran = cli("index")
    assert ran.code == 0
    assert steady(ran.out, own_example) == shown


def test_index_gives_figures_as_json(cli: Command, own_example: Path) -> None:
    report = cli("index", own_example, "--force", "--json").document
    assert report["root"] == str(own_example)
    assert report["changed"] == report["coverage"]["files"]["indexed"] == report["coverage"]["files"]["seen"] - 1
    assert report["coverage"]["skipped"] == {"data": 1}
    assert report["coverage"]["symbols_by_language"]["rust"] > 200
    assert report["coverage"]["references"]["resolved"] > 400
    assert 0 < report["seconds_searchable"] <= report["seconds_total"]
    assert {"discover", "parse", "lexical", "resolve", "scores"} <= set(report["stages"])
    assert not report["incomplete"]


def test_status_tells_what_is_indexed(cli: Command, example: Path, shown: SnapshotAssertion) -> None:
    ran = cli("status")
    assert (ran.code, ran.err) == (0, "")
    assert steady(ran.out, example) == shown


def test_status_gives_coverage_as_json(cli: Command, example: Path) -> None:
    document = cli("status", "--json").document
    assert document["root"] == str(example)
    assert document["pending_stages"] == []
    assert document["changed_since_index"]["total"] == 0
    assert document["coverage"]["chunks"] > 100
    assert document["coverage"]["chunks_without_vectors"] == 0
    assert document["bytes_on_disk"] == sum(document["size_on_disk"].values()) > 0


def test_status_counts_what_changed(cli: Command, own_example: Path) -> None:
    source = own_example / "crates" / "jobqueue" / "src"
    (source / "fresh.rs").write_text("pub fn fresh() {}\n")
    (source / "retry.rs").write_text("pub fn never() {}\n")
    (source / "clock.rs").unlink()
    (source / "metrics.rs").rename(source / "figures.rs")
    changed = cli("status", "--json").document["changed_since_index"]
    assert changed == {"added": 1, "modified": 1, "deleted": 1, "moved": 1, "total": 4}
    assert "out of date: 1 added, 1 modified, 1 deleted, 1 moved since" in cli("status").out


# search and symbol


def test_search_shows_places_and_code(cli: Command, example: Path, shown: SnapshotAssertion) -> None:
    ran = cli("search", "schedule_retry", "-n", "1")
    assert (ran.code, ran.err) == (0, "")
    assert steady(ran.out, example) == shown


@pytest.mark.usefixtures("example")
def test_search_has_the_documented_json(cli: Command) -> None:
    document = cli("search", "how are retries scheduled?", "--json").document
    expected = "query index_revision changed_since_index stale_paths refreshed degraded hits took_ms"
    assert list(document) == expected.split()
    assert document["degraded"] == []
    assert [hit["rank"] for hit in document["hits"]] == list(range(1, 11))
    expected = "rank score id path start_line end_line symbol qualified_name kind language signature snippet stale legs"
    assert list(document["hits"][0]) == expected.split()
    assert any("retry" in hit["path"] for hit in document["hits"][:3])


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("fn(&Path) -> Result<LogQueue>", "open"),
        ("(&Flags, &str) -> Option<&str>", "find"),
        ("-> Result<Option<Job>>", "claim"),
        ("fn(&Flags) -> Result<Duration>", "delay"),
    ],
)
def test_a_signature_finds_the_functions_that_have_it(cli: Command, asked: str, found: str) -> None:
    hits = cli("search", "--json", "--", asked).document["hits"]
    assert hits[0]["symbol"] == found
    assert hits[0]["legs"]["signature"]["rank"] == 1


@pytest.mark.usefixtures("example")
def test_text_that_looks_like_an_option_has_its_way_told(cli: Command) -> None:
    refused = cli("search", "-> Result<Config>")
    assert refused.code == 2
    assert "goes after `--`" in refused.err


@pytest.mark.usefixtures("example")
def test_search_takes_as_many_as_asked_for(cli: Command) -> None:
    for option in ("-n", "-k", "--limit"):
        assert len(cli("search", "job", option, "3", "--json").document["hits"]) == 3


@pytest.mark.usefixtures("example")
def test_search_explains_a_score_in_full(cli: Command) -> None:
    for hit in cli("search", "retry delay", "--explain", "--json").document["hits"]:
        assert hit["legs"]
        assert sum(hit["features"].values()) == pytest.approx(hit["score"], abs=0.002)
        for name, value in hit["values"].items():
            assert value * hit["weights"][name] == pytest.approx(hit["features"][name], abs=0.001)
        assert hit["features"].keys() == hit["weights"].keys() | hit["factors"].keys()
    ran = cli("search", "retry delay", "--explain", "-n", "1")
    assert re.search(r"leg +rank +score +weight +adds\n +dense +\d", ran.out)
    assert re.search(r"= fused +\+\d", ran.out)
    assert re.search(r"feature +value +weight +adds\n +evidence +1\.000 +1\.000 +\+1\.000", ran.out)
    assert re.search(r"= score +\+\d", ran.out)


@pytest.mark.usefixtures("example")
def test_search_explains_how_a_question_was_read(cli: Command) -> None:
    words = ("search", "how does the RetryPolicy wait for nonsenseword kind:fn", "--explain", "-n", "1")
    asked = cli(*words, "--json").document["asked"]
    assert asked["intent"] == "question"
    assert asked["words"] == ["RetryPolicy", "wait", "nonsenseword"]
    assert asked["dropped"] == ["how", "does", "the", "for"]
    assert asked["identifiers"] == ["RetryPolicy"]
    assert asked["filters"]["kinds"] == ["function", "method"]
    assert asked["frequencies"]["nonsenseword"] == 0 < asked["frequencies"]["retry"]
    assert asked["legs"]["lexical"]["weight"] == 1.0
    assert asked["legs"]["lexical"]["found"] > 0
    shown = cli(*words).out
    assert shown.startswith("read as question\n  words      RetryPolicy, wait, nonsenseword\n")
    assert "nonsenseword (nowhere)" in shown
    assert "  filters    kind:function kind:method\n" in shown
    assert "asked" not in cli("search", "retry", "--json").document


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("name", ["Policy::nonsense", "nonsense_word", "Retry::new"])
def test_search_says_that_nothing_is_called_so(cli: Command, name: str) -> None:
    ran = cli("search", name)
    assert ran.out
    assert f"nothing in the index is called {name};" in ran.err
    assert cli("search", name, "--explain", "--json").document["asked"]["not_defined"] == [name]


@pytest.mark.usefixtures("example")
def test_a_path_within_a_name_comes_nearest_where_it_ends_none(cli: Command) -> None:
    ran = cli("search", "ueue::settle", "--json")
    assert ran.document["hits"][0]["qualified_name"].endswith("::Queue::settle")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    "name", ["RetryPolicy", "retrypolicy", "Queue::settle", "how does a Vec of nonsense_word wait"]
)
def test_search_says_nothing_of_names_that_are_there_or_stand_in_a_sentence(cli: Command, name: str) -> None:
    assert "nothing in the index" not in cli("search", name).err


def test_a_factor_is_told_apart_from_what_is_added(cli: Command, example: Path) -> None:
    assert (example / "crates" / "jobqueue" / "tests" / "retries.rs").exists()
    hits = cli("search", "how are failed jobs retried", "--explain", "--json", "-n", "20").document["hits"]
    tests = [hit for hit in hits if hit["path"].endswith("tests/retries.rs")]
    assert tests
    for hit in tests:
        others = sum(added for name, added in hit["features"].items() if name != "test")
        assert hit["features"]["test"] == pytest.approx((hit["factors"]["test"] - 1.0) * others, abs=0.002)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("option", "value", "key", "found"),
    [
        ("--kind", "trait", "kind", {"trait"}),
        ("--kind", "fn", "kind", {"function", "method"}),
        ("--kind", "struct,enum", "kind", {"struct", "enum"}),
        ("--lang", "md", "language", {"markdown"}),
        ("--lang", "rust", "language", {"rust"}),
        ("--path", "crates/jobqueue-cli/**", "path", {"crates/jobqueue-cli/src/main.rs"}),
        ("--crate", "jobqueue-cli", "path", {"crates/jobqueue-cli/src/main.rs"}),
    ],
)
def test_filters_bind(cli: Command, option: str, value: str, key: str, found: set[str]) -> None:
    hits = cli("search", "jobs in a queue", option, value, "-n", "50", "--json").document["hits"]
    assert hits
    if key == "path":
        assert all(hit["path"].startswith("crates/jobqueue-cli/") for hit in hits)
    else:
        assert {hit[key] for hit in hits} <= found


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("option", "value"), [("--kind", "gadget"), ("--lang", "klingon")])
def test_a_filter_that_means_nothing_is_a_usage_error(cli: Command, option: str, value: str) -> None:
    ran = cli("search", "job", option, value, "--json")
    assert ran.code == 2
    assert value in ran.error["message"]


@pytest.mark.usefixtures("example")
def test_a_search_without_a_hit_returns_3(cli: Command) -> None:
    ran = cli("search", "job", "--path", "nowhere/**")
    assert (ran.code, ran.out) == (3, "")
    assert "no hit" in ran.err
    ran = cli("search", "job", "--path", "nowhere/**", "--json")
    assert (ran.code, ran.document["hits"]) == (3, [])


def test_symbol_shows_a_symbol_and_its_edges(cli: Command, example: Path, shown: SnapshotAssertion) -> None:
    ran = cli("symbol", "schedule_retry")
    assert (ran.code, ran.err) == (0, "")
    assert steady(ran.out, example) == shown


@pytest.mark.usefixtures("example")
def test_symbol_has_the_documented_json(cli: Command) -> None:
    document = cli("symbol", "Queue::schedule_retry", "--json").document
    assert list(document) == [
        "of",
        "members",
        "found",
        "ambiguous",
        "unresolved",
        "external",
        "truncated",
        "generated_by",
        "index_revision",
        "changed_since_index",
        "stale_paths",
        "degraded",
    ]
    assert document["of"]["qualified_name"] == "jobqueue::queue::Queue::schedule_retry"
    callers = [edge for edge in document["found"] if (edge["kind"], edge["direction"]) == ("calls", "in")]
    assert [edge["node"]["name"] for edge in callers] == ["settle"]
    assert {"node", "path", "line", "kind", "method", "confidence", "depth"} <= set(callers[0])
    by_id = cli("symbol", document["of"]["id"], "--json").document
    assert by_id == document


@pytest.mark.usefixtures("example")
def test_symbol_lists_all_that_bear_a_name(cli: Command) -> None:
    document = cli("symbol", "Queue", "--json").document
    assert document["name"] == "Queue"
    assert len(document["symbols"]) > 1


@pytest.mark.parametrize(
    ("file", "source", "names", "qualified"),
    [
        ("a.rb", "module A\n  class B\n    def c; end\n  end\nend\n", ["A::B#c", "A::B.c", "B#c", "A.B.c"], "A.B.c"),
        ("a.php", "<?php namespace A; class B { function c() {} }\n", ["A\\B::c", "\\A\\B::c", "B->c"], "A.B.c"),
        ("a.lua", "local A = {}\nfunction A:c() end\n", ["A:c", "A.c"], "a.A.c"),
        ("a.sh", "log::info() { :; }\n", ["log::info"], "a.log::info"),
    ],
)
def test_a_path_of_names_is_found_as_its_language_writes_it(
    cli: Command, repository: Path, file: str, source: str, names: list[str], qualified: str
) -> None:
    (repository / file).write_text(source)
    cli("index", repository)
    for name in names:
        found = cli("symbol", name, "--repo", repository, "--json")
        assert found.document["of"]["qualified_name"] == qualified
        hits = cli("search", name, "--repo", repository, "--json").document["hits"]
        assert hits[0]["path"] == file


@pytest.mark.usefixtures("example")
def test_an_unknown_symbol_returns_3(cli: Command) -> None:
    ran = cli("symbol", "no_such_symbol", "--json")
    assert ran.code == 3
    assert ran.error["code"] == "not-found"
    assert "codegraph search no_such_symbol" in ran.error["hint"]


# context and ask


@pytest.mark.usefixtures("example")
def test_context_prints_the_prompt_and_nothing_else(cli: Command) -> None:
    ran = cli("context", "how are retries scheduled?", "--budget", "900")
    assert ran.code == 0
    assert ran.out.startswith("You explain a code base.")
    assert ran.out.endswith("## Task\n\nhow are retries scheduled?\n")
    assert re.search(r"^\[1\] crates/jobqueue/src/\w+\.rs:\d+-\d+", ran.out, re.MULTILINE)
    assert "of 900 tokens" in ran.err


@pytest.mark.usefixtures("example")
def test_context_has_the_documented_json(cli: Command) -> None:
    document = cli("context", "how are retries scheduled?", "--budget", "900", "--json").document
    assert {"task", "budget", "tokens", "model", "parts", "prompt", "dropped"} <= set(document)
    assert document["tokens"] <= document["budget"] == 900
    keys = "n path start_line end_line symbol detail tokens text stale"
    assert list(document["parts"][0]) == keys.split()
    assert [part["n"] for part in document["parts"]] == list(range(1, len(document["parts"]) + 1))
    assert {"path", "start_line", "end_line", "symbol", "reason"} <= set(document["dropped"][0])
    assert cli("context", "how are retries scheduled?", "--budget", "900", "--format", "json").document == document


@pytest.mark.usefixtures("example")
def test_context_can_leave_the_task_out(cli: Command) -> None:
    ran = cli("context", "zebra retries", "--sources-only", "--budget", "700")
    assert "zebra" not in ran.out
    assert "zebra" in cli("context", "zebra retries", "--budget", "700").out


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("layout", ["markdown", "xml", "plain"])
def test_context_writes_every_format(cli: Command, layout: str) -> None:
    ran = cli("context", "retry", "--format", layout, "--budget", "900")
    assert ran.code == 0
    assert re.search(r"crates/jobqueue/src/\w+\.rs", ran.out)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("option", "value"), [("--format", "pdf"), ("--mode", "poem")])
def test_context_refuses_what_it_does_not_know(cli: Command, option: str, value: str) -> None:
    ran = cli("context", "retry", option, value, "--json")
    assert ran.code == 2
    assert value in ran.error["message"]


@pytest.mark.usefixtures("example")
def test_ask_without_a_model_shows_the_evidence_and_returns_5(cli: Command) -> None:
    ran = cli("ask", "how are retries scheduled?")
    assert ran.code == 5
    assert re.search(r"^\[1\] crates/jobqueue/src/\w+\.rs:\d+-\d+", ran.out)
    assert "no answer" in ran.err
    assert "codegraph models" in ran.err
    ran = cli("ask", "how are retries scheduled?", "--json")
    assert (ran.code, ran.error["code"]) == (5, "model-missing")


@pytest.mark.usefixtures("example")
def test_ask_without_wanting_a_model_returns_0(cli: Command) -> None:
    assert cli("ask", "how are retries scheduled?", "--no-llm").code == 0
    document = cli("ask", "how are retries scheduled?", "--no-llm", "--json").document
    assert document["parts"]


# export, doctor


def test_export_writes_documented_json_lines(cli: Command, example: Path) -> None:
    lines = cli("export").documents
    kinds = [line["type"] for line in lines]
    assert kinds == sorted(kinds, key=("node", "edge", "reference").index)
    nodes = {line["id"]: line for line in lines if line["type"] == "node"}
    edges = [line for line in lines if line["type"] == "edge"]
    keys = {"id", "kind", "name", "qualified_name", "path", "start_line", "end_line", "name_line", "language"}
    assert all(keys <= set(node) for node in nodes.values())
    assert all(edge["src"] in nodes and edge["dst"] in nodes for edge in edges)
    assert {"contains", "calls", "imports", "implements", "depends-on"} <= {edge["kind"] for edge in edges}
    references = [line for line in lines if line["type"] == "reference"]
    assert {line["state"] for line in references} <= {"ambiguous", "external", "unresolved"}
    assert {"state", "name", "src", "path", "line", "reason", "candidates"} <= set(references[0])
    for line in edges[:200]:
        assert 1 <= line["line"] <= len((example / line["path"]).read_text().splitlines()) + 1


@pytest.mark.usefixtures("example")
def test_export_into_a_file_leaves_stdout_alone(cli: Command, tmp_path: Path) -> None:
    target = tmp_path / "graph.jsonl"
    ran = cli("export", "--output", target)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text() == cli("export").out
    assert cli("export", "--output", target, "--json").document["file"] == str(target)


@pytest.mark.usefixtures("example")
def test_export_says_what_it_cannot_do(cli: Command, tmp_path: Path) -> None:
    assert cli("export", "--format", "dot", "--json").error["code"] == "usage"
    assert cli("export", "--output", tmp_path / "none" / "x", "--json").error["code"] == "disk"


@pytest.mark.usefixtures("example")
def test_doctor_checks_the_installation(cli: Command) -> None:
    document = cli("doctor", "--json").document
    states = {check["name"]: check["state"] for check in document["checks"]}
    assert document["ok"]
    assert states["embedding"] == states["grammar rust"] == states["index"] == "ok"
    ran = cli("doctor")
    assert ran.code == 0
    assert re.search(r"^ok +mnestic +0\.18", ran.out, re.MULTILINE)


# settings, models


def test_init_writes_a_settings_file_once(cli: Command, repository: Path) -> None:
    file = repository / ".codegraph" / "config.toml"
    assert cli("init", "--json").document == {"file": str(file), "created": True}
    file.write_text("[retrieve]\nlimit = 3\n")
    assert cli("init", "--json").document == {"file": str(file), "created": False}
    assert file.read_text() == "[retrieve]\nlimit = 3\n"
    assert cli("config", "get", "retrieve.limit").out == "3\n"


def test_config_sets_gets_and_shows(cli: Command, repository: Path) -> None:
    assert cli("config", "set", "discover.exclude", "*.md,docs/").code == 0
    assert cli("config", "get", "discover.exclude").out == "*.md,docs/\n"
    assert cli("config", "get", "discover.exclude", "--json").document["value"] == ["*.md", "docs/"]
    shown = cli("config", "show").out
    assert "discover.exclude = *.md,docs/" in shown
    assert str(repository / ".codegraph" / "local" / "config.toml") in shown
    rows = {row["key"]: row for row in cli("config", "show", "--json").document}
    assert rows["discover.exclude"]["source"] != rows["retrieve.limit"]["source"] == "default"


def test_a_setting_for_the_user_holds_everywhere(cli: Command, repository: Path, isolated: Path) -> None:
    cli("config", "set", "retrieve.limit", "4", "--user")
    assert cli("config", "get", "retrieve.limit", "--repo", isolated).out == "4\n"
    assert not (repository / ".codegraph").exists()


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "arguments", [("get", "pack.bugdet"), ("set", "pack.budget", "many"), ("set", "pack.budget", "0"), ("nonsense",)]
)
def test_a_bad_setting_is_a_usage_error(cli: Command, arguments: tuple[str, ...]) -> None:
    ran = cli("config", *arguments, "--json")
    assert ran.code == 2
    assert ran.error["hint"]


@pytest.mark.usefixtures("repository")
def test_a_model_is_added_listed_and_removed(cli: Command, isolated: Path) -> None:
    file = isolated / "Tiny Model.gguf"
    file.write_bytes(gguf_bytes(small_model(), {"token_embd.weight": [4, 4]}))
    assert "no model is here yet" in cli("models", "list").out
    added = cli("models", "add", "../Tiny Model.gguf", "--json").document
    assert (added["name"], added["path"]) == ("tiny-model", str(file))
    assert [model["name"] for model in cli("models", "list", "--json").document["installed"]] == ["tiny-model"]
    assert "tiny-model" in cli("models", "list").out
    assert cli("models", "remove", "tiny-model", "--json").document == {"name": "tiny-model", "file_deleted": False}
    assert file.exists()
    ran = cli("models", "remove", "tiny-model", "--json")
    assert (ran.code, ran.error["code"]) == (5, "model-missing")


@pytest.mark.usefixtures("repository")
def test_a_model_that_is_not_in_the_catalogue_is_not_pulled(cli: Command) -> None:
    ran = cli("models", "pull", "gpt-99", "--json")
    assert ran.code == 2
    assert "qwen2.5-coder-7b" in ran.error["hint"]


def test_settings_show_where_each_value_comes_from(
    cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_RETRIEVE_LIMIT", "7")
    rows = {row["key"]: row for row in json.loads(cli("config", "show", "--json").out)}
    assert (rows["retrieve.limit"]["value"], rows["retrieve.limit"]["where"]) == (7, "CODEGRAPH_RETRIEVE_LIMIT")
    assert repository.is_dir()


# query


@pytest.mark.usefixtures("example")
def test_query_answers_datalog(cli: Command) -> None:
    ran = cli("query", '?[name] := *node{name, kind: k}, k in ["trait"] :order name')
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "name"
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) > 1


@pytest.mark.usefixtures("example")
def test_query_gives_rows_as_json_and_says_when_there_are_more(cli: Command) -> None:
    document = cli("query", "?[path] := *file{path}", "--limit", "2", "--json").document
    assert document["headers"] == ["path"]
    assert len(document["rows"]) == 2
    assert document["truncated"]


@pytest.mark.parametrize(
    "script", ["?[a] := a = 1 :put meta {a}", "::relations", "?[x] <~ CsvReader(url: 'file:///x')"]
)
@pytest.mark.usefixtures("example")
def test_query_refuses_what_does_not_only_read(cli: Command, script: str) -> None:
    ran = cli("query", script, "--json")
    assert ran.code == 2
    assert ran.document["error"]["code"] == "usage"


@pytest.mark.usefixtures("example")
def test_symbol_lists_members(cli: Command) -> None:
    document = cli("symbol", "RetryPolicy", "--json").document
    documents = document.get("symbols", [document])
    assert any(member["kind"] in {"field", "method"} for one in documents for member in one["members"])
