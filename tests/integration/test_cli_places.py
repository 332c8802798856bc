"""Which folder a command means."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

SOURCE = "pub fn answer() -> u32 { 42 }\n"


def write(root: Path, path: str, text: str = SOURCE) -> None:
    """Write a file of a repository."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_named_folder_is_indexed_exactly(cli: Command, repository: Path) -> None:
    (repository / ".git").mkdir()
    write(repository, "outside.rs")
    write(repository, "inner/deep/inside.rs")
    assert cli("index", "inner", "--json").document["root"] == str(repository / "inner")
    hits = cli("search", "answer", "--repo", "inner", "--json").document["hits"]
    assert {hit["path"] for hit in hits} == {"deep/inside.rs"}
    assert not (repository / ".codegraph").exists()


def test_without_a_name_the_git_checkout_is_indexed(
    cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".git").mkdir()
    write(repository, "a/b/inside.rs")
    monkeypatch.chdir(repository / "a" / "b")
    assert cli("index", "--json").document["root"] == str(repository)


def test_without_a_name_an_enclosing_index_is_brought_up_to_date(
    cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, "a/b/inside.rs")
    cli("index", repository)
    (repository / "a" / ".git").mkdir()
    monkeypatch.chdir(repository / "a" / "b")
    assert cli("index", "--json").document["root"] == str(repository)


def test_without_a_name_git_or_an_index_the_working_directory_is_indexed(cli: Command, repository: Path) -> None:
    write(repository, "inside.rs")
    assert cli("index", "--json").document["root"] == str(repository)


def test_a_home_folder_is_indexed_only_by_name(cli: Command, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = isolated / "me"
    write(home, "inside.rs")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    ran = cli("index", "--json")
    assert ran.code == 2
    assert "codegraph index PATH" in ran.error["hint"]
    assert not (home / ".codegraph").exists()
    assert cli("init", "--json").code == 2
    assert cli("index", ".", "--json").code == 0


def test_the_whole_disk_is_not_indexed_by_accident(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    ran = cli("index", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")


@pytest.mark.parametrize("path", ["nowhere", "file.txt"])
def test_only_a_folder_can_be_indexed(cli: Command, repository: Path, path: str) -> None:
    write(repository, "file.txt")
    ran = cli("index", path, "--json")
    assert ran.code == 2
    assert path in ran.error["message"]


def test_commands_find_the_nearest_index_above(
    cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_example / "crates" / "jobqueue" / "src")
    assert cli("status", "--json").document["root"] == str(own_example)


@pytest.mark.parametrize("option", ["--repo", "-C"])
def test_commands_take_the_repository(cli: Command, indexed_once: Path, isolated: Path, option: str) -> None:
    link = isolated / "link"
    link.symlink_to(indexed_once)
    assert cli("status", option, "link", "--json").document["root"] == str(indexed_once)
    assert cli("symbol", "Queue", option, indexed_once / "crates", "--json").code == 0
    assert cli("status", option, "nowhere", "--json").error["code"] == "usage"


def test_a_deleted_working_directory_is_a_usage_error(
    cli: Command, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = isolated / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cli("status", "--json").error["code"] == "usage"
    os.chdir(isolated)


def test_the_index_keeps_to_its_folder_and_out_of_git(cli: Command, repository: Path) -> None:
    (repository / ".codegraph").mkdir()
    (repository / ".codegraph" / "theirs.db").write_text("of another tool")
    write(repository, "inside.rs")
    cli("index", "--force")
    cli("index", "--force")
    assert (repository / ".codegraph" / "theirs.db").read_text() == "of another tool"
    assert (repository / ".codegraph" / "local" / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in repository.iterdir()) == [".codegraph", "inside.rs"]


def test_invariant_13_the_working_directory_is_read_once_in_the_command_line() -> None:
    places = [
        f"{file.relative_to(ROOT)}: {ast.unparse(node)}"
        for file in sorted((ROOT / "codegraph").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"getcwd", "getcwdb", "cwd"}
    ]
    assert places == ["codegraph/cli/options.py: Path.cwd"]
