"""`codegraph index --check` finds what was damaged in an index, repairs it, and says what it did."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from codegraph.store import Store, sidecar
from tests.support.edited_workspace import EditedWorkspace
from tests.support.killed import WORDS
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command import Command

LIB = "base/src/lib.rs"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tree with its index, which nobody changes."""
    from codegraph import api  # noqa: PLC0415 - after the fixtures that isolate tests

    root = tmp_path_factory.mktemp("check") / "work"
    root.mkdir()
    EditedWorkspace().write(root)
    api.index(root, cwd=root)
    return root


@pytest.fixture
def damaged(indexed: Path, tmp_path: Path) -> Path:
    """Give a copy to be damaged."""
    root = tmp_path / "copy" / "work"
    shutil.copytree(indexed, root)
    return root


def local(root: Path) -> Path:
    return root / ".codegraph" / "local"


def run(root: Path, script: str, **params: Any) -> None:  # noqa: ANN401 - whatever the script takes
    with Store.open(local(root), writable=True) as store:
        store._engine.write(script, params)


def lose_chunks(root: Path) -> None:
    run(
        root, "f[id] := *file{id, path}, path in $paths\n?[id] := f[file], *chunk{id, file} :rm chunk {id}", paths=[LIB]
    )


def rename_symbols(root: Path) -> None:
    named = "?[id, name] := *node{id, kind, name: old}, kind in ['function'], name = concat(old, 'x')"
    run(root, f"{named} :update node {{id => name}}")


def add_orphans(root: Path) -> None:
    run(root, "?[name, file, ambiguous, external, unresolved] <- [['lost', $file, 1, 2, 3]] "
              ":put open_name {name, file => ambiguous, external, unresolved}", file="0" * 32)  # fmt: skip


def lose_edges(root: Path) -> None:
    keys = "src, kind, dst, anchor, start"
    run(root, f"?[{keys}] := *edge{{{keys}}}, kind in ['calls', 'contains', 'imports'] :rm edge {{{keys}}}")


def lose_a_target(root: Path) -> None:
    run(
        root,
        "t[dst, count(src)] := *edge{src, kind, dst}, kind in ['calls']\n?[id] := t[id, _n] :limit 1 :rm node {id}",
    )


def spoil_facts(root: Path) -> None:
    spoiled = "?[hash, language, data] := *facts{hash, language}, data = decode_base64('AAAA')"
    run(root, f"{spoiled} :put facts {{hash, language => data}}")


def lose_vectors(root: Path) -> None:
    run(root, "?[key] := *emb{key} :limit 5 :rm emb {key}")


def spoil_vectors(root: Path) -> None:
    with Store.open(local(root), writable=True) as store:
        zeros = [0.5] * store.dimensions
        store._engine.write("?[key, v] := *emb{key}, v = vec($zeros) :limit 5 :put emb {key => v}", {"zeros": zeros})


def spoil_the_vector_file(root: Path) -> None:
    path = local(root) / "vectors-1.bin"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def cut_the_vector_file(root: Path) -> None:
    path = local(root) / "vectors-1.bin"
    path.write_bytes(path.read_bytes()[:700])


def lose_words(root: Path) -> None:
    with Store.open(local(root), writable=True) as store:
        store.lexical.remove(LIB)
        store.lexical.commit(store.content)


def spoil_words(root: Path) -> None:
    for path in (local(root) / "lexical").glob("*.term"):
        path.write_bytes(b"garbage" * 100)


def spoil_what_words_stand_in(root: Path) -> None:
    """Change bytes that are not looked at before a search needs them."""
    for path in (local(root) / "lexical").glob("*.idx"):
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 0x55
        path.write_bytes(data)


def lose_the_words(root: Path) -> None:
    (local(root) / "lexical" / "meta.json").write_bytes(b"{")


def lose_an_index(root: Path) -> None:
    run(root, "::index drop node:by_name")


def lose_the_approximate_index(root: Path) -> None:
    """Leave an index over fewer vectors than there are."""
    with Store.open(local(root), writable=True) as store:
        keys = [row[0] for row in store._engine.rows("?[key] := *emb{key}")]
        vectors = {row[0]: row[1] for row in store._ask("vectors_by_key", keys=[[key] for key in keys[:1]])}
        for key, vector in vectors.items():
            # an import does not maintain the index
            store._engine.write("?[key] <- [[$key]] :rm emb {key}", {"key": key})
            store._engine.load({"emb": (("key", "v"), [[key, vector]])})


