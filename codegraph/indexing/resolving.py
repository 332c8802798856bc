"""Runs the resolver over all files: in worker processes that each build the tables once, or here."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId
from codegraph.indexing.report import peak_memory
from codegraph.model import (
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    Method,
    OpenReference,
    ReferenceKind,
    ReferenceState,
    Span,
)
from codegraph.parse.codec import decode
from codegraph.resolve.binding import Place, bind_symbols
from codegraph.resolve.resolver import FileFacts, Resolver
from codegraph.resolve.scip.answers import decode_answers
from codegraph.resolve.scip.outcomes import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from codegraph.discover.cargo import Package
    from codegraph.resolve.module_tree import ModuleTree
    from codegraph.resolve.references import Outcome

# encoded facts, in bytes, above which workers pay for building the tables once each
_FEWEST_BYTES_FOR_WORKERS = 1_500_000
_ALLOCATIONS_A_COLLECTION = 100_000
# each worker holds the tables of the whole workspace
_MOST_WORKERS = 4
_BATCHES_A_WORKER = 12
_BATCHES_AHEAD = 2

# a file's edges as plain tuples
Packed = tuple[Any, ...]
# what compilers say of a file, as stored
Answers = list[bytes]


class Workspace(NamedTuple):
    """All that resolving needs: encoded facts and places by path, the module tree, the packages.

    `cache` is a folder for what is read of std.
    """

    facts: Mapping[str, bytes]
    places: Mapping[str, Place]
    tree: ModuleTree
    packages: Sequence[Package]
    cache: Path | None = None


class Resolved(NamedTuple):
    """A batch of resolved files, with the process that did it and its peak memory in bytes.

    A file's edges and references are packed: plain tuples cross from process to process several times faster.
    """

    packed: list[Packed]
    worker: int
    peak_memory: int

    @property
    def files(self) -> Iterator[FileEdges]:
        """Give the files, unpacked."""
        return map(_unpack, self.packed)


class _Tables:
    """The tables of a workspace; each file's facts are decoded again when its turn comes."""

    def __init__(self, workspace: Workspace) -> None:
        self._facts = workspace.facts

        def entries() -> Iterator[tuple[str, FileFacts]]:
            for path, data in workspace.facts.items():
                facts, place = decode(data, heads=True), workspace.places[path]
                yield path, FileFacts(facts, place, tuple(it.id for it in bind_symbols(path, facts, place)))

        self._resolver = Resolver.build(entries(), workspace.tree, workspace.packages, workspace.cache)

    def resolve(self, paths: Sequence[str], answers: Mapping[str, Answers]) -> Resolved:
        """Resolve some files."""
        packed = [
            _pack(self._resolver.resolve_file(path, decode(self._facts[path]), self._known(answers.get(path, []))))
            for path in paths
        ]
        return Resolved(packed, os.getpid(), peak_memory())

    def _known(self, packed: Answers) -> dict[int, Outcome]:
        """Give what compilers say of a file's references; of several the last has its way."""
        found: dict[int, Outcome] = {}
        for one in packed:
            found.update(outcomes(decode_answers(one), self._resolver.item))
        return found


def resolve_all(workspace: Workspace, answers_of: Callable[[str], Answers], workers: int) -> Iterator[Resolved]:
    """Resolve every file of a workspace, batch by batch."""
    paths = sorted(workspace.facts)
    workers = min(workers, _MOST_WORKERS)
    size = max(1, len(paths) // (workers * _BATCHES_A_WORKER))
    batches = deque(paths[at : at + size] for at in range(0, len(paths), size))
    if workers > 1 and sum(map(len, workspace.facts.values())) >= _FEWEST_BYTES_FOR_WORKERS:
        yield from _in_pool(workspace, answers_of, batches, workers)
    if batches:
        tables = _Tables(workspace)
        while batches:
            batch = batches.popleft()
            yield tables.resolve(batch, {path: answers_of(path) for path in batch})


def _in_pool(
    workspace: Workspace,
    answers_of: Callable[[str], Answers],
    batches: deque[list[str]],
    workers: int,
) -> Iterator[Resolved]:
    """Take batches off `batches` as they are done; stop early where a worker dies."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(workspace,)) as pool:
        futures: deque[Future[Resolved]] = deque()
        waiting = deque(batches)
        try:
            while batches:
                while waiting and len(futures) < workers * _BATCHES_AHEAD:
                    batch = waiting.popleft()
                    futures.append(pool.submit(_resolve, batch, {path: answers_of(path) for path in batch}))
                done = futures.popleft().result()
                batches.popleft()
                yield done
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_tables: _Tables | None = None


def _start(workspace: Workspace) -> None:
    global _tables  # noqa: PLW0603 - a worker's own state
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # the tables stay until the end: the collector need not look at them again and again
    gc.disable()
    _tables = _Tables(workspace)
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION)
    gc.enable()


def _resolve(paths: Sequence[str], answers: Mapping[str, Answers]) -> Resolved:
    if _tables is None:
        message = "the worker was not started"
        raise RuntimeError(message)
    return _tables.resolve(paths, answers)


def _pack(file: FileEdges) -> Packed:
    edges = [
        (
            str(it.kind),
            str(it.src),
            str(it.dst),
            *it.evidence.span,
            str(it.evidence.method),
            str(it.evidence.confidence),
        )
        for it in file.edges
    ]
    still_open = [
        (str(it.state), str(it.kind), it.name, str(it.src), tuple(it.span), it.reason, tuple(map(str, it.candidates)))
        for it in file.open
    ]
    return file.path, edges, still_open, file.generated, file.problems


def _unpack(packed: Packed) -> FileEdges:
    path, edges, still_open, generated, problems = packed
    return FileEdges(
        path,
        tuple(
            Edge(
                _KINDS[kind],
                NodeId(src),
                NodeId(dst),
                Evidence(path, Span(start, end, first, last), _METHODS[method], _CONFIDENCES[confidence]),
            )
            for kind, src, dst, start, end, first, last, method, confidence in edges
        ),
        tuple(
            OpenReference(
                _STATES[state], _FORMS[kind], name, NodeId(src), Span(*span), reason, tuple(map(NodeId, candidates))
            )
            for state, kind, name, src, span, reason, candidates in still_open
        ),
        generated,
        problems,
    )


_KINDS = {str(it): it for it in EdgeKind}
_METHODS = {str(it): it for it in Method}
_CONFIDENCES = {str(it): it for it in Confidence}
_STATES = {str(it): it for it in ReferenceState}
_FORMS = {str(it): it for it in ReferenceKind}
