"""Nothing is embedded that the own index or that of a sibling worktree has, and what is taken is what would be made."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from codegraph import api
from codegraph.embed.choice import open_embedder
from codegraph.errors import StoreError
from codegraph.indexing import batches, preparing
from codegraph.indexing.known_vectors import StoreFolders, open_in_worker
from codegraph.store import Store, local_directory
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from codegraph.config import EmbedSettings
    from codegraph.embed.base import Embedder, EmbeddingSet
    from codegraph.indexing.jobs import Job, Settled
    from codegraph.indexing.known_vectors import KnownVectors
    from codegraph.indexing.preparing import Prepared

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

FILES = 20


class Counting:
    """An embedder that notes the texts it embeds."""

    def __init__(self, embedder: Embedder, texts: list[str]) -> None:
        self._embedder = embedder
        self._texts = texts

    @property
    def set(self) -> EmbeddingSet:
        return self._embedder.set

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self._texts += texts
        return self._embedder.encode(texts)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the texts that are embedded."""
    seen: list[str] = []

    def opened(settings: EmbedSettings) -> Counting:
        return Counting(open_embedder(settings), seen)

    monkeypatch.setattr(preparing, "open_embedder", opened)
    return seen


def git(folder: Path, *arguments: str) -> None:
    program = shutil.which("git") or "git"
    subprocess.run([program, "-c", "user.name=A", "-c", "user.email=a@b", *arguments], cwd=folder, check=True)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Make a repository."""
    root = tmp_path / "first"
    (root / "src").mkdir(parents=True)
    (root / "Cargo.toml").write_text('[package]\nname = "demo"\nversion = "0.1.0"\n', encoding="utf-8")
    (root / "src/lib.rs").write_text("".join(f"mod m{n};\n" for n in range(FILES)), encoding="utf-8")
    for n in range(FILES):
        text = f"/// Turns wheel {n}.\npub fn turn{n}(by: u32) -> u32 {{ by * {n} }}\n\npub struct Wheel{n};\n"
        (root / f"src/m{n}.rs").write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


@pytest.fixture
def second(first: Path) -> Path:
    """Make another worktree of it, without an index."""
    root = first.parent / "second"
    git(first, "worktree", "add", "-q", "--detach", str(root))
    return root


def index(root: Path) -> None:
    api.index(root, cwd=root, jobs=1)


def vectors(root: Path) -> dict[str, tuple[float, ...]]:
    """Give the vectors of an index by key."""
    with Store.open(local_directory(root)) as store:
        script = "?[key, v] := *chunk{vector: key}, *emb{key, v}"
        return {row[0]: tuple(row[1]) for row in store.query(script, limit=10_000).rows}


def test_a_new_worktree_embeds_nothing_that_its_sibling_has(first: Path, second: Path, counting: list[str]) -> None:
    index(first)
    made = len(counting)
    assert made > FILES
    index(second)
    assert counting[made:] == []
    # exactly the numbers that were made for the sibling
    assert vectors(second) == vectors(first)
    fresh = first.parent / "fresh"
    shutil.copytree(second, fresh, ignore=shutil.ignore_patterns(".git", ".codegraph"))
    index(fresh)
    assert vectors(second) == vectors(fresh)
    with Store.open(local_directory(second)) as one, Store.open(local_directory(fresh)) as two:
        assert difference(dump(one, ["wheel"]), dump(two, ["wheel"]), one, two) == []


def test_only_what_the_sibling_lacks_is_embedded(first: Path, second: Path, counting: list[str]) -> None:
    index(first)
    with (second / "src/m3.rs").open("a", encoding="utf-8") as file:
        file.write("pub fn brake() { halt() }\n")
    counting.clear()
    index(second)
    # the function, and the outline of the file it stands in if there is one
    assert [text for text in counting if "brake" in text] == counting
    assert counting
    # and when many files change in a worktree that is indexed already
    for n in range(FILES):
        with (first / f"src/m{n}.rs").open("a", encoding="utf-8") as file:
            file.write(f"pub fn more{n}() {{ brake({n}) }}\n")
    index(first)
    for n in range(FILES):
        shutil.copy(first / f"src/m{n}.rs", second / f"src/m{n}.rs")
    counting.clear()
    index(second)
    assert counting == []
    assert vectors(second) == vectors(first)


@pytest.mark.parametrize("name", ["CODEGRAPH_STORE_SHARE", "CODEGRAPH_EMBED_DIMENSIONS"])
def test_another_embedding_set_shares_nothing(
    first: Path, second: Path, counting: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    index(first)
    made = len(counting)
    monkeypatch.setenv(name, {"CODEGRAPH_STORE_SHARE": "false", "CODEGRAPH_EMBED_DIMENSIONS": "128"}[name])
    index(second)
    assert sorted(counting[made:]) == sorted(counting[:made])


@pytest.mark.parametrize("fault", ["unreadable", "no numbers", "too long", "short"])
def test_a_fault_of_the_sibling_means_that_nothing_is_shared(
    first: Path, second: Path, counting: list[str], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    index(first)
    made, expected, real = len(counting), vectors(first), Store.iter_vectors

    def damaged(store: Store, keys: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
        if store.places.directory != local_directory(first):
            yield from real(store, keys)
            return
        if fault == "unreadable":
            message = "damaged"
            raise StoreError(message)
        wrong = {"no numbers": float("nan"), "too long": 7.0, "short": 1.0}[fault]
        yield from ((key, [wrong] + [0.0] * (0 if fault == "short" else store.dimensions - 1)) for key in keys)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "iter_vectors", damaged)
        index(second)
    assert sorted(counting[made:]) == sorted(counting[:made])
    assert vectors(second) == expected


def test_workers_open_the_stores_for_themselves(
    first: Path, second: Path, counting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Settled, list[Job]]] = []

    def listening(settled: Settled, jobs: list[Job], known: KnownVectors) -> Prepared:
        asked.append((settled, jobs))
        return preparing.prepare(settled, jobs, known)

    with monkeypatch.context() as patched:
        patched.setattr(batches, "prepare", listening)
        index(first)
    ((settled, jobs),) = asked
    here, nowhere = local_directory(first), local_directory(second)

    def prepare(folders: StoreFolders | None) -> tuple[Prepared, int]:
        counting.clear()
        return batches.prepare_in_worker(settled, jobs, folders), len(counting)

    def prepare_and_close(folders: StoreFolders) -> tuple[Prepared, int]:
        try:
            return prepare(folders)
        finally:
            open_in_worker(folders).close()
            open_in_worker.cache_clear()

    alone, made = prepare(None)
    assert (alone.shared, made) == (0, len(alone.keys))
    assert made > FILES
    shared, made = prepare_and_close(StoreFolders(None, (nowhere, here)))
    assert (shared.shared, made) == (len(alone.keys), 0)
    assert _rows(shared) == _rows(alone)
    # what the own store has is not needed at all
    own, made = prepare_and_close(StoreFolders(here, (here,)))
    assert (own.keys, own.vectors, made) == ([], b"", 0)


def _rows(prepared: Prepared) -> dict[str, bytes]:
    size = len(prepared.vectors) // len(prepared.keys)
    return {key: prepared.vectors[at * size :][:size] for at, key in enumerate(prepared.keys)}
