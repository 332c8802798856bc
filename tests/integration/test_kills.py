"""A run that is killed loses and tears nothing, and the next one finishes it; `tests/eval/kills.py` kills more."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.killed import State, faults_at_once, faults_when_finished, run_killed, settle, write_trees
from tests.support.killing import do

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Indexes(NamedTuple):
    """Two states of a tree, an index of the first one, and one that went to the second and back."""

    old: State
    new: State
    first: Path
    garbage: Path


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexes]:
    folder = tmp_path_factory.mktemp("kills")
    trees = folder / "old" / "work", folder / "new" / "work"
    write_trees(*trees)
    old, new = (settle(tree, folder / f"clean{n}") for n, tree in enumerate(trees))
    first, garbage = folder / "first", folder / "garbage"
    shutil.copytree(old.store.places.directory, first)
    shutil.copytree(first, garbage)
    for tree in (trees[1], trees[0]):
        do("index", tree, garbage)
    yield Indexes(old, new, first, garbage)
    old.store.close()
    new.store.close()


@pytest.mark.parametrize(
    ("job", "begun", "stage", "nth", "delay"),
    [
        ("index", "", "load", 1, 0.002),
        ("index", "", "index build", 3, 0.001),
        ("index", "", "hnsw build", 1, 0.005),
        ("index", "first", "update", 1, 0.003),
        ("index", "first", "lexical commit", 1, 0.002),
        ("index", "first", "edges", 1, 0.002),
        ("force", "first", "create", 1, 0.004),
        ("gc", "garbage", "gc rows", 1, 0.002),
        ("gc", "garbage", "compact", 1, 0.03),
    ],
)
def test_a_killed_run_leaves_a_state_that_existed_and_the_next_one_finishes_it(
    indexes: Indexes, tmp_path: Path, job: str, begun: str, stage: str, nth: int, delay: float
) -> None:
    directory = tmp_path / "killed"
    if begun:
        shutil.copytree(getattr(indexes, begun), directory)
    target = indexes.new if begun == "first" else indexes.old
    ended = run_killed(job, target.tree, directory, stage, nth, delay, group=False)
    assert stage in ended.stages
    assert faults_at_once(directory, [indexes.old, indexes.new]) == []
    assert faults_when_finished(directory, target) == []
