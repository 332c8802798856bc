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
        symbol=NodeId(f"{number:032x}"),
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
    assert paths_after(ranked("a", "b"), ["c", "a", "d", "c"], 60) == ["a", "b", "c", "d"]


def test_they_take_the_room_of_repeats_behind_the_first_forty() -> None:
    before = ranked("a", "b", *"a" * 58)
    after = paths_after(before, ["c", "d"], 60)
    assert after == ["a", "b", *"a" * 38, "c", "d", *"a" * 18]


def test_no_ranked_file_gives_way() -> None:
    files = [f"{number}.rs" for number in range(50)]
    assert paths_after(ranked(*files), ["c", "d"], 51) == [*files, "c"]


def test_a_short_list_is_the_start_of_a_long_one() -> None:
    before = ranked("a", "b", *"a" * 38)
    assert paths_after(before[:10], ["c", "d"], 10) == paths_after(before, ["c", "d"], 60)[:10]


def test_nothing_was_left_out() -> None:
    assert paths_after(ranked("a", "a"), [], 60) == ["a", "a"]
