"""Files that the legs found but whose chunks are too far down to be ranked: they end a long list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.retrieve.rank import Ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Chunk
    from codegraph.retrieve.fuse import Fused

_SHARE = 3
# the first hits are the same however long the list is to be
_HEAD = 10


def with_other_files(
    ranked: Sequence[Ranked],
    unranked: Sequence[Fused],
    read: Callable[[Iterable[NodeId]], Iterable[Chunk]],
    limit: int,
) -> list[Ranked]:
    """Give up to a third of the hits to files that have none, each with its best chunk, in the order of the fused legs.

    Only further chunks of files that stand above make room, the last ones first, and none of the first ten. A file that
    was not ranked has a score of 0.

    :param ranked: at most `limit` hits.
    :param unranked: what follows the chunks that were ranked; `read` gives chunks by id.
    """
    room = min(limit // _SHARE, limit - max(len(ranked), _HEAD) + len(_repeats(ranked)))
    if room <= 0 or not unranked:
        return list(ranked)
    known = {one.chunk.path for one in ranked}
    chunks = {chunk.id: chunk for chunk in read([one.id for one in unranked])}
    others: dict[str, Ranked] = {}
    for one in unranked:
        chunk = chunks.get(one.id)
        if chunk is not None and chunk.path not in known and len(others) < room:
            others.setdefault(chunk.path, Ranked(chunk, 0.0, {}, one))
    too_many = len(ranked) + len(others) - limit
    dropped = frozenset(_repeats(ranked)[-too_many:]) if too_many > 0 else frozenset()
    return [*(one for place, one in enumerate(ranked) if place not in dropped), *others.values()]


def _repeats(ranked: Sequence[Ranked]) -> list[int]:
    """List the places, after the first ten, of chunks whose file stands further up."""
    seen = {one.chunk.path for one in ranked[:_HEAD]}
    places = []
    for place, one in enumerate(ranked[_HEAD:], start=_HEAD):
        if one.chunk.path in seen:
            places.append(place)
        seen.add(one.chunk.path)
    return places
