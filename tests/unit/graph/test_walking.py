"""Walks over small graphs: what is found, how deep, over which bridge, and what is told when there is too much."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegraph.graph.paths import find_paths
from codegraph.graph.subjects import Subject
from codegraph.graph.walking import Rule, walk
from codegraph.model import EdgeKind
from tests.support.store import edge, empty_store, file_edges, id_of, record, write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from codegraph.identity import NodeId
    from codegraph.model import Edge
    from codegraph.store import Store

PATH = "demo.rs"
NAMES = tuple("abcdefgh")
CALLS = (EdgeKind.CALLS,)
CALLERS = Rule(CALLS, (False,))
CALLEES = Rule(CALLS, (True,))


@pytest.fixture
def graph(tmp_path: Path) -> Callable[[Iterable[Edge]], Store]:
    """Give a function that makes a store of one file with functions `a` to `h` and these edges."""
    made: list[Store] = []

    def make(edges: Iterable[Edge]) -> Store:
        store = empty_store(tmp_path / f"{len(made)}")
        made.append(store)
        write_all(store, [record(PATH, NAMES)], [file_edges(PATH, edges)])
        return store

    return make


def call(src: str, dst: str, at: int = 0, kind: EdgeKind = EdgeKind.CALLS) -> Edge:
    return edge(PATH, f"{PATH}:{src}", f"{PATH}:{dst}", kind=kind, at=at)


def ids(*names: str) -> list[NodeId]:
    return [id_of(f"{PATH}:{name}") for name in names]


def named(store: Store, found: Iterable[str]) -> list[str]:
    return [one.name for one in store.symbols(found)]


def test_every_reference_is_a_step_of_its_own(graph: Callable[[Iterable[Edge]], Store]) -> None:
    store = graph([call("a", "b", 10), call("a", "b", 30), call("c", "b", 20)])
    found = walk(store, ids("b"), CALLERS)
    assert [(named(store, [step.link.far]), step.link.line) for step in found.steps] == [
        (["a"], 2),
        (["c"], 3),
        (["a"], 4),
    ]
    assert found.complete


def test_a_symbol_is_listed_at_its_least_depth(graph: Callable[[Iterable[Edge]], Store]) -> None:
    store = graph([call("b", "a"), call("c", "b", 10), call("c", "a", 20), call("d", "c", 30)])
    found = walk(store, ids("a"), CALLERS._replace(depth=5))
    depths = {named(store, [one])[0]: depth for one, depth in found.reached().items()}
    assert depths == {"b": 1, "c": 1, "d": 2}


def test_a_recursive_function_calls_itself_once(graph: Callable[[Iterable[Edge]], Store]) -> None:
    store = graph([call("a", "a", 10), call("b", "a", 20), call("a", "b", 30)])
    found = walk(store, ids("a"), CALLERS._replace(depth=4))
    assert [named(store, [step.link.far])[0] for step in found.steps] == ["a", "b"]


def test_callers_through_a_trait_are_labelled_and_exact_leaves_them_out(
    graph: Callable[[Iterable[Edge]], Store],
) -> None:
    # `a` is a trait's method, `b` overrides it; `c` calls the trait's, `d` calls `b` itself, `e` calls `c`
    store = graph(
        [call("b", "a", 5, EdgeKind.OVERRIDES), call("c", "a", 10), call("d", "b", 20), call("e", "c", 30)],
    )
    found = walk(store, ids("b"), CALLERS._replace(depth=2))
    assert [(named(store, [step.link.far])[0], step.depth, step.via) for step in found.steps] == [
        ("d", 1, ""),
        ("c", 1, "trait"),
        ("e", 2, "trait"),
    ]
    exact = walk(store, ids("b"), CALLERS._replace(depth=2, bridges=False))
    assert [named(store, [step.link.far])[0] for step in exact.steps] == ["d"]


def test_callees_list_what_overrides_a_called_trait_method(graph: Callable[[Iterable[Edge]], Store]) -> None:
    store = graph([call("b", "a", 5, EdgeKind.OVERRIDES), call("c", "a", 10)])
    found = walk(store, ids("c"), CALLEES)
    assert [(named(store, [step.link.far])[0], step.link.kind, step.via) for step in found.steps] == [
        ("a", "calls", ""),
        ("b", "overrides", "trait"),
    ]
    exact = walk(store, ids("c"), CALLEES._replace(bridges=False))
    assert [named(store, [step.link.far])[0] for step in exact.steps] == ["a"]


def test_a_path_crosses_from_a_trait_method_to_what_overrides_it(graph: Callable[[Iterable[Edge]], Store]) -> None:
    store = graph([call("c", "a", 10), call("b", "a", 5, EdgeKind.OVERRIDES), call("b", "d", 20)])
    start, end = (Subject(one) for one in store.symbols(ids("c", "d")))
    (path,) = find_paths(store, [start], [end]).paths
    assert [hop.link.kind for hop in path] == ["calls", "overrides", "calls"]
    assert not find_paths(store, [start], [end], exact=True).paths
    back = find_paths(store, [end], [start])
    assert not back.paths
    assert back.reverse


EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20, unique=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=EDGES, start=st.sampled_from(NAMES), end=st.sampled_from(NAMES))
def test_depths_and_paths_are_those_of_a_plain_search(
    graph: Callable[[Iterable[Edge]], Store], pairs: list[tuple[str, str]], start: str, end: str
) -> None:
    store = graph(call(src, dst, 10 * n) for n, (src, dst) in enumerate(pairs))
    depths, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for src, dst in pairs:
            if src == here and dst not in depths:
                depths[dst] = depths[here] + 1
                waiting.append(dst)
    reached = walk(store, ids(start), CALLEES._replace(depth=20)).reached()
    found = {named(store, [one])[0]: depth for one, depth in reached.items()}
    assert {name: depth for name, depth in found.items() if name != start} == {
        name: depth for name, depth in depths.items() if name != start
    }
    if start != end:
        first, last = (Subject(one) for one in store.symbols(ids(start, end)))
        paths = find_paths(store, [first], [last], depth=20, limit=100).paths
        assert {len(path) for path in paths} == ({depths[end]} if end in depths else set())
        for path in paths:
            assert all(one.target == two.source for one, two in pairwise(path))
            assert (path[0].source, path[-1].target) == (first.symbol.id, last.symbol.id)
