"""Resolves a few files that stand nowhere, for languages that are read by tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.languages import language_of
from codegraph.parse.parsing import parse_version
from codegraph.resolve.binding import Place, bind_symbols
from codegraph.resolve.scoped.making import make_scoped_unit
from codegraph.resolve.scoped.resolver import ScopedResolver
from codegraph.resolve.units import SCOPED_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.model import Facts, FileEdges


class Resolved(NamedTuple):
    """What the references of some files mean, one line each."""

    edges: list[str]
    open: list[str]


class Modules:
    """Files by path, with their facts and units."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """Read them."""
        self.names: dict[str, str] = {}
        self.facts: dict[str, Facts] = {}
        units = []
        for path, text in files.items():
            language = language_of(path) or ""
            facts = parse_version(path, language, text.encode(), None).facts
            symbols = bind_symbols(path, facts, Place("", ("file", path), "", (), None, ""))
            self.names |= {str(it.id): it.qualified_name.removesuffix(_ending(path)) for it in symbols}
            if language in SCOPED_LANGUAGES:
                self.facts[path] = facts
                units.append(make_scoped_unit(path, facts, [it.id for it in symbols])[0])
        others = [path for path in files if path not in self.facts]
        self.resolver = ScopedResolver.build(units, others, lambda path: files[path].encode())

    def file(self, path: str) -> FileEdges:
        """Resolve one file."""
        return self.resolver.resolve_file(path, self.facts[path])

    def resolved(self, *kinds: str) -> Resolved:
        """Resolve all; edges as `path:line kind source -> target`, only those of some kinds if these are given."""
        edges: list[str] = []
        still_open: list[str] = []
        for path in self.facts:
            found = self.file(path)
            edges += (
                f"{path}:{it.evidence.span.start_line} {it.kind} {self.names[it.src]} -> {self.names[it.dst]}"
                for it in found.edges
                if not kinds or it.kind in kinds
            )
            still_open += (f"{path}:{it.span.start_line} {it.state} {it.name}: {it.reason}" for it in found.open)
        return Resolved(edges, still_open)


def _ending(path: str) -> str:
    return path[path.rindex(".") :]


def calls(files: Mapping[str, str]) -> list[str]:
    """Give the calls of some files."""
    return sorted(Modules(files).resolved("calls").edges)
