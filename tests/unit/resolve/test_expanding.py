"""The own expander on whole calls: every stretch of the mapping is a copy of what stands in the source."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import bind_symbols, place_of
from codegraph.resolve.expanding import Flat, OwnExpander
from codegraph.resolve.expansion import MacroError
from codegraph.resolve.macro_sites import find_sites
from codegraph.resolve.module_tree import build_module_tree
from codegraph.resolve.unit_making import make_unit

MACROS = """\
macro_rules! pair { ($a:expr, $b:expr) => { ($a, id!($b), $a) }; }
macro_rules! id { ($($t:tt)*) => { $($t)* }; }
macro_rules! rec { ($x:expr) => { rec!(pair!($x, $x)) }; }
macro_rules! bomb { ($($t:tt)*) => { bomb!($($t)* $($t)*) bomb!($($t)* $($t)*) }; }
"""
ARGUMENTS = [
    "pair!(1, x)",
    "id!(ä + y)",
    '"text"',
    "f(a, b)",
    "pair!(id!(z), 2)",
    ",",
    "unknown!(pair!(1, 2))",
    "/* c */",
    "\n",
]


def expand(call: str) -> tuple[Flat | None, bytes]:
    source = f"{MACROS}fn f() {{ {call}; }}\n".encode("utf-8", "surrogateescape")
    facts = parse_file("lib.rs", "rust", source)
    tree = build_module_tree((), {"lib.rs"}, {})
    place = place_of("lib.rs", tree)
    unit, _ = make_unit("lib.rs", facts, [it.id for it in bind_symbols("lib.rs", facts, place)], "lib.rs")
    site = next(site for site in find_sites(source) if site.start >= len(MACROS))
    return OwnExpander([unit], tree, ()).expand("lib.rs", facts, site, source), source


def copies(flat: Flat, source: bytes) -> list[str]:
    for one in flat.mapping:
        assert flat.text[one.start : one.start + one.length] == source[one.source : one.source + one.length]
    assert list(flat.mapping) == sorted(flat.mapping)
    assert all(a.start + a.length <= b.start for a, b in zip(flat.mapping, flat.mapping[1:], strict=False))
    return [flat.text[one.start : one.start + one.length].decode() for one in flat.mapping]


def test_nested_calls_keep_their_origin() -> None:
    flat, source = expand("pair!(x, id!(y + 1))")
    assert flat is not None
    assert b"".join(flat.text.split()) == b"(x,(y+1),x)"
    assert copies(flat, source) == ["x", "y + 1", "x"]
    assert {source[one.source - 1 : one.source] for one in flat.mapping} == {b"("}


def test_what_does_not_end_is_cut() -> None:
    for call in ("rec!(1)", "bomb!(a b)"):
        flat, source = expand(call)
        assert flat is not None
        copies(flat, source)
        assert flat.notes


def test_bytes_that_are_no_text_keep_their_places() -> None:
    flat, source = expand('pair!("\udcff", y)')
    assert flat is not None
    assert [source[one.source : one.source + one.length] for one in flat.mapping] == [b'"\xff"', b"y", b'"\xff"']


def test_an_unknown_macro_is_none() -> None:
    assert expand("println!(1)")[0] is None


# each example enters the stubs of std anew
@settings(max_examples=25)
@given(st.lists(st.sampled_from(ARGUMENTS), max_size=6), st.sampled_from(["pair", "id", "rec"]))
def test_every_stretch_is_a_copy(arguments: list[str], macro: str) -> None:
    try:
        flat, source = expand(f"{macro}!({' '.join(arguments)})")
    except MacroError:
        return
    if flat is not None:
        copies(flat, source)
