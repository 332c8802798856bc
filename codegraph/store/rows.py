"""From the model's values to rows of the store and back."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from array import array
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId, content_hash
from codegraph.model import (
    Chunk,
    ChunkKind,
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    Method,
    OpenReference,
    Problem,
    ReferenceKind,
    ReferenceState,
    Skipped,
    Span,
    Symbol,
    SymbolKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.model import ChunkRecord, FileRecord

    Row = list[Any]

_LEVEL = 1
# asking an enumeration takes three times as long
_STATES = {str(it): it for it in ReferenceState}
_FORMS = {str(it): it for it in ReferenceKind}
_CHUNK_KINDS = {str(it): it for it in ChunkKind}


class FileRow(NamedTuple):
    """What the store knows of an indexed file; `content` is the store's content number when it was written."""

    path: str
    language: str
    hash: str
    size: int
    mtime_ns: int
    lines: int
    package: str
    module: str
    content: int


def file_key(path: str) -> str:
    """Name a file's rows: 32 hexadecimal digits of the hash of its path."""
    return content_hash(path.encode("utf-8", "surrogatepass"))


def fold(name: str) -> str:
    """Take the case from a name, as the database's `lowercase` does; names beyond ASCII keep theirs."""
    return name.lower() if name.isascii() else name


def node_id(stored: str) -> NodeId:
    """Read an id as the database writes it, with hyphens."""
    return NodeId(stored.replace("-", ""))


def optional_id(stored: str | None) -> NodeId | None:
    """Read an id that may be absent."""
    return None if stored is None else NodeId(stored.replace("-", ""))


def file_row(record: FileRecord, content: int) -> Row:
    """Write the row of `file`; its symbols are counted by kind, as JSON, so that coverage need not read them all."""
    kinds = Counter(symbol.kind.value for symbol in record.symbols)
    stays = record.stays
    if stays is not None:
        kinds.update(stays.kinds)
    return [
        file_key(record.path),
        record.path,
        record.language,
        record.hash,
        record.size,
        record.mtime_ns,
        record.lines,
        record.package,
        record.module,
        content,
        json.dumps(kinds, sort_keys=True),
        len(record.chunks) + (stays.chunks if stays is not None else 0),
    ]


def node_row(file: str, symbol: Symbol) -> Row:
    """Write the row of `node`."""
    return [
        symbol.id,
        file,
        symbol.kind,
        symbol.name,
        symbol.qualified_name,
        symbol.parent,
        symbol.signature,
        symbol.docs,
        symbol.visibility,
        list(symbol.attributes),
        symbol.cfg,
        list(symbol.modifiers),
        symbol.complexity,
    ]


def place_row(file: str, symbol: Symbol) -> Row:
    """Write the row of `place`."""
    return [symbol.id, file, *symbol.span, symbol.name_line]


def chunk_row(file: str, record: ChunkRecord, around: Span) -> Row:
    """Write the row of `chunk`; `around` is where its symbol stands."""
    chunk = record.chunk
    return [
        chunk.id,
        file,
        chunk.kind,
        *chunk.span.within(around),
        chunk.symbol,
        chunk.symbol_kind,
        chunk.name,
        chunk.qualified_name,
        chunk.signature,
        chunk.tokens,
        chunk.outline,
        record.parent,
        record.vector_key,
    ]


def problem_row(file: str, n: int, problem: Problem) -> Row:
    """Write the row of `problem`, the n-th of its file."""
    span = None if problem.span is None else list(problem.span)
    return [file, n, problem.path, problem.stage, problem.code, problem.message, span]


def read_symbol(row: Sequence[Any]) -> Symbol:
    """Read a symbol from the columns that `queries/symbols_by_id.cozo` lists."""
    return Symbol(
        id=node_id(row[0]),
        kind=SymbolKind(row[1]),
        name=row[2],
        qualified_name=row[3],
        path=row[4],
        language=row[5],
        span=Span(row[6], row[7], row[8], row[9]),
        name_line=row[10],
        parent=optional_id(row[11]),
        signature=row[12],
        docs=row[13],
        visibility=row[14],
        attributes=tuple(row[15]),
        cfg=row[16],
        modifiers=tuple(row[17]),
        complexity=row[18],
    )


