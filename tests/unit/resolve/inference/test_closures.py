# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Closures and functions as values, async and await."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "parameters by the bound": """
fn take<F: Fn(A, &B)>(f: F) {}
fn f() { take(|a, b| {
    a.m(); //~ A::m
    b.m(); //~ B::m
}); }""",
    "parameters by a where clause": """
fn take<F>(f: F) where F: FnMut(A) -> B {}
fn f() { take(|a| {
    a.m(); //~ A::m
    B }); }""",
    "parameters by impl Fn": """
fn take(f: impl FnOnce(A)) {}
fn f() { take(|a| a.m()); } //~ take A::m""",
    "parameters by dyn Fn": """
fn take(f: &dyn Fn(A)) {} fn boxed(f: Box<dyn FnMut(B)>) {}
fn f() { take(&|a| a.m()); //~ take A::m
    boxed(Box::new(|b| b.m())); //~ boxed B::m
}""",
    "parameters by a function pointer": """
fn take(f: fn(A)) {}
fn f() { take(|a| a.m()); } //~ take A::m""",
    "parameters by another argument": """
fn take<T, F: Fn(T)>(f: F, t: T) {}
fn f() { take(|a| a.m(), A); } //~ take A::m""",
    "parameters by the receiver's type": """
struct G<T>(T); impl<T> G<T> { fn each<R>(&self, f: impl Fn(&T) -> R) -> R { f(&self.0) } }
fn f(g: G<A>) {
    g.each(|a| { a.m(); B }).m(); //~ G::each A::m B::m
}""",
    "parameters by a field": """
struct S { f: Box<dyn Fn(A) -> B> }
fn f() { let s = S { f: Box::new(|a| { a.m(); //~ A::m
    B }) };
    (s.f)(A).m(); //~ B::m
}""",
    "parameters by a bound of the impl": """
struct S<F> { f: F }
impl<F: Fn(A) -> B> S<F> { fn new(f: F) -> Self { S { f } } fn run(&self) {
    (self.f)(A).m(); //~ B::m
} }
fn f() { S::new(|a| { a.m(); //~ S::new A::m
    B }); }""",
    "result by the bound": """
fn take<R>(f: impl FnOnce() -> R) -> Vec<R> { vec![f()] }
fn f() {
    take(|| A)[0].m(); //~ take A::m
    take(|| -> B { todo!() })[0].m(); //~ take B::m
    take(|| { if true { return C; } C })[0].m(); //~ take C::m
}""",
    "captures": """
fn f(a: A, b: Vec<B>) {
    let g = || a.m(); //~ A::m
    let h = move |n: usize| b[n].m(); //~ B::m
    h(1);
}""",
    "called": """
fn f() {
    let g = |a: A| (a, B);
    g(A).0.m(); //~ A::m
    g(A).1.m(); //~ B::m
    (|| C)().m(); //~ C::m
}""",
    "a parameter that the first call tells": """
fn f() {
    let g = |a| a;
    g(A).m(); //~ A::m
}""",
    "returned": """
fn made() -> impl Fn(A) -> B { |a| { a.m(); //~ A::m
    B } }
fn boxed() -> Box<dyn Fn(A) -> C> { Box::new(|a| { a.m(); //~ A::m
    C }) }
fn f() {
    made()(A).m(); //~ made B::m
    boxed()(A).m(); //~ boxed C::m
}""",
    "a closure that gives a closure": """
fn f() {
    let g = |a: A| move |b: B| { a.m(); b }; //~ A::m
    g(A)(B).m(); //~ B::m
}""",
    "a parameter of closure type": """
fn f<F: Fn() -> A>(f: F, g: impl Fn(u8) -> B, h: &mut dyn FnMut() -> C, k: Box<dyn FnOnce() -> A>) {
    f().m(); //~ A::m
    g(1).m(); //~ B::m
    h().m(); //~ C::m
    k().m(); //~ A::m
}""",
    "functions as values": """
fn to_b(a: A) -> B { B }
fn f(o: Option<A>) {
    o.map(to_b).unwrap().m(); //~ &to_b B::m
    let g = to_b; //~ &to_b
    g(A).m(); //~ B::m
}""",
    "a bare name of a function as a value": """
fn to_b(a: A) -> B { B }
fn f(o: Option<A>) {
    o.map(to_b); //~ &to_b
}""",
    "a bare name with a turbofish as a value": """
fn same<T>(t: T) -> T { t }
fn f() {
    let g = same::<B>; //~ &same
}""",
    "constructors as functions": """
struct W(A); enum E { X(B) }
fn f(o: Option<A>, p: Option<B>) {
    o.map(W).unwrap().0.m(); //~ A::m
    if let E::X(b) = p.map(E::X).unwrap() {
        b.m(); //~ B::m
    }
    let v: Vec<Option<A>> = vec![A].into_iter().map(Some).collect();
    v[0].as_ref().unwrap().m(); //~ A::m
}""",
    "methods as functions": """
impl A { fn to_b(&self) -> B { B } }
trait Tr { fn to_c(&self) -> C; } impl Tr for B { fn to_c(&self) -> C { C } }
fn f(o: Option<&A>, p: Option<&B>) {
    o.map(A::to_b).unwrap().m(); //~ &A::to_b B::m
    p.map(Tr::to_c).unwrap().m(); //~ &B::to_c C::m
    p.map(<B as Tr>::to_c).unwrap().m(); //~ &B::to_c C::m
}""",
    "generic functions as values": """
fn same<T>(t: T) -> T { t }
fn f(o: Option<A>) {
    o.map(same).unwrap().m(); //~ &same A::m
    let g = same::<B>;
    g(B).m(); //~ B::m
}""",
    "stored in a table": """
fn one(a: A) -> B { B }
const TABLE: &[(&str, fn(A) -> B)] = &[("one", one)];
fn f() { for (_, g) in TABLE {
    g(A).m(); //~ B::m
} }""",
    "Option and Result with closures": """
fn f(o: Option<A>, r: Result<B, C>) {
    o.as_ref().map(|a| a.m()); //~ A::m
    o.clone().and_then(|a| Some((a, B))).unwrap().1.m(); //~ B::m
    o.unwrap_or_else(|| A).m(); //~ A::m
    r.as_ref().map_err(|c| c.m()); //~ C::m
    r.unwrap_or_else(|c| { c.m(); B }).m(); //~ C::m B::m
}""",
    "async fn": """
async fn g() -> A { A }
async fn f() {
    g().await.m(); //~ g A::m
}""",
    "async method": """
struct S; impl S { async fn g(&self) -> Result<A, B> { Ok(A) } }
async fn f(s: &S) -> Result<(), B> {
    s.g().await?.m(); //~ S::g A::m
    Ok(())
}""",
    "async block": """
async fn f() {
    let x = async { A };
    x.await.m(); //~ A::m
    let y = async move { if true { return Ok(B); } Err::<B, C>(C) };
    y.await.unwrap().m(); //~ B::m
}""",
    "question mark in an async block": """
async fn g() -> Result<A, B> { Ok(A) }
fn f() { let x = async { let a = g().await?;
    a.m(); //~ A::m
    Ok::<A, B>(a) }; }""",
    "async closure": """
async fn f() {
    let g = async |a: A| { a.m(); B }; //~ A::m
    g(A).await.m(); //~ B::m
    let h = |a: A| async move { a };
    h(A).await.m(); //~ A::m
}""",
    "async fn of a trait": """
trait Tr { async fn t(&self) -> A; }
async fn f<T: Tr>(t: T) {
    t.t().await.m(); //~ Tr::t A::m
}""",
    "impl Future and boxed futures": """
use std::{future::Future, pin::Pin};
fn one() -> impl Future<Output = A> { async { A } }
fn two<'a>() -> Pin<Box<dyn Future<Output = B> + Send + 'a>> { Box::pin(async { B }) }
async fn f() {
    one().await.m(); //~ one A::m
    two().await.m(); //~ two B::m
}""",
    "a future of the workspace": """
use std::{future::{Future, IntoFuture}, pin::Pin, task::{Context, Poll}};
struct Fut; impl Future for Fut { type Output = A; fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<A> { Poll::Ready(A) } }
struct Into; impl IntoFuture for Into { type Output = B; type IntoFuture = Pin<Box<dyn Future<Output = B>>>; fn into_future(self) -> Self::IntoFuture { todo!() } }
async fn f() {
    Fut.await.m(); //~ A::m
    Into.await.m(); //~ B::m
}""",
    "a parameter that gives a future": """
use std::future::Future;
async fn run<F, Fut>(f: F) -> A where F: Fn(B) -> Fut, Fut: Future<Output = A> {
    f(B).await.m(); //~ A::m
    f(B).await }
async fn f() {
    run(|b| async move { b.m(); A }).await.m(); //~ run B::m A::m
}""",
    "poll": """
use std::{future::Future, pin::Pin, task::{Context, Poll, ready}};
struct S { inner: Pin<Box<dyn Future<Output = A>>> }
impl S { fn p(&mut self, cx: &mut Context<'_>) -> Poll<()> {
    match self.inner.as_mut().poll(cx) { Poll::Ready(a) => a.m(), //~ A::m
        Poll::Pending => return Poll::Pending }
    Poll::Ready(())
} }""",
    "threads": """
fn f(a: A) {
    std::thread::spawn(move || { a.m(); B }).join().unwrap().m(); //~ A::m B::m
    std::thread::scope(|s| { s.spawn(|| C.m()); }); //~ C::m
}""",
}
KNOWN = {
    "a bare name with a turbofish as a value": "the facts hold no reference for it",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES, KNOWN))
def test_closure(name: str) -> None:
    TABLE.check(name)
