"""Where a work tree stands is told by reading git's files, and git's own answers are the measure."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from codegraph.config import DiscoverSettings
from codegraph.discover import list_files
from codegraph.discover.git_places import sibling_worktrees
from codegraph.discover.git_state import GitState, git_state

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(root: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=no")
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    program = shutil.which("git") or "git"
    done = subprocess.run([program, *settings, *arguments], cwd=root, env=environ, check=True, capture_output=True)
    return done.stdout.decode().strip()


def state(root: Path) -> GitState:
    found = git_state(root, {entry.path: entry for entry in list_files(root, DiscoverSettings()).files})
    assert found is not None
    return found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    git(root, "init", "-q")
    (root / "src").mkdir()
    (root / "src/a.rs").write_text("fn a() {}\n", encoding="utf-8")
    (root / "pic.png").write_bytes(b"\0")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


def test_a_folder_without_git_has_no_state(tmp_path: Path) -> None:
    assert git_state(tmp_path, {}) is None


def test_a_repository_without_commits_has_a_branch_only(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert state(tmp_path) == GitState(None, "main", None)


def test_branch_and_commit_are_those_that_git_names(checkout: Path) -> None:
    head = git(checkout, "rev-parse", "HEAD")
    assert state(checkout) == GitState(head, "main", dirty=False)
    assert state(checkout / "src") == GitState(head, "main", dirty=False)
    git(checkout, "checkout", "-qb", "topic/of-mine")
    assert state(checkout).branch == "topic/of-mine"
    git(checkout, "pack-refs", "--all")
    assert state(checkout) == GitState(head, "topic/of-mine", dirty=False)
    git(checkout, "checkout", "-q", "--detach")
    assert state(checkout) == GitState(head, None, dirty=False)


def test_a_worktree_has_its_own_head(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "worktree", "add", "-q", "-b", "other", str(tmp_path / "second"))
    (tmp_path / "second/src/b.rs").write_text("", encoding="utf-8")
    git(tmp_path / "second", "add", ".")
    git(tmp_path / "second", "commit", "-qm", "two")
    assert state(tmp_path / "second") == GitState(git(tmp_path / "second", "rev-parse", "HEAD"), "other", dirty=False)
    assert state(checkout).head == git(checkout, "rev-parse", "main")
    assert sibling_worktrees(checkout) == [tmp_path / "second"]
    assert sibling_worktrees(tmp_path / "second/src") == [checkout / "src"]
    assert sibling_worktrees(tmp_path) == []


@pytest.mark.parametrize("version", [2, 3, 4])
def test_dirty_is_what_git_status_says(checkout: Path, version: int) -> None:
    git(checkout, "update-index", "--index-version", str(version))
    (checkout / "src/new.rs").write_text("", encoding="utf-8")
    assert state(checkout).dirty is False
    file = checkout / "src/a.rs"
    before = file.read_text(encoding="utf-8")
    file.write_text("fn b() {}\n", encoding="utf-8")
    assert state(checkout).dirty is True
    git(checkout, "add", "src/a.rs")
    assert state(checkout).dirty is True
    git(checkout, "commit", "-qm", "two")
    assert state(checkout).dirty is False
    file.write_text("fn b() {}\n", encoding="utf-8")
    assert state(checkout).dirty is False
    (checkout / "pic.png").unlink()
    assert state(checkout).dirty is True
    assert before != file.read_text(encoding="utf-8")


def test_a_copy_of_a_work_tree_is_not_dirty(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout, tmp_path / "copy")
    assert state(tmp_path / "copy").dirty is False


@pytest.mark.parametrize(
    "damage", [b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\7abc", b"DIRC\0\0\0\4\xff\xff\xff\xff" + b"\xff" * 200]
)
def test_a_damaged_index_of_git_leaves_dirty_open(checkout: Path, damage: bytes) -> None:
    (checkout / ".git/index").write_bytes(damage)
    assert state(checkout).dirty is None


@pytest.mark.parametrize("text", ["", "ref: ", "ref: refs/../../secret", "ref: refs/heads/loop", "nonsense", "\0"])
def test_a_damaged_head_names_no_commit(checkout: Path, text: str) -> None:
    (checkout / ".git/refs/heads/loop").write_text("ref: refs/heads/loop\n", encoding="utf-8")
    (checkout / ".git/HEAD").write_text(text, encoding="utf-8")
    found = git_state(checkout, {})
    assert found is None or found.head is None
