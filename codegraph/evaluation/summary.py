"""Answers summed up: means by kind of question and by row, and the stable JSON document of an evaluation."""

from __future__ import annotations

from math import ceil
from statistics import fmean
from typing import TYPE_CHECKING, Any

from codegraph.evaluation.evaluating import Score
from codegraph.evaluation.rows import RANKED, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.evaluation.evaluating import Answer, Checked, Packing
    from codegraph.evaluation.packing import ContextRecall

    Document = dict[str, Any]

ALL = "all"
"""The kind that stands for all questions."""

_DIGITS = 4
_FIGURES = Score._fields
_NOTHING = Score(0.0, 0.0, 0.0)


def by_kind(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Sort answers by the kind of their question, all together first; questions without a kind are in no other."""
    kinds: dict[str, list[Answer]] = {ALL: list(answers)}
    for one in sorted(answers, key=lambda answer: answer.question.kind):
        if one.question.kind:
            kinds.setdefault(one.question.kind, []).append(one)
    return kinds


def mean_scores(answers: Sequence[Answer]) -> dict[str, Document]:
    """Give the mean of every figure of every row: `{row: {"ndcg10", "mrr", "recall10"}}`.

    Raises StatisticsError without an answer.
    """
    return {
        row: {figure: _mean([getattr(one.scores.get(row, _NOTHING), figure) for one in answers]) for figure in _FIGURES}
        for row in dict.fromkeys((*ROWS, *(row for one in answers for row in one.scores)))
    }


def mean_context(answers: Sequence[Answer]) -> dict[str, Document]:
    """Give, by budget, the mean share of targets named and shown, and the share of questions with all named.

    Raises StatisticsError without an answer.
    """
    return {
        str(budget): {
            "recall": _mean([one.context[budget].named for one in answers]),
            "shown": _mean([one.context[budget].shown for one in answers]),
            "complete": _mean([float(one.context[budget].named >= 1.0) for one in answers]),
        }
        for budget in answers[0].context
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least this share of them does not exceed. There has to be a value."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


def summary_document(answers: Sequence[Answer], checked: Checked, packing: Packing) -> Document:
    """Give an evaluation in its stable JSON shape; there has to be an answer."""
    kinds = by_kind(answers)
    took = [one.took_ms for one in answers]
    return {
        "questions": len(answers),
        "left_out": [{"query": one.text, "where": one.where} for one in checked.without],
        "unknown": [
            {"path": str(one.target), "query": one.question.text, "where": one.question.where, "reason": one.reason}
            for one in checked.unknown
        ],
        "kinds": {kind: len(found) for kind, found in kinds.items()},
        "figures": {kind: mean_scores(found) for kind, found in kinds.items()},
        "context": {kind: mean_context(found) for kind, found in kinds.items()},
        "counter": {"name": packing.target.counter.name, "exact": packing.target.counter.exact},
        "sources_only": packing.sources_only,
        "took_ms": {"p50": round(percentile(took, 0.5), 2), "p95": round(percentile(took, 0.95), 2)},
        "answers": [_answer(one) for one in answers],
    }


def _answer(one: Answer) -> Document:
    return {
        "query": one.question.text,
        "kind": one.question.kind,
        "where": one.question.where,
        **_figures(one.scores[RANKED]),
        "targets": [{"path": str(it.target), "ranks": dict(it.ranks)} for it in one.standings],
        "first": [{"path": str(place), "name": name} for place, name in one.first],
        "context": {str(budget): _context(found) for budget, found in one.context.items()},
        "took_ms": round(one.took_ms, 2),
        "degraded": list(one.degraded),
    }


def _figures(score: Score) -> dict[str, float]:
    return {figure: round(value, _DIGITS) for figure, value in score._asdict().items()}


def _context(found: ContextRecall) -> dict[str, float]:
    return {"recall": round(found.named, _DIGITS), "shown": round(found.shown, _DIGITS)}


def _mean(values: Sequence[float]) -> float:
    return round(fmean(values), _DIGITS)


def scores_of(answers: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Give what users see, as means over documents of answers: the figures of the ranking, recall by budget.

    Raises StatisticsError without an answer.
    """
    means = {figure: _mean([float(one[figure]) for one in answers]) for figure in _FIGURES}
    budgets = [budget for budget in answers[0]["context"] if all(budget in one["context"] for one in answers)]
    return means | {
        f"context {budget}": _mean([float(one["context"][budget]["recall"]) for one in answers]) for budget in budgets
    }
