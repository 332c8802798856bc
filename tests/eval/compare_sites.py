"""Compare the calls that an export claims with a truth file of Python or TypeScript, call site by call site.

`tests.eval.compare` runs this for truth files that name such a language. A claim is an exported `calls` edge by its
line and the definition it leads to, which is known by the line of its name. A claim is

- `right` if a site on its line calls that definition, or one that the truth holds for equal (a class's constructor);
- `silent` if the truth does not know, or is in dispute about, a site of that name on its line;
- `absent` if no call is written on the line; `wrong` otherwise.

`precision` is over the claims that the truth knows of (all but the silent), `strict` over all. A site counts for recall
if it calls a definition of the repository; it is found if a claim on its line is right about it. Claims in files that
the truth was not made for are left out. `callers` compares the source of right claims with the function around.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.eval.site_table import missed_names
from tests.eval.truth_file import SUFFIXES, read_meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Place = tuple[str, int]

_UNKNOWN = {"unresolved", "disputed"}
_ABSENT = "no call there"
_VERDICTS = ("right", "wrong", "absent", "silent")


class Claim(NamedTuple):
    """That something on a line calls a definition."""

    at: Place
    callee: Place


@dataclass
class Sites:
    """A truth file: its sites in order and by line, and which files it was made for."""

    language: str
    prefixes: tuple[str, ...]
    all: list[dict[str, Any]] = field(default_factory=list)
    by_line: dict[Place, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, path: str) -> bool:
        """Tell whether the truth was made for this file."""
        return path.endswith(SUFFIXES[self.language]) and (not self.prefixes or path.startswith(self.prefixes))


@dataclass
class Claims:
    """What the export says: edges by claim, nodes by id, and references that are no edges, by line and name."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[Claim, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    open: dict[tuple[str, int, str], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Place, str] = field(default_factory=dict)


class Judged(NamedTuple):
    """The verdict on a claim, and the site it was judged by."""

    verdict: str
    site: dict[str, Any] | None


def read_sites_of_truth(path: Path) -> Sites:
    """Read a truth file."""
    meta = read_meta(path)
    truth = Sites(meta["language"], tuple(meta.get("prefixes", ())))
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] == "site":
                truth.all.append(line)
                truth.by_line[line["path"], line["line"]].append(line)
    return truth


def read_claims(path: Path, truth: Sites) -> Claims:
    """Read from an export what concerns the files of the truth."""
    ours = Claims()
    edges = []
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] == "node":
                ours.nodes[line["id"]] = line
                ours.names.setdefault((line["path"], line["name_line"]), line["qualified_name"])
            elif line["kind"] == "calls" and truth.holds(line["path"]):
                if line["type"] == "edge":
                    edges.append(line)
                else:
                    ours.open[line["path"], line["line"], line["name"]].append(line)
    for line in edges:
        if (callee := ours.nodes.get(line["dst"])) is not None:
            ours.edges[Claim((line["path"], line["line"]), (callee["path"], callee["name_line"]))].append(line)
    return ours


def judge(claim: Claim, name: str, truth: Sites) -> Judged:
    """Judge one claim; `name` is the callee's."""
    sites = truth.by_line.get(claim.at, [])
    if (site := next((it for it in sites if claim.callee in accepted(it)), None)) is not None:
        return Judged("right", site)
    if not sites:
        return Judged("absent", None)
    named = [it for it in sites if it["name"] == name] or sites
    unknown = next((it for it in named if it["state"] in _UNKNOWN), None)
    return Judged("wrong", named[0]) if unknown is None else Judged("silent", unknown)


def accepted(site: dict[str, Any]) -> set[Place]:
    """Give the places that a claim about a site may lead to."""
    return {(it["path"], it["line"]) for key in ("callees", "others", "equal") for it in site.get(key, ())}


