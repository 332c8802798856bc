# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Code made to never end, and code IR made of anything: answers in bounded steps, and no exception."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegraph.parse.codec import pack_bodies, write_body
from codegraph.resolve.inference import solving
from tests.support.rust_workspace import Resolved, resolve_text

A = "struct A;\nimpl A { fn m(&self) -> A { A } }\n"
M = "calls it::f -> it::A::m"


def lets(count: int, value: str) -> str:
    return "".join(f"let x{n + 1} = {value.replace('x', f'x{n}')};" for n in range(count))


# name, code, a line that the calls must hold ("" for none), and the most searches for an impl it may take
CASES = [
    ("cyclic aliases", "type X = Y; type Y = X; type Z = Vec<Z>; fn f(x: X, z: Z) { x.m(); z[0].m(); }", "", 500),
    ("an impl that needs itself", "trait B { fn b(&self); } impl<T: B> B for T { fn b(&self) {} } fn f(a: A) { a.b(); Box::new(a).b(); }", "", 500),
    (
        "impls that need each other",
        "trait X { fn x(&self); } trait Y { fn y(&self); } impl<T: Y> X for T { fn x(&self) {} } impl<T: X> Y for T { fn y(&self) {} } fn f(a: A) { a.x(); a.y(); }",
        "",
        500,
    ),
    ("an impl that needs a larger type", "trait X { fn x(&self); } impl<T> X for T where Vec<T>: X { fn x(&self) {} } fn f(a: A) { a.x(); a.m(); }", M, 2_000),
    ("a type that dereferences to itself", "struct W; impl std::ops::Deref for W { type Target = W; fn deref(&self) -> &W { self } } fn f(w: W) { w.none(); A.m(); }", M, 500),
    (
        "a type that dereferences to a larger one",
        "struct W<T>(T); impl<T> std::ops::Deref for W<T> { type Target = W<W<T>>; fn deref(&self) -> &W<W<T>> { todo!() } } fn f(w: W<A>) { w.none(); A.m(); }",
        M,
        2_000,
    ),
    ("an associated type that is itself", "trait X { type O; } impl X for A { type O = <A as X>::O; } fn f(x: <A as X>::O) { x.m(); A.m(); } fn g<T: X<O = T::O>>(u: T::O) { u.m(); }", M, 500),
    ("supertraits in a circle", "trait X: Y { fn x(&self); } trait Y: X { fn y(&self); } fn f<T: X>(t: T) { t.x(); t.y(); t.none(); }", "calls it::f -> it::Y::y", 500),
    ("supertraits that grow", "trait X<T>: X<Vec<T>> + X<(T, T)> { fn x(&self); } fn f<T: X<u8>>(t: T) { t.x(); t.none(); }", "calls it::f -> it::X::x", 500),
    ("an associated type of an associated type, 400 deep", f"trait X {{ type O: X; fn o(&self) -> Self::O; }} fn f<T: X>(t: T) {{ t{'.o()' * 400}.none(); }}", "", 50_000),
    ("a chain of 500 calls", f"fn f(a: A) {{ a{'.m()' * 500}; }}", "", 5_000),
    ("a chain whose type grows", f"struct W<T>(T); impl<T> W<T> {{ fn w(self) -> W<W<T>> {{ todo!() }} }} fn f(a: W<A>) {{ a{'.w()' * 500}; }}", "", 5_000),
    ("300 closures in each other", f"fn f(a: A) {{ {'(|| ' * 300}a.m(){')()' * 300}; A.m(); }}", M, 5_000),
    ("140 closures as arguments", f"fn t<R>(f: impl FnOnce() -> R) -> R {{ f() }} fn f(a: A) {{ {'t(|| ' * 140}a.m(){')' * 140}; A.m(); }}", M, 20_000),
    ("an enormous tuple", f"fn f(a: A) {{ let t = ({'a.m(),' * 5_000}); t.4999.m(); }}", M, 500),
    ("deep parentheses and marks", f"fn f(a: A) {{ {'(' * 2_000}a{')' * 2_000}.m(); ({'&' * 2_000}a).m(); {'*' * 2_000}a; A.m(); }}", M, 5_000),
    ("a long sum", f"fn f(a: A) {{ {'1 + ' * 3_000}1; a.m(); }}", M, 10_000),
    ("an alias of an alias, 2000 deep", "".join(f"type T{n + 1} = Vec<T{n}>;" for n in range(2_000)) + "type T0 = A; fn f(x: T2000) { x[0].m(); A.m(); }", M, 500),
    ("a deep pattern and a deep type", f"fn f(a: {'Vec<' * 800}A{'>' * 800}) {{ let {'(' * 800}x{',)' * 800} = a; x.m(); }}", "", 500),
    ("values that hold each other, 3000 deep", f"fn f() {{ let x0 = A;{lets(3_000, 'Some(x)')} x3000.clone().unwrap().m(); x3000 == x2999; A.m(); }}", M, 5_000),
    ("deep values that are compared", f"fn f() {{ let x0 = A; let y = A; {lets(3_000, '(x,)')} let z = x3000; [(z,), x3000]; A.m(); }}", M, 5_000),
    (
        "a trait with a thousand impls",
        "trait X<T> { fn x(&self) -> T; }" + "".join(f"struct S{n}; impl X<S{n}> for A {{ fn x(&self) -> S{n} {{ todo!() }} }}" for n in range(1_000)) + f"fn g<T>(t: T) {{}} fn f(a: A) {{ {'g(a.x());' * 20} }}",
        "calls it::f -> it::X::x",
        5_000,
    ),
    (
        "300 blanket impls",
        "trait X { fn x(&self); }" + "".join(f"trait T{n} {{}} impl<T: T{n}> X for T {{ fn x(&self) {{}} }}" for n in range(300)) + f"fn f(a: A) {{ {'a.x();' * 20} A.m(); }}",
        M,
        50_000,
    ),
    (
        "300 traits that need each other in a circle",
        "".join(f"trait T{n} {{ fn x(&self); }} impl<T: T{(n + 1) % 300}> T{n} for T {{ fn x(&self) {{}} }}" for n in range(300)) + "fn f(a: A) { a.x(); A.m(); }",
        M,
        100_000,
    ),
    ("2000 types that are told late", "fn f() { " + "".join(f"let v{n} = Vec::new(); " for n in range(1_000)) + "".join(f"v{n}.push(v{n - 1}.pop().unwrap());" for n in range(1, 1_000)) + " v0.push(A); A.m(); }", M, 50_000),
    ("bounds that stay open", "fn t<T, U: From<T>>(t: T) -> U { todo!() } fn f() { " + "".join(f"let v{n} = t(A); " for n in range(500)) + " A.m(); }", M, 50_000),
    ("parameters whose default is themselves", "struct S<T = S>(T); struct U<T = U<U>>(T); fn f(s: S, u: U) { s.0.m(); u.0.m(); A.m(); }", M, 500),
    ("iterators of themselves", "fn f<T: Iterator<Item = T>>(t: T) { for a in t { for b in a { b.none(); } } A.m(); }", M, 5_000),
    ("no recursion of a function", "fn f() -> impl Fn() -> A { let g = || f()(); g().m(); g }", "", 500),
]  # fmt: skip
# what grows with each step to a type that is a small graph and an enormous tree
EXPONENTIAL = {
    "aliases that double": "".join(f"type T{n + 1} = (T{n}, T{n});" for n in range(40)) + "type T0 = A; fn f(x: T40) { A.m(); }",
    "values that double": f"fn f() {{ let x0 = A;{lets(60, '(x, x)')} x60.clone(); A.m(); }}",
    "30 adapters": f"fn f(v: Vec<A>) {{ v.iter(){'.map(|x| x)' * 30}.for_each(|a| {{ a.m(); }}); }}",
    "30 adapters to pairs": f"fn f(v: Vec<A>) {{ v.iter(){'.map(|x| (x, 1))' * 30}.count(); A.m(); }}",
    "an impl that needs three larger types": "trait X { fn x(&self); } impl<T> X for T where (T, T): X, Vec<T>: X, Box<T>: X { fn x(&self) {} } fn f(a: A) { a.x(); A.m(); }",
}  # fmt: skip


