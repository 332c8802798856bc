"""The CozoScript of the product: one file a query, loaded by name. Scripts take parameters and nothing else."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> str:
    """Give the script of the query `name`, without its comments."""
    text = files(__name__).joinpath(f"{name}.cozo").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def names() -> list[str]:
    """Name every query, in order."""
    return sorted(
        entry.name.removesuffix(".cozo") for entry in files(__name__).iterdir() if entry.name.endswith(".cozo")
    )
