"""One evaluation against an earlier one, over the questions that both asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.errors import UsageError
from codegraph.evaluation.summary import scores_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    Document = dict[str, Any]

TOLERANCE = 0.005
"""What a mean may fall without counting as worse."""

_ROUNDING = 1e-9


def compare(now: Mapping[str, Any], before: Any, *, source: str, tolerance: float = TOLERANCE) -> Document:  # noqa: ANN401
    """Compare two documents of evaluations: what users see, over the questions of both, told apart by their text.

    Gives `{"questions", "only_now", "only_before", "tolerance", "figures": [{"name", "now", "before", "worse"}],
    "changed": [{"query", "now", "before"}], "worse"}`; `changed` are questions whose nDCG@10 is another, the greatest
    fall first.

    :param before: any JSON value; `source` is what it is called in errors.
    :raises UsageError: `before` is no such document, or the two have no question in common.
    """
    old = _answers(before, source)
    new = {one["query"]: one for one in now["answers"]}
    both = [query for query in new if query in old]
    if not both:
        message = f"{source}: has no question in common with this evaluation"
        raise UsageError(message, hint="compare evaluations of the same questions")
    try:
        earlier = scores_of([old[query] for query in both])
        changes = [(new[query]["ndcg10"], float(old[query]["ndcg10"]), query) for query in both]
    except (KeyError, TypeError, ValueError) as error:
        raise _no_evaluation(source) from error
    later = scores_of([new[query] for query in both])
    figures = [
        {"name": name, "now": value, "before": earlier[name], "worse": value < earlier[name] - tolerance - _ROUNDING}
        for name, value in later.items()
        if name in earlier
    ]
    changes.sort(key=lambda change: (change[0] - change[1], change[2]))
    return {
        "questions": len(both),
        "only_now": len(new) - len(both),
        "only_before": len(old) - len(both),
        "tolerance": tolerance,
        "figures": figures,
        "changed": [{"query": query, "now": a, "before": b} for a, b, query in changes if abs(a - b) > _ROUNDING],
        "worse": any(figure["worse"] for figure in figures),
    }


def _answers(before: Any, source: str) -> dict[str, Document]:  # noqa: ANN401 - any JSON value
    answers = before.get("answers") if isinstance(before, dict) else None
    if not isinstance(answers, list) or not all(isinstance(one, dict) and "query" in one for one in answers):
        raise _no_evaluation(source)
    return {str(one["query"]): one for one in answers}


def _no_evaluation(source: str) -> UsageError:
    return UsageError(
        f"{source}: is no evaluation that was saved", hint="make one with `codegraph eval QUESTIONS --save FILE`"
    )
