"""Finds the symbols that a person names: by id, by path, by place, by name, and only then less exactly."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from codegraph.errors import NotFoundError
from codegraph.model import SECTIONS, SymbolKind

if TYPE_CHECKING:
    from codegraph.model import Symbol
    from codegraph.store import Store

SEPARATOR = re.compile(r"::|[.#:\\]|->")
"""What stands between the names of a path in one language or another."""

_ID = re.compile(r"[0-9a-f]{32}")
_PLACE = re.compile(r"(?P<path>.*?[^:]):(?P<line>[0-9]{1,9})(?::[0-9]+)?")


def find_symbols(store: Store, name: str, *, limit: int = 20, here: str = "", prefixes: bool = True) -> list[Symbol]:
    """Find symbols by their id, by a path such as `Type::method` or `Type.method`, by `PATH:LINE`, or by name.

    A name that no symbol bears exactly is looked for in any case, then as the start of names (`prefixes`). Headings
    and keys count only where no code bears the name in any case. Ties are in the store's order, so that the same store
    always gives the same list.

    :param here: the folder, relative to the repository, from which a `PATH:LINE` may be meant.
    :raises NotFoundError: a `PATH:LINE` names no line of an indexed file.
    """
    wanted = name.strip().removesuffix("()")
    if is_place(wanted):
        return find_at_line(store, wanted, here=here)
    if _ID.fullmatch(wanted):
        found = store.symbols([wanted])
        if found:
            return found
    for path in _paths(wanted):
        found = store.symbols_by_qualified(path, limit=limit)
        if found:
            return _code_of(found) or found
    exact = store.symbols_by_name(wanted, limit=limit)
    folded = [] if _code_of(exact) else store.symbols_by_name(wanted, limit=limit, any_case=True)
    return (
        _code_of(exact)
        or _code_of(folded)
        or exact
        or folded
        or (store.symbols_by_prefix(wanted, limit=limit, any_case=True) if prefixes else [])
    )


def _paths(wanted: str) -> list[str]:
    """Give the ways in which qualified names are written that a name may mean: with `::` in Rust, else with dots."""
    dotted = SEPARATOR.sub(".", wanted).strip(".")
    return [wanted.strip(":")] * ("::" in wanted) + [dotted] * ("." in dotted)


def _code_of(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out headings and keys."""
    return [one for one in symbols if one.kind not in SECTIONS]


def is_place(name: str) -> bool:
    """Tell whether a name is a place: `PATH:LINE` or `PATH:LINE:COLUMN`."""
    return _PLACE.fullmatch(name.strip()) is not None


def find_at_line(store: Store, place: str, *, here: str = "") -> list[Symbol]:
    """Find the innermost definition around a line, `PATH:LINE`; the path is relative to the repository, or to `here`.

    :raises NotFoundError: there is no such indexed file, or it has no such line.
    """
    match = _PLACE.fullmatch(place.strip())
    path, line = (match["path"], int(match["line"])) if match else (place, 0)
    candidates = dict.fromkeys(posixpath.normpath(posixpath.join(folder, path)) for folder in ("", here))
    for candidate in candidates:
        symbols = store.symbols_in(candidate)
        if symbols:
            break
    else:
        message = f"{path} is not an indexed file"
        raise NotFoundError(
            message, hint="name it relative to the repository; `codegraph status` tells what is indexed"
        )
    around = [one for one in symbols if one.span.start_line <= line <= max(one.span.end_line, one.span.start_line)]
    if not around:
        message = f"{path} has no line {line}"
        raise NotFoundError(message, hint=f"its last line is {max(one.span.end_line for one in symbols)}")
    inner = [one for one in around if one.kind is not SymbolKind.FILE] or around
    return [min(inner, key=lambda one: (one.span.end - one.span.start, one.id))]
