"""Matches paths with patterns of `*`, `?` and `**`, in time that grows with the product of their lengths."""

from __future__ import annotations

from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Tell whether a path is what a pattern says: `*` is any part of a name, `**` any folders, also none."""
    parts = path.split("/")
    # the numbers of names of the path that the pattern so far may have taken
    at = {0}
    for segment in _segments(pattern):
        if segment == "**":
            at = set(range(min(at), len(parts) + 1)) if at else at
        else:
            at = {here + 1 for here in at if here < len(parts) and name_matches(segment, parts[here])}
        if not at:
            return False
    return len(parts) in at


def name_matches(pattern: str, name: str) -> bool:
    """Tell whether one name is what a pattern of `*` and `?` says."""
    if pattern == "*":
        return True
    if "*" not in pattern and "?" not in pattern:
        return pattern == name
    at = here = 0
    star = mark = -1
    while here < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, here
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[here]):
            at += 1
            here += 1
        elif star >= 0:
            mark += 1
            at, here = star + 1, mark
        else:
            return False
    return not pattern[at:].strip("*")


@lru_cache(maxsize=512)
def _segments(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.strip("/").split("/"))
