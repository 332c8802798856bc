"""Runs the resolver over files: in worker processes that each build the tables once, or here."""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import StoreCorruptError
from codegraph.identity import NodeId
from codegraph.indexing.garbage import no_collections
from codegraph.indexing.pool import in_workers
from codegraph.indexing.report import peak_memory
from codegraph.model import (
    Anchor,
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
from codegraph.resolve.expansion_cache import ExpansionCache
from codegraph.resolve.foreign.links import linked
from codegraph.resolve.foreign.tables import Foreign, offer_of
from codegraph.resolve.resolver import Resolver
from codegraph.resolve.unit_changes import changes_of
from codegraph.resolve.units import FOREIGN, SCOPED, DamagedUnitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.discover.cargo import Package
    from codegraph.model import Facts
    from codegraph.resolve.module_tree import ModuleTree
    from codegraph.resolve.references import Outcome
    from codegraph.resolve.scip.answers import Answers
    from codegraph.resolve.scoped.resolver import ScopedResolver

# units of the files to resolve, in bytes, above which workers pay for building the tables once each
_FEWEST_BYTES_FOR_WORKERS = 600_000
# of a configuration file that is read
_MOST_BYTES = 1 << 21
# each worker holds the tables of the whole workspace
_MOST_WORKERS = 4
_BATCHES_A_WORKER = 12

_SCOPED = SCOPED + b"\n"
_FOREIGN = FOREIGN + b"\n"
# a file's edges as plain tuples
Packed = tuple[Any, ...]


class Workspace(NamedTuple):
    """All that the tables are built from: the units of all files, the module tree, the packages.

    `cache` is a folder for what is read of std, `macros` what calls of macros are known to become, by key.
    `configuration` are files that import systems may read, in the folder `root`.
    """

    units: Sequence[bytes]
    tree: ModuleTree
    packages: Sequence[Package]
    cache: Path | None = None
    macros: Mapping[str, bytes] = {}
    configuration: Sequence[str] = ()
    root: Path | None = None

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a configuration file."""
        if self.root is None:
            return None
        try:
            with (self.root / path).open("rb") as file:
                return file.read(_MOST_BYTES)
        except OSError:
            return None


class Task(NamedTuple):
    """A file to resolve: its facts, encoded or not (None where its language is not resolved), and compilers' answers.

    `moved` are the symbols that may be left out, `changed` the keys that are given otherwise, where others see the file
    otherwise; see `Resolver.resolve_file`.
    """

    path: str
    facts: Facts | bytes | None
    answers: list[bytes]
    moved: frozenset[NodeId] = frozenset()
    changed: frozenset[int] | None = None


class Resolved(NamedTuple):
    """A batch of resolved files, with the process that did it and its peak memory in bytes.

    `macros` is what calls of macros became that was not known, `used` the keys of all that was asked for: by the file
    alone, but in the first batch of each process by all that others can see.
    """

    files: list[FileEdges]
    worker: int
    peak_memory: int
    macros: dict[str, bytes]
    used: set[str]


class Tables:
    """The tables of a workspace. Raises StoreCorruptError for units that cannot be read."""

    def __init__(self, workspace: Workspace) -> None:
        self._expansions = ExpansionCache(workspace.macros)
        with _sound_units(), no_collections():
            self._scoped_units = [unit for unit in workspace.units if unit.startswith(_SCOPED)]
            seen = [unit for unit in workspace.units if not unit.startswith(_SCOPED)]
            others = [unit for unit in seen if not unit.startswith(_FOREIGN)]
            self._foreign = Foreign(seen, workspace.packages)
            self._resolver = Resolver.build(
                others, workspace.tree, workspace.packages, workspace.cache, self._expansions
            )
        self._configuration = workspace.configuration
        self._read = workspace.read

    @cached_property
    def _scoped(self) -> ScopedResolver:
        """The tables of other languages than Rust: built when a file of one is asked for."""
        from codegraph.resolve.scoped.resolver import ScopedResolver  # noqa: PLC0415 - Rust does without

        units, self._scoped_units = self._scoped_units, []
        with no_collections():
            return ScopedResolver.build(units, self._configuration, self._read, self._foreign)

    def _is_scoped(self, path: str) -> bool:
        return not self._resolver.knows(path) and self._scoped.knows(path)

    def gives(self, path: str) -> dict[int, int]:
        """Give the keys under which others may ask for what is in a file, with fingerprints; see `resolve.giving`."""
        with _sound_units():
            if self._is_scoped(path):
                return self._scoped.gives(path)
            return {**self._resolver.gives(path), **self._foreign.gives(path)}

    def gives_after(self, path: str, given: Mapping[int, int], before: bytes, now: bytes) -> dict[int, int] | None:
        """Give what `gives` does, from what the file gave with an earlier unit; None where that cannot be told so."""
        # no file of another language
        if not self.can_follow(path):
            return None
        with _sound_units():
            # what other languages see is not told apart
            changes = changes_of(before, now)
            if changes is None or offer_of(before) or offer_of(now):
                return None
            return self._resolver.gives_after(path, given, changes)

    def follow(self, unit: bytes) -> bool:
        """Take the unit of a file whose digest is as before; tells whether that could be done."""
        if unit.startswith(_FOREIGN):
            return True
        if unit.startswith(_SCOPED):
            with _sound_units():
                return self._scoped.follow(unit)
        return self._resolver.follow(unit)

    def can_follow(self, path: str) -> bool:
        """Tell whether a file may be resolved in part where others see it otherwise than before."""
        return self._resolver.can_follow(path)

    @property
    def calls_left(self) -> int:
        """How many calls of macros were not looked up, because they matter to their own file only."""
        return self._resolver.calls_left

    def finish_calls(self) -> tuple[dict[str, bytes], set[str]]:
        """Look them up: gives what became of calls and was not known, and the keys of all that was asked for."""
        with _sound_units():
            self._resolver.finish_calls()
        return self._expansions.take()

    def resolve(self, tasks: Sequence[Task]) -> Resolved:
        """Resolve some files."""
        with _sound_units():
            files = [self._resolve(task) for task in tasks]
        return Resolved(files, os.getpid(), peak_memory(), *self._expansions.take())

    def _resolve(self, task: Task) -> FileEdges:
        if task.facts is None:
            return FileEdges(task.path, (), ())
        facts = decode(task.facts) if isinstance(task.facts, bytes) else task.facts
        if self._is_scoped(task.path):
            return self._scoped.resolve_file(task.path, facts, _answers(task.answers), task.moved)
        found = self._resolver.resolve_file(task.path, facts, self._known(task.answers), task.moved, task.changed)
        return linked(found, facts, self._foreign)

    def _known(self, packed: list[bytes]) -> dict[int, Outcome]:
        """Give what compilers say of a file's references; of several the last has its way."""
        found: dict[int, Outcome] = {}
        if packed:
            from codegraph.resolve.scip.outcomes import outcomes  # noqa: PLC0415 - most files have no answers

            for one in packed:
                found.update(outcomes(_answers([one]), self._resolver.item))
        return found


def _answers(packed: Sequence[bytes]) -> Answers:
    """Read what compilers say of a file's references."""
    if not packed:
        return {}
    from codegraph.resolve.scip.answers import decode_answers  # noqa: PLC0415 - most files have no answers

    found: Answers = {}
    for one in packed:
        found.update(decode_answers(one))
    return found


def resolve_all(
    workspace: Workspace,
    paths: Sequence[str],
    tasks_of: Callable[[Sequence[str]], list[Task]],
    workers: int,
    build: Callable[[Workspace], Tables] = Tables,
    weight: float | None = None,
) -> Iterator[Resolved]:
    """Resolve some files of a workspace, batch by batch; `tasks_of` gives what is needed of the files of a batch.

    `build` gives the tables where the files are too few for workers, or a worker died; `weight` is the number of files
    that would be as much work as these, where parts of some are left out.
    """
    workers = min(workers, _MOST_WORKERS)
    size = max(1, len(paths) // (workers * _BATCHES_A_WORKER))
    batches = deque(paths[at : at + size] for at in range(0, len(paths), size))
    share = (len(paths) if weight is None else weight) / max(len(workspace.units), 1)
    if workers > 1 and sum(map(len, workspace.units)) * share >= _FEWEST_BYTES_FOR_WORKERS:
        given = (workspace,)
        for packed, resolved in in_workers(_resolve, batches, lambda one: (tasks_of(one),), workers, _start, given):
            yield resolved._replace(files=list(map(_unpack, packed)))
    if batches:
        tables = build(workspace)
        while batches:
            yield tables.resolve(tasks_of(batches.popleft()))


@contextmanager
def _sound_units() -> Iterator[None]:
    """Say what to do about a unit that cannot be read."""
    try:
        yield
    except DamagedUnitError as error:
        message = f"the index is damaged: {error}"
        raise StoreCorruptError(message, hint="mend it with `codegraph index --check`") from error


_tables: Tables | None = None


def _start(workspace: Workspace) -> None:
    global _tables  # noqa: PLW0603 - a worker's own state
    _tables = Tables(workspace)


def _resolve(tasks: Sequence[Task]) -> tuple[list[Packed], Resolved]:
    """Resolve files and pack them: plain tuples cross from process to process several times faster."""
    if _tables is None:
        message = "the worker was not started"
        raise RuntimeError(message)
    resolved = _tables.resolve(tasks)
    return list(map(_pack, resolved.files)), resolved._replace(files=[])


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
    anchors = [(str(one.id), *one[1:]) for one in file.anchors]
    kept = [*map(str, file.kept)]
    return file.path, edges, still_open, anchors, file.generated, file.problems, file.depends, kept


def _unpack(packed: Packed) -> FileEdges:
    path, edges, still_open, anchors, generated, problems, depends, kept = packed
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
        tuple(Anchor(NodeId(ident), *where) for ident, *where in anchors),
        generated,
        problems,
        depends,
        frozenset(map(NodeId, kept)),
    )


_KINDS = {str(it): it for it in EdgeKind}
_METHODS = {str(it): it for it in Method}
_CONFIDENCES = {str(it): it for it in Confidence}
_STATES = {str(it): it for it in ReferenceState}
_FORMS = {str(it): it for it in ReferenceKind}
