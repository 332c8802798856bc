"""What nothing uses is dropped on command; what is used stays, and readers read on."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from codegraph.model import Dependencies
from codegraph.store import Store
from codegraph.store.expansions import ExpansionRow
from tests.support.store import (
    chunk_id,
    edge,
    empty_store,
    file_edges,
    key_of,
    record,
    vector_of,
    write_all,
    write_vectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B, C = "src/a.rs", "src/b.rs", "src/c.rs"
MANY = [f"name_{n}" for n in range(400)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store in which one file was changed, one deleted, and one stayed."""
    with empty_store(tmp_path / "local") as made:
        write_all(made, [record(A, ["alpha", "beta"]), record(B, MANY), record(C, ["gamma"])])
        made.write_expansion(ExpansionRow(C, 0, 5, "hash", "state", "own", "1", "m", "text", ()))
        changed = record(A, ["alpha"], version="2")
        made.replace_files([changed], [B])
        made.finish_lexical()
        write_vectors(made, [changed])
        yield made


def test_what_nothing_uses_goes_and_the_rest_stays(store: Store) -> None:
    before = store.size_on_disk()
    garbage = store.garbage()
    assert garbage == (2, 2 + len(MANY), 0, 0)
    collected = store.collect_garbage()
    # the file of vectors knows now that a file is gone
    assert collected == garbage._replace(marks=1)
    store.compact()
    assert store.garbage().total == 0
    assert store.size_on_disk()["database"] < before["database"]
    assert store.facts(A) == record(A, ["alpha"], version="2").facts
    assert store.missing_vectors([key_of(f"{A}:alpha", "2"), key_of(f"{C}:gamma")]) == set()
    assert store.missing_vectors([key_of(f"{A}:beta")]) == {key_of(f"{A}:beta")}
    assert store.expansion(C, 0, 5) is not None
    found = store.dense_exact(vector_of(key_of(f"{A}:alpha", "2")), 9)
    assert found[0][0] == chunk_id(f"{A}:alpha")
    assert {chunk for chunk, _ in found} == {chunk_id(f"{A}:alpha"), chunk_id(f"{C}:gamma")}
    assert sorted(store.lexical.documents()) == sorted([chunk_id(f"{A}:alpha"), chunk_id(f"{C}:gamma")])
    assert all(store.stages()[stage] for stage in ("lexical", "vectors"))


def test_nothing_to_drop_is_nothing_done(store: Store) -> None:
    store.collect_garbage()
    before = list(store.query("?[key] := *emb{key} or *facts{hash: key}").rows)
    assert store.collect_garbage().total == 0
    assert list(store.query("?[key] := *emb{key} or *facts{hash: key}").rows) == before


@pytest.mark.parametrize("few", [True, False], ids=["a few vectors are taken out", "for many it is dropped"])
def test_the_approximate_index_loses_them_too(tmp_path: Path, few: bool) -> None:  # noqa: FBT001
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(A, ["alpha"]), record(B, MANY)])
        store.build_hnsw()
        store.replace_files((), [A if few else B])
        store.finish_lexical()
        store.finish_vectors()
        store.collect_garbage()
        assert store.has_hnsw() == few
        store.build_hnsw()
        gone, there = (f"{A}:alpha", f"{B}:name_7") if few else (f"{B}:name_7", f"{A}:alpha")
        assert chunk_id(gone) not in [chunk for chunk, _ in store.dense_hnsw(array("f", vector_of(key_of(gone))), 3)]
        assert store.dense_hnsw(array("f", vector_of(key_of(there))), 1)[0][0] == chunk_id(there)


def test_a_reader_reads_on_while_the_store_is_compacted(store: Store) -> None:
    with Store.open(store.places.directory) as reader:
        symbols = reader.symbols_in(C)
        words = reader.lexical.search(["gamma"], 5, boosts={"name": 1.0})
        near = reader.dense_exact(vector_of(key_of(f"{C}:gamma")), 1)
        store.collect_garbage()
        store.compact()
        assert reader.symbols_in(C) == symbols
        assert reader.lexical.search(["gamma"], 5, boosts={"name": 1.0})[0][0] == words[0][0]
        assert reader.dense_exact(vector_of(key_of(f"{C}:gamma")), 1) == near
        assert reader.stable(reader.coverage).chunks == 2


def test_marks_stay_until_the_words_know_what_is_gone(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(A, ["alpha"]), record(B, ["beta"])])
        store.replace_files((), [B])
    with Store.open(tmp_path / "local", writable=True) as store:
        assert store.collect_garbage().marks == 0
        store.finish_lexical()
        assert store.lexical.documents() == [chunk_id(f"{A}:alpha")]
        assert store.collect_garbage().marks == 1


def test_edges_of_symbols_that_are_gone_are_no_fault_until_they_are_due(tmp_path: Path) -> None:
    # what a macro makes may have its evidence in another file than its source
    hanging = file_edges(A, [edge(A, f"{B}:beta", f"{A}:alpha"), edge(A, f"{A}:alpha", f"{B}:beta")])
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(A, ["alpha"]), record(B, ["beta"])], [hanging])
        assert store.faults() == []
        store.replace_files((), [B])
        store.finish_lexical()
        store.finish_vectors()
        assert store.faults() == []
        store.finish_stage("edges")
        assert [one.code for one in store.faults()] == ["edges"]


def test_what_a_removed_file_gave_is_kept_until_the_others_are_resolved_again(tmp_path: Path) -> None:
    rested = [file_edges(path, [])._replace(depends=Dependencies(path, b"", b"", b"")) for path in (A, B)]
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(A, ["alpha"]), record(B, ["beta"])], rested)
        store.replace_files((), [B])
        store.finish_lexical()
        store.finish_vectors()
        assert store.faults() == []
        store.collect_garbage()
        assert store.removed_with_dependencies() == [B]
        store.forget_dependencies([B])
        assert store.collect_garbage().marks == 1
