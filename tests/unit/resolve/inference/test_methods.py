"""The order in which Rust looks for a method, and which traits it may take."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "by value before by reference": """
trait V { fn n(self); } trait R { fn n(&self); }
impl V for A { fn n(self) {} //= by_value
}
impl R for A { fn n(&self) {} //= by_ref
}
fn f(a: A) {
    a.n(); //~ by_value
}""",
    "a trait by value goes before an inherent method by reference": """
trait V { fn n(self); }
struct S;
impl V for S { fn n(self) {} //= by_value
}
impl S { fn n(&self) {} //= inherent
}
fn f(s: S) {
    s.n(); //~ by_value
}""",
    "inherent before trait": """
trait R { fn n(&self); }
struct S;
impl R for S { fn n(&self) {} //= of_trait
}
impl S { fn n(&self) {} //= inherent
}
fn f(s: S) {
    s.n(); //~ inherent
    R::n(&s); //~ of_trait
}""",
    "inherent before a default of a trait": """
trait R { fn n(&self) {} }
struct S; impl R for S {} impl S { fn n(&self) {} }
fn f(s: &S) {
    s.n(); //~ S::n
}""",
    "& before &mut": """
trait R { fn n(&self); } trait W { fn n(&mut self); }
impl R for A { fn n(&self) {} //= by_ref
}
impl W for A { fn n(&mut self) {} //= by_mut
}
fn f(mut a: A) {
    a.n(); //~ by_ref
}""",
    "the outer type before what it dereferences to": """
struct W(A);
impl std::ops::Deref for W { type Target = A; fn deref(&self) -> &A { &self.0 } }
impl W { fn m(&self) {} }
fn f(w: W) {
    w.m(); //~ W::m
    w.change(); //~ A::change
    w.go(); //~ A::go
}""",
    "deref through two types": """
struct V(W); struct W(A);
impl std::ops::Deref for V { type Target = W; fn deref(&self) -> &W { &self.0 } }
impl std::ops::Deref for W { type Target = A; fn deref(&self) -> &A { &self.0 } }
fn f(v: &V) {
    v.m(); //~ A::m
}""",
    "deref to a type parameter": """
struct W<T>(T);
impl<T> std::ops::Deref for W<T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
fn f(w: W<A>, v: W<W<B>>) {
    w.m(); //~ A::m
    v.m(); //~ B::m
}""",
    "deref to a trait object": """
trait Tr { fn t(&self); }
struct W;
impl std::ops::Deref for W { type Target = dyn Tr; fn deref(&self) -> &dyn Tr { todo!() } }
fn f(w: W) {
    w.t(); //~ Tr::t
}""",
    "smart pointers": """
use std::{rc::Rc, sync::Arc};
fn f(b: Box<A>, r: Rc<B>, a: Arc<C>, n: Box<Rc<Arc<A>>>) {
    b.m(); //~ A::m
    r.m(); //~ B::m
    a.m(); //~ C::m
    n.m(); //~ A::m
}""",
    "a clone of a pointer is a pointer, of a reference the value": """
use std::rc::Rc;
fn f(r: Rc<A>, a: &A) {
    let x = r.clone(); //~ -
    x.m(); //~ A::m
    a.clone().m(); //~ A::m
    Rc::clone(&r).m(); //~ A::m
}""",
    "guards and cells": """
use std::{cell::RefCell, sync::{Mutex, RwLock}};
fn f(c: RefCell<A>, m: Mutex<B>, r: RwLock<C>) {
    c.borrow().m(); //~ A::m
    c.borrow_mut().change(); //~ A::change
    m.lock().unwrap().m(); //~ B::m
    r.read().unwrap().m(); //~ C::m
    r.write().unwrap().change(); //~ C::change
}""",
    "self: Box<Self>": """
struct S; impl S { fn boxed(self: Box<Self>) -> A { A } }
fn f(s: Box<S>) {
    s.boxed().m(); //~ S::boxed A::m
}""",
    "self: Rc<Self> and Arc<Self>": """
use std::{rc::Rc, sync::Arc};
struct S; impl S { fn rc(self: Rc<Self>) {} fn arc(self: &Arc<Self>) {} }
fn f(s: Rc<S>, t: Arc<S>) {
    s.rc(); //~ S::rc
    t.arc(); //~ S::arc
}""",
    "self: Pin<&mut Self>": """
use std::pin::Pin;
struct S; impl S { fn p(self: Pin<&mut Self>) -> A { A } fn q(self: Pin<&mut Self>) { let this = self;
    this.p().m(); //~ S::p A::m
} }
fn f(mut s: Pin<&mut S>, b: Pin<Box<S>>) {
    s.as_mut().p().m(); //~ S::p A::m
}""",
    "a trait's self: Box<Self>": """
trait Tr { fn t(self: Box<Self>) -> A; }
impl Tr for B { fn t(self: Box<Self>) -> A { A } }
fn f(b: Box<dyn Tr>, c: Box<B>) {
    b.t().m(); //~ Tr::t A::m
    c.t().m(); //~ B::t A::m
}""",
    "a trait that is not in scope is not taken": """
mod t { pub trait Tr { fn t(&self); } impl Tr for super::A { fn t(&self) {} } }
fn f(a: A) {
    a.t(); //~ -
}""",
    "a trait in scope by import, by another name and as underscore": """
mod t {
    pub trait X { fn x(&self) {} } impl X for super::A {}
    pub trait Y { fn y(&self) {} } impl Y for super::A {}
    pub trait Z { fn z(&self) {} } impl Z for super::A {}
}
use t::{X, Y as Why, Z as _};
fn f(a: A) {
    a.x(); //~ t::X::x
    a.y(); //~ t::Y::y
    a.z(); //~ t::Z::z
}""",
    "a trait in scope by a glob": """
