"""The example, indexed once for all tests, and the command line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from codegraph import api
from tests.conftest import ROOT
from tests.support.command import Command

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

EXAMPLE = ROOT / "examples" / "jobqueue"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give a function that runs commands in this process."""
    return Command(capsys, monkeypatch)


@pytest.fixture(scope="session")
def indexed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the indexed example that all tests share: look, do not touch."""
    root = tmp_path_factory.mktemp("shared") / "jobqueue"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("target", ".codegraph"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODEGRAPH_CONFIG_HOME", str(root.parent / "config"))
        api.index(root, cwd=root, jobs=1)
    return root


@pytest.fixture
def example(indexed_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the shared indexed example as the working directory."""
    monkeypatch.chdir(indexed_once)
    return indexed_once


@pytest.fixture
def own_example(indexed_once: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an indexed copy of the example that the test may change, as the working directory."""
    root = isolated / "jobqueue"
    shutil.copytree(indexed_once, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def repository(isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, as the working directory, to write a repository into."""
    root = isolated / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def shown(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Give snapshots of what is on the screen."""
    return snapshot
