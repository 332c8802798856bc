"""Questions with their answers, as files hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.eval.retrieval.metrics import Place

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Question:
    """A question, its kind, and the places that answer it."""

    text: str
    kind: str
    targets: tuple[Place, ...]


def read_questions(path: Path) -> list[Question]:
    """Read a file of annotations: a JSON list of `{query, category, relevant, secondary}`.

    A target is a path, or `{"path", "start_line", "end_line"}`.
    """
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [
        Question(
            entry["query"],
            entry.get("category", ""),
            tuple(_place(target) for target in (*entry["relevant"], *entry.get("secondary", ()))),
        )
        for entry in entries
    ]


def _place(target: str | dict[str, Any]) -> Place:
    if isinstance(target, str):
        return Place(target)
    return Place(target["path"], int(target.get("start_line") or 0), int(target.get("end_line") or 0))