mod t { pub trait X { fn x(&self) {} } impl X for super::A {} }
mod p { pub use super::t::*; }
use p::*;
fn f(a: A) {
    a.x(); //~ t::X::x
}""",
    "a trait imported in the body": """
mod t { pub trait X { fn x(&self) {} } impl X for super::A {} }
fn f(a: A) { use t::X;
    a.x(); //~ t::X::x
}
fn g(a: A) {
    a.x(); //~ -
}""",
    "two traits of one method, one in scope": """
mod t { pub trait X { fn x(&self) {} } impl X for super::A {} }
mod u { pub trait X { fn x(&self) {} } impl X for super::A {} }
use u::X;
fn f(a: A) {
    a.x(); //~ u::X::x
}""",
    "a bound's trait needs no import": """
mod t { pub trait X { fn x(&self); } }
fn f<T: t::X>(a: T, b: &dyn t::X, c: impl t::X) {
    a.x(); //~ t::X::x
    b.x(); //~ t::X::x
    c.x(); //~ t::X::x
}""",
    "a bound goes before a trait in scope": """
trait X { fn x(&self); } trait Y { fn x(&self); }
impl<T> Y for T { fn x(&self) {} //= blanket
}
fn f<T: X>(t: T) {
    t.x(); //~ X::x
}""",
    "a private method of the same name does not matter here": """
mod t { pub struct S; impl S { fn x(&self) {} } }
trait X { fn x(&self); }
impl X for t::S { fn x(&self) {} //= of_trait
}
fn f(s: t::S) {
    s.x(); //~ of_trait
}""",
    "an associated function is no method": """
struct S; impl S { fn n() {} }
fn f(s: S) {
    s.n(); //~ -
    S::n(); //~ S::n
}""",
    "a function that is called like a method": """
fn f(a: A) {
    A::m(&a); //~ A::m
    <A>::m(&a); //~ A::m
    <A as Clone>::clone(&a).m(); //~ A::m
    Clone::clone(&a).m(); //~ A::m
}""",
    "UFCS of a trait gives the impl where the type is known": """
trait Tr { fn t(&self) -> B; fn make() -> Self; }
impl Tr for A { fn t(&self) -> B { B } fn make() -> A { A } }
fn f(a: A) {
    Tr::t(&a).m(); //~ A::t B::m
    <A as Tr>::t(&a).m(); //~ A::t B::m
    A::t(&a).m(); //~ A::t B::m
    <A as Tr>::make().m(); //~ A::make A::m
    let b: A = Tr::make(); //~ A::make
}""",
    "a default method is the trait's": """
trait Tr { fn t(&self) -> B { B } }
impl Tr for A {}
fn f(a: A) {
    a.t().m(); //~ Tr::t B::m
}""",
    "an overridden default is the impl's": """
trait Tr { fn t(&self) -> B { B } }
impl Tr for A { fn t(&self) -> B { B } }
fn f(a: A) {
    a.t().m(); //~ A::t B::m
}""",
    "a reference to a reference": "fn f(a: &&&A, b: &mut &B) {\n a.m(); //~ A::m\n b.m(); //~ B::m\n}",
    "a method on the reference itself": """
trait Tr { fn t(&self); }
impl Tr for &A { fn t(&self) {} //= of_ref
}
fn f(a: &A) {
    a.t(); //~ of_ref
    (&a).t(); //~ of_ref
}""",
    "an impl for a value is found through references": """
trait Tr { fn t(&self); }
impl Tr for A { fn t(&self) {} }
fn f(a: &mut Box<A>) {
    a.t(); //~ A::t
}""",
    "methods of slices on Vec and arrays": """
fn f(v: Vec<A>, w: [B; 2], x: Box<[C]>) {
    v.first().unwrap().m(); //~ A::m
    w.last().unwrap().m(); //~ B::m
    x.iter().next().unwrap().m(); //~ C::m
}""",
    "str methods on String": """
trait Tr { fn t(&self); }
impl Tr for str { fn t(&self) {} }
fn f(s: String) {
    s.t(); //~ str::t
    "x".t(); //~ str::t
    s.as_str().t(); //~ str::t
}""",
    "a field of the name does not matter": """
struct S { m: fn() -> B } impl S { fn m(&self) -> A { A } }
fn f(s: S) {
    s.m().m(); //~ S::m A::m
    (s.m)().m(); //~ B::m
}""",
    "an extension of the integer's type": """
trait Ext { fn e(self) -> A; } impl Ext for u64 { fn e(self) -> A { A } }
fn f(v: Vec<u8>, n: u64) {
    n.e().m(); //~ u64::e A::m
    (v.len() as u64).e().m(); //~ u64::e A::m
}""",
    "Self::method and Self::CONST": """
struct S; impl S { const X: A = A; fn own(&self) {} fn f(&self) {
    Self::own(self); //~ S::own
    Self::X.m(); //~ A::m
} }""",
    "a method of a generic type": """
struct G<T>(T); impl<T> G<T> { fn new(t: T) -> Self { G(t) } fn get(&self) -> &T { &self.0 } }
fn f() {
    G::new(A).get().m(); //~ G::new G::get A::m
}""",
    "inherent methods in several impls and modules": """
struct S; impl S { fn one(&self) -> &Self { self } }
mod deep { impl super::S { pub fn two(&self) -> &Self { self } } }
fn f(s: S) {
    s.one().two(); //~ S::one deep::S::two
}""",
    "the method of an unknown type is left open": """
fn f(x: Missing, y: other::Thing) {
    x.m(); //~ -
    y.m(); //~ -
}""",
}
KNOWN: dict[str, str] = {}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES, KNOWN))
def test_method(name: str) -> None:
    TABLE.check(name)
