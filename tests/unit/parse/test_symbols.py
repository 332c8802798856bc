# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest

from codegraph.model import Facts, ReferenceKind, SymbolKind
from codegraph.parse.codec import decode, encode
from codegraph.parse.parsing import parse_file

RUST = """//! What the file is for.
use std::{fmt::{self, Display as Show}, io::*};
pub use self::inner::Thing as _;
extern crate alloc as heap;

/// A point.
///
/// With two parts.
#[derive(Clone, serde::Serialize)]
#[cfg(feature = "points")]
pub(crate) struct Point<T: Copy> where T: Show {
    pub x: T,
    y: Vec<Other>,
}

#[doc = "What can happen."]
enum Event { Start, Stop { code: i32 }, Data(Point<u8>) }

pub unsafe trait Shape: Sized + fmt::Debug {
    type Unit;
    const SIDES: u32;
    fn area(&self) -> Self::Unit;
    fn twice(&self) -> Self::Unit { self.area() }
}

unsafe impl<'a, T: Copy> Shape for &'a mut inner::Point<T> {
    type Unit = T;
    const SIDES: u32 = 4;
    fn area(&self) -> T { if self.ok() && true { <T as Default>::default() } else { r#try() } }
}

mod inner {
    #![allow(dead_code)]
    pub const LIMIT: usize = compute();
    static mut COUNT: u8 = 0;
    pub async fn run<F>(f: F) where F: Fn(u8) -> u8 { fn nested() {} nested(); f(1); let g = |x| x; g(2); }
}

macro_rules! make { ($name:ident) => { fn $name() { helper() } } }
make!(generated);
cfg_rt! { /// Inside.
    pub fn spawn() { inner::run(vec![Point::new(1), other.call(), deep::path::f()]) } }
union Bits { a: u8 }
type Alias<T> = Result<T, Error>;

#[cfg(test)]
mod tests {
    #[test]
    fn works() { assert_eq!(super::make(1), 2); }
    #[tokio::test(flavor = "x")]
    async fn runs() {}
    fn helper() {}
}
"""


def parsed(source: str) -> Facts:
    return parse_file("a.rs", "rust", source.encode())


def symbol_lines(facts: Facts) -> list[str]:
    return [
        f"{number} in {it.parent}: {it.kind} {it.name} {it.span.start_line}-{it.span.end_line} | {it.signature}"
        f" | {it.visibility} {' '.join(it.modifiers)} {it.cfg} {list(it.attributes)} {list(it.generics)}"
        f" | {it.docs!r} | {it.complexity}"
        for number, it in enumerate(facts.symbols)
    ]


def reference_lines(facts: Facts) -> list[str]:
    return [
        f"{it.line} in {it.symbol}: {it.kind} {it.text}"
        + (f" as {it.alias}" if it.alias else "")
        + (" in macro" if it.in_macro else "")
        + (" shadowed" if it.shadowed else "")
        for it in facts.references
    ]


def chunk_lines(facts: Facts) -> list[str]:
    return [
        f"{it.kind} of {it.symbol} in {it.parent}: {it.span.start_line}-{it.span.end_line} {it.outline!r}"
        for it in facts.chunks
    ]


def test_symbols(snapshot: object) -> None:
    assert symbol_lines(parsed(RUST)) == snapshot


def test_references(snapshot: object) -> None:
    assert reference_lines(parsed(RUST)) == snapshot


def test_chunks(snapshot: object) -> None:
    assert chunk_lines(parsed(RUST)) == snapshot


def test_every_reference_stands_at_its_name() -> None:
    source = RUST.encode()
    for reference in parsed(RUST).references:
        assert source[reference.start : reference.end].decode() == reference.name


def test_derives_over_several_lines() -> None:
    source = "#[derive(\n    Clone,\n    a :: Debug,\n)]\nstruct S;\n#[cfg_attr(x, derive(Copy))]\nstruct T;"
    found = [(it.text, source[it.start : it.end]) for it in parsed(source).references]
    assert found == [("Clone", "Clone"), ("a::Debug", "Debug"), ("Copy", "Copy")]