def compare(truth: Sites, ours: Claims) -> tuple[dict[str, Any], dict[Claim, Judged], list[dict[str, Any]]]:
    """Give the figures, the verdicts, and the sites that are missed."""
    verdicts = {claim: judge(claim, _callee(ours, claim)["name"], truth) for claim in ours.edges}
    found: dict[Place, set[Place]] = defaultdict(set)
    exact: dict[Place, set[Place]] = defaultdict(set)
    for claim, edges in ours.edges.items():
        found[claim.at].add(claim.callee)
        if any(it["confidence"] == "exact" for it in edges):
            exact[claim.at].add(claim.callee)
    asked = [site for site in truth.all if site["callees"]]
    missed = [site for site in asked if not _is_found(site, found)]
    open_ = [_as_open(site, ours) for site in missed]
    callers = Counter(_callers_agree(ours, claim, it.site) for claim, it in verdicts.items() if it.verdict == "right")
    result = {
        "sites": dict(sorted(Counter(site["state"] for site in truth.all).items())),
        "claims": len(verdicts),
        **_rates(it.verdict for it in verdicts.values()),
        "recall": _ratio(len(asked) - len(missed), len(asked)),
        "recall_exact": _ratio(sum(_is_found(site, exact) for site in asked), len(asked)),
        "recall_of_edges": _edge_recall(asked, found),
        "called": len(asked),
        "missed": len(missed),
        "missed_but_a_candidate": open_.count("ambiguous, holds it"),
        "missed_are": dict(Counter(open_).most_common()),
        "callers": {"same": callers[True], "other": callers[False]},
        "by_proof": _by_proof(verdicts, ours),
        "by_callee": _by_callee(asked, found),
        "by_shape": _by_shape(asked, found, verdicts.values()),
    }
    return result, verdicts, missed


def report(truth_file: Path, export: Path, *, wrong: int, missed: int, names: int, as_json: bool) -> None:
    """Print the comparison: figures, tables, and examples of faults spread over all there are."""
    truth = read_sites_of_truth(truth_file)
    ours = read_claims(export, truth)
    result, verdicts, lost = compare(truth, ours)
    if as_json:
        print(json.dumps(result, indent=1))
        return
    tables = {key: result.pop(key) for key in ("by_proof", "by_callee", "by_shape")}
    print(json.dumps(result, indent=1))
    for title, rows in tables.items():
        _print_table(title, rows)
    faults = [(claim, it) for claim, it in sorted(verdicts.items()) if it.verdict in {"wrong", "absent"}]
    for claim, it in spread(faults, wrong):
        edge = ours.edges[claim][0]
        said = "; ".join(sorted({_said(site) for site in truth.by_line.get(claim.at, [])}))
        print(
            f"{it.verdict}: {_at(claim.at)} -> {ours.names[claim.callee]} ({_at(claim.callee)}; {edge['method']}/"
            f"{edge['confidence']}; {it.site['shape'] if it.site else _ABSENT}); truth: {said or _ABSENT}"
        )
    for site in spread(lost, missed):
        places = ", ".join(f"{it['name']} {_at((it['path'], it['line']))}" for it in site["callees"])
        name, shape = site["name"], site["shape"]
        print(f"missed: {_at(_line(site))} {name} ({shape}) -> {places}; {_as_open(site, ours)}")
    for line in missed_names(lambda site: str(site["shape"]), lost, names):
        print(line)


