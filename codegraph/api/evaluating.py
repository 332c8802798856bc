"""Measuring search and packing on questions with known answers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codegraph.api.opening import open_workspace
from codegraph.errors import NotFoundError
from codegraph.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Document = dict[str, Any]

_NAMED = 3


def evaluate(
    questions: Path | str,
    *,
    source: str = "stdin",
    repo: Path | None,
    cwd: Path,
    budgets: Sequence[int] | None = None,
    for_model: str = "",
    sources_only: bool = False,
    refresh: bool | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Document:
    """Ask questions with known answers, and tell how well the index answers them, in the stable JSON shape.

    :param questions: a file, or a text that `source` names in errors; JSON or JSON lines, as
        `evaluation.questions.parse_questions` describes.
    :param budgets: tokens of the prompts to pack (default: `evaluation.packing.BUDGETS`; none packs no prompt).
    :param for_model: whose tokens are counted, as in `context`.
    :raises UsageError: the questions are no such text, or a budget is too small for a question alone.
    :raises NotFoundError: the index has none of the files that answer.
    """
    from codegraph.asking import target_for  # noqa: PLC0415 - other commands do not need it
    from codegraph.evaluation.evaluating import Packing, Searcher, check_targets, evaluate  # noqa: PLC0415
    from codegraph.evaluation.packing import BUDGETS  # noqa: PLC0415
    from codegraph.evaluation.questions import parse_questions, read_questions  # noqa: PLC0415
    from codegraph.evaluation.summary import summary_document  # noqa: PLC0415

    if isinstance(questions, str):
        asked = parse_questions(questions, source)
    else:
        source = str(questions)
        asked = read_questions(cwd / questions, source)
    with open_workspace(repo, cwd) as workspace:
        # brings changed files up to date, as a user's search would
        fresh = workspace.search(asked[0].text, scope=Scope(), refresh=refresh)
        store = workspace.store
        checked = check_targets(asked, store)
        if not checked.questions:
            named = ", ".join(str(one.target) for one in checked.unknown[:_NAMED])
            message = f"{workspace.root} has none of the places that should answer: {named}, …"
            raise NotFoundError(message, hint="name paths as `codegraph search` shows them, relative to the repository")
        packing = Packing(
            tuple(BUDGETS if budgets is None else sorted(set(budgets))),
            target_for(workspace.settings, os.environ, for_model),
            sources_only,
        )
        searcher = Searcher(store, workspace.embedder, workspace.root, workspace.settings.retrieve)
        answers = evaluate(checked.questions, searcher, packing, progress=progress)
        return {
            "source": source,
            **summary_document(answers, checked, packing),
            "embedding_set": workspace.embedder.set.id,
            "index_revision": fresh.index_revision,
            "changed_since_index": fresh.changed_since_index,
            "refreshed": fresh.refreshed,
            "degraded": list(fresh.degraded),
        }


def compare_evaluations(now: Document, before: Any, *, source: str, tolerance: float | None = None) -> Document:  # noqa: ANN401
    """Compare an evaluation with an earlier one; see `evaluation.comparing.compare`.

    :raises UsageError: `before` is no evaluation, or the two have no question in common.
    """
    from codegraph.evaluation.comparing import TOLERANCE, compare  # noqa: PLC0415 - other commands do not need it

    return compare(now, before, source=source, tolerance=TOLERANCE if tolerance is None else tolerance)
