"""What macros in the style of real crates expand to: (rules, argument, the tokens that come out)."""

from __future__ import annotations

import pytest
import tree_sitter
import tree_sitter_rust

from codegraph.resolve.expansion import Budget, MacroError, MacroRules
from codegraph.resolve.expansion.tokens import tokenize

_PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))

_CASES = {
    "vec of nothing": ("() => { Vec::new() }; ($($x:expr),+ $(,)?) => { vec_of([$($x),+]) };", "[]", "Vec::new()"),
    "vec": ("() => { Vec::new() }; ($($x:expr),+ $(,)?) => { vec_of([$($x),+]) };", "[a, 2,]", "vec_of([a, 2])"),
    "vec of one value": ("($e:expr; $n:expr) => { f($e, $n) }; ($($x:expr),*) => { g($($x),*) };", "[0; 8]", "f(0, 8)"),
    "hash map": (
        "($($k:expr => $v:expr),* $(,)?) => {{ let mut map = HashMap::new(); $(map.insert($k, $v);)* map }};",
        '{ "a" => 1 + 2, k => f::<A, B>(3), }',
        '{ let mut map = HashMap::new(); map.insert("a", (1 + 2)); map.insert(k, (f::<A, B>(3))); map }',
    ),
    "a trait for types": (
        "($($t:ty),* $(,)?) => { $(impl Trait for $t { fn f(self) -> $t { self } })* };",
        "(u8, Vec<Vec<u8>>, &'static str)",
        (
            "impl Trait for u8 { fn f(self) -> u8 { self } } impl Trait for Vec<Vec<u8>> { fn f(self) -> Vec<Vec<u8>> "
            "{ self } } impl Trait for &'static str { fn f(self) -> &'static str { self } }"
        ),
    ),
    "types without commas": (
        "($($t:ty)*) => { $(impl A for $t {})* };",
        "(u8 i8)",
        "impl A for u8 {} impl A for i8 {}",
    ),
    "a test with a closure": (
        "($name:ident, $fun:expr) => { #[test] fn $name() { let (dir, cmd) = setup(); $fun(dir, cmd); } };",
        "(works, |d: Dir, mut c: Cmd| { c.run(d, 1); })",
        "#[test] fn works() { let (dir, cmd) = setup(); (|d: Dir, mut c: Cmd| { c.run(d, 1); })(dir, cmd); }",
    ),
    "flags": (
        (
            "($(#[$outer:meta])* $vis:vis struct $N:ident: $T:ty { $($(#[$inner:ident $($args:tt)*])* const $F:ident = "
            "$v:expr;)* }) => { $(#[$outer])* $vis struct $N($T); impl $N { $($(#[$inner $($args)*])* pub const $F: $N "
            "= $N($v);)* } };"
        ),
        "{ #[derive(Debug)] pub struct Flags: u32 { const A = 0b1; #[doc(hidden)] const B = 1 << 2; } }",
        (
            "#[derive(Debug)] pub struct Flags(u32); impl Flags { pub const A: Flags = Flags(0b1); #[doc(hidden)] pub "
            "const B: Flags = Flags((1 << 2)); }"
        ),
    ),
    "a doc comment is an attribute": (
        "($(#[$m:meta])* $v:vis fn $n:ident) => { $(#[$m])* $v fn $n() {} };",
        '(/// Says "hi".\n pub(crate) fn hi)',
        '#[doc = " Says \\"hi\\"."] pub(crate) fn hi() {}',
    ),
    "an attribute's value": (
        "(#[$m:meta]) => { #[$m] fn f() {} };",
        '(#[path = "a.rs"])',
        '#[path = "a.rs"] fn f() {}',
    ),
    "a muncher": (
        (
            "(@go [$($done:tt)*]) => { f($($done)*) }; (@go [$($done:tt)*] $x:tt $($rest:tt)*) => "
            "{ m!(@go [$($done)* $x] $($rest)*) }; ($($t:tt)*) => { m!(@go [] $($t)*) };"
        ),
        "(@go [a] b >>= c)",
        "m!(@go [a b] >>= c)",
    ),
    "an operator is one tree": ("($a:tt) => { one!($a) }; ($($a:tt)*) => { more!($($a)*) };", "(>>=)", "one!(>>=)"),
    "the last rule": ("(@inner $x:ident) => { $x }; ($x:ident) => { m!(@inner $x) };", "(y)", "m!(@inner y)"),
    "nested repetitions": (
        (
            "($($n:ident { $($f:ident: $t:ty),* })*) => { $(struct $n { $($f: $t),* } impl $n { fn new($($f: $t),*) -> $n "  # noqa: E501 - a table
            "{ $n { $($f),* } } })* };"
        ),
        "{ A { x: u8, y: Option<u8> } B {} }",
        (
            "struct A { x: u8, y: Option<u8> } impl A { fn new(x: u8, y: Option<u8>) -> A { A { x, y } } } struct B { } "  # noqa: E501 - a table
            "impl B { fn new() -> B { B { } } }"
        ),
    ),
    "an outer variable inside": ("($a:ident: $($b:ident)*) => { $($a($b);)* };", "(f: x y)", "f(x); f(y);"),
    "asserting": (
        "($c:expr $(,)?) => { if !$c { panic!() } }; ($c:expr, $($arg:tt)+) => { if !$c { panic!($($arg)+) } };",
        '(a == b, "{} {x:?}", c, x = 1)',
        'if !(a == b) { panic!("{} {x:?}", c, x = 1) }',
    ),
    "matching": (
        "($e:expr, $p:pat $(if $g:expr)? $(,)?) => { match $e { $p $(if $g)? => true, _ => false } };",
        "(x.y(), Some(1..=9) | None if z > 2)",
        "match (x.y()) { Some(1..=9) | None if (z > 2) => true, _ => false }",
    ),
    "single patterns": (
        "($($p:pat_param)|+) => { match x { $($p)|+ => 1 } };",
        "(A | B(_) | C { d, .. })",
        "match x { A | B(_) | C { d, .. } => 1 }",
    ),
    "items behind a condition": (
        '($($item:item)*) => { $(#[cfg(feature = "x")] $item)* };',
        (
            "{ pub fn f<T>() -> [u8; 2] where T: A { g() } use a::{b, c}; const X: S = S { y: 1 }; impl A for B { } "
            "pub struct U(u8); struct V; macro_rules! z { () => {} } mod m { } #[a] type T = u8; }"
        ),
        (
            '#[cfg(feature = "x")] pub fn f<T>() -> [u8; 2] where T: A { g() } #[cfg(feature = "x")] use a::{b, c}; '
            '#[cfg(feature = "x")] const X: S = S { y: 1 }; #[cfg(feature = "x")] impl A for B { } #[cfg(feature = "x")] '  # noqa: E501 - a table
            'pub struct U(u8); #[cfg(feature = "x")] struct V; #[cfg(feature = "x")] macro_rules! z { () => {} } '
            '#[cfg(feature = "x")] mod m { } #[cfg(feature = "x")] #[a] type T = u8;'
        ),
    ),
    "an enum with names": (
        (
            "($v:vis enum $n:ident { $($var:ident = $s:literal),+ $(,)? }) => { $v enum $n { $($var),+ } impl $n "
            "{ fn name(&self) -> &str { match self { $($n::$var => $s),+ } } } };"
        ),
        '(enum E { A = "a", B = "b" })',
        'enum E { A, B } impl E { fn name(&self) -> &str { match self { E::A => "a", E::B => "b" } } }',
    ),
    "a callback": ("($cb:ident!($($a:tt)*)) => { $cb!($($a)* u8 u16); };", "(each!(x,))", "each!(x, u8 u16);"),
    "a path callback": ("($cb:path, $x:tt) => { $cb!($x) };", "(a::b, (1))", "a::b!((1))"),
    "the crate": ("($x:expr) => { $crate::f::g($x) };", "(1)", "krate::f::g(1)"),
    "a block": ("($n:ident $b:block) => { fn $n() $b };", "(f { a(); b })", "fn f() { a(); b }"),
    "statements": (
        "($($s:stmt;)*) => { fn f() { $($s;)* } };",
        "(let (a, b): (u8, V<u8>) = g(1, 2); a += b; fn h() {};)",
        "fn f() { let (a, b): (u8, V<u8>) = g(1, 2); a += b; fn h() {}; }",
    ),
    "literals": (
        "($($l:literal)*) => { f(&[$($l),*]) };",
        '(-1 2.5 \'c\' "s" true b"x")',
        'f(&[-1, 2.5, \'c\', "s", true, b"x"])',
    ),
    "lifetimes": ("($l:lifetime, $t:ty) => { struct S<$l>(&$l $t); };", "('a, str)", "struct S<'a>(&'a str);"),
    "visibilities": (
        "($($v:vis $n:ident: $t:ty),*) => { struct S { $($v $n: $t),* } };",
        "(pub a: u8, b: u8, pub(in x::y) c: u8)",
        "struct S { pub a: u8, b: u8, pub(in x::y) c: u8 }",
    ),
    "an empty list of generics": (
        "($($g:ident)* ; $t:ty) => { impl<$($g)*> T for $t {} };",
        "(; u8)",
        "impl T for u8 {}",
    ),
    "generics": ("($($g:ident)* ; $t:ty) => { impl<$($g)*> T for $t {} };", "(A; V<A>)", "impl<A> T for V<A> {}"),
    "a type before colons": ("($t:ty) => { f($t::new()) };", "(Vec<u8>)", "f(<Vec<u8>>::new())"),
    "a named type before colons": ("($t:ty) => { f($t::new()) };", "(a::B)", "f(a::B::new())"),
    "optional parts": (
        "(fn $n:ident($($a:ident: $t:ty),*) $(-> $r:ty)?) => { fn $n($($a: $t),*) $(-> $r)? { g($($a),*) } };",
        "(fn f(x: u8) -> Result<u8, E>)",
        "fn f(x: u8) -> Result<u8, E> { g(x) }",
    ),
    "generics in angle brackets": (
        "(impl<$($p:ident : $b:path),*> for $t:ty) => { impl<$($p: $b),*> X for $t {} };",
        "(impl<T: a::B, U: Fn(u8) -> u8> for S<T, U>)",
        "impl<T: a::B, U: Fn(u8) -> u8> X for S<T, U> {}",
    ),
    "an expression with blocks": (
        "($a:expr, $b:expr) => { f($a, $b) };",
        "(if let S { x, .. } = y { a } else { b }, unsafe { g() } as u8 + match z { _ => 1 })",
        "f(if let S { x, .. } = y { a } else { b }, (unsafe { g() } as u8 + match z { _ => 1 }))",
    ),
    "closures": (
        "($a:expr, $b:expr, $c:expr) => { f($a, $b, $c) };",
        "(move || a, |x, (y, z)| -> V<u8, u8> { x }, async move { 1 })",
        "f((move || a), (|x, (y, z)| -> V<u8, u8> { x }), (async move { 1 }))",
    ),
    "struct literals and casts": (
        "($($a:expr),*) => { f($($a),*) };",
        "(S { x: 1, ..d }, a as M<K, V>, <A as B<C, D>>::e(1), ..=2, x..)",
        "f((S { x: 1, ..d }), (a as M<K, V>), (<A as B<C, D>>::e(1)), (..=2), (x..))",
    ),
    "a call that ends an expression": (
        "($a:expr) => { one($a) }; ($a:ident in $b:expr) => { two($a, $b) };",
        "(x in y.z()?)",
        "two(x, (y.z()?))",
    ),
    "tuple fields": (
        "($($t:tt)*) => { f($($t)*) };",
        "(x.0.1, 1..2, 'a' , r#type, r#\"x\"#)",
        "f(x.0.1, 1..2, 'a', r#type, r#\"x\"#)",
    ),
    "arms": (
        "($e:expr; $($p:pat => $b:expr),* $(,)?) => { match $e { $($p => $b),* } };",
        "(x; A => 1, B(c) => { c })",
        "match x { A => 1, B(c) => { c } }",
    ),
    "counting": (
        "($($x:ident),*) => { [f::<${count($x)}>(), $(g::<${index()}>($x)),*] };",
        "(a, b)",
        "[f::<2>(), g::<0>(a), g::<1>(b)]",
    ),
    "ignoring": ("($($x:ident)*) => { f($(${ignore($x)} 1),*) };", "(a b)", "f(1, 1)"),
    "macros that make macros": (
        "($n:ident) => { macro_rules! $n { ($$x:expr) => { f($$x) } } };",
        "(g)",
        "macro_rules! g { ($x:expr) => { f($x) } }",
    ),
    "an unknown variable stays": (
        "($n:ident) => { macro_rules! $n { ($x:expr) => { f($x) } } };",
        "(g)",
        "macro_rules! g { ($x:expr) => { f($x) } }",
    ),
    "separators of two signs": ("($($a:ident)=>+) => { f($($a),+) };", "(a => b)", "f(a, b)"),
    "a separator in the body": ("($($a:expr),+) => { f($($a)&&+) };", "(a, b)", "f(a && b)"),
    "const and unsafe functions": (
        "($($i:item)*) => { $($i)* };",
        '(const fn f() {} pub unsafe extern "C" fn g() {} async fn h() {} static X: u8 = 1;)',
        'const fn f() {} pub unsafe extern "C" fn g() {} async fn h() {} static X: u8 = 1;',
    ),
    "comparison and shift": (
        "($a:expr, $b:expr) => { f($a, $b) };",
        "(a < b, c >> d >= e)",
        "f((a < b), (c >> d >= e))",
    ),
}


