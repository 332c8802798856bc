"""Facts as bytes, for the store: compressed JSON, which is safe to read back from a store that somebody else made.

What there is much of is written column by column, which is sooner read and written than rows. References and bodies are
parts of their own behind the rest, so that reading the facts does not open them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from codegraph.model import (
    ChunkFact,
    ChunkKind,
    Declaration,
    Facts,
    Invocation,
    ModuleDeclaration,
    Piece,
    Problem,
    ReferencePart,
    References,
    Span,
    SymbolFact,
    SymbolKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T", bound=tuple[Any, ...])

_LEVEL = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
# asking an enumeration takes three times as long
_SYMBOL_KINDS = {str(kind): kind for kind in SymbolKind}
_CHUNK_KINDS = {str(kind): kind for kind in ChunkKind}
# the columns of spans and of lists
_SYMBOL_SPAN = SymbolFact._fields.index("span")
_SYMBOL_LISTS = tuple(map(SymbolFact._fields.index, ("attributes", "modifiers", "generics")))
_CHUNK_SPAN = ChunkFact._fields.index("span")
# characters of a damaged line that are shown
_SHOWN = 20
# the bytes that say how long a part is
_PREFIX = 4


def encode(facts: Facts) -> bytes:
    """Encode the facts of one file."""
    main = _pack(
        [
            facts.language,
            facts.hash,
            facts.lines,
            facts.size,
            _columns(facts.symbols, _SYMBOL_SPAN),
            _columns(facts.chunks, _CHUNK_SPAN),
            facts.modules,
            facts.problems,
            _columns(facts.declarations),
            facts.invocations,
            _columns(facts.pieces),
            _columns([part[1:] for part in facts.references.parts]),
        ]
    )
    references = _compress("\n".join(part.text for part in facts.references.parts))
    return b"".join((_length(main), main, _length(references), references, facts.bodies))


def decode(data: bytes) -> Facts:
    """Read back what `encode` gave; raises ValueError for anything else."""
    try:
        main, rest = _cut(data)
        references, bodies = _cut(rest)
        language, content_hash, lines, size, symbols, chunks, modules, problems, *more = _unpack(main)
        declared, calls, pieces, parts = more
        texts = _decompress(references).split("\n") if parts else []
        parts = [texts, *parts] if parts else []
        return Facts(
            language,
            content_hash,
            lines,
            size,
            _rows(SymbolFact, _symbols(symbols)),
            References(_rows(ReferencePart, parts)),
            _rows(ChunkFact, _chunks(chunks)),
            tuple(ModuleDeclaration(name, tuple(chain), tuple(paths), line) for name, chain, paths, line in modules),
            tuple(map(_problem, problems)),
            _rows(Declaration, declared),
            bodies,
            tuple(map(_invocation, calls)),
            _rows(Piece, pieces),
        )
    except (zlib.error, TypeError, IndexError, KeyError, RecursionError) as error:
        message = f"not the facts of a file: {error}"
        raise ValueError(message) from error


def write_body(code: list[Any]) -> str:
    """Write the code of one symbol as one line."""
    return _ENCODER.encode(code)


def pack_bodies(bodies: Sequence[tuple[int, str]]) -> bytes:
    """Compress the code of symbols, as `write_body` gives it, for `Facts.bodies`."""
    if not bodies:
        return b""
    numbers = [symbol for symbol, _ in bodies]
    text = "\n".join((json.dumps(numbers, separators=(",", ":")), *(line for _, line in bodies)))
    return _compress(text)


def unpack_bodies(facts: Facts) -> list[tuple[int, str]]:
    """Give what `pack_bodies` was given; raises ValueError for damaged bytes."""
    if not facts.bodies:
        return []
    try:
        first, *lines = _decompress(facts.bodies).split("\n")
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
    return _compress(_ENCODER.encode(value))


def _unpack(data: bytes) -> list[Any]:
    found: list[Any] = json.loads(_decompress(data))
    return found


def _compress(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def _decompress(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _length(part: bytes) -> bytes:
    return len(part).to_bytes(_PREFIX, "big")


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Take a part and its length off some bytes."""
    end = _PREFIX + int.from_bytes(data[:_PREFIX], "big")
    if len(data) < end:
        message = "cut off"
        raise IndexError(message)
    return data[_PREFIX:end], data[end:]


def _columns(rows: Sequence[tuple[Any, ...]], spans: int = -1) -> list[Any]:
    """Turn rows into columns, the `spans` into columns of their own; none without rows."""
    columns: list[Any] = list(zip(*rows, strict=True))
    if columns and spans >= 0:
        columns[spans] = list(zip(*columns[spans], strict=True))
    return columns


def _rows(made: type[T], columns: Sequence[Iterable[Any]]) -> tuple[T, ...]:
    """Make named tuples of columns; raises TypeError for another number of columns, ValueError for others lengths."""
    if columns and len(columns) != len(made._fields):  # type: ignore[attr-defined]
        message = f"{len(columns)} columns"
        raise TypeError(message)
    # twice as fast as calling the class
    return tuple(map(partial(tuple.__new__, made), zip(*columns, strict=True)))


def _symbols(columns: list[Any]) -> list[Any]:
    if columns:
        columns[0] = [_SYMBOL_KINDS[kind] for kind in columns[0]]
        columns[_SYMBOL_SPAN] = _rows(Span, columns[_SYMBOL_SPAN])
        for index in _SYMBOL_LISTS:
            columns[index] = map(tuple, columns[index])
    return columns


def _chunks(columns: list[Any]) -> list[Any]:
    if columns:
        columns[0] = [_CHUNK_KINDS[kind] for kind in columns[0]]
        columns[_CHUNK_SPAN] = _rows(Span, columns[_CHUNK_SPAN])
    return columns


def _invocation(row: list) -> Invocation:  # type: ignore[type-arg]
    symbol, path, start, text_start, text, span = row
    return Invocation(symbol, path, start, text_start, text, Span(*span))


def _problem(row: list) -> Problem:  # type: ignore[type-arg]
    path, stage, code, message, span = row
    return Problem(path, stage, code, message, Span(*span) if span else None)
