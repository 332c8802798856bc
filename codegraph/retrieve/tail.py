"""Files that the legs found but whose chunks are too far down to be ranked: they end a long list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.rank import Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.retrieve.fuse import Fused
    from codegraph.store import FileBrief

HEAD = 40
"""So many hits are as they were ranked, however many are wanted."""


def with_other_files(
    ranked: Sequence[Placed],
    unranked: Callable[[], Sequence[Fused]],
    files_of: Callable[[Iterable[NodeId]], Mapping[NodeId, FileBrief]],
    limit: int,
) -> list[Placed]:
    """Put files that have no hit behind the first 40 hits, each with its best chunk, in the order of the fused legs.

    What is not the first hit of its file gives way to them. A file that was not ranked has a score of 0.

    :param ranked: hits, the best of each file before all others.
    :param unranked: gives what follows the chunks that were ranked, which few searches need; `files_of` the files of
        chunks.
    """
    known = {one.path for one in ranked}
    head = max(HEAD, len(known))
    if limit <= head:
        return list(ranked)
    following = unranked()
    files = files_of([one.id for one in following])
    others: dict[str, Placed] = {}
    for one in following:
        file = files.get(one.id)
        if file is not None and file.path not in known:
            others.setdefault(file.path, Placed(file.path, 0.0, {}, one))
    return [*ranked[:head], *others.values(), *ranked[head:]][:limit]
