from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.parse.codec import decode, encode, read_bodies
from codegraph.parse.fragments import read_block, read_pattern, read_type
from codegraph.parse.parsing import parse_file

TYPES: dict[str, Any] = {
    "u8": ["P", ["u8"]],
    "a::B<C, 3>": ["P", ["a", ["B", [["P", ["C"]], ["M"]], {}]]],
    "::a::B": ["P", ["", "a", "B"]],
    "Iterator<Item = T>": ["P", [["Iterator", [], {"Item": ["P", ["T"]]}]]],
    "X<'a, Item: Y>": ["P", [["X", [], {}]]],
    "<T as a::X>::Y": ["Q", ["P", ["T"]], ["P", ["a", "X"]], ["Y"]],
    "<T>::Y": ["Q", ["P", ["T"]], None, ["Y"]],
    "&'a mut Self": ["&", ["P", ["Self"]], True],
    "*const T": ["*", ["P", ["T"]]],
    "()": ["T", []],
    "(A)": ["P", ["A"]],
    "(A,)": ["T", [["P", ["A"]]]],
    "[A]": ["[", ["P", ["A"]]],
    "[A; 3]": ["A", ["P", ["A"]]],
    "fn(x: A, B) -> C": ["F", [["P", ["A"]], ["P", ["B"]]], ["P", ["C"]]],
    "fn()": ["F", [], ["T", []]],
    "&(dyn A + 'a + Send)": ["&", ["D", [["P", ["A"]], ["P", ["Send"]]]], False],
    "impl for<'a> Fn(&'a A) -> B + ?Sized": [
        "I",
        [["P", [["Fn", [["T", [["&", ["P", ["A"]], False]]]], {"Output": ["P", ["B"]]}]]]],
    ],
    "_": ["_"],
    "!": ["!"],
    "m!(x)": ["M"],
    "r#type": ["P", ["type"]],
}
PATTERNS: dict[str, Any] = {
    "x": ["b", "x", "", None, 0],
    "ref mut x": ["b", "x", "refm", None, 8],
    "mut x": ["b", "x", "", None, 4],
    "x @ 1..=2": ["b", "x", "", ["range"], 0],
    "_": ["_"],
    "&mut x": ["&", ["b", "x", "", None, 5]],
    "(_, ..)": ["tup", [["_"], [".."]]],
    "[x, ..]": ["slice", [["b", "x", "", None, 1], [".."]]],
    "A(x) | B::C": ["or", [["ts", ["P", ["A"]], 0, [["b", "x", "", None, 2]]], ["path", ["P", ["B", "C"]], 10]]],
    "a::S { ref b, c: _, .. }": ["st", ["P", ["a", "S"]], 3, [["b", ["b", "b", "ref", None, 11]], ["c", ["_"]]]],
    "-1u8": ["lit", "u8"],
    "'a'": ["lit", "c"],
}
EXPRESSIONS: dict[str, Any] = {
    "1": ["lit", "i"],
    "0xffu32": ["lit", "u32"],
    "0x1f32": ["lit", "i"],
    "1.0": ["lit", "f"],
    '"a"': ["lit", "s"],
    'br"a"': ["lit", "bs"],
    "b'a'": ["lit", "by"],
    "true": ["lit", "b"],
    "r#type": ["v", "type", 2],
    "a::b": ["path", ["P", ["a", "b"]], 3],
    "f::<T>(x)": ["call", ["path", ["P", [["f", [["P", ["T"]]], {}]]], 0], [["v", "x", 7]]],
    "a.b::<T>(c)": ["m", ["v", "a", 0], "b", [["P", ["T"]]], [["v", "c", 9]], 2],
    "(a.b)(c)": ["call", ["f", ["v", "a", 1], "b"], [["v", "c", 6]]],
    "a.0(c)": ["call", ["f", ["v", "a", 0], "0"], [["v", "c", 4]]],
    "<T as X>::f()": ["call", ["path", ["Q", ["P", ["T"]], ["P", ["X"]], ["f"]], 10], []],
    "a?.await": ["await", ["try", ["v", "a", 0]]],
    "&mut *a": ["&", ["*", ["v", "a", 6]], True],
    "-a": ["un", ["v", "a", 1], "-"],
    "a /* c */ + b": ["bin", "+", ["v", "a", 0], ["v", "b", 12]],
    "a = b": ["=", ["v", "a", 0], ["v", "b", 4]],
    "a += b": ["op=", "+=", ["v", "a", 0], ["v", "b", 5]],
    "a as u8": ["as", ["v", "a", 0], ["P", ["u8"]]],
    "a[b]": ["idx", ["v", "a", 0], ["v", "b", 2]],
    "..=b": ["range", None, ["v", "b", 3], "..="],
    "a..": ["range", ["v", "a", 0], None, ".."],
    "(a,)": ["tup", [["v", "a", 1]]],
    "[a, b,]": ["arr", [["v", "a", 1], ["v", "b", 4]]],
    "[a; 2]": ["rep", ["v", "a", 1], ["lit", "i"]],
    "S { a, b: 1, ..c }": [
        "struct",
        ["P", ["S"]],
        0,
        [["a", ["v", "a", 4], 4], ["b", ["lit", "i"], 7]],
        ["v", "c", 15],
    ],
    "if let x = a && b {} else if c {}": [
        "if",
        ["bin", "&&", ["let", ["b", "x", "", None, 7], ["v", "a", 11]], ["v", "b", 16]],
        ["block", [], None, "", None],
        ["if", ["v", "c", 29], ["block", [], None, "", None], None],
    ],
    "match a { x if b => 1, _ => 2 }": [
        "match",
        ["v", "a", 6],
        [[["b", "x", "", None, 10], ["v", "b", 15], ["lit", "i"]], [["_"], None, ["lit", "i"]]],
    ],
    "'a: while b { break 'a 1; continue; }": [
        "while",
        "a",
        ["v", "b", 10],
        ["block", [["e", ["brk", "a", ["lit", "i"]]], ["e", ["cont"]]], None, "", None],
    ],
    "loop {}": ["loop", None, ["block", [], None, "", None]],
    "for (a, _) in b { c }": [
        "for",
        None,
        ["tup", [["b", "a", "", None, 5], ["_"]]],
        ["v", "b", 14],
        ["block", [], ["v", "c", 18], "", None],
    ],
    "return a": ["ret", ["v", "a", 7]],
    "yield a": ["yield", ["v", "a", 6]],
    "unsafe { a }": ["block", [], ["v", "a", 9], "unsafe", None],
    "async move { a }": ["block", [], ["v", "a", 13], "async", None],
    "'l: { a }": ["block", [], ["v", "a", 6], "", "l"],
    "async |a, _: T| -> U { b }": [
        "clo",
        [[["b", "a", "", None, 7], None], [["_"], ["P", ["T"]]]],
        ["P", ["U"]],
        ["block", [], ["v", "b", 23], "", None],
        True,
    ],
    'format!("{x}", x = a, )': [
        "mac",
        "format",
        0,
        ["args", [["lit", "s"], ["=", ["v", "x", 15], ["v", "a", 19]]]],
        None,
        7,
    ],
    "vec![a; 1]": ["mac", "vec", 0, ["rep", ["v", "a", 5], ["lit", "i"]], None, 4],
    "a::m!{ b(); c }": [
        "mac",
        "a::m",
        3,
        ["block", [["e", ["call", ["v", "b", 7], []]]], ["v", "c", 12], "", None],
        "{ b(); c }",
        5,
    ],
    "m!(let a = b; a)": [
        "mac",
        "m",
        0,
        ["block", [["let", ["b", "a", "", None, 7], None, ["v", "b", 11], None]], ["v", "a", 14], "", None],
        "(let a = b; a)",
        2,
    ],
    "m!(a => b)": ["mac", "m", 0, None, "(a => b)", 2],
    "m!()": ["mac", "m", 0, ["args", []], "()", 2],
    "m!((a, b))": ["mac", "m", 0, ["args", [["tup", [["v", "a", 4], ["v", "b", 7]]]]], "((a, b))", 2],
    "matches!(f::<A, B>(x), Some(y) | y if z(y),)": [
        "mac",
        "matches",
        0,
        [
            "matches",
            ["call", ["path", ["P", [["f", [["P", ["A"]], ["P", ["B"]]], {}]]], 9], [["v", "x", 19]]],
            ["or", [["ts", ["P", ["Some"]], 23, [["b", "y", "", None, 28]]], ["b", "y", "", None, 33]]],
            ["call", ["v", "z", 38], [["v", "y", 40]]],
        ],
        None,
        8,
    ],
}
DECLARATIONS: dict[str, Any] = {
    "fn f<'a, T: A + ?Sized, const N: usize>(&'a mut self, (x, _): T) -> U where T: B { }": [
        "fn",
        [["T", [["P", ["A"]]], None], ["N", None, ["P", ["usize"]]]],
        [[["P", ["T"]], [["P", ["B"]]]]],
        "&m",
        [[["tup", [["b", "x", "", None, 55], ["_"]]], ["P", ["T"]]]],
        ["P", ["U"]],
        False,
    ],
    "pub async fn f(self: Box<Self>);": ["fn", [], [], ["P", [["Box", [["P", ["Self"]]], {}]]], [], ["T", []], True],
    "fn f(mut self) {}": ["fn", [], [], "v", [], ["T", []], False],
    "struct S<T = u8>(pub T, #[x] u8);": ["struct", [["T", [], ["P", ["u8"]]]], [], [["P", ["T"]], ["P", ["u8"]]]],
    "struct S;": ["struct", [], [], None],
    "union U {}": ["union", [], []],
    "enum E {}": ["enum", [], []],
    "trait T: A + 'static {}": ["trait", [], [], [["P", ["A"]]]],
    "impl<T> !A<T> for &T {}": [
        "impl",
        [["T", [], None]],
        [],
        ["P", [["A", [["P", ["T"]]], {}]]],
        ["&", ["P", ["T"]], False],
        True,
    ],
    "type A: B = C;": ["type", [], [], [["P", ["B"]]], ["P", ["C"]]],
    "const A: u8 = 1;": ["const", ["P", ["u8"]]],
    "static mut A: u8 = 1;": ["static", ["P", ["u8"]]],
    "macro_rules! m { () => {}; }": ["macro", " () => {}; ", 16],
}


