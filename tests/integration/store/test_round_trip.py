"""What was written is read back, whole, in order."""

from __future__ import annotations

import shutil
from array import array
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from codegraph.discover.roles import Role
from codegraph.errors import EmbeddingSetError, NoIndexError, StoreBusyError, StoreError, StoreReplacedError
from codegraph.model import EdgeKind, Problem, ReferenceState, Skipped, Span, SymbolKind
from codegraph.store import Store
from codegraph.store.graph import STORED_KINDS
from tests.support.store import (
    DIMENSIONS,
    chunk_id,
    edge,
    empty_store,
    file_edges,
    id_of,
    key_of,
    open_reference,
    record,
    vector_of,
    write_all,
    write_vectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from codegraph.identity import NodeId
    from codegraph.model import FileRecord, Symbol
    from codegraph.store import Named

A, B = "src/a.rs", "src/b.rs"
AMBIGUOUS, EXTERNAL = ReferenceState.AMBIGUOUS, ReferenceState.EXTERNAL


def records() -> list[FileRecord]:
    problem = Problem(A, "parse", "syntax-error", "a brace is missing", Span(1, 2, 3, 4))
    return [record(A, ["alpha", "Beta"], problems=[problem]), record(B, ["alpha", "gamma_ray"])]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with empty_store(tmp_path / "local") as made:
        opened = [open_reference(f"{A}:alpha", "new", AMBIGUOUS), open_reference(f"{A}:alpha", "new", EXTERNAL)]
        write_all(
            made,
            records(),
            [
                file_edges(
                    A, [edge(A, f"{A}:alpha", f"{B}:gamma_ray", at=50), edge(A, f"{A}:alpha", f"{A}:Beta")], opened
                ),
                file_edges(B, [edge(B, f"{B}:gamma_ray", f"{A}:alpha"), edge(B, f"{A}:Beta", f"{B}:alpha", at=7)]),
            ],
        )
        yield made


def test_symbols_and_chunks_come_back_as_they_were(store: Store) -> None:
    for one in records():
        assert store.symbols_in(one.path) == list(one.symbols)
        assert store.chunks_in(one.path) == [chunk.chunk for chunk in one.chunks]
        ids = [symbol.id for symbol in one.symbols]
        assert [symbol.id for symbol in store.symbols([*reversed(ids), id_of("nothing")])] == ids[::-1]
    wanted = [chunk_id(f"{B}:gamma_ray"), chunk_id(f"{A}:Beta")]
    assert [chunk.id for chunk in store.chunks(wanted)] == wanted


def test_files_and_facts_come_back_as_they_were(store: Store) -> None:
    rows = store.files()
    assert list(rows) == [A, B]
    one = records()[0]
    assert rows[A][:8] == one[:8]
    assert store.file(A) == rows[A]
    assert store.file("src/none.rs") is None
    assert store.facts(A) == one.facts
    kept = store.facts_of([A, B])
    assert [(path, row.hash, kept[path]) for path, row in rows.items()] == [
        (one.path, one.hash, one.facts) for one in records()
    ]
    assert store.problems() == list(one.problems)


def test_symbols_are_found_by_name_prefix_and_path(store: Store) -> None:
    assert [symbol.path for symbol in store.symbols_by_name("alpha")] == [A, B]
    assert store.symbols_by_name("beta") == []
    assert [symbol.name for symbol in store.symbols_by_name("bETA", any_case=True)] == ["Beta"]
    assert [symbol.name for symbol in store.symbols_by_prefix("gam")] == ["gamma_ray"]
    assert [symbol.name for symbol in store.symbols_by_prefix("be", any_case=True)] == ["Beta"]
    assert store.symbols_by_prefix("be") == []
    assert store.symbols_by_prefix("") == []
    assert len(store.symbols_by_prefix("a", 1)) == 1
    assert [symbol.path for symbol in store.symbols_by_qualified("b::alpha")] == [B]
    assert store.symbols_by_qualified("ha") == []
    assert [symbol.name for symbol in store.children(id_of(A))] == ["alpha", "Beta"]


def test_what_a_search_asks_of_names_is_what_symbols_say(store: Store) -> None:
    names = ["alpha", "bETA", "Gamma_Ray", "none"]
    found = store.names_folded(names, 100)
    assert list(found) == names
    for name in names:
        assert shown(found[name]) == shown(store.symbols_by_name(name, any_case=True))
        assert found[name] == store.names_folded([name], 100)[name]
    for prefix in ("a", "BE", "ga", "none", ""):
        assert shown(store.names_by_prefix(prefix, 100)) == shown(store.symbols_by_prefix(prefix, any_case=True))
    for name in ("alpha", "bETA", "Gam", "ga", "none"):
        around = store.names_around(name, 100)
        assert around is not None
        assert shown(around.bearers) == shown(store.names_folded([name], 100)[name])
        assert shown(around.starting) == shown(store.names_by_prefix(name, 100))
    assert store.names_around("a", len(store.names_by_prefix("a", 100)) - 1) is None
    paths = ["b::alpha", "src::a::Beta", "a.alpha", "::none", "ha", "alpha"]
    at_paths = store.names_qualified(paths, 100)
    assert {path: shown(at_paths[path].ending) for path in paths} == {
        path: shown(store.symbols_by_qualified(path)) for path in paths
    }
    assert shown(at_paths["b::alpha"].ending)
    assert not at_paths["b::alpha"].within
    assert shown(at_paths["ha"].within) == set()
    assert shown(store.names_qualified(["c::a::alpha"], 100)["c::a::alpha"].within) == shown(
        store.symbols_by_qualified("src::a::alpha")
    )
    assert not store.names_folded([], 100)
    assert not store.names_qualified([], 100)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_of_many_that_bear_a_name_code_comes_first(tmp_path: Path, limit: int) -> None:
    files = [record(f"src/{n}/same.rs", ["alpha", "Alpha", "beta"]) for n in range(2)]
    headings = [record(f"docs/{n}.md", ["alpha", "beta"], language="markdown") for n in range(4)]
    headings = [
        one._replace(symbols=tuple(it._replace(kind=SymbolKind.HEADING) if it.parent else it for it in one.symbols))
        for one in headings
    ]
    with empty_store(tmp_path / "local") as store:
        write_all(store, [*headings, *files])
        found = store.names_folded(["alpha", "beta"], limit)
        assert [len(found[name]) for name in ("alpha", "beta")] == [limit, limit]
        assert [one.kind for one in found["alpha"]] == [SymbolKind.FUNCTION] * limit
        assert sorted(one.kind for one in found["beta"])[:2] == [SymbolKind.FUNCTION] * min(limit, 2)
        assert found == store.names_folded(["alpha", "beta"], limit)
        first = [one.name.lower() for one in store.names_by_prefix("AL", limit)]
        assert first == ["alpha"] * limit
        assert len(store.names_qualified(["same::alpha"], limit)["same::alpha"].ending) == min(limit, 2)


def shown(symbols: Iterable[Symbol | Named]) -> set[tuple[NodeId, str, str, NodeId | None]]:
    return {(one.id, one.kind, one.name, one.parent) for one in symbols}


def test_edges_are_found_from_both_ends(store: Store) -> None:
    out = store.edges_from([id_of(f"{A}:alpha")])
    assert [(one.symbol.name, one.edge.evidence.path) for one in out] == [("Beta", A), ("gamma_ray", A)]
    into = store.edges_to([id_of(f"{A}:alpha")], [EdgeKind.CALLS])
    assert [one.symbol.name for one in into] == ["gamma_ray"]
    assert into[0].edge == edge(B, f"{B}:gamma_ray", f"{A}:alpha")
    assert store.edges_to([id_of(f"{A}:alpha")], [EdgeKind.IMPORTS]) == []
    steps = {(step.far, step.out) for step in store.neighbours([id_of(f"{A}:alpha")])}
    assert steps == {(id_of(f"{A}:Beta"), True), (id_of(f"{B}:gamma_ray"), True), (id_of(f"{B}:gamma_ray"), False)}


def test_first_steps_lead_where_edges_do_and_then_where_they_come_from(store: Store) -> None:
    names = [f"{A}:alpha", f"{A}:Beta", f"{B}:gamma_ray", A, "none"]
    for asked in ([id_of(name) for name in group] for size in range(1, 5) for group in combinations(names, size)):
        steps = [step for step in store.neighbours(asked) if step.near != step.far]
        out = {(step.near, step.far) for step in steps if step.out}
        every = {(step.near, step.far) for step in steps}
        for limit in range(1, 10):
            found = store.first_steps(asked, STORED_KINDS, limit)
            pairs = {(near, far) for near, ends in found.items() for far in ends}
            assert pairs <= every
            assert len(out & pairs) == min(limit, len(out))
            # where two call each other that is two steps
            assert pairs == every or len(pairs) <= limit <= len(pairs) + len(every)
            assert {(near, far) for near, ends in found.items() for far, calls in ends.items() if calls} <= out
            assert found == store.first_steps(asked, STORED_KINDS, limit)


def test_a_step_tells_whether_it_is_a_call(tmp_path: Path) -> None:
    names = [f"{A}:{name}" for name in ("alpha", "beta", "gamma")]
    alpha, beta, gamma = names
    edges = [
        edge(A, alpha, beta),
        edge(A, beta, alpha, kind=EdgeKind.USES_TYPE, at=7),
        edge(A, alpha, gamma, kind=EdgeKind.USES_TYPE, at=14),
        edge(A, alpha, beta, kind=EdgeKind.IMPORTS, at=21),
    ]
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(A, ["alpha", "beta", "gamma"])], [file_edges(A, edges)])
        kinds = [EdgeKind.CALLS, EdgeKind.USES_TYPE]
        assert store.first_steps(map(id_of, names), kinds, 100) == {
            id_of(alpha): {id_of(beta): True, id_of(gamma): False},
            id_of(beta): {id_of(alpha): False},
            id_of(gamma): {id_of(alpha): False},
        }


