"""Finds the symbols that a person names: by id, by path, by name, and only then less exactly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegraph.model import Symbol
    from codegraph.store import Store

_ID = re.compile(r"[0-9a-f]{32}")


def find_symbols(store: Store, name: str, *, limit: int = 20) -> list[Symbol]:
    """Find symbols by their id, by a path such as `Type::method`, or by name.

    A name that no symbol bears exactly is looked for in any case, then as the start of names. Ties are in the
    store's order, so that the same store always gives the same list.
    """
    wanted = name.strip().removesuffix("()")
    if _ID.fullmatch(wanted):
        found = store.symbols([wanted])
        if found:
            return found
    if "::" in wanted:
        return store.symbols_by_qualified(wanted.removeprefix("::"), limit=limit)
    return (
        store.symbols_by_name(wanted, limit=limit)
        or store.symbols_by_name(wanted, limit=limit, any_case=True)
        or store.symbols_by_prefix(wanted, limit=limit, any_case=True)
    )
