"""What docs/limitations/resolving-without-a-compiler.md says, shown."""

# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest

from tests.support.rust_workspace import resolve_text

A = "struct A;\nimpl A { fn m(&self) {} }\n"
WITH_EXT = "//- src/lib.rs crate:it deps:ext\n" + A

OPEN = [
    # other crates
    (WITH_EXT + "fn f() { ext::make().m(); }", "unresolved m receiver-type-unknown"),
    (WITH_EXT + "fn f(x: ext::Mutex<A>) { x.lock().m(); }", "unresolved m receiver-type-unknown"),
    (
        WITH_EXT + "fn f(all: Vec<A>) { for x in all.into_iter().sorted() { x.m(); } }",
        "unresolved m receiver-type-unknown",
    ),
    (WITH_EXT + "use ext::*;\nfn f() { g(); }", "unresolved g external-glob"),
    # macros of other crates
    (
        WITH_EXT + "fn f() { ext::select! { x = g() => x.m() } }\nfn g() -> A { A }",
        "unresolved m receiver-type-unknown",
    ),
    (WITH_EXT + "ext::make! { generate x }\nfn f() { x(); }", "unresolved x name-not-found"),
    (
        "//- src/lib.rs crate:it deps:ext\n#[derive(ext::Builder)] struct A;\nfn f() { A::builder(); }",
        "unresolved builder path-not-found",
    ),
    # syntax
    ("macro_rules ! m { () => {} }\nfn f() { m!(); }", "unresolved m name-not-found"),
    ('include!("other.rs");\nfn f() { g(); }', "unresolved g name-not-found"),
    # types that are told only later
    (A + "fn f() { let c = |x| x.m(); c(&A); }", "unresolved m receiver-type-unknown"),
    (A + "fn f() { let mut v = Vec::new(); v[0].m(); v.push(A); }", "unresolved m receiver-type-unknown"),
    # conditions
    ("#[cfg(unix)] fn x() {}\n#[cfg(windows)] fn x() {}\nfn f() { x(); }", "ambiguous x several-definitions"),
    (
        "struct A;\nimpl A { #[cfg(unix)] fn m(&self) {} #[cfg(windows)] fn m(&self) {} }\nfn f(a: A) { a.m(); }",
        "ambiguous m several-definitions",
    ),
    # constants in types
    (
        "struct A<const N: usize>;\nimpl A<1> { fn m(&self) {} }\nimpl A<2> { fn m(&self) {} }\nfn f(a: A<2>) { a.m(); }",
        "ambiguous m several-definitions",
    ),
]

CALLED_EXTERNAL = [
    (WITH_EXT + "fn f(all: Vec<A>) { all.into_iter().sorted(); }", "external sorted std"),
    (WITH_EXT + "impl ext::T for u8 { fn t(self) {} }\nfn f() { 1u8.t(); }", "external t std"),
]

SILENT = [
    (
        "use std::ops::Add;\nstruct A;\nimpl Add for A { type Output = A; fn add(self, other: A) -> A { self } }\nfn f(a: A, b: A) { let _ = a + b; }",
        "an operator",
    ),
    ("struct A;\nimpl Drop for A { fn drop(&mut self) {} }\nfn f() { let _a = A; }", "a drop"),
    ("struct A { f: fn() }\nfn f(a: A) { (a.f)(); }", "a function in a field"),
]


@pytest.mark.parametrize(("fixture", "expected"), OPEN)
def test_stays_open(fixture: str, expected: str) -> None:
    done = resolve_text(fixture)
    assert expected in done.open()
    assert not [line for line in done.lines("calls") if line.endswith("::m")]


@pytest.mark.parametrize(("fixture", "expected"), CALLED_EXTERNAL)
def test_is_called_external_though_it_may_be_of_the_workspace(fixture: str, expected: str) -> None:
    assert expected in resolve_text(fixture).open()


@pytest.mark.parametrize("fixture", [case[0] for case in SILENT], ids=[case[1] for case in SILENT])
def test_a_call_that_no_name_shows_is_no_edge(fixture: str) -> None:
    assert resolve_text(fixture).lines("calls") == []


def test_a_trait_object_leads_to_the_trait() -> None:
    text = "trait T { fn m(&self); }\nstruct A;\nimpl T for A { fn m(&self) {} }\nfn f(a: &dyn T) { a.m(); }"
    assert resolve_text(text).lines("calls", "overrides") == [
        "calls it::f -> it::T::m",
        "overrides it::A::m -> it::T::m",
    ]
