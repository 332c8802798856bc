"""What a run has to do: which files are to be prepared, which are to go, and which are left out and why."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.changes import RACY_NS, compare
from codegraph.discover.listing import list_files
from codegraph.discover.reading import read_file
from codegraph.indexing.jobs import FACTS, Job
from codegraph.indexing.placing import Kept, decode_kept, encode_kept, place_files
from codegraph.model import Skipped
from codegraph.parse.version import FACTS_VERSION
from codegraph.resolve.version import RESOLVER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.discover import FileEntry, Listing, Stamp
    from codegraph.indexing.placing import Placing
    from codegraph.store import Store

PLACING = "placing"

LINKED = "linked"
"""The store's own value that says what the last finished run of the resolver was made with, its version first."""

RESOLVER = f"{FACTS_VERSION}.{RESOLVER_VERSION}"
"""The version of the code that reads and resolves."""

_REFUSED = "refused"

# what only other bytes can change
_LASTING = frozenset({"binary", "encoding", "secret"})
# path: reason, detail, size, time of the last change
_Refused = dict[str, tuple[str, str, int, int]]


class Due(NamedTuple):
    """The work of a run: `entries` are the files to index, by path, `skipped` what is left out without a look at it.

    `refused` are files among `entries` that were left out for what they hold, and did not change since; `hashes` are
    of the files that the store has; `restamped` are unchanged files with the stamps that the store should have, so
    that they are not read again.
    """

    entries: dict[str, FileEntry]
    placing: Placing
    jobs: list[Job]
    removed: list[str]
    skipped: list[Skipped]
    refused: Sequence[Skipped] = ()
    hashes: Mapping[str, str] = MappingProxyType({})
    restamped: Mapping[str, Stamp] = MappingProxyType({})


def find_due(root: Path, store: Store, settings: Settings, now_ns: int, listing: Listing | None = None) -> Due:
    """Compare the tree with the store.

    Prepared are files that are new, changed or moved, those whose place in the module tree is another now, and those
    of which an interrupted run did not write everything. `listing` is made after `now_ns`; without one the tree is
    walked. Raises UsageError for a folder that cannot be read.
    """
    listing = listing or list_files(root, settings.discover)
    stored = store.files()
    # other rules of parsing give other facts from the same bytes: then nothing that is stored counts as known
    trusted = store.meta(FACTS) == str(FACTS_VERSION)
    asked, refused = _without_refused(store, listing) if trusted else (listing, [])
    finished = _finished_content(store) if stored else 0
    known = {path: row for path, row in stored.items() if trusted and row.content <= finished}
    changes = compare(
        asked,
        known,
        read=lambda entry: read_file(root, entry, limit=settings.discover.max_file_bytes),
        now_ns=now_ns,
    )
    changed = {entry.path for entry in (*changes.added, *changes.modified, *(move.entry for move in changes.moved))}
    kept = stored_placing(store) if trusted else Kept({}, {}, {})
    placing = place_files(root, listing.files, changed, kept, settings)
    unreadable = {problem.path for problem in changes.problems}
    jobs = [
        Job(entry, placing.place(entry.path), placing.manifests.get(entry.path))
        for entry in listing.files
        if entry.path not in unreadable
        and (entry.path in changed or kept.digests.get(entry.path) != placing.digests[entry.path])
    ]
    entries = {entry.path: entry for entry in listing.files}
    removed = sorted(stored.keys() - (entries.keys() - unreadable))
    skipped = [*listing.skipped, *(Skipped(one.path, one.code, one.message) for one in changes.problems)]
    hashes = {path: row.hash for path, row in stored.items()}
    return Due(entries, placing, jobs, removed, skipped, refused, hashes, changes.restamped)


def stored_placing(store: Store) -> Kept:
    """Give what the last run kept of where files stand."""
    return decode_kept(store.meta(PLACING) or "")


def is_linked(store: Store) -> bool:
    """Tell whether all references were resolved, and by this version of the code."""
    return store.is_finished("edges") and json.loads(store.meta(LINKED) or '[""]')[0] == RESOLVER


def _finished_content(store: Store) -> int:
    """Give the content number up to which files, words and vectors were written completely."""
    return min(store.lexical.content, int(store.meta("stage.vectors") or 0))


def remember(store: Store, placing: Placing) -> None:
    """Keep what the next run compares with; to be called when the files are written, before vectors and words are."""
    store.note(PLACING, encode_kept(placing.keep()))
    if store.meta(FACTS) not in {None, str(FACTS_VERSION)}:
        # those of contents that no file has now were not made anew
        store.drop_unused_facts()
    store.note(FACTS, str(FACTS_VERSION))


def remember_refused(store: Store, entries: Mapping[str, FileEntry], refused: Iterable[Skipped], now_ns: int) -> None:
    """Keep which files were left out for what they hold, so that they are read again only when they change.

    `refused` are all of them, `entries` are as listed; `now_ns` is the time before the run began to list files.
    """
    after: _Refused = {}
    for one in refused:
        entry = entries.get(one.path)
        if entry is not None and one.reason in _LASTING and entry.mtime_ns <= now_ns - RACY_NS:
            after[one.path] = (one.reason, one.detail, entry.size, entry.mtime_ns)
    if after != _stored_refused(store):
        store.note(_REFUSED, json.dumps(after, separators=(",", ":")))


def _stored_refused(store: Store) -> _Refused:
    return {
        path: (reason, detail, size, mtime_ns)
        for path, (reason, detail, size, mtime_ns) in json.loads(store.meta(_REFUSED) or "{}").items()
    }


def _without_refused(store: Store, listing: Listing) -> tuple[Listing, list[Skipped]]:
    """Take the files out of a listing that were left out for what they hold and did not change since."""
    known = _stored_refused(store)
    if not known:
        return listing, []
    files, refused = [], []
    for entry in listing.files:
        told = known.get(entry.path)
        if told is not None and told[2:] == (entry.size, entry.mtime_ns):
            refused.append(Skipped(entry.path, told[0], told[1]))
        else:
            files.append(entry)
    return listing._replace(files=tuple(files)), refused
