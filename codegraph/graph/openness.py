"""What could not be resolved around an answer: without it, "no callers" would be indistinguishable from "not known".

A reference that found no definition may still mean the symbol asked about when it bears its name and has a form that
the symbol can be used in: `x.parse()` never calls a free function `parse`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from codegraph.graph.subjects import FUNCTIONS
from codegraph.model import ReferenceKind, ReferenceState, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import OpenCounts, OpenPlace, Store

_RUST = "rust"
_MOST_FILES = 400
_PATH_FORMS = frozenset({ReferenceKind.CALL, ReferenceKind.VALUE})
_METHOD_FORMS = _PATH_FORMS | {ReferenceKind.METHOD_CALL}
_MACRO_FORMS = frozenset({ReferenceKind.MACRO_CALL})
_TAKES_SELF = re.compile(r"\(\s*(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\b")


class Openness(NamedTuple):
    """The open references around an answer.

    `possible` are ambiguous ones with the symbol among their candidates; `unresolved` found no definition at all;
    `external` counts those that go to other packages. `reasons` counts the ambiguous and unresolved by their reason.
    Without `exact` the files were too many to look into: the three counts are then of all forms, and bounds from above.
    """

    ambiguous: int
    unresolved: int
    external: int
    reasons: dict[str, int]
    possible: tuple[OpenPlace, ...]
    places: tuple[OpenPlace, ...]
    exact: bool = True


class OpenNames:
    """The open references of names, each read once: a name such as `new` has many definitions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, tuple[list[OpenPlace], bool]] = {}

    def of(self, name: str) -> tuple[list[OpenPlace], bool]:
        """Give the open references of a name, and whether these are all."""
        if name not in self._read:
            self._read[name] = self._store.open_named(name, _MOST_FILES)
        return self._read[name]

    def counts(self, name: str) -> OpenCounts:
        """Count the open references of a name in all files, whatever their form."""
        return self._store.open_counts(name)


def open_towards(names: OpenNames, targets: Sequence[Symbol], also: Iterable[NodeId] = ()) -> Openness:
    """Find the open references anywhere that may mean one of these definitions of one name.

    :param also: further definitions through which they are reached, such as the trait's methods.
    """
    ids = {one.id for one in targets} | set(also)
    forms = frozenset().union(*(_forms(one) for one in targets))
    found, exact = names.of(targets[0].name)
    mine = [place for place in found if place.reference.kind in forms]
    possible = [one for one in mine if _state(one) is ReferenceState.AMBIGUOUS and ids & set(one.reference.candidates)]
    unresolved = [one for one in mine if _state(one) is ReferenceState.UNRESOLVED]
    external = sum(_state(one) is ReferenceState.EXTERNAL for one in mine)
    counts = (len(possible), len(unresolved), external)
    if not exact:
        bounds = names.counts(targets[0].name)
        counts = (bounds.ambiguous, bounds.unresolved, bounds.external)
    return Openness(*counts, _reasons([*possible, *unresolved]), tuple(possible), tuple(unresolved), exact=exact)


def open_inside(store: Store, ids: Iterable[NodeId], paths: Iterable[str]) -> Openness:
    """Find the open references that stand inside these symbols, which stand in these files."""
    wanted = set(ids)
    mine = [place for place in store.open_inside(sorted(set(paths))) if place.reference.src in wanted]
    by_state = {state: [one for one in mine if _state(one) is state] for state in ReferenceState}
    ambiguous, unresolved = by_state[ReferenceState.AMBIGUOUS], by_state[ReferenceState.UNRESOLVED]
    external = by_state[ReferenceState.EXTERNAL]
    return Openness(
        len(ambiguous),
        len(unresolved),
        len(external),
        _reasons([*ambiguous, *unresolved]),
        tuple(ambiguous),
        tuple(unresolved),
    )


def _forms(symbol: Symbol) -> frozenset[ReferenceKind]:
    if symbol.language != _RUST and symbol.kind in FUNCTIONS:
        # a dot also stands behind the name of a module or package
        return _METHOD_FORMS
    if symbol.kind is SymbolKind.METHOD:
        return _METHOD_FORMS if _TAKES_SELF.search(symbol.signature) or not symbol.signature else _PATH_FORMS
    if symbol.kind in {SymbolKind.FUNCTION, SymbolKind.TEST}:
        return _PATH_FORMS
    if symbol.kind is SymbolKind.MACRO:
        return _MACRO_FORMS
    return frozenset(ReferenceKind) - {ReferenceKind.METHOD_CALL, ReferenceKind.MACRO_CALL}


def _state(place: OpenPlace) -> ReferenceState:
    return place.reference.state


def _reasons(places: Iterable[OpenPlace]) -> dict[str, int]:
    counted = Counter(place.reference.reason or place.reference.state.value for place in places)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
