"""The edges of a file as they are stored: in groups by the symbol they stand in, at places relative to it.

An edit moves the symbols below it, but not what stands in them. So rows of edges stay as they are where a function was
only moved, and of a file that is resolved again only those groups are written that became others.
"""

from __future__ import annotations

import json
import struct
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import StoreCorruptError
from codegraph.identity import content_hash
from codegraph.model import Around, EdgeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Anchor, Edge

    Row = list[Any]

# hexadecimal digits of hashes and of ids
_DIGITS = 16
_ID_DIGITS = 32
# stands for a hash where there is none
_NONE = "0" * _DIGITS
# bytes of a number
_NUMBER = 4
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
    """Pack the groups of one file, column by column: hashes and numbers, which compressing would not make smaller."""
    listed = list(groups)
    full = [(number, one) for number, one in enumerate(listed) if one.edges]
    others = {number: list(one.sources) for number, one in full if list(one.sources) != [one.anchor]}
    size = len(listed)
    return b"".join(
        (
            struct.pack(
                f"<I{3 * size}I",
                size,
                *[one.start for one in listed],
                *[one.line for one in listed],
                *[one.edges for one in listed],
            ),
            bytes.fromhex("".join([one.anchor for one in listed])),
            bytes.fromhex("".join([one.text or _NONE for one in listed])),
            bytes.fromhex("".join([one.digest for _, one in full])),
            bytes.fromhex("".join([one.ties or _NONE for _, one in full])),
            json.dumps(others, separators=(",", ":")).encode(),
        )
    )


# what is left of a file that was replaced is read for resolving it, and again for writing its edges
@lru_cache(maxsize=2)
def decode_groups(data: bytes) -> tuple[EdgeGroup, ...]:
    """Unpack what `encode_groups` packed; raises StoreCorruptError for anything else."""
    try:
        (size,) = struct.unpack_from("<I", data)
        numbers = struct.unpack_from(f"<{3 * size}I", data, _NUMBER)
        starts, lines, edges = numbers[:size], numbers[size : 2 * size], numbers[2 * size :]
        full = size - edges.count(0)
        anchors, at = _hashes(data, _NUMBER * (1 + 3 * size), size, _ID_DIGITS)
        texts, at = _hashes(data, at, size, _DIGITS)
        digests, at = _hashes(data, at, full, _DIGITS)
        ties, at = _hashes(data, at, full, _DIGITS)
        others = {int(number): tuple(sources) for number, sources in json.loads(data[at:]).items()}
    except (struct.error, ValueError, TypeError, AttributeError) as error:
        message = f"the index is damaged: not the groups of a file's edges: {error}"
        raise StoreCorruptError(message, hint="mend it with `codegraph index --check`") from error
    digest, tie = iter(digests), iter(ties)
    columns = (
        anchors,
        starts,
        lines,
        _said(texts),
        [next(digest) if count else "" for count in edges],
        edges,
        _said([next(tie) if count else "" for count in edges]),
        [others.get(number, (anchors[number],)) if count else () for number, count in enumerate(edges)],
    )
    return tuple(map(partial(tuple.__new__, EdgeGroup), zip(*columns, strict=True)))


def _said(hashes: list[str]) -> list[str]:
    return ["" if one == _NONE else one for one in hashes]


def _hashes(data: bytes, at: int, count: int, digits: int) -> tuple[list[str], int]:
    """Read a column of hashes; also gives where it ends."""
    end = at + count * digits // 2
    if len(data) < end:
        message = "cut off"
        raise ValueError(message)
    text = data[at:end].hex()
    return [text[start : start + digits] for start in range(0, len(text), digits)], end


def read_groups(data: bytes, gone: Collection[str]) -> Sequence[EdgeGroup]:
    """Unpack groups but for those of the symbols that are `gone`; raises StoreCorruptError for anything else."""
    groups = decode_groups(data)
    if not gone:
        return groups
    without = frozenset(gone)
    return [one for one in groups if one.anchor not in without]


def pairs_of(groups: Iterable[EdgeGroup]) -> list[list[str]]:
    """Give what finds the rows of groups: each source with the symbol that its edges stand in."""
    return [[source, one.anchor] for one in groups for source in one.sources]


def _ties(rows: Iterable[Row]) -> str:
    joined = sorted({row[0] + row[2] for row in rows if row[1] in _SCORED})
    return _hash("".join(joined)) if joined else ""


def _hash(text: str) -> str:
    return content_hash(text.encode())[:_DIGITS]
