# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Patterns: what the names that they bind are."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "tuple and nested tuple": """
fn f(t: (A, (B, C))) { let (a, (b, c)) = t;
    a.m(); //~ A::m
    b.m(); //~ B::m
    c.m(); //~ C::m
}""",
    "rest in a tuple": """
fn f(t: (A, B, B, C)) { let (a, .., c) = t;
    a.m(); //~ A::m
    c.m(); //~ C::m
    let (.., y, z) = (A, B, C);
    y.m(); //~ B::m
    z.m(); //~ C::m
}""",
    "struct pattern": """
struct S { a: A, b: B, c: C }
fn f(s: S) { let S { a, b: x, .. } = s;
    a.m(); //~ A::m
    x.m(); //~ B::m
}""",
    "tuple struct and generic struct": """
struct P<X, Y>(X, Y); struct G<T> { t: T }
fn f(p: P<A, G<B>>) { let P(a, G { t }) = p;
    a.m(); //~ A::m
    t.m(); //~ B::m
}""",
    "enum variants": """
enum E { One(A), Two { b: B }, Three(C, A), Zero }
fn f(e: E) { match e {
    E::One(x) => x.m(), //~ A::m
    E::Two { b } => b.m(), //~ B::m
    E::Three(c, ..) => c.m(), //~ C::m
    E::Zero => (),
} }""",
    "imported variants": """
enum E { One(A), Two { b: B }, Zero }
use E::*;
fn f(e: E) { match e {
    One(x) => x.m(), //~ A::m
    Two { b } => b.m(), //~ B::m
    Zero => (),
} }""",
    "Self and aliases in patterns": """
enum E { One(A) } type Y = E;
impl E { fn g(&self) { match self { Self::One(x) => x.m(), //~ A::m
} } }
fn f(e: E) { let Y::One(x) = e;
    x.m(); //~ A::m
}""",
    "default binding modes": """
struct S { a: Option<A> }
trait ByRef { fn which(self); }
impl ByRef for &A { fn which(self) {} } //= by_ref
fn f(s: &S, t: &(A, B), u: &&Option<A>) {
    if let Some(a) = &s.a {
        a.which(); //~ by_ref
    }
    let (x, _) = t;
    x.which(); //~ by_ref
    if let Some(a) = u {
        a.which(); //~ by_ref
    }
}""",
    "default binding modes of &mut": """
fn f(s: &mut Option<A>, t: &mut [(A, B)]) {
    if let Some(a) = s {
        a.change(); //~ A::change
    }
    for (a, b) in t {
        a.change(); //~ A::change
        b.change(); //~ B::change
    }
}""",
    "ref and ref mut": """
fn f(s: Option<A>, mut t: (A, B)) {
    match s { Some(ref a) => a.m(), None => () } //~ A::m
    let (ref mut a, ref b) = t;
    a.change(); //~ A::change
    b.m(); //~ B::m
}""",
    "reference patterns": """
fn f(r: &A, v: &[(A, B)], o: Option<&A>) {
    let &a = r;
    a.m(); //~ A::m
    for &(ref a, ref b) in v {
        b.m(); //~ B::m
    }
    if let Some(&ref a) = o {
        a.m(); //~ A::m
    }
}""",
    "slices": """
fn f(v: &[A], w: [B; 3], x: Vec<C>) {
    if let [first, .., last] = v {
        first.m(); //~ A::m
        last.m(); //~ A::m
    }
    let [a, b, c] = w;
    c.m(); //~ B::m
    match x.as_slice() {
        [one, rest @ ..] => {
            one.m(); //~ C::m
            rest[0].m(); //~ C::m
        }
        [] => (),
    }
}""",
    "alternatives": """
enum E { X(A), Y(A, B), Z }
fn f(e: E) {
    match e { E::X(a) | E::Y(a, _) => a.m(), E::Z => () } //~ A::m
}""",
    "nested alternatives": """
fn f(e: (Option<A>, Result<A, A>)) {
    if let (Some(a), _) | (_, Ok(a) | Err(a)) = e {
        a.m(); //~ A::m
    }
}""",
    "at": """
