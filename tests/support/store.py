"""Small records for tests of the store, and of what reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from codegraph.identity import NodeId, content_hash
from codegraph.model import (
    Anchor,
    Chunk,
    ChunkKind,
    ChunkRecord,
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    FileRecord,
    Method,
    OpenReference,
    Problem,
    ReferenceKind,
    ReferenceState,
    Span,
    Symbol,
    SymbolKind,
)
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy.typing as npt

DIMENSIONS = 16


def id_of(name: str) -> NodeId:
    """Name a symbol of the tests."""
    return NodeId.of("demo", name)


def chunk_id(name: str, version: str = "") -> NodeId:
    """Name a chunk of the tests."""
    return NodeId.of("demo/chunks", name + version)


def key_of(name: str, version: str = "") -> str:
    """Name the vector of a chunk."""
    return content_hash(f"{name} {version}".encode())


def vector_of(key: str) -> npt.NDArray[np.float32]:
    """Make the unit vector of a key."""
    values = np.random.default_rng(int(key[:8], 16)).normal(size=DIMENSIONS)
    return (values / np.linalg.norm(values)).astype(np.float32)


def record(
    path: str, names: Sequence[str], *, version: str = "", language: str = "rust", problems: Iterable[Problem] = ()
) -> FileRecord:
    """Make a file with a function and a chunk for each name, after the symbol of the file itself."""
    module = path.removesuffix(".rs").replace("/", "::")
    whole = Span(0, 100 * len(names), 1, 10 * len(names))
    file = Symbol(id_of(path), SymbolKind.FILE, path, path, path, language, whole,
                  1, None, "", "", "", (), "", (), 0)  # fmt: skip
    symbols, chunks = [file], []
    for n, name in enumerate(names):
        span = Span(n * 100, n * 100 + 90, n * 10 + 1, n * 10 + 9)
        signature = f"fn {name}()"
        place = f"{module}::{name}"
        symbols.append(
            Symbol(id_of(f"{path}:{name}"), SymbolKind.FUNCTION, name, place, path, language, span,
                   span.start_line, file.id, signature, f"Docs of {name}.", "pub", ("inline",), "test", ("async",), n)
        )  # fmt: skip
        chunk = Chunk(chunk_id(f"{path}:{name}"), ChunkKind.ITEM, path, language, span, id_of(f"{path}:{name}"),
                      SymbolKind.FUNCTION, name, place, signature, 20, "")  # fmt: skip
        words = {"name": name.replace("_", " "), "path": module.replace("::", " "), "body": f"body {version}"}
        chunks.append(ChunkRecord(chunk, None, key_of(f"{path}:{name}", version), words))
    digest = content_hash(f"{path} {names} {version}".encode())
    facts = f"facts of {path} {version}".encode()
    return FileRecord(path, language, digest, 100 * len(names), 1_000, 10 * len(names), "demo", module,
                      tuple(symbols), tuple(chunks), tuple(problems), facts)  # fmt: skip


def edge(path: str, src: str, dst: str, *, kind: EdgeKind = EdgeKind.CALLS, at: int = 0) -> Edge:
    """Make an edge between two symbols, whose evidence stands in `path`."""
    evidence = Evidence(path, Span(at, at + 5, at // 10 + 1, at // 10 + 1), Method.IMPORT, Confidence.EXACT)
    return Edge(kind, id_of(src), id_of(dst), evidence)


def open_reference(src: str, name: str, state: ReferenceState = ReferenceState.UNRESOLVED) -> OpenReference:
    """Make a reference that is no edge."""
    candidates = (id_of("one"), id_of("two")) if state is ReferenceState.AMBIGUOUS else ()
    reason = "std" if state is ReferenceState.EXTERNAL else "no-such-name"
    return OpenReference(state, ReferenceKind.CALL, name, id_of(src), Span(3, 7, 1, 1), reason, candidates)


def file_edges(path: str, edges: Iterable[Edge], opened: Iterable[OpenReference] = ()) -> FileEdges:
    """Make what resolving a file gave."""
    whole = Anchor(id_of(path), 0, 1_000_000, 1, "")
    return FileEdges(path, tuple(edges), tuple(opened), (whole,))


def empty_store(directory: Path) -> Store:
    """Create a store that is open for writing."""
    return Store.create(directory, model="test", dimensions=DIMENSIONS, recipe=1)


def write_all(store: Store, records: Sequence[FileRecord], edges: Iterable[FileEdges] = ()) -> None:
    """Load files with their vectors and edges, all stages but HNSW."""
    store.bulk_load(records)
    store.finish_load()
    store.finish_lexical()
    write_vectors(store, records)
    store.write_edges(edges)
    store.finish_stage("edges")
    store.compute_scores()


def write_vectors(store: Store, records: Sequence[FileRecord]) -> None:
    """Store the vectors of files that are missing."""
    keys = sorted(store.missing_vectors(chunk.vector_key for one in records for chunk in one.chunks))
    if keys:
        store.write_vectors(keys, np.stack([vector_of(key) for key in keys]))
    store.finish_vectors()
