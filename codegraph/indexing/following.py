"""What changed between two looks at a tree, when little did: the work is found without looking at all files again.

Only files whose text changed are dealt with here. Whatever else may have changed - files that came or went, manifests,
`mod` declarations, ignore rules - is for `find_due`, which compares everything.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import read_file
from codegraph.indexing.due import Due
from codegraph.indexing.jobs import Job
from codegraph.model import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from codegraph.discover import FileEntry, Listing
    from codegraph.indexing.placing import Placing

_MANIFEST = "Cargo.toml"


class Known(NamedTuple):
    """What the last look left: the entries of all files, where they stand, and the hashes of those indexed, by path."""

    entries: Mapping[str, FileEntry]
    placing: Placing
    hashes: dict[str, str]


def find_edited(root: Path, known: Known, listing: Listing, paths: Collection[str], limit: int) -> Due | None:
    """Find what is due in `listing` where only the text of some files changed; None if more may have.

    `paths` are looked at even if their size and time are as before; `limit` is the most bytes of a file.
    """
    from codegraph.parse.languages.rust.modules import module_declarations  # noqa: PLC0415 - loads the parsers

    entries, placing = known.entries, known.placing
    if listing.problems or len(listing.files) != len(entries):
        return None
    asked = set(paths)
    jobs: list[Job] = []
    for entry in listing.files:
        path = entry.path
        before = entries.get(path)
        # what was not looked at again is the same object, and most of them are
        if before is entry or (before == entry and path not in asked):
            continue
        if before is None:
            return None
        content = read_file(root, entry, limit=limit)
        if isinstance(content, Problem) or before.language != entry.language:
            return None
        if content.hash == known.hashes.get(path):
            continue
        if posixpath.basename(path) == _MANIFEST:
            return None
        if entry.language == "rust" and module_declarations(content.data) != placing.declarations.get(path, ()):
            return None
        jobs.append(Job(entry, placing.place(path), placing.manifests.get(path)))
    return Due({entry.path: entry for entry in listing.files}, placing, jobs, [], list(listing.skipped))
