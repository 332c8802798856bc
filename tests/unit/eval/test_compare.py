from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.eval.compare import figures, judge, read_export, read_truth, shapes
from tests.eval.site_table import missed_names, read_sites

if TYPE_CHECKING:
    from pathlib import Path


def function(line: int) -> dict[str, Any]:
    return {"path": "a.rs", "line": line, "name": f"f{line}"}


def site(line: int, name: str, state: str, callee: int | None = None, *, in_macro: bool = False) -> dict[str, Any]:
    return {
        "type": "site",
        "path": "a.rs",
        "line": line,
        "column": 4,
        "name": name,
        "in_macro": in_macro,
        "state": state,
        "caller": function(1),
        "callees": [function(callee)] if callee else [],
        "others": [],
    }


def node(line: int) -> dict[str, Any]:
    name = f"f{line}"
    return {"type": "node", "id": name, "kind": "function", "name": name, "qualified_name": name, "path": "a.rs"} | {
        "name_line": line
    }


def edge(dst: int, line: int) -> dict[str, Any]:
    proof = {"method": "import", "confidence": "exact"}
    return {"type": "edge", "kind": "calls", "src": "f1", "dst": f"f{dst}", "path": "a.rs", "line": line, **proof}


def compare(tmp_path: Path, truth: list[dict[str, Any]], export: list[dict[str, Any]]) -> dict[str, Any]:
    for name, lines in (("truth", truth), ("export", export)):
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    known, ours = read_truth(tmp_path / "truth"), read_export(tmp_path / "export")
    verdicts = {pair: judge(pair, references, known) for pair, references in ours.edges.items()}
    return figures(verdicts, known, ours)


def test_edges_are_right_wrong_or_beyond_what_rust_analyzer_knows(tmp_path: Path) -> None:
    truth = [
        site(2, "f10", "function", 10),
        site(3, "f11", "external"),
        site(4, "f12", "unresolved"),
        site(5, "f13", "function", 13, in_macro=True),
    ]
    export = [node(1), node(10), node(11), node(12), edge(10, 2), edge(10, 2), edge(11, 3), edge(12, 4)]
    result = compare(tmp_path, truth, export)
    assert (result["right"], result["wrong"], result["silent"]) == (1, 1, 1)
    assert (result["precision"], result["judged"]) == (0.3333, 0.5)
    assert (result["recall"], result["recall_outside_macros"]) == (0.5, 1.0)


def test_an_edge_where_no_call_stands_is_wrong(tmp_path: Path) -> None:
    assert compare(tmp_path, [], [node(1), node(10), edge(10, 2)])["wrong"] == 1


SOURCE = """\
fn f1() {
    f2();
    f3(); make! { 1 }
    make! { 2 }
    make!(f5());
    make!(f6());
    self.f2();
}
"""


def test_calls_in_a_macros_body_count_neither_way(tmp_path: Path) -> None:
    """Only where the line starts a macro call and does not hold the name: about others rust-analyzer was asked."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.rs").write_text(SOURCE, "utf-8")
    table = read_sites(tmp_path / "src")
    truth = [site(2, "f2", "function", 2), site(3, "f3", "external"), site(5, "f5", "unresolved", in_macro=True)]
    numbers = (2, 3, 4, 5, 6)
    export = [*map(node, (1, *numbers)), *(edge(n, n) for n in numbers)]
    for name, lines in (("truth", truth), ("export", export)):
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    known, ours = read_truth(tmp_path / "truth"), read_export(tmp_path / "export")
    verdicts = {pair: judge(pair, references, known, table) for pair, references in ours.edges.items()}
    assert list(verdicts.values()) == ["right", "wrong", "in-macro-body", "silent", "wrong"]
    result = figures(verdicts, known, ours)
    assert (result["right"], result["wrong"], result["precision"], result["recall"]) == (1, 2, 0.25, 1.0)
    assert result["by_tier"]["resolved"]["in-macro-body"] == 1


def test_recall_by_shape_counts_sites_and_names_what_is_missed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.rs").write_text(SOURCE, "utf-8")
    table = read_sites(tmp_path / "src")
    asked = [site(2, "f2", "function", 2), {**site(7, "f2", "function", 9), "column": 9}, site(3, "f3", "external")]
    for name, lines in (("truth", asked), ("export", [*map(node, (1, 2, 3, 4)), edge(2, 2), edge(3, 3), edge(4, 2)])):
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    known, ours = read_truth(tmp_path / "truth"), read_export(tmp_path / "export")
    verdicts = {pair: judge(pair, references, known, table) for pair, references in ours.edges.items()}
    assert shapes(verdicts, known, ours, table) == {
        "method: self": {"sites": 1, "missed": 1, "recall": 0.0, "wrong": 0},
        "function": {"sites": 1, "missed": 0, "recall": 1.0, "wrong": 1},
        "no such call there": {"sites": 0, "missed": 0, "recall": 0.0, "wrong": 1},
    }
    missed = [it for pair, it in known.edges.items() if pair not in ours.edges]
    assert missed_names(table.shape, missed, 5) == ["    1 f2 (a.rs) e.g. a.rs:7 1 method: self"]


def test_recall_counts_only_what_rust_analyzer_has(tmp_path: Path) -> None:
    """An edge to a function made by a macro is right, but no function of the truth."""
    made = {**site(2, "f10", "other"), "others": [{"path": "a.rs", "line": 10}]}
    truth = [made, site(3, "f11", "function", 11)]
    result = compare(tmp_path, truth, [node(1), node(10), edge(10, 2)])
    assert (result["right"], result["recall"]) == (1, 0.0)
