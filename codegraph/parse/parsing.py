"""What is in one file: never fails, whatever the bytes.

`parse_file` is a pure function of (language, bytes), and so is `parse_version`. Supported languages go through
tree-sitter and the queries of their `LanguageSpec`; everything else becomes text chunks.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import Facts, Problem, References, Span, SymbolFact, SymbolKind
from codegraph.parse.chunking import chunk_code, chunk_text
from codegraph.parse.codec import pack_bodies
from codegraph.parse.events import Lines, Tree
from codegraph.parse.languages import language
from codegraph.parse.pieces import Earlier, cut, stretches
from codegraph.parse.symbols import Extraction
from codegraph.parse.version import FACTS_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.parse.spec import LanguageSpec

__all__ = ["FACTS_VERSION", "Parsed", "parse_file", "parse_version"]


class Parsed(NamedTuple):
    """The facts of a file, and which of its symbols were taken over, with how many bytes further they stand."""

    facts: Facts
    same: Mapping[int, int]


def parse_file(path: str, language_name: str, source: bytes) -> Facts:
    """Give the facts of a file's bytes; `path` only names the file in problems."""
    return parse_version(path, language_name, source, None).facts


def parse_version(path: str, language_name: str, source: bytes, before: Facts | None) -> Parsed:
    """Parse a file of which an earlier version is known: what it shares with that is taken from there.

    That is faster, and gives what `parse_file` gives.
    """
    spec = language(language_name)
    lines = Lines(source)
    if spec is None:
        return Parsed(_parse_text(language_name, source, lines), {})
    return _parse_code(path, spec, source, lines, _earlier(before, spec))


def _earlier(facts: Facts | None, spec: LanguageSpec) -> Earlier | None:
    """Give what can be taken over; nothing where the facts are damaged."""
    if facts is None or facts.language != spec.name or not facts.pieces:
        return None
    try:
        return Earlier(facts)
    except ValueError:
        return None


def _parse_code(path: str, spec: LanguageSpec, source: bytes, lines: Lines, earlier: Earlier | None) -> Parsed:
    extraction, errors = _extract(spec, Tree(spec, source), source, lines, earlier)
    problems = (
        [
            Problem(path, "parse", "syntax-error", f"{len(errors)} syntax errors", lines.span(*errors[0])),
        ]
        if errors
        else []
    )
    if not extraction.has_definitions and source.strip():
        problems.append(Problem(path, "parse", "no-symbols", f"no definition found in a {spec.name} file"))
    facts = Facts(
        language=spec.name,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=tuple(extraction.symbols),
        references=References(extraction.references),
        chunks=chunk_code(extraction.symbols, extraction.blocks, source, lines),
        modules=spec.reader.module_declarations(source),
        problems=tuple(problems),
        declarations=tuple(extraction.declarations),
        bodies=pack_bodies(extraction.bodies),
        invocations=tuple(extraction.invocations),
        pieces=tuple(extraction.pieces),
    )
    return Parsed(facts, extraction.adopted)


def _extract(
    spec: LanguageSpec, tree: Tree, source: bytes, lines: Lines, earlier: Earlier | None
) -> tuple[Extraction, list[tuple[int, int]]]:
    """Read a file piece by piece; gives the byte ranges of syntax errors, too."""
    cuts = cut(tree.root, source, spec, earlier or ())
    ranges = stretches(cuts, earlier) if earlier is not None else None
    if earlier is not None and ranges is None:
        return _extract(spec, tree, source, lines, None)
    events, errors = tree.events(ranges)
    extraction = Extraction(spec.reader, source, lines)
    at = 0
    for number, one in enumerate(cuts):
        if one.opens:
            extraction.open(one)
        elif earlier is not None and one.text in earlier:
            extraction.adopt(one, earlier)
        else:
            # what stands between pieces belongs to the one before
            end = cuts[number + 1].start if number + 1 < len(cuts) else len(source) + 1
            until = bisect_left(events, (end,), at)
            extraction.read(one, events[at:until])
            at = until
    extraction.finish()
    if earlier is not None and extraction.has_locals:
        return _extract(spec, tree, source, lines, None)
    return extraction, errors


def _parse_text(language_name: str, source: bytes, lines: Lines) -> Facts:
    root = SymbolFact(SymbolKind.FILE, "", -1, Span(0, len(source), 1, max(lines.count, 1)), 0, 0, 1)
    return Facts(
        language=language_name,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=(root,),
        references=References(),
        chunks=chunk_text(source, lines),
        modules=(),
        problems=(),
    )