@pytest.mark.parametrize("text", TYPES)
def test_types(text: str) -> None:
    assert read_type(text.encode()) == TYPES[text]


@pytest.mark.parametrize("text", PATTERNS)
def test_patterns(text: str) -> None:
    assert read_pattern(text.encode()) == PATTERNS[text]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expressions(text: str) -> None:
    assert read_block(text.encode()) == ["block", [], EXPRESSIONS[text], "", None]


@pytest.mark.parametrize("text", DECLARATIONS)
def test_declarations(text: str) -> None:
    (declaration,) = parse_file("a.rs", "rust", text.encode()).declarations
    assert (declaration.symbol, declaration.data) == (1, DECLARATIONS[text])


def test_members_are_declared_too() -> None:
    facts = parse_file("a.rs", "rust", b"enum E { A, B(u8), C { x: T } } struct S { y: U }")
    found = [(facts.symbols[symbol].name, data) for symbol, data in facts.declarations]
    assert found == [
        ("E", ["enum", [], []]),
        ("A", ["variant", None]),
        ("B", ["variant", [["P", ["u8"]]]]),
        ("C", ["variant", None]),
        ("x", ["field", ["P", ["T"]]]),
        ("S", ["struct", [], [], None]),
        ("y", ["field", ["P", ["U"]]]),
    ]


