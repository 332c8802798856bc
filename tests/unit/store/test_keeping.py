"""Stamps and counts are kept without readers seeing a new revision, and counts never outlive a write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.discover import Stamp
from codegraph.model import Problem
from tests.support.store import empty_store, record, write_all

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_counts_are_kept_until_something_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_store(tmp_path) as store:
        store.finish_load()
        counted, revision = store.coverage(), store.revision
        assert store.keep_coverage() == counted
        assert store.revision == revision
        with monkeypatch.context() as patched:
            patched.setattr(store, "_count", lambda: (_ for _ in ()).throw(AssertionError("counted again")))
            assert store.coverage() == store.keep_coverage() == counted
        store.set_meta("some", "value")
        assert store.coverage().revision == revision + 1
        for spoilt in ("", "{}", "[1, {}]", '[1, {"revision": 3, "more": 1}]', "[1", "7"):
            store.set_meta("coverage", spoilt)
            assert store.coverage().files_indexed == 0


def test_a_stamp_is_set_and_nothing_else(tmp_path: Path) -> None:
    with empty_store(tmp_path) as store:
        write_all(store, [record("a.rs", "f"), record("b.rs", "g")])
        before, revision = store.files(), store.revision
        store.restamp({"a.rs": Stamp("", 11, 12), "missing.rs": Stamp("", 1, 2)})
        assert store.files() == {**before, "a.rs": before["a.rs"]._replace(size=11, mtime_ns=12)}
        assert store.revision == revision


def test_problems_that_name_no_file_are_told_apart(tmp_path: Path) -> None:
    general = Problem("", "manifest", "some-code", "what is wrong")
    ours = general._replace(path="a.rs")
    with empty_store(tmp_path) as store:
        write_all(store, [record("a.rs", "f")._replace(problems=(ours, general)), record("b.rs", "g")])
        assert store.problems() == [general, ours]
        assert store.problems_of_no_file() == [general]
