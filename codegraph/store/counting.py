"""Counts that are kept from one run to the next, and what is counted along with writes.

Counting the whole store takes as long as indexing a file. What was counted says of which state of the store it is, and
is used of no other: the content number for vectors, the revision for the rows of files. A write that nobody counted
along raises the revision, too, so that all is counted anew after it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.store import tallies
from codegraph.store.session import Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from codegraph.store.tallies import Tally

_KEPT = "coverage"
# goes up when the same store is counted otherwise, or the counts are kept otherwise
_LAYOUT = 4
# looking up so many files or vectors takes as long as counting all
_MOST_FOLLOWED = 1_000
# the queries that `tally` takes, of all files; with `_in` of some
_COUNTED = ("count_files", "count_references", "count_generated", "count_problems")


class Kept(NamedTuple):
    """Counts as they were kept: at which content number, those of coverage, and what the rows of files add up to."""

    content: int
    counts: dict[str, Any]
    files: Tally


class Counting(Session):
    """Counts that are kept, what the rows of files add up to, and the number of distinct vectors in use."""

    # a content number, and the distinct vectors in use at it
    _distinct: tuple[int, int] | None = None
    # a revision, and what the rows of files add up to at it
    _followed: tuple[int, Tally] | None = None

    def kept_counts(self) -> Kept | None:
        """Give what was kept last, of whatever state of the store; None where nothing is, or something else."""
        try:
            layout, *kept = json.loads(self.meta(_KEPT) or "[0]")
            if layout != _LAYOUT:
                return None
            content, counts, files = kept
            return Kept(int(content), dict(counts), tallies.from_json(files))
        except (ValueError, TypeError, AttributeError):
            return None

    def keep_counts(self, content: int, counts: Mapping[str, Any], files: Tally) -> None:
        """Keep counts; no write that others should hear of: the revision stays."""
        self.note(_KEPT, json.dumps([_LAYOUT, content, counts, tallies.as_json(files)], separators=(",", ":")))

    def forget_counts(self) -> None:
        """Have everything counted anew; to be called before rows are changed out of their order."""
        self._distinct = self._followed = None
        self.note(_KEPT, "")

    def _put_meta(self, values: Mapping[str, str]) -> None:
        # none of these is counted
        with self.following_files(()):
            super()._put_meta(values)

    def files_tally(self) -> Tally:
        """Add up what coverage counts of the rows of all files, or give it where it was followed up to now."""
        known = self._known_tally()
        return tallies.tally(*map(self._ask, _COUNTED)) if known is None else known

    @contextmanager
    def following_files(self, keys: Collection[str]) -> Iterator[None]:
        """Keep count of the rows of files over one write, which concerns of all that is counted only these files."""
        self._require_lock()
        known = self._known_tally() if len(keys) <= _MOST_FOLLOWED else None
        revision = self.revision
        before = self._tally_of(keys) if known is not None else None
        yield
        if known is not None and before is not None and self.revision == revision + 1:
            self._followed = revision + 1, tallies.moved(known, before, self._tally_of(keys))
        else:
            self._followed = None

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

    def _known_tally(self) -> Tally | None:
        """Give what the rows of files add up to, if it is known of this revision."""
        revision = self.revision
        if self._followed and self._followed[0] == revision:
            return self._followed[1]
        kept = self.kept_counts()
        return kept.files if kept and kept.counts.get("revision") == revision else None

    def _tally_of(self, keys: Collection[str]) -> Tally:
        """Add up what coverage counts of the rows of these files."""
        files = [[key] for key in dict.fromkeys(keys)]
        return tallies.tally(*(self._ask(f"{name}_in", files=files) if files else () for name in _COUNTED))
