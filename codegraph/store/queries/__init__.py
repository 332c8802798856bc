"""The CozoScript of the product: one file a query, loaded by name. Scripts take parameters and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# beside this file: importlib.resources takes 5 ms to load
_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> str:
    """Give the script of the query `name`, without its comments."""
    text = _FOLDER.joinpath(f"{name}.cozo").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def names() -> list[str]:
    """Name every query, in order."""
    return sorted(path.stem for path in _FOLDER.glob("*.cozo"))
