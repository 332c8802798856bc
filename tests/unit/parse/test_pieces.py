# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""A file that is read with what is known of an earlier version gives the facts that it gives alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.parse.assembly import Assembly
from codegraph.parse.codec import decode, encode
from codegraph.parse.parsing import parse_file, parse_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.parse.events import Event
    from codegraph.parse.pieces import Cut

ITEMS = [
    "use std::fmt::{self as f, Display};",
    "//! Docs of the file.",
    "#![allow(dead_code)]",
    "/// Docs.\n// and a remark\n#[derive(Clone, serde::Serialize)]\npub struct S<T: Display> {\n    a: Vec<T>,\n    b: u8,\n}",
    "enum E { A(u8), B { x: S<u8> } }",
    'impl<T> Display for S<T> {\n    fn fmt(&self, to: &mut f::Formatter) -> f::Result { write!(to, "é {}", self.b) }\n}',
    "fn shadowing(call: fn()) { call(); let other = call; other(); }",
    "fn long(x: u8) -> u8 {\n" + "    x.clone().max(1); // and a long remark about it\n" * 60 + "    x\n}",
    "macro_rules! twice { ($n:ident) => { fn $n() { helper(); } } }",
    "twice!(made);",
    "twice! { one }",
    "- 1;",
    "(two);",
    ";",
    "cfg_rt! { pub fn spawned() { if a && b { return c(); } } }",
    "mod inner {\n    //! Inner docs.\n    pub fn nested() { fn deepest() {} deepest() }\n    #[cfg(test)]\n    mod tests { #[test]\n fn it() { super::nested() } }\n}",
    "const C: u8 = { one() + matches!(two(), Some(3)) as u8 };",
    "let value = thing();",
    "value(1);",
    "/* a remark",
    "fn broken( {",
    "}",
    "#[attribute]",
    "trait T { const X: u8; type O: Display; fn t(&self) -> Self::O; }",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=14),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 2), st.sampled_from([*ITEMS, "", " ", "\n\n", "x"])), max_size=5
    ),
)
def test_an_earlier_version_changes_nothing(items: list[str], edits: list[tuple[float, int, str]]) -> None:
    facts = parse_file("a.rs", "rust", "\n".join(items).encode())
    for where, count, put in edits:
        at = int(where * len(items))
        items = [*items[:at], put, *items[at + count :]]
        source = "\n".join(items).encode()
        alone = parse_file("a.rs", "rust", source)
        assert parse_version("a.rs", "rust", source, facts).facts == alone
        facts = decode(encode(alone))
        assert facts == alone


def test_the_first_line_of_a_script_is_none_in_the_middle_of_a_file() -> None:
    before, after = b"f();\n#![a]\nuse b;\n", b"f();\n#!0[a]\nuse b;\n"
    found = parse_version("a.rs", "rust", after, parse_file("a.rs", "rust", before)).facts
    assert found == parse_file("a.rs", "rust", after)
    assert found.problems


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=10), st.integers(0, 400), st.integers(0, 9), st.text(max_size=3)
)  # fmt: skip
def test_an_edit_anywhere_is_read_as_it_is_alone(items: list[str], at: int, gone: int, put: str) -> None:
    before = "\n".join(items).encode()
    after = before[:at] + put.encode("utf-8", "surrogatepass") + before[at + gone :]
    alone = parse_file("a.rs", "rust", after)
    known = parse_file("a.rs", "rust", before)
    found, same = parse_version("a.rs", "rust", after, known)
    assert found == alone
    for index, earlier in same.items():
        start, end, _, _ = found.symbols[index].span
        first, last, _, _ = known.symbols[earlier].span
        assert after[start:end] == before[first:last]


@pytest.mark.parametrize("gap", ["\n\n", " \n", "\n ", "  "])
def test_lines_between_definitions_may_change_alone(gap: str) -> None:
    before = "fn a() {}\n\nfn b() {}\n\nfn c() {}\n\nfn d() { x }"
    after = before.replace("\n\nfn c", gap + "fn c").replace("{ x }", "{ y }").encode()
    found, same = parse_version("a.rs", "rust", after, parse_file("a.rs", "rust", before.encode()))
    assert len(same) == 3
    assert found == parse_file("a.rs", "rust", after)


def test_what_did_not_change_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "\n".join(f"/// Docs of {n}.\nfn f{n}(x: u8) -> u8 {{ x + {n} }}" for n in range(50))
    before = parse_file("a.rs", "rust", source.encode())
    read: list[str] = []
    known = Assembly.read

    def noted(self: Assembly, cut: Cut, events: Sequence[Event]) -> None:
        read.append(self.source[cut.start : cut.end].decode())
        known(self, cut, events)

    monkeypatch.setattr(Assembly, "read", noted)
    facts, same = parse_version("a.rs", "rust", source.replace("x + 20", "x + two").encode(), before)
    assert same == {n: n for n in range(1, 51) if n != 21}
    assert [fact.name for fact in facts.symbols[1:]] == [f"f{n}" for n in range(50)]
    assert read == ["/// Docs of 20.\nfn f20(x: u8) -> u8 { x + two }"]


def test_facts_that_do_not_fit_together_are_not_used() -> None:
    source = b"fn a() {}\nfn b() {}"
    facts = parse_file("a.rs", "rust", source)
    later = source + b"\n\nfn c() {}"
    alone = parse_file("a.rs", "rust", later)
    assert facts.pieces
    for damaged in (facts._replace(bodies=b"x"), facts._replace(symbols=facts.symbols[:1])):
        assert parse_version("a.rs", "rust", later, damaged) == (alone, {})
    assert parse_version("a.rs", "rust", later, facts._replace(language="python")) == (alone, {})
