"""The shortest ways from one definition to another: breadth first from both ends until they meet.

A step may also lead from a trait's method to one that overrides it: what is called there is decided at run time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from codegraph.graph.openness import Openness, open_inside
from codegraph.graph.subjects import CALLABLE, FUNCTIONS, Subject, members_of
from codegraph.model import EdgeKind, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import Link, Store

_MOST_REFERENCES = 20_000
_MOST_SYMBOLS = 20_000
_OPEN_SYMBOLS = 200
_MOST_PATHS = 200
_CALLS = (EdgeKind.CALLS,)
_USES = (EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.USES_TYPE, EdgeKind.IMPLEMENTS)


class Hop(NamedTuple):
    """One step of a path, from `source` to `target`; `link` is the reference that proves it."""

    source: NodeId
    target: NodeId
    link: Link


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest paths between two subjects; none where nothing was found within `depth` steps.

    `reverse` tells, where there is none, whether one leads the other way. `open` counts what could not be resolved in
    the symbols that the start reaches, of which there are `reached`. Without `complete` the search was ended by its own
    limit before `depth`.
    """

    paths: tuple[tuple[Hop, ...], ...]
    nodes: dict[NodeId, Symbol]
    depth: int
    truncated: bool
    complete: bool
    reached: int
    reverse: bool
    open: Openness


@dataclass(slots=True)
class _Side:
    """One of the two searches."""

    out: bool
    kinds: tuple[EdgeKind, ...]
    bridges: bool
    depths: dict[NodeId, int]
    hops: defaultdict[NodeId, list[Hop]] = field(default_factory=lambda: defaultdict(list))
    frontier: list[NodeId] = field(default_factory=list)
    depth: int = 0
    complete: bool = True

    def expand(self, store: Store) -> None:
        """Go one level on; every shortest way to a new symbol is kept."""
        links = store.links(self.frontier, self.kinds, out=self.out, limit=_MOST_REFERENCES)
        self.complete = self.complete and len(links) < _MOST_REFERENCES
        if self.bridges and EdgeKind.CALLS in self.kinds:
            links += store.links(self.frontier, (EdgeKind.OVERRIDES,), out=not self.out, limit=_MOST_REFERENCES)
        self.depth += 1
        fresh: dict[NodeId, set[NodeId]] = {}
        for link in links:
            if self.depths.setdefault(link.far, self.depth) != self.depth:
                continue
            nears = fresh.setdefault(link.far, set())
            if link.near not in nears:  # of several references between two symbols the first by place
                nears.add(link.near)
                hop = Hop(link.near, link.far, link) if self.out else Hop(link.far, link.near, link)
                self.hops[link.far].append(hop)
        self.frontier = list(fresh)
        self.complete = self.complete and len(self.depths) <= _MOST_SYMBOLS


def find_paths(
    store: Store,
    start: Sequence[Subject],
    end: Sequence[Subject],
    *,
    kinds: Sequence[EdgeKind] = (),
    depth: int = 12,
    limit: int = 3,
    exact: bool = False,
) -> Paths:
    """Find the shortest paths from any definition of `start` to any of `end`, at most `limit` of them.

    A type, trait or module stands for what it holds. Without `kinds` calls are followed, and where the end is nothing
    that is called, also uses. `exact` leaves out steps from a trait's method to those that override it.
    """
    called = all(one.symbol.kind in CALLABLE for one in end)
    wanted = tuple(kinds) or (_CALLS if called else _USES)
    sources = _ends(store, start)
    targets = [one for one in _ends(store, end) if one not in set(sources)]
    forward, met = _search(store, sources, targets, wanted, depth, bridges=not exact)
    found = sorted(_join(*met), key=_order) if met else []
    reverse = False
    if not found:
        reverse = _search(store, targets, sources, wanted, depth, bridges=not exact)[1] is not None
        while forward.frontier and forward.depth < depth and len(forward.depths) < _OPEN_SYMBOLS:
            forward.expand(store)
    shown = found[:limit]
    ids = dict.fromkeys(one for path in shown for hop in path for one in hop[:2])
    inner = store.symbols(list(forward.depths)[:_OPEN_SYMBOLS])
    return Paths(
        paths=tuple(shown),
        nodes={one.id: one for one in store.symbols(ids)},
        depth=depth,
        truncated=len(found) > limit,
        complete=forward.complete,
        reached=len(forward.depths) - len(sources),
        reverse=reverse,
        open=open_inside(store, [one.id for one in inner], [one.path for one in inner]),
    )


def _ends(store: Store, subjects: Sequence[Subject]) -> list[NodeId]:
    ids: dict[NodeId, None] = {}
    for subject in subjects:
        ids.update(dict.fromkeys(subject.ids))
        if subject.symbol.kind in CALLABLE:
            continue
        held = members_of(store, [*subject.symbols, *_impls(store, subject)])
        ids.update(dict.fromkeys(one.id for one in held if one.kind in FUNCTIONS))
    return list(ids)


def _impls(store: Store, subject: Subject) -> list[Symbol]:
    """List the impl blocks of a type."""
    arriving = store.links(subject.ids, (EdgeKind.USES_TYPE,), out=False, limit=_MOST_REFERENCES)
    users = store.symbols(link.far for link in arriving)
    return [one for one in users if one.kind is SymbolKind.IMPL and one.name == subject.symbol.name]


def _search(
    store: Store,
    sources: list[NodeId],
    targets: list[NodeId],
    kinds: tuple[EdgeKind, ...],
    depth: int,
    *,
    bridges: bool,
) -> tuple[_Side, tuple[_Side, _Side, list[NodeId]] | None]:
    """Search from both ends, the smaller frontier first; gives the forward side, and where the two met."""
    forward = _Side(out=True, kinds=kinds, bridges=bridges, depths=dict.fromkeys(sources, 0), frontier=list(sources))
    backward = _Side(out=False, kinds=kinds, bridges=bridges, depths=dict.fromkeys(targets, 0), frontier=list(targets))
    while forward.depth + backward.depth < depth:
        sides = [side for side in (forward, backward) if side.frontier and side.complete]
        if len(sides) < len((forward, backward)):
            break
        side = min(sides, key=lambda one: len(one.frontier))
        side.expand(store)
        met = [one for one in side.frontier if one in forward.depths and one in backward.depths]
        if met:
            return forward, (forward, backward, met)
    return forward, None


def _join(forward: _Side, backward: _Side, met: list[NodeId]) -> Iterator[tuple[Hop, ...]]:
    """Give the paths through the symbols where the two sides met, up to some hundreds."""
    shortest = min(forward.depths[one] + backward.depths[one] for one in met)
    number = 0
    for middle in met:
        if forward.depths[middle] + backward.depths[middle] != shortest:
            continue
        for first in _trails(forward, middle):
            for second in _trails(backward, middle):
                yield (*reversed(first), *second)
                number += 1
                if number >= _MOST_PATHS:
                    return


def _trails(side: _Side, one: NodeId) -> Iterator[tuple[Hop, ...]]:
    """Give the ways from a symbol back to where its side began, nearest hop first; at most as deep as the search."""
    if side.depths[one] == 0:
        yield ()
        return
    for hop in side.hops[one]:
        before = hop.source if side.out else hop.target
        for rest in _trails(side, before):
            yield (hop, *rest)


def _order(path: tuple[Hop, ...]) -> tuple[tuple[bool, str, int, str], ...]:
    """Plain calls before bridges, then by place."""
    return tuple((hop.link.kind is EdgeKind.OVERRIDES, hop.link.path, hop.link.start, hop.target) for hop in path)
