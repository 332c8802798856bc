"""Index one repository and ask it questions, keeping what every stage of the search made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, quantiles
from typing import TYPE_CHECKING

from codegraph.config import Settings
from codegraph.embed import open_embedder
from codegraph.errors import NoIndexError
from codegraph.evaluation.metrics import ndcg
from codegraph.evaluation.rows import RANKED, ROWS, rows_of
from codegraph.indexing.pipeline import index_repository
from codegraph.model import Scope
from codegraph.retrieve.searching import find
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from codegraph.embed import Embedder
    from codegraph.evaluation.questions import Question
    from codegraph.retrieve.searching import Found

# the leg of paths answers none of these questions
_ROWS = tuple(row for row in ROWS if row != "path")
_LIMIT = 10


@dataclass(frozen=True)
class Figures:
    """Mean nDCG@10 by row (a leg, `fused`, `ranked`) and kind of question (`all` first); milliseconds by stage."""

    means: Mapping[str, dict[str, float]]
    took_ms: Mapping[str, float]


def measure(root: Path, questions: Sequence[Question], index: Path, *, misses: bool = False) -> Figures:
    """Measure the search in the repository at `root`, whose index is in the folder `index`, or is built there."""
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    took: list[float] = []
    embedder = open_embedder(Settings().embed)
    with open_or_build(root, index, embedder) as store:
        for question in questions:
            found = ask(question.text, store, embedder, root.name)
            took.append(sum(found.took_ms.values()))
            rows = rows_of(found, store)
            for row in _ROWS:
                score = ndcg(rows[row], question.targets)
                for kind in ("all", question.kind):
                    scores[row][kind].append(score)
            if misses:
                _print_miss(question, found, scores[RANKED]["all"][-1])
    means = {row: {kind: round(fmean(values), 4) for kind, values in kinds.items()} for row, kinds in scores.items()}
    return Figures(means, {"p50": quantiles(took, n=20)[9], "p95": quantiles(took, n=20)[18]})


def open_or_build(root: Path, index: Path, embedder: Embedder) -> Store:
    """Open the index in a folder for reading, building it first where there is none."""
    try:
        return Store.open(index)
    except NoIndexError:
        settings = Settings()
        of = embedder.set
        with Store.create(index, model=of.model, dimensions=of.dimensions, recipe=of.recipe) as store:
            index_repository(root, store, settings)
        return Store.open(index)


def ask(text: str, store: Store, embedder: Embedder, project: str, limit: int = _LIMIT) -> Found:
    """Search with default settings."""
    settings = Settings().retrieve
    return find(text, store=store, embedder=embedder, scope=Scope(), settings=settings, limit=limit, project=project)


def summarise(figures: Sequence[Mapping[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Give the means over repositories, by row and kind."""
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in figures:
        for row, kinds in one.items():
            for kind, value in kinds.items():
                rows[row][kind].append(value)
    return {row: {kind: round(fmean(values), 4) for kind, values in kinds.items()} for row, kinds in rows.items()}


def _print_miss(question: Question, found: Found, score: float) -> None:
    if score > 0.99:
        return
    print(f"  {score:.2f} {question.text}: {', '.join(target.path for target in question.targets)}")
    for one in found.ranked[:4]:
        features = " ".join(f"{name} {value:.2f}" for name, value in one.features.items())
        print(f"       {one.score:.2f} {one.chunk.path} {one.chunk.name}  {features}")
