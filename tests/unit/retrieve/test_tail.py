"""The end of a long list of hits: files that were found too far down to be ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Fused
from codegraph.retrieve.rank import Placed
from codegraph.retrieve.tail import with_other_files
from codegraph.store import FileBrief

if TYPE_CHECKING:
    from collections.abc import Iterable


def ranked(*paths: str) -> list[Placed]:
    return [Placed(path, 1.0, {}, Fused(NodeId(f"{at:032x}"), 1.0, {})) for at, path in enumerate(paths)]


def paths_after(before: list[Placed], behind: list[str], limit: int) -> list[str]:
    files = {NodeId(f"{at:032x}"): FileBrief(path, "rust", "", 1) for at, path in enumerate(behind, start=100)}
    unranked = [Fused(one, 0.1, {}) for one in files]

    def files_of(ids: Iterable[NodeId]) -> dict[NodeId, FileBrief]:
        return {one: files[one] for one in sorted(ids)}

    return [one.path for one in with_other_files(before, lambda: unranked, files_of, limit)]


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
