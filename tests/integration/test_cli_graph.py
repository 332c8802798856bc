"""The questions to the graph as a user asks them: the words, the documented JSON, the exit codes."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from codegraph import api
from codegraph.api.graph import Options
from codegraph.store import Store, local_directory
from codegraph.tokens.estimate import EstimateCounter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

# of architecture.md; more keys may follow
SHAPE = ["of", "found", "ambiguous", "unresolved", "external", "truncated"]
ENTRY = ["node", "path", "line", "kind", "method", "confidence", "depth"]
NODE = {"id", "kind", "name", "qualified_name", "path", "start_line", "end_line", "name_line", "language"}

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
SOURCE = """
pub trait Speak {
    fn speak(&self) -> u32;
}
pub struct Dog;
impl Speak for Dog {
    fn speak(&self) -> u32 {
        helper()
    }
}
fn helper() -> u32 {
    1
}
fn lonely() {}
pub fn chorus(all: &[Box<dyn Speak>], other: &impl Speak) -> u32 {
    other.speak();
    other.speak()
}
pub fn unclear() {
    let it = somewhere::else_entirely();
    it.speak();
    it.sing();
}
#[cfg(unix)]
fn native() -> u32 { helper() }
#[cfg(windows)]
fn native() -> u32 { 2 }
#[test]
fn it_helps() {
    assert_eq!(helper(), 1);
    native();
}
"""


@pytest.fixture
def speaking(repository: Path) -> Path:
    """Give a small indexed crate, as the working directory."""
    (repository / "src").mkdir()
    (repository / "Cargo.toml").write_text(MANIFEST)
    (repository / "src" / "lib.rs").write_text(SOURCE)
    api.index(repository, cwd=repository, jobs=1)
    return repository


def line_of(text: str) -> int:
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


def names(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["node"]["name"] for entry in entries]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("question", ["callers", "callees", "impact", "neighbors"])
def test_the_json_is_the_documented_one(cli: Command, question: str) -> None:
    document = cli(question, "Queue::settle", "--json").document
    assert list(document)[: len(SHAPE)] == SHAPE
    assert set(document["of"]) >= NODE
    assert document["found"]
    for entry in document["found"]:
        assert list(entry)[: len(ENTRY)] == ENTRY
        assert set(entry["node"]) >= NODE
    assert all(isinstance(document[key], int) for key in ("ambiguous", "unresolved", "external"))
    assert document["truncated"] is False


@pytest.mark.usefixtures("speaking")
def test_callers_give_every_place(cli: Command) -> None:
    document = cli("callers", "helper", "--json").document
    assert [(entry["node"]["name"], entry["path"], entry["line"]) for entry in document["found"]] == [
        ("speak", "src/lib.rs", line_of("helper()")),
        ("native", "src/lib.rs", line_of("fn native() -> u32 { helper")),
        ("it_helps", "src/lib.rs", line_of("assert_eq!(helper")),
    ]
    assert f"src/lib.rs:{line_of('helper()')}  demo::Dog::speak" in cli("callers", "helper").out


@pytest.mark.usefixtures("speaking")
def test_callers_through_a_trait_are_labelled(cli: Command) -> None:
    document = cli("callers", "Dog::speak", "--json").document
    assert [(entry["node"]["name"], entry["via"]) for entry in document["found"]] == [("chorus", "trait")] * 2
    exact = cli("callers", "Dog::speak", "--exact", "--json").document
    assert exact["found"] == []
    assert "called by through a trait, interface or base" in cli("callers", "Dog::speak").out


@pytest.mark.usefixtures("speaking")
def test_callees_tell_what_overrides_a_called_trait_method(cli: Command) -> None:
    document = cli("callees", "chorus", "--json").document
    assert [(entry["node"]["qualified_name"], entry["kind"], entry["via"]) for entry in document["found"]] == [
        ("demo::Speak::speak", "calls", ""),
        ("demo::Speak::speak", "calls", ""),
        ("demo::Dog::speak", "overrides", "trait"),
    ]


@pytest.mark.usefixtures("speaking")
def test_no_callers_is_not_unresolved(cli: Command) -> None:
    ran = cli("callers", "lonely")
    assert ran.code == 0
    assert "no caller among the resolved references" in ran.out
    assert "no reference named `lonely` is left unresolved" in ran.out
    ran = cli("callers", "Dog::speak", "--exact")
    assert ran.code == 0
    assert "1 reference named `speak` could not be resolved and may mean it" in ran.out
    assert f"src/lib.rs:{line_of('it.speak()')}  speak  in demo::unclear" in ran.out
    document = cli("callers", "Dog::speak", "--exact", "--json").document
    assert document["unresolved"] == 1
    assert [(place["path"], place["line"]) for place in document["open"]] == [("src/lib.rs", line_of("it.speak()"))]


@pytest.mark.usefixtures("speaking")
def test_callees_count_what_is_open_inside(cli: Command) -> None:
    document = cli("callees", "unclear", "--json").document
    assert document["found"] == []
    assert document["unresolved"] + document["ambiguous"] + document["external"] >= 2
    assert sum(document["reasons"].values()) == document["unresolved"] + document["ambiguous"]
    assert "could not be resolved" in cli("callees", "unclear").out


@pytest.mark.usefixtures("speaking")
def test_alternatives_under_cfg_are_one_answer(cli: Command) -> None:
    document = cli("callers", "native", "--json").document
    assert len(document["alternatives"]) == 1
    assert {document["of"]["cfg"], document["alternatives"][0]["cfg"]} == {"cfg(unix)", "cfg(windows)"}
    assert cli("callees", "native", "--json").document["found"]


@pytest.mark.usefixtures("speaking")
def test_several_definitions_are_all_answered(cli: Command) -> None:
    document = cli("callers", "speak", "--json").document
    assert document["name"] == "speak"
    assert [one["of"]["qualified_name"] for one in document["symbols"]] == ["demo::Dog::speak", "demo::Speak::speak"]
    assert cli("callers", "speak").out.startswith("2 definitions are named speak")


@pytest.mark.usefixtures("speaking")
def test_a_place_and_an_id_name_a_symbol(cli: Command) -> None:
    by_name = cli("callers", "helper", "--json").document
    assert cli("callers", f"src/lib.rs:{line_of('fn helper') + 1}", "--json").document == by_name
    assert cli("callers", by_name["of"]["id"], "--json").document == by_name
    assert cli("symbol", f"src/lib.rs:{line_of('fn helper') + 1}", "--json").document["of"]["name"] == "helper"


def test_a_place_is_taken_from_the_working_directory(
    cli: Command, speaking: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(speaking / "src")
    assert cli("callers", f"lib.rs:{line_of('fn helper') + 1}", "--json").document["of"]["name"] == "helper"


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize("question", ["callers", "callees", "impact", "neighbors"])
def test_an_unknown_name_returns_3_and_near_names(cli: Command, question: str) -> None:
    ran = cli(question, "helpr", "--json")
    assert (ran.code, ran.error["code"]) == (3, "not-found")
    assert "demo::helper" in ran.error["hint"]
    assert cli(question, "src/none.rs:3").code == 3
    assert cli(question, "src/lib.rs:99999").code == 3
    assert cli("path", "helper", "nowhere").code == 3


@pytest.mark.usefixtures("speaking")
def test_a_kind_or_direction_that_does_not_exist_is_a_usage_error(cli: Command) -> None:
    ran = cli("callers", "helper", "--kind", "love", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert "uses-type" in ran.error["hint"]
    assert cli("neighbors", "helper", "--direction", "up").code == 2


@pytest.mark.usefixtures("speaking")
def test_neighbors_take_kinds_and_directions(cli: Command) -> None:
    both = cli("neighbors", "Dog", "--json").document
    assert {"implements", "contains"} <= {entry["kind"] for entry in both["found"]}
    only = cli("neighbors", "Dog", "--kind", "implements", "--direction", "out", "--json").document
    assert names(only["found"]) == ["Speak"]
    assert cli("neighbors", "Dog", "--kind", "implements", "--direction", "in", "--json").document["found"] == []


@pytest.mark.usefixtures("speaking")
def test_impact_reaches_implementers_and_tests(cli: Command) -> None:
    of_trait = cli("impact", "Speak", "--json").document
    assert {"Dog", "speak", "chorus"} <= set(names(of_trait["found"]))
    assert "implements" in {entry["kind"] for entry in of_trait["found"]}
    of_helper = cli("impact", "helper", "--json").document
    assert names(of_helper["tests"]) == ["it_helps"]
    assert "it_helps" not in names(of_helper["found"])
    assert {"path": "src/lib.rs", "symbols": 4} in of_helper["files"]
    assert ("chorus", "trait") in {(entry["node"]["name"], entry["via"]) for entry in of_helper["found"]}


@pytest.mark.usefixtures("speaking")
def test_a_limit_and_a_budget_are_kept_and_told(cli: Command) -> None:
    document = cli("callers", "helper", "-n", "1", "--json").document
    assert (len(document["found"]), document["total"], document["truncated"]) == (1, 3, True)
    assert "truncated: 1 of 3" in cli("callers", "helper", "-n", "1").out
    whole = cli("callers", "helper", "--json")
    assert not whole.document["truncated"]
    for budget in (400, 700, 1000):
        cut = cli("callers", "helper", "--budget", str(budget), "--json")
        document = cut.document
        assert document["truncated"] == (len(document["found"]) < document["total"])
        assert document["tokens"] <= budget or not document["found"]
        assert EstimateCounter().count(cut.out) <= max(budget, document["tokens"])


@pytest.mark.usefixtures("example")
def test_a_path_names_each_step(cli: Command) -> None:
    document = cli("path", "jobqueue::main", "Queue::settle", "--json").document
    path = document["paths"][0]
    assert path["length"] == len(path["steps"])
    assert path["steps"][0]["from"]["name"] == "main"
    assert path["steps"][-1]["to"]["name"] == "settle"
    for one, two in pairwise(path["steps"]):
        assert one["to"]["id"] == two["from"]["id"]
    assert all(step["path"] and step["line"] for step in path["steps"])


@pytest.mark.usefixtures("speaking")
def test_no_path_is_an_answer(cli: Command) -> None:
    ran = cli("path", "helper", "chorus")
    assert ran.code == 0
    assert "no path from helper to chorus within 12 steps" in ran.out
    assert "there is one the other way" in ran.out
    document = cli("path", "helper", "chorus", "--json").document
    assert (document["paths"], document["reverse"]) == ([], True)
    over = cli("path", "chorus", "helper", "--json").document
    assert [step["kind"] for step in over["paths"][0]["steps"]] == ["calls", "overrides", "calls"]
    assert cli("path", "chorus", "helper", "--exact", "--json").document["paths"] == []
    assert cli("path", "helper", "helper").code == 2


def test_an_index_without_edges_says_so(cli: Command, speaking: Path) -> None:
    with Store.open(local_directory(speaking), writable=True) as store:
        store.set_meta("stage.edges", "0")
    ran = cli("callers", "helper")
    assert ran.code == 0
    assert "degraded" in ran.err
    api.index(speaking, cwd=speaking, tier="syntax", force=True, jobs=1)
    for command in (("callers", "helper"), ("impact", "lonely"), ("path", "helper", "chorus")):
        ran = cli(*command, "--json")
        assert (ran.code, ran.error["code"]) == (5, "incomplete")
        assert "not resolved" in ran.error["message"]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("budget", [60, 200, 800, 5000])
def test_a_map_keeps_its_budget(cli: Command, budget: int) -> None:
    count = EstimateCounter().count
    ran = cli("map", "--budget", str(budget))
    assert ran.code == 0
    assert count(ran.out) <= budget
    assert ran.out == cli("map", "--budget", str(budget)).out
    document = cli("map", "--budget", str(budget), "--json").document
    parts = [part for package in document["packages"] for part in package["modules"]]
    assert document["tokens"] <= budget
    assert all(part["symbols"] for part in parts)


@pytest.mark.usefixtures("example")
def test_a_map_shows_packages_modules_and_central_symbols(cli: Command) -> None:
    out = cli("map").out
    assert "package jobqueue  crates/jobqueue/" in out
    assert "  crates/jobqueue/src/retry.rs  mod jobqueue::retry" in out
    assert "pub trait RetryPolicy" in out
    one = cli("map", "crates/jobqueue/src/storage", "--json").document
    paths = {module["path"] for package in one["packages"] for module in package["modules"]}
    assert paths
    assert all(path.startswith("crates/jobqueue/src/storage/") for path in paths)
    ran = cli("map", "no/such/folder")
    assert ran.code == 3


def test_the_python_functions_answer_the_same(cli: Command, speaking: Path) -> None:
    (document,) = api.callers("helper", Options(depth=2), repo=speaking, cwd=speaking)
    assert cli("callers", "helper", "--depth", "2", "--json").document == json.loads(json.dumps(document))


def test_a_flow_is_read_from_the_indexed_text_only(cli: Command, speaking: Path) -> None:
    document = cli("symbol", "unclear", "--flow", "--json").document
    assert list(document) == ["of", "locals", "flow", "complete", "stale"]
    (local,) = document["locals"]
    assert (local["name"], local["line"]) == ("it", line_of("let it ="))
    assert [use["line"] for use in local["uses"]] == [line_of("it.speak()"), line_of("it.sing()")]
    out = cli("symbol", "unclear", "--flow").out
    assert f"{line_of('let it =')}  it (let): {line_of('it.speak()')}, {line_of('it.sing()')}" in out
    assert cli("symbol", "Dog", "--flow").code == 3
    (speaking / "src" / "lib.rs").write_text("// changed\n" + SOURCE)
    stale = cli("symbol", "unclear", "--flow", "--json").document
    assert (stale["stale"], stale["locals"]) == (True, [])
    assert "changed since it was indexed" in cli("symbol", "unclear", "--flow").out


@pytest.mark.usefixtures("speaking")
def test_a_neighbourhood_is_drawn(cli: Command) -> None:
    out = cli("graph", "Dog", "--kind", "implements").out
    assert out.startswith("graph LR\n")
    assert '["struct demo::Dog"]' in out
    assert '-->|"implements"|' in out
    document = cli("graph", "Dog", "--format", "dot", "--json").document
    assert document["text"].startswith("digraph code {")
    assert cli("graph", "Dog", "--format", "png").code == 2
    assert cli("graph", "nothing_here").code == 3


def test_a_function_behind_the_name_of_a_package_may_be_meant(repository: Path, cli: Command) -> None:
    files = {
        "go.mod": "module ex.org/m\n",
        "a.go": 'package m\n\nimport "ex.org/m/lib"\n\nfunc f() { lib.Open() }\n',
        "lib/open_linux.go": "package lib\n\nfunc Open() {}\n",
        "lib/open_windows.go": "package lib\n\nfunc Open() {}\n",
    }
    for path, text in files.items():
        (repository / path).parent.mkdir(exist_ok=True)
        (repository / path).write_text(text, encoding="utf-8")
    cli("index")
    found = cli("callers", "lib.Open", "--json").document["symbols"]
    assert [(one["ambiguous"], [place["path"] for place in one["possible"]]) for one in found] == [(1, ["a.go"])] * 2
