# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Iterators: what their items are through adapters, and what they are collected to."""

from __future__ import annotations

import pytest

from tests.unit.resolve.inference.harness import Table, parameters

CASES = {
    "for over references and values": """
fn f(v: Vec<A>, w: &Vec<B>, x: &mut Vec<C>, y: &[A], z: [B; 2]) {
    for a in &v { a.m(); } //~ A::m
    for b in w { b.m(); } //~ B::m
    for c in x { c.change(); } //~ C::change
    for a in y { a.m(); } //~ A::m
    for b in z { b.m(); } //~ B::m
    for a in v { a.m(); } //~ A::m
}""",
    "for over &mut": """
struct S { v: Vec<A> }
fn f(s: &mut S, mut w: Vec<B>) {
    for a in &mut s.v { a.change(); } //~ A::change
    for b in w.iter_mut() { b.change(); } //~ B::change
    for (n, b) in w.iter_mut().enumerate() { b.change(); } //~ B::change
}""",
    "for over collections": """
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
fn f(h: HashMap<A, B>, s: HashSet<A>, b: BTreeMap<A, B>, t: BTreeSet<C>, d: VecDeque<A>, l: LinkedList<B>, q: BinaryHeap<C>) {
    for (a, b) in &h { a.m(); b.m(); } //~ A::m B::m
    for a in s { a.m(); } //~ A::m
    for (a, b) in b { a.m(); b.m(); } //~ A::m B::m
    for c in &t { c.m(); } //~ C::m
    for a in d { a.m(); } //~ A::m
    for b in &l { b.m(); } //~ B::m
    for c in q { c.m(); } //~ C::m
    for b in h.values() { b.m(); } //~ B::m
    for a in h.keys() { a.m(); } //~ A::m
}""",
    "for over Option and Result": """
fn f(o: Option<A>, p: &Option<B>) {
    for a in o { a.m(); } //~ A::m
    for b in p { b.m(); } //~ B::m
}""",
    "for over text": """
trait Ext { fn e(self); }
impl Ext for char { fn e(self) {} } //= of_char
impl Ext for u8 { fn e(self) {} } //= of_u8
impl Ext for &str { fn e(self) {} } //= of_str
fn f(s: &str, t: String) {
    for c in s.chars() { c.e(); } //~ of_char
    for (n, c) in t.char_indices() { c.e(); } //~ of_char
    for b in s.bytes() { b.e(); } //~ of_u8
    for l in t.lines() { l.e(); } //~ of_str
    for l in s.split(',') { l.e(); } //~ of_str
    for b in s.as_bytes() { (*b).e(); } //~ of_u8
}""",
    "map, filter, closures": """
fn f(v: Vec<A>) {
    v.iter().filter(|a| { a.m(); true }).map(|a| { a.m(); B }).for_each(|b| b.m()); //~ A::m A::m B::m
}""",
    "zip, enumerate, rev, skip, take, step_by, chain": """
fn f(v: Vec<A>, w: Vec<B>) {
    for (a, b) in v.iter().zip(&w) { a.m(); b.m(); } //~ A::m B::m
    for (n, a) in v.iter().enumerate().rev().skip(1).take(2).step_by(2) { a.m(); } //~ A::m
    for a in v.iter().chain(std::iter::once(&A)) { a.m(); } //~ A::m
}""",
    "flat_map, flatten, filter_map": """
fn f(v: Vec<Vec<A>>, w: Vec<Option<B>>) {
    v.iter().flatten().for_each(|a| a.m()); //~ A::m
    v.iter().flat_map(|x| x.iter()).for_each(|a| a.m()); //~ A::m
    v.into_iter().flat_map(|x| x).next().unwrap().m(); //~ A::m
    w.iter().flatten().next().unwrap().m(); //~ B::m
    w.into_iter().filter_map(|b| b).next().unwrap().m(); //~ B::m
}""",
    "fold, reduce, scan": """
fn f(v: Vec<A>) {
    v.iter().fold(B, |b, a| { b.m(); a.m(); b }).m(); //~ B::m A::m B::m
    v.iter().fold(Vec::new(), |mut w, a| { w.push(a); w })[0].m(); //~ A::m
    v.into_iter().reduce(|x, y| { y.m(); x }).unwrap().m(); //~ A::m A::m
}""",
    "find, any, all, position, min_by_key, max_by": """
fn f(v: Vec<A>) {
    v.iter().find(|a| { a.m(); true }).unwrap().m(); //~ A::m A::m
    v.iter().any(|a| { a.m(); true }); //~ A::m
    v.iter().min_by_key(|a| { a.m(); 1 }).unwrap().m(); //~ A::m A::m
    v.iter().max_by(|x, y| { x.m(); y.m(); todo!() }).unwrap().m(); //~ A::m A::m A::m
    v.iter().find_map(|a| Some(B)).unwrap().m(); //~ B::m
}""",
    "collect by annotation": """
use std::collections::HashMap;
fn f(v: Vec<A>) {
    let w: Vec<B> = v.iter().map(|a| B).collect();
    w[0].m(); //~ B::m
    let h: HashMap<u8, A> = v.into_iter().map(|a| (1, a)).collect();
    h[&1].m(); //~ A::m
}""",
    "collect by turbofish": """
fn f(v: Vec<A>) {
    v.iter().map(|a| B).collect::<Vec<_>>()[0].m(); //~ B::m
    v.iter().map(|a| B).collect::<Vec<B>>()[0].m(); //~ B::m
    v.iter().collect::<std::collections::VecDeque<_>>()[0].m(); //~ A::m
    v.into_iter().map(|a| (a, B)).collect::<Vec<(_, _)>>()[0].1.m(); //~ B::m
}""",
    "collect to a result": """
fn f(v: Vec<A>) -> Result<(), C> {
    let w = v.iter().map(|a| Ok(B)).collect::<Result<Vec<_>, C>>()?;
    w[0].m(); //~ B::m
    let x: Option<Vec<A>> = v.into_iter().map(Some).collect();
    x.unwrap()[0].m(); //~ A::m
    Ok(())
}""",
    "collect to the function's result": """
fn g(v: &[A]) -> Vec<&A> { v.iter().filter(|a| { a.m(); true }).collect() } //~ A::m
fn f(v: &[A]) {
    g(v)[0].m(); //~ g A::m
}""",
    "collect by what it is handed to": """
fn want(v: Vec<A>) {}
fn f(v: &[A]) { let w = v.iter().cloned().collect(); want(w);
    want(v.iter().map(|a| { a.m(); a.clone() }).collect()); //~ want A::m
}""",
    "cloned and copied": """
#[derive(Clone, Copy)] struct K; impl K { fn k(self) {} }
fn f(v: &[A], w: &[K]) {
    v.iter().cloned().for_each(|a| a.go()); //~ A::go
    w.iter().copied().for_each(|k| k.k()); //~ K::k
    w.iter().map(|&k| k).for_each(|k| k.k()); //~ K::k
}""",
    "partition and unzip": """
fn f(v: Vec<A>, w: Vec<(A, B)>) {
    let (x, y): (Vec<A>, Vec<A>) = v.into_iter().partition(|a| { a.m(); true }); //~ A::m
    x[0].m(); //~ A::m
    let (p, q): (Vec<_>, Vec<_>) = w.into_iter().unzip();
    p[0].m(); //~ A::m
    q[0].m(); //~ B::m
}""",
    "windows, chunks, split_at": """
fn f(v: &[A]) {
    for w in v.windows(2) { w[0].m(); } //~ A::m
    for c in v.chunks(2) { c[0].m(); } //~ A::m
    let (l, r) = v.split_at(1);
    r[0].m(); //~ A::m
    v.split_first().unwrap().0.m(); //~ A::m
}""",
    "peekable and by_ref": """
fn f(v: Vec<A>) { let mut i = v.into_iter().peekable();
    i.peek().unwrap().m(); //~ A::m
    while let Some(a) = i.next() { a.m(); } //~ A::m
    for a in i.by_ref() { a.m(); } //~ A::m
    i.next_if(|a| { a.m(); true }); //~ A::m
}""",
    "drain, retain, sort_by, dedup": """
fn f(mut v: Vec<A>) {
    v.retain(|a| { a.m(); true }); //~ A::m
    v.sort_by(|x, y| { x.m(); todo!() }); //~ A::m
    v.sort_by_key(|a| { a.m(); 1 }); //~ A::m
    for a in v.drain(..) { a.go(); } //~ A::go
}""",
    "entries of maps": """
use std::collections::{BTreeMap, HashMap};
fn f(mut h: HashMap<u8, Vec<A>>, mut b: BTreeMap<u8, B>) {
    h.entry(1).or_default().push(A);
    h.entry(1).or_insert_with(Vec::new)[0].m(); //~ A::m
    b.entry(1).or_insert(B).m(); //~ B::m
    if let Some(x) = h.get_mut(&1) { x[0].m(); } //~ A::m
    b.iter().next().unwrap().1.m(); //~ B::m
    b.values_mut().for_each(|x| x.change()); //~ B::change
    h.remove(&1).unwrap()[0].m(); //~ A::m
}""",
    "sum of the workspace": """
impl std::iter::Sum for A { fn sum<I: Iterator<Item = A>>(i: I) -> A { A } }
fn f(v: Vec<A>) {
    v.iter().cloned().sum::<A>().m(); //~ A::m
    let s: A = v.into_iter().sum();
    s.m(); //~ A::m
}""",
    "from_fn, repeat, successors, empty": """
use std::iter;
fn f() {
    iter::from_fn(|| Some(A)).next().unwrap().m(); //~ A::m
    iter::repeat(B).take(2).for_each(|b| b.m()); //~ B::m
    iter::successors(Some(C), |c| { c.m(); None }).next().unwrap().m(); //~ C::m C::m
    (0..3).map(|n| A).for_each(|a| a.m()); //~ A::m
}""",
    "an iterator of the workspace with adapters of std": """
struct It; impl Iterator for It { type Item = A; fn next(&mut self) -> Option<Self::Item> { None } }
fn f() {
    It.map(|a| { a.m(); B }).last().unwrap().m(); //~ A::m B::m
    It.enumerate().for_each(|(n, a)| a.m()); //~ A::m
    It.next().unwrap().m(); //~ It::next A::m
}""",
    "impl Iterator results": """
struct S { v: Vec<A> }
impl S {
    fn all(&self) -> impl Iterator<Item = &A> + '_ { self.v.iter() }
    fn boxed<'a>(&'a self) -> Box<dyn Iterator<Item = &'a A> + 'a> { Box::new(self.v.iter()) }
}
fn f(s: S) {
    s.all().for_each(|a| a.m()); //~ S::all A::m
    s.all().map(|a| B).next().unwrap().m(); //~ S::all B::m
    for a in s.boxed() { a.m(); } //~ S::boxed A::m
}""",
    "a generic iterator's item": """
fn g<I: IntoIterator<Item = A>>(i: I) { for a in i {
    a.m(); //~ A::m
} }
fn h<'a>(i: impl IntoIterator<Item = &'a B>) { i.into_iter().for_each(|b| b.m()); } //~ B::m
fn k<T, I>(i: I) -> Vec<T> where I: Iterator<Item = T> { i.collect() }
fn f() {
    k(vec![A].into_iter())[0].m(); //~ k A::m
}""",
    "extend": """
fn f(v: Vec<A>) { let mut w = Vec::new(); w.extend(v);
    w[0].m(); //~ A::m
}""",
    "lines of a reader": """
use std::io::{BufRead, Read};
fn f(r: std::fs::File) -> std::io::Result<()> { for line in std::io::BufReader::new(r).lines() {
    let line = line?;
    take(line); //~ take
} Ok(()) }
fn take(s: String) {}""",
}
TABLE = Table(CASES)


@pytest.mark.parametrize("name", parameters(CASES))
def test_iterator(name: str) -> None:
    TABLE.check(name)
