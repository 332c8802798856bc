"""Files that the legs found but whose chunks are too far down to be ranked: they end a long list of hits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from codegraph.retrieve.rank import Ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Chunk
    from codegraph.retrieve.fuse import Fused

_SHARE = 3


def with_other_files(
    ranked: Sequence[Ranked],
    unranked: Sequence[Fused],
    read: Callable[[Iterable[NodeId]], Iterable[Chunk]],
    limit: int,
) -> list[Ranked]:
    """Give up to a third of the hits to files that have none, each with its best chunk, in the order of the fused legs.

    Only further chunks of files that stand above make room. A file that was not ranked has a score of 0.

    :param unranked: what follows the chunks that were ranked; `read` gives chunks by id.
    """
    known = {one.chunk.path for one in ranked}
    room = min(limit // _SHARE, limit - len(known))
    if room <= 0 or not unranked:
        return list(ranked)
    chunks = {chunk.id: chunk for chunk in read([one.id for one in unranked])}
    others: dict[str, Ranked] = {}
    for one in unranked:
        chunk = chunks.get(one.id)
        if chunk is not None and chunk.path not in known and len(others) < room:
            others.setdefault(chunk.path, Ranked(chunk, 0.0, {}, one))
    return [*_without_repeats(ranked, len(ranked) + len(others) - limit), *others.values()]


def _without_repeats(ranked: Sequence[Ranked], count: int) -> list[Ranked]:
    """Leave out so many of the last chunks whose file stands further up."""
    kept: list[Ranked] = []
    times = Counter(one.chunk.path for one in ranked)
    for one in reversed(ranked):
        if count > 0 and times[one.chunk.path] > 1:
            times[one.chunk.path] -= 1
            count -= 1
        else:
            kept.append(one)
    return kept[::-1]
