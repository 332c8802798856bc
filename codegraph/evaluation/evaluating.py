"""Asks questions with known answers, one after the other, and keeps for each how well it was answered."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from codegraph.asking import CANDIDATES
from codegraph.evaluation.metrics import CUT, ndcg, rank_of, recall, reciprocal_rank
from codegraph.evaluation.packing import ContextRecall, context_recall, pack_at
from codegraph.evaluation.rows import place_of, rows_of
from codegraph.model import Scope
from codegraph.retrieve.searching import find, hits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.asking import Target
    from codegraph.config import RetrieveSettings
    from codegraph.embed import Embedder
    from codegraph.evaluation.metrics import Place
    from codegraph.evaluation.questions import Question
    from codegraph.retrieve.searching import Found
    from codegraph.store import Store

_FIRST = 5


class Searcher(NamedTuple):
    """What a question is asked of: an index, its embedder, the repository's files, and the settings of a search."""

    store: Store
    embedder: Embedder
    root: Path
    settings: RetrieveSettings


class Packing(NamedTuple):
    """How prompts are packed: their budgets in tokens (none: no prompt), how tokens are counted, and the frame."""

    budgets: tuple[int, ...]
    target: Target
    sources_only: bool = False


class Score(NamedTuple):
    """How one ranking of ten places answers a question, each figure from 0 to 1."""

    ndcg10: float
    mrr: float
    recall10: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target stood: its rank from 1 in the rankings that hold it, by row."""

    target: Place
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one question was answered; `context` is by budget, `first` are the best hits with their names."""

    question: Question
    scores: Mapping[str, Score]
    standings: tuple[Standing, ...]
    context: Mapping[int, ContextRecall]
    first: tuple[tuple[Place, str], ...]
    took_ms: float
    degraded: tuple[str, ...] = ()


class Unknown(NamedTuple):
    """A target that the index cannot give, and why."""

    question: Question
    target: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Questions with the targets that the index has, those that it has none of, and the targets that it has not."""

    questions: tuple[Question, ...]
    without: tuple[Question, ...] = ()
    unknown: tuple[Unknown, ...] = ()


def check_targets(questions: Sequence[Question], store: Store) -> Checked:
    """Take out the targets that are not in the index: no search can find them, and most likely they are misnamed."""
    files = _Files(store)
    kept: list[Question] = []
    without: list[Question] = []
    unknown: list[Unknown] = []
    for question in questions:
        reasons = {target: files.why_unknown(target) for target in question.targets}
        unknown += [Unknown(question, target, reason) for target, reason in reasons.items() if reason]
        known = tuple(target for target, reason in reasons.items() if not reason)
        if known:
            kept.append(replace(question, targets=known))
        else:
            without.append(question)
    return Checked(tuple(kept), tuple(without), tuple(unknown))


def evaluate(
    questions: Sequence[Question],
    searcher: Searcher,
    packing: Packing,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Answer]:
    """Ask every question, whose targets all have to be in the index (`check_targets`).

    :raises UsageError: a budget is too small for a question alone.
    """
    import numpy  # noqa: F401, ICN001, PLC0415 - a search in a process that has asked before runs with it loaded

    answers = []
    if questions:
        _search(questions[0].text, searcher)  # what is loaded at the first search is no part of its time
    for number, question in enumerate(questions, start=1):
        answers.append(answer(question, searcher, packing))
        if progress is not None:
            progress("questions", number, len(questions))
    return answers


def answer(question: Question, searcher: Searcher, packing: Packing) -> Answer:
    """Ask one question: search as users do, and pack what was found.

    The hits are the first of those that are packed, so that one search tells of both.
    """
    began = time.perf_counter()
    found = _search(question.text, searcher)
    hits_of(found.ranked[:CUT], found.hashes, searcher.root)
    took_ms = (time.perf_counter() - began) * 1000.0
    targets = question.targets
    deep = rows_of(found, searcher.store, cut=len(found.fused))
    rows = {name: row[:CUT] for name, row in deep.items()}
    packed = {}
    if packing.budgets:
        hits = hits_of(found.ranked, found.hashes, searcher.root)
        packed = pack_at(
            question.text,
            hits,
            searcher.store,
            searcher.root,
            budgets=packing.budgets,
            target=packing.target,
            sources_only=packing.sources_only,
        )
    return Answer(
        question=question,
        scores={
            name: Score(ndcg(row, targets), reciprocal_rank(row, targets), recall(row, targets))
            for name, row in rows.items()
        },
        standings=tuple(_standing(target, deep) for target in targets),
        context={budget: context_recall(one, targets) for budget, one in packed.items()},
        first=tuple((place_of(one.chunk), one.chunk.qualified_name) for one in found.ranked[:_FIRST]),
        took_ms=took_ms,
        degraded=tuple(found.degraded),
    )


def _search(text: str, searcher: Searcher) -> Found:
    return find(
        text,
        store=searcher.store,
        embedder=searcher.embedder,
        scope=Scope(),
        settings=searcher.settings,
        limit=CANDIDATES,
        project=searcher.root.name,
    )


def _standing(target: Place, rows: Mapping[str, Sequence[Place]]) -> Standing:
    ranks = {name: rank_of(row, target, cut=len(row)) for name, row in rows.items()}
    return Standing(target, {name: rank for name, rank in ranks.items() if rank})


class _Files:
    """The files of an index, by their paths and the ends of these; a target's path may begin at another folder."""

    def __init__(self, store: Store) -> None:
        self._lines = {path: row.lines for path, row in store.files().items()}
        self._skipped = {one.path: one.reason for one in store.skipped()}
        # the most lines of a file whose path ends so
        self._ends: dict[str, int] = {}
        for path, lines in self._lines.items():
            for end in _ends(path):
                self._ends[end] = max(lines, self._ends.get(end, 0))

    def why_unknown(self, target: Place) -> str:
        """Tell why a target cannot be found; empty if it can."""
        found = [self._lines[end] for end in _ends(target.path) if end in self._lines]
        found += [self._ends[target.path]] if target.path in self._ends else []
        if not found:
            reason = self._skipped.get(target.path)
            return f"skipped when indexing: {reason}" if reason else "no such file"
        return f"the file has {max(found)} lines" if target.start > max(found) else ""


def _ends(path: str) -> Iterator[str]:
    parts = path.split("/")
    yield from ("/".join(parts[at:]) for at in range(len(parts)))
