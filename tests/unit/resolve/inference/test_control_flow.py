"""Control flow: what blocks, branches, loops and macros of std give, and where names begin and end."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "if": """
fn f(c: bool) { let x = if c { A } else { A };
    x.m(); //~ A::m
}""",
    "if with a branch that never ends": """
fn f(c: bool) { let x = if c { return } else { A };
    x.m(); //~ A::m
    let y = if c { panic!() } else if !c { std::process::exit(1) } else { B };
    y.m(); //~ B::m
}""",
    "match": """
fn f(c: u8) { let x = match c { 0 => return, 1 => unreachable!(), 2 => { return; } _ => A };
    x.m(); //~ A::m
}""",
    "the first arm decides": """
fn f(c: u8) { let x = match c { 0 => None, _ => Some(A) };
    x.unwrap().m(); //~ A::m
}""",
    "loop and break": """
fn f() { let x = loop { break A; };
    x.m(); //~ A::m
}""",
    "labels": """
fn f() { let x = 'outer: loop { loop { break 'outer A; } };
    x.m(); //~ A::m
    let y = 'b: { if true { break 'b B; } B };
    y.m(); //~ B::m
}""",
    "a break of an inner loop is not the outer's": """
fn f() { let x = loop { while true { break; } for _ in 0..1 { break; } break A; };
    x.m(); //~ A::m
}""",
    "blocks": """
fn f() { let x = { let y = A; y };
    x.m(); //~ A::m
    let z = unsafe { B };
    z.m(); //~ B::m
    { C }.m(); //~ C::m
}""",
    "shadowing": """
fn f(x: A) {
    x.m(); //~ A::m
    let x = B;
    x.m(); //~ B::m
    { let x = C;
        x.m(); //~ C::m
    }
    x.m(); //~ B::m
    let x = (x, A);
    x.0.m(); //~ B::m
}""",
    "shadowing by itself": """
fn f(x: Option<A>) {
    let x = x.unwrap();
    x.m(); //~ A::m
}""",
    "shadowing in a loop's pattern": """
fn f(x: Vec<A>) {
    for x in x {
        x.m(); //~ A::m
    }
}""",
    "a closure's parameter ends with it": """
fn f(x: A) {
    let g = |x: B| x.m(); //~ B::m
    x.m(); //~ A::m
}""",
    "a local hides a function, not a method": """
fn m() -> B { B }
fn f(x: A) {
    let m = || A;
    m().m(); //~ A::m
    x.m(); //~ A::m
}""",
    "return gives the function's type to what is returned": """
fn f(c: bool) -> Vec<A> { let mut v = Vec::new(); if c { return v; }
    v[0].m(); //~ A::m
    v
}""",
    "question mark of Option and Result": """
fn f(o: Option<A>) -> Option<()> {
    o?.m(); //~ A::m
    None
}
fn g(r: Result<B, C>) -> Result<(), C> {
    r?.m(); //~ B::m
    Ok(())
}""",
    "casts": """
trait X { fn x(self); }
impl X for u64 { fn x(self) {} } //= of_u64
fn f(n: u8, p: *const A) {
    (n as u64).x(); //~ of_u64
    unsafe { (*(p as *const B)).m() } //~ B::m
}""",
    "a cast to a trait object": """
trait X { fn x(&self); }
impl X for A { fn x(&self) {} } //= own
fn f(a: A) {
    (&a as &dyn X).x(); //~ X::x
    let b = Box::new(a) as Box<dyn X>;
    b.x(); //~ X::x
}""",
    "statics and constants": """
const K: A = A; static S: B = B; static L: std::sync::LazyLock<C> = std::sync::LazyLock::new(|| C);
mod deep { pub const D: super::A = super::A; }
fn f() {
    K.m(); //~ A::m
    S.m(); //~ B::m
    L.m(); //~ C::m
    deep::D.m(); //~ A::m
}""",
    "calls in statics and constants": """
fn made() -> A { A }
static S: std::sync::LazyLock<A> = std::sync::LazyLock::new(|| { let a = made();
    a.m(); //~ A::m
    a });
const K: () = { let a = A;
    a.m(); //~ A::m
};""",
    "associated constants": """
trait Tr { const K: A; }
impl Tr for B { const K: A = A; }
fn f<T: Tr>() {
    T::K.m(); //~ A::m
    B::K.m(); //~ A::m
    <B as Tr>::K.m(); //~ A::m
}""",
    "array of constants": """
const ALL: &[A] = &[A, A];
fn f() { for a in ALL {
    a.m(); //~ A::m
} }""",
    "std macros": """
