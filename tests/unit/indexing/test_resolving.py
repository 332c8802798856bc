"""Resolving in worker processes gives what resolving here gives, also when a worker dies."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from codegraph.indexing import resolving
from codegraph.indexing.resolving import Task, Workspace, resolve_all
from codegraph.parse.codec import encode
from tests.support.rust_workspace import Resolved, resolve_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    import pytest

    from codegraph.model import FileEdges

FILES = 12
TEXT = (
    "//- src/lib.rs crate:it\n#[macro_use] mod m;\n"
    + "".join(f"pub mod a{n};\n" for n in range(FILES))
    + "//- src/m.rs\nmacro_rules! made { ($n:ident) => { pub fn $n() { crate::m::own() } } }\npub fn own() {}\n"
    + "".join(
        f"//- src/a{n}.rs\nuse crate::a{(n + 1) % FILES}::S{(n + 1) % FILES} as Next;\n"
        f"pub struct S{n};\nimpl S{n} {{ pub fn s(&self) -> Next {{ todo!() }} }}\n"
        f"made!(x{n});\nfn f(v: Vec<Next>) {{ x{n}(); v.iter().for_each(|it| {{ it.s().s(); }}); }}\n"
        for n in range(FILES)
    )
)


@cache
def done() -> Resolved:
    return resolve_text(TEXT)


def workspace(folder: Path) -> Workspace:
    return Workspace(done().units, done().tree, done().packages, folder)


def tasks(paths: Sequence[str]) -> list[Task]:
    files = done().files
    return [Task(path, encode(files[path]) if path in files else None, []) for path in paths]


def resolved(given: Workspace, workers: int) -> tuple[dict[str, FileEdges], set[int]]:
    files: dict[str, FileEdges] = {}
    processes = set()
    paths = ["README.md", *sorted(given.tree.places)]
    for batch in resolve_all(given, paths, tasks, workers):
        for one in batch.files:
            assert one.path not in files
            files[one.path] = one
        processes.add(batch.worker)
    return files, processes


def test_few_files_are_resolved_here(tmp_path: Path) -> None:
    files, processes = resolved(workspace(tmp_path), 2)
    assert processes == {os.getpid()}
    assert len(files) == FILES + 3
    assert sum(len(one.generated) for one in files.values()) == FILES


def test_workers_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = workspace(tmp_path)
    here, _ = resolved(given, 1)
    monkeypatch.setattr(resolving, "_FEWEST_BYTES_FOR_WORKERS", 0)
    there, processes = resolved(given, 2)
    assert os.getpid() not in processes
    assert there == here
    assert list(there) == sorted(there)


def test_files_of_a_worker_that_dies_are_resolved_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = workspace(tmp_path)
    here, _ = resolved(given, 1)
    monkeypatch.setattr(resolving, "_FEWEST_BYTES_FOR_WORKERS", 0)

    class Dying(ProcessPoolExecutor):
        """A pool whose third task ends its process."""

        count = 0

        def submit(self, fn: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:  # noqa: ANN401 - as above it
            Dying.count += 1
            return super().submit(os._exit, 9) if Dying.count == 3 else super().submit(fn, *args, **more)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Dying)
    there, processes = resolved(given, 2)
    assert os.getpid() in processes
    assert there == here
