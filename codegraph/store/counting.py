"""Counts that are kept from one run to the next, and what is counted along with writes.

Counting the whole store takes as long as indexing a file. A count is used again only where what it was counted of is
still there: the same content number, or for a file the same digest.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.store.session import Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_KEPT = "coverage"
# goes up when the same store is counted otherwise, or the counts are kept otherwise
_LAYOUT = 3
# looking up so many vectors takes as long as counting all
_MOST_FOLLOWED = 1_000


class Kept(NamedTuple):
    """Counts as they were kept: at which content number, those of coverage, and by file what macro calls make."""

    content: int
    counts: dict[str, Any]
    made: dict[str, tuple[str, dict[str, int]]]


class Counting(Session):
    """Counts that are kept, and the number of distinct vectors in use."""

    # a content number, and the distinct vectors in use at it
    _distinct: tuple[int, int] | None = None

    def kept_counts(self) -> Kept | None:
        """Give what was kept last, of whatever state of the store; None where nothing is, or something else."""
        try:
            layout, *kept = json.loads(self.meta(_KEPT) or "[0]")
            if layout != _LAYOUT:
                return None
            content, counts, made = kept
            told = {key: (str(digest), dict(kinds)) for key, (digest, kinds) in made.items()}
            return Kept(int(content), dict(counts), told)
        except (ValueError, TypeError, AttributeError):
            return None

    def keep_counts(self, content: int, counts: Mapping[str, Any], made: Mapping[str, Any]) -> None:
        """Keep counts; no write that others should hear of: the revision stays."""
        self.note(_KEPT, json.dumps([_LAYOUT, content, counts, made], separators=(",", ":")))

    def forget_counts(self) -> None:
        """Have everything counted anew; to be called before rows are changed out of their order."""
        self._distinct = None
        self.note(_KEPT, "")

    def distinct_vectors(self) -> int | None:
        """Give the number of distinct vectors that chunks have, if it is known of this content."""
        content = self.content
        if self._distinct and self._distinct[0] == content:
            return self._distinct[1]
        kept = self.kept_counts()
        return kept.counts.get("vectors") if kept and kept.content == content else None

    @contextmanager
    def following_vectors(self, keys: Collection[str]) -> Iterator[None]:
        """Keep count of the distinct vectors over a write of files after which chunks may have others of these."""
        known = self.distinct_vectors() if len(keys) <= _MOST_FOLLOWED else None
        before = 0 if known is None else self._vectors_in_use(keys)
        yield
        self._distinct = None if known is None else (self.content, known + self._vectors_in_use(keys) - before)

    def _vectors_in_use(self, keys: Collection[str]) -> int:
        return int(self._ask("count_vectors_in_use", keys=[[key] for key in keys])[0][0]) if keys else 0
