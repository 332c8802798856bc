"""What macro calls become is the same whether it is known or made anew; what is damaged is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.resolve.expansion_cache import ExpansionCache
from codegraph.resolve.resolver import Resolver
from tests.support.rust_workspace import Resolved, resolve_text

if TYPE_CHECKING:
    from codegraph.model import FileEdges

TEXT = """\
//- src/lib.rs crate:it deps:dep=dep
#[macro_use] mod m;
mod a;
mod b;
//- src/m.rs
macro_rules! made { ($n:ident) => { pub fn $n() { let x = 1; crate::m::own(); inner!($n); } } }
macro_rules! outer { ($n:ident) => { macro_rules! within { () => { pub fn $n() {} } } within!(); } }
macro_rules! endless { ($($t:tt)*) => { endless!($($t)* $($t)*); } }
macro_rules! broken { () => { fn ( } }
pub fn own() {}
//- src/a.rs
made!(one); outer!(two); outer!(three); made!();
use dep::shared as renamed;
renamed!(four);
struct S; impl S { made!(method); }
fn f(s: S) { one(); two(); made!(local); dep::shared!(five); }
//- src/b.rs
made!(one); broken!(); endless!(a b c); unknown!(x);
fn g() { one(); }
//- dep/src/lib.rs crate:dep
#[macro_export] macro_rules! shared { ($n:ident) => { pub fn $n() -> $crate::T { todo!() } } }
pub struct T;
"""


def again(done: Resolved, cache: ExpansionCache) -> dict[str, FileEdges]:
    resolver = Resolver.build(done.units, done.tree, done.packages, None, cache)
    return {path: resolver.resolve_file(path, facts) for path, facts in done.files.items()}


def test_known_expansions_give_what_new_ones_give(monkeypatch: pytest.MonkeyPatch) -> None:
    done = resolve_text(TEXT)
    first = ExpansionCache()
    assert again(done, first) == done.edges
    assert first.made
    assert first.made.keys() == first.used
    known = ExpansionCache(first.made)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("codegraph.resolve.generated.parse_file", refuse)
    assert again(done, known) == done.edges
    assert not known.made
    assert known.used == first.used


def test_damaged_expansions_are_made_anew() -> None:
    done = resolve_text(TEXT)
    first = ExpansionCache()
    again(done, first)
    forged = {key: data[:-1] + bytes([data[-1] ^ 1]) for key, data in first.made.items()}
    forged |= dict.fromkeys(list(forged)[:3], b"")
    cache = ExpansionCache(forged)
    assert again(done, cache) == done.edges
    assert cache.made == first.made


@pytest.mark.parametrize(
    ("old", "new"),
    [("let x = 1;", "let x = own();"), ("made!(one);", "made!(uno);"), ("crate:dep", "crate:dep edition:2018")],
)
def test_what_an_expansion_depends_on_makes_it_anew(old: str, new: str) -> None:
    cache = ExpansionCache()
    again(resolve_text(TEXT), cache)
    changed = resolve_text(TEXT.replace(old, new))
    assert again(changed, ExpansionCache(cache.made)) == changed.edges


def test_what_was_made_is_handed_over_once() -> None:
    cache = ExpansionCache()
    again(resolve_text(TEXT), cache)
    made, used = cache.take()
    assert made
    assert used
    assert cache.take() == ({}, set())
