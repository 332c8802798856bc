"""The stage that resolves references: finds which files are due, resolves them and writes their edges.

Due are files that are not resolved as they are, and those that asked for what others now give otherwise (`affected`).
Which these are is kept in the store until all are written, so that an interrupted run is finished by the next.
"""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from codegraph.indexing.affected import Affected, Concerned
from codegraph.indexing.due import LINKED, RESOLVER
from codegraph.indexing.garbage import Keeping
from codegraph.indexing.gives import Gives, Versions, versions_of
from codegraph.indexing.kept_tables import (
    Kept,
    Shape,
    configuration_of,
    linked_shape,
    present_shape,
    tables_ahead,
    workspace_of,
)
from codegraph.indexing.moved import Moved
from codegraph.indexing.packages import dependency_edges
from codegraph.indexing.placing import MANIFEST
from codegraph.indexing.resolving import Tables, Task, Workspace, resolve_all
from codegraph.model import FileEdges
from codegraph.resolve.asked import asking_for
from codegraph.resolve.scoped.configuration import of_configuration
from codegraph.resolve.units import UNIT_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.indexing.placing import Placing
    from codegraph.indexing.preparing import Prepared
    from codegraph.indexing.resolving import Resolved
    from codegraph.model import Facts
    from codegraph.store import Store

# the store's own value: the files that a run under way has found due
_DUE = "linked.due"
# where compilers have given new answers the stage is set to this
_AGAIN = "0"
# the macro calls that are kept, in relation to those that are used
_MOST_UNUSED, _FEW = 2, 1000
# files below which it is not asked whether workers pay; so many of which only a part is resolved count as one file for
# each worker: starting workers costs more than they save, unless there are many
_FEWEST_FOR_WORKERS = 40
_PARTS = 32
_AT_ONCE = 16


class Linked(NamedTuple):
    """What a run did: the files that were resolved, and the peak memory of each process in bytes."""

    files: tuple[str, ...]
    peaks: dict[int, int]


class Linker:
    """Resolves the references of one repository, once or again and again."""

    def __init__(self, root: Path, store: Store, *, workers: int, resident: bool = False) -> None:
        """Take the repository; tables stay in memory from one run to the next, until `rest`.

        One that is `resident` spares the collector from looking at them.
        """
        self._root = root
        self._store = store
        self._workers = workers
        self._keeping = Keeping() if resident else None
        self._kept: Kept | None = None
        # facts of files that were just stored, and the units that these had before and have now
        self._facts: Mapping[str, Facts] = {}
        self._units: Mapping[str, Versions] = {}

    def rest(self) -> None:
        """Let go of the tables."""
        self._kept = None
        if self._keeping is not None:
            self._keeping.let_go()

    def ahead(self, placing: Placing, prepared: Prepared) -> Callable[[], None] | None:
        """Give what builds tables while the database writes these files; None where they could not be used.

        The next `link` has to follow at once.
        """
        ahead = tables_ahead(self._store, placing, prepared.records, self._root) if self._kept is None else None
        if ahead is None:
            return None
        self._facts = prepared.facts
        self._units = versions_of(self._store, prepared.records)

        def build() -> None:
            self._kept = ahead.build()

        return build

    def link(self, placing: Placing, progress: Callable[[int, int], None]) -> Linked:
        """Resolve what is due; `progress` is told files done and in all."""
        kept, self._kept = self._kept, None
        run = _Run(self._root, self._store, placing, self._workers, kept, self._keeping)
        run.facts, self._facts = self._facts, {}
        run.units, self._units = self._units, {}
        del kept
        linked = run.link(progress)
        self._kept = run.tables._replace(macros=0) if run.tables is not None else None
        if self._keeping is not None:
            self._keeping.keep()
        return linked


