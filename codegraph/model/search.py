"""What a search takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.model.graph import Chunk


class Scope(NamedTuple):
    """What a question is limited to; empty tuples limit nothing. One Scope binds every leg.

    `paths` are globs; one that starts with `!` excludes.
    """

    paths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    crates: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is limited."""
        return bool(self.paths or self.languages or self.kinds or self.crates)


class Query(NamedTuple):
    """A question after analysis."""

    text: str
    words: tuple[str, ...]
    identifiers: tuple[str, ...]
    quoted: tuple[str, ...]
    path_hints: tuple[str, ...]
    intent: str
    scope: Scope


class Hit(NamedTuple):
    """One answer of a search.

    `features` tells what each feature added to the score: its value times its weight where it stands in `weights`, or
    what a multiplication of all before it took, where it stands in `factors`. `file_hash` is the content hash of the
    file by which the chunk's span was measured.
    """

    rank: int
    score: float
    chunk: Chunk
    snippet: str
    stale: bool
    legs: Mapping[str, Mapping[str, float]] = {}
    features: Mapping[str, float] = {}
    weights: Mapping[str, float] = {}
    factors: Mapping[str, float] = {}
    file_hash: str = ""


class LegUse(NamedTuple):
    """How many chunks a leg found, what its first adds to the fused score, and the milliseconds it took."""

    found: int
    weight: float
    took_ms: float


class Asked(NamedTuple):
    """What of a question was used: its analysis, the words that were not, and the legs that found something.

    `frequencies` gives for each word looked for the number of chunks that have it, where that was asked for;
    `not_defined` the names in the question, such as `Page::render`, that nothing in the whole index bears.
    """

    query: Query
    dropped: tuple[str, ...]
    legs: Mapping[str, LegUse]
    frequencies: Mapping[str, int] = {}
    not_defined: tuple[str, ...] = ()


class Freshness(NamedTuple):
    """How an answer stands to the files as they are now.

    `changed` counts the files known to have changed since the index was made: of all, where they were looked at, else
    of those that the answer shows. `stale_paths` are those that the answer shows, sorted. `refreshed` counts the files
    that were brought up to date before answering.
    """

    index_revision: int = 0
    changed: int = 0
    stale_paths: tuple[str, ...] = ()
    refreshed: int = 0
    degraded: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """The hits of a query, with what a reader must know to trust them; see `Freshness`.

    `asked` is None where the query was no question.
    """

    query: str
    index_revision: int
    changed_since_index: int
    degraded: tuple[str, ...]
    hits: tuple[Hit, ...]
    took_ms: Mapping[str, float]
    stale_paths: tuple[str, ...] = ()
    refreshed: int = 0
    asked: Asked | None = None

    @property
    def freshness(self) -> Freshness:
        """How the hits stand to the files."""
        return Freshness(self.index_revision, self.changed_since_index, self.stale_paths, self.refreshed, self.degraded)
