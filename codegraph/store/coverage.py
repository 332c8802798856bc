"""What the index covers, counted in the store and nowhere else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from codegraph.store import tallies
from codegraph.store.counting import Counting
from codegraph.store.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.store.tallies import Tally


class Coverage(NamedTuple):
    """Counts of one state of the store.

    `symbols` counts by language and kind, with what macros make; `references` by language and state (`resolved` is the
    number of edges with evidence); `vectors` counts distinct vectors in use, `chunks_without_vectors` what dense search
    cannot find yet.
    `files_resolved` are files by language whose references were resolved, `files_full` those of them for which a
    compiler's answers were used; `compilers` counts files by the tool that answered for them as they are, and
    `fallen_back` files that changed since a compiler last saw them.
    """

    revision: int
    files_seen: int
    files_indexed: int
    files_skipped: Mapping[str, int]
    files_by_language: Mapping[str, int]
    lines: int
    problems: Mapping[str, int]
    symbols: Mapping[str, Mapping[str, int]]
    references: Mapping[str, Mapping[str, int]]
    chunks: int
    vectors: int
    chunks_without_vectors: int
    files_resolved: Mapping[str, int]
    files_full: Mapping[str, int]
    compilers: Mapping[str, int]
    fallen_back: int


class _Counted(NamedTuple):
    """Coverage with what the next count can use: what the rows of files add up to."""

    coverage: Coverage
    files: Tally


class Covering(Counting, Graph):
    """Coverage of a store; what is costly to count is counted from what was kept, as far as that still holds."""

    def coverage(self) -> Coverage:
        """Count what is indexed, of one state of the store; counts that were kept for just this state are as good."""
        return self._kept_coverage() or self.stable(self._count).coverage

    def keep_coverage(self) -> Coverage:
        """Count what is indexed and keep it for as long as nothing is written: counting reads every file's rows."""
        self._require_lock()
        kept = self._kept_coverage()
        if kept is not None:
            return kept
        counted = self._count()
        self.keep_counts(self.content, counted.coverage._asdict(), counted.files)
        return counted.coverage

    def _kept_coverage(self) -> Coverage | None:
        kept = self.kept_counts()
        if kept is None or kept.counts.get("revision") != self.revision:
            return None
        try:
            return Coverage(**kept.counts)
        except TypeError:
            return None

    def reference_counts(self) -> dict[str, int]:
        """Count references by state; `resolved` is the number of edges with evidence."""
        rows = self._ask("count_references")
        return {state: sum(row[column] for row in rows) for column, state in enumerate(tallies.STATES, 1)}

    def chunk_count(self) -> int:
        """Count the chunks."""
        return sum(row[4] for row in self._ask("count_files"))

    def _count(self) -> _Counted:
        files = self.files_tally()
        skipped = {row[0]: row[1] for row in self._ask("count_skipped")}
        finished = self.meta("stage.vectors") == str(self.content)
        full, compilers, fallen_back = self._answered()
        distinct = self.distinct_vectors()
        by_language = tallies.of(files, "files")
        indexed = sum(by_language.values())
        symbols = tallies.by_language(files, "symbols")
        references = tallies.by_language(files, "references").items()
        coverage = Coverage(
            revision=self.revision,
            files_seen=indexed + sum(skipped.values()),
            files_indexed=indexed,
            files_skipped=skipped,
            files_by_language=by_language,
            lines=files["lines",],
            problems=tallies.of(files, "problems"),
            symbols={language: symbols.get(language, {}) for language in by_language},
            references={it: {state: found.get(state, 0) for state in tallies.STATES} for it, found in references},
            chunks=files["chunks",],
            vectors=self._ask("count_vectors")[0][0] if distinct is None else distinct,
            chunks_without_vectors=0 if finished else self._ask("count_chunks_without_vectors")[0][0],
            files_resolved=tallies.of(files, "linked"),
            files_full=dict(full),
            compilers=dict(compilers),
            fallen_back=fallen_back,
        )
        return _Counted(coverage, files)

    def _answered(self) -> tuple[Counter[str], Counter[str], int]:
        """Count files fully answered for by language, answered for by tool, and fallen back."""
        answered = self.answered_files()
        current = {one.path for one in answered if one.current}
        used = self.meta("stage.edges") == str(self.content)
        full = Counter(row.language for row in self.files_at(current).values()) if used and current else Counter[str]()
        compilers = Counter(f"{one.tool} {one.version}".strip() for one in answered if one.current)
        return full, compilers, len({one.path for one in answered} - current)