def test_names_of_chunks_are_those_of_chunks(store: Store) -> None:
    ids = [chunk_id(f"{B}:gamma_ray"), "0" * 32, chunk_id(f"{A}:alpha"), chunk_id(f"{B}:gamma_ray")]
    assert [tuple(one) for one in store.chunk_names(ids)] == [
        (one.id, one.kind, one.symbol_kind, one.name) for one in store.chunks(ids)
    ]


def test_open_references_are_counted_by_name(store: Store) -> None:
    assert store.open_counts("new") == (1, 1, 0)
    assert store.open_counts("other") == (0, 0, 0)
    assert [one.state for one in store.open_references(A)] == [AMBIGUOUS, EXTERNAL]
    assert store.open_references(A)[0] == open_reference(f"{A}:alpha", "new", AMBIGUOUS)
    assert store.open_references(B) == ()


def test_an_export_has_everything_in_a_fixed_order(store: Store) -> None:
    assert [symbol.id for symbol in store.export_nodes()] == [one.id for record in records() for one in record.symbols]
    kinds = [(edge.kind.value, edge.evidence.path) for edge in store.export_edges()]
    assert kinds.count(("calls", A)) == kinds.count(("calls", B)) == 2
    assert kinds.count(("contains", A)) == 2
    assert [(path, one.name) for path, one in store.export_open()] == [(A, "new"), (A, "new")]


