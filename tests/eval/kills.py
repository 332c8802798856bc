"""Kill the indexer at random moments, and say whether anything was lost, torn or not finished by the next run.

    python -m tests.eval.kills [--kills 200] [--seed 1] [--tree FOLDER]

Each run begins from no index, from one of the tree, or from one with garbage; it is killed (SIGKILL) some time after an
operation of a stage began: bulk load, update of files, vectors, lexical commit, edges, scores, HNSW build, checkpoint,
garbage, compaction. Then the index must open, hold each file wholly old or wholly new, and agree with its words and
vectors wherever it says so; the next run must make it equal to a clean one. Prints JSON; the exit code is 1 for faults.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.support.killed import (
    State,
    edit_tree,
    faults_at_once,
    faults_when_finished,
    run_killed,
    settle,
    write_trees,
)
from tests.support.killing import do


class Plan(NamedTuple):
    """What is done to which index, and the stage in which it is killed; `first` operations of it are gone through."""

    job: str
    begun: str
    stage: str
    most: int = 3


PLANS = (
    Plan("index", "nothing", "create", 1),
    Plan("index", "nothing", "load"),
    Plan("index", "nothing", "index build", 8),
    Plan("index", "nothing", "vectors", 2),
    Plan("index", "nothing", "vector file", 1),
    Plan("index", "nothing", "lexical commit", 1),
    Plan("index", "nothing", "edges", 2),
    Plan("index", "nothing", "scores", 1),
    Plan("index", "nothing", "hnsw build", 1),
    Plan("index", "nothing", "checkpoint", 4),
    Plan("index", "nothing", "other", 12),
    Plan("index", "first", "update", 3),
    Plan("index", "first", "lexical commit", 1),
    Plan("index", "first", "edges", 2),
    Plan("index", "first", "vectors", 2),
    Plan("index", "first", "scores", 1),
    Plan("index", "first", "checkpoint", 3),
    Plan("index", "first", "other", 12),
    Plan("force", "first", "create", 1),
    Plan("force", "first", "load"),
    Plan("gc", "garbage", "gc rows", 4),
    Plan("gc", "garbage", "compact", 1),
    Plan("gc", "garbage", "checkpoint", 2),
    Plan("gc", "garbage", "vector file", 1),
    Plan("gc", "garbage", "lexical commit", 1),
)
_LONGEST = 0.06
_TORN_AT_MOST = 20


def main() -> int:
    """Run the kills."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tree", type=Path, help="a repository to copy; default: the workspace of the tests")
    parser.add_argument("--longest", type=float, default=_LONGEST, help="seconds from an operation's begin to the kill")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        report = _kill_all(Path(folder), options)
    print(json.dumps(report, indent=1))
    return 1 if report["faults"] else 0


def _kill_all(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    began = time.time()
    draw = random.Random(options.seed)  # noqa: S311 - repeatable
    trees = folder / "old" / "work", folder / "new" / "work"
    if options.tree:
        for tree in trees:
            shutil.copytree(options.tree, tree, ignore=shutil.ignore_patterns(".git", ".codegraph", "target"))
        edit_tree(trees[1])
    else:
        write_trees(*trees)
    states = [settle(tree, folder / f"clean{n}") for n, tree in enumerate(trees)]
    kept = _begun(folder, trees)
    kills: Counter[str] = Counter()
    missed = 0
    faults: list[str] = []
    runs = 0
    while kills.total() < options.kills:
        plan = PLANS[runs % len(PLANS)]
        runs += 1
        nth, delay, group = draw.randint(1, plan.most), draw.random() ** 2 * options.longest, draw.random() < 0.5
        directory = folder / "killed"
        shutil.rmtree(directory, ignore_errors=True)
        if plan.begun != "nothing":
            shutil.copytree(kept[plan.begun], directory)
        target = states[1] if plan.begun == "first" else states[0]
        ended = run_killed(plan.job, target.tree, directory, plan.stage, nth, delay, group=group)
        if not ended.killed:
            missed += 1
            if missed > options.kills:
                faults.append("most runs end before they are killed")
                break
            continue
        kills[f"{plan.job} of {plan.begun}: {ended.stages[-1]}"] += 1
        found = _faults(directory, states, target, f"{plan} nth {nth} delay {delay:.4f} {ended.stages[-3:]}")
        faults += found
        print(f"{kills.total()} kills, {len(faults)} faults", *found[:1], file=sys.stderr)
    for state in states:
        state.store.close()
    return {
        "kills": kills.total(),
        "by_stage": dict(sorted(kills.items())),
        "ended_before": missed,
        "faults": len(faults),
        "first_faults": faults[:_TORN_AT_MOST],
        "seconds": round(time.time() - began),
    }


def _faults(directory: Path, states: list[State], target: State, where: str) -> list[str]:
    try:
        found = faults_at_once(directory, states)
        found += faults_when_finished(directory, target)
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
        found = [f"{type(error).__name__}: {error}"]
    return [f"{where}: {one}" for one in found]


def _begun(folder: Path, trees: tuple[Path, Path]) -> dict[str, Path]:
    """Make the indexes that runs begin with: of the first tree, and of the first tree after the second and back."""
    first, garbage = folder / "first", folder / "garbage"
    do("force", trees[0], first)
    shutil.copytree(first, garbage)
    for tree in (trees[1], trees[0]):
        do("index", tree, garbage)
    return {"first": first, "garbage": garbage}


if __name__ == "__main__":
    sys.exit(main())
