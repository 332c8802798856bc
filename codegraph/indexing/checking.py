"""Checks an index against the files and against itself, and repairs it by preparing anew what is wrong."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codegraph.discover.languages import language_in
from codegraph.discover.reading import read_file
from codegraph.embed.choice import open_embedder
from codegraph.indexing.due import find_due
from codegraph.indexing.jobs import Job
from codegraph.indexing.pipeline import index_repository
from codegraph.indexing.preparing import make_record
from codegraph.model import Problem
from codegraph.parse.parsing import parse_file
from codegraph.store.checking import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.report import IndexReport
    from codegraph.store import Store

_NAMED = 20


@dataclass
class CheckReport:
    """What a check found and what remains after the repair; `index` is the report of the run that repaired.

    `files` were compared with the index or indexed anew; `rebuilt` says why the whole index was.
    """

    root: str
    files: int = 0
    found: list[Fault] = field(default_factory=list)
    remaining: list[Fault] = field(default_factory=list)
    index: IndexReport | None = None
    rebuilt: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the report as a JSON document."""
        return {
            "root": self.root,
            "files_checked": self.files,
            "found": [_document(one) for one in self.found],
            "remaining": [_document(one) for one in self.remaining],
            "rebuilt": self.rebuilt,
            "index": self.index.as_json() if self.index else None,
        }


def check_repository(
    root: Path,
    store: Store,
    settings: Settings,
    *,
    workers: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
) -> CheckReport:
    """Compare every part of the store with every other and with the files, mend what is wrong, and index what is due.

    A file that changed since the index was made is no fault. Raises what `index_repository` raises.
    """
    report = CheckReport(str(root))
    report.found = store.faults()
    store.mend(report.found)
    known = {path for fault in report.found for path in fault.paths}
    unlike = []
    for path, right in _compared(root, store, settings, progress):
        report.files += 1
        if not right and path not in known:
            unlike.append(path)
    if unlike:
        report.found.append(_unlike(unlike))
        store.distrust(unlike)
    report.index = index_repository(root, store, settings, workers=workers, progress=progress)
    report.files += report.index.changed - len(unlike)
    if report.found:
        report.remaining = store.faults()
        still = [path for path, right in _compared(root, store, settings, None, set(unlike)) if not right]
        if still:
            report.remaining.append(_unlike(still))
    return report


def _compared(
    root: Path,
    store: Store,
    settings: Settings,
    progress: Callable[[str, int, int], None] | None,
    only: set[str] | None = None,
) -> Iterator[tuple[str, bool]]:
    """Read every indexed file, and tell whether the store holds what its bytes say."""
    embedding = open_embedder(settings.embed).set
    stored = store.files()
    due = find_due(root, store, settings, time.time_ns())
    expected = {job.entry.path for job in due.jobs}
    listed = [
        path for path in due.entries if path in stored and path not in expected and (only is None or path in only)
    ]
    for done, path in enumerate(listed, start=1):
        entry, row = due.entries[path], stored[path]
        content = read_file(root, entry, limit=settings.discover.max_file_bytes)
        if isinstance(content, Problem):
            continue
        facts = parse_file(path, language_in(path, content.data), content.data)
        job = Job(entry, due.placing.place(path), due.placing.manifests.get(path))
        record, _ = make_record(job, facts, content.data, row.mtime_ns, embedding)
        yield path, record.hash == row.hash and not store.differs(record)
        if progress:
            progress("check", done, len(listed))


def _unlike(paths: list[str]) -> Fault:
    return Fault("file", len(paths), "the index of a file is not what its bytes say", tuple(paths))


def _document(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "number": fault.number,
        "message": fault.message,
        "files": len(fault.paths),
        "paths": list(fault.paths[:_NAMED]),
    }
