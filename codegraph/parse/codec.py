"""Facts as bytes, for the store: compressed JSON, which is safe to read back from a store that somebody else made.

The bodies are a part of their own behind the rest, so that reading the facts does not open them.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from codegraph.model import (
    ChunkFact,
    ChunkKind,
    Declaration,
    Facts,
    Invocation,
    ModuleDeclaration,
    Problem,
    Reference,
    ReferenceKind,
    Span,
    SymbolFact,
    SymbolKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL = 1
_IMPORT = str(ReferenceKind.IMPORT)
# the bytes that say how long the part before the bodies is
_PREFIX = 4


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
        facts.declarations,
        facts.invocations,
    ]
    main = _pack(fields)
    return len(main).to_bytes(_PREFIX, "big") + main + facts.bodies


def decode(data: bytes, *, heads: bool = False) -> Facts:
    """Read back what `encode` gave; raises ValueError for anything else.

    With `heads` only what says which names a file defines and imports is there: no bodies, chunks, problems or other
    references, which takes a third of the time.
    """
    try:
        end = _PREFIX + int.from_bytes(data[:_PREFIX], "big")
        fields = _unpack(data[_PREFIX:end])
        language, content_hash, lines, size, symbols, references, chunks, modules, problems, declared, calls = fields
        if heads:
            references = [row for row in references if row[0] == _IMPORT]
            chunks, problems = [], []
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
            tuple(Declaration(symbol, head) for symbol, head in declared),
            b"" if heads else data[end:],
            tuple(map(_invocation, calls)),
        )
    except (zlib.error, TypeError, IndexError, KeyError, RecursionError) as error:
        message = f"not the facts of a file: {error}"
        raise ValueError(message) from error


def pack_bodies(bodies: Sequence[tuple[int, list[Any]]]) -> bytes:
    """Compress the code of symbols for `Facts.bodies`."""
    return _pack(bodies) if bodies else b""


def read_bodies(facts: Facts) -> dict[int, list[Any]]:
    """Give the code of each symbol that has any, by the symbol's index; raises ValueError for damaged bytes."""
    if not facts.bodies:
        return {}
    try:
        return {int(symbol): code for symbol, code in _unpack(facts.bodies) if isinstance(code, list)}
    except (zlib.error, TypeError, RecursionError) as error:
        message = f"not the bodies of a file: {error}"
        raise ValueError(message) from error


def _pack(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def _unpack(data: bytes) -> list[Any]:
    found: list[Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return found


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


def _invocation(row: list) -> Invocation:  # type: ignore[type-arg]
    symbol, path, start, text_start, text, span = row
    return Invocation(symbol, path, start, text_start, text, Span(*span))


def _problem(row: list) -> Problem:  # type: ignore[type-arg]
    path, stage, code, message, span = row
    return Problem(path, stage, code, message, Span(*span) if span else None)


def _chunk(row: list) -> ChunkFact:  # type: ignore[type-arg]
    kind, symbol, parent, span, tokens, outline = row
    return ChunkFact(ChunkKind(kind), symbol, parent, Span(*span), tokens, outline)
