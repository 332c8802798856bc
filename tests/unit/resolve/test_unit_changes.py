"""Which changes of a file are told without a look at all of it."""

from __future__ import annotations

import pytest

from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import Place, bind_symbols
from codegraph.resolve.unit_changes import Changes, changes_of
from codegraph.resolve.unit_making import make_unit

PATH = "src/lib.rs"
TEXT = """pub struct A { held: u8 }
impl A { pub fn get(&self) -> u8 { self.held } }
pub trait Named { fn name(&self); }
mod inner { pub fn deep() {} }
pub fn last() {}
"""


def unit(text: str) -> bytes:
    place = Place("it", ("crate", "it"), "it", (), None, "")
    facts = parse_file(PATH, "rust", text.encode())
    ids = [symbol.id for symbol in bind_symbols(PATH, facts, place)]
    return make_unit(PATH, facts, ids, "it")[0]


def names(old: str, new: str) -> tuple[list[str], list[str]] | None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    found = changes_of(unit(TEXT), unit(text))
    symbols = parse_file(PATH, "rust", text.encode()).symbols
    return None if found is None else tuple([symbols[index].name for index in listed] for listed in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new", "altered", "added"),
    [
        ("pub fn last() {}", "pub fn last() { 1; }", [], []),
        ("pub fn last() {}", "pub fn last(it: u8) {}", ["last"], []),
        ("get(&self) -> u8", "get(&self) -> u16", ["get"], []),
        ("fn name(&self);", "fn name(&self) -> u8;", ["name"], []),
        ("pub fn last", "fn fresh() {}\npub fn last", [], ["fresh"]),
        ("pub fn deep() {}", "pub fn deep(it: u8) {} #[test] fn fresh() {}", ["deep"], ["fresh"]),
    ],
)
def test_functions_are_told_apart(old: str, new: str, altered: list[str], added: list[str]) -> None:
    assert names(old, new) == (altered, added)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pub fn last() {}", ""),
        ("pub fn last", "fn last"),
        ("fn name(&self);", "fn name(&self); fn more(&self);"),
        ("pub fn get", "pub fn more(&self) {} pub fn get"),
        ("held: u8", "held: u16"),
        ("pub fn last", "use inner::deep;\npub fn last"),
        ("pub fn last", "macro_rules! m { () => {} }\npub fn last"),
        ("pub fn last", "pub struct B;\npub fn last"),
        ("pub fn last() {}", "pub fn last() { fn within() {} }"),
    ],
)
def test_all_else_is_told_anew(old: str, new: str) -> None:
    assert names(old, new) is None


def test_damaged_units_are_told_anew() -> None:
    whole = unit(TEXT)
    assert changes_of(whole, whole) == Changes([], [])
    for damaged in (b"", whole[:100], whole.replace(b"[", b"{", 3)):
        assert changes_of(damaged, whole) is None
        assert changes_of(whole, damaged) is None
