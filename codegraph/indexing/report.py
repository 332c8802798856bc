"""What a run of `index` did, for people and for scripts."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.model import ReferenceState, SymbolKind
from codegraph.parse.formats import SECTIONED
from codegraph.parse.languages import SUPPORTED
from codegraph.resolve.units import RESOLVED_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.model import Problem, Skipped
    from codegraph.store.coverage import Coverage

# below this share of the files of supported languages the run counts as incomplete
ENOUGH = 0.9
FAILURES = frozenset({"too-large", "unreadable", "encoding", "bad-name", "parser-died", "changed-while-reading"})
"""Reasons for which a file that should have been indexed is not."""


@dataclass(slots=True)
class IndexReport:
    """The figures of one run; seconds are wall time; memory is in bytes, this process's peak and the workers'.

    `coverage` and `problems` (those of no single file) are read from the store after the run, not remembered from it;
    `compilers` are the indexes that this run took answers from.
    """

    root: str
    revision: int = 0
    files_seen: int = 0
    changed: int = 0
    removed: int = 0
    seconds_searchable: float = 0.0
    seconds_total: float = 0.0
    peak_memory: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    coverage: dict[str, Any] = field(default_factory=dict)
    failed_files: list[dict[str, str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    tier: str = "resolved"
    compilers: list[dict[str, Any]] = field(default_factory=list)
    supported_seen: int = 0
    supported_indexed: int = 0

    @property
    def incomplete(self) -> bool:
        """Tell whether too few files of supported languages could be indexed."""
        return self.supported_indexed < ENOUGH * self.supported_seen

    def as_json(self) -> dict[str, Any]:
        """Give the report as a JSON document."""
        return {**asdict(self), "incomplete": self.incomplete}


def coverage_document(coverage: Coverage) -> dict[str, Any]:
    """Give what the store covers as a JSON document."""
    # every file is a node; in a language that is not parsed it is all there is, and no symbol
    named = {
        language: sum(count for kind, count in kinds.items() if kind != SymbolKind.FILE)
        for language, kinds in coverage.symbols.items()
    }
    symbols = {language: count for language, count in named.items() if count}
    return {
        "files": {
            "seen": coverage.files_seen,
            "indexed": coverage.files_indexed,
            "skipped": sum(coverage.files_skipped.values()),
            "by_language": dict(coverage.files_by_language),
            # no programs: no references are expected in them
            "sections": {
                language: count for language, count in coverage.files_by_language.items() if language in SECTIONED
            },
            "text_only": {
                language: count
                for language, count in coverage.files_by_language.items()
                if language not in SUPPORTED and language not in SECTIONED
            },
        },
        "skipped": dict(coverage.files_skipped),
        "problems": dict(coverage.problems),
        "lines": coverage.lines,
        "symbols": sum(symbols.values()),
        "symbols_by_language": symbols,
        "symbols_by_kind": {language: dict(kinds) for language, kinds in coverage.symbols.items()},
        "references": _all_references(coverage),
        # manifests have edges, too
        "references_by_language": {
            language: dict(counts) for language, counts in coverage.references.items() if language in SUPPORTED
        },
        "levels": _levels(coverage),
        "chunks": coverage.chunks,
        "vectors": coverage.vectors,
        "chunks_without_vectors": coverage.chunks_without_vectors,
    }


def _levels(coverage: Coverage) -> dict[str, Any]:
    """Count the files of parsed languages by how far their references were taken."""
    resolved = 0
    full: dict[str, int] = {}
    syntax: dict[str, int] = {}
    for language in sorted(SUPPORTED):
        parsed = coverage.files_by_language.get(language, 0)
        # the other languages have rows, too, so that they are not due again, but nothing in them
        taken = coverage.files_resolved.get(language, 0) if language in RESOLVED_LANGUAGES else 0
        resolved += taken
        if answered := min(taken, coverage.files_full.get(language, 0)):
            full[language] = answered
        if parsed > taken:
            syntax[language] = parsed - taken
    return {
        "full": sum(full.values()),
        "full_by_language": full,
        "resolved": resolved - sum(full.values()),
        "syntax": sum(syntax.values()),
        "syntax_by_language": syntax,
        "fallen_back": coverage.fallen_back,
        "compilers": dict(coverage.compilers),
    }


def _all_references(coverage: Coverage) -> dict[str, int]:
    """Count the references of all languages by state."""
    counts = coverage.references.values()
    return {state.value: sum(one.get(state, 0) for one in counts) for state in ReferenceState}


def failed_files(skipped: Iterable[Skipped]) -> list[dict[str, str]]:
    """List the files that should have been indexed and could not be."""
    return [one._asdict() for one in skipped if one.reason in FAILURES]


def problem_document(problem: Problem) -> dict[str, Any]:
    """Give a fault in a file as a JSON document; `line` is None where it has no place."""
    line = problem.span.start_line if problem.span else None
    return {
        "path": problem.path,
        "line": line,
        "stage": problem.stage,
        "code": problem.code,
        "message": problem.message,
    }


def peak_memory() -> int:
    """Give the peak resident memory of this process in bytes; 0 where the system does not tell."""
    try:
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            # what `getrusage` gives on Linux is inherited from the process that started this one
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)
