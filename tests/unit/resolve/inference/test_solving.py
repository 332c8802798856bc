# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Which impl or bound makes a trait hold, and what the associated types are then."""

from __future__ import annotations

import pytest

from tests.support.rust_workspace import resolve_text
from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "impl by the type": """
trait Tr { fn t(&self) -> u8; }
impl Tr for A { fn t(&self) -> u8 { 1 } }
impl Tr for B { fn t(&self) -> u8 { 2 } }
fn f(a: A, b: B) {
    a.t(); //~ A::t
    b.t(); //~ B::t
}""",
    "impl by an argument of the trait": """
trait Conv<T> { fn conv(&self, t: T); }
impl Conv<u8> for A { fn conv(&self, t: u8) {} //= of_u8
}
impl Conv<&str> for A { fn conv(&self, t: &str) {} //= of_str
}
fn f(a: A) {
    a.conv(1u8); //~ of_u8
    a.conv("x"); //~ of_str
}""",
    "impl by a type argument": """
struct S<T>(T);
impl S<A> { fn s(&self) {} //= of_a
}
impl S<B> { fn s(&self) {} //= of_b
}
fn f(a: S<A>, b: S<B>) {
    a.s(); //~ of_a
    b.s(); //~ of_b
}""",
    "From decides what `into` calls": """
struct D;
impl From<A> for D { fn from(a: A) -> D { D } //= from_a
}
impl From<B> for D { fn from(b: B) -> D { D } //= from_b
}
fn f(a: A, b: B) {
    D::from(a); //~ from_a
    D::from(b); //~ from_b
}""",
    "into gives what is wanted": """
struct D; impl D { fn d(&self) {} }
impl From<A> for D { fn from(a: A) -> D { D } }
fn f(a: A) { let d: D = a.into();
    d.d(); //~ D::d
}""",
    "blanket impl": """
trait Low { fn low(&self); }
trait High { fn high(&self) -> B; }
impl<T: Low> High for T { fn high(&self) -> B { self.low(); B } }
impl Low for A { fn low(&self) {} }
fn f(a: A) {
    a.high().m(); //~ T::high B::m
}""",
    "a blanket impl whose bound does not hold is not taken": """
trait Low { fn low(&self); }
trait High { fn high(&self); }
impl<T: Low> High for T { fn high(&self) {} }
impl Low for A { fn low(&self) {} }
fn f(b: B) {
    b.high(); //~ -
}""",
    "the type's own impl goes before a blanket one": """
trait Low {}
trait High { fn high(&self); }
impl<T: Low> High for T { fn high(&self) {} //= blanket
}
impl High for B { fn high(&self) {} //= direct
}
fn f(b: B) {
    b.high(); //~ direct
}""",
    "an extension trait": """
trait Ext: Iterator { fn second(self) -> Option<Self::Item> where Self: Sized { None } }
impl<I: Iterator> Ext for I {}
fn f(v: Vec<A>) {
    v.into_iter().second().unwrap().m(); //~ Ext::second A::m
}""",
    "supertrait's method": """
trait Low { fn low(&self); }
trait High: Low {}
fn f<T: High>(t: T) {
    t.low(); //~ Low::low
}""",
    "supertrait's associated type": """
trait Low { type Out; fn low(&self) -> Self::Out; }
trait High: Low<Out = A> {}
fn f<T: High>(t: T) {
    t.low().m(); //~ Low::low A::m
}""",
    "a generic supertrait": """
trait Low<T> { fn low(&self) -> T; }
trait High: Low<A> {}
fn f<T: High>(t: T) {
    t.low().m(); //~ Low::low A::m
}""",
    "supertraits three deep": """
trait X { fn x(&self); } trait Y: X {} trait Z: Y {}
fn f(z: &dyn Z) {
    z.x(); //~ X::x
}""",
    "a bound on the item of an iterator": """
trait Low { fn low(&self); }
fn f<I>(i: I) where I: IntoIterator, I::Item: Low { for x in i {
    x.low(); //~ Low::low
} }""",
    "projection through an adapter": """
struct Twice<I> { i: I }
impl<I: Iterator> Iterator for Twice<I> { type Item = (I::Item, I::Item); fn next(&mut self) -> Option<(I::Item, I::Item)> { None } }
fn f(v: Vec<A>) { for (a, b) in (Twice { i: v.iter() }) {
    a.m(); //~ A::m
    b.m(); //~ A::m
} }""",
    "projection through two adapters of std": """
fn f(v: &[A]) { for (n, a) in v.iter().enumerate().skip(1) {
    a.m(); //~ A::m
} }""",
    "Borrow, AsRef and Deref of a bound": """
fn f<T: AsRef<A>, U: std::ops::Deref<Target = B>>(t: T, u: U) {
    t.as_ref().m(); //~ A::m
    u.m(); //~ B::m
}""",
    "two impls that differ in a condition": """
trait Tr { fn t(&self); }
#[cfg(x)] impl Tr for A { fn t(&self) {} }
#[cfg(not(x))] impl Tr for A { fn t(&self) {} }
fn f(a: A) {
    a.t(); //~ amb:t
}""",
    "several impls may fit: the trait's method": """
trait Conv<T> { fn conv(&self) -> T; }
impl Conv<u8> for A { fn conv(&self) -> u8 { 1 } }
impl Conv<u16> for A { fn conv(&self) -> u16 { 1 } }
fn g<T>(t: T) {}
fn f(a: A) {
    g(a.conv()); //~ g Conv::conv
}""",
    "the result's type decides the impl": """
trait Conv<T> { fn conv(&self) -> T; }
impl Conv<u8> for A { fn conv(&self) -> u8 { 1 } //= to_u8
}
impl Conv<u16> for A { fn conv(&self) -> u16 { 1 } //= to_u16
}
fn f(a: A) {
    let x: u16 = a.conv(); //~ to_u16
}""",
    "Default::default by what is wanted": """
impl Default for A { fn default() -> A { A } }
impl Default for B { fn default() -> B { B } }
fn f() {
    let a: A = Default::default(); //~ A::default
    a.m(); //~ A::m
    let b = B::default(); //~ B::default
}""",
    "FromStr by turbofish": """
impl std::str::FromStr for A { type Err = B; fn from_str(s: &str) -> Result<A, B> { Err(B) } }
fn f(s: &str) {
    let a = s.parse::<A>().unwrap();
    a.m(); //~ A::m
    let e = s.parse::<A>().unwrap_err();
    e.m(); //~ B::m
}""",
    "an impl for a tuple": """
trait Tr { fn t(&self); }
impl<X, Y> Tr for (X, Y) { fn t(&self) {} //= pair
}
impl Tr for () { fn t(&self) {} //= unit
}
fn f() {
    (A, B).t(); //~ pair
    ().t(); //~ unit
}""",
    "an impl for a slice and for an array": """
trait Tr { fn t(&self); }
impl<T> Tr for [T] { fn t(&self) {} //= slice
}
fn f(v: Vec<A>, w: [A; 2]) {
    v.t(); //~ slice
    w.t(); //~ slice
}""",
    "an impl for an integer": """
trait Tr { fn t(&self); }
impl Tr for u8 { fn t(&self) {} //= of_u8
}
impl Tr for i32 { fn t(&self) {} //= of_i32
}
fn f(x: u8) {
    x.t(); //~ of_u8
    (x + 1).t(); //~ of_u8
    5i32.t(); //~ of_i32
    7.t(); //~ of_i32
}""",
    "an impl for a function": """
trait Tr { fn t(&self) -> B; }
impl<F: Fn() -> A> Tr for F { fn t(&self) -> B { B } }
fn f(g: fn() -> A) { (|| A).t().m(); //~ F::t B::m
    g.t().m(); //~ F::t B::m
}""",
    "an impl for a reference": """
trait Tr { fn t(self) -> u8; }
impl Tr for &A { fn t(self) -> u8 { 1 } //= of_ref
}
impl Tr for &mut A { fn t(self) -> u8 { 1 } //= of_mut
}
impl Tr for A { fn t(self) -> u8 { 1 } //= of_value
}
fn f(a: &A, b: &mut A, c: A) {
    a.t(); //~ of_ref
    b.t(); //~ of_mut
    c.t(); //~ of_value
}""",
    "an impl for Box of a bound": """
trait Tr { fn t(&self); }
impl<T: Tr + ?Sized> Tr for Box<T> { fn t(&self) { (**self).t() } //= boxed
}
impl Tr for A { fn t(&self) {} //= own
}
fn f(b: Box<A>, c: A) {
    b.t(); //~ boxed
    c.t(); //~ own
}""",
    "a bound proves only what it says": """
trait Tr { fn t(&self); }
fn f<T: Clone>(x: T) {
    x.t(); //~ -
}""",
    "a negative impl proves nothing": """
trait Tr { fn t(&self); }
impl !Tr for A {}
fn f(a: A) {
    a.t(); //~ -
}""",
    "a derived trait holds for the workspace's blanket impl": """
trait Tr { fn t(&self); }
impl<T: Clone> Tr for T { fn t(&self) {} }
#[derive(Clone)] struct Yes; struct No;
fn f(y: Yes, n: No) {
    y.t(); //~ T::t
    n.t(); //~ -
}""",
    "a generic function's result by its argument": """
trait Tr { type Out; }
impl Tr for A { type Out = B; }
impl Tr for B { type Out = C; }
fn g<T: Tr>(t: T) -> T::Out { todo!() }
fn f() {
    g(A).m(); //~ g B::m
    g(B).m(); //~ g C::m
    g(g(A)).m(); //~ g g C::m
}""",
    "a bound with a closure's result": """
fn g<R, F: FnOnce() -> R>(f: F) -> R { f() }
fn f() {
    g(|| A).m(); //~ g A::m
}""",
    "mutual bounds": """
trait X where Self::Y: Y { type Y; fn y(&self) -> Self::Y; }
trait Y where Self::X: X { type X; fn x(&self) -> Self::X; }
impl X for A { type Y = B; fn y(&self) -> B { B } }
impl Y for B { type X = A; fn x(&self) -> A { A } }
fn f<T: X>(t: T) {
    t.y(); //~ X::y
    A.y().x().y().m(); //~ A::y B::x A::y B::m
}""",
    "a trait method of a type parameter's impl": """
trait Tr { fn make() -> Self; fn t(&self); }
impl Tr for A { fn make() -> A { A } fn t(&self) {} }
fn g<T: Tr>() -> T {
    T::make() //~ Tr::make
}
fn f() {
    g::<A>().m(); //~ g A::m
    let a: A = g(); //~ g
    a.t(); //~ A::t
}""",
    "a default method knows the impl's associated type": """
trait Tr { type Out; fn one(&self) -> Self::Out; fn two(&self) -> (Self::Out, Self::Out) { todo!() } }
impl Tr for A { type Out = B; fn one(&self) -> B { B } }
fn f(a: A) {
    a.two().0.m(); //~ Tr::two B::m
}""",
    "iterators of the workspace in a for loop": """
struct It; impl Iterator for It { type Item = A; fn next(&mut self) -> Option<A> { None } }
struct Bag; impl IntoIterator for Bag { type Item = A; type IntoIter = It; fn into_iter(self) -> It { It } }
impl<'a> IntoIterator for &'a Bag { type Item = &'a B; type IntoIter = std::slice::Iter<'a, B>; fn into_iter(self) -> Self::IntoIter { todo!() } }
fn f(i: It, b: Bag) {
    for x in &b {
        x.m(); //~ B::m
    }
    for x in b {
        x.m(); //~ A::m
    }
    for x in i {
        x.m(); //~ A::m
    }
}""",
    "Index of the workspace": """
struct S; impl std::ops::Index<usize> for S { type Output = A; fn index(&self, i: usize) -> &A { todo!() } }
impl std::ops::Index<&str> for S { type Output = B; fn index(&self, i: &str) -> &B { todo!() } }
fn f(s: S) {
    s[0].m(); //~ A::m
    s["x"].m(); //~ B::m
}""",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES))
def test_solving(name: str) -> None:
    TABLE.check(name)


ORPHANS = """\
//- a/src/lib.rs crate:alpha
pub struct Own;
pub trait Tr { fn t(&self); }
//- b/src/lib.rs crate:beta deps:alpha=a
use alpha::{Own, Tr};
impl Own { pub fn extra(&self) {} }
impl Tr for Own { fn t(&self) {} }
pub fn f(o: Own) { o.extra(); o.t(); }
"""


def test_what_breaks_the_orphan_rule_is_no_code_of_the_workspace() -> None:
    assert resolve_text(ORPHANS).lines("calls") == []


def test_a_crate_may_implement_its_trait_for_a_foreign_type() -> None:
    text = """\
//- a/src/lib.rs crate:alpha
pub struct Own;
//- b/src/lib.rs crate:beta deps:alpha=a
use alpha::Own;
pub trait Tr { fn t(&self); }
impl Tr for Own { fn t(&self) {} }
impl<T> Tr for Vec<T> { fn t(&self) {} }
pub fn f(o: Own, v: Vec<u8>) { o.t(); v.t(); }
"""
    assert resolve_text(text).lines("calls") == ["calls beta::f -> beta::Own::t", "calls beta::f -> beta::Vec::t"]
