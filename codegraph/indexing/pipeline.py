"""Pipeline 1: discover -> parse -> embed -> store -> resolve -> store, once and wholly, with a report.

The store, the lexical side and exact vectors are written first: from then on the repository is searchable. Then
compilers are asked (tier `full`, or an index to import), references are resolved, then graph scores, then HNSW. Each
stage can be interrupted without loss and is finished by the next run.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from codegraph.discover.languages import language_of
from codegraph.indexing.report import IndexReport, coverage_document, failed_files, peak_memory, problem_document
from codegraph.indexing.updating import Updater
from codegraph.parse.languages import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.updating import Updated
    from codegraph.store import Store


def index_repository(
    root: Path,
    store: Store,
    settings: Settings,
    *,
    workers: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
    scip: Path | None = None,
) -> IndexReport:
    """Bring the store of a repository up to date with its files, as far as the tier of the settings says.

    `store` is open for writing; `scip` is an index of another tool whose answers are to be used. Raises what the
    stages raise on purpose: UsageError for a folder that cannot be read, DiskError where nothing can be written,
    ScipFileError for an index that cannot be used (the files are indexed by then). A file that cannot be indexed is in
    the report's coverage.
    """
    began = time.perf_counter()
    updater = Updater(root, store, settings, workers=workers, progress=progress)
    report = IndexReport(str(root), tier=settings.resolve.tier)
    updated = updater.searchable(then_link=scip is None)
    report.seconds_searchable = time.perf_counter() - began
    report.compilers += [asked._asdict() for asked in updater.consult(scip)]
    updater.link()
    updater.settle()
    _fill(report, updater, updated)
    report.seconds_total = time.perf_counter() - began
    return report


def _fill(report: IndexReport, updater: Updater, updated: Updated) -> None:
    """Say what was done, and what the store holds now."""
    store = updater.store
    report.stages = updater.seconds
    report.changed, report.removed = len(updated.changed), len(updated.removed)
    report.files_seen = updated.seen
    report.revision = store.revision
    report.coverage = coverage_document(store.keep_coverage())
    report.problems = [problem_document(one) for one in store.problems_of_no_file()]
    report.failed_files = failed_files(sorted(updater.skipped.values(), key=lambda one: one.path))
    report.peak_memory = peak_memory() + max(map(_of_others, updater.peaks.values()))
    by_language = report.coverage["files"]["by_language"]
    report.supported_indexed = sum(by_language.get(language, 0) for language in SUPPORTED)
    report.supported_seen = report.supported_indexed + sum(
        language_of(one["path"]) in SUPPORTED for one in report.failed_files
    )


def _of_others(peaks: dict[int, int]) -> int:
    return sum(peak for pid, peak in peaks.items() if pid != os.getpid())