def test_dense_searches_agree(store: Store) -> None:
    query = vector_of(key_of(f"{B}:gamma_ray"))
    exact = store.dense_exact(query, 4)
    assert exact[0][0] == chunk_id(f"{B}:gamma_ray")
    assert exact[0][1] == pytest.approx(1.0, abs=1e-3)
    assert len(exact) == 4
    assert [chunk for chunk, _ in store.dense_exact(query, 4, paths=[A])] == [
        chunk for chunk, _ in exact if chunk in {chunk_id(f"{A}:alpha"), chunk_id(f"{A}:Beta")}
    ]
    assert store.dense_exact(query, 4, roles=[Role.CODE]) == exact
    assert store.dense_exact(query, 4, roles=[Role.TEST, Role.PROSE]) == []
    assert not store.has_hnsw()
    store.build_hnsw()
    store.build_hnsw()
    near = store.dense_hnsw(array("f", query), 4)
    assert [chunk for chunk, _ in near] == [chunk for chunk, _ in exact]
    assert [cosine for _, cosine in near] == pytest.approx([cosine for _, cosine in exact], abs=2e-3)


def test_a_file_is_replaced_with_all_that_belongs_to_it(store: Store) -> None:
    store.build_hnsw()
    changed = record(A, ["alpha", "delta"], version="2")
    store.replace_files([changed], [B], [file_edges(A, [edge(A, f"{A}:delta", f"{A}:alpha")])])
    assert not store.is_finished("lexical")
    store.finish_lexical()
    write_vectors(store, [changed])
    assert list(store.files()) == [A]
    assert [symbol.name for symbol in store.export_nodes()] == [A, "alpha", "delta"]
    assert store.symbols_by_name("Beta") == store.symbols_by_name("beta", any_case=True) == []
    assert [one.kind for one in store.export_edges()] == ["calls", "contains", "contains"]
    assert store.open_counts("new") == (0, 0, 0)
    assert store.problems() == []
    assert store.facts(A) == changed.facts
    assert {chunk for chunk, _ in store.lexical.search(["gamma"], 9, boosts={"name": 1.0})} == set()
    assert {chunk for chunk, _ in store.lexical.search(["delta"], 9, boosts={"name": 1.0})} == {chunk_id(f"{A}:delta")}
    found = store.dense_exact(vector_of(key_of(f"{A}:delta", "2")), 9)
    assert {chunk for chunk, _ in found} == {chunk_id(f"{A}:alpha"), chunk_id(f"{A}:delta")}
    wanted = array("f", vector_of(key_of(f"{A}:delta", "2")))
    assert store.dense_hnsw(wanted, 1)[0][0] == chunk_id(f"{A}:delta")
    assert store.absorb_vectors() == 0
    assert store.dense_hnsw(wanted, 1)[0][0] == chunk_id(f"{A}:delta")