@pytest.mark.parametrize(("rules", "argument", "expected"), _CASES.values(), ids=_CASES.keys())
def test_a_macro_expands_to_the_tokens_that_the_compiler_makes(rules: str, argument: str, expected: str) -> None:
    expansion = MacroRules.parse(rules).expand(argument, crate="krate", budget=Budget())
    assert tokenize(expansion.text).texts == tokenize(expected.encode()).texts
    wholes = (expansion.text, b"fn f() { x = " + expansion.text + b"; }")
    assert any(not _PARSER.parse(whole).root_node.has_error for whole in wholes)


@pytest.mark.parametrize(("rules", "argument"), [case[:2] for case in _CASES.values()], ids=_CASES.keys())
def test_every_token_has_one_origin_and_it_shows_the_same_token(rules: str, argument: str) -> None:
    expansion = MacroRules.parse(rules).expand(argument, crate="krate", budget=Budget())
    tokens = tokenize(expansion.text)
    for start, text in zip(tokens.starts[:-2], tokens.texts[:-2], strict=True):
        origin, body_origin = expansion.origin(start), expansion.body_origin(start)
        assert origin is None or body_origin is None
        if origin is not None and argument[origin : origin + 3] != "///":
            assert argument.encode()[origin:].startswith(text)
        if body_origin is not None and text != b"krate":
            assert rules.encode()[body_origin:].startswith(text)
        if origin is None and body_origin is None:
            assert text in {b"(", b")", b"<", b">", b":"} or text.isdigit()


