"""A watch follows what editors, git and people do to files. Tests wait for its events, never for time."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegraph import api
from codegraph.errors import StoreBusyError
from codegraph.model import Scope
from codegraph.watching import watch
from codegraph.watching.events import EventKind
from codegraph.watching.notices import FolderNotices, TreeNotices
from codegraph.workspace import Workspace
from tests.support.watching import Watching, watching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.watching.folding import Mailbox

GIT = shutil.which("git") or ""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="watches folder by folder are Linux's")


@pytest.fixture
def root(isolated: Path) -> Path:
    """Give a small crate."""
    folder = isolated / "small"
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text('[package]\nname = "small"\nversion = "0.1.0"\nedition = "2021"\n')
    (folder / "src/lib.rs").write_text("pub fn first() -> u32 { 1 }\n")
    (folder / ".gitignore").write_text("/target\nnever/\n")
    return folder


@pytest.fixture
def kept_notices(monkeypatch: pytest.MonkeyPatch) -> list[FolderNotices]:
    """Collect the sources of notices that are opened."""
    opened: list[FolderNotices] = []

    def open_notices(root: Path, mailbox: Mailbox) -> FolderNotices:
        opened.append(FolderNotices(root, mailbox))
        return opened[-1]

    monkeypatch.setattr(watch, "open_notices", open_notices)
    return opened


def found(root: Path, name: str) -> list[str]:
    """Search with a handle of its own."""
    with Workspace(root, {}) as workspace:
        return [symbol.path for symbol in workspace.store.symbols_by_name(name)]


def test_a_saved_file_is_found_and_its_references_follow(root: Path) -> None:
    with watching(root) as one:
        (root / "src/lib.rs").write_text("pub fn second() -> u32 { 2 }\npub fn third() -> u32 { second() }\n")
        event = one.until(paths={"src/lib.rs"})
        assert event.took_ms > 0
        assert found(root, "second") == ["src/lib.rs"]
        assert found(root, "first") == []
        linked = one.kind(EventKind.LINKED)
        assert linked.paths == ("src/lib.rs",)
        assert linked.coverage.references["resolved"] > 0
        assert linked.revision > event.revision
        one.kind(EventKind.SETTLED)
    with Workspace(root, {}) as workspace:
        assert all(workspace.store.stages().values())


def test_a_file_that_becomes_binary_counts_no_more(root: Path) -> None:
    with watching(root) as one:
        assert one.seen[-1].coverage.files == 2
        (root / "src/lib.rs").write_bytes(b"\0")
        assert one.until(removed={"src/lib.rs"}).coverage.files == 1


def test_editors_that_write_by_rename(root: Path) -> None:
    lib = root / "src/lib.rs"
    with watching(root) as one:
        # vim: the old file becomes the backup, a new one takes its place
        (root / "src/4913").write_text("")
        (root / "src/4913").unlink()
        lib.rename(root / "src/lib.rs~")
        lib.write_text("pub fn by_vim() {}\n")
        (root / "src/lib.rs~").unlink()
        one.wait(lambda event: "src/lib.rs" in event.paths and found(root, "by_vim") == ["src/lib.rs"])
        # emacs: a lock, which is a link that leads nowhere
        (root / "src/.#lib.rs").symlink_to("someone@host.123:456")
        lib.write_text("pub fn by_emacs() {}\n")
        (root / "src/.#lib.rs").unlink()
        one.wait(lambda event: "src/lib.rs" in event.paths and found(root, "by_emacs") == ["src/lib.rs"])
        # JetBrains: the new text is written beside and renamed over the file
        (root / "src/lib.rs___jb_tmp___").write_text("pub fn by_jetbrains() {}\n")
        lib.rename(root / "src/lib.rs___jb_old___")
        (root / "src/lib.rs___jb_tmp___").rename(lib)
        (root / "src/lib.rs___jb_old___").unlink()
        one.wait(lambda event: "src/lib.rs" in event.paths and found(root, "by_jetbrains") == ["src/lib.rs"])
        (root / "src/new.rs").write_text("pub fn last() {}\n")
        one.until(paths={"src/new.rs"})
    with Workspace(root, {}) as workspace:
        assert sorted(workspace.store.files()) == ["Cargo.toml", "src/lib.rs", "src/new.rs"]


def test_folders_that_are_made_filled_moved_and_removed(root: Path) -> None:
    away = root.parent / "away"
    with watching(root) as one:
        (root / "src/deep/deeper").mkdir(parents=True)
        (root / "src/deep/deeper/a.rs").write_text("pub fn deep_one() {}\n")
        one.until(paths={"src/deep/deeper/a.rs"})
        (root / "src/deep/deeper/a.rs").write_text("pub fn deep_two() {}\n")
        one.wait(lambda event: "src/deep/deeper/a.rs" in event.paths and found(root, "deep_two") != [])
        (root / "src/deep").rename(root / "src/moved")
        one.until(paths={"src/moved/deeper/a.rs"}, removed={"src/deep/deeper/a.rs"})
        (root / "src/moved/deeper/a.rs").write_text("pub fn deep_three() {}\n")
        one.wait(lambda event: "src/moved/deeper/a.rs" in event.paths and found(root, "deep_three") != [])
        (root / "src/moved").rename(away)
        one.until(removed={"src/moved/deeper/a.rs"})
        (away / "deeper/a.rs").write_text("pub fn outside() {}\n")
        away.rename(root / "src/back")
        one.until(paths={"src/back/deeper/a.rs"})
        (root / "src/back/deeper/b.rs").write_text("pub fn beside() {}\n")
        one.until(paths={"src/back/deeper/b.rs"})
        shutil.rmtree(root / "src/back")
        one.until(removed={"src/back/deeper/a.rs", "src/back/deeper/b.rs"})
    assert found(root, "outside") == []


@LINUX
def test_an_ignored_tree_is_never_watched(root: Path, kept_notices: list[FolderNotices]) -> None:
    for number in range(300):
        (root / f"never/{number}").mkdir(parents=True)
        (root / f"never/{number}/a.rs").write_text("pub fn never_seen() {}\n")
    (root / "target/debug").mkdir(parents=True)
    with watching(root) as one:
        assert kept_notices[0].watched == ["", "src"]
        (root / "never/0/a.rs").write_text("pub fn never_seen_either() {}\n")
        (root / "target/more").mkdir()
        (root / "src/a.rs").write_text("pub fn seen() {}\n")
        one.until(paths={"src/a.rs"})
        assert kept_notices[0].watched == ["", "src"]
        (root / ".gitignore").write_text("/target\nnever/\nsrc/\n")
        one.until(removed={"src/lib.rs", "src/a.rs"})
        assert kept_notices[0].watched == [""]
        (root / ".gitignore").write_text("/target\nnever/\n")
        one.until(paths={"src/lib.rs", "src/a.rs"})
        assert kept_notices[0].watched == ["", "src"]
    assert not [event for event in one.seen if any(path.startswith(("never", "target")) for path in event.paths)]


def test_its_own_writes_wake_nobody(root: Path) -> None:
    with watching(root) as one:
        (root / "src/a.rs").write_text("pub fn once() {}\n")
        one.kind(EventKind.UPDATED)
        one.kind(EventKind.SETTLED)
        (root / "src/b.rs").write_text("pub fn twice() {}\n")
        one.until(paths={"src/b.rs"})
    kinds = [str(event.event) for event in one.seen if event.event in {EventKind.UPDATED, EventKind.SCAN}]
    assert len(kinds) <= 3  # a file may be seen half written


def git(root: Path, *arguments: str) -> None:
    """Run git without anybody's settings."""
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.fsync=none")
    subprocess.run([GIT, *name, *arguments], cwd=root, env=environ, check=True, capture_output=True)


