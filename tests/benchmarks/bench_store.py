"""Measure the store on a synthetic repository of rust-analyzer's size: `python tests/benchmarks/bench_store.py`.

Prints one line a step: CPU seconds of the process (all threads), wall seconds, and what was done.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from array import array
from contextlib import contextmanager
from pathlib import Path
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
    ReferenceKind,
    ReferenceState,
    Span,
    Symbol,
    SymbolKind,
)
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DIMENSIONS = 256
PER_FILE = 66
_VOCABULARY = [
    f"{a}{b}{c}"
    for a in ("re", "un", "pre", "co")
    for b in ("solv", "pars", "bind", "cach", "match")
    for c in ("er", "ing", "ed", "s", "or", "ion")
]
_WORDS = [
    word + suffix
    for word in _VOCABULARY
    for suffix in ("", *(chr(97 + i) + chr(97 + j) for i in range(8) for j in range(8)))
]


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print what a step took."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:44s} cpu {cpu:7.2f} s   wall {wall:7.2f} s   peak {peak} MB", flush=True)


def node(n: int) -> NodeId:
    """Name the n-th symbol."""
    return NodeId.of(f"crate::module_{n // PER_FILE}", f"item {n}")


def file_record(n: int, rng: random.Random, *, version: int = 0) -> FileRecord:
    """Make the n-th file, with `PER_FILE` symbols and chunks."""
    path = f"crates/part-{n % 40}/src/module_{n}.rs"
    symbols, chunks = [], []
    for i in range(n * PER_FILE, (n + 1) * PER_FILE):
        name = "_".join(rng.choices(_WORDS, k=2))
        qualified = f"part_{n % 40}::module_{n}::{name}"
        span = Span(i % PER_FILE * 300, i % PER_FILE * 300 + 290, i % PER_FILE * 10 + 1, i % PER_FILE * 10 + 9)
        parent = None if i % PER_FILE == 0 else node(n * PER_FILE)
        signature = f"pub fn {name}(input: &Source, width: usize) -> Result<Output>"
        kind = SymbolKind.FILE if parent is None else SymbolKind.FUNCTION
        symbols.append(
            Symbol(node(i), kind, name, qualified, path, "rust", span, span.start_line, parent, signature,
                   "Do what the name says, and no more than that.", "pub", (), "", (), 3)
        )  # fmt: skip
        chunk = Chunk(
            NodeId(content_hash(node(i).encode())),
            ChunkKind.ITEM,
            path,
            "rust",
            span,
            node(i),
            kind,
            name,
            qualified,
            signature,
            90,
        )
        words = {"name": name.replace("_", " "), "path": f"part module {n}", "signature": signature,
                 "body": " ".join(rng.choices(_WORDS, k=40))}  # fmt: skip
        chunks.append(ChunkRecord(chunk, None, content_hash(f"{i} {version if i % 10 == 0 else 0}".encode()), words))
    return FileRecord(path, "rust", content_hash(f"{n} {version}".encode()), 20_000, n, 700, "part", f"module_{n}",
                      tuple(symbols), tuple(chunks), (), bytes(rng.randbytes(4000)))  # fmt: skip


def file_edges(n: int, files: int, rng: random.Random) -> FileEdges:
    """Make the n-th file's edges (4 a symbol) and open references (2 a symbol)."""
    path = f"crates/part-{n % 40}/src/module_{n}.rs"
    edges, opened = [], []
    for i in range(n * PER_FILE, (n + 1) * PER_FILE):
        for j in range(4):
            target = node(min(int(rng.paretovariate(0.6)), files * PER_FILE - 1))
            span = Span(
                i % PER_FILE * 300 + j * 20,
                i % PER_FILE * 300 + j * 20 + 9,
                i % PER_FILE * 10 + j,
                i % PER_FILE * 10 + j,
            )
            edges.append(Edge(EdgeKind.CALLS, node(i), target, Evidence(path, span, Method.IMPORT, Confidence.EXACT)))
        for _ in range(2):
            name = rng.choice(_WORDS[:500])
            opened.append(OpenReference(ReferenceState.EXTERNAL, ReferenceKind.METHOD_CALL, name, node(i), span, "std"))
    anchors = (
        Anchor(node(n * PER_FILE + i), i * 300, i * 300 + 290, i * 10 + 1, f"text {n} {i}") for i in range(PER_FILE)
    )
    return FileEdges(path, tuple(edges), tuple(opened), tuple(anchors))


