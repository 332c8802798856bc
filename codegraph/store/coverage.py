"""What the index covers, counted in the store and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegraph.store.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one state of the store.

    `symbols` counts by language and kind; `references` by state (`resolved` is the number of edges with evidence);
    `vectors` counts distinct vectors in use, `chunks_without_vectors` what dense search cannot find yet.
    """

    revision: int
    files_seen: int
    files_indexed: int
    files_skipped: Mapping[str, int]
    files_by_language: Mapping[str, int]
    lines: int
    problems: Mapping[str, int]
    symbols: Mapping[str, Mapping[str, int]]
    references: Mapping[str, int]
    chunks: int
    vectors: int
    chunks_without_vectors: int


class Covering(Graph):
    """Coverage of a store."""

    def coverage(self) -> Coverage:
        """Count what is indexed, of one state of the store."""
        return self.stable(self._count)

    def _count(self) -> Coverage:
        files = self._ask("count_files")
        skipped = {row[0]: row[1] for row in self._ask("count_skipped")}
        symbols: dict[str, dict[str, int]] = {}
        for language, kind, count in self._ask("count_symbols"):
            symbols.setdefault(language, {})[kind] = count
        states = ("resolved", "ambiguous", "external", "unresolved")
        references = self._ask("count_references")[0]
        chunks, vectors = self._ask("count_chunks")[0]
        indexed = sum(row[1] for row in files)
        return Coverage(
            revision=self.revision,
            files_seen=indexed + sum(skipped.values()),
            files_indexed=indexed,
            files_skipped=skipped,
            files_by_language={row[0]: row[1] for row in files},
            lines=sum(row[2] for row in files),
            problems={row[0]: row[1] for row in self._ask("count_problems")},
            symbols=symbols,
            references={state: int(count or 0) for state, count in zip(states, references, strict=True)},
            chunks=chunks,
            vectors=vectors,
            chunks_without_vectors=self._ask("count_chunks_without_vectors")[0][0],
        )
