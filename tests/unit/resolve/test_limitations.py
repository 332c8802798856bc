"""What docs/limitations/resolving-without-types.md says, shown."""

from __future__ import annotations

import pytest

from tests.support.rust_workspace import resolve_text

CASES = [
    (
        "struct A;\nimpl A { fn m(&self) {} }\nfn g() -> A { A }\nfn f() { g().m(); }",
        "unresolved m receiver-type-unknown",
    ),
    ("m! { generate x }\nfn f() { x(); }", "unresolved x name-not-found"),
    ("macro_rules ! m { () => {} }\nfn f() { m!(); }", "unresolved m name-not-found"),
    ("#[cfg(unix)] fn x() {}\n#[cfg(windows)] fn x() {}\nfn f() { x(); }", "ambiguous x several-definitions"),
]


@pytest.mark.parametrize(("fixture", "expected"), CASES)
def test_stays_open(fixture: str, expected: str) -> None:
    assert expected in resolve_text(fixture).open()


def test_a_trait_by_name_hides_the_impl() -> None:
    done = resolve_text(
        "trait T { fn m(&self); }\nstruct A;\nimpl T for A { fn m(&self) {} }\nfn f(a: A) { T::m(&a); }"
    )
    assert done.lines("calls") == ["calls it::f -> it::T::m"]
