from __future__ import annotations

import pytest

from tests.eval.call_sites import macro_calls, scan

# the body of a function, and the shape of the call of `it` in it
CASES = [
    ("it();", "function"),
    ("a::it::<u8>();", "path: module"),
    ("a::Type::<u8>::it();", "path: type"),
    ("Self::it();", "path: Self"),
    ("<A as B>::it();", "path: <T as Trait>"),
    ("self.it();", "method: self"),
    ("(&mut self.a).it::<u8>();", "method: field"),
    ("a.b().it();", "method: chain"),
    ("a?.it(); b.await;", "method: chain"),
    ("a[0].it();", "method: index"),
    ('"x".it();', "method: literal"),
    ("ONE.it();", "method: constant"),
    ("vec![1].it();", "method: macro's value"),
    ("known.it();", "method: parameter"),
    ("open.it(); by_parameter.a();", "method: parameter (trait)"),
    ("by_parameter.it();", "method: parameter (trait)"),
    ("by_box.it();", "method: parameter"),
    ("elsewhere.it();", "method: unbound name"),
    ("let mut x = 1; x.it();", "method: local"),
    ("let x = x.it();", "method: unbound name"),
    ("{ let x = 1; } x.it();", "method: unbound name"),
    ("let known = 1; known.it();", "method: local"),
    ("{ let known = 1; } known.it();", "method: parameter"),
    ("let (x, y) = z; y.it();", "method: pattern"),
    ("let P { x, y: Q(z) } = w; z.it();", "method: pattern"),
    ("let Some(x) = y else { return }; x.it();", "method: pattern"),
    ("if let Some(x) = y { x.it() }", "method: pattern"),
    ("while let Some(x) = y { x.it() }", "method: pattern"),
    ("match y { Some(x) if x.it() => {} }", "method: pattern"),
    ("match y { Some(x) => {} } x.it()", "method: unbound name"),
    ("for x in y { x.it() }", "method: for"),
    ("for x in x.it() {}", "method: unbound name"),
    ("|x: u8, y| x.it()", "method: closure parameter"),
    ("let x = 1; || x.it()", "method: local"),
    ("let it = || 1; it();", "value: local"),
    ("let x = 1; fn inner() { x.it() }", "method: unbound name"),
    ("m!(it());", "macro: function"),
    ("m!(a::it());", "macro: path"),
    ("m!(a.b::<u8>().it::<A<u8>>());", "macro: method: chain"),
    ("m!(1, self.it());", "macro: method: self"),
    ("m!(self.a.it());", "macro: method: field"),
    ("m!(a.b().it());", "macro: method: chain"),
    ("let x = 1; m!(&x.it());", "macro: method: local"),
]


@pytest.mark.parametrize(("body", "shape"), CASES, ids=[case[0] for case in CASES])
def test_the_shape_of_a_call(body: str, shape: str) -> None:
    source = (
        f"impl<P> S {{ fn f<T: A>(self, known: &K, open: &dyn D, by_parameter: &T, by_box: Box<dyn D>) {{ {body} }} }}"
    )
    assert [site.shape for site in scan("a.rs", source.encode())[1] if site.name == "it"] == [shape]


def test_lines_of_macro_calls_are_found_within_others_too() -> None:
    assert macro_calls(
        b"a! {\n  x\n  b!(1);\n}\nfn f() {\n  c::d!();\n  e != (1);\n}\nmacro_rules! g { () => {} }\n"
    ) == {1, 3, 6}
