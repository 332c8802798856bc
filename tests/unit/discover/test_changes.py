"""Content decides what changed; sizes and times only save reading."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.discover.changes import RACY_NS, Changes, Move, Stamp, compare, stamp
from codegraph.discover.entries import FileEntry
from codegraph.discover.listing import Listing
from codegraph.discover.reading import FileContent, read_file
from codegraph.identity import content_hash
from codegraph.model import Problem

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_000_000_000_000
OLD = NOW - 10 * RACY_NS
Tree = dict[str, tuple[bytes, int]]


class Disk:
    """A tree in memory that counts what is read."""

    def __init__(self, tree: Tree, unreadable: frozenset[str] = frozenset()) -> None:
        self.tree = tree
        self.unreadable = unreadable
        self.read_paths: list[str] = []

    def listing(self) -> Listing:
        entries = (FileEntry(path, "rust", len(data), mtime) for path, (data, mtime) in sorted(self.tree.items()))
        return Listing(tuple(entries), (), (), 0)

    def read(self, entry: FileEntry) -> FileContent | Problem:
        self.read_paths.append(entry.path)
        if entry.path in self.unreadable:
            return Problem(entry.path, "discover", "unreadable", "no")
        data, mtime = self.tree[entry.path]
        return FileContent(data, content_hash(data), len(data), mtime)

    def stamps(self, now_ns: int = NOW) -> dict[str, Stamp]:
        contents = {
            path: FileContent(data, content_hash(data), len(data), mtime) for path, (data, mtime) in self.tree.items()
        }
        return {path: stamp(content, now_ns=now_ns) for path, content in contents.items()}


def changes(known: dict[str, Stamp], disk: Disk, now_ns: int = NOW) -> Changes:
    return compare(disk.listing(), known, read=disk.read, now_ns=now_ns)


def test_nothing_is_read_where_nothing_changed() -> None:
    disk = Disk({"a": (b"1", OLD), "b": (b"2", OLD)})
    found = changes(disk.stamps(), disk)
    assert not found
    assert not disk.read_paths
    assert [entry.path for entry in found.unchanged] == ["a", "b"]


def test_each_kind_of_change_is_told() -> None:
    before = Disk({"same": (b"1", OLD), "edited": (b"2", OLD), "gone": (b"3", OLD), "from": (b"44", OLD)})
    after = Disk({"same": (b"1", OLD), "edited": (b"9", OLD + 1), "new": (b"5", OLD), "to": (b"44", OLD + 5)})
    found = changes(before.stamps(), after)
    assert [entry.path for entry in found.added] == ["new"]
    assert [entry.path for entry in found.modified] == ["edited"]
    assert found.deleted == ("gone",)
    assert found.moved == (Move("from", FileEntry("to", "rust", 2, OLD + 5)),)
    assert [entry.path for entry in found.unchanged] == ["same"]
    assert sorted(after.read_paths) == ["edited", "new", "to"]


def test_a_touched_file_is_unchanged_and_gets_a_new_stamp() -> None:
    before, after = Disk({"a": (b"1", OLD)}), Disk({"a": (b"1", OLD + 7)})
    found = changes(before.stamps(), after)
    assert not found
    assert found.restamped == {"a": Stamp(content_hash(b"1"), 1, OLD + 7)}


def test_a_file_written_while_it_was_indexed_is_read_again() -> None:
    """Same size, same mtime, other content: the case that a stamp alone cannot see."""
    before, after = Disk({"a": (b"1", NOW - 1)}), Disk({"a": (b"2", NOW - 1)})
    assert [entry.path for entry in changes(before.stamps(), after, NOW + 10 * RACY_NS).modified] == ["a"]
    found = changes(before.stamps(), before, NOW + 10 * RACY_NS)
    assert not found
    assert found.restamped == {"a": Stamp(content_hash(b"1"), 1, NOW - 1)}
    assert not changes(before.stamps() | dict(found.restamped), before).restamped


def test_a_known_file_that_cannot_be_read_is_deleted_with_a_problem() -> None:
    before = Disk({"a": (b"1", OLD), "b": (b"1", OLD)})
    after = Disk({"a": (b"2", OLD + 1), "b": (b"1", OLD)}, unreadable=frozenset({"a"}))
    found = changes(before.stamps(), after)
    assert found.deleted == ("a",)
    assert [problem.path for problem in found.problems] == ["a"]


def test_copies_are_no_moves_and_equal_files_move_in_order() -> None:
    before = Disk({"a": (b"1", OLD), "b": (b"1", OLD)})
    assert not changes(before.stamps(), Disk(before.tree | {"c": (b"1", OLD)})).moved
    found = changes(before.stamps(), Disk({"x": (b"1", OLD), "y": (b"1", OLD), "z": (b"1", OLD)}))
    assert [(move.old, move.entry.path) for move in found.moved] == [("a", "x"), ("b", "y")]
    assert [entry.path for entry in found.added] == ["z"]


TREES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from([b"", b"1", b"2", b"33"]), st.integers(NOW - 3 * RACY_NS, NOW + 10)),
)


@given(TREES, TREES)
def test_changes_turn_the_old_tree_into_the_new_one(old: Tree, new: Tree) -> None:
    """An honest clock: content may change under an equal stamp only within the racy time."""
    for path, (data, mtime) in old.items():
        if path in new and mtime <= NOW - RACY_NS and new[path][1] == mtime:
            new[path] = (data, mtime)
    known = Disk(old).stamps()
    found = changes(known, Disk(new), NOW + RACY_NS)
    result = {path: data for path, (data, _) in old.items()}
    for path in found.deleted:
        del result[path]
    moved = [(move.entry.path, result.pop(move.old)) for move in found.moved]
    result.update(moved)
    result.update({entry.path: new[entry.path][0] for entry in (*found.added, *found.modified)})
    assert result == {path: data for path, (data, _) in new.items()}
    assert set(found.restamped) <= {entry.path for entry in found.unchanged}


def entry_of(path: str) -> FileEntry:
    return FileEntry(path, "rust", 0, 0)


def code(found: FileContent | Problem) -> str:
    assert isinstance(found, Problem)
    return found.code


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"bytes")
    found = read_file(tmp_path, entry_of("a"), limit=5)
    assert isinstance(found, FileContent)
    assert (found.data, found.hash, found.size) == (b"bytes", content_hash(b"bytes"), 5)
    assert found.mtime_ns == (tmp_path / "a").stat().st_mtime_ns


def test_a_file_that_grew_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"bytes")
    assert code(read_file(tmp_path, entry_of("a"), limit=4)) == "too-large"


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")
def test_what_took_a_files_place_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert code(read_file(tmp_path, entry_of("link"), limit=9)) == "not-a-regular-file"
    assert code(read_file(tmp_path, entry_of("pipe"), limit=9)) == "not-a-regular-file"
    assert code(read_file(tmp_path, entry_of("folder"), limit=9)) == "not-a-regular-file"
    assert code(read_file(tmp_path, entry_of("gone"), limit=9)) == "vanished"
    assert code(read_file(tmp_path, entry_of("file/below"), limit=9)) == "vanished"


@pytest.mark.parametrize(("writes", "expected"), [(1, "settled"), (5, "changed-while-reading")])
def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    writes: int,
    expected: str,
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"first")
    real_read = os.read
    left = [writes]

    def read_and_write(handle: int, size: int) -> bytes:
        data = real_read(handle, size)
        if left[0] and data:
            left[0] -= 1
            file.write_bytes(data + b"+")
        return data

    monkeypatch.setattr(os, "read", read_and_write)
    found = read_file(tmp_path, entry_of("a"), limit=99)
    if expected == "settled":
        assert isinstance(found, FileContent)
        assert found.data == b"first+"
    else:
        assert code(found) == expected
