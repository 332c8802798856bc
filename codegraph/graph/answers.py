"""Callers, callees, neighbours and impact: a walk from each subject, and what could not be resolved around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from codegraph.graph.openness import OpenNames, Openness, open_inside, open_towards
from codegraph.graph.subjects import CONTAINERS, Subject, members_of
from codegraph.graph.walking import Rule, Step, Walk, overridden, walk
from codegraph.model import Confidence, EdgeKind, Method, SymbolKind
from codegraph.store import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import Store

_OPEN_SYMBOLS = 200
_OPEN_SHOWN = 40


class FileCount(NamedTuple):
    """How many symbols of a file an answer reaches."""

    path: str
    symbols: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer about one subject.

    `steps` are cut at the limit that was asked for, and `tests` (of an impact: tests that were reached) likewise;
    `total` and `total_tests` count them uncut, from below where the walk was not `complete`. `nodes` holds the symbols
    at both ends of what is shown. `direct` of the references, and `symbols` at their ends, need no trait (of an impact
    `symbols` counts all). `other` counts the references of the subject that the question left out, by kind and
    direction (`True`: they leave it).
    """

    subject: Subject
    question: str
    depth: int
    steps: tuple[Step, ...]
    nodes: dict[NodeId, Symbol]
    open: Openness
    total: int
    direct: int
    symbols: int
    complete: bool
    other: dict[tuple[EdgeKind, bool], int]
    traits: tuple[Symbol, ...] = ()
    tests: tuple[Step, ...] = ()
    total_tests: int = 0
    files: tuple[FileCount, ...] = ()

    @property
    def truncated(self) -> bool:
        """Whether there is more than is shown."""
        return not self.complete or self.total > len(self.steps) or self.total_tests > len(self.tests)


class Asker:
    """Asks questions to one store; what several subjects of one name share is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open = OpenNames(store)

    def callers(self, subject: Subject, rule: Rule, limit: int) -> Answer:
        """Find what calls a definition, and over bridges what calls it only through a trait's method."""
        return self._backward("callers", subject, rule, limit)

    def impact(self, subject: Subject, rule: Rule, limit: int) -> Answer:
        """Find what a change of a definition may reach: its users, theirs, and the tests among them.

        The change of a container is one of its members too.
        """
        return self._backward("impact", subject, rule, limit)

    def callees(self, subject: Subject, rule: Rule, limit: int) -> Answer:
        """Find what a definition calls, and over bridges what overrides the traits' methods that it calls."""
        found = walk(self._store, subject.ids, rule)
        # what is open is inside whatever was asked for its callees
        inner = [one for one, depth in found.reached().items() if depth < rule.depth][:_OPEN_SYMBOLS]
        asked = [*subject.symbols, *self._store.symbols(inner)]
        around = open_inside(self._store, [one.id for one in asked], [one.path for one in asked])
        return self._answer("callees", subject, rule, found, list(found.steps)[:limit], around)

    def neighbors(self, subject: Subject, rule: Rule, limit: int) -> Answer:
        """Find what a definition is tied to, by any kind of edge."""
        found = walk(self._store, subject.ids, rule)
        steps = [*_containment(self._store, subject, rule), *found.steps]
        steps.sort(key=lambda step: (step.depth, step.link.kind, step.link.out, step.link.path, step.link.start))
        found = Walk(tuple(steps), found.complete)
        around = open_inside(self._store, subject.ids, [one.path for one in subject.symbols])
        return self._answer("neighbors", subject, rule, found, steps[:limit], around)

    def _backward(self, question: str, subject: Subject, rule: Rule, limit: int) -> Answer:
        store, start = self._store, list(subject.ids)
        if question == "impact" and subject.symbol.kind in CONTAINERS:
            start += [member.id for member in members_of(store, subject.symbols)]
        traits = store.symbols(sorted(overridden(store, subject.ids))) if rule.bridges else []
        around = open_towards(self._open, subject.symbols, [one.id for one in traits])
        found = walk(store, start, rule)
        if question == "callers":
            answer = self._answer(question, subject, rule, found, list(found.steps)[:limit], around)
            return replace(answer, traits=tuple(traits))
        return replace(self._impact(subject, rule, found, limit, around), traits=tuple(traits))

    def _impact(self, subject: Subject, rule: Rule, found: Walk, limit: int, around: Openness) -> Answer:
        """Tell the tests from what else was reached, and count by file."""
        reached = self._store.symbols(found.reached())
        files = Counter(one.path for one in reached)
        is_test = {one.id for one in reached if one.kind is SymbolKind.TEST}
        first: dict[NodeId, Step] = {}
        for step in found.steps:
            if step.link.far in is_test:
                first.setdefault(step.link.far, step)
        tests = list(first.values())
        found = Walk(tuple(step for step in found.steps if step.link.far not in is_test), found.complete)
        answer = self._answer("impact", subject, rule, found, [*found.steps[:limit], *tests[:limit]], around)
        return replace(
            answer,
            steps=found.steps[:limit],
            tests=tuple(tests[:limit]),
            total_tests=len(tests),
            files=tuple(FileCount(*item) for item in sorted(files.items(), key=lambda item: (-item[1], item[0]))),
        )

    def _answer(
        self, question: str, subject: Subject, rule: Rule, found: Walk, shown: Sequence[Step], around: Openness
    ) -> Answer:
        ids = dict.fromkeys(end for step in shown for end in (step.link.far, step.link.near))
        ids.update(dict.fromkeys(place.reference.src for place in (*around.possible, *around.places)[:_OPEN_SHOWN]))
        return Answer(
            subject=subject,
            question=question,
            depth=rule.depth,
            steps=tuple(shown),
            nodes={one.id: one for one in self._store.symbols(ids)},
            open=around,
            total=len(found.steps),
            direct=sum(not step.via for step in found.steps),
            symbols=len({step.link.far for step in found.steps if not step.via or question == "impact"}),
            complete=found.complete,
            other=_others(self._store, subject, rule),
        )


def _containment(store: Store, subject: Subject, rule: Rule) -> list[Step]:
    """Tie a subject to its parent and to its members, which is no stored edge."""
    if EdgeKind.CONTAINS not in rule.kinds:
        return []
    steps: list[Step] = []
    for one in subject.symbols:
        near: list[tuple[Symbol, NodeId, bool]] = []
        if False in rule.ways and one.parent is not None:
            near.append((one, one.parent, False))
        if True in rule.ways:
            near += [(member, member.id, True) for member in store.children(one.id)]
        for inner, far, out in near:
            link = Link(one.id, far, EdgeKind.CONTAINS, inner.path, inner.span.start, inner.name_line,
                        Method.SYNTAX, Confidence.EXACT, out)  # fmt: skip
            steps.append(Step(link, 1))
    return steps


def _others(store: Store, subject: Subject, rule: Rule) -> dict[tuple[EdgeKind, bool], int]:
    counts = store.link_counts(subject.ids)
    return {
        (kind, out): count
        for (kind, out), count in counts.items()
        if not (kind in rule.kinds and out in rule.ways) and kind is not EdgeKind.TESTS and out in rule.ways
    }
