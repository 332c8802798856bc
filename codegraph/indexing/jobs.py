"""What is handed to the workers that prepare files: plain values, known without loading the parsers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.config import EmbedSettings
    from codegraph.discover import FileEntry
    from codegraph.indexing.placing import Manifest
    from codegraph.resolve.binding import Place

FACTS = "facts_version"
"""The store's own value that says which version of facts it has."""

_MOST_WORKERS = 8


class Before(NamedTuple):
    """The version of a file that was indexed last: its encoded facts, and the unit made of them, if it has one."""

    facts: bytes
    unit: bytes = b""


class Job(NamedTuple):
    """One file to prepare, its place in the repository, and what was read from it as a package's manifest.

    `facts` are encoded facts that are known for the bytes the file had; without them it is parsed, and `before` is the
    version that was indexed last, if any. `stored` says that the store has all that this made: symbols and chunks with
    their words and vectors, at this place.
    """

    entry: FileEntry
    place: Place
    manifest: Manifest | None = None
    facts: bytes | None = None
    before: Before | None = None
    stored: bool = False


class Settled(NamedTuple):
    """What all jobs of a run share: the root, the embedder, the size limit, the time the listing began (ns)."""

    root: Path
    embed: EmbedSettings
    max_bytes: int
    now_ns: int


def worker_count(wanted: int) -> int:
    """Give the number of worker processes: what was asked for, else one per core, 8 at most."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return wanted or min(cores, _MOST_WORKERS)