def test_vectors_come_with_their_files_and_wait_for_the_index(store: Store) -> None:
    store.build_hnsw()
    key = key_of(f"{A}:alpha", "2")
    assert store.dense_exact(vector_of(key), 9)
    store.replace_files([record(A, ["alpha"], version="2")], vectors={key: vector_of(key).tobytes()}, meta={"a": "b"})
    assert store.is_finished("vectors")
    assert store.meta("a") == "b"
    assert store.missing_vectors([key]) == set()
    assert store.chunks_without_vectors() == []
    before = store.dense_exact(vector_of(key), 9)
    assert before[0][0] == chunk_id(f"{A}:alpha")
    assert store.absorb_vectors() == 0
    assert store.missing_vectors([key]) == set()
    assert store.dense_exact(vector_of(key), 9) == before
    assert store.finish_vectors(overlay=0) == 0
    assert store.dense_exact(vector_of(key), 9) == before


def test_known_vectors_are_not_asked_for_again(store: Store) -> None:
    keys = [key_of(f"{A}:alpha"), key_of(f"{A}:alpha", "2")]
    assert store.missing_vectors(keys) == {keys[1]}
    store.replace_files([record(A, ["alpha"], version="2")])
    assert [(path, key) for path, key in store.chunks_without_vectors()] == [(A, keys[1])]
    assert store.finish_vectors() == 1
    assert not store.is_finished("vectors")
    store.replace_files([record(A, ["alpha"])])
    assert store.finish_vectors() == 0
    assert store.is_finished("vectors")


def test_a_stage_is_unfinished_after_a_change(store: Store) -> None:
    assert store.stages() == {"lexical": True, "vectors": True, "edges": True, "scores": True, "hnsw": False}
    before = store.revision
    store.replace_files([record(A, ["alpha"])])
    assert store.revision > before
    assert store.stages() == {"lexical": False, "vectors": False, "edges": False, "scores": False, "hnsw": False}


def test_invariant_14_coverage_is_counted_in_the_store(store: Store) -> None:
    store.write_skipped([Skipped("big.rs", "too-large"), Skipped("x.bin", "binary"), Skipped("y.bin", "binary")])
    directory = store.places.directory
    store.close()
    with Store.open(directory) as reader:
        coverage = reader.coverage()
        assert reader.skipped()[0] == Skipped("big.rs", "too-large")
    assert (coverage.files_seen, coverage.files_indexed, coverage.lines) == (5, 2, 40)
    assert coverage.files_skipped == {"too-large": 1, "binary": 2}
    assert coverage.symbols == {"rust": {"file": 2, "function": 4}}
    assert coverage.references == {"rust": {"resolved": 4, "ambiguous": 1, "external": 1, "unresolved": 0}}
    assert coverage.problems == {"syntax-error": 1}
    assert (coverage.chunks, coverage.vectors, coverage.chunks_without_vectors) == (4, 4, 0)


