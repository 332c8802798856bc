"""Files that the legs found but whose chunks are too far down to be ranked: they end a long list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.rank import Ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Chunk
    from codegraph.retrieve.fuse import Fused

HEAD = 40
"""So many hits are as they were ranked, however many are wanted."""


def with_other_files(
    ranked: Sequence[Ranked],
    unranked: Sequence[Fused],
    read: Callable[[Iterable[NodeId]], Iterable[Chunk]],
    limit: int,
) -> list[Ranked]:
    """Put files that have no hit behind the first 40 hits, each with its best chunk, in the order of the fused legs.

    What is not the first hit of its file gives way to them. A file that was not ranked has a score of 0.

    :param ranked: hits, the best of each file before all others.
    :param unranked: what follows the chunks that were ranked; `read` gives chunks by id.
    """
    known = {one.chunk.path for one in ranked}
    head = max(HEAD, len(known))
    if limit <= head or not unranked:
        return list(ranked)
    chunks = {chunk.id: chunk for chunk in read([one.id for one in unranked])}
    others: dict[str, Ranked] = {}
    for one in unranked:
        chunk = chunks.get(one.id)
        if chunk is not None and chunk.path not in known:
            others.setdefault(chunk.path, Ranked(chunk, 0.0, {}, one))
    return [*ranked[:head], *others.values(), *ranked[head:]][:limit]
