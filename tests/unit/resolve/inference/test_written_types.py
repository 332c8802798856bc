# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Written types: what an annotation, a field or a signature says a value is."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "alias": "type X = A; fn f(x: X) {\n x.m(); //~ A::m\n}",
    "alias with a parameter": "type V<T> = Vec<T>;\nfn f(v: V<A>) {\n v[0].m(); //~ A::m\n}",
    "alias that fixes one of two parameters": """
struct P<X, Y> { x: X, y: Y }
type Q<Y> = P<A, Y>;
fn f(q: Q<B>) {
    q.x.m(); //~ A::m
    q.y.m(); //~ B::m
}""",
    "alias of an alias": "type X = Y; type Y = &'static A;\nfn f(x: X) {\n x.m(); //~ A::m\n}",
    "default of a parameter": """
struct S<T = A> { t: T }
fn f(s: S, u: S<B>) {
    s.t.m(); //~ A::m
    u.t.m(); //~ B::m
}""",
    "default that names another parameter": """
struct S<T, U = Vec<T>> { u: U, t: T }
fn f(s: S<A>) { for x in s.u {
    x.m(); //~ A::m
} }""",
    "const parameter": "struct S<T, const N: usize> { t: [T; N] }\nfn f(s: S<A, 3>) {\n s.t[0].m(); //~ A::m\n}",
    "const parameter first": "struct S<const N: usize, T> { t: [T; N] }\nfn f(s: S<3, A>) {\n s.t[0].m(); //~ A::m\n}",
    "lifetimes are no arguments": """
struct S<'a, T> { t: &'a T }
fn f<'x>(s: S<'x, A>) {
    s.t.m(); //~ A::m
}""",
    "associated type of Self in a trait": """
trait Tr { type Item: Low; fn one(&self) -> Self::Item; fn f(&self) {
    self.one().low(); //~ Tr::one Low::low
} }
trait Low { fn low(&self); }""",
    "associated type of Self in an impl": """
trait Tr { type Item; fn one(&self) -> Self::Item; }
impl Tr for A { type Item = B; fn one(&self) -> Self::Item { B } }
fn f(a: A) {
    a.one().m(); //~ A::one B::m
}""",
    "associated type of a parameter": """
trait Tr { type Out; fn one(&self) -> Self::Out; }
trait Low { fn low(&self); }
fn f<T: Tr>(t: T) where T::Out: Low {
    t.one().low(); //~ Tr::one Low::low
}""",
    "associated type as a field's type": """
trait Tr { type Out; }
impl Tr for A { type Out = B; }
struct S<T: Tr> { out: T::Out }
fn f(s: S<A>) {
    s.out.m(); //~ B::m
}""",
    "qualified associated type": """
trait Tr { type Out; }
impl Tr for A { type Out = B; }
fn f(x: <A as Tr>::Out) {
    x.m(); //~ B::m
}""",
    "qualified associated type of a generic trait": """
trait Tr<T> { type Out; }
impl Tr<u8> for A { type Out = B; }
impl Tr<u16> for A { type Out = C; }
fn f(x: <A as Tr<u8>>::Out, y: <A as Tr<u16>>::Out) {
    x.m(); //~ B::m
    y.m(); //~ C::m
}""",
    "associated type of an associated type": """
trait Tr { type Out: Sub; }
trait Sub { type Low; }
impl Tr for A { type Out = B; }
impl Sub for B { type Low = C; }
fn g<T: Tr>(t: T) -> <T::Out as Sub>::Low { todo!() }
fn f(a: A) {
    g(a).m(); //~ g C::m
}""",
    "associated type with equality in a bound": """
trait Tr { type Out; fn one(&self) -> Self::Out; }
fn f<T: Tr<Out = A>>(t: T) {
    t.one().m(); //~ Tr::one A::m
}""",
    "associated type with a default": """
#![feature(associated_type_defaults)]
trait Tr { type Out = A; fn one(&self) -> Self::Out; }
impl Tr for B { fn one(&self) -> A { A } }
fn f(b: B) { let x: <B as Tr>::Out = b.one();
    x.m(); //~ A::m
}""",
    "generic associated type": """
trait Tr { type Out<T>; fn one<T>(&self, t: T) -> Self::Out<T>; }
impl Tr for A { type Out<T> = Vec<T>; fn one<T>(&self, t: T) -> Vec<T> { vec![t] } }
fn f(a: A) {
    a.one(B)[0].m(); //~ A::one B::m
}""",
    "impl Trait argument": """
trait Tr { fn t(&self); }
fn f(x: impl Tr, y: &impl Tr) {
    x.t(); //~ Tr::t
    y.t(); //~ Tr::t
}""",
    "impl Trait argument with an associated type": """
fn f(x: impl Iterator<Item = A>) { for a in x {
    a.m(); //~ A::m
} }""",
    "impl Trait result": """
trait Tr { fn t(&self); }
impl Tr for A { fn t(&self) {} }
fn g() -> impl Tr { A }
fn f() {
    g().t(); //~ g Tr::t
}""",
    "impl Trait result does not show its type": "fn g() -> impl Clone { A }\nfn f() {\n g().m(); //~ g\n}",
    "dyn": """
trait Tr { fn t(&self); }
fn f(x: &dyn Tr, y: Box<dyn Tr + Send>) {
    x.t(); //~ Tr::t
    y.t(); //~ Tr::t
}""",
    "dyn has inherent methods": """
trait Tr { fn t(&self); }
impl dyn Tr { fn own(&self) {} } //= own
fn f(x: &dyn Tr) {
    x.own(); //~ own
}""",
    "dyn with an associated type": """
fn f(x: &mut dyn Iterator<Item = A>) { let a = x.next().unwrap();
    a.m(); //~ A::m
}""",
    "higher-ranked bound": """
fn g<F>(f: F) where F: for<'a> Fn(&'a A) -> &'a B { }
fn f() { g(|a| {
    a.m(); //~ A::m
    &B }) }""",
    "higher-ranked trait object": """
fn f(g: Box<dyn for<'a> Fn(&'a A) -> B>) {
    g(&A).m(); //~ B::m
}""",
    "function pointer": "fn f(g: fn(A) -> B) {\n g(A).m(); //~ B::m\n}",
    "pointer": "fn f(p: *const A) { unsafe {\n (*p).m(); //~ A::m\n} }",
    "tuple": "fn f(t: (A, (B, C))) {\n t.0.m(); //~ A::m\n t.1.1.m(); //~ C::m\n}",
    "array and slice": "fn f(a: [A; 2], s: &[B]) {\n a[0].m(); //~ A::m\n s[1].m(); //~ B::m\n}",
    "bound on a reference": """
trait Tr { fn t(self) -> B; }
fn f<'a, T>(x: &'a T) where &'a T: Tr {
    x.t().m(); //~ Tr::t B::m
}""",
    "Self in a struct's field": """
struct S { next: Option<Box<Self>>, a: A }
fn f(s: S) { let n = s.next.unwrap();
    n.a.m(); //~ A::m
}""",
    "raw identifiers": "struct r#type; impl r#type { fn r#fn(&self) {} }\nfn f(x: r#type) {\n x.r#fn(); //~ type::fn\n}",
    "placeholder": "fn f(v: Vec<A>) { let w: Vec<_> = v;\n w[0].m(); //~ A::m\n}",
    "placeholder of collect": """
fn f(v: Vec<A>) { let w: Vec<_> = v.into_iter().collect();
    w[0].m(); //~ A::m
}""",
    "a type of the body": """
fn f() {
    struct L; impl L { fn l(&self) {} }
    let l = L;
    l.l(); //~ f::L::l
}""",
    "a type of the body hides one outside": """
fn f() {
    struct A; impl A { fn m(&self) {} //= inner
    }
    let a = A;
    a.m(); //~ inner
}
fn g(a: A) {
    a.m(); //~ A::m
}""",
    "union": "union U { a: std::mem::ManuallyDrop<A> }\nfn f(u: U) { unsafe {\n u.a.m(); //~ A::m\n} }",
    "two types of one name": """
mod x { pub struct T; impl T { pub fn t(&self) {} } }
mod y { pub struct T; impl T { pub fn t(&self) {} } }
fn f(a: x::T, b: y::T) {
    a.t(); //~ x::T::t
    b.t(); //~ y::T::t
}""",
    "a trait's parameter default": """
trait Tr<T = Self> { fn t(&self, x: T) -> T; }
impl Tr for A { fn t(&self, x: A) -> A { x } }
fn f() { let r = A.t(A);
    r.m(); //~ A::m
}""",
    "a bound in the trait's where clause": """
trait Low { fn low(&self); }
trait Tr where Self: Low { fn f(&self) {
    self.low(); //~ Low::low
} }""",
    "a bound on the associated type in the trait's where clause": """
trait Low { fn low(&self); }
trait Tr where Self::Out: Low { type Out; fn one(&self) -> Self::Out; fn f(&self) {
    self.one().low(); //~ Tr::one Low::low
} }""",
    "bounds of the impl hold in its methods": """
trait Low { fn low(&self); }
struct S<T> { t: T }
impl<T> S<T> where T: Low { fn f(&self) {
    self.t.low(); //~ Low::low
} }""",
    "a parameter is not a type of that name": """
struct T; impl T { fn t(&self) {} }
fn f<T>(x: T) {
    x.t(); //~ -
}""",
    "an alias of a crate that is not seen": "fn f(x: other::Thing) {\n x.m(); //~ -\n}",
    "io::Result": """
fn g() -> std::io::Result<A> { Ok(A) }
fn f() -> std::io::Result<()> { let a = g()?;
    a.m(); //~ A::m
    Ok(()) }""",
    "own Result alias": """
struct E;
type Result<T> = std::result::Result<T, E>;
fn g() -> Result<A> { Ok(A) }
fn f() -> Result<()> { let a = g()?;
    a.m(); //~ A::m
    Ok(()) }""",
}
KNOWN = {
    "generic associated type": "the arguments of a generic associated type are dropped: `proj` has none of its own",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES, KNOWN))
def test_written_type(name: str) -> None:
    TABLE.check(name)
