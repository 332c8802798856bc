"""What of a question's targets stands in the prompt that the packer makes, at several budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.asking import candidates_of
from codegraph.evaluation.metrics import Place, recall
from codegraph.model import Detail
from codegraph.pack import pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from codegraph.asking import Target
    from codegraph.model import Hit, PackedPrompt
    from codegraph.store import Store

BUDGETS = (500, 1000, 2000, 4000, 8000)
"""The tokens of a prompt at which the retrieval benchmark's peers are measured."""


class ContextRecall(NamedTuple):
    """The share of a question's targets that a prompt names with place and signature at least, and that it shows.

    A target is shown where some of its text stands in the prompt: a part in full, or shortened.
    """

    named: float
    shown: float


def pack_at(
    task: str,
    hits: Sequence[Hit],
    store: Store,
    root: Path,
    *,
    budgets: Sequence[int],
    target: Target,
    sources_only: bool = False,
) -> dict[int, PackedPrompt]:
    """Pack hits as `codegraph context` does, at several budgets; see `asking.pack_found`.

    :param hits: what the search gave, `asking.CANDIDATES` of them, best first.
    :raises UsageError: a budget is too small for the task alone.
    """
    candidates = candidates_of(hits, store, root)
    return {
        budget: pack(
            task,
            candidates,
            budget,
            counter=target.counter,
            frame_overhead=target.frame_overhead,
            sources_only=sources_only,
            model_name=target.model,
        )
        for budget in budgets
    }


def context_recall(packed: PackedPrompt, targets: Sequence[Place]) -> ContextRecall:
    """Tell what of the targets is in a prompt.

    Raises ZeroDivisionError without a target.
    """
    places = [(Place(part.path, part.start_line, part.end_line), part.detail) for part in packed.parts]
    shown = [place for place, detail in places if detail in {Detail.FULL, Detail.ELIDED}]
    return ContextRecall(recall([place for place, _ in places], targets), recall(shown, targets))
