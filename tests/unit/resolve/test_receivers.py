# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest

from tests.support.rust_workspace import check

TYPES = "struct A { b: B, p: Box<B>, d: Box<dyn T>, s: std::sync::Mutex<B>, }\nstruct B;\nimpl B { fn new() -> Self { B } fn m(&self) {} fn pair() -> (B, B) {} }\ntrait T { fn t(&self); }\n"

CASES = [
    ("a field", "impl A { fn f(&self) { self.b.m() } }", "it::A::f -> it::B::m"),
    ("a field behind a box", "impl A { fn f(&self) { self.p.m() } }", "it::A::f -> it::B::m"),
    (
        "a box answers for itself",
        "impl Clone for B { fn clone(&self) -> B { B } }\nimpl A { fn f(&self) { self.p.clone() } }",
        "",
    ),
    ("a trait object", "impl A { fn f(&self) { self.d.t() } }", "it::A::f -> it::T::t"),
    ("a lock is not what it holds", "impl A { fn f(&self) { self.s.m() } }", ""),
    ("a parameter", "fn f(b: &B, a: &mut A) { b.m(); a.b.m() }", "it::f -> it::B::m\nit::f -> it::B::m"),
    ("an annotated local", "fn f() { let b: B = g(); b.m() }", "it::f -> it::B::m"),
    ("a struct literal", "fn f() { let b = B {}; b.m() }", "it::f -> it::B::m"),
    ("a constructor", "fn f() { let b = B::new(); b.m() }", "it::f -> it::B::m\nit::f -> it::B::new"),
    ("a method that nothing has says nothing", "fn f() { let b = B::new().other(); b.m() }", "it::f -> it::B::new"),
    ("an async function gives a future", "async fn g() -> B { B }\nfn f() { let b = g(); b.m() }", "it::f -> it::g"),
    ("a tuple is not its parts", "fn f() { let b = B::pair(); b.m() }", "it::f -> it::B::pair"),
    ("a name bound twice means what bound it last", "fn f(b: B) { let b = g(&b); b.m() }", ""),
    ("a closure's parameter of that name hides it", "fn f(b: B) { let c = |b| b.m(); }", ""),
    ("a pattern of that name hides it", "fn f(b: B) { if let Some(b) = g() { b.m() } }", ""),
    ("tokens that bind the name hide it", "fn f(b: B) { select! { b = g() => b.m() } }", ""),
    ("tokens that only use it do not", "fn f(b: B) { assert!(b.m()); }", "it::f -> it::B::m"),
    ("a bound of a type parameter", "fn f<X: T>(x: X, y: &X) { x.t(); y.t() }", "it::f -> it::T::t\nit::f -> it::T::t"),
    ("impl Trait and dyn Trait", "fn f(x: impl T, y: &dyn T) { x.t(); y.t() }", "it::f -> it::T::t\nit::f -> it::T::t"),
    ("where clauses", "fn f<X>(x: X) where X: Clone + T { x.t() }", "it::f -> it::T::t"),
    (
        "a field of a type parameter",
        "struct G<X> { x: X }\nimpl<Y: T> G<Y> { fn f(&self) { self.x.t() } }",
        "it::G::f -> it::T::t",
    ),
    ("a field of a type argument", "struct G<X> { x: X }\nfn f(g: G<B>) { g.x.m() }", "it::f -> it::B::m"),
    (
        "a method that needs &mut is not reached through &",
        "impl std::io::Read for B { fn read(&mut self) {} }\nfn f(b: &B) { b.read() }",
        "",
    ),
    (
        "a reference that has the trait itself answers before what it points to",
        "impl T for B { fn t(&self) {} }\nimpl<'a> T for &'a mut B { fn t(&self) {} }\nfn f(b: &mut B, c: &B) { b.t(); c.t() }",
        "it::f -> it::'a mut B::t\nit::f -> it::B::t",
    ),
    ("a type of another crate", "fn f(v: Vec<B>) { v.m() }", ""),
    ("a raw pointer that is followed", "fn f(v: *const B) { unsafe { (*v).m() } }", "it::f -> it::B::m"),
    ("a chain", "fn f() { B::new().m() }", "it::f -> it::B::m\nit::f -> it::B::new"),
]


@pytest.mark.parametrize(("fixture", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_receivers(fixture: str, expected: str) -> None:
    check(TYPES + fixture, "\n".join(f"calls {line}" for line in expected.splitlines()))
