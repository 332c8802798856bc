"""What the index covers, counted in the store and nowhere else."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.store.counting import Counting
from codegraph.store.graph import Graph
from codegraph.store.rows import file_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_STATES = ("resolved", "ambiguous", "external", "unresolved")


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
    """Coverage with what the next count can use.

    `made` has for each file, by key, in which macro calls make symbols, the digest of its resolution and the symbols
    by kind.
    """

    coverage: Coverage
    made: dict[str, tuple[str, dict[str, int]]]


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
        self.keep_counts(self.content, counted.coverage._asdict(), counted.made)
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
        return _total(self._ask("count_references"))

    def chunk_count(self) -> int:
        """Count the chunks."""
        return sum(row[4] for row in self._ask("count_files"))

    def _count(self) -> _Counted:
        files = self._ask("count_files")
        skipped = {row[0]: row[1] for row in self._ask("count_skipped")}
        languages: Counter[str] = Counter()
        symbols: dict[str, Counter[str]] = {}
        for _, language, _, kinds, _ in files:
            languages[language] += 1
            symbols.setdefault(language, Counter()).update(json.loads(kinds))
        by_path = {path: language for path, language, *_ in files}
        by_key = {file_key(path): language for path, language in by_path.items()}
        resolutions = [(row[0].replace("-", ""), *row[1:]) for row in self._ask("count_references")]
        made = self._made({row[0]: row[5] for row in resolutions if row[0] in by_key})
        for key, (_, more) in made.items():
            symbols[by_key[key]].update(more)
        finished = self.meta("stage.vectors") == str(self.content)
        full, compilers, fallen_back = self._answered(by_path)
        distinct = self.distinct_vectors()
        coverage = Coverage(
            revision=self.revision,
            files_seen=len(files) + sum(skipped.values()),
            files_indexed=len(files),
            files_skipped=skipped,
            files_by_language=dict(sorted(languages.items())),
            lines=sum(row[2] for row in files),
            problems={row[0]: row[1] for row in self._ask("count_problems")},
            symbols={language: dict(sorted(kinds.items())) for language, kinds in sorted(symbols.items())},
            references=_by_language(resolutions, by_key),
            chunks=sum(row[4] for row in files),
            vectors=self._ask("count_vectors")[0][0] if distinct is None else distinct,
            chunks_without_vectors=0 if finished else self._ask("count_chunks_without_vectors")[0][0],
            files_resolved=dict(sorted(Counter(by_key[row[0]] for row in resolutions if row[0] in by_key).items())),
            files_full=dict(full),
            compilers=dict(compilers),
            fallen_back=fallen_back,
        )
        return _Counted(coverage, made)

    def _made(self, digests: Mapping[str, str]) -> dict[str, tuple[str, dict[str, int]]]:
        """Count by file and kind what macro calls make; `digests` are of the resolutions of files, by key.

        A digest covers what is made: only files are counted that have another one than when they were last counted.
        """
        kept = self.kept_counts()
        making = {row[0].replace("-", "") for row in self._ask("making_files")} & digests.keys()
        known = kept.made.items() if kept else ()
        made = {key: told for key, told in known if key in making and told[0] == digests[key]}
        others = [[key] for key in sorted(making - made.keys())]
        for file, kind, count in self._ask("count_generated", files=others) if others else ():
            key = file.replace("-", "")
            made.setdefault(key, (digests[key], {}))[1][kind] = count
        return made

    def _answered(self, languages: Mapping[str, str]) -> tuple[Counter[str], Counter[str], int]:
        """Count files fully answered for by language, answered for by tool, and fallen back."""
        answered = self.answered_files()
        current = {one.path for one in answered if one.current}
        used = self.meta("stage.edges") == str(self.content)
        full = Counter(languages[path] for path in current if used and path in languages)
        compilers = Counter(f"{one.tool} {one.version}".strip() for one in answered if one.current)
        return full, compilers, len({one.path for one in answered} - current)


def _total(resolutions: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Add up the references of files by state: the file, then a count for each state."""
    return {state: sum(row[column] for row in resolutions) for column, state in enumerate(_STATES, 1)}


def _by_language(resolutions: Sequence[Sequence[Any]], languages: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Add up the references of files by language and state; `languages` are those of files, by key."""
    found: dict[str, list[Sequence[Any]]] = {}
    for row in resolutions:
        if row[0] in languages and any(row[1 : len(_STATES) + 1]):
            found.setdefault(languages[row[0]], []).append(row)
    return {language: _total(rows) for language, rows in sorted(found.items())}
