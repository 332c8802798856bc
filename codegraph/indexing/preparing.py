"""From a file's bytes to the record that is stored: read, parse, bind, split into words, embed.

Runs in worker processes: it takes and gives plain values, and looks in stores for known vectors only.
"""

from __future__ import annotations

import os
import posixpath
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import content_fault, language_in, read_file, stamp
from codegraph.embed.choice import open_embedder
from codegraph.embed.recipe import embedded_text, vector_key
from codegraph.indexing.chunk_text import chunk_text
from codegraph.indexing.report import peak_memory
from codegraph.indexing.staying import Staying, bind, bind_stored, staying, told
from codegraph.model import Chunk, ChunkRecord, FileRecord, Problem, Skipped
from codegraph.parse.codec import decode, encode
from codegraph.parse.parsing import Parsed, parse_version
from codegraph.resolve.binding import anchors_of, bind_symbols, module_name, root_name
from codegraph.resolve.unit_making import make_foreign_unit, make_unit
from codegraph.resolve.units import RESOLVED_LANGUAGE, RESOLVED_LANGUAGES, UNIT_LANGUAGES
from codegraph.text import search_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.discover import FileContent
    from codegraph.embed.base import Embedder, EmbeddingSet
    from codegraph.identity import NodeId
    from codegraph.indexing.jobs import Job, Settled
    from codegraph.indexing.known_vectors import KnownVectors
    from codegraph.indexing.staying import Bound
    from codegraph.model import ChunkFact, Facts, Symbol


# characters of the line that stands for a text
_LINE = 120
# texts that are embedded sooner than numpy is loaded
_FEW = 16


class Prepared(NamedTuple):
    """A batch that is ready to be stored: records, and the vectors they bring (float32 rows, one a key).

    `worker` and `peak_memory` (bytes) are of the process that prepared it; `known` is the number of files whose facts
    were known, `shared` that of vectors that came from another store. `facts` are those of files that were prepared in
    this process, by path.
    """

    records: list[FileRecord]
    keys: list[str]
    vectors: bytes
    skipped: list[Skipped]
    worker: int = 0
    peak_memory: int = 0
    known: int = 0
    shared: int = 0
    facts: Mapping[str, Facts] = MappingProxyType({})


def prepare(settled: Settled, jobs: Sequence[Job], known: KnownVectors | None = None) -> Prepared:
    """Prepare a batch of files; one that cannot be read or must not be indexed is skipped with the reason.

    No vector is made that is `known`: what the own store has is left out, what another has is taken from there.
    """
    prepared = Prepared([], [], b"", [], os.getpid())
    embedder = open_embedder(settled.embed)
    texts: dict[str, str] = {}
    parsed: dict[str, Facts] = {}
    for job in jobs:
        path = job.entry.path
        content = read_file(settled.root, job.entry, limit=settled.max_bytes)
        if isinstance(content, Problem):
            prepared.skipped.append(Skipped(path, content.code, content.message))
            continue
        fault = content_fault(content.data)
        if fault is not None:
            prepared.skipped.append(Skipped(path, *fault))
            continue
        (facts, same), encoded, before = _parsed(job, content)
        seen = stamp(content, now_ns=settled.now_ns)
        version = None
        if before is not None and same and job.stored and job.before is not None:
            version = bind_stored(before, job.place, job.before.unit)
        record, embedded = make_record(job, facts, content.data, seen.mtime_ns, embedder.set, encoded, version, same)
        prepared.records.append(record)
        parsed[path] = facts
        texts.update(embedded)
    wanted, found = known.look_up(list(texts), embedder.set.dimensions) if known else (list(texts), {})
    new = [key for key in wanted if key not in found]
    made = _embedded(embedder, [texts[key] for key in new])
    return prepared._replace(
        keys=[*found, *new],
        vectors=b"".join((*found.values(), made)),
        peak_memory=peak_memory(),
        known=sum(job.facts is not None for job in jobs),
        shared=len(found),
        facts=parsed,
    )


def _embedded(embedder: Embedder, texts: Sequence[str]) -> bytes:
    """Embed texts, few of them one by one: loading numpy takes longer."""
    if len(texts) <= _FEW and "numpy" not in sys.modules:
        return b"".join(embedder.encode_query(text).tobytes() for text in texts)
    return embedder.encode(texts).tobytes()


def _parsed(job: Job, content: FileContent) -> tuple[Parsed, bytes | None, Facts | None]:
    """Take the known facts of these bytes, also as they were encoded, or parse; gives those of the version before."""
    path = job.entry.path
    language = language_in(path, content.data)
    known = _decoded(job.facts)
    if known is None or (known.hash, known.language) != (content.hash, language):
        before = _decoded(job.before.facts) if job.before is not None else None
        return parse_version(path, language, content.data, before), None, before
    if not known.problems:
        return Parsed(known, {}), job.facts, None
    # they name the file that had these bytes
    return Parsed(known._replace(problems=tuple(one._replace(path=path) for one in known.problems)), {}), None, None


