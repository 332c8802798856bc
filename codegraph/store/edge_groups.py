"""The edges of a file as they are stored: in groups by the symbol they stand in, at places relative to it.

An edit moves the symbols below it, but not what stands in them. So rows of edges stay as they are where a function was
only moved, and of a file that is resolved again only those groups are written that became others.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import StoreCorruptError
from codegraph.identity import content_hash
from codegraph.model import Around, EdgeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Anchor, Edge

    Row = list[Any]

_LEVEL = 1
_DIGITS = 16
# the kinds of edges that graph scores are computed over
_SCORED = frozenset(
    {
        EdgeKind.CALLS,
        EdgeKind.USES_TYPE,
        EdgeKind.IMPLEMENTS,
        EdgeKind.OVERRIDES,
        EdgeKind.DERIVES,
        EdgeKind.IMPORTS,
    }
)


class EdgeGroup(NamedTuple):
    """What is known of the edges that stand in one symbol, `anchor`.

    `start` (byte) and `line` are where the symbol stood and `text` the hash of its source when they were made;
    `digest` is a hash of the edges, `ties` one of which symbols they join as far as graph scores are concerned, both
    empty without any; `edges` is their number, `sources` are the symbols that they leave.
    """

    anchor: str
    start: int
    line: int
    text: str
    digest: str = ""
    edges: int = 0
    ties: str = ""
    sources: Sequence[str] = ()

    def moved(self, anchor: Anchor) -> EdgeGroup:
        """Give the group where its symbol stands now."""
        return EdgeGroup(self.anchor, anchor.start, anchor.line, *self[3:])


def group_edges(edges: Iterable[Edge], anchors: Sequence[Anchor]) -> tuple[list[EdgeGroup], dict[NodeId, list[Row]]]:
    """Sort the edges of a file into groups; also gives the rows of `edge` of each group, by its symbol.

    A symbol without edges has a group, too, where its source has a hash: that nothing stands in it is known.
    """
    around = Around(anchors)
    listed: list[list[Row]] = [[] for _ in anchors]
    for kind, src, dst, (_, (start, end, first, last), method, sure) in edges:
        number = around.at(start)
        anchor = anchors[number]
        listed[number].append(
            [
                src,
                kind,
                dst,
                anchor.id,
                start - anchor.start,
                end - anchor.start,
                first - anchor.line,
                last - anchor.line,
                method,
                sure,
            ]
        )
    groups = []
    rows = {}
    for anchor, own in zip(anchors, listed, strict=True):
        if own:
            own.sort()
            rows[anchor.id] = own
            digest = _hash(json.dumps(own, check_circular=False))
            sources = sorted({row[0] for row in own})
            groups.append(
                EdgeGroup(anchor.id, anchor.start, anchor.line, anchor.text, digest, len(own), _ties(own), sources)
            )
        elif anchor.text:
            groups.append(EdgeGroup(anchor.id, anchor.start, anchor.line, anchor.text))
    return groups, rows


def ties_of(groups: Iterable[EdgeGroup]) -> str:
    """Hash which symbols the edges of a file join; graph scores depend on nothing else."""
    return content_hash("".join(sorted(one.ties for one in groups)).encode())


def encode_groups(groups: Iterable[EdgeGroup]) -> bytes:
    """Pack the groups of one file."""
    listed = [one if one.edges else one[:4] for one in groups]
    return zlib.compress(json.dumps(listed, separators=(",", ":"), check_circular=False).encode(), _LEVEL)


# what is left of a file that was replaced is read for resolving it, and again for writing its edges
@lru_cache(maxsize=2)
def decode_groups(data: bytes) -> tuple[EdgeGroup, ...]:
    """Unpack what `encode_groups` packed; raises StoreCorruptError for anything else."""
    try:
        return tuple(EdgeGroup(*one) for one in json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, TypeError) as error:
        message = f"the index is damaged: not the groups of a file's edges: {error}"
        raise StoreCorruptError(message, hint="mend it with `codegraph index --check`") from error


def pairs_of(groups: Iterable[EdgeGroup]) -> list[list[str]]:
    """Give what finds the rows of groups: each source with the symbol that its edges stand in."""
    return [[source, one.anchor] for one in groups for source in one.sources]


def _ties(rows: Iterable[Row]) -> str:
    joined = sorted({row[0] + row[2] for row in rows if row[1] in _SCORED})
    return _hash("".join(joined)) if joined else ""


def _hash(text: str) -> str:
    return content_hash(text.encode())[:_DIGITS]
