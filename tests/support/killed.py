"""What must be true of an index after a kill, and the trees that it is made of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import CodegraphError, NoIndexError
from codegraph.store import Store, schema, sidecar
from tests.conftest import ROOT
from tests.support.edited_workspace import EditedWorkspace
from tests.support.killing import do
from tests.support.store_dump import COMPARED, difference, dump

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.store_dump import Dump

WORDS = ("circle", "worker", "queue", "shape", "area")


class State(NamedTuple):
    """A tree, and the index that was made of it and of nothing else."""

    tree: Path
    store: Store
    dump: Dump
    files: dict[str, frozenset[Any]]


class Killed(NamedTuple):
    """How a run ended: the operations that it began, and whether it was killed."""

    stages: list[str]
    killed: bool


def write_trees(first: Path, second: Path) -> None:
    """Write the workspace of the tests, and what became of it: files changed, moved, deleted and added."""
    workspace = EditedWorkspace()
    workspace.write(first)
    shutil.copytree(first, second)
    edit_tree(second)


def edit_tree(root: Path) -> None:
    """Edit every third file, delete, move and add some."""
    sources = sorted(root.rglob("*.rs"))
    for n, path in enumerate(sources):
        if n % 3 == 0:
            path.write_text(
                path.read_text("utf-8") + f"\n/// Another worker.\npub fn added_{n}() -> usize {{\n    {n}\n}}\n",
                "utf-8",
            )
        elif n % 10 == 1 and path.stem not in {"lib", "main", "mod"}:
            path.unlink()
        elif n % 10 == 4 and path.stem not in {"lib", "main", "mod"}:
            path.rename(path.with_name(f"{path.stem}_moved.rs"))
    (root / "notes.md").write_text("# Notes\n\nA queue of circles.\n", "utf-8")


def settle(tree: Path, directory: Path) -> State:
    """Index a tree from the start."""
    do("force", tree, directory)
    store = Store.open(directory)
    return State(tree, store, dump(store, WORDS), file_rows(store))


def run_killed(job: str, tree: Path, directory: Path, stage: str, nth: int, delay: float, *, group: bool) -> Killed:
    """Do a job in a process that kills itself; see `tests.support.killing`."""
    command = [sys.executable, "-m", "tests.support.killing", job, tree, directory, stage, nth, delay, int(group)]
    ran = subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=300,
    )
    if ran.returncode > 0:
        message = f"the run failed by itself: {ran.stderr[-2000:]}"
        raise AssertionError(message)
    return Killed(ran.stdout.splitlines(), ran.returncode < 0)


def faults_at_once(directory: Path, states: list[State]) -> list[str]:
    """Say what is wrong with an index directly after a kill: each file must be as in one of the states, wholly."""
    try:
        store = Store.open(directory)
    except NoIndexError:
        return []
    except CodegraphError as error:
        return [f"it does not open: {error}"]
    with store:
        faults = _torn_files(store, states)
        if store.is_finished("lexical"):
            faults += _words_apart(store)
        if store.is_finished("vectors"):
            faults += _vectors_apart(store)
    return faults


def faults_when_finished(directory: Path, state: State) -> list[str]:
    """Finish an index with the next run, and say what is wrong with it then."""
    do("index", state.tree, directory)
    with Store.open(directory) as store:
        faults = difference(dump(store, WORDS), state.dump, store, state.store)
        faults += _words_apart(store) + _vectors_apart(store)
        faults += [f"{stage} is not finished" for stage, done in store.stages().items() if not done]
    left = [path.name for path in directory.iterdir() if path.name.startswith(("store.new", "vectors-1.bin."))]
    return faults + [f"{name} was left" for name in left]


def _torn_files(store: Store, states: list[State]) -> list[str]:
    paths = {row[0]: row[1] for row in store._engine.rows("?[id, path] := *file{id, path}")}
    # rows of no file are a file of their own, which no state has
    return [
        f"{paths.get(key, 'no file')} ({key}) is neither old nor new"
        for key, rows in file_rows(store).items()
        if key not in paths or not any(state.files.get(key) == rows for state in states)
    ]


def file_rows(store: Store) -> dict[str, frozenset[Any]]:
    """Give all that a store holds of each file's own, by the file's key."""
    found: dict[str, set[Any]] = {}
    # what macro calls make comes and goes with edges
    generated = {row[0] for row in store._engine.rows("?[id] := *generated{id}")}
    for name in ("file", "node", "chunk"):
        columns = [column for column in schema.RELATIONS[name].columns if column not in COMPARED[name]]
        file = columns.index("id" if name == "file" else "file")
        for row in store._engine.rows(f"?[{', '.join(columns)}] := *{name}{{{', '.join(columns)}}}"):
            if name != "node" or row[0] not in generated:
                found.setdefault(row[file], set()).add((name, str(row)))
    for key, data in store._engine.rows("?[id, data] := *file{id, hash, language}, *facts{hash, language, data}"):
        found[key].add(("facts", bytes(data)))
    return {key: frozenset(rows) for key, rows in found.items()}


def _words_apart(store: Store) -> list[str]:
    """Say whether the lexical index has other chunks than the store."""
    chunks = Counter(row[0].replace("-", "") for row in store._engine.rows("?[id] := *chunk{id}"))
    words = Counter(store.lexical.documents())
    if words == chunks:
        return []
    return [f"words of {len(chunks - words)} chunks are missing, of {len(words - chunks)} too many"]


def _vectors_apart(store: Store) -> list[str]:
    """Say whether the file of vectors, with what changed since, has other chunks than the store."""
    mapped = sidecar.read(store.places.vectors, store.dimensions)
    if mapped is None:
        return ["there is no file of vectors"]
    if mapped.content > store.content:
        return ["the file of vectors is of a later state"]
    import numpy as np  # noqa: PLC0415 - what the store loads late

    ones = np.ones(store.dimensions, dtype=np.float32)
    found = {chunk for chunk, _ in store.dense_exact(ones, 1_000_000)}
    chunks = {row[0].replace("-", "") for row in store._engine.rows("?[id] := *chunk{id}")}
    return (
        [] if found == chunks else [f"vectors of {len(chunks - found)} chunks missing, {len(found - chunks)} too many"]
    )