fn f(a: A, b: B) {
    println!("{}", a.m()); //~ A::m
    assert_eq!(a.m(), b.m()); //~ A::m B::m
    let v = vec![A, A];
    v[0].m(); //~ A::m
    let w = vec![B; 3];
    w[1].m(); //~ B::m
    dbg!(a).m(); //~ A::m
    let s = format!("{x}", x = b.m()); //~ B::m
    let (c, d) = dbg!(A, B);
    d.m(); //~ B::m
    if matches!(b.m(), ()) {} //~ B::m
    write!(std::io::stdout(), "{:?}", b.m()).unwrap(); //~ B::m
    assert!(true, "{}", b.m()); //~ B::m
}""",
    "thread_local": """
thread_local! { static T: std::cell::RefCell<A> = std::cell::RefCell::new(A); }
fn f() {
    T.with(|t| t.borrow().m()); //~ A::m
}""",
    "struct literals": """
struct S { a: A, v: Vec<B> }
fn f(a: A) { let v = Vec::new(); let s = S { a, v };
    s.a.m(); //~ A::m
    s.v[0].m(); //~ B::m
    let t = S { a: A, ..s };
    t.v[0].m(); //~ B::m
}""",
    "struct literals tell what their fields are": """
struct S { v: Vec<B> }
fn f() { let mut v = Vec::new(); let s = S { v: v.clone() };
    v.pop().unwrap().m(); //~ B::m
}""",
    "struct update of a generic": """
struct S<T> { t: T, n: u8 }
fn f(s: S<A>) {
    S { n: 1, ..s }.t.m(); //~ A::m
}""",
    "Self as constructor": """
struct S(A);
impl S { fn new() -> Self { let s = Self(A);
    s.0.m(); //~ A::m
    s
} }""",
    "operators of the workspace": """
use std::ops::{Add, Mul, Neg, Not, Sub, AddAssign};
impl Add for A { type Output = B; fn add(self, o: A) -> B { B } }
impl Add<&C> for A { type Output = C; fn add(self, o: &C) -> C { C } }
impl Neg for A { type Output = C; fn neg(self) -> C { C } }
impl Mul<u8> for &A { type Output = B; fn mul(self, o: u8) -> B { B } }
fn f(a: A, c: C) {
    (a.clone() + A).m(); //~ B::m
    (a.clone() + &c).m(); //~ C::m
    (-a.clone()).m(); //~ C::m
    (&a * 2).m(); //~ B::m
}""",
    "both Not and Neg": """
use std::ops::{Neg, Not};
impl Neg for A { type Output = B; fn neg(self) -> B { B } }
impl Not for A { type Output = C; fn not(self) -> C { C } }
fn f(a: A) {
    (-a.clone()).m(); //~ B::m
    (!a).m(); //~ C::m
}""",
    "numbers": """
trait X { fn x(self); }
impl X for f64 { fn x(self) {} } //= of_f64
impl X for usize { fn x(self) {} } //= of_usize
fn f(a: f64, v: Vec<u8>) {
    (a * 2.0 + 1.0).x(); //~ of_f64
    (v.len() + 1).x(); //~ of_usize
    (1 + v.len()).x(); //~ of_usize
}""",
    "methods of numbers that give their own type": """
trait X { fn x(self); }
impl X for f64 { fn x(self) {} } //= of_f64
impl X for u8 { fn x(self) {} } //= of_u8
fn f(a: f64, n: u8) {
    a.sqrt().x(); //~ of_f64
    a.max(3.0).x(); //~ of_f64
    n.wrapping_add(1).x(); //~ of_u8
    n.checked_add(1).unwrap().x(); //~ of_u8
    n.pow(2).x(); //~ of_u8
    n.max(3).x(); //~ of_u8
}""",
    "comparisons give bool": """
trait X { fn x(self); }
impl X for bool { fn x(self) {} } //= of_bool
fn f(n: u8) {
    (n == 1).x(); //~ of_bool
    (!(n > 1)).x(); //~ of_bool
    (n < 2 && n > 1).x(); //~ of_bool
}""",
    "ranges": """
trait X { fn x(&self); }
impl X for u8 { fn x(&self) {} } //= of_u8
fn f(n: u8) { for i in 0..n {
    i.x(); //~ of_u8
}
for i in (0..=n).rev() {
    i.x(); //~ of_u8
} }""",
    "indexing": """
