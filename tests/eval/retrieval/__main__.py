"""Measure search on questions with known answers: `python -m tests.eval.retrieval BENCH --at NAME=FOLDER`.

    BENCH/annotations/NAME.json    the questions about a repository (see `questions.py`)
    BENCH/repos.json               optional: the folder of each repository to index (`root`)

Each repository is indexed through the product into a folder outside it. Printed is nDCG@10 (the mean over questions,
then repositories): of each leg alone, of the fused legs, and of the hits as ranked, with the kinds of questions apart.
With `--baseline` a mean that fell by more than the tolerance ends with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.eval.retrieval.measuring import Figures, measure, summarise
from tests.eval.retrieval.questions import read_questions

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLERANCE = 0.005


def main() -> int:
    """Measure what the command line names and print it."""
    parser = argparse.ArgumentParser(description="Measure search on questions with known answers.")
    parser.add_argument("bench", type=Path, help="folder with annotations/ and repos.json")
    parser.add_argument("--at", action="append", default=[], metavar="NAME=FOLDER", help="where a repository stands")
    parser.add_argument("--whole", action="store_true", help="index whole repositories, not their `root` folders")
    parser.add_argument("--work", type=Path, help="keep the indexes here and use those that are there")
    parser.add_argument("--misses", action="store_true", help="list the questions that are not answered perfectly")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="compare with figures written before")
    given = parser.parse_args()
    roots = roots_of_bench(given.bench) if not given.whole else {}
    figures: dict[str, Figures] = {}
    with TemporaryDirectory() as scratch:
        for one in given.at:
            name, _, folder = one.partition("=")
            questions = read_questions(given.bench / "annotations" / f"{name}.json")
            root = Path(folder) / roots.get(name, "")
            index = (given.work or Path(scratch)) / (name + ("-whole" if given.whole else ""))
            figures[name] = measure(root, questions, index, misses=given.misses)
            _print(name, figures[name])
    if not figures:
        parser.error("name at least one repository with --at NAME=FOLDER")
    summary = {name: found.means for name, found in figures.items()}
    summary["mean"] = summarise(list(summary.values()))
    if len(figures) > 1:
        _print("mean", Figures(summary["mean"], {}))
    if given.json:
        given.json.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return _compare(summary, given.baseline) if given.baseline else 0


def roots_of_bench(bench: Path) -> dict[str, str]:
    """Give the folder of each repository that is to be indexed."""
    path = bench / "repos.json"
    if not path.exists():
        return {}
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {entry["name"]: entry["root"] for entry in entries}


def _print(name: str, figures: Figures) -> None:
    print(f"{name}")
    for row, means in figures.means.items():
        print(f"  {row:<10}" + "".join(f"  {kind} {value:.3f}" for kind, value in means.items()))
    if figures.took_ms:
        print("  ms        " + "".join(f"  {stage} {value:.1f}" for stage, value in figures.took_ms.items()))


def _compare(summary: Mapping[str, Mapping[str, Mapping[str, float]]], baseline: Path) -> int:
    before = json.loads(baseline.read_text(encoding="utf-8"))
    fallen = 0
    same = summary.keys() & before.keys()
    if summary.keys() != before.keys():
        # a mean over other repositories says nothing
        same -= {"mean"}
    for name in sorted(same):
        now, then = summary[name]["ranked"]["all"], before[name]["ranked"]["all"]
        print(f"{name}: {now:.3f}, was {then:.3f}")
        fallen += now < then - TOLERANCE
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
