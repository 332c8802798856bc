"""Learns from a repository's own chunks how its vectors are brought to fewer dimensions."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from codegraph.discover import list_files
from codegraph.embed.projection import learn, write
from codegraph.identity import content_hash
from codegraph.indexing.jobs import Job, Settled
from codegraph.resolve.binding import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.config import Settings

SAMPLE = 4096
"""So many chunks are learnt from, or all where there are fewer."""

_AT_ONCE = 8
_NOWHERE = Place("", (), "", (), None, "")


def learn_projection(
    root: Path, settings: Settings, folder: Path, *, progress: Callable[[str, int, int], None] | None = None
) -> Path:
    """Embed a sample of a repository's chunks, learn a projection from it, and write that; gives its file.

    The sample hangs on the files' names and content alone. Raises ConfigError for too few chunks, DiskError.

    :param settings: `embed` without a projection: its vectors are those that are brought to `embed.dimensions`.
    """
    import numpy as np  # noqa: PLC0415 - only such an index needs it here

    from codegraph.indexing.preparing import prepare  # noqa: PLC0415 - loads the parsers

    settled = Settled(root, settings.embed, settings.discover.max_file_bytes, time.time_ns())
    # neither by folder nor by age
    entries = sorted(list_files(root, settings.discover).files, key=lambda one: content_hash(one.path.encode()))
    found: dict[str, bytes] = {}
    for start in range(0, len(entries), _AT_ONCE):
        prepared = prepare(settled, [Job(entry, _NOWHERE) for entry in entries[start : start + _AT_ONCE]])
        size = len(prepared.vectors) // len(prepared.keys) if prepared.keys else 0
        for at, key in enumerate(prepared.keys):
            found.setdefault(key, prepared.vectors[at * size : (at + 1) * size])
        if progress is not None:
            progress("learn dimensions", min(len(found), SAMPLE), SAMPLE)
        if len(found) >= SAMPLE:
            break
    rows = [found[key] for key in sorted(found)[:SAMPLE]]
    dimensions = settings.embed.dimensions
    sample = np.frombuffer(b"".join(rows), np.float32).reshape(len(rows), -1) if rows else np.zeros((0, dimensions + 1))
    return write(folder, learn(sample.astype(np.float32), dimensions))
