"""What is kept of reads belongs to one content of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from codegraph.store.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Rows:
    """A store of rows whose values say which content they are of."""

    def __init__(self) -> None:
        self.content = 0
        self.read: list[str] = []
        self.written_during: list[int] = []

    def values(self, keys: Sequence[str]) -> dict[str, str]:
        self.read += keys
        found = {key: f"{key} of {self.content}" for key in keys if not key.startswith("no")}
        if self.written_during:
            self.content += self.written_during.pop()
        return found


def _get(memory: Memory[str, str], rows: _Rows, *keys: str) -> dict[str, str]:
    return memory.get(keys, lambda: rows.content, rows.values)


def test_what_was_read_is_not_read_again() -> None:
    memory, rows = Memory[str, str](10), _Rows()
    assert list(_get(memory, rows, "b", "a", "b")) == ["b", "a"]
    assert _get(memory, rows, "a", "c", "none") == {"a": "a of 0", "c": "c of 0"}
    assert rows.read == ["b", "a", "c", "none"]
    assert _get(memory, rows, "none") == {}
    assert rows.read == ["b", "a", "c", "none"]


def test_another_content_is_read_anew() -> None:
    memory, rows = Memory[str, str](10), _Rows()
    _get(memory, rows, "a")
    rows.content = 1
    assert _get(memory, rows, "a") == {"a": "a of 1"}


def test_what_was_read_while_something_was_written_is_not_kept() -> None:
    memory, rows = Memory[str, str](10), _Rows()
    rows.written_during = [1]
    _get(memory, rows, "a")
    assert _get(memory, rows, "a") == {"a": "a of 1"}


def test_it_does_not_grow_without_end() -> None:
    memory, rows = Memory[str, str](3), _Rows()
    for key in "abcd":
        _get(memory, rows, key)
    _get(memory, rows, "a")
    assert rows.read == ["a", "b", "c", "d", "a"]


def test_reads_of_one_content_are_kept_by_who_knows_that_it_was_that_content() -> None:
    memory, rows = Memory[str, str](10), _Rows()
    reads = memory.at(0)
    assert reads.get(["a", "none", "a"], rows.values) == {"a": "a of 0"}
    assert reads.get(["none", "a"], rows.values) == {"a": "a of 0"}
    assert rows.read == ["a", "none"]
    assert _get(memory, rows, "a") == {"a": "a of 0"}
    assert rows.read == ["a", "none", "a"]
    memory.keep(0, reads.new())
    assert _get(memory, rows, "none") == {}
    assert rows.read == ["a", "none", "a"]
    assert memory.at(1).get(["a"], lambda _: {}) == {}


@given(st.lists(st.tuples(st.lists(st.sampled_from("abcdef"), max_size=4), st.integers(0, 1), st.integers(0, 1))))
def test_it_answers_as_the_store_would(steps: list[tuple[list[str], int, int]]) -> None:
    memory, rows = Memory[str, str](4), _Rows()
    for keys, before, during in steps:
        rows.content += before
        content = rows.content
        rows.written_during = [during]
        assert _get(memory, rows, *keys) == {key: f"{key} of {content}" for key in keys}
