"""A moment of a store: asked for once, and what was read is kept where nothing was written meanwhile."""

from __future__ import annotations

import os
import time
from array import array
from typing import TYPE_CHECKING

import pytest

from codegraph.discover.roles import Role
from codegraph.identity import NodeId
from codegraph.store import Store
from codegraph.store.engine import checkpoint
from codegraph.store.moment import Moment
from tests.support.store import chunk_id, empty_store, record, vector_of, write_all, write_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B = "src/a.rs", "src/b.rs"
FIRST, SECOND = chunk_id(f"{A}:alpha"), chunk_id(f"{B}:beta")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with empty_store(tmp_path) as made:
        write_all(made, [record(A, ["alpha"]), record(B, ["beta"])])
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the queries that are run."""
    names: list[str] = []
    run = Store._ask

    def noting(self: Store, name: str, /, **params: object) -> object:
        names.append(name)
        return run(self, name, **params)

    monkeypatch.setattr(Store, "_ask", noting)
    return names


def test_what_was_read_is_kept_at_the_end(store: Store, asked: list[str]) -> None:
    moment = Moment(store)
    chunks = moment.chunks([FIRST, "0" * 32, SECOND, FIRST])
    assert [chunk.id for chunk in chunks] == [FIRST, SECOND]
    sizes = moment.briefs_of([A, "none"])
    assert moment.end() == moment.state
    del asked[:]
    again = Moment(store)
    assert again.chunks([FIRST, SECOND]) == chunks == store.chunks([FIRST, SECOND])
    assert again.briefs_of([A]) == sizes == store.briefs_of([A])
    assert {"chunks_by_id", "files_by_id"}.isdisjoint(asked)


def test_the_state_is_asked_for_at_the_end(store: Store, asked: list[str]) -> None:
    vector = array("f", vector_of("0" * 32).tolist())
    store.dense_exact(vector, 1)
    del asked[:]
    moment = Moment(store)
    for one in (FIRST, SECOND):
        moment.chunks([one])
        moment.near(vector).search(1)
    moment.end()
    Moment(store).end()
    assert asked[0] == "state"
    assert asked.count("state") == 3
    assert "meta" not in asked


def test_a_write_that_the_files_do_not_show_is_seen_at_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = ((1, 1, time.time_ns()),) * 2
    monkeypatch.setattr("codegraph.store.places.Places.looks", lambda _: looks)
    first = Moment(store)
    old = first.chunks([FIRST])
    assert first.end() == first.state
    write_all(store, [record(A, ["gamma", "alpha"])])
    behind = Moment(store)
    assert behind.chunks([FIRST]) == old
    assert behind.end() != behind.state
    present = Moment(store)
    assert present.chunks([FIRST]) == store.chunks([FIRST]) != old
    assert present.end() == present.state


def test_a_state_is_not_asked_for_where_nothing_was_written_for_long(
    store: Store, tmp_path: Path, asked: list[str]
) -> None:
    with Store.open(tmp_path) as reader:
        for path in reader.places.database_files[:2]:
            os.utime(path, ns=(0, 0))
        known = reader.numbers()
        del asked[:]
        assert (Moment(reader).end().revision, *reader.numbers()) == (known[0], *known)
        assert "state" not in asked
        write_all(store, [record(A, ["gamma", "alpha"])])
        assert reader.numbers() == (store.revision, store.content) != known


def test_a_state_is_not_asked_for_where_the_journal_was_made_just_now(tmp_path: Path, asked: list[str]) -> None:
    with empty_store(tmp_path) as store:
        write_all(store, [record(A, ["alpha"])])
    os.utime(store.places.database, ns=(0, 0))
    with Store.open(tmp_path) as reader:
        known = reader.numbers()
        del asked[:]
        assert reader.numbers() == known
        assert "state" not in asked
        for name in ("beta", "gamma"):
            with Store.open(tmp_path, writable=True) as writer:
                write_all(writer, [record(A, [name])])
                assert reader.numbers() == (writer.revision, writer.content) > known
            known = reader.numbers()
            checkpoint(store.places.database)
            assert reader.numbers() == known


def test_a_write_by_another_handle_shows_at_the_beginning(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path) as reader:
        Moment(reader).end()
        write_all(store, [record(A, ["gamma", "alpha"])])
        assert Moment(reader).state.content == store.content


def test_what_was_read_around_a_write_is_kept_by_nobody(store: Store) -> None:
    moment = Moment(store)
    before = moment.chunks([FIRST])[0]
    write_all(store, [record(A, ["gamma", "alpha"])])
    after = store.chunks([FIRST])[0]
    assert moment.chunks([SECOND])
    assert moment.end() != moment.state
    assert store.chunks([FIRST]) == [after] == Moment(store).chunks([FIRST])
    assert moment.chunks([FIRST]) == [before]


def test_words_are_those_of_the_beginning(store: Store) -> None:
    moment = Moment(store)
    assert moment.state.words == moment.state.content
    count = moment.lexical.count
    write_all(store, [record("src/c.rs", ["delta"])])
    assert moment.lexical.count == count
    assert store.lexical.count > count
    assert moment.lexical.content < store.lexical.content


def test_files_are_read_all_at_once_for_their_roles_and_not_again(store: Store, asked: list[str]) -> None:
    vector = array("f", vector_of("0" * 32).tolist())
    Moment(store).near(vector).search(1, roles=[Role.CODE])
    del asked[:]
    moment = Moment(store)
    briefs = moment.briefs_of([A, B])
    assert {path: (one.hash, one.size) for path, one in briefs.items()} == {
        path: (row.hash, row.size) for path, row in store.files().items()
    }
    assert [chunk.path for chunk in moment.chunks([FIRST, SECOND])] == [A, B]
    assert "files_by_id" not in asked


def test_the_files_of_chunks_take_no_query_once_vectors_were_searched(store: Store, asked: list[str]) -> None:
    ids = [SECOND, NodeId("0" * 32), FIRST]
    moment = Moment(store)
    read = moment.files_of(ids)
    assert [(one, file.path) for one, file in read.items()] == [(SECOND, B), (FIRST, A)]
    assert asked.count("chunks_by_id") == 1
    moment.near(array("f", vector_of("0" * 32).tolist())).search(1, roles=[Role.CODE])
    del asked[:]
    again = Moment(store)
    assert [*again.files_of(ids).items()] == [*read.items()]
    assert again.files_of([FIRST, *ids]) == read
    assert not asked


def test_files_of_chunks_follow_what_is_written(store: Store, asked: list[str]) -> None:
    vector = array("f", vector_of("0" * 32).tolist())
    Moment(store).near(vector).search(1)
    changed = [record(A, ["gamma"])]
    store.replace_files(changed)
    write_vectors(store, changed)
    new = chunk_id(f"{A}:gamma")
    for searches in range(2):
        del asked[:]
        moment = Moment(store)
        if searches:
            moment.near(vector).search(1)
        files = moment.files_of([FIRST, SECOND, new])
        assert {one: file.path for one, file in files.items()} == {SECOND: B, new: A}
        assert files[new].hash == store.files()[A].hash
        assert ("chunks_by_id" in asked) is (not searches)


def test_chunks_that_have_no_vector_yet_are_read(store: Store, asked: list[str]) -> None:
    store.bulk_load([record("src/c.rs", ["delta"])])
    store.finish_load()
    third = chunk_id("src/c.rs:delta")
    moment = Moment(store)
    moment.near(array("f", vector_of("0" * 32).tolist())).search(1)
    del asked[:]
    assert [file.path for file in moment.files_of([FIRST, third, NodeId("0" * 32)]).values()] == [A, "src/c.rs"]
    assert asked.count("chunks_by_id") == 1


def test_symbols_of_chunks_are_those_of_their_rows(store: Store, asked: list[str]) -> None:
    ids = [SECOND, NodeId("0" * 32), FIRST]
    read = Moment(store).symbols_of(ids)
    assert [*read.items()] == [(one.id, one.symbol) for one in store.chunks(ids)]
    Moment(store).near(array("f", vector_of("0" * 32).tolist())).search(1)
    del asked[:]
    assert [*Moment(store).symbols_of([SECOND, FIRST]).items()] == [*read.items()]
    assert not asked


def test_a_file_that_changed_is_read_again(store: Store) -> None:
    vector = array("f", vector_of("0" * 32).tolist())
    store.dense_exact(vector, 1, roles=[Role.CODE])
    before = Moment(store).briefs_of([A])[A]
    write_all(store, [record(A, ["gamma", "alpha"])])
    after = Moment(store).briefs_of([A])[A]
    row = store.files()[A]
    assert (after.hash, after.size) == (row.hash, row.size) != (before.hash, before.size)
