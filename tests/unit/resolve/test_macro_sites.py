"""Where macros are used in a file, whatever its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.macro_sites import find_sites, site_at

PIECES = [
    "a!(b!(c))",
    "#[derive(A, b::C)]",
    "#[x::y(z)]",
    "struct S;",
    "fn f() {",
    "}",
    "!",
    "(",
    ")",
    '"',
    "\n",
    "ä",
    " ",
]


def uses(text: str) -> list[tuple[str, str]]:
    source = text.encode()
    return [(site.written, source[site.start : site.end].decode()) for site in find_sites(source)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fn f() { a::b!(1); }", [("a::b!", "a::b!(1)")]),
        ("fn f() { a!(b![c!{}] + !(x)); }", [("a!", "a!(b![c!{}] + !(x))"), ("b!", "b![c!{}]"), ("c!", "c!{}")]),
        ("a! { return !(b); c != (d) }", [("a!", "a! { return !(b); c != (d) }")]),
        ("macro_rules! m { () => { a!() }; }", []),
        ("x! { macro_rules! m { () => { a!() }; } b!() }", [("b!", "b!()")]),
        (
            "#[derive(A, b::C,)] struct S;",
            [("derive(A)", "A"), ("derive(b::C)", "b::C")],
        ),
        ("#[cfg_attr(x, derive(A))] struct S;", [("derive(A)", "A")]),
        (
            "#[inline] #[clippy::x] #[t::main] /// d\n #[cfg(x)] fn f() {}",
            [("#[t::main]", "#[t::main] /// d\n #[cfg(x)] fn f() {}")],
        ),
        ("fn f() { a!(1; }", [("a!", "a!(1;")]),
    ],
)
def test_uses_of_macros(text: str, expected: list[tuple[str, str]]) -> None:
    assert [use for use in uses(text) if use[0] != "x!"] == expected


def test_a_line_means_what_starts_there_and_a_byte_the_innermost() -> None:
    source = b"a!(\n  b!(c!(1)),\n  x\n);\n"
    sites = find_sites(source)

    def at(line: int, byte: int | None = None) -> str:
        found = site_at(sites, line, byte)
        return found.path if found else ""

    assert [at(line) for line in range(1, 6)] == ["a", "b", "a", "a", ""]
    assert at(2, source.index(b"c!")) == "c"
    assert at(2, source.index(b"b!")) == "b"


@given(
    st.one_of(
        st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map(lambda it: "".join(it).encode())
    )
)
def test_any_bytes_give_places_inside_the_file(source: bytes) -> None:
    for site in find_sites(source):
        assert 0 <= site.start <= site.name < site.end <= len(source)
        assert 1 <= site.line <= site.last_line <= site.end_line <= source.count(b"\n") + 1
        assert (
            site_at([site], site.line, site.name if source.count(b"\n", 0, site.name) + 1 == site.line else None)
            == site
        )
