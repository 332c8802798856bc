"""Everything that is measured of search, in one run: `python -m tests.eval`, or `nox -s eval`.

    BENCH        --bench    folder with annotations/ and repos.json: the retrieval benchmark's development part
    CLONES       --clones   folder with its repositories under their names, at their revisions
    SOURCES      --sources  folder with clones of the repositories of `tests/eval/repositories.csv`, for docs -> code
    EVAL_WORK    --work     folder that keeps indexes and pairs from one run to the next

Printed are nDCG@10 by language, repository, kind and leg (each alone, fused, ranked), the share of targets inside the
prompts of several budgets, and docs -> code. What is missing is said, with the way to get it, and left out. Figures
are compared with `tests/eval/baseline.json`; the exit code is 1 where one is worse by more than 0.005, 2 where nothing
could be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from codegraph.asking import target_for
from codegraph.config import EmbedSettings, Settings
from codegraph.embed import open_embedder
from codegraph.evaluation.evaluating import Packing, Searcher, check_targets, evaluate
from codegraph.evaluation.packing import BUDGETS
from codegraph.evaluation.questions import read_questions
from codegraph.evaluation.summary import by_kind, mean_context, mean_scores
from tests.eval import doc_code
from tests.eval.retrieval.measuring import open_or_build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.005
_RANKED = "ranked"
_PEER = {"500": 0.685, "1000": 0.849, "2000": 0.938, "4000": 0.976, "8000": 0.991}
_NO_BENCH = """retrieval and prompts: not measured.
  --bench FOLDER (or BENCH): annotations/ and repos.json of the benchmark that MinishLab/semble publishes
  --clones FOLDER (or CLONES): a checkout of each entry of repos.json, named as there, at its revision"""
_NO_SOURCES = """docs -> code: not measured.
  --sources FOLDER (or SOURCES): a clone, named OWNER+NAME, of each row of tests/eval/repositories.csv"""

Figures = dict[str, float]


def main() -> int:
    """Measure what is there, print it, and compare it."""
    given = _arguments()
    figures: Figures = {}
    with TemporaryDirectory() as scratch:
        work = given.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        if given.bench and given.clones:
            figures |= _benchmark(given.bench, given.clones, work / "indexes")
        else:
            print(_NO_BENCH)
        if given.sources:
            figures |= _docs_to_code(given.sources, work / "pairs.jsonl")
        else:
            print(_NO_SOURCES)
    if not figures:
        return 2
    if given.save:
        given.save.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return compare(figures, given.baseline)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure search, prompts and embeddings, and compare.")
    for name, default, what in (
        ("--bench", "BENCH", "the retrieval benchmark"),
        ("--clones", "CLONES", "its repositories"),
        ("--sources", "SOURCES", "the repositories for docs -> code"),
        ("--work", "EVAL_WORK", "kept indexes"),
    ):
        value = os.environ.get(default)
        parser.add_argument(name, type=Path, default=Path(value) if value else None, help=f"folder with {what}")
    parser.add_argument("--baseline", type=Path, default=BASELINE, help="figures to compare with")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the figures here, as a baseline")
    return parser.parse_args()


def _benchmark(bench: Path, clones: Path, work: Path) -> Figures:
    """Measure the repositories that are there; means are over repositories, then languages."""
    entries: list[dict[str, Any]] = json.loads((bench / "repos.json").read_text(encoding="utf-8"))
    here = [entry for entry in entries if (clones / entry["name"] / entry["root"]).is_dir()]
    for entry in entries:
        if entry not in here:
            print(f"missing: {clones / entry['name']}, a checkout of {entry['github']} at {entry['revision']}")
    rows: dict[str, Figures] = {}
    for entry in here:
        questions = bench / "annotations" / f"{entry['name']}.json"
        rows[entry["name"]] = _repository(clones / entry["name"] / entry["root"], questions, work / entry["name"])
        print(f"{entry['name']:<10} {entry['language']:<11} {_line(rows[entry['name']])}", flush=True)
    if not rows:
        return {}
    languages: dict[str, list[Figures]] = defaultdict(list)
    for entry in here:
        languages[entry["language"]].append(rows[entry["name"]])
    for language, some in sorted(languages.items()):
        print(f"language   {language:<11} {_line(_mean(some))}")
    mean = _mean(list(rows.values()))
    _print_mean(mean)
    figures = {f"ndcg10 {name}": row["ndcg10 ranked all"] for name, row in rows.items()}
    # a mean over other repositories says nothing
    return figures | (mean if len(here) == len(entries) else {})


def _repository(root: Path, questions: Path, index: Path) -> Figures:
    settings = Settings()
    embedder = open_embedder(settings.embed)
    packing = Packing(BUDGETS, target_for(settings, os.environ, ""))
    with open_or_build(root, index, embedder) as store:
        checked = check_targets(read_questions(questions, questions.name), store)
        answers = evaluate(checked.questions, Searcher(store, embedder, root, settings.retrieve), packing)
    figures: Figures = {}
    for kind, some in by_kind(answers).items():
        figures |= {f"ndcg10 {row} {kind}": means["ndcg10"] for row, means in mean_scores(some).items()}
    for budget, means in mean_context(answers).items():
        figures |= {f"context {budget} {name}": value for name, value in means.items()}
    return figures


def _mean(rows: Sequence[Figures]) -> Figures:
    """Give the mean of each figure over the rows that have it."""
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            values[name].append(value)
    return {name: round(fmean(some), 4) for name, some in values.items()}


def _line(figures: Figures) -> str:
    kinds = [(kind, figures[name]) for name in figures if (kind := _after(name, f"ndcg10 {_RANKED} "))]
    rows = [(row, figures[name]) for name in figures if (row := _before(name, " all")) not in ("", _RANKED)]
    context = [(budget, figures[name]) for name in figures if (budget := _before(name, " recall", "context "))]
    return " | ".join("  ".join(f"{name} {value:.3f}" for name, value in some) for some in (kinds, rows, context))


def _after(name: str, start: str) -> str:
    return name.removeprefix(start) if name.startswith(start) else ""


def _before(name: str, end: str, start: str = "ndcg10 ") -> str:
    return name.removesuffix(end).removeprefix(start) if name.startswith(start) and name.endswith(end) else ""


def _print_mean(mean: Mapping[str, float]) -> None:
    kinds = [kind for name in mean if (kind := _after(name, f"ndcg10 {_RANKED} "))]
    rows = [row for name in mean if (row := _before(name, " all"))]
    print("\nnDCG@10, mean over repositories")
    print(f"  {'':<10}" + "".join(f"{kind:>14}" for kind in kinds))
    for row in rows:
        print(f"  {row:<10}" + "".join(f"{mean.get(f'ndcg10 {row} {kind}', 0.0):>14.3f}" for kind in kinds))
    print(
        "\ntargets inside the prompt: the mean share that it names, questions with all of them, the share shown as code"
    )
    print(f"  {'tokens':<8}{'named':>8}{'complete':>10}{'shown':>8}{'semble':>8}")
    for budget in map(str, BUDGETS):
        named, whole, shown = (mean[f"context {budget} {name}"] for name in ("recall", "complete", "shown"))
        print(f"  {budget:<8}{named:>8.3f}{whole:>10.3f}{shown:>8.3f}{_PEER.get(budget, 0.0):>8.3f}")


def _docs_to_code(sources: Path, keep: Path) -> Figures:
    pairs = doc_code.kept_pairs(sources, keep)
    pools = doc_code.pools_of(pairs)
    if not pools:
        return {}
    print("\ndocs -> code, ranked among 1,000")
    results = doc_code.measure(open_embedder(EmbedSettings()), pools)
    return {f"docs {kind} mrr": one.mrr for kind, one in results.items()}


def compare(figures: Figures, baseline: Path) -> int:
    """Print what is worse and better than the baseline; 1 if anything is worse, else 0."""
    if not baseline.exists():
        print(f"\nnothing to compare with: no {baseline}")
        return 0
    before: Figures = json.loads(baseline.read_text(encoding="utf-8"))
    same = [name for name in figures if name in before]
    worse = [name for name in same if figures[name] < before[name] - TOLERANCE]
    better = [name for name in same if figures[name] > before[name] + TOLERANCE]
    print(
        f"\nagainst {baseline.name}: {len(same)} figures, {len(worse)} worse, {len(better)} better by more than 0.005"
    )
    for name in [*worse, *better]:
        print(f"  {'worse ' if name in worse else 'better'} {name}: {figures[name]:.3f}, was {before[name]:.3f}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
