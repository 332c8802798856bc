"""Stamps and counts are kept without readers seeing a new revision, and counts never outlive a write."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from codegraph.discover import Stamp
from codegraph.model import Problem, Skipped, SymbolKind
from codegraph.store import Store
from codegraph.store.reading import Reading
from tests.support.store import empty_store, file_edges, id_of, key_of, record, write_all, write_vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from codegraph.model import FileEdges, FileRecord
    from codegraph.store.coverage import Coverage


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
        for spoilt in (
            "",
            "{}",
            "[2, {}]",
            "[2, 0, {}, []]",
            '[2, 0, {"more": 1}, {"a": 1}]',
            '[4, 0, {"more": 1}, [["files", "rust", 1]]]',
            '[4, 0, {"revision": 1}, [["files", "rust", "many"]]]',
            "[1",
            "7",
            "[2, 1, {}, {}]",
        ):
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


FILES, NAMES = ("a.rs", "b.rs", "c.md"), ("one", "two", "three")
KINDS = (SymbolKind.STRUCT, SymbolKind.FUNCTION)
names = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.dictionaries(st.sampled_from(FILES), names, min_size=1)),
        st.tuples(st.just("remove"), st.sets(st.sampled_from(FILES), min_size=1)),
        st.tuples(
            st.just("resolve"), st.sampled_from(FILES), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(KINDS))
        ),
        st.tuples(st.just("both"), st.sampled_from(FILES), names, st.sampled_from(KINDS)),
        st.tuples(
            st.sampled_from(("keep", "reopen", "mend", "other", "skip", "general", "collect", "distrust", "restamp"))
        ),
    ),
    max_size=12,
)


def sharing(path: str, given_names: tuple[str, ...]) -> FileRecord:
    """Make a file whose vectors depend on the names alone, so that other files have them too."""
    made = record(path, given_names, language="rust" if path.endswith(".rs") else "markdown")
    return made._replace(chunks=tuple(one._replace(vector_key=key_of(one.chunk.name)) for one in made.chunks))


def making(path: str, kinds: dict[str, SymbolKind]) -> FileEdges:
    """Make what resolving gives of a file in which macros make symbols."""
    symbols = (
        record(path, [f"made_{name}"]).symbols[1]._replace(kind=kind, parent=id_of(path))
        for name, kind in kinds.items()
    )
    return file_edges(path, [])._replace(generated=tuple(symbols))


def counted_anew(store: Store) -> Coverage:
    with patch.object(store, "kept_counts", return_value=None), patch.multiple(store, _distinct=None, _followed=None):
        return store._count().coverage


GENERAL = Problem("", "manifest", "some-code", "what is wrong")


def test_a_writer_reads_of_the_list_of_files_what_was_written_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty_store(tmp_path) as store:
        write_all(store, [sharing(path, NAMES) for path in FILES])
        first = store.files()
        first.pop(FILES[0])
        with monkeypatch.context() as patched:
            patched.setattr(Reading, "files", None)
            store.replace_files([sharing("A.rs", NAMES), sharing(FILES[1], NAMES[:1])], [FILES[2]])
            listed = store.files()
        assert list(listed) == ["A.rs", *FILES[:2]]
        with Store.open(tmp_path) as reader:
            assert listed == reader.files()


def test_a_writer_asks_once_for_a_value_until_he_writes(tmp_path: Path) -> None:
    with empty_store(tmp_path) as store, Store.open(tmp_path) as reader:
        write_all(store, [record("a.rs", "f")])
        with patch.object(store, "_ask", wraps=store._ask) as asked:
            assert (store.revision, store.content, store.revision) == (*reader.numbers(), reader.revision)
            assert asked.call_count == 2
            store.note("some", "value")
            assert (store.meta("some"), store.revision) == ("value", reader.revision)
        writes: tuple[Callable[[], object], ...] = (
            lambda: store.set_meta("some", "other"),
            lambda: store.replace_files([record("a.rs", "g")]),
            lambda: write_vectors(store, [record("a.rs", "g")]),
        )
        for write in writes:
            write()
            assert store.all_meta() == {key: store.meta(key) for key in reader.all_meta()}
            assert store.revision == reader.revision


def test_files_that_are_written_are_counted_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_store(tmp_path) as store:
        write_all(store, [sharing(path, NAMES) for path in FILES], [making(FILES[0], {"one": KINDS[0]})])
        store.keep_coverage()
        asked: list[str] = []
        ask = Store._ask

        def noting(it: Store, name: str, /, **told: Any) -> Any:  # noqa: ANN401 - as the method
            asked.append(name)
            return ask(it, name, **told)

        monkeypatch.setattr(Store, "_ask", noting)
        store.replace_files([sharing(FILES[0], NAMES[:1])])
        store.write_edges([making(FILES[0], {"two": KINDS[1]})])
        store.write_macros({"key": b"data"})
        store.write_skipped([Skipped("d.bin", "binary")])
        store.finish_stage("edges")
        found = store.keep_coverage()
        assert not {"count_files", "count_references", "count_generated", "count_problems"} & set(asked)
        monkeypatch.undo()
        assert found == counted_anew(store)


def take(store: Store, step: str, told: list[Any]) -> None:
    """Take one of `steps`, but for those that need another store."""
    if step == "write":
        records = [sharing(path, its) for path, its in told[0].items()]
        store.replace_files(records)
        write_vectors(store, records)
    elif step == "remove":
        store.replace_files((), sorted(told[0]))
    elif step == "resolve":
        store.write_edges([making(*told)] if told[0] in store.files() else [])
    elif step == "both":
        path, its, kind = told
        store.replace_files([sharing(path, its)], edges=[making(path, {"one": kind})])
    else:
        others: dict[str, Callable[[], object]] = {
            "keep": store.keep_coverage,
            "mend": lambda: store.mend([]),
            "collect": store.collect_garbage,
            "distrust": lambda: store.distrust(FILES[:1]),
            "restamp": lambda: store.restamp({FILES[1]: Stamp("", 11, 12)}),
            "other": lambda: store.set_meta("some", "value"),
            "skip": lambda: store.write_skipped([Skipped("d.bin", "binary")]),
            "general": lambda: store.write_problems("manifest", [GENERAL]),
        }
        others[step]()


@settings(max_examples=60)
@example([("resolve", FILES[0], {"one": KINDS[1]})])
@example(
    [("write", {FILES[1]: NAMES}), ("reopen",), ("write", {FILES[1]: NAMES[1:2]}), ("keep",), ("remove", set(FILES))]
)
@given(steps)
def test_counts_that_were_followed_are_those_counted_anew(given_steps: list[tuple[Any, ...]]) -> None:
    # threads of the lexical index may still tidy up its folder
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as opened:
        store = opened.enter_context(empty_store(Path(folder) / "local"))
        write_all(store, [sharing(path, NAMES[:1]) for path in FILES], [making(FILES[0], {"one": KINDS[0]})])
        store.keep_coverage()
        for step, *told in given_steps:
            if step == "reopen":
                store.close()
                store = opened.enter_context(Store.open(Path(folder) / "local", writable=True))
            else:
                take(store, step, told)
            assert store.coverage() == counted_anew(store)
            with patch.object(store, "_listed", None):
                listed = store.files()
            assert list(store.files().items()) == list(listed.items())
        assert store.keep_coverage() == counted_anew(store)
