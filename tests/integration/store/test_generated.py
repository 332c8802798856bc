"""Symbols that macros make come with the edges of their file, and go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.model import FileEdges, Problem, Span, Symbol, SymbolKind
from codegraph.store import schema
from codegraph.store.tables import edge_tables
from tests.support.store import edge, empty_store, file_edges, id_of, record, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.store import Store

A, B = "src/a.rs", "src/b.rs"
PROBLEM = Problem(A, "resolve", "macro-too-deep", "m! is not expanded", Span(1, 2, 3, 4))


def symbol(name: str, signature: str = "") -> Symbol:
    """Make a generated symbol of file A."""
    return Symbol(id_of(f"{A}:{name}"), SymbolKind.FUNCTION, name, f"a::{name}", A, "rust", Span(5, 20, 2, 3),
                  2, id_of(A), signature, "", "", (), "", ("generated",), 0)  # fmt: skip


def with_made(*names: str, signature: str = "", problems: tuple[Problem, ...] = ()) -> FileEdges:
    """Give the edges of file A with generated symbols, each called by `alpha`."""
    calls = [edge(A, f"{A}:alpha", f"{A}:{name}", at=10 * n) for n, name in enumerate(names)]
    return file_edges(A, calls)._replace(generated=tuple(symbol(name, signature) for name in names), problems=problems)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with empty_store(tmp_path / "local") as made:
        write_all(made, [record(A, ["alpha"]), record(B, ["beta"])], [with_made("Made", "other", problems=(PROBLEM,))])
        yield made


def names(store: Store) -> list[str]:
    return [it.name for it in store.symbols_in(A)]


def test_they_are_symbols_like_any_other(store: Store) -> None:
    assert set(names(store)) == {A, "alpha", "Made", "other"}
    assert store.symbols_by_name("Made") == [symbol("Made")]
    assert store.symbols_by_name("made", any_case=True) == [symbol("Made")]
    assert store.symbols_by_qualified("a::Made") == [symbol("Made")]
    assert [it.symbol for it in store.edges_from([id_of(f"{A}:alpha")])] == [symbol("Made"), symbol("other")]
    assert store.problems() == [PROBLEM]


def test_written_again_they_are_there_once(store: Store) -> None:
    before = store.revision
    store.write_edges([with_made("Made", "other", problems=(PROBLEM,))])
    assert store.revision == before
    store.write_edges([with_made("Made", "other", signature="fn ()", problems=(PROBLEM,))])
    assert store.revision > before
    assert store.symbols_by_name("Made") == [symbol("Made", "fn ()")]
    assert len(names(store)) == 4
    assert store.problems() == [PROBLEM]


def test_they_go_where_the_macro_makes_them_no_longer(store: Store) -> None:
    store.write_edges([with_made("other")])
    assert set(names(store)) == {A, "alpha", "other"}
    assert store.symbols_by_name("Made") == store.symbols_by_name("made", any_case=True) == []
    assert store.problems() == []
    store.write_edges([file_edges(A, [])])
    assert names(store) == [A, "alpha"]
    assert store.symbols_by_qualified("a::other") == []
    assert store.edges_from([id_of(f"{A}:alpha")]) == []


def test_other_files_keep_theirs(store: Store) -> None:
    store.write_edges([file_edges(B, [])])
    assert set(names(store)) == {A, "alpha", "Made", "other"}


def test_a_file_that_is_replaced_or_removed_takes_them_along(store: Store) -> None:
    store.replace_files([record(A, ["alpha"], version="2")])
    assert names(store) == [A, "alpha"]
    assert store.symbols_by_name("made", any_case=True) == []
    assert store.problems() == []
    store.write_edges([with_made("Made")])
    assert set(names(store)) == {A, "alpha", "Made"}
    store.replace_files([], [A])
    assert store.symbols_by_name("Made") == store.symbols_by_name("made", any_case=True) == []
    assert [it.path for it in store.export_nodes()] == [B, B]


def test_a_file_that_is_replaced_may_bring_new_ones(store: Store) -> None:
    store.replace_files([record(A, ["alpha"], version="2")], edges=[with_made("Fresh")])
    assert set(names(store)) == {A, "alpha", "Fresh"}
    assert [it.name for it in store.symbols_by_name("fresh", any_case=True)] == ["Fresh"]
    assert store.symbols_by_name("Made") == []


def test_the_digest_tells_every_difference() -> None:
    def digest(one: FileEdges) -> str:
        (row,) = edge_tables([one]).tables["resolution"]
        return str(row[schema.of("resolution").columns.index("digest")])

    plain = with_made("one")
    others = [
        with_made("one", signature="fn ()"),
        with_made("one", problems=(PROBLEM,)),
        plain._replace(generated=()),
        with_made("two"),
    ]
    assert digest(plain) == digest(with_made("one"))
    assert digest(plain) not in {digest(it) for it in others}
    assert len({digest(it) for it in others}) == len(others)
