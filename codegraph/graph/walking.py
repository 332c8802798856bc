"""Breadth first through the graph: which references lead to a symbol or away from it, and over which depth.

A level is one question to the store for all symbols of the level before. Calls through traits are bridged: whoever
calls a trait's method may call each method that overrides it; and what a macro's body calls is called by all that the
macro makes. What was found over such a bridge is labelled `trait` or `macro`, and so is what lies behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import EdgeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.store import Link, Store

TRAIT = "trait"
MACRO = "macro"

_MOST_REFERENCES = 20_000
_MOST_SYMBOLS = 5_000
_MOST_CANDIDATES = 2_000


class Step(NamedTuple):
    """A reference found on a walk.

    It ties `link.far`, which is `depth` steps away from the start, to `link.near`, one step less; or, over a bridge, to
    a method of a trait, or to a macro, that stands for it. `via` names the bridge (`trait`, `macro`) without which it
    is not reached, else it is empty.
    """

    link: Link
    depth: int
    via: str = ""


class Walk(NamedTuple):
    """What a walk found, nearest first, then by place; `complete` is false where a limit ended it."""

    steps: tuple[Step, ...]
    complete: bool

    def reached(self) -> dict[NodeId, int]:
        """Give the symbols that were reached, with their depth."""
        depths: dict[NodeId, int] = {}
        for step in self.steps:
            depths.setdefault(step.link.far, step.depth)
        return depths


class Rule(NamedTuple):
    """How to walk: along references (`out`), against them, or both; of which kinds, how deep, over traits or not."""

    kinds: tuple[EdgeKind, ...]
    ways: tuple[bool, ...]
    depth: int = 1
    bridges: bool = True


_FORWARD = (True,)


def walk(store: Store, start: Iterable[NodeId], rule: Rule) -> Walk:
    """Follow references breadth first from the start.

    A symbol is listed at its least depth, with every reference that ties it to the level before; at depth 1 the start
    itself too, where it is recursive.
    """
    seen: dict[NodeId, str] = dict.fromkeys(start, "")
    frontier = dict(seen)
    steps: list[Step] = []
    complete = True
    for depth in range(1, rule.depth + 1):
        if not frontier or not complete:
            break
        level, complete = _level(store, frontier, seen, rule)
        found = [Step(link, depth, via) for link, via in level if link.far not in seen or (depth == 1 and not via)]
        steps += found
        frontier = {}
        for step in sorted(found, key=lambda step: step.via):
            if step.link.far not in seen:
                frontier.setdefault(step.link.far, step.via)
        seen |= frontier
        if len(seen) > _MOST_SYMBOLS:
            complete = depth == rule.depth and complete
            break
    steps.sort(key=lambda step: (step.depth, step.via, step.link.path, step.link.start, step.link.kind))
    return Walk(tuple(steps), complete)


def overridden(store: Store, ids: Iterable[NodeId]) -> dict[NodeId, list[NodeId]]:
    """Give the methods of traits that methods override, each with the ones that do."""
    by_trait: dict[NodeId, list[NodeId]] = {}
    for link in store.links(ids, (EdgeKind.OVERRIDES,), out=True, limit=_MOST_CANDIDATES):
        by_trait.setdefault(link.far, []).append(link.near)
    return by_trait


def _level(
    store: Store, frontier: dict[NodeId, str], seen: dict[NodeId, str], rule: Rule
) -> tuple[list[tuple[Link, str]], bool]:
    """Find the references of one level, each with how it was reached; tells whether these were all."""
    links: list[Link] = []
    complete = True
    for out in rule.ways:
        found = store.links(frontier, rule.kinds, out=out, limit=_MOST_REFERENCES)
        complete = complete and len(found) < _MOST_REFERENCES
        links += found
    level = [(link, frontier[link.near]) for link in _distinct(links)]
    if not rule.bridges or EdgeKind.CALLS not in rule.kinds:
        return level, complete
    if rule.ways == _FORWARD:
        called = {link.far: TRAIT for link in links if link.kind is EdgeKind.CALLS}
        bridged = store.links(called, (EdgeKind.OVERRIDES,), out=False, limit=_MOST_CANDIDATES)
    else:
        methods = [one for one in overridden(store, frontier) if one not in seen]
        bridged = store.links(methods, (EdgeKind.CALLS,), out=False, limit=_MOST_CANDIDATES)
    have = {(link.far, link.path, link.start, link.kind) for link in links}
    made = _over_macros(store, frontier, rule)
    for via, over in ((TRAIT, bridged), (MACRO, made)):
        level += [(link, via) for link in over if (link.far, link.path, link.start, link.kind) not in have]
    return level, complete and max(len(bridged), len(made)) < _MOST_CANDIDATES


def _over_macros(store: Store, frontier: Iterable[NodeId], rule: Rule) -> Sequence[Link]:
    """Give the calls in the bodies of macros that made symbols; backward, the symbols that macros make."""
    if rule.ways == _FORWARD:
        makers = store.links(frontier, (EdgeKind.EXPANDS_TO,), out=False, limit=_MOST_CANDIDATES)
        macros = dict.fromkeys(link.far for link in makers)
        return store.links(macros, (EdgeKind.CALLS,), out=True, limit=_MOST_CANDIDATES)
    if EdgeKind.EXPANDS_TO in rule.kinds:
        return ()
    return store.links(frontier, (EdgeKind.EXPANDS_TO,), out=True, limit=_MOST_CANDIDATES)


def _distinct(links: Sequence[Link]) -> list[Link]:
    """Leave out what a test's own edge says again of a call."""
    calls = {(link.near, link.far, link.path, link.start) for link in links if link.kind is EdgeKind.CALLS}
    return [
        link
        for link in links
        if link.kind is not EdgeKind.TESTS or (link.near, link.far, link.path, link.start) not in calls
    ]
