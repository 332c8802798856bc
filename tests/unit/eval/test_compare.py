from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.eval.compare import figures, judge, read_export, read_truth

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
    verdicts = {pair: judge(pair, references, known, ours) for pair, references in ours.edges.items()}
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