def test_edges_that_are_there_already_are_not_written_again(store: Store) -> None:
    one = edge(B, f"{B}:gamma_ray", f"{A}:alpha")
    store.write_edges([file_edges(B, [one])])
    before = store.revision
    store.write_edges([file_edges(B, [one])])
    assert store.revision == before
    store.write_edges([file_edges(B, [one], [open_reference(f"{B}:alpha", "x")])])
    assert store.revision > before
    assert store.open_counts("x") == (0, 0, 1)
    assert len(store.edges_in(B)) == 1 + 2


def test_scores_follow_the_edges(store: Store) -> None:
    ids = [id_of(f"{A}:alpha"), id_of(f"{B}:gamma_ray")]
    assert all(score > 0 for score in store.scores(ids).values())


def test_invariant_06_another_embedding_set_is_refused(store: Store) -> None:
    store.check_embedding_set(model="test", dimensions=DIMENSIONS, recipe=1)
    for other in ({"model": "x"}, {"dimensions": 8}, {"recipe": 2}):
        with pytest.raises(EmbeddingSetError) as caught:
            store.check_embedding_set(**{"model": "test", "dimensions": DIMENSIONS, "recipe": 1, **other})  # type: ignore[arg-type]
        assert caught.value.hint


def test_a_reader_cannot_write(store: Store) -> None:
    with Store.open(store.places.directory) as reader:
        for write in (reader.compute_scores, reader.build_hnsw, reader.finish_load, reader.finish_vectors):
            with pytest.raises(StoreError, match="reading only"):
                write()
        with pytest.raises(StoreError, match="reading only"):
            reader.replace_files([record(A, [])])


def test_a_second_writer_is_refused_and_readers_are_not(store: Store) -> None:
    with pytest.raises(StoreBusyError):
        Store.open(store.places.directory, writable=True)
    with Store.open(store.places.directory) as reader:
        assert list(reader.files()) == [A, B]


def test_a_reader_is_told_when_a_store_is_created_anew(store: Store) -> None:
    directory, before = store.places.directory, store.revision
    store.close()
    with Store.open(directory) as reader:
        assert list(reader.files()) == [A, B]
        assert not reader.is_replaced()
        empty_store(directory).close()
        assert reader.is_replaced()
        with pytest.raises(StoreReplacedError) as caught:
            reader.files()
        assert caught.value.hint
    with Store.open(directory) as reader:
        assert list(reader.files()) == []
        # whoever kept answers by revision does not take the new store for the old one
        assert reader.revision > before


def test_a_writer_whose_folder_is_deleted_is_told(store: Store) -> None:
    directory = store.places.directory
    shutil.rmtree(directory)
    with pytest.raises(StoreError, match="deleted or replaced"):
        store.set_meta("a", "b")
    with empty_store(directory), pytest.raises(StoreError, match="deleted or replaced"):
        store.replace_files([record(A, [])])


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError) as caught:
        Store.open(tmp_path / "nothing")
    assert "codegraph index" in caught.value.hint


def test_the_folder_is_invisible_to_git(store: Store) -> None:
    assert (store.places.directory / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_an_interrupted_load_leaves_whole_files_and_goes_on(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        store.bulk_load(records()[:1])
    with Store.open(tmp_path / "local", writable=True) as store:
        assert list(store.files()) == [A]
        assert store.lexical.content < store.content
        assert not store.is_loaded()
        store.replace_files(records())
        store.finish_lexical()
        assert store.is_loaded()
        assert [symbol.path for symbol in store.symbols_by_name("alpha")] == [A, B]
        assert store.is_finished("lexical")


def test_what_an_interrupted_run_removed_is_gone_from_the_words(store: Store, tmp_path: Path) -> None:
    store.replace_files([], [B])
    store.close()
    with Store.open(tmp_path / "local", writable=True) as again:
        assert again.lexical.search(["gamma"], 9, boosts={"name": 1.0})
        again.finish_lexical()
        assert again.lexical.search(["gamma"], 9, boosts={"name": 1.0}) == []
