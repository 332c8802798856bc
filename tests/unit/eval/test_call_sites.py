from __future__ import annotations

from tests.eval.call_sites import scan

SOURCE = b"""
#[cfg(all(test, not(miri)))]
fn outer() {
    plain();
    a::b::path::<u8>();
    value.method().field.other();
    fn nested() { inner(); }
    println!("{}", shown(1), value.told(), typed::<Vec<Vec<u8>>>(), (a < b) > (c));
    macros! { #[doc(hidden)] fn made() { called(); } }
    (closure)();
}
macro_rules! skipped { () => { never() } }
"""


def found() -> list[tuple[str, str, bool]]:
    return [(site.name, site.caller.name if site.caller else "", site.in_macro) for site in scan("a.rs", SOURCE)[1]]


def test_every_form_of_a_call_is_found_with_its_innermost_function() -> None:
    assert sorted(found()) == [
        ("called", "outer", True),
        ("inner", "nested", False),
        ("method", "outer", False),
        ("other", "outer", False),
        ("path", "outer", False),
        ("plain", "outer", False),
        ("shown", "outer", True),
        ("told", "outer", True),
        ("typed", "outer", True),
    ]


def test_places_count_lines_from_one_and_columns_in_bytes() -> None:
    functions, sites = scan("a.rs", "fn f() { /* é */ g(); }".encode())
    assert [(it.line, it.column) for it in functions] == [(1, 3)]
    assert [(it.line, it.column) for it in sites] == [(1, 18)]