fn f(o: Option<A>, r: (A, B)) {
    if let x @ Some(a) = &o {
        a.m(); //~ A::m
        x.clone().unwrap().m(); //~ A::m
    }
    let whole @ (a, _) = &r;
    whole.1.m(); //~ B::m
}""",
    "let else": """
fn f(o: Option<A>) {
    let Some(a) = o else { return };
    a.m(); //~ A::m
}""",
    "if let chain": """
fn f(o: Option<A>, p: Option<B>) {
    if let Some(a) = &o && let Some(b) = &p {
        a.m(); //~ A::m
        b.m(); //~ B::m
    }
}""",
    "while let": """
fn f(mut v: Vec<A>) {
    while let Some(a) = v.pop() {
        a.m(); //~ A::m
    }
}""",
    "deep": """
struct S { list: Vec<Option<(A, Box<B>)>> }
fn f(s: &S) { for entry in &s.list { if let Some((a, b)) = entry {
    a.m(); //~ A::m
    b.m(); //~ B::m
} } }""",
    "names in parameters of functions": """
struct P(A, B);
fn f((a, b): (A, B), P(c, d): P, [e, ..]: [C; 2], &g: &A) {
    a.m(); //~ A::m
    b.m(); //~ B::m
    c.m(); //~ A::m
    d.m(); //~ B::m
    e.m(); //~ C::m
    g.m(); //~ A::m
}""",
    "names in parameters of closures": """
fn f(v: Vec<(A, B)>) {
    v.iter().for_each(|(a, b)| {
        a.m(); //~ A::m
        b.m(); //~ B::m
    });
    let g = |(a, _): (A, B), [c, ..]: [C; 2]| {
        a.m(); //~ A::m
        c.m(); //~ C::m
    };
}""",
    "a constant is no binding": """
const K: u8 = 1; static Q: A = A;
fn f(n: u8) { let x = A; match n { K => x.m(), //~ A::m
    _ => Q.m(), //~ A::m
} }""",
    "a unit struct is no binding": """
fn f(a: A, b: B) { let x = B; match a { A => x.m() } //~ B::m
}""",
    "an imported variant without fields is no binding": """
enum E { One, Two } use E::{One, Two};
fn f(e: E, x: A) { match e { One => x.m(), //~ A::m
   Two => x.change(), //~ A::change
} }""",
    "match guard": """
fn f(o: Option<A>) { match o {
    Some(a) if { a.m(); true } => a.go(), //~ A::go A::m
    _ => (),
} }""",
    "an arm's names end with the arm": """
fn f(x: A, o: Option<B>) {
    match o { Some(x) => x.m(), None => x.m() } //~ A::m B::m
    x.m(); //~ A::m
}""",
    "a pattern of a pattern macro": """
fn f(o: Option<A>) {
    assert!(matches!(o, Some(ref a) if { a.m(); true })); //~ A::m
}""",
    "assigning to patterns": """
fn f() { let (mut a, mut b);
    (a, b) = (A, B);
    a.m(); //~ A::m
    b.m(); //~ B::m
}""",
    "a type that is told later": """
fn f() { let a;
    a = A;
    a.m(); //~ A::m
}""",
    "ranges and literals bind nothing": """
fn f(t: (u8, A)) { match t { (0..=9, a) => a.m(), (10, a) => a.m(), _ => () } //~ A::m A::m
}""",
    "generic enum": """
enum E<L, R> { L(L), R(R) } use E::{L, R};
fn f(e: E<A, B>) { match e {
    L(x) => x.m(), //~ A::m
    R(x) => x.m(), //~ B::m
} }""",
    "pattern gives the type of what is matched": """
fn f() { let x = None;
    if let Some(A) = x { }
    let y = x.unwrap();
    y.m(); //~ A::m
}""",
}
KNOWN = {
    "pattern gives the type of what is matched": "a constant or unit struct in a pattern says nothing about what is matched",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES, KNOWN))
def test_pattern(name: str) -> None:
    TABLE.check(name)
