"""SCIP symbols: `scheme manager package version descriptors`, a doubled space standing for a space within a part."""

from __future__ import annotations

import re

_PARTS = 4
# `<constructor>`, `<init>`: a constructor bears no name of its own; `<get>name`: what is before a name is none of it
_CONSTRUCTORS = frozenset({"<constructor>", "<init>"})
_MARK = re.compile(r"<\w+>(?=.)")
_LAST_DESCRIPTOR = re.compile(r"(?:`(?:[^`]|``)+`|[\w$+-]+)(?:#|\.|/|!|:|\([^()]*\)\.|\]|\))?$")
# what tools number, as they do the properties of objects without a type: `name0:`
_NUMBERED = ":"
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


def is_constructor(symbol: str) -> bool:
    """Tell whether a symbol is a constructor that has no name."""
    return name_of(symbol) in _CONSTRUCTORS


def owner_of(symbol: str) -> str:
    """Give the symbol that another stands in, as far as its text says."""
    return _LAST_DESCRIPTOR.sub("", symbol)


def is_named(symbol: str, text: str) -> bool:
    """Tell whether a text can be the name that a symbol has where it is defined."""
    name = _MARK.sub("", name_of(symbol))
    if _plain(text) == _plain(name) or (name in _CONSTRUCTORS):
        return True
    return symbol.endswith(_NUMBERED) and _plain(text) == _plain(name.rstrip("0123456789"))


def _plain(text: str) -> str:
    return text.strip("`\"'").removeprefix("r#")
