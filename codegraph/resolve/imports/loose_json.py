"""Reads JSON as people write it into configuration: with comments, commas too many and a byte order mark."""

from __future__ import annotations

import json
import re
from typing import Any

# a string; a comment of lines, one to the end of the line; a comma before the end of a list. What is not ended is
# taken whole: to begin anew at each place in it would take the square of its length
_PARTS = re.compile(r'("(?:[^"\\\n]|\\.)*"?)|/\*.*?(?:\*/|\Z)|//[^\n]*|,(?=\s*[\]}])', re.DOTALL)


def read_json(data: bytes | None) -> dict[str, Any]:
    """Read an object; empty for anything else."""
    if data is None:
        return {}
    text = data.decode("utf-8-sig", "replace")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            found = json.loads(_plain(text))
        except (ValueError, RecursionError):
            return {}
    return found if isinstance(found, dict) else {}


def _plain(text: str) -> str:
    # comments first: what is a comma too many may stand before one
    for _ in range(2):
        text = _PARTS.sub(lambda it: it[1] or ("" if it[0] == "," else " "), text)
    return text


def table(value: object) -> dict[str, Any]:
    """Give an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def texts(value: object) -> list[str]:
    """Give a list of texts, without what is none."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Give a text, an empty one for anything else."""
    return value if isinstance(value, str) else ""