def spread(items: Sequence[Any], limit: int) -> list[Any]:
    """Give at most `limit` of the items, from all over."""
    if len(items) <= limit:
        return list(items)
    return [items[n * len(items) // limit] for n in range(limit)]


def _callee(ours: Claims, claim: Claim) -> dict[str, Any]:
    return ours.nodes[ours.edges[claim][0]["dst"]]


def _is_found(site: dict[str, Any], found: dict[Place, set[Place]]) -> bool:
    return bool(accepted(site) & found.get(_line(site), set()))


def _edge_recall(asked: list[dict[str, Any]], found: dict[Place, set[Place]]) -> float:
    """Give recall over unique edges from a function (or a file) to what it calls."""
    held: dict[tuple[Place, Place], bool] = defaultdict(bool)
    for site in asked:
        caller, callee = site["caller"], site["callees"][0]
        source = (caller["path"], caller["line"]) if caller else (site["path"], 0)
        held[source, (callee["path"], callee["line"])] |= _is_found(site, found)
    return _ratio(sum(held.values()), len(held))


def _as_open(site: dict[str, Any], ours: Claims) -> str:
    """Say what the export has instead of an edge."""
    lines = ours.open.get((site["path"], site["line"], site["name"]))
    if not lines:
        return "nothing"
    line = min(lines, key=lambda it: str(it["state"]))
    if line["state"] == "ambiguous":
        nodes = (ours.nodes.get(it) for it in line["candidates"])
        places = {(it["path"], it["name_line"]) for it in nodes if it is not None}
        return "ambiguous, holds it" if places & accepted(site) else "ambiguous, without it"
    return f"{line['state']}: {line['reason']}"


def _callers_agree(ours: Claims, claim: Claim, site: dict[str, Any] | None) -> bool:
    caller = site["caller"] if site is not None else None
    for edge in ours.edges[claim]:
        node = ours.nodes.get(edge["src"])
        if node is None:
            continue
        if caller is None and node["kind"] not in {"function", "method", "test"}:
            return True
        if caller is not None and (node["path"], node["name_line"]) == (caller["path"], caller["line"]):
            return True
    return False


def _by_proof(verdicts: dict[Claim, Judged], ours: Claims) -> dict[str, dict[str, float | int]]:
    by_proof: dict[str, list[str]] = defaultdict(list)
    for claim, it in verdicts.items():
        confidences = {str(edge["confidence"]) for edge in ours.edges[claim]}
        methods = {f"{edge['confidence']}/{edge['method']}" for edge in ours.edges[claim]}
        for proof in confidences | methods:
            by_proof[proof].append(it.verdict)
    return {proof: _rates(by_proof[proof]) for proof in sorted(by_proof)}


def _by_callee(asked: list[dict[str, Any]], found: dict[Place, set[Place]]) -> dict[str, dict[str, float | int]]:
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for site in asked:
        kinds = sorted({str(it["kind"]) for it in site["callees"]})
        counts["+".join(kinds)][_is_found(site, found)] += 1
    return {
        kind: {"sites": it.total(), "missed": it[False], "recall": _ratio(it[True], it.total())}
        for kind, it in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    }


def _by_shape(
    asked: list[dict[str, Any]], found: dict[Place, set[Place]], verdicts: Iterable[Judged]
) -> dict[str, dict[str, float | int]]:
    sites: dict[str, Counter[bool]] = defaultdict(Counter)
    claims: dict[str, Counter[str]] = defaultdict(Counter)
    for site in asked:
        sites[site["shape"]][_is_found(site, found)] += 1
    for it in verdicts:
        claims[it.site["shape"] if it.site else _ABSENT][it.verdict] += 1
    order = sorted({*sites, *claims}, key=lambda shape: (-sites[shape][False], shape))
    return {
        shape: {
            "sites": sites[shape].total(),
            "missed": sites[shape][False],
            "recall": _ratio(sites[shape][True], sites[shape].total()),
            "right": claims[shape]["right"],
            "wrong": claims[shape]["wrong"] + claims[shape]["absent"],
            "precision": _rates(claims[shape].elements())["precision"],
        }
        for shape in order
    }


def _rates(verdicts: Iterable[str]) -> dict[str, float | int]:
    counts = Counter(verdicts)
    return {
        **{verdict: counts[verdict] for verdict in _VERDICTS},
        "precision": _ratio(counts["right"], counts.total() - counts["silent"]),
        "strict": _ratio(counts["right"], counts.total()),
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _print_table(title: str, rows: dict[str, dict[str, float | int]]) -> None:
    if rows:
        columns = list(next(iter(rows.values())))
        print(f"{title:36}" + "".join(f"{column:>10}" for column in columns))
    for name, row in rows.items():
        print(f"{name:36}" + "".join(f"{it:10.4f}" if isinstance(it, float) else f"{it:10}" for it in row.values()))


def _said(site: dict[str, Any]) -> str:
    places = ", ".join(_at(place) for place in sorted(accepted(site)))
    return f"{site['name']} is {site['state']} {places}".rstrip()


def _line(site: dict[str, Any]) -> Place:
    return site["path"], site["line"]


def _at(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
