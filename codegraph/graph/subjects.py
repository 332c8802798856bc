"""What a question is about: from a name, a path of names, `PATH:LINE` or an id to definitions of the index.

Definitions of one qualified name that only `#[cfg]` tells apart are one subject: whoever asks for the callers of one
means the callers of whichever is compiled.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import NotFoundError
from codegraph.graph.lookup import SEPARATOR, find_at_line, find_symbols, is_place
from codegraph.model import SECTIONS, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import Store

FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
CALLABLE = FUNCTIONS | {SymbolKind.MACRO}
CONTAINERS = frozenset(
    {
        SymbolKind.PACKAGE,
        SymbolKind.FILE,
        SymbolKind.MODULE,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.IMPL,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
    }
)
_SMALL = frozenset({SymbolKind.FIELD, SymbolKind.VARIANT, SymbolKind.FILE, *SECTIONS})
_READ = 400
_NEAR = 5
_PREFIX = 3


class Subject(NamedTuple):
    """A definition, with those that stand for it under another `cfg`."""

    symbol: Symbol
    alternatives: tuple[Symbol, ...] = ()

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """All its definitions."""
        return (self.symbol, *self.alternatives)

    @property
    def ids(self) -> tuple[NodeId, ...]:
        """The ids of all its definitions."""
        return tuple(one.id for one in self.symbols)


def find_subjects(store: Store, name: str, *, here: str = "", callable_only: bool = False) -> list[Subject]:
    """Find what a name means, at most some hundreds of definitions, by qualified name and place.

    Where none bears the name exactly, letter case does not count. Impl blocks count only where nothing else bears the
    name, and with `callable_only` functions and macros go before all other kinds.

    :param here: the folder, relative to the repository, from which a `PATH:LINE` may be meant.
    :raises NotFoundError: nothing bears that name; the hint lists names that are near.
    """
    found = _find(store, name, here)
    for wanted in ((CALLABLE,) if callable_only else ()) + (frozenset(SymbolKind) - {SymbolKind.IMPL},):
        narrowed = [one for one in found if one.kind in wanted]
        found = narrowed or found
    return _join_alternatives(found)


def _find(store: Store, name: str, here: str) -> list[Symbol]:
    if is_place(name):
        return find_at_line(store, name, here=here)
    found = find_symbols(store, name, limit=_READ, prefixes=False)
    if not found:
        message = f"no symbol named {name}"
        near = near_names(store, name)
        search = f"try `codegraph search {name}`"
        hint = f"near names: {', '.join(near)}; or {search}" if near else search
        raise NotFoundError(message, hint=hint)
    return found


def near_names(store: Store, name: str) -> list[str]:
    """Name a few symbols whose names are like this one, nearest first."""
    wanted = name.strip().removesuffix("()")
    last = SEPARATOR.split(wanted)[-1]
    exact = store.symbols_by_name(last, limit=_NEAR, any_case=True) if last != wanted else []
    known = [*exact, *store.symbols_by_prefix(last[:_PREFIX], limit=_READ * 2, any_case=True)]
    by_name: dict[str, str] = {}
    for one in sorted(known, key=lambda one: one.kind in _SMALL):
        if one.kind is not SymbolKind.IMPL:
            by_name.setdefault(one.name.lower(), one.qualified_name)
    close = difflib.get_close_matches(last.lower(), by_name, n=_NEAR, cutoff=0.6)
    longer = [folded for folded in by_name if folded.startswith(last.lower())]
    return [by_name[folded] for folded in dict.fromkeys([*close, *longer])][:_NEAR]


def members_of(store: Store, symbols: Iterable[Symbol], limit: int = 2000) -> list[Symbol]:
    """List what containers hold, however deep."""
    members: list[Symbol] = []
    waiting = list(symbols)
    seen = {one.id for one in waiting}
    while waiting and len(members) < limit:
        next_up: list[Symbol] = []
        for one in waiting:
            held = store.children(one.id) if one.kind in CONTAINERS else []
            next_up += [member for member in held if member.id not in seen]
            seen.update(member.id for member in held)
        members += next_up
        waiting = next_up
    return members[:limit]


def _join_alternatives(symbols: list[Symbol]) -> list[Subject]:
    groups: dict[tuple[str, str, str], list[Symbol]] = defaultdict(list)
    for one in symbols:
        groups[one.qualified_name, one.kind, one.language].append(one)
    subjects: list[Subject] = []
    for group in groups.values():
        if len(group) > 1 and len({one.cfg for one in group}) == len(group):
            subjects.append(Subject(group[0], tuple(group[1:])))
        else:
            subjects += [Subject(one) for one in group]
    return subjects
