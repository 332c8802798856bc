"""A damaged store says so and what to do; nothing is deleted; a full disk loses nothing that was written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from codegraph.errors import DiskError, StoreCorruptError, StoreVersionError
from codegraph.store import Store, schema
from codegraph.store.engine import Engine
from tests.support.store import empty_store, key_of, record, vector_of, write_all

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record(f"src/{n}.rs", [f"name_{n}_{i}" for i in range(40)]) for n in range(20)])
    return tmp_path / "local"


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def shorter_than_a_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


@pytest.mark.parametrize(
    "damage", [truncate, garbage, empty, shorter_than_a_header], ids=lambda damage: damage.__name__
)
def test_a_damaged_store_says_so_and_deletes_nothing(directory: Path, damage: object) -> None:
    assert callable(damage)
    damage(directory / "store.db")
    before = sorted(
        (path.name, path.stat().st_size) for path in directory.iterdir() if path.name.startswith("store.db")
    )
    with pytest.raises(StoreCorruptError) as caught, Store.open(directory) as store:
        store.coverage()
    assert "codegraph index --force" in caught.value.hint
    assert str(directory) in str(caught.value)
    after = sorted((path.name, path.stat().st_size) for path in directory.iterdir() if path.name.startswith("store.db"))
    assert [one for one in after if one[0] == "store.db"] == [one for one in before if one[0] == "store.db"]


def test_a_damaged_store_can_be_created_anew(directory: Path) -> None:
    garbage(directory / "store.db")
    with empty_store(directory) as store:
        write_all(store, [record("a.rs", ["one"])])
        assert list(store.files()) == ["a.rs"]


def test_a_database_that_is_no_store_says_so(directory: Path) -> None:
    with closing(sqlite3.connect(directory / "store.db")) as connection:
        connection.execute("delete from cozo")
        connection.commit()
    with pytest.raises(StoreCorruptError, match="version"):
        Store.open(directory)


def test_a_store_without_its_meta_row_says_so(directory: Path) -> None:
    set_version(directory, ":rm meta {key}", "?[key] <- [['version']]")
    with pytest.raises(StoreCorruptError, match="version"):
        Store.open(directory)


def test_a_store_of_a_newer_version_is_refused(directory: Path) -> None:
    set_version(directory, ":put meta {key => value}", "?[key, value] <- [['version', '999']]")
    with pytest.raises(StoreVersionError, match="newer") as caught:
        Store.open(directory, writable=True)
    assert "update" in caught.value.hint


def test_a_store_of_an_unknown_older_version_is_refused(directory: Path) -> None:
    set_version(directory, ":put meta {key => value}", "?[key, value] <- [['version', '0']]")
    with pytest.raises(StoreVersionError):
        Store.open(directory, writable=True)


def set_version(directory: Path, order: str, rule: str) -> None:
    engine = Engine(directory / "store.db")
    engine.write(f"{rule} {order}")
    engine.close()


def test_an_older_store_is_migrated_by_a_writer_and_refused_to_a_reader(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = schema.VERSION
    monkeypatch.setattr("codegraph.store.schema.VERSION", version + 2)
    steps = {version: ("{:create first {a: Int}}",), version + 1: ("{:create second {a: Int}}",)}
    monkeypatch.setattr("codegraph.store.schema.MIGRATIONS", steps)
    with pytest.raises(StoreVersionError, match="older"):
        Store.open(directory)
    with Store.open(directory, writable=True) as store:
        assert store.meta("version") == str(version + 2)
        assert store.query("?[count(a)] := *second{a}").rows == [[0]]
    with Store.open(directory) as store:
        assert len(store.files()) == 20


def test_a_failed_open_lets_the_next_writer_in(directory: Path) -> None:
    kept = (directory / "store.db").read_bytes()
    garbage(directory / "store.db")
    with pytest.raises(StoreCorruptError):
        Store.open(directory, writable=True)
    (directory / "store.db").write_bytes(kept)
    Store.open(directory, writable=True).close()


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from codegraph.errors import DiskError
from tests.support.store import record
from codegraph.store import Store, schema
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(Path(sys.argv[1]), writable=True)
limit = (Path(sys.argv[1]) / "store.db").stat().st_size + 100_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for n in range(100):
        store.replace_files([record(f"more/{n}.rs", [f"n{n}_{i}" for i in range(100)])])
        print(n, flush=True)
except DiskError as error:
    print("full:", error.hint, flush=True)
"""


def test_a_full_disk_says_so_and_keeps_what_was_written(directory: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(directory)], check=False, capture_output=True, text=True, cwd=ROOT
    )
    lines = ran.stdout.splitlines()
    assert lines, ran.stderr
    assert lines[-1].startswith("full:"), ran.stderr
    assert "space" in lines[-1]
    written = {f"more/{n}.rs" for n in lines[:-1]}
    with Store.open(directory) as store:
        files = set(store.files())
        assert written <= files
        for path in sorted(files - {f"src/{n}.rs" for n in range(20)}):
            assert len(store.symbols_in(path)) == 101
            assert len(store.chunks_in(path)) == 100


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DiskError) as caught:
        empty_store(tmp_path / "file" / "local")
    assert caught.value.hint


def test_importing_the_store_loads_no_database() -> None:
    script = "import sys, codegraph.store; print({'mnestic', 'pycozo', 'tantivy', 'numpy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout.strip() == "set()"


def test_a_search_without_exact_vectors_loads_no_numpy(directory: Path) -> None:
    script = """
import sys
from array import array
from pathlib import Path
from codegraph.store import Store, schema
with Store.open(Path(sys.argv[1])) as store:
    store.lexical.search(["name"], 5, boosts={"name": 1.0})
    store.chunks([store.symbols_by_name("name_1_1")[0].id])
    store.neighbours([store.symbols_by_name("name_1_1")[0].id])
print("numpy" in sys.modules)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(directory)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert ran.stdout.strip() == "False"


def test_only_who_asks_again_waits_for_numpy(directory: Path) -> None:
    with Store.open(directory, writable=True) as store:
        store.build_hnsw()
        asked = vector_of(key_of("src/3.rs:name_3_7")).tolist()
    script = """
import json, sys
from array import array
from pathlib import Path
from codegraph.store import Store
with Store.open(Path(sys.argv[1])) as store:
    for _ in range(3):
        search = store.dense_exact if store.exact_is_quicker(of=store.lexical.count) else store.dense_hnsw
        nearest = search(array("f", json.loads(sys.argv[2])), 1)
        print("numpy" in sys.modules, nearest[0][0])
"""
    arguments = [str(directory), str(asked)]
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    )
    first, *later = (line.split() for line in ran.stdout.splitlines())
    assert first[0] == "False"
    assert later == [["True", first[1]]] * 2


def test_cozo_embedded_opens_the_store_and_counts_its_rows(directory: Path) -> None:
    script = """
import sys
from pathlib import Path
from codegraph.store.engine import Engine
engine = Engine(Path(sys.argv[1]) / "store.db", fallback=True)
for relation in ("file", "node", "chunk", "emb"):
    key = "key" if relation == "emb" else "id"
    print(relation, engine.rows(f"?[count(x)] := *{relation}{{{key}: x}}")[0][0])
"""
    pytest.importorskip("cozo_embedded")
    ran = subprocess.run(
        [sys.executable, "-c", script, str(directory)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert ran.stdout.split() == ["file", "20", "node", "820", "chunk", "800", "emb", "800"]
