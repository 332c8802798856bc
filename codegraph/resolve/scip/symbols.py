"""SCIP symbols: `scheme manager package version descriptors`, a doubled space standing for a space within a part."""

from __future__ import annotations

import re

_PARTS = 4
_LAST_NAME = re.compile(r"(?:`((?:[^`]|``)+)`|([\w$+-]+))(?:#|\.|/|!|:|\([^()]*\)\.|\]|\))?$")


def is_local(symbol: str) -> bool:
    """Tell whether a symbol holds within one document only."""
    return symbol.startswith("local ")


def package_of(symbol: str) -> str:
    """Name the package of a symbol; empty where it has none."""
    parts = symbol.replace("  ", "\0").split(" ", _PARTS)
    if len(parts) <= _PARTS:
        return ""
    name = parts[2].replace("\0", " ")
    return "" if name == "." else name


def name_of(symbol: str) -> str:
    """Give the name that a symbol ends with, empty where none is found."""
    found = _LAST_NAME.search(symbol)
    return (found[1] or "").replace("``", "`") or found[2] or "" if found else ""
