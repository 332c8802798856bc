"""Giving the graph to other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.api.opening import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def export_lines(repo: Path | None, *, cwd: Path) -> Iterator[str]:
    """Give the whole graph as JSON lines: nodes, edges, open references, in a deterministic order."""
    from codegraph.exporting import jsonl  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        yield from jsonl(workspace.store)
