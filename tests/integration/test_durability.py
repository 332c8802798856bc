"""Full disks, copies, lost parts and clocks that go back: a clear word, and nothing lost that was there."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import CodegraphError
from codegraph.store import Store
from codegraph.store.engine import is_sound
from tests.conftest import ROOT
from tests.support.command import run_process
from tests.support.edited_workspace import EditedWorkspace
from tests.support.killed import WORDS, edit_tree
from tests.support.reading import PATH, names
from tests.support.store import empty_store, write_all
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

LIB = "base/src/lib.rs"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tree with its index, which nobody changes."""
    from codegraph import api  # noqa: PLC0415 - after the fixtures that isolate tests

    root = tmp_path_factory.mktemp("durability") / "work"
    root.mkdir()
    EditedWorkspace().write(root)
    api.index(root, cwd=root)
    return root


@pytest.fixture
def tree(indexed: Path, tmp_path: Path) -> Path:
    """Give a copy to do things to."""
    return shutil.copytree(indexed, tmp_path / "copy" / "work")


def local(root: Path) -> Path:
    return root / ".codegraph" / "local"


def assert_like_a_new_one(cli: Command, root: Path) -> None:
    """Compare the index of a tree with one that is made of it now."""
    fresh = root.parent / "fresh" / root.name
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".codegraph"))
    assert cli("index", fresh).code == 0
    with Store.open(local(root)) as store, Store.open(local(fresh)) as clean:
        assert difference(dump(store, WORDS), dump(clean, WORDS), store, clean) == []


@pytest.mark.parametrize("room", [20_000, 200_000])
def test_a_full_disk_loses_nothing_and_the_next_run_finishes(cli: Command, tree: Path, room: int) -> None:
    edit_tree(tree)
    limit = max(path.stat().st_size for path in local(tree).rglob("*") if path.suffix != ".db") + room

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = run_process("index", tree, "--json", cwd=tree, before=little_room)
    if ran.code:
        assert ran.error["code"] == "disk"
        assert "space" in ran.error["hint"]
    assert cli("search", "circle", "--repo", tree, "--no-refresh").code == 0
    assert cli("index", tree).code == 0
    assert_like_a_new_one(cli, tree)
    assert "all is well" in cli("index", tree, "--check").out


def test_where_there_is_no_room_to_compact_nothing_is_lost(cli: Command, tree: Path) -> None:
    edit_tree(tree)
    assert cli("index", tree).code == 0

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    ran = run_process("gc", "--repo", tree, "--json", cwd=tree, before=little_room)
    if ran.code:
        assert ran.error["code"] == "disk"
    assert_like_a_new_one(cli, tree)
    assert cli("gc", "--repo", tree).code == 0
    assert_like_a_new_one(cli, tree)


def test_gc_says_what_it_dropped(cli: Command, tree: Path) -> None:
    edit_tree(tree)
    cli("index", tree)
    document = cli("gc", "--repo", tree, "--json").document
    assert document["dropped"]["facts"] > 0
    assert document["dropped"]["vectors"] > 0
    assert document["bytes_after"] <= document["bytes_before"]
    assert "nothing to drop" in cli("gc", "--repo", tree).out
    assert "all is well" in cli("index", tree, "--check").out


def test_a_clock_that_goes_back_hides_no_change(cli: Command, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year = 365 * 24 * 3600
    real_ns, real = time.time_ns, time.time
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() - year * 10**9)
    monkeypatch.setattr(time, "time", lambda: real() - year)
    path = tree / LIB
    path.write_text(path.read_text("utf-8") + "\npub fn of_last_year() {}\n", "utf-8")
    os.utime(path, (real() - year, real() - year))
    assert "out of date" in cli("status", "--repo", tree).out
    assert cli("index", tree).code == 0
    assert cli("symbol", "of_last_year", "--repo", tree).code == 0
    assert "up to date" in cli("status", "--repo", tree).out


@pytest.mark.parametrize("part", ["store.db", "lexical", "vectors-1.bin"])
def test_a_part_from_another_day_is_not_taken_for_this_one(cli: Command, tree: Path, tmp_path: Path, part: str) -> None:
    old = tmp_path / "old"
    shutil.copytree(local(tree), old)
    edit_tree(tree)
    cli("index", tree)
    target = local(tree) / part
    if target.is_dir():
        shutil.rmtree(target)
        shutil.copytree(old / part, target)
    else:
        shutil.copyfile(old / part, target)
    assert cli("index", tree).code == 0
    assert_like_a_new_one(cli, tree)
    assert "all is well" in cli("index", tree, "--check").out


def test_a_part_of_another_store_is_not_taken_for_this_one(cli: Command, tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "work"
    shutil.copytree(tree, other, ignore=shutil.ignore_patterns(".codegraph"))
    edit_tree(other)
    cli("index", other)
    shutil.rmtree(local(tree) / "lexical")
    shutil.copytree(local(other) / "lexical", local(tree) / "lexical")
    shutil.copyfile(local(other) / "vectors-1.bin", local(tree) / "vectors-1.bin")
    found = cli("search", "notes of a queue", "--repo", tree, "--no-refresh", "--json").document
    assert all((tree / hit["path"]).exists() for hit in found["hits"])
    assert any("words" in reason for reason in found["degraded"])
    assert cli("index", tree).code == 0
    assert_like_a_new_one(cli, tree)


@pytest.mark.parametrize("lost", ["lexical/meta.json", "lexical", "vectors-1.bin", "lock"])
def test_a_lost_part_is_made_again_by_the_next_run(cli: Command, tree: Path, lost: str) -> None:
    path = local(tree) / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert cli("search", "circle", "--repo", tree, "--no-refresh").code == 0
    assert cli("index", tree).code == 0
    assert_like_a_new_one(cli, tree)


WRITER = """
import sys
from pathlib import Path
from codegraph.store import Store
from tests.support.reading import replace
with Store.open(Path(sys.argv[1]), writable=True) as store:
    print("ready", flush=True)
    for version in range(1, 100_000):
        replace(store, str(version))
        store.finish_lexical()
"""


def test_a_copy_made_while_a_writer_is_at_work_is_a_state_that_was_or_says_that_it_is_damaged(tmp_path: Path) -> None:
    directory = tmp_path / "local"
    with empty_store(directory) as store:
        write_all(store, [])
    writer = subprocess.Popen([sys.executable, "-c", WRITER, directory], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    good = 0
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        for n in range(12):
            copy = tmp_path / f"copy{n}"
            copy.mkdir()
            # with its journal, and without
            for name in ("store.db", "store.db-wal")[: 1 + n % 2]:
                with suppress(FileNotFoundError):
                    shutil.copyfile(directory / name, copy / name)
            with suppress(CodegraphError), Store.open(copy) as store:
                if not is_sound(copy / "store.db"):
                    continue
                facts = store.facts(PATH)
                version = facts.decode().split()[-1] if facts else None
                found = [symbol.name for symbol in store.symbols_in(PATH)[1:]]
                assert found == (names(version) if version else [])
                good += 1
    finally:
        writer.kill()
        writer.communicate()
    assert good
