"""A store that an older codegraph wrote is brought to this version, and loses nothing.

The stores in `tests/fixtures/stores` were written by the commits that had those versions: two files with edges between
them, vectors, and the HNSW index, after the removal of a third file.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from pathlib import Path

import pytest

from codegraph.errors import StoreVersionError
from codegraph.store import Store, schema
from codegraph.store.engine import create_file
from tests.conftest import ROOT
from tests.support.store import chunk_id, file_edges, id_of, key_of, record, vector_of

STORES = sorted((ROOT / "tests" / "fixtures" / "stores").glob("version-*.sql"))
A, B = "src/a.rs", "src/b.rs"


@pytest.fixture(params=STORES, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def version(kept: Path) -> int:
    return int(kept.stem.rpartition("-")[2])


@pytest.fixture
def directory(kept: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "local"
    folder.mkdir()
    create_file(folder / "store.db")
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.executescript(kept.read_text(encoding="utf-8"))
    return folder


def test_every_version_that_can_be_migrated_has_a_store() -> None:
    assert {path.stem for path in STORES} >= {"version-2", "version-3", "version-8", "version-9"}
    assert set(schema.MIGRATIONS) == set(range(2, schema.VERSION))


def test_a_reader_of_an_older_store_is_told_what_to_do(directory: Path) -> None:
    with pytest.raises(StoreVersionError, match="older") as caught:
        Store.open(directory)
    assert "codegraph index" in caught.value.hint


def test_an_older_store_keeps_what_it_has(directory: Path, version: int) -> None:
    with Store.open(directory, writable=True) as store:
        assert store.meta("version") == str(schema.VERSION)
        assert list(store.files()) == [A, B]
        assert store.symbols_in(A) == list(record(A, ["alpha", "Beta"]).symbols)
        assert store.chunks_in(B) == [one.chunk for one in record(B, ["gamma"]).chunks]
        assert store.facts(A) == record(A, ["alpha", "Beta"]).facts
        assert [one.id for one in store.names_folded(["beta"], 9)["beta"]] == [id_of(f"{A}:Beta")]
        # edges of before version 9 are made anew by the next run
        edges_stay = version >= 9
        assert bool(store.edges_from([id_of(f"{A}:alpha")])) is edges_stay
        assert store.unresolved() == ([] if edges_stay else [A, B])
        query = vector_of(key_of(f"{B}:gamma"))
        assert store.dense_hnsw(array("f", query), 1)[0][0] == chunk_id(f"{B}:gamma")
        assert store.dense_exact(query, 1)[0][0] == chunk_id(f"{B}:gamma")
        # words are not in the fixture: the store does not take others for its own
        undone = {name for name, done in store.stages().items() if not done}
        assert undone - {"vectors"} == ({"lexical"} if edges_stay else {"lexical", "edges", "scores"})
        assert bool(store.coverage().references) is edges_stay
    Store.open(directory).close()


def test_an_older_store_can_be_written_like_a_new_one(directory: Path) -> None:
    with Store.open(directory, writable=True) as store:
        changed = record(A, ["alpha"], version="2")
        key = key_of(f"{A}:alpha", "2")
        store.replace_files([changed], [B], vectors={key: vector_of(key).tobytes()})
        store.write_edges([file_edges(A, [])])
        store.finish_vectors()
        store.finish_lexical()
        store.absorb_vectors()
        store.compute_scores()
        assert list(store.files()) == [A]
        assert store.lexical.documents() == [chunk_id(f"{A}:alpha")]
        assert store.collect_garbage().vectors == 3
        assert store.faults() == []