@pytest.mark.skipif(GIT == "", reason="needs git")
def test_a_checkout_of_many_files(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "checkout", "-qb", "other")
    names = {f"src/m{number % 7}/f{number}.rs" for number in range(300)}
    for name in names:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(f"pub fn f_{name[-6:-3].strip('/f')}() {{}}\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "two")
    git(root, "checkout", "-q", "main")
    with watching(root) as one:
        git(root, "checkout", "-q", "other")
        one.until(paths=names)
        git(root, "checkout", "-q", "main")
        one.until(removed=names)
    with Workspace(root, {}) as workspace:
        assert sorted(workspace.store.files()) == ["Cargo.toml", "src/lib.rs"]


@LINUX
def test_a_full_queue_ends_in_a_scan(root: Path, kept_notices: list[FolderNotices]) -> None:
    with watching(root) as one:
        source = kept_notices[0]
        for folder in source.watched:
            source.follow(set(source.watched) - {folder})
        (root / "src/lost.rs").write_text("pub fn lost() {}\n")
        source.on_queue_overflow()
        event = one.kind(EventKind.SCAN)
        assert event.paths == ("src/lost.rs",)
        assert source.watched == ["", "src"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
@LINUX
def test_a_limit_of_watches_is_told_once_and_files_are_scanned(
    root: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(code, "limit reached")

    monkeypatch.setattr("watchdog.observers.inotify_c.InotifyFD.add_callback", refuse)
    monkeypatch.setattr(watch, "_SCAN_EVERY_S", 0.01)
    with watching(root) as one:
        (warning,) = [event for event in one.seen if event.event is EventKind.WARNING]
        assert "sudo sysctl fs.inotify.max_user_" in warning.message
        (root / "src/a.rs").write_text("pub fn scanned() {}\n")
        one.until(paths={"src/a.rs"})
        one.kind(EventKind.LINKED)
    assert len([event for event in one.seen if event.event is EventKind.WARNING]) == 1


def test_a_root_that_is_deleted_and_made_again(root: Path) -> None:
    with watching(root) as one:
        kept = root.parent / "kept"
        shutil.copytree(root, kept, ignore=shutil.ignore_patterns(".codegraph"))
        shutil.rmtree(root)
        assert "gone" in one.kind(EventKind.WARNING).message
        (kept / "src/again.rs").write_text("pub fn again() {}\n")
        kept.rename(root)
        one.until(paths={"src/again.rs"})
        (root / "src/later.rs").write_text("pub fn later() {}\n")
        one.until(paths={"src/later.rs"})
    assert found(root, "again") == ["src/again.rs"]


def test_an_index_that_is_deleted_is_built_anew(root: Path) -> None:
    with watching(root) as one:
        shutil.rmtree(root / ".codegraph")
        (root / "src/a.rs").write_text("pub fn after() {}\n")
        one.until(paths={"src/a.rs", "src/lib.rs"})
    assert found(root, "after") == ["src/a.rs"]


def test_one_watch_over_the_tree_for_other_systems(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "open_notices", TreeNotices)
    (root / "never/deep").mkdir(parents=True)
    with watching(root) as one:
        (root / "never/deep/a.rs").write_text("pub fn never_seen() {}\n")
        (root / "src/new").mkdir()
        (root / "src/new/a.rs").write_text("pub fn seen() {}\n")
        one.until(paths={"src/new/a.rs"})
        (root / "src/new").rename(root / "src/moved")
        one.until(paths={"src/moved/a.rs"}, removed={"src/new/a.rs"})
        (root / "src/lib.rs").unlink()
        one.until(removed={"src/lib.rs"})


def test_another_writer_is_told_who_watches(root: Path) -> None:
    with watching(root), pytest.raises(StoreBusyError, match=f"process {os.getpid()}"):
        api.index(root, cwd=root)
    with pytest.raises(StoreBusyError, match="written by process"), Workspace(root, {}).writable_store():
        Watching(root).kind(EventKind.READY)


@pytest.fixture
def process(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `codegraph watch --json` as a process, and wait until it is ready."""
    command = [sys.executable, "-m", "codegraph", "watch", str(root), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert '"event": "ready"' in running.stdout.readline()
        yield running
        running.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_cleanly(
    process: subprocess.Popen[str], root: Path, number: signal.Signals, code: int
) -> None:
    process.send_signal(number)
    out, _ = process.communicate(timeout=60)
    assert '"event": "stopped"' in out.splitlines()[-1]
    assert process.returncode == code
    with Workspace(root, {}).writable_store() as store:
        assert all(store.stages().values())


def test_readers_of_another_process_see_what_was_saved(process: subprocess.Popen[str], root: Path) -> None:
    assert process.stdout
    with Workspace(root, {}) as workspace:
        assert workspace.search("first", scope=Scope()).hits
        (root / "src/lib.rs").write_text("pub fn saved_now() -> u32 { 1 }\n")
        while "src/lib.rs" not in process.stdout.readline():
            pass
        assert workspace.search("saved_now", scope=Scope()).hits[0].chunk.name == "saved_now"
