"""The end of a long list of hits: files that were found too far down to be ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.model import Chunk, ChunkKind, Span
from codegraph.retrieve.fuse import Fused
from codegraph.retrieve.rank import Ranked
from codegraph.retrieve.tail import with_other_files

if TYPE_CHECKING:
    from collections.abc import Iterable


def chunk(number: int, path: str) -> Chunk:
    return Chunk(
        id=NodeId(f"{number:032x}"),
        kind=ChunkKind.ITEM,
        path=path,
        language="rust",
        span=Span(0, 1, number, number),
        symbol=None,
        symbol_kind="function",
        name="f",
        qualified_name="f",
        signature="fn f()",
        tokens=1,
    )


def ranked(*paths: str) -> list[Ranked]:
    return [Ranked(one := chunk(at, path), 1.0, {}, Fused(one.id, 1.0, {})) for at, path in enumerate(paths)]


def paths_after(before: list[Ranked], behind: list[str], limit: int) -> list[str]:
    chunks = {one.id: one for one in (chunk(100 + at, path) for at, path in enumerate(behind))}
    unranked = [Fused(one, 0.1, {}) for one in chunks]

    def read(ids: Iterable[NodeId]) -> list[Chunk]:
        return [chunks[one] for one in sorted(ids)]

    return [one.chunk.path for one in with_other_files(before, unranked, read, limit)]


def test_other_files_follow_in_their_order_each_once() -> None:
    assert paths_after(ranked("a", "b"), ["c", "a", "d", "c"], 10) == ["a", "b", "c", "d"]


def test_they_take_the_room_of_repeats_and_of_nothing_else() -> None:
    assert paths_after(ranked("a", "b", "a", "b", "a", "a"), ["c", "d"], 6) == ["a", "b", "a", "b", "c", "d"]
    assert paths_after(ranked("a", "b", "c", "d"), ["e"], 4) == ["a", "b", "c", "d"]


def test_they_are_a_third_of_the_hits_at_most() -> None:
    assert paths_after(ranked(*"aaaaaa"), ["b", "c", "d"], 6) == ["a", "a", "a", "a", "b", "c"]


def test_nothing_was_left_out() -> None:
    assert paths_after(ranked("a", "a"), [], 10) == ["a", "a"]