def _decoded(data: bytes | None) -> Facts | None:
    """Read facts; none where they are damaged."""
    try:
        return decode(data) if data is not None else None
    except ValueError:
        return None


def make_record(
    job: Job,
    facts: Facts,
    source: bytes,
    mtime_ns: int,
    embedding: EmbeddingSet,
    encoded: bytes | None = None,
    before: Bound | None = None,
    same: Mapping[int, int] = MappingProxyType({}),
) -> tuple[FileRecord, dict[str, str]]:
    """Build a file's record and the texts that are to be embedded, by the keys of their vectors.

    `encoded` are the facts as bytes, if they are at hand; `before` is the version that the store has, if it has all of
    it, and `same` are the symbols that were taken over from there, with their indices there.
    """
    path = job.entry.path
    bound = bind(facts, job.place)
    ids, chunk_ids = bound.ids, bound.chunk_ids
    known = staying(bound, before, same) if before is not None else Staying({}, {})
    symbols = bind_symbols(path, facts, job.place, ids, known.symbols)
    by_index = dict(zip((index for index in range(len(ids)) if index not in known.symbols), symbols, strict=True))
    path_terms = search_terms(posixpath.splitext(path)[0])
    records: list[ChunkRecord] = []
    texts: dict[str, str] = {}
    for index, chunk in enumerate(facts.chunks):
        if index in known.chunks:
            continue
        parent = chunk_ids[chunk.parent] if chunk.parent >= 0 else None
        said = chunk_text(chunk, facts, source)
        text = embedded_text(**said._asdict())
        key = vector_key(text, embedding)
        texts[key] = text
        symbol = by_index[chunk.symbol]
        words = {
            "name": search_terms(symbol.name),
            "path": path_terms,
            "signature": search_terms(said.signature),
            "docs": search_terms(said.docs),
            "body": search_terms(said.body),
        }
        records.append(ChunkRecord(_chunk(chunk, symbol, chunk_ids[index], path, said.body), parent, key, words))
    package = job.manifest.package if job.manifest else None
    heads = {at: before.heads[was] for at, was in same.items()} if before is not None and before.heads else {}
    unit, digest = _unit(job, facts, ids, heads)
    record = FileRecord(
        path=path,
        language=facts.language,
        hash=facts.hash,
        size=facts.size,
        mtime_ns=mtime_ns,
        lines=facts.lines,
        package=job.place.package,
        module=module_name(job.place),
        symbols=symbols if package is None else (*symbols, package),
        chunks=tuple(records),
        problems=(*facts.problems, *(job.manifest.problems if job.manifest else ())),
        facts=encoded or encode(facts),
        unit=unit,
        unit_digest=digest,
        anchors=anchors_of(facts, ids) if facts.language in RESOLVED_LANGUAGES else (),
        stays=told(bound, before, known) if before is not None else None,
    )
    return record, texts


def _unit(job: Job, facts: Facts, ids: Sequence[NodeId], heads: Mapping[int, bytes]) -> tuple[bytes, str]:
    """Make a file's unit and its digest, empty where its language is not resolved; some heads are known."""
    path = job.entry.path
    if facts.language == RESOLVED_LANGUAGE:
        return make_unit(path, facts, ids, root_name(path, job.place), heads)
    if facts.language in RESOLVED_LANGUAGES:
        from codegraph.resolve.scoped.making import make_scoped_unit  # noqa: PLC0415 - Rust does without

        return make_scoped_unit(path, facts, ids)
    return make_foreign_unit(path, facts, ids) if facts.language in UNIT_LANGUAGES else (b"", "")


def _chunk(chunk: ChunkFact, symbol: Symbol, chunk_id: NodeId, path: str, body: str) -> Chunk:
    # prose has no signature; its first line says best what it is about
    signature = symbol.signature or _first_line(body)
    return Chunk(
        id=chunk_id,
        kind=chunk.kind,
        path=path,
        language=symbol.language,
        span=chunk.span,
        symbol=symbol.id,
        symbol_kind=symbol.kind,
        name=symbol.name,
        qualified_name=symbol.qualified_name,
        signature=signature,
        tokens=chunk.tokens,
        outline=chunk.outline,
    )


def _first_line(text: str) -> str:
    """Give the first line with a letter or digit in it."""
    return next((line.strip()[:_LINE] for line in text.splitlines() if any(map(str.isalnum, line))), "")
