"""What is in one file: never fails, whatever the bytes.

`parse_file` is a pure function of (language, bytes). Supported languages go through tree-sitter and the queries
of their `LanguageSpec`; everything else becomes text chunks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.identity import content_hash
from codegraph.model import Facts, Problem, Span, SymbolFact, SymbolKind
from codegraph.parse.chunking import chunk_code, chunk_text
from codegraph.parse.codec import pack_bodies
from codegraph.parse.events import Lines, read_events
from codegraph.parse.languages import language
from codegraph.parse.symbols import Extraction
from codegraph.parse.version import FACTS_VERSION

if TYPE_CHECKING:
    from codegraph.parse.spec import LanguageSpec

__all__ = ["FACTS_VERSION", "parse_file"]


def parse_file(path: str, language_name: str, source: bytes) -> Facts:
    """Give the facts of a file's bytes; `path` only names the file in problems."""
    spec = language(language_name)
    lines = Lines(source)
    if spec is None:
        return _parse_text(language_name, source, lines)
    return _parse_code(path, spec, source, lines)


def _parse_code(path: str, spec: LanguageSpec, source: bytes, lines: Lines) -> Facts:
    events, errors = read_events(spec, source)
    extraction = Extraction(spec.reader, source, lines)
    extraction.run(events)
    problems = (
        [
            Problem(path, "parse", "syntax-error", f"{len(errors)} syntax errors", lines.span(*errors[0])),
        ]
        if errors
        else []
    )
    if not extraction.has_definitions and source.strip():
        problems.append(Problem(path, "parse", "no-symbols", f"no definition found in a {spec.name} file"))
    return Facts(
        language=spec.name,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=tuple(extraction.symbols),
        references=tuple(extraction.references),
        chunks=chunk_code(extraction.symbols, extraction.long_bodies, source, lines),
        modules=spec.reader.module_declarations(source),
        problems=tuple(problems),
        declarations=tuple(extraction.declarations),
        bodies=pack_bodies(extraction.bodies),
        invocations=tuple(extraction.invocations),
    )


def _parse_text(language_name: str, source: bytes, lines: Lines) -> Facts:
    root = SymbolFact(SymbolKind.FILE, "", -1, Span(0, len(source), 1, max(lines.count, 1)), 0, 0, 1)
    return Facts(
        language=language_name,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=(root,),
        references=(),
        chunks=chunk_text(source, lines),
        modules=(),
        problems=(),
    )
