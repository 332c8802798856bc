# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest

from tests.support.rust_workspace import check, resolve_text

# name, fixture, expected edges: each shows one rule of name lookup or of what belongs to a type
CASES = [
    ("in one file", "fn a() { b(); }\nfn b() {}", "calls it::a -> it::b"),
    ("a local hides a function", "fn a() { let b = || 1; b(); }\nfn b() {}", ""),
    (
        "a local hides a function only after its own value",
        "fn a() { let b = b(); b(); }\nfn b() {}",
        "calls it::a -> it::b",
    ),
    (
        "a local hides a function in its block only",
        "fn a() { { let b = || 1; b(); } b(); }\nfn b() {}",
        "calls it::a -> it::b",
    ),
    (
        "a parameter hides a function, in tokens too",
        "fn a(b: fn()) { b(); assert!(b()); unknown!(b()); }\nfn b() {}",
        "",
    ),
    (
        "a function inside a function hides the one outside",
        "fn f() { g(); fn g() {} }\nfn g() {}\nfn h() { g(); }",
        "calls it::f -> it::f::g\ncalls it::h -> it::g",
    ),
    (
        "use inside a function binds there only",
        "mod m { pub fn x() {} }\nfn a() { use m::x; x(); }\nfn b() { x(); }",
        "calls it::a -> it::m::x",
    ),
    ("inline module path", "mod m { pub fn x() {} }\nfn a() { m::x(); }", "calls it::a -> it::m::x"),
    (
        "super and self",
        "fn x() {}\nmod m { fn y() { super::x(); self::y(); } }",
        "calls it::m::y -> it::m::y\ncalls it::m::y -> it::x",
    ),
    ("crate", "mod m { fn y() { crate::x(); } }\nfn x() {}", "calls it::m::y -> it::x"),
    ("renamed import", "mod m { pub fn x() {} }\nuse m::x as z;\nfn a() { z(); }", "calls it::a -> it::m::x"),
    (
        "re-exports through two modules",
        "mod a { pub use super::b::x; }\nmod b { pub use super::c::*; }\nmod c { pub fn x() {} }\nfn f() { a::x(); }",
        "calls it::f -> it::c::x",
    ),
    (
        "a cycle of globs still finds what stands outside it",
        "mod a { pub use super::b::*; pub fn x() {} }\nmod b { pub use super::a::*; }\nfn f() { b::x(); b::y(); }",
        "calls it::f -> it::a::x",
    ),
    ("a glob does not bring in private names", "mod m { fn x() {} }\nuse m::*;\nfn f() { x(); }", ""),
    (
        "tests see private names of their parent",
        "fn x() {}\nmod tests { use super::*; fn t() { x(); } }",
        "calls it::tests::t -> it::x",
    ),
    (
        "associated function of a type",
        "struct S;\nimpl S { fn new() -> S { S } }\nfn f() { S::new(); }",
        "calls it::f -> it::S::new",
    ),
    (
        "an alias is its type",
        "struct S;\nimpl S { fn new() -> S { S } }\ntype A = S;\nfn f() { A::new(); }",
        "calls it::f -> it::S::new",
    ),
    (
        "methods of one name on two types",
        "struct A; struct B;\nimpl A { fn m(&self) {} fn n(&self) { self.m() } }\nimpl B { fn m(&self) {} fn n(&self) { self.m() } }",
        "calls it::A::n -> it::A::m\ncalls it::B::n -> it::B::m",
    ),
    (
        "a bare call never means the type's own method",
        "fn helper() {}\nstruct S;\nimpl S { fn helper(&self) {} fn m(&self) { helper() } }",
        "calls it::S::m -> it::helper",
    ),
    (
        "Self in an impl",
        "struct S;\nimpl S { fn new() -> Self { S } fn f() { Self::new(); } }",
        "calls it::S::f -> it::S::new",
    ),
    (
        "a method in another impl block and another file",
        "//- src/lib.rs crate:it\nmod b;\npub struct S;\nimpl S { pub fn m(&self) { self.n() } }\n//- src/b.rs\nuse super::S;\nimpl S { pub fn n(&self) {} }",
        "calls it::S::m -> it::b::S::n",
    ),
    (
        "an inherent method comes before a trait's",
        "trait T { fn m(&self); }\nstruct S;\nimpl T for S { fn m(&self) {} }\nimpl S { fn m(&self) {} fn n(&self) { self.m() } }",
        "calls it::S::n -> it::S::m",
    ),
    (
        "a default method of a trait that the type implements",
        "trait T { fn m(&self) {} }\nstruct S;\nimpl T for S {}\nimpl S { fn n(&self) { self.m() } }",
        "calls it::S::n -> it::T::m",
    ),
    (
        "within a trait: its own methods and its supertraits'",
        "trait A { fn a(&self); }\ntrait B: A { fn b(&self) { self.a(); self.b(); Self::c(); } fn c(); }",
        "calls it::B::b -> it::A::a\ncalls it::B::b -> it::B::b\ncalls it::B::b -> it::B::c",
    ),
    (
        "a trait's method by path",
        "trait T { fn m(&self); }\nfn f<X: T>(x: X) { T::m(&x); <X as T>::m(&x); X::m(&x); }",
        "calls it::f -> it::T::m\ncalls it::f -> it::T::m\ncalls it::f -> it::T::m",
    ),
    (
        "the impl's method where the type is named",
        "trait T { fn m(); }\nstruct S;\nimpl T for S { fn m() {} }\nfn f() { <S as T>::m(); S::m(); }",
        "calls it::f -> it::S::m\ncalls it::f -> it::S::m",
    ),
    (
        "a type parameter of another trait stays open",
        "fn f<X: Clone>() { X::m(); }\nstruct X;\nimpl X { fn m() {} }",
        "",
    ),
    ("cfg alternatives are not chosen from", "#[cfg(a)] fn x() {}\n#[cfg(not(a))] fn x() {}\nfn f() { x(); }", ""),
    ("arguments of macros", 'fn x() {}\nfn f() { println!("{}", x()); }', "calls it::f -> it::x"),
    ("what a macro's body calls is not known", "macro_rules! m { () => { x() } }\nfn x() {}", ""),
    ("attributes among tokens call nothing", "fn not() {}\nfn f() { m! { #[cfg(not(a))] let x = 1; } }", ""),
    (
        "macros: textual scope, then export",
        "macro_rules! m { () => {} }\nfn f() { m!(); }\nmod n { #[macro_export] macro_rules! o { () => {} } }\nfn g() { crate::o!(); }",
        "calls it::f -> it::m\ncalls it::g -> it::n::o",
    ),
    (
        "items inside a macro call",
        "cfg_rt! { pub fn x() {} }\nfn f() { x(); }",
        "calls it::f -> it::x",
    ),
    (
        "a library of the workspace under another name",
        "//- a/src/lib.rs crate:alpha\npub mod m { pub fn x() {} }\n//- b/src/lib.rs crate:beta deps:al=a\nuse al::m;\nfn f() { m::x(); al::m::x(); }",
        "calls beta::f -> alpha::m::x\ncalls beta::f -> alpha::m::x",
    ),
    (
        "the program of a package sees its library",
        "//- a/src/lib.rs crate:alpha\npub fn x() {}\n//- a/src/main.rs crate:prog kind:bin\nfn main() { alpha::x(); }",
        "calls prog::main -> alpha::x",
    ),
    (
        "private to its crate",
        "//- a/src/lib.rs crate:alpha\npub(crate) fn x() {}\n//- b/src/lib.rs crate:beta deps:alpha=a\nfn f() { alpha::x(); }",
        "",
    ),
    (
        "the edition of 2015 starts imports at the root",
        "//- src/lib.rs crate:it edition:2015\nmod m { pub fn x() {} }\nmod n { use m::x; fn f() { x(); } }",
        "calls it::n::f -> it::m::x",
    ),
    (
        "files as modules",
        "//- src/lib.rs crate:it\nmod a;\nfn f() { a::b::x(); }\n//- src/a/mod.rs\npub mod b;\n//- src/a/b.rs\npub fn x() { super::super::f() }",
        "calls it::a::b::x -> it::f\ncalls it::f -> it::a::b::x",
    ),
]


