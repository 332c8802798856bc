"""From stored answers to outcomes as the resolver takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import Confidence, Method, ReferenceState
from codegraph.resolve.references import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codegraph.identity import NodeId
    from codegraph.resolve.items import Item
    from codegraph.resolve.scip.answers import Answers


def outcomes(answers: Answers, item_of: Callable[[NodeId], Item | None]) -> Mapping[int, Outcome]:
    """Give the outcomes of a file's references; an answer whose target is gone is left out."""
    found: dict[int, Outcome] = {}
    for start, answer in answers.items():
        item = item_of(answer.target) if answer.target is not None else None
        if answer.state is ReferenceState.RESOLVED and item is None:
            continue
        targets = (item,) if item is not None else ()
        found[start] = Outcome(answer.state, targets, answer.reason, Method.SCIP, Confidence.EXACT)
    return found
