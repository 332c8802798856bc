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
    asked[NOBODY] = sorted({*asked.get(NOBODY, ())})
    assert {NOBODY: [], **{ident: list(keys) for ident, keys in found.items()}} == asked


@given(ASKED, st.lists(ASKED, max_size=20))
def test_what_was_asked_now_lies_over_what_was_asked_before(
    first: dict[str, list[int]], later: list[dict[str, list[int]]]
) -> None:
    data, expected, nobody = pack_asked(first), dict(first), {*first.get(NOBODY, ())}
    for now in later:
        data = joined(data, pack_asked(now), expected.keys() - now.keys())
        expected |= now
        nobody.update(now.get(NOBODY, ()))
    found = unpack_asked(data)
    assert found is not None
    expected[NOBODY] = sorted(nobody)
    assert {NOBODY: [], **{ident: list(keys) for ident, keys in found.items()}} == expected
    # it does not grow for ever
    assert len(data) < 9 * (len(pack_asked(expected)) + max((len(pack_asked(it)) for it in later), default=0))


def test_where_it_was_not_known_before_it_is_not_known_after() -> None:
    assert joined(b"", pack_asked({"a" * 32: [1]}), ()) == b""


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
    for damaged in (data[:-3], b"x" + data, b"nothing", data + data[:-1]):
        assert unpack_asked(damaged) is None
        assert unpack_asked(joined(damaged, data, ())) is None
