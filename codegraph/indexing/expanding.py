"""Expands one macro call on demand: rust-analyzer is asked, and where it has no answer our own expander does it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.discover import FileEntry
from codegraph.errors import MacroExpansionError
from codegraph.indexing.due import stored_placing
from codegraph.indexing.placing import place_files
from codegraph.model import Problem
from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import bind_symbols, root_name
from codegraph.resolve.expanding import OwnExpander
from codegraph.resolve.expansion import MacroError
from codegraph.resolve.macro_sites import ATTRIBUTE, CALL, OWN_VERSION, TOOL
from codegraph.resolve.rust_analyzer.analysis import Request
from codegraph.resolve.rust_analyzer.finding import STAGE, find_analyzer
from codegraph.resolve.rust_analyzer.macros import Place, ask_expansion
from codegraph.resolve.unit_making import make_unit
from codegraph.store.expansions import ExpansionRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.config import Settings
    from codegraph.indexing.placing import Placing
    from codegraph.model import Facts
    from codegraph.resolve.macro_sites import Site, Target
    from codegraph.store import Store

_LACKS = frozenset({"no-library", "cargo-metadata"})


class Expanding:
    """Expansions of one repository, for its open store."""

    def __init__(self, root: Path, store: Store, settings: Settings, environ: Mapping[str, str], state: str) -> None:
        self._root = root
        self._store = store
        self._settings = settings
        self._environ = environ
        self._state = state
        self._files = store.files()

    def expand(self, target: Target) -> ExpansionRow:
        """Expand a macro's use; raises MacroExpansionError, which says what to do, where nobody can."""
        placing = self._placing(target)
        with tempfile.TemporaryDirectory(prefix="codegraph-", ignore_cleanup_errors=True) as folder:
            asked, notes = self._asked(target, placing, Path(folder).resolve())
        if asked is not None and not asked.notes and asked.text.strip():
            return asked._replace(notes=notes)
        try:
            return self._own(target, placing, (*notes, *(asked.notes if asked else ())))
        except MacroExpansionError:
            # a text with errors in it is still better than none
            if asked is None or (asked.notes and not asked.text.strip()):
                raise
            return asked._replace(notes=(*notes, *asked.notes))

    def _asked(self, target: Target, placing: Placing, scratch: Path) -> tuple[ExpansionRow | None, tuple[str, ...]]:
        """Ask rust-analyzer; also gives why it has no answer, or what its answer lacks."""
        rust = self._settings.rust
        analyzer = find_analyzer(rust, self._environ, scratch)
        if isinstance(analyzer, Problem):
            return None, (analyzer.message,)
        files = {path: "" for path, row in self._files.items() if row.language == "rust"}
        keep = self._store.places.directory / "rust-analyzer-target"
        request = Request(self._root, files, placing.packages, scratch, keep)
        site = target.site
        start = target.source.rfind(b"\n", 0, site.name) + 1
        place = Place(target.path, target.source.count(b"\n", 0, site.name), site.name - start)
        answer, problems = ask_expansion(request, place, analyzer, rust, self._environ)
        notes = tuple(problem.message for problem in problems)
        # asked inside the argument of another call it expands that one
        if answer is not None and _last(answer.name.rstrip("!")) == _last(site.path):
            whole = (0, len(answer.text.encode("utf-8", "replace")), site.start, site.end - site.start)
            row = self._row(target, STAGE, analyzer.version, answer.text, (whole,))
            fault = f"rust-analyzer {analyzer.version} could not expand all of it: {answer.fault}"
            return row._replace(notes=(fault,) if answer.fault else ()), notes
        if all(problem.code in _LACKS for problem in problems):
            notes = (*notes, f"rust-analyzer {analyzer.version} does not expand {site.written} here")
        return None, notes

    def _own(self, target: Target, placing: Placing, notes: tuple[str, ...]) -> ExpansionRow:
        site = target.site
        if site.kind != CALL:
            raise self._refusal(site, "only rust-analyzer expands derives and attributes", notes)
        facts = parse_file(target.path, "rust", target.source)
        try:
            own = OwnExpander(self._units(target, facts, placing), placing.tree, placing.packages)
            flat = own.expand(target.path, facts, site, target.source)
        except MacroError as error:
            message = f"{site.written} cannot be expanded: {error}"
            hint = "the macro's rules do not take this call, or it needs more than the limits of one expansion"
            raise MacroExpansionError(message, hint=hint) from error
        if flat is None:
            raise self._refusal(site, "it is no `macro_rules!` macro of this repository", notes)
        mapping = tuple((one.start, one.length, one.source, one.length) for one in flat.mapping)
        text = flat.text.decode("utf-8", "replace")
        return self._row(target, TOOL, OWN_VERSION, text, mapping)._replace(notes=(*notes, *flat.notes))

    def _refusal(self, site: Site, why: str, notes: tuple[str, ...]) -> MacroExpansionError:
        """Say what would let a macro be expanded that neither could."""
        hint = "`codegraph doctor` tells which rust-analyzer is used, and how to get one"
        if site.kind in {CALL, ATTRIBUTE} and not self._settings.rust.trust_build_scripts:
            hint += (
                "; if it is a procedural macro, `codegraph config set rust.trust-build-scripts true` "
                "lets rust-analyzer run it"
            )
        return MacroExpansionError(f"{site.written} cannot be expanded: {'; '.join((why, *notes))}", hint=hint)

    def _row(
        self, target: Target, tool: str, version: str, text: str, mapping: tuple[tuple[int, int, int, int], ...]
    ) -> ExpansionRow:
        site = target.site
        return ExpansionRow(
            target.path, site.start, site.end, target.hash, self._state, tool, version, site.path, text, mapping
        )

    def _placing(self, target: Target) -> Placing:
        """Place the indexed files, with the file of the call as it is now."""
        entries = [FileEntry(path, row.language, row.size, row.mtime_ns) for path, row in self._files.items()]
        changed = {target.path} if self._files[target.path].hash != target.hash else set()
        return place_files(self._root, entries, changed, stored_placing(self._store), self._settings)

    def _units(self, target: Target, facts: Facts, placing: Placing) -> Iterator[bytes]:
        """Give the units of all files, that of the call's as it is now."""
        path, place = target.path, placing.place(target.path)
        ids = [it.id for it in bind_symbols(path, facts, place)]
        yield make_unit(path, facts, ids, root_name(path, place))[0]
        yield from self._store.iter_units(without=[path])


def _last(path: str) -> str:
    return path.rpartition("::")[2].strip().removeprefix("r#")
