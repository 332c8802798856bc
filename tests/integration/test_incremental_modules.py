"""Invariant 4 for the languages that are read by tables: after any edits the kept index equals one made anew.

`SEEDS=200 STEPS=30 pytest tests/integration/test_incremental_modules.py` runs longer than the ordinary test does.
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.support.edited_modules import EditedModules
from tests.support.kept_index import WAYS, KeptIndex

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = int(os.environ.get("SEEDS", "3"))
FIRST = int(os.environ.get("FIRST", "0"))
STEPS = int(os.environ.get("STEPS", "8"))
COMPARE = int(os.environ.get("COMPARE", "2"))


@pytest.mark.parametrize("language", ["python", "typescript", "go", "java", "c", "cpp", "ruby", "c-sharp", "lua"])
@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_invariant_04_any_edits_of_modules(tmp_path: Path, seed: int, language: str) -> None:
    random = Random(seed)  # noqa: S311 - edits, no secrets
    tree = tmp_path / "tree"
    tree.mkdir()
    edits = EditedModules(random, language)
    edits.write(tree)
    done = []
    with KeptIndex(tree, tmp_path, ("find", "make")) as index:
        index.update()
        changed: set[str] = set()
        for step in range(STEPS):
            done += [edits.edit() for _ in range(random.randint(1, 3))]
            changed |= edits.write(tree)
            if random.random() < 0.8:
                index.update(random.choice(WAYS), sorted(changed))
                changed = set()
            if step % COMPARE == COMPARE - 1:
                index.update("run")
                changed = set()
                # chunks of one text are equally near
                assert index.faults(leaving_out=("nearest",)) == [], done


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.cs", "namespace One;\nclass A { void F() { G(); } void G() {} }\n"),
        ("a/A.java", "package One;\nclass A { void f() { g(); } void g() {} }\n"),
        ("a.go", "package One\nfunc f() { g() }\nfunc g() {}\n"),
        ("a.kt", "package One\nfun f() { g() }\nfun g() {}\n"),
        ("a.php", "<?php\nnamespace One;\nfunction f() { g(); }\nfunction g() {}\n"),
    ],
)
def test_whole_names_follow_the_package_of_a_file(tmp_path: Path, path: str, text: str) -> None:
    file = tmp_path / "tree" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    with KeptIndex(tmp_path / "tree", tmp_path, ("find", "make")) as index:
        index.update()
        file.write_text(text.replace("One", "Two"), "utf-8")
        index.update("run")
        assert index.faults(leaving_out=("nearest",)) == []
