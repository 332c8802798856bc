"""Exact search gives what a full scan would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from codegraph.identity import NodeId, content_hash
from codegraph.store import sidecar
from codegraph.store.assembling import assemble, reassemble
from codegraph.store.exact import ExactIndex, _floats

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from codegraph.store.sidecar import Sidecar

COUNT, DIMENSIONS, FILES = 3000, 64, 30


def name(kind: str, n: int) -> str:
    return content_hash(f"{kind} {n}".encode())


def row(chunk: int, file: int, vector: int) -> list[str]:
    """Give what the database lists of a chunk: each third shows a symbol that another chunk shows as well."""
    return [name("chunk", chunk), name("file", file), name("vector", vector), name("chunk", chunk - chunk % 3)]


def laid(file: int, new: int, vector: npt.NDArray[np.float32]) -> tuple[str, str, str, list[float]]:
    return name("file", file), name("new", new), name("new symbol", new), [float(x) for x in vector]


@pytest.fixture(scope="module")
def vectors() -> npt.NDArray[np.float32]:
    numbers = np.random.default_rng(3)
    centres = numbers.normal(size=(40, DIMENSIONS))
    made = centres[numbers.integers(0, 40, COUNT)] + 0.6 * numbers.normal(size=(COUNT, DIMENSIONS))
    unit: npt.NDArray[np.float32] = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture(scope="module")
def base(vectors: npt.NDArray[np.float32]) -> Sidecar:
    listed = [row(n, n % FILES, n) for n in range(COUNT)]
    known = {name("vector", n): vectors[n].astype("<f2").tobytes() for n in range(COUNT)}
    built, missing = assemble(5, DIMENSIONS, listed, known)
    assert missing == 0
    return built


def by_hand(vectors: npt.NDArray[np.float32], query: npt.NDArray[np.float32], numbers: list[int], k: int) -> list[str]:
    cosines = vectors.astype(np.float16).astype(np.float32) @ query
    return [name("chunk", n) for n in sorted(numbers, key=lambda n: (-cosines[n], name("chunk", n)))[:k]]


def test_it_finds_what_a_full_scan_finds(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    index = ExactIndex(base)
    for n in range(0, COUNT, 97):
        found = index.search(vectors[n], 10)
        assert [chunk for chunk, _ in found] == by_hand(vectors, vectors[n], list(range(COUNT)), 10)
        assert found[0][1] == pytest.approx(1.0, abs=1e-3)


def test_it_looks_only_at_what_is_allowed(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    index = ExactIndex(base)
    some = [n for n in range(COUNT) if n % FILES in {3, 4}]
    files = [name("file", 3), name("file", 4), name("file", 999)]
    assert [chunk for chunk, _ in index.search(vectors[0], 20, files=files)] == by_hand(vectors, vectors[0], some, 20)
    kept = frozenset(files)
    for _ in range(2):
        hits = index.search(vectors[0], 20, files=kept)
        assert [chunk for chunk, _ in hits] == by_hand(vectors, vectors[0], some, 20)
    chunks = [name("chunk", n) for n in range(0, COUNT, 2)]
    even = list(range(0, COUNT, 2))
    assert [chunk for chunk, _ in index.search(vectors[1], 20, chunks=chunks)] == by_hand(vectors, vectors[1], even, 20)
    assert index.search(vectors[0], 5, files=[]) == []
    assert index.search(vectors[0], 5, chunks=[]) == []


def test_changed_files_count_by_their_new_chunks(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    index = ExactIndex(base).with_changes([name("file", 3)], [laid(3, 0, vectors[3])])
    found = [chunk for chunk, _ in index.search(vectors[3], 50)]
    assert found[0] == name("new", 0)
    gone = {name("chunk", n) for n in range(COUNT) if n % FILES == 3}
    assert not gone & set(found)
    assert [chunk for chunk, _ in index.search(vectors[3], 5, files=[name("file", 3)])] == [name("new", 0)]


def test_it_tells_the_files_of_chunks(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    index = ExactIndex(base)
    files = {NodeId(name("chunk", n)): name("file", n % FILES) for n in range(COUNT)}
    assert index.files_of([*files]) == files
    assert index.files_of([NodeId(name("new", 0)), NodeId("0" * 32), NodeId("f" * 32)]) == {}
    assert index.files_of([]) == {}
    assert index.finds_all
    first = index.with_changes([name("file", 3)], [laid(3, 0, vectors[3])])
    second = first.with_changes([name("file", 4)], [])
    asked = [NodeId(name(*one)) for one in (("chunk", 2), ("chunk", 3), ("chunk", 4), ("new", 0))]
    assert first.files_of(asked) == {asked[0]: name("file", 2), asked[2]: name("file", 4), asked[3]: name("file", 3)}
    assert second.files_of(asked) == {asked[0]: name("file", 2), asked[3]: name("file", 3)}


def test_it_tells_the_symbols_of_chunks(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    index = ExactIndex(base)
    symbols = {NodeId(name("chunk", n)): name("chunk", n - n % 3) for n in range(COUNT)}
    assert index.symbols_of([*symbols]) == symbols
    assert index.symbols_of([NodeId(name("new", 0))]) == index.symbols_of([]) == {}
    changed = index.with_changes([name("file", 3)], [laid(3, 0, vectors[3])])
    asked = [NodeId(name(*one)) for one in (("chunk", 2), ("chunk", 3), ("new", 0))]
    assert changed.symbols_of(asked) == {asked[0]: name("chunk", 0), asked[2]: name("new symbol", 0)}


def test_it_says_where_two_chunks_look_the_same(base: Sidecar) -> None:
    twice = base._replace(ids=np.concatenate([base.ids[:1], base.ids[:-1]]))
    assert not ExactIndex(twice).finds_all


def test_without_chunks_no_file_is_told() -> None:
    empty, _ = assemble(1, DIMENSIONS, [], {})
    assert ExactIndex(empty).files_of([NodeId(name("chunk", 1))]) == {}
    assert ExactIndex(empty).finds_all


def test_changes_of_changes_count_and_leave_the_index_before_as_it_was(
    base: Sidecar, vectors: npt.NDArray[np.float32]
) -> None:
    first = ExactIndex(base).with_changes([name("file", 3)], [laid(3, 0, vectors[3])])
    second = first.with_changes([name("file", 3), name("file", 4)], [laid(4, 1, vectors[4])])
    assert [chunk for chunk, _ in second.search(vectors[3], 5, files=[name("file", 3)])] == []
    assert [chunk for chunk, _ in second.search(vectors[4], 5, files=[name("file", 4)])] == [name("new", 1)]
    assert [chunk for chunk, _ in first.search(vectors[3], 5, files=[name("file", 3)])] == [name("new", 0)]
    gone = {name("chunk", n) for n in range(COUNT) if n % FILES == 4}
    assert gone & {chunk for chunk, _ in first.search(vectors[4], 50)}
    assert not gone & {chunk for chunk, _ in second.search(vectors[4], 50)}


def test_chunks_with_one_vector_are_all_found_in_order_of_ids() -> None:
    listed = [row(n, 0, n % 3) for n in range(30)]
    known = {name("vector", n): np.eye(8, dtype="<f2")[n].tobytes() for n in range(3)}
    built, _ = assemble(1, 8, listed, known)
    found = ExactIndex(built).search(np.eye(8, dtype=np.float32)[1], 4)
    assert [chunk for chunk, _ in found] == sorted(name("chunk", n) for n in range(1, 30, 3))[:4]


def test_chunks_without_a_vector_are_counted() -> None:
    built, missing = assemble(1, 8, [row(0, 0, 0)], {})
    assert missing == 1
    assert ExactIndex(built).search(np.ones(8, dtype=np.float32), 4) == []


def test_the_file_gives_back_what_was_written(base: Sidecar, tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    sidecar.write(path, base)
    read = sidecar.read(path, DIMENSIONS)
    assert read is not None
    assert read.content == base.content
    for field in ("keys", "bits", "vectors", "ids", "symbols", "vector_of", "file_of", "files"):
        assert getattr(read, field).tobytes() == getattr(base, field).tobytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("vectors")] == ["vectors"]


def test_a_file_of_an_older_version_says_nothing_of_symbols(base: Sidecar, tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    sidecar.write(path, base._replace(symbols=base.symbols[:0]))
    data = path.read_bytes()
    header = data[:512].replace(b', "symbols": 0', b"").ljust(512)
    path.write_bytes(header + data[512:])
    read = sidecar.read(path, DIMENSIONS)
    assert read is not None
    index = ExactIndex(read)
    some = NodeId(name("chunk", 5))
    assert (index.files_of([some]), index.symbols_of([some])) == ({some: name("file", 5)}, {})
    assert reassemble(6, read, [], [], {}) is None


def test_a_file_that_cannot_be_used_is_none(base: Sidecar, tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    assert sidecar.read(path, DIMENSIONS) is None
    for data in (b"", b"short", b"x" * 4096):
        path.write_bytes(data)
        assert sidecar.read(path, DIMENSIONS) is None
    sidecar.write(path, base)
    assert sidecar.read(path, DIMENSIONS * 2) is None
    path.write_bytes(path.read_bytes()[:-100])
    assert sidecar.read(path, DIMENSIONS) is None


def test_ids_are_written_as_digits() -> None:
    ids = [name("chunk", n) for n in range(5)]
    assert [NodeId(sidecar.hex_id(one)) for one in sidecar.pack_ids(ids)] == ids


def test_a_file_made_from_an_earlier_one_is_as_if_made_of_all(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    gone = [name("file", n) for n in (3, 7)]
    # one vector is that of a chunk that stays, one that of a chunk that went, one is new, as are a file and its chunks
    added = [
        row(3, 3, 0),
        row(COUNT, 3, 7),
        row(COUNT + 1, FILES, COUNT),
    ]
    listed = [row(n, n % FILES, n) for n in range(COUNT) if n % FILES not in {3, 7}]
    known = {name("vector", n): vectors[n].astype("<f2").tobytes() for n in range(COUNT)}
    known[name("vector", COUNT)] = vectors[1].astype("<f2").tobytes()
    whole, _ = assemble(6, DIMENSIONS, listed + added, known)

    again = reassemble(6, base, gone, added, {key: known[key] for _, _, key, _ in added})

    assert again is not None
    assert again.content == whole.content
    for column in ("keys", "bits", "vectors", "ids", "symbols", "vector_of", "file_of", "files"):
        assert getattr(again, column).tobytes() == getattr(whole, column).tobytes(), column


def test_without_a_vector_an_earlier_file_is_of_no_use(base: Sidecar) -> None:
    added = [row(COUNT, 0, COUNT)]
    assert reassemble(6, base, [], added, {}) is None


def test_floats_are_those_of_numpy() -> None:
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    assert (_floats(halves).view(np.uint32) == halves.astype(np.float32).view(np.uint32)).all()


def test_one_question_may_be_asked_of_several_sets_of_files(base: Sidecar, vectors: npt.NDArray[np.float32]) -> None:
    asked = ExactIndex(base).asked(vectors[0])
    for number in range(3):
        some = frozenset({name("file", number)})
        assert asked.search(5, files=some) == ExactIndex(base).search(vectors[0], 5, files=[*some])
    assert asked.search(5) == ExactIndex(base).search(vectors[0], 5)