def repeat(what: str, count: int, call: Callable[[int], object]) -> None:
    """Print the median and the 95th percentile of a call."""
    times = []
    for n in range(count):
        began = time.perf_counter()
        call(n)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    print(f"{what:44s} p50 {statistics.median(times):7.2f} ms  p95 {times[int(count * 0.95)]:7.2f} ms", flush=True)


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1520)
    parser.add_argument("--no-hnsw", action="store_true")
    options = parser.parse_args()
    rng, count = random.Random(7), options.files  # noqa: S311 - the same repository each time
    numbers = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "local"
        records = [file_record(n, rng) for n in range(count)]
        edges = [file_edges(n, count, rng) for n in range(count)]
        keys = [chunk.vector_key for record in records for chunk in record.chunks]
        centres = numbers.normal(size=(500, DIMENSIONS))
        vectors = centres[numbers.integers(0, 500, len(keys))] + 0.7 * numbers.normal(size=(len(keys), DIMENSIONS))
        vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        print(f"{count} files, {len(keys)} symbols, {len(keys)} chunks, {sum(len(one.edges) for one in edges)} edges")
        store = Store.create(directory, model="bench", dimensions=DIMENSIONS, recipe=1)
        with measured("bulk_load (rows, and words to the writer)"):
            store.bulk_load(records)
        with measured("finish_load (indexes)"):
            store.finish_load()
        with measured("finish_lexical (commit)"):
            store.finish_lexical()
        with measured("missing_vectors + write_vectors"):
            store.missing_vectors(keys)
            store.write_vectors(keys, vectors)
        with measured("finish_vectors (the file for exact search)"):
            store.finish_vectors()
        with measured("write_edges (and index by target)"):
            store.write_edges(edges)
        with measured("compute_scores"):
            store.compute_scores()
        print("on disk, MB:", {name: size >> 20 for name, size in store.size_on_disk().items()})
        measure_reads(store, rng, vectors, count)
        measure_edit(store, rng, count)
        if not options.no_hnsw:
            with measured("build_hnsw"):
                store.build_hnsw()
            print("on disk, MB:", {name: size >> 20 for name, size in store.size_on_disk().items()})
            repeat("dense_hnsw, k 50", 50, lambda n: store.dense_hnsw(array("f", vectors[n * 31]), 50))
        store.close()
        with measured("open for reading"):
            Store.open(directory).close()


def measure_reads(store: Store, rng: random.Random, vectors: np.ndarray, count: int) -> None:
    """Time the reads of a search."""
    some = [node(rng.randrange(count * PER_FILE)) for _ in range(300)]
    chunks = [NodeId(content_hash(one.encode())) for one in some]
    names = [symbol.name for symbol in store.symbols(some)]
    repeat("symbols_by_name", 200, lambda n: store.symbols_by_name(names[n]))
    repeat("symbols_by_prefix", 200, lambda n: store.symbols_by_prefix(names[n][:5], 50))
    repeat("chunks (50 ids)", 200, lambda n: store.chunks(chunks[n : n + 50]))
    repeat("edges_from", 200, lambda n: store.edges_from([some[n]], limit=100))
    repeat("edges_to", 200, lambda n: store.edges_to([some[n]], limit=100))
    repeat("edges_to of the most used", 5, lambda _: store.edges_to([node(1)], limit=100))
    repeat("neighbours (20 ids)", 100, lambda n: store.neighbours(some[n : n + 20]))
    boosts = {"name": 0.5, "path": 0.8, "text": 1.0}
    store.dense_exact(vectors[0], 50)
    repeat("dense_exact, k 50", 100, lambda n: store.dense_exact(vectors[n * 31], 50))
    repeat("lexical, 6 words, k 100", 100, lambda _: store.lexical.search(rng.choices(_WORDS, k=6), 100, boosts=boosts))


def measure_edit(store: Store, rng: random.Random, count: int) -> None:
    """Time the replacement of one file."""
    edits = [(file_record(n, rng, version=1), file_edges(n, count, rng)) for n in range(30)]
    repeat(
        "replace one file, edges in the same write", 30, lambda n: store.replace_files([edits[n][0]], (), [edits[n][1]])
    )
    repeat("finish_lexical after it", 5, lambda _: store.finish_lexical())


if __name__ == "__main__":
    main()