@pytest.mark.parametrize(
    ("text", "statements", "tail"),
    [
        ("a;", [["e", ["v", "a", 0]]], None),
        (
            "let x: T = a else { b };",
            [["let", ["b", "x", "", None, 4], ["P", ["T"]], ["v", "a", 11], ["block", [], ["v", "b", 20], "", None]]],
            None,
        ),
        ("fn g() {} use a; struct S; a // b", [], ["v", "a", 27]),
        ("{ a } fn g() {}", [["e", ["block", [], ["v", "a", 2], "", None]]], None),
        ("#[x] { a }", [], ["block", [], ["v", "a", 7], "", None]),
        (
            "m! {} m!()",
            [["e", ["mac", "m", 0, ["block", [], None, "", None], "{}", 3]]],
            ["mac", "m", 6, ["args", []], "()", 8],
        ),
        ("", [], None),
    ],
)
def test_statements_and_the_tail(text: str, statements: list[Any], tail: object) -> None:
    assert read_block(text.encode()) == ["block", statements, tail, "", None]


@pytest.mark.parametrize("text", [b"let x = 1", b"a b", b"} {", b"(", b'"'])
def test_a_fragment_with_errors_is_none(text: bytes) -> None:
    assert read_block(text) is None
    assert read_type(text) is None
    assert read_pattern(text) is None


