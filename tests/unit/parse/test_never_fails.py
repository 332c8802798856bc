from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.parse.parsing import parse_file
from tests.support.sound import assert_sound

SEED = b"""use a::{b, c::*};
/// Docs
#[derive(Clone)] pub struct S<T: X> { a: Vec<T>, b: &'static str }
impl<T> Tr for S<T> { fn m(&self) { self.a.len(); f::<u8>(1); mac!{ #[cfg(x)] fn g() { h(1) } } } }
mod m { mod n; pub(crate) enum E { A(u8), B { x: u8 } } }
macro_rules! r { ($a:expr) => { q($a) } }
#[test] fn t() { assert_eq!(r#try(1), "\xc3\xa9" ); }
"""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["rust", "text", "no-such-language"]))
def test_invariant_01_parsing_never_fails_on_bytes(source: bytes, language: str) -> None:
    assert_sound(parse_file("a.rs", language, source), source)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_invariant_01_parsing_never_fails_on_damaged_rust(data: st.DataObject) -> None:
    source = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(source)))
        width = data.draw(st.integers(0, 30))
        source[at : at + width] = data.draw(
            st.one_of(
                st.binary(max_size=6), st.sampled_from([b"{", b"}", b"<", b"::", b"!", b"#[", b'"', b"/*", b"r#"])
            )
        )
    assert_sound(parse_file("a.rs", "rust", bytes(source)), bytes(source))


def test_nesting_ten_thousand_deep() -> None:
    for opening, closing in ((b"{", b"}"), (b"(", b")"), (b"m!{", b"}"), (b"mod a {", b"}"), (b"[", b"]")):
        source = b"fn f() " + opening * 10_000 + closing * 10_000
        assert_sound(parse_file("a.rs", "rust", source), source)


def test_deeply_nested_modules_keep_their_parents() -> None:
    source = b"mod a {" * 200 + b"fn f() {}" + b"}" * 200
    facts = parse_file("a.rs", "rust", source)
    assert [symbol.parent for symbol in facts.symbols] == list(range(-1, 201))


def test_not_utf_8() -> None:
    source = b'/// \xff\xfe\nfn f() { g("\xff") }\nstruct \xffA;'
    facts = parse_file("a.rs", "rust", source)
    assert_sound(facts, source)
    assert "f" in {symbol.name for symbol in facts.symbols}


def test_places_in_an_import_with_bytes_that_are_no_text() -> None:
    source = b"use a::{b, c::*}/*\x80\x80\x80\x80*/;\nuse /*\xff*/ d::e;"
    facts = parse_file("a.rs", "rust", source)
    assert_sound(facts, source)
    assert [source[it.start : it.end].decode() for it in facts.references] == [it.name for it in facts.references]


def test_a_name_that_is_missing() -> None:
    source = b"typedef enum : uint8_t { A, B } Time;\nint f(void) { return 0; }\n"
    for language in ("c", "cpp"):
        facts = parse_file("a.h", language, source)
        assert_sound(facts, source)
        assert "f" in {symbol.name for symbol in facts.symbols}
        assert all(symbol.name for symbol in facts.symbols[1:])


def test_a_file_without_definitions_is_a_problem() -> None:
    facts = parse_file("a.rs", "rust", b"1 + 1")
    assert "no-symbols" in {problem.code for problem in facts.problems}
    assert parse_file("a.rs", "rust", b" \n").problems == ()


def test_syntax_errors_are_problems_with_a_place() -> None:
    (problem,) = parse_file("a.rs", "rust", b"fn f() {}\nfn g( {}\n").problems
    assert problem.code == "syntax-error"
    assert problem.span is not None
    assert problem.span.start_line == 2
