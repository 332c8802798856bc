"""Batches that are written together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codegraph.indexing.merging import merged
from codegraph.indexing.preparing import Prepared
from codegraph.model import FileRecord


def _record(path: str) -> FileRecord:
    return FileRecord(path, "rust", path, 1, 1, 1, "", "", (), (), (), b"")


@given(st.lists(st.integers(min_value=0, max_value=7000), max_size=8))
def test_merging_keeps_all_records_and_vectors_in_order(sizes: list[int]) -> None:
    batches = [
        Prepared([_record(f"{n}.{k}") for k in range(size)], [f"{n}"], bytes([n]), []) for n, size in enumerate(sizes)
    ]
    found = list(merged(batches))
    assert [it.path for batch in found for it in batch.records] == [it.path for it in _all(batches)]
    assert [key for batch in found for key in batch.keys] == [f"{n}" for n in range(len(sizes))]
    assert b"".join(batch.vectors for batch in found) == bytes(range(len(sizes)))


def _all(batches: list[Prepared]) -> list[FileRecord]:
    return [it for batch in batches for it in batch.records]


def test_the_first_batch_waits_for_no_other() -> None:
    first, second = (Prepared([_record(name)], [], b"", []) for name in "ab")
    assert next(merged(iter([first, second]))) is first
