"""A tree that is brought up to date by the paths that changed is what a fresh walk finds."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.config import DiscoverSettings
from codegraph.discover.listing import Tree, list_files
from codegraph.errors import UsageError
from tests.support.tree_edits import apply, edits, grow

if TYPE_CHECKING:
    from codegraph.discover.listing import Listing

ENVIRON = {"HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
NARROW = DiscoverSettings(include=("a/**", "*.rs"), languages=("rust", "toml"))


def fresh(root: Path, chosen: DiscoverSettings) -> Listing:
    return list_files(root, chosen, environ=ENVIRON)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(edits, min_size=1, max_size=3), max_size=8), st.sampled_from((DiscoverSettings(), NARROW)))
def test_a_refreshed_tree_is_what_a_fresh_walk_finds(
    steps: list[list[tuple[str, ...]]], chosen: DiscoverSettings
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tree = Tree(root, chosen, environ=ENVIRON)
        for step in steps:
            touched = {
                path for kind, place, content, other in step for path in apply(root, kind, place, content, other)
            }
            found, wanted = tree.refresh(touched), fresh(root, chosen)
            assert found == wanted
            assert found == tree.listing


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    return grow(tmp_path / "tree")


def test_one_changed_file_is_looked_at_and_no_other(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree(grown, DiscoverSettings(), environ=ENVIRON)
    (grown / "src/a.rs").write_text("longer text\n", encoding="utf-8")
    monkeypatch.setattr(os, "scandir", lambda _path: pytest.fail("a folder was listed"))
    listing = tree.refresh(["src/a.rs"])
    assert [(entry.path, entry.size) for entry in listing.files][1:2] == [("src/a.rs", 12)]


def test_a_folder_is_walked_again_with_all_below(grown: Path) -> None:
    tree = Tree(grown, DiscoverSettings(), environ=ENVIRON)
    (grown / "src").rename(grown / "lib")
    assert tree.refresh(["src", "lib"]) == fresh(grown, DiscoverSettings())
    shutil.rmtree(grown / "lib")
    # a watcher may have told of a file inside only
    assert tree.refresh(["lib/deep/b.rs"]) == fresh(grown, DiscoverSettings())


def test_the_folders_to_watch_are_those_not_left_out(grown: Path) -> None:
    tree = Tree(grown, DiscoverSettings(), environ=ENVIRON)
    assert tree.folders() == ["", "docs", "src", "src/deep"]
    (grown / ".gitignore").write_text("deep\n", encoding="utf-8")
    tree.refresh([".gitignore"])
    assert tree.folders() == ["", "docs", "out", "src"]


def test_rules_outside_of_the_tree_are_noticed_without_being_told(
    grown: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (grown / ".git").mkdir()
    tree = Tree(grown, DiscoverSettings(), environ={"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"})
    (home / ".config/git").mkdir(parents=True)
    (home / ".config/git/ignore").write_text("*.md\n", encoding="utf-8")
    assert "docs/c.md" not in [entry.path for entry in tree.refresh([]).files]


def test_a_link_is_followed_up_when_what_it_leads_to_goes(grown: Path) -> None:
    (grown / "link.rs").symlink_to("src/a.rs")
    tree = Tree(grown, DiscoverSettings(), environ=ENVIRON)
    (grown / "src/a.rs").unlink()
    listing = tree.refresh(["src/a.rs"])
    assert listing == fresh(grown, DiscoverSettings())
    assert [one.reason for one in listing.skipped] == ["broken-symlink"]


def test_a_root_that_went_is_an_error_and_one_that_came_back_is_walked(grown: Path) -> None:
    tree = Tree(grown, DiscoverSettings(), environ=ENVIRON)
    shutil.rmtree(grown)
    with pytest.raises(UsageError):
        tree.refresh(["src/a.rs"])
    grown.mkdir()
    (grown / "new.rs").write_text("", encoding="utf-8")
    assert [entry.path for entry in tree.refresh(["new.rs"]).files] == ["new.rs"]
