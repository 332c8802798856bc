"""What symbols asked for, as it is stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.asked import NOBODY, asking_for, joined, pack_asked, unpack_asked

KEYS = st.lists(st.integers(0, 2**32 - 1), max_size=5)
ASKED = st.dictionaries(st.sampled_from(["a" * 32, "b" * 32, "c" * 32, NOBODY]), KEYS)


@given(ASKED)
def test_what_was_written_is_read(asked: dict[str, list[int]]) -> None:
    found = unpack_asked(pack_asked(asked))
    assert found is not None
    assert {ident: list(keys) for ident, keys in found.items()} == asked


@given(ASKED, ASKED)
def test_what_is_kept_stays_beside_what_was_asked_now(before: dict[str, list[int]], now: dict[str, list[int]]) -> None:
    kept = {"a" * 32} - now.keys()
    found = unpack_asked(joined(pack_asked(before), pack_asked(now), kept))
    assert found is not None
    for ident in found.keys() - {NOBODY}:
        assert list(found[ident]) == (now[ident] if ident in now else before[ident])
    assert found.keys() >= now.keys() | (kept & before.keys())
    assert {*found[NOBODY]} == {*before.get(NOBODY, ()), *now.get(NOBODY, ())}


def test_symbols_are_found_by_what_they_asked_for() -> None:
    data = pack_asked({"a" * 32: [1, 2], "b" * 32: [3], NOBODY: [4]})
    assert asking_for(data, frozenset({2, 9})) == {"a" * 32}
    assert asking_for(data, frozenset({9})) == set()


def test_where_nobody_knows_who_asked_no_symbol_is_named() -> None:
    data = pack_asked({"a" * 32: [1], NOBODY: [4]})
    assert asking_for(data, frozenset({1, 4})) is None
    assert asking_for(b"", frozenset({1})) is None


def test_damaged_bytes_say_nothing() -> None:
    data = pack_asked({"a" * 32: [1, 2]})
    for damaged in (data[:-3], b"x" + data, b"nothing"):
        assert unpack_asked(damaged) is None
        assert joined(damaged, data, ()) == b""
