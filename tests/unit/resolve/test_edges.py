# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rust_workspace import check, resolve_text

CASES = [
    (
        "implements and overrides",
        "trait T { fn m(&self); }\nstruct S;\nimpl T for S { fn m(&self) {} }",
        "implements it::S -> it::T\noverrides it::S::m -> it::T::m",
        ("implements", "overrides"),
    ),
    (
        "a trait for a type of another crate starts at the impl",
        "trait T {}\nimpl T for Vec<u8> {}\nimpl !T for String {}",
        "implements it::Vec -> it::T",
        ("implements",),
    ),
    (
        "tests besides calls",
        "fn x() {}\n#[test]\nfn t() { x(); assert!(x()); }",
        "calls it::t -> it::x\ncalls it::t -> it::x\ntests it::t -> it::x\ntests it::t -> it::x",
        ("calls", "tests"),
    ),
    (
        "constructors are uses of types",
        "struct P(u8);\nenum E { A(u8), B }\nfn f() { P(1); E::A(1); let x = E::B; }",
        "uses-type it::f -> it::E::A\nuses-type it::f -> it::E::B\nuses-type it::f -> it::P",
        ("calls", "uses-type"),
    ),
    (
        "a function as a value is a reference, not a call",
        "mod m { pub fn x() {} }\nfn f() { g(m::x); }\nfn g<T>(t: T) {}",
        "calls it::f -> it::g\nreferences it::f -> it::m::x",
        ("calls", "references"),
    ),
    (
        "imports: every name space, modules and globs of enums",
        "pub mod m { pub struct S; pub enum E { A } }\nuse m::S;\nuse m::E::*;\nfn f() { let x = A; }",
        "imports it -> it::m::E\nimports it -> it::m::S",
        ("imports",),
    ),
    (
        "types in fields, bounds and associated types",
        "struct A;\ntrait T { type O; fn m() -> Self::O; }\nstruct B<X: T> { a: Vec<A>, x: X }",
        "uses-type it::B -> it::T\nuses-type it::B::a -> it::A\nuses-type it::T::m -> it::T::O",
        ("uses-type",),
    ),
    (
        "derives of the workspace",
        "//- m/src/lib.rs crate:mac kind:proc-macro\n#[proc_macro_derive(Mine)]\npub fn derive_mine(i: u8) {}\n//- b/src/lib.rs crate:beta deps:mac=m\nuse mac::Mine;\n#[derive(Debug, Mine)]\nstruct S;",
        "derives beta::S -> mac::derive_mine",
        ("derives",),
    ),
]


@pytest.mark.parametrize(("fixture", "expected", "kinds"), [case[1:] for case in CASES], ids=[it[0] for it in CASES])
def test_edges(fixture: str, expected: str, kinds: tuple[str, ...]) -> None:
    check(fixture, expected, *kinds)


ALL = "\n".join(f"mod m{number} {{ {case[1]} }}" for number, case in enumerate(CASES) if "//- " not in case[1])


def test_invariant_03_no_edge_without_evidence() -> None:
    done = resolve_text(ALL)
    source = done.sources["src/lib.rs"].encode()
    edges = done.edges["src/lib.rs"].edges
    assert edges
    for edge in edges:
        span = edge.evidence.span
        text = source[span.start : span.end].decode()
        target = done.symbols[edge.dst]
        assert edge.evidence.path == "src/lib.rs"
        assert source.count(b"\n", 0, span.start) + 1 == span.start_line
        assert text in {target.name, "*"}
        assert edge.src in done.symbols


def test_the_same_workspace_gives_the_same_edges_in_any_order() -> None:
    text = (
        "//- a/src/lib.rs crate:alpha\nmod m;\npub use m::*;\npub fn x() { y() }\n//- a/src/m.rs\npub fn y() { super::x() }\n"
        "//- b/src/lib.rs crate:beta deps:alpha=a\nuse alpha::*;\nfn f() { x(); y(); }"
    )
    assert resolve_text(text).edges == resolve_text(text, backwards=True).edges


def test_one_file_resolves_alike_alone_and_among_all() -> None:
    done = resolve_text(ALL)
    again = resolve_text(ALL)
    assert done.edges["src/lib.rs"] == again.edges["src/lib.rs"]


PIECES = st.sampled_from(
    [
        "fn f() { g(); h::x(); Self::y(); self.z(); <A as B>::c(); }",
        "mod h { pub use super::*; pub fn x() {} }",
        "use h::*;",
        "use self::h as k;",
        "use crate::k::h::k as h;",
        "pub use a::{self, b as a};",
        "struct A(A);",
        "type B = B;",
        "type C = <C as B>::C;",
        "trait T: T + U { fn c(); }",
        "trait U: T {}",
        "impl<X: X> T for X { fn c() { X::c(); Self::c() } }",
        "impl T for T {}",
        "impl Self { fn y() {} }",
        "enum E { A, B(E) } use E::*;",
        "macro_rules! m { () => { m!() } }",
    ],
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=10))
def test_nothing_written_makes_resolving_fail(pieces: list[str]) -> None:
    done = resolve_text("\n".join(pieces))
    assert set(done.edges) == {"src/lib.rs"}


def test_what_a_file_rests_on_does_not_depend_on_which_was_resolved_before() -> None:
    uses = "use crate::bound::{Show, W};\npub fn shows(it: W<u8>) { it.show(); crate::again(); }\n"
    text = (
        "//- src/lib.rs crate:it\npub mod bound;\npub mod first;\npub mod again;\npub use again::again;\npub mod second;\n"
        "//- src/bound.rs\npub trait Mark {}\nimpl Mark for u8 {}\npub trait Show { fn show(&self) {} }\n"
        "pub struct W<T>(pub T);\nimpl<T: Mark> Show for W<T> {}\n"
        f"//- src/again.rs\npub fn again() {{}}\n//- src/first.rs\n{uses}//- src/second.rs\n{uses}"
    )
    assert resolve_text(text).edges == resolve_text(text, backwards=True).edges
