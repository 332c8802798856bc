"""Compares two versions of a file's unit: where little differs, what the file gives others is not told anew.

Little are the heads of functions and methods, and new functions of modules. What such changes give otherwise is said
without a look at all else in the file (`Giving.changed`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.units import CODES, FUNCTION, METHOD, DamagedUnitError, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

_FREE = frozenset({FUNCTION, CODES[SymbolKind.TEST]})
_FUNCTIONS = _FREE | {METHOD}
_MODULE = CODES[SymbolKind.MODULE]


class Changes(NamedTuple):
    """The functions of a file that have another head, and those that are new, by their indexes now."""

    altered: list[int]
    added: list[int]


def changes_of(before: bytes, now: bytes) -> Changes | None:
    """Say what is otherwise in a unit than before; None where that is more than functions, or cannot be read."""
    try:
        return _changes(Unit(before), Unit(now))
    except (DamagedUnitError, LookupError, TypeError):
        return None


def _changes(before: Unit, now: Unit) -> Changes | None:
    # where macros are defined or called names depend on where things stand
    if not (before.can_follow and now.can_follow):
        return None
    old, new = _ids(before), _ids(now)
    index_of = {ident: index for index, ident in enumerate(old)}
    stayed = [ident for ident in new if ident in index_of]
    # of what has the same name the order counts
    if stayed != old or len(index_of) != len(old) or _around(before, old) != _around(now, new):
        return None
    changes = Changes([], [])
    heads, lines = before.head_lines(), now.head_lines()
    for index, ident in enumerate(new):
        there = index_of.get(ident)
        if there is None:
            if now.codes[index] not in _FREE or (now.parents[index] and now.codes[now.parents[index]] != _MODULE):
                return None
            changes.added.append(index)
        elif _stands(before, old, there) != _stands(now, new, index):
            return None
        elif heads[there] != lines[index]:
            if now.codes[index] not in _FUNCTIONS:
                return None
            changes.altered.append(index)
    return changes


def _ids(unit: Unit) -> list[str]:
    return [str(unit.id(index)) for index in range(len(unit.codes))]


def _stands(unit: Unit, ids: Sequence[str], index: int) -> tuple[Any, ...]:
    """Give what a symbol is but for its head."""
    parent = unit.parents[index]
    return unit.codes[index], unit.names[index], ids[parent] if index else parent, unit.visibility(index)


def _around(unit: Unit, ids: Sequence[str]) -> tuple[Any, ...]:
    """Give what a file says beside its symbols."""
    return (
        unit.path,
        unit.root,
        unit.renames,
        unit.aliases,
        [(ids[symbol], *rest) for symbol, *rest in unit.imports],
        [(ids[symbol], names) for symbol, names in unit.procedural.items()],
    )