@pytest.mark.parametrize(("fixture", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_calls(fixture: str, expected: str) -> None:
    check(fixture, expected)


def test_each_unresolved_reference_says_why() -> None:
    found = resolve_text(
        "use std::fs;\nuse ext::*;\nfn f<T: Clone>(x: Y) { fs::read(1); g(); T::m(); q.m(); self::z(); drop(1); }",
    ).open()
    assert found == [
        "external Clone std",
        "external drop std",
        "external fs std",
        "external read std",
        "unresolved * external-glob",
        "unresolved Y external-glob",
        "unresolved g external-glob",
        "unresolved m receiver-type-unknown",
        "unresolved m type-parameter",
        "unresolved z path-not-found",
    ]


def test_many_globs_of_unknown_names_are_looked_up_in_bounded_time() -> None:
    globs = "".join(f"use n{n}::*;\n" for n in range(40))
    done = resolve_text(f"{globs}fn x() {{}}\nfn f() {{ x(); y(); }}\nmod m {{ use super::*; fn g() {{ z(); }} }}")
    assert done.lines("calls") == ["calls it::f -> it::x"]


def test_globs_in_circles_bring_what_stands_anywhere_in_them() -> None:
    count = 16
    globs = [" ".join(f"pub use super::m{(n + step) % count}::*;" for step in (1, 2, 5, 7, 11)) for n in range(count)]
    modules = "".join(f"pub mod m{n} {{ {globs[n]} pub fn f{n}() {{}} }}\n" for n in range(count))
    calls = "".join(f"m{n}::f{m}();" for n in range(count) for m in range(count))
    done = resolve_text(f"{modules}fn f() {{ {calls} }}")
    assert sorted(set(done.lines("calls"))) == sorted(f"calls it::f -> it::m{n}::f{n}" for n in range(count))
    assert done.open() == []


def test_alternatives_keep_their_candidates() -> None:
    done = resolve_text("#[cfg(a)] fn x() {}\n#[cfg(not(a))] fn x() {}\nfn f() { x(); }")
    (reference,) = done.edges["src/lib.rs"].open
    assert reference.state == "ambiguous"
    assert len(reference.candidates) == 2
    assert {done.symbols[it].qualified_name for it in reference.candidates} == {"it::x"}


def test_a_name_after_a_glob_of_an_unseen_crate_is_left_open_inside_a_body() -> None:
    done = resolve_text("//- src/lib.rs crate:it deps:ext\nfn x() {}\nfn f() { use ext::*; x(); }")
    assert done.lines("calls") == []
    assert "unresolved x external-glob" in done.open()


def test_a_call_of_a_local_is_no_open_reference() -> None:
    assert resolve_text("fn a(b: fn()) { b(); m!(b()); }").open() == ["unresolved m name-not-found"]