def read_chunk(row: Sequence[Any]) -> Chunk:
    """Read a chunk from the columns that `queries/chunks_in_file.cozo` lists, last where its symbol stands."""
    base, line = row[-2:]
    return Chunk(
        id=node_id(row[0]),
        kind=_CHUNK_KINDS[row[1]],
        path=row[2],
        language=row[3],
        span=Span(base + row[4], base + row[5], line + row[6], line + row[7]),
        symbol=node_id(row[8]),
        symbol_kind=row[9],
        name=row[10],
        qualified_name=row[11],
        signature=row[12],
        tokens=row[13],
        outline=row[14],
    )


def read_edge(row: Sequence[Any]) -> Edge:
    """Read an edge from src, kind, dst, path, start, end, start_line, end_line, method, confidence."""
    return Edge(
        EdgeKind(row[1]),
        node_id(row[0]),
        node_id(row[2]),
        Evidence(row[3], Span(row[4], row[5], row[6], row[7]), Method(row[8]), Confidence(row[9])),
    )


def read_problem(row: Sequence[Any]) -> Problem:
    """Read a problem from path, stage, code, message, span."""
    return Problem(row[0], row[1], row[2], row[3], None if row[4] is None else Span(*row[4]))


def read_skipped(row: Sequence[Any]) -> Skipped:
    """Read a file that was left out from path, reason, detail."""
    return Skipped(row[0], row[1], row[2])


def encode_open(references: Iterable[OpenReference]) -> bytes:
    """Pack the open references of one file, column by column; what many have in common is listed once."""
    listed = list(references)
    forms: dict[tuple[str, str, str], int] = {}
    names: dict[str, int] = {}
    sources: dict[str, int] = {}
    rows = [
        (
            # members of enumerations are slow keys
            forms.setdefault((one.state.value, one.kind.value, one.reason), len(forms)),
            names.setdefault(one.name, len(names)),
            sources.setdefault(one.src, len(sources)),
            *one.span,
        )
        for one in listed
    ]
    candidates = [[number, one.candidates] for number, one in enumerate(listed) if one.candidates]
    said = [list(forms), list(names), list(sources), candidates, list(zip(*rows, strict=True))]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def decode_open(data: bytes, name: str | None = None) -> tuple[OpenReference, ...]:
    """Unpack what `encode_open` packed, or only the references of one name."""
    forms, names, sources, candidates, columns = json.loads(zlib.decompress(data))
    if not columns:
        return ()
    states = [_STATES[one[0]] for one in forms]
    kinds = [_FORMS[one[1]] for one in forms]
    reasons = [one[2] for one in forms]
    ids = [NodeId(source) for source in sources]
    among = {number: tuple(map(NodeId, some)) for number, some in candidates}
    wanted = None if name is None else names.index(name) if name in names else -1
    form_of, name_of, source_of, *places = columns
    spans = map(partial(tuple.__new__, Span), zip(*places, strict=True))
    rows = zip(form_of, name_of, source_of, spans, strict=True)
    return tuple(
        OpenReference(states[form], kinds[form], names[called], ids[source], span, reasons[form], among.get(number, ()))
        for number, (form, called, source, span) in enumerate(rows)
        if wanted is None or called == wanted
    )


def encode_vectors(vectors: Iterable[tuple[str, bytes]]) -> list[Row]:
    """Write rows of `emb`: a vector's float32 as base64, which costs a sixth of a list of floats."""
    return [[key, base64.b64encode(data).decode("ascii")] for key, data in vectors]


def halved(vector: bytes) -> bytes:
    """Round a vector's float32 to float16, without numpy."""
    numbers = array("f", vector)
    return struct.pack(f"<{len(numbers)}e", *numbers)
