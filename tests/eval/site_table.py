"""Recall and faults by the shape of the call, and the names most often missed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.eval.call_sites import macro_calls, rust_files, scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Place = tuple[str, int]


@dataclass
class SiteTable:
    """What the syntax of a repository says: shapes by path, line, column; lines of macro calls; words of such lines."""

    shapes: dict[tuple[str, int, int], str] = field(default_factory=dict)
    macro_words: dict[Place, frozenset[str]] = field(default_factory=dict)

    def shape(self, site: dict[str, Any]) -> str:
        """Name the shape of a site of the truth."""
        return self.shapes.get((site["path"], site["line"], site["column"]), "unknown")

    def only_in_the_macro(self, place: Place, name: str) -> bool:
        """Tell whether a macro call starts on this line and `name` is not written there."""
        words = self.macro_words.get(place)
        return words is not None and name not in words


def read_sites(repository: Path) -> SiteTable:
    """Read the shapes of all call sites of a repository."""
    table = SiteTable()
    for path in rust_files(repository):
        source = (repository / path).read_bytes()
        for site in scan(path, source)[1]:
            table.shapes[path, site.line, site.column] = site.shape
        lines = source.split(b"\n")
        for line in macro_calls(source):
            words = re.findall(r"\w+", lines[line - 1].decode("utf-8", "replace"))
            table.macro_words[path, line] = frozenset(words)
    return table


def by_shape(
    table: SiteTable,
    asked: Iterable[dict[str, Any]],
    found: Mapping[Place, set[Place]],
    wrong: Iterable[dict[str, Any] | None],
) -> dict[str, dict[str, float | int]]:
    """Count for each shape its sites, how many of them have an edge of ours to what they call, and wrong edges.

    `asked` are the sites that call functions of the repository, `found` our callees by the line of the evidence, and
    `wrong` the site of each wrong edge, or None where no call of that name stands.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for site in asked:
        callees = {(it["path"], it["line"]) for it in site["callees"]}
        held = bool(callees & found.get((site["path"], site["line"]), set()))
        counts[table.shape(site)]["found" if held else "missed"] += 1
    for fault in wrong:
        counts[table.shape(fault) if fault is not None else "no such call there"]["wrong"] += 1
    return {
        shape: {
            "sites": it["found"] + it["missed"],
            "missed": it["missed"],
            "recall": round(it["found"] / max(1, it["found"] + it["missed"]), 4),
            "wrong": it["wrong"],
        }
        for shape, it in sorted(counts.items(), key=lambda item: (-item[1]["missed"], item[0]))
    }


def missed_names(
    shape: Callable[[dict[str, Any]], str] | None, missed: Iterable[dict[str, Any]], limit: int
) -> list[str]:
    """List the callees that most missed edges have, each with the shapes of the calls and one place."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for site in missed:
        for callee in site["callees"]:
            grouped[site["name"], callee["path"]].append(site)
    most = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:limit]
    lines = []
    for (name, path), sites in most:
        shapes = Counter(map(shape, sites)).most_common(3) if shape is not None else []
        forms = ", ".join(f"{count} {shape}" for shape, count in shapes)
        lines.append(f"{len(sites):5} {name} ({path}) e.g. {sites[0]['path']}:{sites[0]['line']} {forms}".rstrip())
    return lines
