"""Facts as bytes, for the store: compressed JSON, which is safe to read back from a store that somebody else made."""

from __future__ import annotations

import json
import zlib

from codegraph.model import (
    ChunkFact,
    ChunkKind,
    Facts,
    ModuleDeclaration,
    Problem,
    Reference,
    ReferenceKind,
    Span,
    SymbolFact,
    SymbolKind,
)

_LEVEL = 1


def encode(facts: Facts) -> bytes:
    """Encode the facts of one file."""
    fields = [
        facts.language,
        facts.hash,
        facts.lines,
        facts.size,
        facts.symbols,
        facts.references,
        facts.chunks,
        facts.modules,
        facts.problems,
    ]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def decode(data: bytes) -> Facts:
    """Read back what `encode` gave; raises ValueError for anything else."""
    try:
        fields = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        language, content_hash, lines, size, symbols, references, chunks, modules, problems = fields
        return Facts(
            language,
            content_hash,
            lines,
            size,
            tuple(map(_symbol, symbols)),
            tuple(map(_reference, references)),
            tuple(map(_chunk, chunks)),
            tuple(ModuleDeclaration(name, tuple(chain), tuple(paths), line) for name, chain, paths, line in modules),
            tuple(map(_problem, problems)),
        )
    except (zlib.error, TypeError, IndexError) as error:
        message = f"not the facts of a file: {error}"
        raise ValueError(message) from error


def _symbol(row: list) -> SymbolFact:  # type: ignore[type-arg]
    row[0] = SymbolKind(row[0])
    row[3] = Span(*row[3])
    for index in (10, 12, 16):
        row[index] = tuple(row[index])
    return SymbolFact(*row)


_REFERENCE_KINDS = {str(kind): kind for kind in ReferenceKind}


def _reference(row: list) -> Reference:  # type: ignore[type-arg]
    row[0] = _REFERENCE_KINDS[row[0]]
    return Reference(*row)


def _problem(row: list) -> Problem:  # type: ignore[type-arg]
    path, stage, code, message, span = row
    return Problem(path, stage, code, message, Span(*span) if span else None)


def _chunk(row: list) -> ChunkFact:  # type: ignore[type-arg]
    kind, symbol, parent, span, tokens, outline = row
    return ChunkFact(ChunkKind(kind), symbol, parent, Span(*span), tokens, outline)
