"""What a user's query may say: reading, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreError, UsageError
from codegraph.store.asking import refuse_unsafe
from tests.support.store import empty_store, record, write_all

if TYPE_CHECKING:
    from pathlib import Path

READING = [
    "?[name] := *node{name}",
    "?[name] := *node{name, kind:k}, k in ['function'] :limit 5 :order name",
    "?[name] := *node:by_name{name}, name >= 'a' # :put is only a word here",
    '?[x] := x = "a :put b ::remove"',
    "?[x] := x = 'CsvReader'",
    '?[x] := x = ___"a " quote :rm"___',
    "?[x] := x = 7 % 4",
    "r[a, b] := *edge{src: a, dst: b} ?[a, min(b)] := r[a, b] :timeout 1 :offset 2 :sort a",
]
REFUSED = [
    "?[a] <- [[1]] :put node {a}",
    "?[a] <- [[1]] :PUT node {a}",
    "?[id] := *node{id} :rm node {id}",
    "?[a] <- [[1]] :create other {a}",
    "?[a] <- [[1]] :replace other {a}",
    "::remove node",
    "?[a] := a = 1\n::compact",
    "?[a] <~ CsvReader(url: 'file:///etc/passwd', types: ['String'])",
    "?[a] <~ JsonReader (url: 'http://x')",
    "?[a] <~ RdfReader/* */(url: 'x')",
    '?[a] := a = "\\" <~ CsvReader(url: 1) \\""',
    "%loop {?[a] <- [[1]]} %end",
    "{?[a] <- [[1]] :ensure node {a}}",
]


@pytest.mark.parametrize("script", READING)
def test_a_reading_query_is_taken(script: str) -> None:
    refuse_unsafe(script)


@pytest.mark.parametrize("script", REFUSED)
def test_invariant_15_a_query_cannot_write_or_read_files(script: str) -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unsafe(script)
    assert caught.value.hint


def test_a_query_gives_columns_and_rows_up_to_the_limit(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record("a.rs", ["one", "two", "three"])])
        answer = store.query("?[name] := *node{name, kind}, kind in ['function'] :order name", limit=2)
        assert answer.headers == ("name",)
        assert answer.rows == [["one"], ["three"]]
        assert answer.truncated
        assert store.query("?[n] := *node{name: $name, kind}, n = kind", {"name": "one"}).rows == [["function"]]


def test_a_query_that_is_none_says_so(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store, pytest.raises(StoreError, match="refused"):
        store.query("what calls main?")


def test_a_query_without_end_is_ended(tmp_path: Path) -> None:
    endless = "r[a] := a = 1 r[b] := r[a], b = a + 1, b < 100000000 ?[count(a)] := r[a]"
    with empty_store(tmp_path / "local") as store, pytest.raises(StoreError, match="time"):
        store.query(endless, timeout=0.2)
