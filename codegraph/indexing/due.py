"""What a run has to do: which files are to be prepared, which are to go, and which are left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.changes import Stamp, compare
from codegraph.discover.listing import list_files
from codegraph.discover.reading import read_file
from codegraph.indexing.placing import decode_placing, encode_placing, place_files
from codegraph.indexing.preparing import Job
from codegraph.model import Skipped
from codegraph.parse.parsing import FACTS_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.placing import Declarations, Placing
    from codegraph.store import Store

_FACTS = "facts_version"
_PLACING = "placing"


class Due(NamedTuple):
    """The work of a run: `files` is the number of files to index, `skipped` what the listing left out."""

    files: int
    placing: Placing
    jobs: list[Job]
    removed: list[str]
    skipped: list[Skipped]


def find_due(root: Path, store: Store, settings: Settings, now_ns: int) -> Due:
    """Compare the tree with the store.

    Prepared are files that are new, changed or moved, those whose place in the module tree is another now, and those
    of which an interrupted run did not write everything. Raises UsageError for a folder that cannot be read.
    """
    listing = list_files(root, settings.discover)
    stored = store.files()
    # other rules of parsing give other facts from the same bytes: then nothing that is stored counts as known
    trusted = store.meta(_FACTS) == str(FACTS_VERSION)
    finished = _finished_content(store) if stored else 0
    known = {
        path: Stamp(row.hash, row.size, row.mtime_ns)
        for path, row in stored.items()
        if trusted and row.content <= finished
    }
    changes = compare(
        listing,
        known,
        read=lambda entry: read_file(root, entry, limit=settings.discover.max_file_bytes),
        now_ns=now_ns,
    )
    changed = {entry.path for entry in (*changes.added, *changes.modified, *(move.entry for move in changes.moved))}
    kept, digests = _stored_placing(store)
    placing = place_files(root, listing.files, changed, kept, settings)
    unreadable = {problem.path for problem in changes.problems}
    jobs = [
        Job(entry, placing.places[entry.path], placing.manifests.get(entry.path))
        for entry in listing.files
        if entry.path not in unreadable
        and (entry.path in changed or digests.get(entry.path) != placing.digests[entry.path])
    ]
    listed = {entry.path for entry in listing.files} - unreadable
    skipped = [*listing.skipped, *(Skipped(one.path, one.code, one.message) for one in changes.problems)]
    return Due(len(listing.files), placing, jobs, sorted(stored.keys() - listed), skipped)


def _stored_placing(store: Store) -> tuple[Declarations, dict[str, str]]:
    return decode_placing(store.meta(_PLACING) or "")


def stored_declarations(store: Store) -> Declarations:
    """Give the `mod` declarations of the indexed files, as the last run kept them."""
    return _stored_placing(store)[0]


def _finished_content(store: Store) -> int:
    """Give the content number up to which files, words and vectors were written completely."""
    return min(store.lexical.content, int(store.meta("stage.vectors") or 0))


def remember(store: Store, placing: Placing) -> None:
    """Keep what the next run compares with; to be called when the files are written, before vectors and words are."""
    store.set_meta(_PLACING, encode_placing(placing))
    store.set_meta(_FACTS, str(FACTS_VERSION))
