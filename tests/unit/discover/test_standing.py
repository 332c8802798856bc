"""How a tree stands on disk tells whether a walk would find what it found, and never that where it would not."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.config import DiscoverSettings
from codegraph.discover import Standing, Tree, list_files
from tests.support.tree_edits import apply, edits, grow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there nothing is told by the times of folders")

ENVIRON = {"HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
SETTINGS = DiscoverSettings()
LATER = 10_000_000_000


def until_times_differ(probe: Path) -> None:
    """Wait until what is written now has another time than what was written before: a few milliseconds."""
    probe.write_bytes(b"")
    before = probe.stat().st_ctime_ns
    while probe.stat().st_ctime_ns == before:
        probe.write_bytes(b"")


def stood(tree: Tree) -> Standing:
    """Give how a tree stands, as if all in it were old."""
    found = Standing.of(tree, now_ns=time.time_ns() + LATER)
    assert found is not None
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(edits, max_size=8), st.lists(edits, max_size=3))
def test_it_holds_no_longer_than_a_walk_finds_the_same(
    before: list[tuple[str, str, str, str]], after: list[tuple[str, str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tree"
        root.mkdir()
        for edit in before:
            apply(root, *edit)
        tree = Tree(root, SETTINGS, environ=ENVIRON)
        then = stood(tree)
        assert then.holds()
        until_times_differ(Path(folder) / "probe")
        for edit in after:
            apply(root, *edit)
        if list_files(root, SETTINGS, environ=ENVIRON) != tree.listing:
            assert not then.holds()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return grow(tmp_path / "tree")


def test_what_changed_a_moment_ago_may_change_again_at_the_same_time(root: Path) -> None:
    now_ns = time.time_ns()
    assert Standing.of(Tree(root, SETTINGS, environ=ENVIRON), now_ns=now_ns) is None


def test_a_file_that_went_after_the_walk_is_noticed(root: Path) -> None:
    tree = Tree(root, SETTINGS, environ=ENVIRON)
    (root / "src/a.rs").unlink()
    assert Standing.of(tree, now_ns=time.time_ns() + LATER) is None


@pytest.mark.parametrize("path", ["src/a.rs", ".gitignore", "left-out-for-what-it-holds"])
def test_a_file_written_anew_is_noticed_though_its_size_is_the_same(root: Path, tmp_path: Path, path: str) -> None:
    (root / "left-out-for-what-it-holds").write_bytes(b"\0\n")
    then = stood(Tree(root, SETTINGS, environ=ENVIRON))
    until_times_differ(tmp_path / "probe")
    (root / path).write_bytes((root / path).read_bytes()[::-1])
    assert not then.holds()


def test_what_is_written_into_a_folder_that_is_left_out_changes_nothing(root: Path, tmp_path: Path) -> None:
    then = stood(Tree(root, SETTINGS, environ=ENVIRON))
    until_times_differ(tmp_path / "probe")
    (root / "out/e.rs").write_text("", encoding="utf-8")
    assert then.holds()


def test_rules_of_git_outside_of_the_tree_are_noticed(root: Path, tmp_path: Path) -> None:
    (root / ".git").mkdir()
    then = stood(Tree(root, SETTINGS, environ={"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}))
    (tmp_path / ".config/git").mkdir(parents=True)
    (tmp_path / ".config/git/ignore").write_text("*.md\n", encoding="utf-8")
    assert not then.holds()


def test_what_a_link_leads_to_is_noticed(root: Path, tmp_path: Path) -> None:
    (root / "link.rs").symlink_to(tmp_path / "outside.rs")
    then = stood(Tree(root, SETTINGS, environ=ENVIRON))
    assert then.holds()
    (tmp_path / "outside.rs").write_text("", encoding="utf-8")
    assert not then.holds()


def test_a_root_that_went_does_not_hold(root: Path, tmp_path: Path) -> None:
    then = stood(Tree(root, SETTINGS, environ=ENVIRON))
    root.rename(tmp_path / "elsewhere")
    assert not then.holds()
