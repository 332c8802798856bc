# ruff: noqa: E501 - a fixture on one line reads better than a folded one
"""Items that macros make: symbols that are found, called and cited, and whose edges say the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.model import EdgeKind, ReferenceState
from tests.support.rust_workspace import Resolved, resolve_text

if TYPE_CHECKING:
    from codegraph.model import Symbol

PATH = "src/lib.rs"


def made(done: Resolved) -> dict[str, Symbol]:
    """Give the generated symbols by qualified name."""
    found = [symbol for file in done.edges.values() for symbol in file.generated]
    assert len({symbol.id for symbol in found}) == len(found)
    return {symbol.qualified_name: symbol for symbol in found}


def lines(done: Resolved, *kinds: str) -> list[str]:
    """List edges as `kind source -> target`, generated symbols included."""
    done.symbols.update((symbol.id, symbol) for file in done.edges.values() for symbol in file.generated)
    return done.lines(*kinds)


CASES = [
    (
        "a function",
        "macro_rules! m { ($n:ident) => { fn $n() {} } }\nm!(x);\nfn f() { x(); }",
        ["it::x"],
        ["calls it::f -> it::x", "calls it -> it::m", "expands-to it::m -> it::x"],
    ),
    (
        "methods in an impl",
        "macro_rules! m { ($($n:ident)*) => { $(fn $n(&self) {})* } }\nstruct S;\nimpl S { m!(a b); }\nfn f(s: S) { s.a(); s.b(); S::a(&s); }",
        ["it::S::a", "it::S::b"],
        ["calls it::f -> it::S::a", "calls it::f -> it::S::a", "calls it::f -> it::S::b"],
    ),
    (
        "methods in a trait",
        "macro_rules! m { ($n:ident) => { fn $n(&self); } }\ntrait T { m!(a); }\nfn f<X: T>(x: X) { x.a(); }",
        ["it::T::a"],
        ["calls it::f -> it::T::a"],
    ),
    (
        "whole impls",
        "trait T { fn t(&self); }\nstruct A; struct B;\nmacro_rules! m { ($($t:ty),*) => { $(impl T for $t { fn t(&self) {} })* } }\nm!(A, B);\nfn f(a: A, b: B) { a.t(); b.t(); }",
        ["it::A::t", "it::B::t"],
        [
            "calls it::f -> it::A::t",
            "calls it::f -> it::B::t",
            "implements it::A -> it::T",
            "implements it::B -> it::T",
            "overrides it::A::t -> it::T::t",
            "overrides it::B::t -> it::T::t",
        ],
    ),
    (
        "a struct with fields and methods",
        "struct A; impl A { fn m(&self) {} }\nmacro_rules! m { ($n:ident { $($f:ident: $t:ty),* }) => { struct $n { $($f: $t),* } impl $n { $(fn $f(&self) -> &$t { &self.$f })* } } }\nm!(S { a: A });\nfn f(s: S) { s.a().m(); s.a.m(); }",
        ["it::S", "it::S::a"],
        ["calls it::f -> it::S::a", "calls it::f -> it::A::m", "calls it::f -> it::A::m"],
    ),
    (
        "a module",
        "macro_rules! m { ($n:ident) => { pub mod $n { pub fn x() {} } } }\nm!(deep);\nfn f() { deep::x(); }",
        ["it::deep", "it::deep::x"],
        ["calls it::f -> it::deep::x", "expands-to it::m -> it::deep"],
    ),
    (
        "an enum",
        "macro_rules! m { ($($v:ident)*) => { enum E { $($v),* } } }\nm!(One Two);\nfn f() -> E { E::One }",
        ["it::E", "it::E::One", "it::E::Two"],
        ["uses-type it::f -> it::E::One"],
    ),
    (
        "a macro that calls a macro",
        "macro_rules! inner { ($n:ident) => { fn $n() {} } }\nmacro_rules! outer { ($n:ident) => { inner!($n); } }\nouter!(x);\nfn f() { x(); }",
        ["it::x"],
        ["calls it::f -> it::x"],
    ),
    (
        "a macro that defines a macro",
        "macro_rules! outer { ($n:ident) => { macro_rules! $n { ($f:ident) => { fn $f() {} } } } }\nouter!(inner);\ninner!(x);\nfn f() { x(); }",
        ["it::x", "it::inner"],
        ["calls it::f -> it::x"],
    ),
    (
        "the last definition before the call",
        "fn one() {}\nfn two() {}\nmacro_rules! m { () => { fn x() { one() } } }\nm!();\nmacro_rules! m { () => { fn y() { two() } } }\nm!();\nfn f() { x(); y(); }",
        ["it::x", "it::y"],
        ["calls it::f -> it::x", "calls it::f -> it::y"],
    ),
    (
        "a macro of a module marked macro_use",
        "//- src/lib.rs crate:it\n#[macro_use]\nmod macros;\nmod user;\n//- src/macros.rs\nmacro_rules! m { ($n:ident) => { pub fn $n() {} } }\n//- src/user.rs\nm!(x);\nfn f() { x(); }",
        ["it::user::x"],
        ["calls it::user::f -> it::user::x", "expands-to it::macros::m -> it::user::x"],
    ),
    (
        "a macro of another crate, by path",
        "//- a/src/lib.rs crate:alpha\n#[macro_export] macro_rules! m { ($n:ident) => { pub fn $n() { $crate::help() } } }\npub fn help() {}\n//- b/src/lib.rs crate:beta deps:alpha=a\nalpha::m!(x);\nfn f() { x(); }",
        ["beta::x"],
        ["calls beta::f -> beta::x", "expands-to alpha::m -> beta::x", "calls alpha::m -> alpha::help"],
    ),
    (
        "a macro of another crate, imported",
        "//- a/src/lib.rs crate:alpha\n#[macro_export] macro_rules! m { ($n:ident) => { pub struct $n; impl $n { pub fn go(&self) {} } } }\n//- b/src/lib.rs crate:beta deps:alpha=a\nuse alpha::m;\nm!(S);\nfn f(s: S) { s.go(); }",
        ["beta::S", "beta::S::go"],
        ["calls beta::f -> beta::S::go"],
    ),
    (
        "a call in an argument starts at the generated function",
        "fn help() {}\nmacro_rules! m { ($n:ident, $e:expr) => { fn $n() { $e } } }\nm!(x, help());",
        ["it::x"],
        ["calls it::x -> it::help"],
    ),
    (
        "a method call in an argument knows its types",
        "struct A; impl A { fn m(&self) {} }\nmacro_rules! m { ($n:ident($p:ident: $t:ty) $b:block) => { fn $n($p: $t) $b } }\nm!(x(a: A) { a.m(); });",
        ["it::x"],
        ["calls it::x -> it::A::m"],
    ),
    (
        "a call in the macro's own body starts at the macro",
        "fn help() {}\nmacro_rules! m { ($($n:ident)*) => { $(fn $n() { help() })* } }\nm!(x y z);",
        ["it::x", "it::y", "it::z"],
        ["calls it::m -> it::help"],
    ),
    (
        "items of a body",
        "macro_rules! m { ($n:ident) => { fn $n() {} } }\nfn f() { m!(x); x(); }\nfn x() {}",
        ["it::f::x"],
        ["calls it::f -> it::f::x"],
    ),
    (
        "methods of a macro that override",
        "trait T { fn t(&self) {} }\nstruct S;\nmacro_rules! m { () => { fn t(&self) {} } }\nimpl T for S { m!(); }\nfn f(s: S) { s.t(); }",
        ["it::S::t"],
        ["calls it::f -> it::S::t", "overrides it::S::t -> it::T::t"],
    ),
    (
        "imports",
        "mod deep { pub fn x() {} }\nmacro_rules! m { ($p:path) => { use $p; } }\nm!(deep::x);\nfn f() { x(); }",
        [],
        ["calls it::f -> it::deep::x"],
    ),
]  # fmt: skip
KNOWN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "names", "edges"),
    [
        pytest.param(*it[1:], id=it[0], marks=[pytest.mark.xfail(strict=True, reason=KNOWN[it[0]])] if it[0] in KNOWN else [])
        for it in CASES
    ],
)  # fmt: skip
def test_what_a_macro_makes_is_found_and_called(text: str, names: list[str], edges: list[str]) -> None:
    done = resolve_text(text)
    assert set(names) <= made(done).keys()
    real = lines(done)
    for edge in set(edges):
        assert real.count(edge) == edges.count(edge), (edge, real)


def test_a_generated_symbol_stands_where_the_call_stands() -> None:
    text = "macro_rules! m { ($n:ident) => { fn $n() {} fn own() {} } }\n\nm! {\n    x\n}\nfn f() { x(); own(); }"
    done = resolve_text(text)
    found = made(done)
    assert {(it.span.start_line, it.span.end_line) for it in found.values()} == {(3, 5)}
    assert (found["it::x"].name_line, found["it::own"].name_line) == (4, 3)
    for symbol in found.values():
        assert text.encode()[symbol.span.start : symbol.span.end].startswith(b"m! {")
        assert "generated" in symbol.modifiers


def test_evidence_of_an_argument_is_the_argument() -> None:
    text = "fn help() {}\nmacro_rules! m { ($n:ident, $e:expr) => { fn $n() { $e } } }\nm!(x,\n  help());"
    done = resolve_text(text)
    (edge,) = (it for it in done.edges[PATH].edges if it.kind is EdgeKind.CALLS and it.src == made(done)["it::x"].id)
    span = edge.evidence.span
    assert (text[span.start : span.end], span.start_line) == ("help", 4)


def test_what_the_macro_wrote_stands_in_the_macro_and_expands_to_at_the_call() -> None:
    text = "fn help() {}\nmacro_rules! m { ($n:ident) => { fn $n() { help() } } }\nm!(x);"
    done = resolve_text(text)
    macro = next(it.id for it in done.symbols.values() if it.qualified_name == "it::m")
    spans = {it.kind: it.evidence.span for it in done.edges[PATH].edges if it.src == macro}
    found = {kind: (text[it.start : it.end], it.start_line) for kind, it in spans.items()}
    assert found == {EdgeKind.EXPANDS_TO: ("m", 3), EdgeKind.CALLS: ("help", 2)}


M = "macro_rules! m { ($n:ident) => { pub fn $n() {} } }\n"
EDITS = {
    "before": f"fn before() {{}}\n// more\n{M}m!(x);\nm!(y);",
    "behind": f"{M}m!(x);\nm!(y);\nfn behind() {{}}",
    "the body of the macro": M.replace("{}", "{ other() }") + "m!(x);\nm!(y);",
    "another call before": f"{M}m!(w);\nm!(x);\nm!(y);",
    "without the other call": f"{M}m!(x);",
    "white space": f"{M}m!( x );\nm! {{ y }}",
}


@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS.keys())
def test_ids_stay_under_edits_elsewhere(text: str) -> None:
    before, after = made(resolve_text(f"{M}m!(x);\nm!(y);")), made(resolve_text(text))
    assert before["it::x"].id == after["it::x"].id
    if "it::y" in after:
        assert before["it::y"].id == after["it::y"].id


def test_ids_do_not_depend_on_the_order_of_files() -> None:
    text = f"//- src/lib.rs crate:it\n#[macro_use] mod m;\nmod a;\nmod b;\n//- src/m.rs\n{M}//- src/a.rs\nm!(x);\n//- src/b.rs\nm!(x);\nm!(x);"
    one, two = resolve_text(text), resolve_text(text, backwards=True)
    assert {it.id for file in one.edges.values() for it in file.generated} == {
        it.id for file in two.edges.values() for it in file.generated
    }


def test_a_written_symbol_and_a_generated_one_of_its_name_differ() -> None:
    done = resolve_text(f"{M}m!(x);\nfn x() {{}}\nfn f() {{ x(); }}")
    assert not {it.id for it in made(done).values()} & done.symbols.keys()
    (opened,) = (it for it in done.edges[PATH].open if it.name == "x")
    assert opened.state is ReferenceState.AMBIGUOUS


REST = (
    "fn help() {}\nfn f() { help(); }\nmacro_rules! fine { ($n:ident) => { fn $n() {} } }\nfine!(x);\nfn g() { x(); }\n"
)
LIMITS = [
    ("recursive", "macro_rules! r { () => { r!(); } }\nr!();", {"macro-too-deep", "macro-too-large"}),
    ("recursive and growing", "macro_rules! r { ($($t:tt)*) => { r!($($t)* $($t)* x); fn y() {} } }\nr!(a);", {"macro-too-deep", "macro-too-large"}),
    ("branching", "macro_rules! r { () => { r!(); r!(); fn y() {} } }\nr!();", {"macro-too-deep", "macro-too-large"}),
    (
        "explosive",
        "macro_rules! a { ($($t:tt)*) => { b!($($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)*); } }\nmacro_rules! b { ($($t:tt)*) => { a!($($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)*); } }\na!(x x x x);",
        {"macro-too-large", "macro-too-deep"},
    ),
    ("no rule matches", "macro_rules! r { (a) => {} }\nr!(b);", {"macro-no-rule-matches"}),
    ("malformed", "macro_rules! r { ($x:nothing) => { $y* } }\nr!(b);", {"macro-malformed-macro", "macro-no-rule-matches"}),
]  # fmt: skip
KNOWN_LIMITS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(*it[1:], id=it[0], marks=[pytest.mark.xfail(strict=True, reason=KNOWN_LIMITS[it[0]])] if it[0] in KNOWN_LIMITS else [])
        for it in LIMITS
    ],
)  # fmt: skip
def test_a_macro_that_cannot_be_expanded_is_told_and_harms_nothing_else(text: str, codes: set[str]) -> None:
    done = resolve_text(REST + text)
    problems = done.edges[PATH].problems
    assert problems
    assert {it.code for it in problems} <= codes
    assert all(it.stage == "resolve" and it.span is not None for it in problems)
    calls = lines(done, "calls")
    assert "calls it::f -> it::help" in calls
    assert "calls it::g -> it::x" in calls


def test_many_calls_of_one_macro() -> None:
    done = resolve_text(M + "".join(f"m!(x{n});\n" for n in range(300)) + "fn f() { x299(); }")
    assert len(made(done)) == 300
    assert "calls it::f -> it::x299" in lines(done)


BROKEN = {
    "two crates of one name": "//- a/src/lib.rs crate:same\npub fn x() {}\n//- b/src/lib.rs crate:same\npub fn y() {}\npub fn f() { y(); crate::y(); }",
    "a missing module": "mod gone;\nuse gone::x;\nfn y() {}\nfn f() { gone::x(); x(); y(); }",
    "re-exports in a circle": "mod a { pub use super::b::x; pub use super::b::S; }\nmod b { pub use super::a::x; pub use super::a::S; }\nfn y() {}\nfn f(s: a::S) { a::x(); s.m(); y(); }",
    "globs in a circle": "mod a { pub use super::b::*; }\nmod b { pub use super::a::*; }\nuse a::*;\nfn y() {}\nfn f() { x(); y(); }",
    "an import of itself": "use self::x as x;\nuse x;\nfn y() {}\nfn f() { x(); y(); }",
    "macros re-exported in a circle": "mod a { pub use super::b::m; }\nmod b { pub use super::a::m; }\nfn y() {}\nfn f() { a::m!(); y(); }\na::m!();",
    "broken syntax": "fn y() {}\nfn f() { y(); } }}} macro_rules! m { ( m!(; struct\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_workspace_is_no_crash_and_the_rest_is_resolved(text: str) -> None:
    assert any(line.endswith("::y") for line in resolve_text(text).lines("calls"))