class _Run:
    """One run: what is due, and the tables if they are needed."""

    def __init__(
        self, root: Path, store: Store, placing: Placing, workers: int, kept: Kept | None, keeping: Keeping | None
    ) -> None:
        self.root = root
        self.store = store
        self.placing = placing
        self.workers = workers
        # those of the last run, which may show other files; they are the tables once they have followed
        self.kept = kept
        self.keeping = keeping
        self.tables: Kept | None = None
        self.facts: Mapping[str, Facts] = {}
        self.units: Mapping[str, Versions] = {}
        # changed files of which only what changed in them can mean something else; those that others see otherwise, but
        # that asked for nothing that changed, with the keys that are given otherwise now
        self.alone: list[str] = []
        self.giving: dict[str, frozenset[int]] = {}
        # the symbols of the latter that did ask, where it is known which
        self.asking: dict[str, set[str]] = {}
        self.content = store.content
        self.before = linked_shape(store)
        self.files = store.files()
        self.shape = present_shape(store, placing, self.before, of_configuration(configuration_of(self.files)))
        self.made: dict[str, bytes] = {}
        self.used: set[str] = set()
        # how many outcomes of macro calls the store keeps
        self.macros = 0
        if kept is not None and (kept.content, kept.shape) == (self.content, self.shape):
            self.tables, self.macros = kept, kept.macros
        self.peaks: dict[int, int] = {}

    def link(self, progress: Callable[[int, int], None]) -> Linked:
        store = self.store
        removed = store.removed_with_dependencies()
        due = self._due(removed)
        store.note(_DUE, json.dumps(due))
        # scores that fit the edges as they were
        scored = store.meta("stage.scores") == store.meta("stage.edges") is not None
        others = store.write_edges(self._edges(due, progress))
        store.forget_dependencies(removed)
        self._keep_macros()
        finished = ["edges", "scores"] if scored and not (others or removed) else ["edges"]
        store.finish_stage(*finished, meta={LINKED: json.dumps(self.shape), _DUE: "[]"})
        return Linked(tuple(due), self.peaks)

    def _keep_macros(self) -> None:
        """Keep what calls of macros became; what no call asks for any more goes when it has become a good part."""
        forgotten: Collection[str] = ()
        tables = self.tables.tables if self.tables is not None else None
        left = tables.calls_left if tables is not None else 0
        if tables is not None and self.used and self.macros > _MOST_UNUSED * (len(self.used) + left) + _FEW:
            made, used = tables.finish_calls()
            self.made.update(made)
            forgotten = self.store.macros().keys() - self.used - used
        self.store.write_macros(self.made, forgotten)

    # what is due

    def _due(self, removed: Sequence[str]) -> list[str]:
        """List the files to resolve, those that were changed first."""
        store, before = self.store, self.before
        if before is None or before.version != RESOLVER or store.meta("stage.edges") == _AGAIN:
            return sorted(self.files)
        found = store.unresolved()
        waiting = [path for path in json.loads(store.meta(_DUE) or "[]") if path in self.files]
        changed = [path for path in found if self._is_resolvable(path)]
        same_shape = before.places == self.shape.places
        otherwise = self._seen_otherwise(changed)
        again: set[str] = set()
        if removed or before[2:] != self.shape[2:] or otherwise:
            concerned = self._affected([*sorted(otherwise), *removed], before, same_shape=same_shape)
            again = concerned.files & self.files.keys()
            # what did not ask for what the file itself gives otherwise, and was only moved, means what it meant
            giving = {path for path in otherwise if self._built().can_follow(path)}
            self.asking = self._asking_in(giving & concerned.asked, concerned.keys)
            giving -= concerned.asked - self.asking.keys()
            self.giving = dict.fromkeys(giving, concerned.keys)
        else:
            self._follow(changed)
        if same_shape:
            whole = (again | otherwise) - self.giving.keys()
            whole.update(waiting, (one.path for one in store.answered_files()))
            self.alone = [path for path in changed if path not in whole]
        return list(dict.fromkeys([*found, *waiting, *sorted(again)]))

    def _asking_in(self, paths: Collection[str], keys: frozenset[int]) -> dict[str, set[str]]:
        """Name the symbols of these files that asked for one of these keys; files of which it is not known lack."""
        told = self.store.asked_in(paths) if paths else {}
        found = {path: asking_for(data, keys) for path, data in told.items()}
        return {path: symbols for path, symbols in found.items() if symbols is not None}

    def _seen_otherwise(self, changed: Sequence[str]) -> set[str]:
        """Give those of these files that others may see otherwise than when they were last resolved."""
        noted = self.store.dependency_digests(changed)
        digests = self.store.unit_digests(changed)
        return {path for path in changed if noted.get(path) != digests.get(path)}

    def _affected(self, changed: Sequence[str], before: Shape, *, same_shape: bool) -> Concerned:
        """Find the files that asked for what is otherwise now, by those that others may see otherwise."""
        outside = _otherwise(before.crates, self.shape.crates)
        outside |= _otherwise(before.configuration, self.shape.configuration)
        looked_at = list(changed)
        manifests: set[str] = set()
        if not same_shape:
            # files may stand elsewhere in the module tree: what each gives is compared
            looked_at += [path for path in self.files if self._is_resolvable(path)]
            manifests = set(filter(_is_manifest, self.files))
        noted = self.store.dependencies(dict.fromkeys([*self.files, *changed]))
        gives = Gives(self._built, noted, self.units if same_shape else {})
        found = Affected(noted).by(looked_at, gives.of, outside)
        if gives.is_in_doubt(found.keys):
            found = Affected(noted).by(looked_at, gives.of_all, outside)
        return found._replace(files=found.files | manifests)

    def _is_resolvable(self, path: str) -> bool:
        return self.files[path].language in UNIT_LANGUAGES

    # tables

    def _follow(self, changed: Sequence[str]) -> None:
        """Take the kept tables where they can follow the changed files, which look to others as before."""
        kept, store = self.kept, self.store
        if kept is None or self.tables is not None:
            return
        since = [path for path in store.written_since(kept.content) if self._is_resolvable(path)]
        fits = kept.shape == self.shape and set(since) <= set(changed)
        if fits and all(kept.tables.follow(unit) for unit in store.units_of(changed).values()):
            self.tables = kept._replace(content=self.content)

    def _workspace(self) -> Workspace:
        workspace = workspace_of(self.store, self.placing, self.root, self.files)
        self.macros = len(workspace.macros)
        return workspace

    def _built(self, workspace: Workspace | None = None) -> Tables:
        if self.tables is None:
            workspace = workspace or self._workspace()
            # two of them would not fit together everywhere
            self.kept = None
            if self.keeping is not None:
                self.keeping.let_go()
            self.tables = Kept(Tables(workspace), self.content, self.shape)
        return self.tables.tables

    # edges

    def _edges(self, due: Sequence[str], progress: Callable[[int, int], None]) -> Iterator[FileEdges]:
        """Resolve files, and write down what they rest on."""
        store = self.store
        paths = [path for path in due if self._is_resolvable(path)]
        others = [path for path in due if not self._is_resolvable(path)]
        manifests = self._of_manifests() if any(map(_is_manifest, others)) else {}
        for path in others:
            yield manifests.get(path) or FileEdges(path, (), ())
        if not paths:
            return
        done = len(others)
        digests = store.unit_digests(paths)
        answered = {one.path for one in store.answered_files() if one.current}
        moved = Moved(store, self.alone, self.giving, self.asking)
        # of few files all at once, so that the store is not asked while it writes
        few = self._weight(paths) <= _FEWEST_FOR_WORKERS
        read = store.facts_of(path for path in paths if path not in self.facts) if few else {}

        def tasks_of(batch: Sequence[str]) -> list[Task]:
            encoded = read if few else store.facts_of(path for path in batch if path not in self.facts)
            return [
                Task(
                    path,
                    self.facts.get(path) or encoded.get(path),
                    list(store.answers_of(path)) if path in answered else [],
                    moved.symbols(path),
                    moved.changed(path),
                )
                for path in batch
            ]

        for resolved in self._resolved(paths, tasks_of):
            self.made.update(resolved.macros)
            self.used.update(resolved.used)
            self.peaks[resolved.worker] = resolved.peak_memory
            for found in map(moved.completed, resolved.files):
                depends = found.depends
                if depends is not None:
                    depends = depends._replace(digest=digests.get(found.path, ""))
                yield found._replace(depends=depends)
            done += len(resolved.files)
            progress(done, len(due))

    def _of_manifests(self) -> dict[str, FileEdges]:
        """Give what manifests say that packages depend on, by their path."""
        placing = self.placing
        found = dependency_edges(self.root, placing.packages, placing.tree.package_of)
        return {one.path: one for one in found}

    def _weight(self, paths: Sequence[str]) -> float:
        """Give the number of whole files that would be as much work as these."""
        return len(paths) - len(self.alone) * (1 - min(self.workers / _PARTS, 1))

    def _resolved(self, paths: Sequence[str], tasks_of: Callable[[Sequence[str]], list[Task]]) -> Iterator[Resolved]:
        """Resolve files: here where little is due, else as `resolve_all` decides."""
        weight = self._weight(paths)
        if weight > _FEWEST_FOR_WORKERS:
            yield from resolve_all(self._workspace(), paths, tasks_of, self.workers, self._built, weight)
            return
        tables = self._built()
        for start in range(0, len(paths), _AT_ONCE):
            yield tables.resolve(tasks_of(paths[start : start + _AT_ONCE]))


def _otherwise(before: Mapping[int, int], after: Mapping[int, int]) -> set[int]:
    """Give the keys with another fingerprint than before."""
    return {it for it in before.keys() | after.keys() if before.get(it) != after.get(it)}


def _is_manifest(path: str) -> bool:
    return posixpath.basename(path) == MANIFEST
