"""Packing code into a prompt, and asking a model."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

from codegraph.api.opening import open_workspace
from codegraph.workspace import Workspace, root_of_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.model import AnswerEvent, PackedPrompt, Scope, SearchResult


def context(
    task: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    budget: int | None = None,
    layout: str = "markdown",
    for_model: str = "",
    mode: str = "explain",
    sources_only: bool = False,
    refresh: bool | None = None,
) -> PackedPrompt:
    """Pack the code that a task needs into a prompt of at most `budget` tokens.

    `refresh` is as in `search`; how the prompt stands to the files is in its `freshness`.
    """
    from codegraph.asking import CANDIDATES, pack_found, target_for  # noqa: PLC0415 - a search does not need it
    from codegraph.pack import Format, Mode  # noqa: PLC0415

    with open_workspace(repo, cwd) as workspace:
        result = workspace.search(task, scope=scope, limit=CANDIDATES, refresh=refresh)
        return pack_found(
            task,
            result,
            workspace.store,
            workspace.root,
            budget=budget or workspace.settings.pack.budget,
            target=target_for(workspace.settings, os.environ, for_model),
            mode=Mode(mode),
            layout=Format(layout),
            sources_only=sources_only,
        )


def context_document(packed: PackedPrompt) -> dict[str, Any]:
    """Give a packed prompt in its stable JSON shape."""
    from codegraph.pack import to_json  # noqa: PLC0415 - a search does not need it

    freshness = packed.freshness
    return {
        **to_json(packed),
        "index_revision": freshness.index_revision,
        "changed_since_index": freshness.changed,
        "stale_paths": list(freshness.stale_paths),
        "refreshed": freshness.refreshed,
        "degraded": list(freshness.degraded),
    }


class Asking:
    """One question: what was found for it, the evidence without a model, and the answer of one."""

    def __init__(self, workspace: Workspace, result: SearchResult, mode: str, model: str, budget: int | None) -> None:
        self.result = result
        self._workspace = workspace
        self._mode = mode
        self._model = model
        self._budget = budget

    def evidence(self) -> PackedPrompt:
        """Pack what was found; no model is needed."""
        from codegraph.asking import pack_found, target_for  # noqa: PLC0415 - a search does not need it
        from codegraph.pack import Mode  # noqa: PLC0415

        workspace = self._workspace
        return pack_found(
            self.result.query,
            self.result,
            workspace.store,
            workspace.root,
            budget=self._budget or workspace.settings.pack.budget,
            target=target_for(workspace.settings, os.environ, ""),
            mode=Mode(self._mode),
        )

    def answer(self, *, force_citations: bool = False) -> Iterator[AnswerEvent]:
        """Let the model answer; raises ModelMissingError, before the first event, where there is none."""
        from codegraph.asking import ask, open_backend  # noqa: PLC0415 - a search does not need it
        from codegraph.pack import Mode  # noqa: PLC0415

        workspace = self._workspace
        backend = open_backend(workspace.settings, os.environ, self._model)
        try:
            yield from ask(
                self.result,
                backend,
                workspace.store,
                workspace.root,
                workspace.settings,
                mode=Mode(self._mode),
                budget=self._budget,
                force_citations=force_citations,
            )
        finally:
            backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._workspace.close()


def asking(
    question: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    mode: str = "explain",
    model: str = "",
    budget: int | None = None,
    refresh: bool | None = None,
) -> Asking:
    """Search for a question; what comes back answers it, and is closed after use. `refresh` is as in `search`."""
    from codegraph.asking import CANDIDATES  # noqa: PLC0415 - a search does not need it

    workspace = Workspace(root_of_index(repo, cwd), os.environ)
    try:
        result = workspace.search(question, scope=scope, limit=CANDIDATES, refresh=refresh)
        return Asking(workspace, result, mode, model, budget)
    except BaseException:
        workspace.close()
        raise
