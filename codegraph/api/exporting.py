"""Giving the graph to other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.api.opening import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def export_lines(repo: Path | None, *, cwd: Path) -> Iterator[str]:
    """Give the whole graph as JSON lines: nodes, edges, open references, in a deterministic order."""
    from codegraph.exporting import jsonl  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        yield from jsonl(workspace.store)


def query(script: str, *, repo: Path | None, cwd: Path, limit: int = 1000, timeout: float = 10.0) -> dict[str, Any]:
    """Run a reading Datalog query (CozoScript): `headers`, at most `limit` `rows`, and whether there were more.

    `timeout` is in seconds. Raises UsageError for a query that would write, read files or open URLs.
    """
    with open_workspace(repo, cwd) as workspace:
        answer = workspace.store.query(script, limit=limit, timeout=timeout)
        return {"headers": list(answer.headers), "rows": answer.rows, "truncated": answer.truncated}
