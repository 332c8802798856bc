"""A run reads what may have changed and nothing else, whatever clocks say, and parses no bytes twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from codegraph import api
from codegraph.discover import read_file
from codegraph.indexing import batches, preparing
from codegraph.indexing import due as due_module
from codegraph.indexing import placing as placing_module
from codegraph.indexing.due import Due, find_due
from codegraph.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.discover import FileContent, FileEntry
    from codegraph.indexing.preparing import Prepared
    from codegraph.model import Problem
    from codegraph.store import Store

LONG_AGO = 1_000_000_000 * 10**9
MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
TEXTS = {"Cargo.toml": MANIFEST, "src/lib.rs": "mod a;\npub fn one() {}\n", "src/a.rs": "pub fn two() {}\n"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    for path, text in TEXTS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "blob.txt").write_bytes(b"\0\1\2")
    return root


def index(root: Path) -> tuple[int, int]:
    report = api.index(root, cwd=root, jobs=1)
    return report.changed, report.removed


@contextmanager
def opened(root: Path) -> Iterator[tuple[Store, Workspace]]:
    workspace = Workspace(root, os.environ)
    with workspace.writable_store() as store:
        yield store, workspace


def settle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Index a tree whose files are old enough for their stamps to be trusted."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 60 * 10**9)
    index(root)
    index(root)


def due_reading(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Due, list[str]]:
    """Find what is due; also gives the files that were read for it."""
    read: list[str] = []
    with opened(root) as (store, workspace), monkeypatch.context() as patched:

        def note(top: Path, entry: FileEntry, *, limit: int) -> FileContent | Problem:
            read.append(entry.path)
            return read_file(top, entry, limit=limit)

        for module in (due_module, placing_module):
            patched.setattr(module, "read_file", note)
        found = find_due(root, store, workspace.settings, time.time_ns())
    return found, sorted(set(read))


def test_nothing_is_read_parsed_or_placed_where_nothing_changed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree, monkeypatch)
    with opened(tree) as (store, _):
        revision = store.revision
    found, read = due_reading(tree, monkeypatch)
    assert (read, found.jobs, found.removed, found.placing.is_new) == ([], [], [], False)
    assert [one.path for one in found.refused] == ["blob.txt"]
    assert index(tree) == (0, 0)
    with opened(tree) as (store, _):
        assert store.revision == revision


@pytest.mark.parametrize("mtime", [0, 1, LONG_AGO, 4 * LONG_AGO])
def test_a_changed_file_is_seen_whatever_its_time(tree: Path, monkeypatch: pytest.MonkeyPatch, mtime: int) -> None:
    file = tree / "src/a.rs"
    os.utime(file, ns=(mtime, mtime))
    settle(tree, monkeypatch)
    # same size, same mtime
    file.write_text("pub fn six() {}\n", encoding="utf-8")
    os.utime(file, ns=(mtime, mtime))
    assert [job.entry.path for job in due_reading(tree, monkeypatch)[0].jobs] == ["src/a.rs"]
    assert index(tree) == (1, 0)
    # back in time, other content
    file.write_text("pub fn seven() {}\n", encoding="utf-8")
    os.utime(file, ns=(max(mtime - 10**9, 0), max(mtime - 10**9, 0)))
    assert index(tree) == (1, 0)


def test_a_clock_that_goes_back_hides_no_edit(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree, monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(time, "time_ns", lambda: LONG_AGO)
        (tree / "src/a.rs").write_text("pub fn six() {}\n", encoding="utf-8")
        assert index(tree) == (1, 0)
        # within the same instant: the stamp was not trusted
        (tree / "src/a.rs").write_text("pub fn ten() {}\n", encoding="utf-8")
        assert index(tree) == (1, 0)


def test_a_file_that_was_only_touched_is_read_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree, monkeypatch)
    os.utime(tree / "src/a.rs", ns=(LONG_AGO, LONG_AGO))
    found, read = due_reading(tree, monkeypatch)
    assert (read, found.jobs, list(found.restamped)) == (["src/a.rs"], [], ["src/a.rs"])
    assert index(tree) == (0, 0)
    assert due_reading(tree, monkeypatch)[1] == []


def test_a_refused_file_is_taken_when_it_becomes_text(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree, monkeypatch)
    (tree / "blob.txt").write_text("words", encoding="utf-8")
    assert index(tree) == (1, 0)
    with opened(tree) as (store, _):
        assert "blob.txt" in store.files()
        assert not store.skipped()
    (tree / "blob.txt").write_bytes(b"\0more")
    assert index(tree) == (0, 1)


def test_a_target_that_is_ignored_is_noticed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / ".gitignore").write_text("tool.rs\n", encoding="utf-8")
    (tree / "Cargo.toml").write_text(f'{MANIFEST}[[bin]]\nname = "tool"\n', encoding="utf-8")
    settle(tree, monkeypatch)
    with opened(tree) as (store, _):
        assert [one.code for one in store.problems() if one.path] == ["target-without-file"]
    (tree / "src/bin").mkdir()
    (tree / "src/bin/tool.rs").write_text("fn main() {}\n", encoding="utf-8")
    index(tree)
    with opened(tree) as (store, _):
        assert not [one for one in store.problems() if one.path]


def known(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Index, and count how many files were known by their content."""
    counts: list[int] = []
    prepare = preparing.prepare

    def counted(*given: Any) -> Prepared:  # noqa: ANN401 - as `prepare` takes it
        prepared = prepare(*given)
        counts.append(prepared.known)
        return prepared

    with monkeypatch.context() as patched:
        patched.setattr(batches, "prepare", counted)
        index(root)
    return counts


def test_content_that_comes_back_is_not_parsed_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree, monkeypatch)
    file = tree / "src/a.rs"
    file.write_text("pub fn other(\n", encoding="utf-8")
    assert known(tree, monkeypatch) == [0]
    file.write_text(TEXTS["src/a.rs"], encoding="utf-8")
    assert known(tree, monkeypatch) == [1]
    # broken code is known at another path too, and its problems name that path
    (tree / "src/b.rs").write_text("pub fn other(\n", encoding="utf-8")
    assert known(tree, monkeypatch) == [1]
    with opened(tree) as (store, _):
        assert {one.path for one in store.problems()} == {"src/b.rs"}


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("share", ["true", "false"])
def test_a_worktree_takes_facts_from_its_siblings(tree: Path, monkeypatch: pytest.MonkeyPatch, share: str) -> None:
    def git(*arguments: str) -> None:
        program = shutil.which("git") or "git"
        subprocess.run([program, "-c", "user.name=A", "-c", "user.email=a@b", *arguments], cwd=tree, check=True)

    for n in range(20):
        (tree / f"src/m{n}.rs").write_text(f"pub fn f{n}() {{}}\n", encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    index(tree)
    second = tree.parent / "second"
    git("worktree", "add", "-q", "--detach", str(second))
    monkeypatch.setenv("CODEGRAPH_STORE_SHARE", share)
    assert known(second, monkeypatch) == [23 if share == "true" else 0]
    with opened(second) as (theirs, _), opened(tree) as (ours, _):
        assert {path: row.hash for path, row in theirs.files().items()} == {
            path: row.hash for path, row in ours.files().items()
        }
    # a sibling that cannot be read is no sibling
    (tree / ".codegraph/local/store.db").write_bytes(b"damaged")
    shutil.rmtree(second / ".codegraph")
    assert known(second, monkeypatch) == [0]
