"""Measure search on questions with known answers: `python -m tests.eval.retrieval BENCH --at NAME=FOLDER`.

    BENCH/annotations/NAME.json    the questions about a repository (see `codegraph.evaluation.questions`)
    BENCH/repos.json               optional: the folder of each repository to index (`root`)

With `--clones FOLDER` all repositories that stand there under their names are measured: so for the questions that
`tests.eval.questions` makes. Each is indexed through the product into a folder outside it. Printed is nDCG@10 (the mean
over questions, then repositories): of each leg alone, of the fused legs, and of the hits as ranked, with the kinds of
questions apart, and what is ranked by language; and what warm searches took, each question asked once.
With `--baseline` a mean that fell by more than the tolerance ends with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from codegraph.evaluation.questions import read_questions
from tests.eval.retrieval.measuring import Figures, measure, percentiles, summarise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.evaluation.questions import Question

TOLERANCE = 0.005


def main() -> int:
    """Measure what the command line names and print it."""
    parser = argparse.ArgumentParser(description="Measure search on questions with known answers.")
    parser.add_argument("bench", type=Path, help="folder with annotations/ and repos.json")
    parser.add_argument("--at", action="append", default=[], metavar="NAME=FOLDER", help="where a repository stands")
    parser.add_argument("--clones", type=Path, help="folder with the repositories under their names")
    parser.add_argument("--most", type=int, default=0, help="only so many questions of a kind and repository")
    parser.add_argument("--whole", action="store_true", help="index whole repositories, not their `root` folders")
    parser.add_argument("--work", type=Path, help="keep the indexes here and use those that are there")
    parser.add_argument("--misses", action="store_true", help="list the questions that are not answered perfectly")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="compare with figures written before")
    given = parser.parse_args()
    entries = entries_of(given.bench)
    figures: dict[str, Figures] = {}
    with TemporaryDirectory() as scratch:
        for name, folder in _places(given.at, given.clones, entries).items():
            questions = _fewer(read_questions(given.bench / "annotations" / f"{name}.json"), given.most)
            root = folder if given.whole or name not in entries else folder / entries[name]["root"]
            index = (given.work or Path(scratch)) / (name + ("-whole" if given.whole else ""))
            figures[name] = measure(root, questions, index, misses=given.misses)
            _print(name, figures[name])
    if not figures:
        parser.error("name at least one repository with --at NAME=FOLDER, or a folder of some with --clones FOLDER")
    summary = {name: found.means for name, found in figures.items()}
    summary["mean"] = summarise(list(summary.values()))
    if len(figures) > 1:
        _print("mean", Figures(summary["mean"], [took for found in figures.values() for took in found.took_ms]))
        _print_languages(summary, entries)
    if given.json:
        given.json.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return _compare(summary, given.baseline) if given.baseline else 0


def entries_of(bench: Path) -> dict[str, dict[str, Any]]:
    """Give what a benchmark says of its repositories, by name: `root`, the folder to index, among it."""
    path = bench / "repos.json"
    if not path.exists():
        return {}
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in entries}


def _places(at: Sequence[str], clones: Path | None, entries: Mapping[str, Any]) -> dict[str, Path]:
    found = {name: Path(folder) for name, _, folder in (one.partition("=") for one in at)}
    return {name: clones / name for name in entries if clones and (clones / name).is_dir()} | found


def _fewer(questions: Sequence[Question], most: int) -> list[Question]:
    """Keep the first questions of each kind; all of them where `most` is 0."""
    seen: Counter[str] = Counter()
    kept = []
    for question in questions:
        seen[question.kind] += 1
        if not most or seen[question.kind] <= most:
            kept.append(question)
    return kept


def _print(name: str, figures: Figures) -> None:
    print(f"{name}")
    for row, means in figures.means.items():
        print(f"  {row:<10}" + "".join(f"  {kind} {value:.3f}" for kind, value in means.items()))
    if len(figures.took_ms) > 1:
        found = percentiles(figures.took_ms).items()
        print("  ms        " + "".join(f"  {name} {took.clock} (processor {took.processor})" for name, took in found))


def _print_languages(summary: Mapping[str, Mapping[str, dict[str, float]]], entries: Mapping[str, Any]) -> None:
    languages: dict[str, list[Mapping[str, dict[str, float]]]] = defaultdict(list)
    for name, means in summary.items():
        if name in entries:
            languages[entries[name]["language"]].append(means)
    print("ranked, by language")
    for language, some in sorted(languages.items()):
        ranked = summarise(some)["ranked"]
        print(f"  {language:<10}" + "".join(f"  {kind} {value:.3f}" for kind, value in ranked.items()))


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
