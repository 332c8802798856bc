from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.eval.compare import main
from tests.eval.compare_sites import compare, read_claims, read_sites_of_truth, spread
from tests.eval.truth_file import compact, write_truth

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def site(line: int, name: str, state: str, callee: int = 0, *, equal: int = 0, shape: str = "self") -> dict[str, Any]:
    made = {"path": "a.py", "line": callee, "name": name, "kind": "method"}
    return {
        "type": "site",
        "path": "a.py",
        "line": line,
        "column": 4,
        "name": name,
        "shape": shape,
        "state": state,
        "caller": {"path": "a.py", "line": 1, "name": "f1"},
        "callees": [made] if state == "function" else [],
        "others": [{"path": "a.py", "line": callee}] if state == "other" else [],
        "equal": [{"path": "a.py", "line": equal}] if equal else [],
    }


def node(line: int, name: str = "") -> dict[str, Any]:
    name = name or f"f{line}"
    said = {"id": f"n{line}", "kind": "function", "name": name, "qualified_name": name, "path": "a.py"}
    return {"type": "node", **said, "name_line": line}


def edge(dst: int, line: int, confidence: str = "exact", path: str = "a.py", src: int = 1) -> dict[str, Any]:
    proof = {"method": "import", "confidence": confidence}
    return {"type": "edge", "kind": "calls", "src": f"n{src}", "dst": f"n{dst}", "path": path, "line": line, **proof}


def open_call(line: int, name: str, state: str, *candidates: int) -> dict[str, Any]:
    said = {"type": "reference", "kind": "calls", "state": state, "name": name, "reason": "receiver"}
    return {**said, "path": "a.py", "line": line, "candidates": [f"n{it}" for it in candidates]}


def figures(tmp_path: Path, truth: list[dict[str, Any]], export: list[dict[str, Any]]) -> dict[str, Any]:
    write_files(tmp_path, truth, export)
    known = read_sites_of_truth(tmp_path / "truth")
    return compare(known, read_claims(tmp_path / "export", known))[0]


def write_files(tmp_path: Path, truth: list[dict[str, Any]], export: list[dict[str, Any]]) -> None:
    write_truth(tmp_path / "truth", {"language": "python"}, truth)
    (tmp_path / "export").write_text("".join(compact(line) + "\n" for line in export), "utf-8")


TRUTH = [
    site(2, "f10", "function", 10),
    site(3, "f11", "external", shape="chain"),
    site(4, "f12", "unresolved"),
    site(5, "Class", "function", 13, equal=14, shape="name: defined"),
    site(6, "f15", "other", 15),
    site(7, "f10", "function", 10, shape="chain"),
    site(8, "f10", "disputed"),
]
NODES = [*map(node, (1, 10, 11, 12, 15)), node(13, "Class"), node(14, "__init__")]


def test_claims_are_right_wrong_absent_or_beyond_what_the_truth_knows(tmp_path: Path) -> None:
    claims = [edge(10, 2), edge(10, 2, "inferred"), edge(11, 3, "inferred"), edge(12, 4), edge(14, 5), edge(15, 6)]
    result = figures(tmp_path, TRUTH, [*NODES, *claims, edge(10, 8), edge(10, 9), edge(10, 2, path="a.ts")])
    assert {key: result[key] for key in ("claims", "right", "wrong", "absent", "silent")} == {
        "claims": 7,
        "right": 3,
        "wrong": 1,
        "absent": 1,
        "silent": 2,
    }
    assert (result["precision"], result["strict"]) == (0.6, 0.4286)
    assert (result["called"], result["missed"], result["recall"]) == (3, 1, 0.6667)
    assert result["recall_of_edges"] == 1.0
    assert result["by_proof"]["inferred"]["precision"] == 0.5
    assert result["by_proof"]["exact"]["right"] == 3
    assert result["by_shape"]["chain"] == {
        "sites": 1,
        "missed": 1,
        "recall": 0.0,
        "right": 0,
        "wrong": 1,
        "precision": 0.0,
    }
    assert result["by_callee"] == {"method": {"sites": 3, "missed": 1, "recall": 0.6667}}


def test_another_name_for_a_function_is_judged_by_the_calls_of_the_line(tmp_path: Path) -> None:
    """`from a import f10 as other; other()`: the callee's name does not stand there."""
    result = figures(tmp_path, [site(2, "other", "function", 10)], [*NODES, edge(10, 2), edge(11, 2)])
    assert (result["right"], result["wrong"]) == (1, 1)


def test_of_what_is_missed_it_is_told_what_stands_instead(tmp_path: Path) -> None:
    truth = [site(2, "f10", "function", 10), site(3, "f11", "function", 11), site(4, "f12", "function", 12)]
    truth.append(site(5, "f15", "function", 15))
    export = [*NODES, open_call(2, "f10", "ambiguous", 10, 11), open_call(3, "f11", "ambiguous", 10)]
    result = figures(tmp_path, truth, [*export, open_call(4, "f12", "unresolved")])
    assert result["missed_are"] == {
        "ambiguous, holds it": 1,
        "ambiguous, without it": 1,
        "unresolved: receiver": 1,
        "nothing": 1,
    }
    assert (result["missed_but_a_candidate"], result["recall"]) == (1, 0.0)


def test_callers_are_compared_where_the_claim_is_right(tmp_path: Path) -> None:
    result = figures(tmp_path, TRUTH, [*NODES, edge(10, 2), edge(10, 7, src=11), edge(11, 3)])
    assert result["callers"] == {"same": 1, "other": 1}


def test_the_command_prints_figures_tables_and_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, TRUTH, [*NODES, edge(10, 2), edge(11, 3)])
    files = [str(tmp_path / "truth"), str(tmp_path / "export")]
    monkeypatch.setattr("sys.argv", ["compare", *files, "--wrong", "5", "--missed", "5", "--names", "5"])
    main()
    out = capsys.readouterr().out
    assert "wrong: a.py:3 -> f11 (a.py:11; import/exact; chain); truth: f11 is external" in out
    assert "missed: a.py:5 Class (name: defined) -> Class a.py:13; nothing" in out


def test_examples_come_from_all_over() -> None:
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread("ab", 3) == ["a", "b"]


def test_a_claim_is_not_wrong_while_one_of_the_calls_of_its_name_is_unknown(tmp_path: Path) -> None:
    truth = [site(2, "f10", "external"), site(2, "f10", "unresolved")]
    result = figures(tmp_path, truth, [*NODES, edge(10, 2)])
    assert (result["silent"], result["wrong"], result["strict"]) == (1, 0, 0.0)
