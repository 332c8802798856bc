"""Index one repository and ask it questions, keeping what every stage of the search made and how long it took."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, quantiles
from typing import TYPE_CHECKING, NamedTuple

from codegraph.config import Settings
from codegraph.embed import open_embedder
from codegraph.errors import NoIndexError
from codegraph.evaluation.metrics import ndcg
from codegraph.evaluation.rows import RANKED, ROWS, rows_of
from codegraph.indexing.pipeline import index_repository
from codegraph.model import Scope
from codegraph.retrieve.searching import find, search
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


# asked before anything is timed: the first searches load what the others use
_WARM_UP = ("read a file line by line", "where are errors reported", "main")


class Took(NamedTuple):
    """Milliseconds of one search: by the clock, and of the processor, which a shared machine also gives to others."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Figures:
    """Mean nDCG@10 by row (a leg, `fused`, `ranked`) and kind of question (`all` first); what warm searches took."""

    means: Mapping[str, dict[str, float]]
    took_ms: Sequence[Took]


def measure(root: Path, questions: Sequence[Question], index: Path, *, misses: bool = False) -> Figures:
    """Measure the search in the repository at `root`, whose index is in the folder `index`, or is built there."""
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    embedder = open_embedder(Settings().embed)
    with open_or_build(root, index, embedder) as store:
        took = _time(root, questions, store, embedder)
        for question in questions:
            found = ask(question.text, store, embedder, root.name)
            rows = rows_of(found, store)
            for row in _ROWS:
                score = ndcg(rows[row], question.targets)
                for kind in ("all", question.kind):
                    scores[row][kind].append(score)
            if misses:
                _print_miss(question, found, scores[RANKED]["all"][-1])
    means = {row: {kind: round(fmean(values), 4) for kind, values in kinds.items()} for row, kinds in scores.items()}
    return Figures(means, took)


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


def percentiles(took: Sequence[Took]) -> dict[str, Took]:
    """Give the median and the 95th percentile of what some searches took, by name."""
    cuts = [quantiles(column, n=20) for column in zip(*took, strict=True)]
    return {name: Took(*(round(cut[at], 1) for cut in cuts)) for name, at in (("p50", 9), ("p95", 18))}


def _time(root: Path, questions: Sequence[Question], store: Store, embedder: Embedder) -> list[Took]:
    """Ask each question once, by a program that has asked others before: from its text to hits with theirs."""
    settings, took = Settings().retrieve, []
    for text in (*_WARM_UP, *(question.text for question in questions)):
        began, used = time.perf_counter(), time.process_time()
        search(text, store=store, embedder=embedder, root=root, scope=Scope(), settings=settings, limit=_LIMIT)
        took.append(Took((time.perf_counter() - began) * 1000.0, (time.process_time() - used) * 1000.0))
    return took[len(_WARM_UP) :]


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