use std::collections::{BTreeMap, HashMap, VecDeque};
fn f(h: HashMap<String, A>, b: BTreeMap<u8, B>, d: VecDeque<C>, v: Vec<Vec<A>>, s: &[B]) {
    h["x"].m(); //~ A::m
    b[&1].m(); //~ B::m
    d[0].m(); //~ C::m
    v[0][1].m(); //~ A::m
    s[1..][0].m(); //~ B::m
    v[0][..2][0].m(); //~ A::m
}""",
    "compound assignment": """
fn f() { let mut v = Vec::new(); v.push(A); let mut n = 0; n += v.len();
    v[n].m(); //~ A::m
}""",
    "a push tells the type": """
fn f() { let mut v = Vec::new();
    v.push(A);
    v[0].m(); //~ A::m
    let mut h = std::collections::HashMap::new();
    h.insert("x", B);
    h.get("x").unwrap().m(); //~ B::m
    let mut o = None;
    o.replace(C);
    o.unwrap().m(); //~ C::m
}""",
    "a call tells the type": """
fn want(v: &Vec<A>) {}
fn f() { let v = Vec::new(); want(&v);
    v[0].m(); //~ A::m
}""",
    "a field's assignment tells the type": """
struct S { a: Option<A> }
fn f(s: &mut S) { let mut x = None; s.a = x;
    x.unwrap().m(); //~ A::m
}""",
    "turbofish": """
fn make<T>() -> T { todo!() } struct G<T>(T); impl<T> G<T> { fn make<U>() -> (T, U) { todo!() } }
fn f() {
    make::<A>().m(); //~ make A::m
    G::<A>::make::<B>().0.m(); //~ G::make A::m
    G::<A>::make::<B>().1.m(); //~ G::make B::m
    let v = Vec::<C>::new();
    v[0].m(); //~ C::m
    <G<B>>::make::<A>().0.m(); //~ G::make B::m
    let n = None::<A>;
    n.unwrap().m(); //~ A::m
    std::mem::take::<A>(&mut A).m(); //~ A::m
}""",
    "turbofish of a method": """
struct S; impl S { fn get<T>(&self) -> T { todo!() } fn two<X, Y>(&self, x: X) -> Y { todo!() } }
fn f(s: S) {
    s.get::<A>().m(); //~ S::get A::m
    s.two::<_, B>(A).m(); //~ S::two B::m
}""",
    "cfg alternatives of a function stay alternatives": """
#[cfg(a)] fn g() -> A { A }
#[cfg(not(a))] fn g() -> A { A }
fn f() {
    g().m(); //~ amb:g A::m
}""",
    "cfg alternatives of a type stay alternatives": """
#[cfg(a)] mod x { pub struct T; impl T { pub fn t(&self) {} } }
#[cfg(not(a))] mod x { pub struct T; impl T { pub fn t(&self) {} } }
use x::T;
fn f(t: T) {
    t.t(); //~ amb:t
}""",
    "cfg alternatives of a method stay alternatives": """
struct S;
impl S { #[cfg(a)] fn s(&self) {} #[cfg(not(a))] fn s(&self) {} }
fn f(s: S) {
    s.s(); //~ amb:s
}""",
    "statements after one that never ends": """
fn f() -> A { return A;
    A.m(); //~ A::m
}""",
    "functions that call themselves": """
fn f(n: u8) -> A { if n == 0 { return A; }
    f(n - 1).m(); //~ f A::m
    f(n - 1)
}""",
    "a fn in a fn": """
fn f() {
    fn inner() -> A { A }
    inner().m(); //~ f::inner A::m
}""",
    "try blocks and const blocks": """
fn f() { let x = const { A };
    x.m(); //~ A::m
}""",
    "never coerces": """
fn f(o: Option<A>) { let a = match o { Some(a) => a, None => loop {} };
    a.m(); //~ A::m
    let b = o.unwrap_or_else(|| panic!());
    b.m(); //~ A::m
}""",
    "let with a type": """
fn f() { let x: Option<A> = None; let y: &[B] = &[];
    x.unwrap().m(); //~ A::m
    y[0].m(); //~ B::m
}""",
    "mem functions": """
fn f(a: &mut A, o: &mut Option<B>) {
    std::mem::replace(a, A).m(); //~ A::m
    o.take().unwrap().m(); //~ B::m
    std::mem::take(o).unwrap().m(); //~ B::m
}""",
}
KNOWN = {
    "thread_local": "an item of `thread_local!` is read as a plain static, not as a `LocalKey`",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES, KNOWN))
def test_control_flow(name: str) -> None:
    TABLE.check(name)