def test_every_name_stands_where_its_symbol_says() -> None:
    source = RUST.encode()
    for symbol in parsed(RUST).symbols[1:]:
        written = source[symbol.name_start : symbol.name_end].decode()
        assert written == symbol.name or symbol.kind is SymbolKind.IMPL


def test_facts_survive_the_codec() -> None:
    facts = parsed(RUST)
    assert decode(encode(facts)) == facts


def test_the_codec_refuses_what_is_not_facts() -> None:
    for data in (b"", b"x", encode(parsed(""))[:-4]):
        with pytest.raises(ValueError, match="not the facts"):
            decode(data)


TESTS = [
    ("#[test]", SymbolKind.TEST),
    ("#[tokio::test]", SymbolKind.TEST),
    ('#[tokio::test(flavor = "multi_thread")]', SymbolKind.TEST),
    ("#[rstest]", SymbolKind.TEST),
    ("#[should_panic]\n#[test]", SymbolKind.TEST),
    ("#[test_only]", SymbolKind.FUNCTION),
    ("#[cfg(test)]", SymbolKind.FUNCTION),
    ("", SymbolKind.FUNCTION),
]


@pytest.mark.parametrize(("attribute", "kind"), TESTS)
def test_test_functions(attribute: str, kind: SymbolKind) -> None:
    assert parsed(f"{attribute}\nfn f() {{}}").symbols[1].kind is kind


USES = [
    ("use a::b;", ["a::b as b"]),
    ("use a::{b, c as d, e::*};", ["a::b as b", "a::c as d", "a::e::* as *"]),
    ("use a::{self, b::{self as c}};", ["a as a", "a::b as c"]),
    ("use ::a::b as _;", ["a::b as _"]),
    ("use self as this;", ["self as this"]),
    ("use {a, b::c};", ["a as a", "b::c as c"]),
    ("use r#type::r#fn;", ["type::fn as fn"]),
    ("use a /* why */ :: b; // c", ["a::b as b"]),
    ("extern crate a as b;", ["a as b"]),
    ("use a::{b, ;", ["a::b as b"]),
]


@pytest.mark.parametrize(("source", "expected"), USES)
def test_use_trees(source: str, expected: list[str]) -> None:
    references = [it for it in parsed(source).references if it.kind is ReferenceKind.IMPORT]
    assert [f"{it.text} as {it.alias}" for it in references] == expected


MODULES = [
    ("mod a;", [("a", (), ("",))]),
    ("pub(crate) mod r#try ;", [("try", (), ("",))]),
    (
        "mod a { mod b; mod c { mod d; } } mod e;",
        [("b", ("a",), ("", "")), ("d", ("a", "c"), ("", "", "")), ("e", (), ("",))],
    ),
    ('#[path = "x/y.rs"] mod a;', [("a", (), ("x/y.rs",))]),
    (
        '#[path = "x"] mod a { #[path = "z.rs"] mod b; mod c; }',
        [("b", ("a",), ("x", "z.rs")), ("c", ("a",), ("x", ""))],
    ),
    ("cfg_rt! { mod a; }", [("a", (), ("",))]),
    ("fn f() { } mod a;", [("a", (), ("",))]),
    (
        '// mod a;\n/* mod b; */ const X: &str = "mod c;"; const R: &str = r#"mod d;"#; const C: char = \'{\'; mod e;',
        [("e", (), ("",))],
    ),
    ("mod a {}", []),
]


@pytest.mark.parametrize(("source", "expected"), MODULES)
def test_module_declarations(source: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert [(it.name, it.chain, it.paths) for it in parsed(source).modules] == expected


def test_documentation_of_every_form() -> None:
    facts = parsed(
        '//! Outer.\n\n/// One.\n//// No.\n#[inline]\n/** Two. */\nfn a() {}\n\n#[doc = "Three."]\nfn b() { //! Four.\n}'
    )
    assert [it.docs for it in facts.symbols] == ["Outer.", "One.\nTwo.", "Four.\nThree."]


def test_a_comment_between_keeps_the_documentation() -> None:
    facts = parsed("/// One.\n// aside\nfn a() {}\n\n/// Lost.\n\nuse x;\nfn b() {}")
    assert [it.docs for it in facts.symbols] == ["", "One.", ""]
