"""Compare the call edges of an export with a truth file.

    codegraph export --format jsonl > export.jsonl
    python -m tests.eval.compare TRUTH export.jsonl [--repository DIR] [--wrong N] [--missed N] [--names N] [--json]

A truth file of another language than Rust is compared by `compare_sites`. For Rust, what is compared are unique edges
from function to function, a function being the place of its name. An edge of ours is right if rust-analyzer has it too;
wrong if rust-analyzer says that the call means something else; and silent if rust-analyzer does not know what is called
there (types from dependencies that it was not given). `precision` counts silent edges as wrong, `judged` leaves them
out. Recall is over all edges that rust-analyzer has, and over those
whose call stands outside macro calls.

With `--repository` the syntax of the sources is read too: recall and faults are given by the shape of the call, and
an edge whose evidence is a macro call, on a line that does not hold the callee's name, is `in-macro-body`: the call
is written in the macro, about which rust-analyzer was not asked. Such edges count neither for nor against us.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.eval import compare_sites
from tests.eval.call_truth import edges_of
from tests.eval.site_table import SiteTable, by_shape, missed_names, read_sites
from tests.eval.truth_file import read_meta

Place = tuple[str, int]
Pair = tuple[Place, Place]

_FUNCTIONS = {"function", "method", "test"}
_FULL = "scip"


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


def main() -> None:
    """Print the comparison that the command line asks for."""
    parser = argparse.ArgumentParser(description="Compare exported call edges with a truth file.")
    parser.add_argument("truth", type=Path)
    parser.add_argument("export", type=Path)
    parser.add_argument("--wrong", type=int, default=20, metavar="N", help="list at most N edges not in the truth")
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="list at most N edges that are missing")
    parser.add_argument("--names", type=int, default=0, metavar="N", help="list the N callees missed most")
    parser.add_argument("--repository", type=Path, metavar="DIR", help="the sources, for shapes of calls")
    parser.add_argument("--json", action="store_true", help="print the figures only, as JSON")
    given = parser.parse_args()
    if read_meta(given.truth)["language"] != "rust":
        counts = {"wrong": given.wrong, "missed": given.missed, "names": given.names}
        compare_sites.report(given.truth, given.export, **counts, as_json=given.json)
        return
    truth, ours = read_truth(given.truth), read_export(given.export)
    table = read_sites(given.repository) if given.repository is not None else None
    verdicts = {pair: judge(pair, references, truth, table) for pair, references in ours.edges.items()}
    result = figures(verdicts, truth, ours)
    forms = shapes(verdicts, truth, ours, table) if table is not None else {}
    print(json.dumps({**result, "by_shape": forms} if given.json else result, indent=1))
    if not given.json:
        _list_shapes(forms)
        _list_wrong(verdicts, truth, ours, given.wrong)
        _list_missed(truth, ours, given.missed)
        missed = (site for pair, site in truth.edges.items() if pair not in ours.edges)
        for line in missed_names(table.shape if table is not None else None, missed, given.names):
            print(line)


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
    nodes: dict[str, dict[str, Any]] = {}
    calls = []
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] == "node" and line["kind"] in _FUNCTIONS:
                place = (line["path"], line["name_line"])
                places[line["id"]], nodes[line["id"]] = place, line
                ours.names[place] = line["qualified_name"]
            elif line["type"] == "edge" and line["kind"] == "calls":
                calls.append(line)
    for line in calls:
        if line["src"] in places and line["dst"] in places:
            callee = nodes[line["dst"]]
            first = callee["name_line"]
            span = (callee["path"], callee.get("start_line", first), callee.get("end_line", first))
            line |= {"callee": callee["name"], "lines": span}
            ours.edges[places[line["src"]], places[line["dst"]]].append(line)
    return ours


def judge(pair: Pair, references: list[dict[str, Any]], truth: Truth, table: SiteTable | None = None) -> str:
    """Call an edge of ours `right`, `wrong`, `silent` or, where the sources are known, `in-macro-body`."""
    if pair in truth.edges:
        return "right"
    asked = [(it, site) for it in references for site in _sites(truth, it, it["callee"])]
    if any(pair[1] in _answers(site) or _answers_inside(site, it["lines"]) for it, site in asked):
        # rust-analyzer names that place, in a function that the truth's scanner does not see (`cfg_rt! { fn … }`,
        # or one that a macro makes)
        return "right"
    known = [site for _, site in asked if site["state"] != "unresolved"]
    unknown = [site for _, site in asked if site["state"] == "unresolved"]
    if unknown and not known:
        return "silent"
    if not known and table is not None:
        unasked = all(table.only_in_the_macro((it["path"], it["line"]), it["callee"]) for it in references)
        return "in-macro-body" if unasked else "wrong"
    return "wrong"


def figures(verdicts: dict[Pair, str], truth: Truth, ours: Ours) -> dict[str, Any]:
    """Count edges, precision and recall, in all, by tier, and by method and confidence."""
    by_tier: dict[str, Counter[str]] = defaultdict(Counter)
    held: Counter[str] = Counter()
    by_proof: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, references in ours.edges.items():
        for tier in {"full" if it["method"] == _FULL else "resolved" for it in references}:
            by_tier[tier][verdicts[pair]] += 1
            held[tier] += pair in truth.edges
        for proof in {f"{it['method']}/{it['confidence']}" for it in references}:
            by_proof[proof][verdicts[pair]] += 1
    counts = Counter(verdicts.values())
    return {
        "truth_edges": len(truth.edges),
        "truth_edges_outside_macros": len(truth.in_code),
        "our_edges": len(verdicts),
        **_rates(counts),
        "recall": _ratio(len(truth.edges.keys() & verdicts.keys()), len(truth.edges)),
        "recall_outside_macros": _ratio(len(truth.in_code & verdicts.keys()), len(truth.in_code)),
        "by_tier": {
            tier: {**_rates(by_tier[tier]), "recall": _ratio(held[tier], len(truth.edges))} for tier in sorted(by_tier)
        },
        "by_proof": {proof: _rates(by_proof[proof]) for proof in sorted(by_proof)},
    }


def shapes(verdicts: dict[Pair, str], truth: Truth, ours: Ours, table: SiteTable) -> dict[str, dict[str, float | int]]:
    """Count by the shape of the call, over sites, not unique edges: recall, and the edges of ours that are wrong."""
    found: dict[Place, set[Place]] = defaultdict(set)
    for (_, callee), references in ours.edges.items():
        for it in references:
            found[it["path"], it["line"]].add(callee)
    faults = []
    for pair, verdict in verdicts.items():
        if verdict == "wrong":
            named = (_sites(truth, it, it["callee"]) for it in ours.edges[pair])
            faults.append(next((sites[0] for sites in named if sites), None))
    asked = (site for sites in truth.sites.values() for site in sites if site["caller"] and site["callees"])
    return by_shape(table, asked, found, faults)


def _rates(counts: Counter[str]) -> dict[str, float | int]:
    return {
        "right": counts["right"],
        "wrong": counts["wrong"],
        "silent": counts["silent"],
        "in-macro-body": counts["in-macro-body"],
        "precision": _ratio(counts["right"], counts.total() - counts["in-macro-body"]),
        "judged": _ratio(counts["right"], counts["right"] + counts["wrong"]),
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _sites(truth: Truth, reference: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [site for site in truth.sites.get((reference["path"], reference["line"]), ()) if site["name"] == name]


def _list_shapes(forms: dict[str, dict[str, float | int]]) -> None:
    if forms:
        print(f"{'shape of the call':32} {'sites':>7} {'missed':>7} {'recall':>7} {'wrong':>6}")
    for form, it in forms.items():
        print(f"{form:32} {it['sites']:7} {it['missed']:7} {it['recall']:7.4f} {it['wrong']:6}")


def _list_wrong(verdicts: dict[Pair, str], truth: Truth, ours: Ours, limit: int) -> None:
    faults = sorted((verdict, pair) for pair, verdict in verdicts.items() if verdict != "right")
    for verdict, pair in sorted(faults, key=lambda fault: fault[0] != "wrong")[:limit]:
        reference = ours.edges[pair][0]
        said = [_said(site) for site in _sites(truth, reference, reference["callee"])]
        print(
            f"{verdict}: {reference['path']}:{reference['line']} {ours.names[pair[0]]} -> {ours.names[pair[1]]} "
            f"({_at(pair[1])}; {reference['method']}/{reference['confidence']}); rust-analyzer: "
            f"{'; '.join(said) or 'no call of that name on this line'}"
        )


def _answers(site: dict[str, Any]) -> list[Place]:
    return [(it["path"], it["line"]) for it in (*site["callees"], *site["others"])]


def _answers_inside(site: dict[str, Any], lines: tuple[str, int, int]) -> bool:
    path, first, last = lines
    return any(place[0] == path and first <= place[1] <= last for place in _answers(site))


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