def test_offsets_are_the_files() -> None:
    source = (
        'const A: T = one(); cfg! { pub fn f() { log!("é {}", two(m![{ three() }])); } }\n'
        "impl X { fn g() { fn h() { four() } if matches!(five(), Some(_) if six()) { seven::<T>() } } }"
    ).encode()
    facts = parse_file("a.rs", "rust", source)
    bodies = {facts.symbols[symbol].name: body for symbol, body in read_bodies(facts).items()}
    assert set(bodies) == {"A", "f", "g", "h"}
    starts = {symbol.name: symbol.span.start for symbol in facts.symbols}
    found = [
        (word, starts[name] + int(offset))
        for name, body in bodies.items()
        for word, offset in re.findall(r'"(one|two|three|four|five|six)", (\d+)', json.dumps(body))
    ]
    assert {word for word, _ in found} == {"one", "two", "three", "four", "five", "six"}
    for word, offset in found:
        assert source[offset:].startswith(word.encode())
    assert "four" not in json.dumps(bodies["g"])


def test_invocations() -> None:
    source = b"m!(fn a() {}); cfg! { fn b() { x!(1); println!(); } } impl X { mm!(u8;); } mod q { a::nn![z] }"
    facts = parse_file("a.rs", "rust", source)
    found = [(facts.symbols[call.symbol].name, call.path, call.text) for call in facts.invocations]
    assert found == [("b", "x", "(1)"), ("X", "mm", "(u8;)"), ("q", "a::nn", "[z]")]
    for call in facts.invocations:
        assert source[call.text_start : call.span.end] == call.text.encode()
        assert source[call.start :].startswith(call.path.rpartition("::")[2].encode())


def test_bodies_are_stored_apart_and_read_back() -> None:
    facts = parse_file("a.rs", "rust", b"fn f() { g() } m!(x);")
    again = decode(encode(facts))
    assert again == facts
    assert read_bodies(again) == {1: ["block", [], ["call", ["v", "g", 9], []], "", None]}
    damaged = decode(encode(facts)[:-3])
    with pytest.raises(ValueError, match="bodies"):
        read_bodies(damaged)
    assert read_bodies(parse_file("a.rs", "rust", b"struct S;")) == {}
    for data in (b"", b"\0\0\0\1", encode(facts)[:20]):
        with pytest.raises(ValueError, match="facts"):
            decode(data)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (b"{", b"}"), (b"(", b")"), (b"[", b"]"), (b"m!{", b"}"), (b"f(", b")"), (b"if a {} else ", b"{}"),
        (b"a + ", b"a"), (b"match a { _ => ", b"}"), (b"S { a: ", b"}"), (b"a && ", b"b"), (b"|a| ", b"a"),
        (b"&", b"a"), (b"let x = {", b"};"), (b"m!{a; {", b"}}"), (b"f(|x| { let y = ", b"})"),
        (b"let A(", b")"), (b"x as A<", b">"), (b"x as dyn Fn(", b")"), (b"x as impl X<Y = ", b">"), (b"{{", b"}}"),
        (b"x as ", b"T"), (b"x as (", b")"), (b"let (", b") = x;"), (b"if let a = b && ", b"c {}"),
    ],
)  # fmt: skip
def test_deep_nesting_gives_up_below(opening: bytes, closing: bytes) -> None:
    source = b"fn f() { " + opening * 3000 + closing * 3000 + b" }"
    facts = parse_file("a.rs", "rust", source)
    assert read_bodies(decode(encode(facts))).keys() <= set(range(len(facts.symbols)))


def test_many_alternatives_are_all_read() -> None:
    found = read_pattern(b" | ".join(b"A%d" % number for number in range(1000)))
    assert found is not None
    assert found[0] == "or"
    assert [inner[1] for inner in found[1]] == [f"A{number}" for number in range(1000)]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_reading_never_fails_on_damaged_code(data: st.DataObject) -> None:
    pieces = st.sampled_from(
        [*EXPRESSIONS, *PATTERNS, *TYPES, "let ", ";", "{", "}", "(", ")", "<", "=", ",", "..", "#[x]", "é", "/*"]
    )
    text = " ".join(data.draw(st.lists(pieces, max_size=12))).encode()
    cut = data.draw(st.integers(0, len(text)))
    text = text[:cut] + text[cut + data.draw(st.integers(0, 5)) :]
    for read in (read_block, read_type, read_pattern):
        json.dumps(read(text))
    facts = parse_file("a.rs", "rust", b"fn f() {" + text + b"} m! {" + text + b"}")
    assert decode(encode(facts)) == facts
    read_bodies(facts)
