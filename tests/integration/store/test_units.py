"""Units come and go with their files; what macro calls become is kept apart from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.store import empty_store, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.model import FileRecord
    from codegraph.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with empty_store(tmp_path) as opened:
        yield opened


def with_unit(path: str, unit: bytes, digest: str) -> FileRecord:
    return record(path, [path[0]])._replace(unit=unit, unit_digest=digest)


def test_units_come_and_go_with_their_files(store: Store) -> None:
    store.bulk_load([with_unit("a.rs", b"A\n\xff", "1"), with_unit("b.rs", b"B", "2"), record("c.md", ["c"])])
    assert sorted(store.iter_units()) == [b"A\n\xff", b"B"]
    assert list(store.iter_units(without=["a.rs"])) == [b"B"]
    assert store.unit_digests(["a.rs", "b.rs", "c.md", "none"]) == {"a.rs": "1", "b.rs": "2"}
    store.replace_files([with_unit("b.rs", b"new", "3")], ["a.rs"])
    assert list(store.iter_units()) == [b"new"]
    assert store.unit_digests(["a.rs", "b.rs"]) == {"b.rs": "3"}
    store.replace_files([record("b.rs", ["b"])])
    assert list(store.iter_units()) == []


def test_what_macros_become_is_kept_until_it_is_forgotten(store: Store) -> None:
    store.write_macros({"a": b"1", "b": b"\x00\xff"})
    assert store.macros() == {"a": b"1", "b": b"\x00\xff"}
    store.write_macros({"c": b"3"}, ["a", "none"])
    assert store.macros() == {"b": b"\x00\xff", "c": b"3"}
    before = store.revision
    store.write_macros({})
    assert store.revision == before
