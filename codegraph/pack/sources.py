"""From candidates to sources: regions of files, each shown once, none inside another unless both say something.

Of two candidates over the same lines, or with the same longer text, the better one stays. A candidate that encloses
lesser ones shows them too. One that encloses a better one, and a long impl or class, become hollow: what is inside is
shown by itself, so that a citation names a few lines and not hundreds, and of the outer one only the outline.
Overlapping windows, and touching pieces of one divided body, are joined. Touching items stay apart: each keeps its
own number to be cited by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import ChunkKind, Dropped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.pack.candidates import Candidate

_LONG = 60
_COPY_LINES = 5
_RELATED = 0.5
# What some readers take for the end of a line, but the index does not count as one.
_NO_LINE_END = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PIECES = (ChunkKind.BLOCK, ChunkKind.TEXT)


class Source(NamedTuple):
    """A region of one file that becomes one numbered part.

    `lead` is the candidate that names it, `relevance` comes from its best rank; a `hollow` source is never shown whole.
    """

    lead: Candidate
    start_line: int
    end_line: int
    lines: tuple[str, ...]
    relevance: float
    hollow: bool = False

    @property
    def path(self) -> str:
        """Give the path of the file."""
        return self.lead.hit.chunk.path


def sources_of(candidates: Sequence[Candidate], per_file: int) -> tuple[list[Source], list[Dropped]]:
    """Merge candidates into sources, best first, with at most `per_file` of one file; list what fell away.

    The n-th candidate by rank has relevance 1/n, the usual discount of reciprocal rank; companions come after the
    hits of the search and count half.
    """
    dropped: list[Dropped] = []
    by_path: dict[str, list[Source]] = defaultdict(list)
    for source in _distinct(sorted(candidates, key=_order), dropped):
        by_path[source.path].append(source)
    merged = [source for sources in by_path.values() for source in _merge(sources, dropped)]
    merged.sort(key=lambda source: (-source.relevance, *_order(source.lead)))
    kept: list[Source] = []
    taken: dict[str, int] = defaultdict(int)
    for source in merged:
        taken[source.path] += 1
        if taken[source.path] <= per_file:
            kept.append(source)
        else:
            dropped.append(dropped_source(source, "per-file-cap"))
    return kept, dropped


def lines_of(text: str) -> tuple[str, ...]:
    """Split at line feeds only, as line numbers are counted; other separators become spaces."""
    if not text:
        return ()
    return tuple(_NO_LINE_END.sub(" ", text.removesuffix("\n").replace("\r\n", "\n")).split("\n"))


def dropped_source(source: Source, reason: str) -> Dropped:
    """Describe a source that is not in the prompt."""
    return Dropped(source.path, source.start_line, source.end_line, symbol_of(source.lead), reason)


def symbol_of(candidate: Candidate) -> str:
    """Give the name under which a candidate is shown: qualified where there is one."""
    chunk = candidate.hit.chunk
    return chunk.qualified_name or chunk.name


def _order(candidate: Candidate) -> tuple[bool, int, str, int, int, str]:
    hit = candidate.hit
    span = hit.chunk.span
    return (candidate.related, hit.rank, hit.chunk.path, span.start_line, span.end_line, str(hit.chunk.id))


def _distinct(candidates: Iterable[Candidate], dropped: list[Dropped]) -> list[Source]:
    sources: list[Source] = []
    seen: set[object] = set()
    for position, candidate in enumerate(candidates, start=1):
        span = candidate.hit.chunk.span
        lines = lines_of(candidate.text)
        end = span.start_line + len(lines) - 1 if lines else max(span.start_line, span.end_line)
        relevance = (_RELATED if candidate.related else 1.0) / position
        source = Source(candidate, span.start_line, end, lines, relevance)
        place = (source.path, source.start_line, end)
        if place in seen or (len(lines) >= _COPY_LINES and lines in seen):
            dropped.append(dropped_source(source, "duplicate"))
            continue
        seen.update((place, lines))
        sources.append(source)
    return sources


def _merge(sources: list[Source], dropped: list[Dropped]) -> list[Source]:
    """Join what overlaps in one file, going through it from top to bottom."""
    ordered = sorted(sources, key=lambda source: (source.start_line, -source.end_line))
    merged: list[Source] = []
    current: Source | None = None
    for index, source in enumerate(ordered):
        if _is_hollow(ordered, index):
            merged.append(source._replace(hollow=True))
        elif current is None:
            current = source
        elif (joined := _join(current, source)) is None:
            merged.append(current)
            current = source
        else:
            loser = source if joined.lead is current.lead else current
            dropped.append(dropped_source(loser, "overlap"))
            current = joined
    if current is not None:
        merged.append(current)
    return merged


def _is_hollow(ordered: list[Source], index: int) -> bool:
    """Tell whether a source encloses a better one, or is a long container of any."""
    source = ordered[index]
    long = bool(source.lead.hit.chunk.outline) and source.end_line - source.start_line >= _LONG
    for other in ordered[index + 1 :]:
        if other.start_line > source.end_line:
            return False
        # a file's chunk is its head, which takes nothing from the item that begins there
        inside = other.end_line <= source.end_line and other.lead.hit.chunk.kind is not ChunkKind.FILE
        if inside and (long or other.relevance > source.relevance):
            return True
    return False


def _join(first: Source, second: Source) -> Source | None:
    """Join two regions of one file, the first starting no later; None where they are to stay apart."""
    apart = second.start_line - first.end_line - 1
    if apart > 0 or not (first.lines and second.lines) or first.lead.stale != second.lead.stale:
        return None
    if apart == 0 and not _pieces_of_one(first, second):
        return None
    shared = first.lines[second.start_line - first.start_line :]
    if shared[: len(second.lines)] != second.lines[: len(shared)]:
        return None
    better = max(first, second, key=lambda source: source.relevance)
    return Source(
        lead=better.lead,
        start_line=first.start_line,
        end_line=max(first.end_line, second.end_line),
        lines=first.lines + second.lines[len(shared) :],
        relevance=better.relevance,
    )


def _pieces_of_one(first: Source, second: Source) -> bool:
    one, other = first.lead.hit.chunk, second.lead.hit.chunk
    return one.kind in _PIECES and other.kind == one.kind and one.symbol == other.symbol
