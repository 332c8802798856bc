"""The stage that asks compilers: imports an index of another tool, or runs rust-analyzer (tier `full`).

What they say is kept in the store by file, so that the resolver finds it there in this run and in later ones. When
anything fails, a problem is kept with the index and the lower tier's answers stand.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import ScipFileError
from codegraph.identity import content_hash
from codegraph.model import Problem
from codegraph.parse.codec import decode
from codegraph.resolve.binding import bind_symbols
from codegraph.resolve.rust_analyzer.analysis import Request, analyze
from codegraph.resolve.rust_analyzer.finding import STAGE, Analyzer, find_analyzer
from codegraph.resolve.scip.answers import Source, collect, encode_answers
from codegraph.resolve.scip.reading import open_index
from codegraph.resolve.units import RESOLVED_LANGUAGES
from codegraph.store.answers import AnswerRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.config import Settings
    from codegraph.indexing.placing import Placing
    from codegraph.resolve.binding import Place
    from codegraph.resolve.scip.answers import Collected
    from codegraph.store import Store

_ANALYZED = "rust_analyzer.state"


class Asked(NamedTuple):
    """What a compiler's index gave: `tool` with its version, and counts of files.

    `covered` files have answers now, `references` is their number; `unknown` documents are of files that are not
    indexed or changed, `stale` ones were made for other bytes. `peak_memory` is the compiler's, in bytes.
    """

    tool: str
    covered: int
    references: int
    unknown: int
    stale: int
    peak_memory: int = 0


class Compilers:
    """Compilers' answers for one repository and its open store."""

    def __init__(self, root: Path, store: Store, settings: Settings, places: Mapping[str, Place]) -> None:
        self._root = root
        self._store = store
        self._settings = settings
        self._places = places

    def import_index(self, path: Path) -> Asked:
        """Import an index made by any tool; raises ScipFileError for one that cannot be read, and changes nothing."""
        with open_index(path) as index:
            collected = collect(index, lambda name: self._source(self._root, name), own=False)
            tool, version = index.tool
        if not collected.answers:
            message = f"{path} says nothing of the files here: {_why_nothing(collected)}"
            raise ScipFileError(
                message, hint="make it again in this repository, then run `codegraph index --scip` again"
            )
        return self._keep(collected, tool, version)

    def run_rust_analyzer(self, placing: Placing) -> Asked | None:
        """Run rust-analyzer, unless it has seen all files as they are; None where it was not run or failed.

        Problems are kept in the store.
        """
        files = {path: row.hash for path, row in self._store.files().items() if row.language == "rust"}
        if not files:
            return None
        with tempfile.TemporaryDirectory(prefix="codegraph-", ignore_cleanup_errors=True) as folder:
            scratch = Path(folder).resolve()
            analyzer = find_analyzer(self._settings.rust, os.environ, scratch)
            if isinstance(analyzer, Problem):
                self._store.write_problems(STAGE, [analyzer])
                return None
            state = self._state(analyzer, files, placing)
            if self._store.meta(_ANALYZED) == state:
                return None
            asked, problems = self._analyzed(analyzer, files, placing, scratch)
            self._store.write_problems(STAGE, problems)
            if asked is not None:
                self._store.set_meta(_ANALYZED, state)
            return asked

    def _analyzed(
        self,
        analyzer: Analyzer,
        files: Mapping[str, str],
        placing: Placing,
        scratch: Path,
    ) -> tuple[Asked | None, list[Problem]]:
        target = self._store.places.directory / "rust-analyzer-target"
        request = Request(self._root, files, placing.packages, scratch, target)
        analysis, problems = analyze(request, analyzer, self._settings.rust, os.environ)
        if analysis is None:
            return None, problems
        try:
            with open_index(analysis.scip) as index:
                collected = collect(index, lambda name: self._source(analysis.base, name), own=True)
        except ScipFileError as error:
            message = f"rust-analyzer wrote an index that cannot be used: {error}"
            return None, [*problems, Problem("", STAGE, "analyzer-output", message)]
        if not collected.answers:
            message = "rust-analyzer found no file of a crate: is a manifest broken?"
            return None, [*problems, Problem("", STAGE, "analyzer-output", message)]
        asked = self._keep(collected, STAGE, analyzer.version)
        return asked._replace(peak_memory=analysis.peak_memory), problems

    def _state(self, analyzer: Analyzer, files: Mapping[str, str], placing: Placing) -> str:
        """Say in one word all that rust-analyzer's answers depend on."""
        rust = self._settings.rust
        packages = repr(placing.packages)
        told = (*analyzer, rust.trust_build_scripts, rust.cfg, rust.sysroot_src, packages, sorted(files.items()))
        return content_hash(repr(told).encode("utf-8", "replace"))

    def _keep(self, collected: Collected, tool: str, version: str) -> Asked:
        answers = collected.answers
        packed = (AnswerRow(path, collected.hashes[path], encode_answers(found)) for path, found in answers.items())
        self._store.write_answers(tool, version, packed)
        count = sum(map(len, answers.values()))
        name = f"{tool} {version}".strip()
        return Asked(name, len(answers), count, len(collected.unknown), len(collected.stale))

    def _source(self, base: Path, path: str) -> Source | None:
        """Give a file of a resolved language with its bytes below `base`, None unless they are those indexed."""
        place, packed = self._places.get(path), self._store.facts(path)
        if place is None or packed is None:
            return None
        try:
            data = (base / path).read_bytes()
        except OSError:
            return None
        facts = decode(packed)
        if facts.language not in RESOLVED_LANGUAGES or content_hash(data) != facts.hash:
            return None
        return Source(facts, tuple(symbol.id for symbol in bind_symbols(path, facts, place)), data)


def _why_nothing(collected: Collected) -> str:
    if collected.stale:
        return f"its positions fit none of {len(collected.stale)} files, which have changed since it was made"
    if collected.unknown:
        return (
            f"none of its {len(collected.unknown)} files is indexed here as it is (the first is {collected.unknown[0]})"
        )
    return "it has no documents"