def change_a_file_unseen(root: Path) -> None:
    """Change a file so that size and time are as before, as a clock that went back could make it."""
    path = root / LIB
    state, data = path.stat(), path.read_bytes()
    path.write_bytes(data.replace(b"Ground", b"Gruond"))
    assert path.read_bytes() != data
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lose_chunks, "words"),
        (rename_symbols, "file"),
        (spoil_facts, "file"),
        (add_orphans, "leftovers"),
        (lose_edges, "edges"),
        (lose_a_target, "edges"),
        (lose_vectors, "vectors"),
        (spoil_vectors, "vectors"),
        (spoil_the_vector_file, "vector-file"),
        (cut_the_vector_file, "vector-file"),
        (lose_words, "words"),
        (spoil_words, "words"),
        (spoil_what_words_stand_in, "words"),
        (lose_the_words, "words"),
        (lose_an_index, "indexes"),
        (lose_the_approximate_index, "approximate-index"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_damage_is_found_and_repaired(
    cli: Command, indexed: Path, damaged: Path, damage: Callable[[Path], None], code: str
) -> None:
    damage(damaged)
    ran = cli("index", damaged, "--check", "--json")
    document = ran.document
    assert code in {one["code"] for one in document["found"]}, document
    assert document["remaining"] == []
    assert ran.code == 0
    with Store.open(local(damaged)) as store, Store.open(local(indexed)) as clean:
        assert difference(dump(store, WORDS), dump(clean, WORDS), store, clean) == []
        assert sorted(store.lexical.documents()) == sorted(clean.lexical.documents())
        assert sidecar.read(store.places.vectors, store.dimensions) is not None
        assert store.has_hnsw()
        assert store.faults() == []
    again = cli("index", damaged, "--check")
    assert again.code == 0
    assert "all is well" in again.out


def test_a_sound_index_is_left_alone(cli: Command, damaged: Path) -> None:
    before = cli("status", "--repo", damaged, "--json").document["revision"]
    ran = cli("index", damaged, "--check")
    assert (ran.code, "all is well" in ran.out) == (0, True)
    assert cli("status", "--repo", damaged, "--json").document["revision"] == before


def test_a_damaged_database_is_built_anew(cli: Command, indexed: Path, damaged: Path) -> None:
    path = local(damaged) / "store.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    ran = cli("index", damaged, "--check")
    assert ran.code == 0
    assert "is damaged: built anew from" in ran.out
    with Store.open(local(damaged)) as store, Store.open(local(indexed)) as clean:
        assert difference(dump(store, WORDS), dump(clean, WORDS), store, clean) == []


def test_scores_of_damaged_edges_are_computed_again(cli: Command, indexed: Path, damaged: Path) -> None:
    lose_edges(damaged)
    with Store.open(local(damaged), writable=True) as store:
        store.compute_scores()
    assert cli("index", damaged, "--check").code == 0
    with Store.open(local(damaged)) as store, Store.open(local(indexed)) as clean:
        assert difference(dump(store, WORDS), dump(clean, WORDS), store, clean) == []


def test_check_wants_an_index(cli: Command, tmp_path: Path) -> None:
    assert cli("index", tmp_path, "--check", "--json").error["code"] == "no-index"
    assert cli("index", tmp_path, "--check", "--force", "--json").error["code"] == "usage"


def test_a_change_that_size_and_time_do_not_show_is_found(cli: Command, damaged: Path) -> None:
    change_a_file_unseen(damaged)
    assert cli("index", damaged, "--check").code == 0
    hits = cli("search", "Gruond", "--repo", damaged, "--no-refresh", "--json").document["hits"]
    assert hits[0]["path"] == LIB
    assert "Gruond" in hits[0]["snippet"]


def test_a_header_that_becomes_cpp_is_indexed_as_if_it_had_always_been(cli: Command, tmp_path: Path) -> None:
    root = tmp_path / "headers"
    root.mkdir()
    header = root / "a.h"
    for source, language in [("int f(void);", "c"), ("class F {};", "cpp"), ("int g(void);", "c")]:
        header.write_text(source)
        assert cli("index", root).code == 0
        with Store.open(local(root)) as store:
            assert [row.language for row in store.files().values()] == [language]
        assert cli("index", root, "--check").code == 0