@pytest.mark.parametrize(("code", "line", "most"), [it[1:] for it in CASES], ids=[it[0] for it in CASES])
def test_hostile_code_ends(code: str, line: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    searches = 0
    select = solving.Solver._select

    def counted(*arguments: Any) -> Any:  # noqa: ANN401 - stands for the method
        nonlocal searches
        searches += 1
        return select(*arguments)

    monkeypatch.setattr(solving.Solver, "_select", counted)
    found = resolve_text(A + code).lines("calls")
    assert not line or line in found
    assert searches <= most


@pytest.mark.parametrize("code", EXPONENTIAL.values(), ids=EXPONENTIAL.keys())
def test_types_with_shared_parts_end(code: str) -> None:
    assert M in resolve_text(A + code).lines("calls")


def test_fuel_bounds_one_body_and_not_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_FUEL", 40)
    trait = "trait X { fn x(&self); } impl X for A { fn x(&self) {} }"
    found = resolve_text(f"{A}{trait} fn f(a: (A, A)) {{ {'a == a; a.clone();' * 100} }} fn g(a: A) {{ a.x(); }}")
    assert "calls it::g -> it::A::x" in found.lines("calls")


Code = st.SearchStrategy[Any]

# random IR: every shape of the grammar, and anything

NAMES: Code = st.sampled_from(
    ["a", "x", "A", "m", "n", "self", "Self", "T", "Tr", "Some", "Vec", "new", "Item", "0", ""]
)
OFFSETS: Code = st.integers(-1, 400)
TYPES: Code = st.deferred(
    lambda: st.one_of(
        st.builds(lambda segments: ["P", segments], st.lists(SEGMENTS, min_size=1, max_size=3)),
        st.builds(lambda it, trait, segments: ["Q", it, trait, segments], TYPES, st.none() | PATHS, st.lists(SEGMENTS, max_size=2)),
        st.builds(lambda it, mutable: ["&", it, mutable], TYPES, st.booleans()),
        st.builds(lambda tag, it: [tag, it], st.sampled_from(["*", "[", "A"]), TYPES),
        st.builds(lambda items: ["T", items], st.lists(TYPES, max_size=3)),
        st.builds(lambda params, it: ["F", params, it], st.lists(TYPES, max_size=2), TYPES),
        st.builds(lambda tag, bounds: [tag, bounds], st.sampled_from(["D", "I"]), st.lists(PATHS, max_size=2)),
        st.sampled_from([["_"], ["!"], ["M"]]),
    )
)  # fmt: skip
SEGMENTS: Code = NAMES | st.builds(
    lambda name, args, given: [name, args, given], NAMES, st.lists(TYPES, max_size=2), st.dictionaries(NAMES, TYPES, max_size=1)
)  # fmt: skip
PATHS: Code = st.builds(lambda segments: ["P", segments], st.lists(SEGMENTS, min_size=1, max_size=3))
PATTERNS: Code = st.deferred(
    lambda: st.one_of(
        st.builds(lambda name, mode, sub, at: ["b", name, mode, sub, at], NAMES, st.sampled_from(["", "ref", "refm"]), st.none() | PATTERNS, OFFSETS),
        st.sampled_from([["_"], [".."], ["lit", "i"], ["range"], ["?u"]]),
        st.builds(lambda tag, it: [tag, it], st.sampled_from(["&", "box"]), PATTERNS),
        st.builds(lambda tag, items: [tag, items], st.sampled_from(["tup", "slice", "or"]), st.lists(PATTERNS, max_size=3)),
        st.builds(lambda path, at, items: ["ts", path, at, items], PATHS, OFFSETS, st.lists(PATTERNS, max_size=3)),
        st.builds(lambda path, at, name, it: ["st", path, at, [[name, it]]], PATHS, OFFSETS, NAMES, PATTERNS),
        st.builds(lambda path, at: ["path", path, at], PATHS, OFFSETS),
    )
)  # fmt: skip
LABELS: Code = st.none() | st.sampled_from(["'a", "'b"])
CODE: Code = st.deferred(
    lambda: st.one_of(
        st.builds(lambda kind: ["lit", kind], st.sampled_from(["i", "f", "s", "c", "b", "by", "bs", "cs", "u8", "f64", "odd"])),
        st.builds(lambda name, at: ["v", name, at], NAMES, OFFSETS),
        st.builds(lambda path, at: ["path", path, at], TYPES, OFFSETS),
        st.builds(lambda it, args: ["call", it, args], CODE, st.lists(CODE, max_size=3)),
        st.builds(lambda it, name, types, args, at: ["m", it, name, types, args, at], CODE, NAMES, st.lists(TYPES, max_size=2), st.lists(CODE, max_size=2), OFFSETS),
        st.builds(lambda it, name: ["f", it, name], CODE, NAMES),
        st.builds(lambda path, at, args, text: ["mac", path, at, args, text, at], st.sampled_from(["vec", "println", "matches", "rules", "a::b", "dbg", "try", ""]), OFFSETS,
                  st.none() | st.builds(lambda items: ["args", items], st.lists(CODE, max_size=2)) | st.builds(lambda it, pattern: ["matches", it, pattern, None], CODE, PATTERNS) | CODE, st.none() | st.just("(x)")),
        st.builds(lambda tag, it: [tag, it], st.sampled_from(["try", "await", "*"]), CODE),
        st.builds(lambda it, operator: ["un", it, operator], CODE, st.sampled_from(["!", "-"])),
        st.builds(lambda it, mutable: ["&", it, mutable], CODE, st.booleans()),
        st.builds(lambda tag, left, right: ["bin", tag, left, right], st.sampled_from(["+", "==", "&&", "<<", "odd"]), CODE, CODE),
        st.builds(lambda left, right: ["=", left, right], CODE, CODE),
        st.builds(lambda left, right: ["op=", "+", left, right], CODE, CODE),
        st.builds(lambda it, written: ["as", it, written], CODE, TYPES),
        st.builds(lambda tag, left, right: [tag, left, right], st.sampled_from(["idx", "rep"]), CODE, CODE),
        st.builds(lambda one, two, tag: ["range", one, two, tag], st.none() | CODE, st.none() | CODE, st.sampled_from(["..", "..="])),
        st.builds(lambda tag, items: [tag, items], st.sampled_from(["tup", "arr"]), st.lists(CODE, max_size=3)),
        st.builds(lambda path, at, name, it, base: ["struct", path, at, [[name, it, at]], base], PATHS, OFFSETS, NAMES, CODE, st.none() | CODE),
        st.builds(lambda it, then, other: ["if", it, then, other], CODE, BLOCKS, st.none() | CODE),
        st.builds(lambda pattern, it: ["let", pattern, it], PATTERNS, CODE),
        st.builds(lambda it, pattern, guard, arm: ["match", it, [[pattern, guard, arm]]], CODE, PATTERNS, st.none() | CODE, CODE),
        st.builds(lambda label, it, block: ["while", label, it, block], LABELS, CODE, BLOCKS),
        st.builds(lambda label, block: ["loop", label, block], LABELS, BLOCKS),
        st.builds(lambda label, pattern, it, block: ["for", label, pattern, it, block], LABELS, PATTERNS, CODE, BLOCKS),
        BLOCKS,
        st.builds(lambda it: ["ret", it], st.none() | CODE),
        st.builds(lambda label, it: ["brk", label, it], LABELS, st.none() | CODE),
        st.sampled_from([["cont"], ["?u"]]),
        st.builds(lambda it: ["yield", it], st.none() | CODE),
        st.builds(lambda pattern, written, result, it, is_async: ["clo", [[pattern, written]], result, it, is_async], PATTERNS, st.none() | TYPES, st.none() | TYPES, CODE, st.booleans()),
    )
)  # fmt: skip
STATEMENTS: Code = st.one_of(
    st.builds(lambda pattern, written, it, other: ["let", pattern, written, it, other], PATTERNS, st.none() | TYPES, st.none() | CODE, st.none() | CODE),
    st.builds(lambda it: ["e", it], CODE),
)  # fmt: skip
BLOCKS: Code = st.builds(
    lambda statements, tail, kind, label: ["block", statements, tail, kind, label],
    st.lists(STATEMENTS, max_size=3), st.none() | CODE, st.sampled_from(["", "async", "unsafe", "const", "try", "gen"]), LABELS,
)  # fmt: skip
TAGS: Code = st.sampled_from(
    ["call", "m", "v", "block", "let", "mac", "clo", "match", "struct", "P", "Q", "b", "ts", "&", "if", "for"]
)
ANYTHING: Code = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | NAMES | TAGS,
    lambda inner: st.builds(lambda tag, rest: [tag, *rest], TAGS, st.lists(inner, max_size=5)) | st.lists(inner, max_size=4),
    max_leaves=15,
)  # fmt: skip
WORKSPACE = """
struct A { x: Vec<A> }
trait Tr { type Item; fn n(&self) -> Self::Item; }
impl Tr for A { type Item = A; fn n(&self) -> A { todo!() } }
macro_rules! rules { ($x:expr) => { $x.n().m() } }
impl A { fn new() -> Self { todo!() } fn m<T: Tr>(&self, x: T) -> T::Item { todo!() } }
"""


@cache
def workspace() -> Resolved:
    return resolve_text(WORKSPACE)


def infer(code: Any) -> list[str]:  # noqa: ANN401 - code IR, or not
    """Infer the body of `A::m`, were it this code; give the codes of the problems."""
    done = workspace()
    facts = done.files["src/lib.rs"]
    symbol = next(index for index, fact in enumerate(facts.symbols) if fact.name == "m")
    made = facts._replace(bodies=pack_bodies([(symbol, write_body(code))]))
    return [problem.code for problem in done.resolver.resolve_file("src/lib.rs", made).problems]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
@given(BLOCKS)
def test_any_code_of_the_grammar_is_inferred(code: Any) -> None:  # noqa: ANN401 - code IR
    assert infer(code) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.data_too_large])
@given(ANYTHING.filter(lambda it: isinstance(it, list)))
def test_any_other_code_is_inferred_or_reported(code: Any) -> None:  # noqa: ANN401 - anything
    assert infer(code) in ([], ["inference-failed"])
