"""Facts as bytes, for the store: compressed JSON, which is safe to read back from a store that somebody else made.

The bodies are a part of their own behind the rest, so that reading the facts does not open them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from codegraph.model import (
    ChunkFact,
    ChunkKind,
    Declaration,
    Facts,
    Invocation,
    ModuleDeclaration,
    Piece,
    Problem,
    Reference,
    ReferenceKind,
    Span,
    SymbolFact,
    SymbolKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEVEL = 1
_IMPORT = str(ReferenceKind.IMPORT)
# characters of a damaged line that are shown
_SHOWN = 20
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
        facts.pieces,
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
        language, content_hash, lines, size, symbols, references, chunks, modules, problems, *more = fields
        declared, calls, pieces = more
        if heads:
            references = [row for row in references if row[0] == _IMPORT]
            chunks, problems, pieces = [], [], []
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
            tuple(Piece(*row) for row in pieces),
        )
    except (zlib.error, TypeError, IndexError, KeyError, RecursionError) as error:
        message = f"not the facts of a file: {error}"
        raise ValueError(message) from error


def write_body(code: list[Any]) -> str:
    """Write the code of one symbol as one line."""
    return json.dumps(code, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def pack_bodies(bodies: Sequence[tuple[int, str]]) -> bytes:
    """Compress the code of symbols, as `write_body` gives it, for `Facts.bodies`."""
    if not bodies:
        return b""
    numbers = [symbol for symbol, _ in bodies]
    text = "\n".join((json.dumps(numbers, separators=(",", ":")), *(line for _, line in bodies)))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_bodies(facts: Facts) -> list[tuple[int, str]]:
    """Give what `pack_bodies` was given; raises ValueError for damaged bytes."""
    if not facts.bodies:
        return []
    try:
        first, *lines = zlib.decompress(facts.bodies).decode("utf-8", "surrogatepass").split("\n")
        return [(int(symbol), line) for symbol, line in zip(json.loads(first), lines, strict=True)]
    except (zlib.error, TypeError, RecursionError) as error:
        message = f"not the bodies of a file: {error}"
        raise ValueError(message) from error


class Bodies(Mapping[int, list[Any]]):
    """The code of the symbols of a file that have any, by the symbol's index; each is read when it is asked for.

    Asking raises ValueError for a damaged body.
    """

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self._lines = dict(lines)

    def __getitem__(self, symbol: int) -> list[Any]:
        """Read the code of one symbol."""
        line = self._lines[symbol]
        try:
            code = json.loads(line)
        except RecursionError as error:
            raise ValueError(line[:_SHOWN]) from error
        if not isinstance(code, list):
            raise ValueError(line[:_SHOWN])  # noqa: TRY004 - the line is wrong, not its reader
        return code

    def __iter__(self) -> Iterator[int]:
        """List the symbols."""
        return iter(self._lines)

    def __len__(self) -> int:
        """Count them."""
        return len(self._lines)


def read_bodies(facts: Facts) -> Bodies:
    """Give the code of each symbol that has any; raises ValueError for damaged bytes."""
    return Bodies(unpack_bodies(facts))


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
