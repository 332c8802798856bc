"""Groups of edges and open references come back as they were packed, and what is no such thing is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.errors import StoreCorruptError
from codegraph.identity import NodeId
from codegraph.model import OpenReference, ReferenceKind, ReferenceState, Span
from codegraph.store.edge_groups import EdgeGroup, decode_groups, encode_groups, read_groups
from codegraph.store.rows import decode_open, encode_open

NUMBERS = st.integers(0, 2**32 - 1)
HASHES = st.text("0123456789abcdef", min_size=16, max_size=16).filter(lambda it: it.strip("0"))
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def groups(draw: st.DrawFn) -> EdgeGroup:
    anchor, start, line, text = draw(IDS), draw(NUMBERS), draw(NUMBERS), draw(HASHES | st.just(""))
    if draw(st.booleans()):
        return EdgeGroup(anchor, start, line, text)
    sources = draw(st.just((anchor,)) | st.lists(IDS, min_size=1, max_size=3).map(tuple))
    ties = draw(HASHES | st.just(""))
    return EdgeGroup(anchor, start, line, text, draw(HASHES), draw(st.integers(1, 9)), ties, sources)


OPEN = st.builds(
    OpenReference,
    st.sampled_from(ReferenceState),
    st.sampled_from(ReferenceKind),
    st.text(max_size=3),
    IDS.map(NodeId),
    st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS).map(lambda it: Span(*it)),
    st.sampled_from(["", "std", "no-such-name"]),
    st.lists(IDS.map(NodeId), max_size=2).map(tuple),
)


@given(st.lists(groups(), max_size=8))
def test_groups_come_back(listed: list[EdgeGroup]) -> None:
    assert list(decode_groups(encode_groups(listed))) == listed


@given(st.lists(groups(), min_size=1, max_size=4, unique_by=lambda it: it.anchor))
def test_groups_of_symbols_that_are_gone_are_left_out(listed: list[EdgeGroup]) -> None:
    assert list(read_groups(encode_groups(listed), [listed[0].anchor])) == listed[1:]


@given(st.lists(groups(), min_size=1, max_size=4), st.data())
def test_groups_that_are_cut_off_are_refused(listed: list[EdgeGroup], data: st.DataObject) -> None:
    packed = encode_groups(listed)
    cut = packed[: data.draw(st.integers(0, len(packed) - 1))]
    with pytest.raises(StoreCorruptError, match="damaged"):
        decode_groups(cut)


@given(st.lists(OPEN, max_size=8))
def test_open_references_come_back(listed: list[OpenReference]) -> None:
    assert list(decode_open(encode_open(listed))) == listed


@given(st.lists(OPEN, min_size=1, max_size=8), st.text(max_size=3))
def test_open_references_of_one_name_are_found(listed: list[OpenReference], other: str) -> None:
    packed = encode_open(listed)
    for name in (listed[0].name, other):
        assert list(decode_open(packed, name)) == [one for one in listed if one.name == name]
