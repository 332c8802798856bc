"""Compare the call edges of an export with a truth file.

    codegraph export --format jsonl > export.jsonl
    python -m tests.eval.compare TRUTH export.jsonl [--wrong N] [--missed N] [--json]

What is compared are unique edges from function to function, a function being the place of its name. An edge of ours
is right if rust-analyzer has it too; wrong if rust-analyzer says that the call means something else; and silent if
rust-analyzer does not know what is called there (types from dependencies that it was not given). `precision` counts
silent edges as wrong, `judged` leaves them out. Recall is over all edges that rust-analyzer has, and over those
whose call stands outside macro calls.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.eval.call_truth import edges_of

Place = tuple[str, int]
Pair = tuple[Place, Place]

_FUNCTIONS = {"function", "method", "test"}


@dataclass
class Truth:
    """What rust-analyzer says: edges with one site each, and all sites by file and line."""

    edges: dict[Pair, dict[str, Any]] = field(default_factory=dict)
    in_code: set[Pair] = field(default_factory=set)
    sites: dict[Place, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Ours:
    """What the export says: edges with the references that prove them, and names for reading."""

    edges: dict[Pair, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Place, str] = field(default_factory=dict)
    short: dict[Place, str] = field(default_factory=dict)


def main() -> None:
    """Print the comparison that the command line asks for."""
    parser = argparse.ArgumentParser(description="Compare exported call edges with rust-analyzer's.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("export", type=Path)
    parser.add_argument("--wrong", type=int, default=20, metavar="N", help="list at most N edges not in the truth")
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="list at most N edges that are missing")
    parser.add_argument("--json", action="store_true", help="print the figures only, as JSON")
    given = parser.parse_args()
    truth, ours = read_truth(given.truth), read_export(given.export)
    verdicts = {pair: judge(pair, references, truth, ours) for pair, references in ours.edges.items()}
    result = figures(verdicts, truth, ours)
    print(json.dumps(result, indent=1))
    if not given.json:
        _list_wrong(verdicts, truth, ours, given.wrong)
        _list_missed(truth, ours, given.missed)


def read_truth(path: Path) -> Truth:
    """Read a truth file."""
    truth = Truth()
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] != "site":
                continue
            truth.sites[line["path"], line["line"]].append(line)
            for pair in edges_of(line):
                truth.edges.setdefault(pair, line)
                if not line["in_macro"]:
                    truth.in_code.add(pair)
    return truth


def read_export(path: Path) -> Ours:
    """Read the function-to-function call edges of an export."""
    ours = Ours()
    places: dict[str, Place] = {}
    calls = []
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] == "node" and line["kind"] in _FUNCTIONS:
                place = (line["path"], line["name_line"])
                places[line["id"]] = place
                ours.names[place], ours.short[place] = line["qualified_name"], line["name"]
            elif line["type"] == "edge" and line["kind"] == "calls":
                calls.append(line)
    for line in calls:
        if line["src"] in places and line["dst"] in places:
            ours.edges[places[line["src"]], places[line["dst"]]].append(line)
    return ours


def judge(pair: Pair, references: list[dict[str, Any]], truth: Truth, ours: Ours) -> str:
    """Call an edge of ours `right`, `wrong` or `silent`."""
    if pair in truth.edges:
        return "right"
    name = ours.short[pair[1]]
    if any(pair[1] in _answers(site) for it in references for site in _sites(truth, it, name)):
        # rust-analyzer names that place, in a function that the truth's scanner does not see (`cfg_rt! { fn … }`)
        return "right"
    known = [site for it in references for site in _sites(truth, it, name) if site["state"] != "unresolved"]
    unknown = [site for it in references for site in _sites(truth, it, name) if site["state"] == "unresolved"]
    return "silent" if unknown and not known else "wrong"


def figures(verdicts: dict[Pair, str], truth: Truth, ours: Ours) -> dict[str, Any]:
    """Count edges, precision and recall, in all and by method and confidence."""
    by_proof: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, references in ours.edges.items():
        for proof in {f"{it['method']}/{it['confidence']}" for it in references}:
            by_proof[proof][verdicts[pair]] += 1
    counts = Counter(verdicts.values())
    return {
        "truth_edges": len(truth.edges),
        "truth_edges_outside_macros": len(truth.in_code),
        "our_edges": len(verdicts),
        **_rates(counts),
        "recall": _ratio(counts["right"], len(truth.edges)),
        "recall_outside_macros": _ratio(len(truth.in_code & verdicts.keys()), len(truth.in_code)),
        "by_proof": {proof: _rates(by_proof[proof]) for proof in sorted(by_proof)},
    }


def _rates(counts: Counter[str]) -> dict[str, float | int]:
    return {
        "right": counts["right"],
        "wrong": counts["wrong"],
        "silent": counts["silent"],
        "precision": _ratio(counts["right"], counts.total()),
        "judged": _ratio(counts["right"], counts["right"] + counts["wrong"]),
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _sites(truth: Truth, reference: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [site for site in truth.sites.get((reference["path"], reference["line"]), ()) if site["name"] == name]


def _list_wrong(verdicts: dict[Pair, str], truth: Truth, ours: Ours, limit: int) -> None:
    faults = sorted((verdict, pair) for pair, verdict in verdicts.items() if verdict != "right")
    for verdict, pair in sorted(faults, key=lambda fault: fault[0] != "wrong")[:limit]:
        reference = ours.edges[pair][0]
        said = [_said(site) for site in _sites(truth, reference, ours.short[pair[1]])]
        print(
            f"{verdict}: {reference['path']}:{reference['line']} {ours.names[pair[0]]} -> {ours.names[pair[1]]} "
            f"({_at(pair[1])}; {reference['method']}/{reference['confidence']}); rust-analyzer: "
            f"{'; '.join(said) or 'no call of that name on this line'}"
        )


def _answers(site: dict[str, Any]) -> list[Place]:
    return [(it["path"], it["line"]) for it in (*site["callees"], *site["others"])]


def _said(site: dict[str, Any]) -> str:
    return ", ".join(map(_at, _answers(site))) or str(site["state"])


def _list_missed(truth: Truth, ours: Ours, limit: int) -> None:
    for pair in [pair for pair in truth.edges if pair not in ours.edges][:limit]:
        site = truth.edges[pair]
        place = " (in a macro call)" if site["in_macro"] else ""
        print(f"missed: {site['path']}:{site['line']} {_at(pair[0])} -> {site['name']} {_at(pair[1])}{place}")


def _at(place: Place) -> str:
    return f"{place[0]}:{place[1]}"


if __name__ == "__main__":
    main()