def test_origins_are_bytes_also_behind_a_doc_comment_and_other_alphabets() -> None:
    rules = MacroRules.parse("($(#[$m:meta])* $n:ident $x:expr) => { /* ä */ $(#[$m])* fn $n() { $x } };")
    argument = "(/// Größe\n größe /* ü */ f(ß) )"
    expansion = rules.expand(argument, crate="crate", budget=Budget())
    source = argument.encode()
    for name in ("größe", "f", "ß"):
        origin = expansion.origin(expansion.text.rindex(name.encode()))
        assert origin is not None
        assert source[origin:].startswith(name.encode())
    doc = expansion.origin(expansion.text.index(b"doc"))
    assert doc == source.index(b"///")


def test_a_fragment_of_a_fragment_keeps_its_layout() -> None:
    rules = MacroRules.parse("($($t:tt)*) => { f($($t)*) };")
    assert rules.expand("(a.b  /* c */ ::<X>())", crate="c", budget=Budget()).text == b"f( a.b  /* c */ ::<X>() ) "


_HYGIENE = {
    "let": (
        "($e:expr) => {{ let x = 1; g(x, $e, a.x, x::y, x!()) }};",
        "(x)",
        "{ let x__m0 = 1; g(x__m0, x, a.x, x::y, x!()) }",
    ),
    "no conflict": ("($e:expr) => {{ let x = 1; g(x, $e) }};", "(y)", "{ let x = 1; g(x, y) }"),
    "closure": ("($e:expr) => { f(|a, x: u8| x + $e) };", "(x)", "f(|a, x__m0: u8| x__m0 + x)"),
    "for": ("($e:expr) => { for x in $e { f(x) } };", "(x)", "for x__m0 in x { f(x__m0) }"),
    "arm": (
        "($e:expr) => { match $e { Ok(x) => x, Err(e) if e.x => g(e) } };",
        "(x)",
        "match x { Ok(x__m0) => x__m0, Err(e) if e.x => g(e) }",
    ),
    "if let": (
        "($e:expr) => { if let Some(x) = $e { x } else { 0 } };",
        "(x)",
        "if let Some(x__m0) = x { x__m0 } else { 0 }",
    ),
    "field": ("($e:expr) => {{ let x = $e; S { x: x, y: 1 } }};", "(x)", "{ let x__m0 = x; S { x: x__m0, y: 1 } }"),
    "shorthand": ("($e:expr) => {{ let x = $e; S { x, y: 1 } }};", "(x)", "{ let x__m0 = x; S { x: x__m0, y: 1 } }"),
    "parameter": ("($e:expr) => { fn f(x: u8) -> u8 { x + $e } };", "(x)", "fn f(x__m0: u8) -> u8 { x__m0 + x }"),
    "the argument's own binding": (
        "($x:ident, $e:expr) => {{ let $x = 1; $e }};",
        "(x, x + 1)",
        "{ let x = 1; (x + 1) }",
    ),
    "items": ("($e:expr) => { fn x() { $e } };", "(x())", "fn x() { (x()) }"),
}


@pytest.mark.parametrize(("rules", "argument", "expected"), _HYGIENE.values(), ids=_HYGIENE.keys())
def test_a_local_of_the_body_and_a_name_of_the_argument_stay_apart(rules: str, argument: str, expected: str) -> None:
    expansion = MacroRules.parse(rules).expand(argument, crate="krate", budget=Budget())
    assert tokenize(expansion.text).texts == tokenize(expected.encode()).texts


def test_two_expansions_of_one_invocation_have_different_locals() -> None:
    rules = MacroRules.parse("($e:expr) => {{ let x = $e; x }};")
    budget = Budget()
    texts = {rules.expand("(x)", crate="c", budget=budget).text for _ in range(2)}
    assert len(texts) == 2


def test_no_rule_matches() -> None:
    with pytest.raises(MacroError) as caught:
        MacroRules.parse("($a:ident) => {};").expand("(1)", crate="c", budget=Budget())
    assert caught.value.code == "no-rule-matches"
