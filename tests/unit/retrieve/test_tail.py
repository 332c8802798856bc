"""How a long list of hits ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from codegraph.identity import NodeId
from codegraph.model import Chunk, ChunkKind, Span
from codegraph.retrieve.fuse import Fused
from codegraph.retrieve.rank import Ranked
from codegraph.retrieve.tail import with_other_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILES = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=40)


def chunk(path: str, number: int) -> Chunk:
    return Chunk(NodeId(f"{path}{number}"), ChunkKind.ITEM, path, "rust", Span(0, 1, 1, 1), None, "", "", "", "", 1, "")


def ranked(paths: Sequence[str]) -> list[Ranked]:
    return [Ranked(one, 1.0, {}, Fused(one.id, 1.0, {})) for one in (chunk(path, n) for n, path in enumerate(paths))]


def end(hits: list[Ranked], others: Sequence[str], limit: int) -> list[str]:
    chunks = {one.id: one for one in (chunk(path, 100 + n) for n, path in enumerate(others))}

    def read(ids: Iterable[NodeId]) -> list[Chunk]:
        return [chunks[one] for one in ids]

    return [one.chunk.path for one in with_other_files(hits, [Fused(one, 0.5, {}) for one in chunks], read, limit)]


def test_repeats_make_room_for_other_files() -> None:
    hits = ranked(["a", *"bcdefghij", "a", "b", "k", "a", "c"])
    assert end(hits, ["a", "x", "y", "x"], 15) == ["a", *"bcdefghij", "a", "b", "k", "x", "y"]


def test_a_short_list_stays_as_it_is() -> None:
    assert end(ranked("aaaaaaaaaa"), ["x"], 10) == list("aaaaaaaaaa")


@given(FILES, FILES, st.integers(1, 40))
def test_files_are_added_and_none_is_lost(paths: list[str], others: list[str], limit: int) -> None:
    hits = ranked(paths[:limit])
    found = end(hits, others, limit)
    assert len(found) <= limit
    assert found[:10] == paths[:limit][:10] or len(hits) < 10
    assert set(paths[:limit]) <= set(found)
    new = [path for path in found if path not in paths[:limit]]
    assert len(new) == len(set(new)) <= limit // 3
    assert new == [path for path in dict.fromkeys(others) if path not in paths[:limit]][: len(new)]


@given(FILES, FILES)
def test_the_first_ten_do_not_depend_on_the_length(paths: list[str], others: list[str]) -> None:
    few, many = (end(ranked(paths[:limit]), others, limit)[:10] for limit in (10, 40))
    assert few == many or len(paths) < 10
