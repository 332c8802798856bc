"""Weights fitted on all repositories but one, scored on that one: `python -m tests.eval.retrieval.loro BENCH --at ...`.

What a mean over the development repositories says of weights that were chosen on them is too good. Here, for each
repository, many random settings of the weights of `rank.py` are scored on the others; the mean of the best twenty is
scored on the one held out. Printed are the figures of the weights as they are, of each feature left out, and those
held out. Everything is computed from the features that a search explains, so that one search a question is enough;
the legs, the fusion and the factor of what stands aside are as they are.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from codegraph.config import Settings
from codegraph.embed import open_embedder
from codegraph.evaluation.metrics import CUT, Place, ndcg
from codegraph.evaluation.questions import read_questions
from codegraph.retrieve.rank import WEIGHTS
from tests.eval.retrieval.__main__ import entries_of
from tests.eval.retrieval.measuring import ask, open_or_build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from codegraph.evaluation.questions import Question
    from codegraph.retrieve.rank import Ranked

NAMES = tuple(WEIGHTS)
_FACTORS = ("test", "prose")
_FILES = 100
_KEPT = 20
_SHARES = (0.0, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_FELL_MOST = 3


class Asked(NamedTuple):
    """A question's files: where each one's hit is, its features between 0 and 1, and what multiplies its score."""

    question: Question
    places: Sequence[Place]
    values: npt.NDArray[np.float64]
    factors: npt.NDArray[np.float64]

    def score(self, weights: npt.NDArray[np.float64]) -> float:
        """Give nDCG@10 under other weights."""
        order = np.argsort(-(self.values @ weights) * self.factors, kind="stable")[:CUT]
        return ndcg([self.places[at] for at in order], self.question.targets)


def main() -> None:
    """Measure what the command line names and print it."""
    parser = argparse.ArgumentParser(description="Fit the weights on all repositories but one.")
    parser.add_argument("bench", type=Path, help="folder with annotations/ and repos.json")
    parser.add_argument("--at", action="append", default=[], metavar="NAME=FOLDER", help="where a repository stands")
    parser.add_argument("--whole", action="store_true", help="whole repositories, not their `root` folders")
    parser.add_argument("--work", type=Path, help="keep the indexes here and use those that are there")
    parser.add_argument("--settings", type=int, default=600, help="how many random settings are tried")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    entries = {} if given.whole else entries_of(given.bench)
    asked: dict[str, list[Asked]] = {}
    with TemporaryDirectory() as scratch:
        for one in given.at:
            name, _, folder = one.partition("=")
            root = Path(folder) / (entries[name]["root"] if name in entries else "")
            index = (given.work or Path(scratch)) / (name + ("-whole" if given.whole else ""))
            asked[name] = gather(root, read_questions(given.bench / "annotations" / f"{name}.json"), index)
    as_it_is = np.array([WEIGHTS[name] for name in NAMES])
    whole = by_repository(asked, as_it_is)
    _print("as it is", whole)
    for at, name in enumerate(NAMES):
        without = by_repository(asked, np.where(np.arange(len(NAMES)) == at, 0.0, as_it_is))
        if without != whole:
            _print_fall(f"without {name}", whole, without)
    _print("held out", held_out(asked, _settings(as_it_is, given.settings, given.seed)))


def gather(root: Path, questions: Sequence[Question], index: Path) -> list[Asked]:
    """Ask the questions about the repository at `root`, whose index is in the folder `index`, or is built there."""
    embedder = open_embedder(Settings().embed)
    with open_or_build(root, index, embedder) as store:
        return [
            _asked(question, ask(question.text, store, embedder, root.name, limit=_FILES).ranked)
            for question in questions
        ]


def _asked(question: Question, ranked: Sequence[Ranked]) -> Asked:
    first: dict[str, Ranked] = {}
    for one in ranked:
        first.setdefault(one.chunk.path, one)
    spans = [one.chunk.span for one in first.values()]
    places = [Place(path, span.start_line, span.end_line) for path, span in zip(first, spans, strict=True)]
    values = [[one.features.get(name, 0.0) / WEIGHTS[name] for name in NAMES] for one in first.values()]
    factors = [_factor(one.features) for one in first.values()]
    return Asked(question, places, np.array(values).reshape(len(places), len(NAMES)), np.array(factors))


def _factor(features: Mapping[str, float]) -> float:
    taken = sum(features.get(name, 0.0) for name in _FACTORS)
    before = sum(features.values()) - taken
    return 1.0 + taken / before if before else 1.0


def by_repository(asked: Mapping[str, Sequence[Asked]], weights: npt.NDArray[np.float64]) -> dict[str, float]:
    """Give the mean over the questions of each repository."""
    return {name: sum(one.score(weights) for one in questions) / len(questions) for name, questions in asked.items()}


def held_out(asked: Mapping[str, Sequence[Asked]], settings: Sequence[npt.NDArray[np.float64]]) -> dict[str, float]:
    """Give for each repository the score of the mean of the settings that were best on the others."""
    scores = [by_repository(asked, weights) for weights in settings]
    found = {}
    for name, questions in asked.items():
        others = [sum(score for other, score in one.items() if other != name) for one in scores]
        best = sorted(range(len(settings)), key=lambda at: (-others[at], at))[:_KEPT]
        mean = np.mean([settings[at] for at in best], axis=0)
        found[name] = by_repository({name: questions}, mean)[name]
    return found


def _settings(as_it_is: npt.NDArray[np.float64], count: int, seed: int) -> list[npt.NDArray[np.float64]]:
    numbers = random.Random(seed)  # noqa: S311 - no secret
    drawn = [[numbers.choice(_SHARES) for _ in NAMES] for _ in range(count)]
    evidence = NAMES.index("evidence")
    for shares in drawn:
        # the others are measured by it
        shares[evidence] = 1.0
    return [as_it_is * np.array(shares) for shares in drawn]


def _print(what: str, scores: Mapping[str, float]) -> None:
    mean = sum(scores.values()) / len(scores)
    print(f"{what:<26} {mean:.4f}  " + "  ".join(f"{name} {score:.3f}" for name, score in scores.items()), flush=True)


def _print_fall(what: str, before: Mapping[str, float], after: Mapping[str, float]) -> None:
    changes = sorted((after[name] - before[name], name) for name in before)
    mean = sum(after.values()) / len(after)
    moved = [f"{name} {change:+.3f}" for change, name in changes[:_FELL_MOST] if change]
    print(f"{what:<26} {mean:.4f}  " + "  ".join(moved), flush=True)


if __name__ == "__main__":
    main()
