"""Units: what the tables need of a file, and a digest that says whether other files can see a difference."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.identity import NodeId
from codegraph.model import SymbolKind
from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import bind_symbols, place_of, root_name
from codegraph.resolve.collect import collect_file
from codegraph.resolve.items import VALUES, Crate
from codegraph.resolve.module_tree import build_module_tree
from codegraph.resolve.unit_making import make_unit
from codegraph.resolve.units import DamagedUnitError, Unit, Written

if TYPE_CHECKING:
    from codegraph.model import Facts
    from codegraph.resolve.items import Item

PATH = "src/lib.rs"
TEXT = """\
use std::fmt::{self as f, Display};
pub use inner::*;
macro_rules! twice { ($n:ident) => { fn $n() {} } }
twice!(made);
#[derive(Clone)]
pub(crate) struct S<T: Display> { pub field: Vec<T> }
pub struct Unit;
enum E { A(u8), B { x: u8 } }
impl<T: Display> S<T> {
    pub fn method(&self, (first, Some(second)): (u8, Option<u8>)) -> u8 { let a = 1; first + a }
}
trait Named { const N: u8; type Out: Display; fn name(&self) -> String { String::new() } }
pub mod inner { pub fn deep() -> u8 { fn nested() {} 1 } pub static X: u8 = 1; }
"""


def facts_of(text: str) -> Facts:
    return parse_file(PATH, "rust", text.encode("utf-8", "surrogatepass"))


def unit_of(text: str) -> tuple[bytes, str]:
    facts = facts_of(text)
    place = place_of(PATH, build_module_tree((), {PATH}, {}))
    return make_unit(PATH, facts, [it.id for it in bind_symbols(PATH, facts, place)], root_name(PATH, place))


def items_of(data: bytes) -> tuple[Item, ...]:
    return collect_file(Unit(data), Crate("it", "2021")).items


UNSEEN = [
    ("another body", "let a = 1; first + a", "let b = S::new(); b.go(|x| x + 22); 7"),
    ("another body of an inline module", "fn nested() {} 1", "fn nested() {} 1 + 2"),
    ("another value of a static", "X: u8 = 1", "X: u8 = { 1 + 1 }"),
    ("lines above", "use std", "// a remark\n\n\nuse std"),
    ("other documentation", "pub struct Unit", "/// Longer\n/// docs.\npub struct Unit"),
    ("lines before a macro", "macro_rules!", "\n\n// more\nmacro_rules!"),
    ("space in parameters", "(first, Some(second))", "(first,    Some(second))"),
]
SEEN = [
    ("a result", "-> u8 { let", "-> u16 { let"),
    ("a parameter's type", "(u8, Option<u8>)", "(u8, Option<u16>)"),
    ("a name", "pub fn method", "pub fn other"),
    ("a bound", "struct S<T: Display>", "struct S<T: Clone>"),
    ("a field's type", "Vec<T>", "Box<T>"),
    ("visibility", "pub fn deep", "fn deep"),
    ("a derive", "derive(Clone)", "derive(Debug)"),
    ("an import", "Display}", "Debug}"),
    ("an import's local name", "self as f", "self as g"),
    ("what an import exports", "pub use inner", "use inner"),
    ("a macro's body", "fn $n() {}", "fn $n() -> u8 { 1 }"),
    ("a macro's argument", "twice!(made)", "twice!(done)"),
    ("a variant", "A(u8)", "A(u16)"),
    ("an item in a body", "fn nested() {}", "fn nested(x: u8) {}"),
    ("an associated type's bound", "type Out: Display", "type Out: Clone"),
    ("a new item", "pub struct Unit;", "pub struct Unit; struct Other;"),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in UNSEEN], ids=[case[0] for case in UNSEEN])
def test_the_digest_is_that_of_what_others_see(old: str, new: str) -> None:
    assert old in TEXT
    assert unit_of(TEXT.replace(old, new))[1] == unit_of(TEXT)[1]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in SEEN], ids=[case[0] for case in SEEN])
def test_the_digest_changes_with_every_head(old: str, new: str) -> None:
    assert old in TEXT
    assert unit_of(TEXT.replace(old, new))[1] != unit_of(TEXT)[1]


def test_the_digest_changes_with_the_place_of_the_file() -> None:
    facts = facts_of(TEXT)
    ids = [NodeId("0" * 32)] * len(facts.symbols)
    assert make_unit(PATH, facts, ids, "a")[1] != make_unit(PATH, facts, ids, "b")[1]


def assert_says_what_the_facts_say(text: str) -> None:
    """Compare the items of a file with its facts."""
    facts = facts_of(text)
    place = place_of(PATH, build_module_tree((), {PATH}, {}))
    ids = [it.id for it in bind_symbols(PATH, facts, place)]
    items = items_of(unit_of(text)[0])
    declared = {one.symbol: one.data for one in facts.declarations}
    assert [item.id for item in items] == ids
    for index, (item, fact) in enumerate(zip(items, facts.symbols, strict=True)):
        assert (item.kind, item.name, item.path, item.start) == (fact.kind, fact.name, PATH, fact.span.start)
        assert item.visibility == fact.visibility
        assert item.parent is (items[fact.parent] if index else None)
        written = item.written
        assert (written.signature, written.trait, written.self_type) == (fact.signature, fact.trait, fact.self_type)
        assert (tuple(written.generics), tuple(written.attributes)) == (fact.generics, fact.attributes)
        data = declared.get(index)
        if data is not None and data[0] == "fn":
            assert item.data[:4] == data[:4]
            assert [it[1] for it in item.data[4]] == [it[1] for it in data[4]]
            assert item.data[5:] == data[5:]
        elif data is not None and data[0] == "macro":
            # places of the code are relative to the symbol, those of items are the file's
            assert item.data == [*data[:2], fact.span.start + data[2]]
        else:
            assert item.data == data
    calls = [
        (it.symbol, it.path, it.text, it.start, it.text_start, it.span) for it in Unit(unit_of(text)[0]).invocations()
    ]
    assert calls == [(it.symbol, it.path, it.text, it.start, it.text_start, it.span) for it in facts.invocations]


def test_a_unit_says_what_the_facts_say() -> None:
    assert_says_what_the_facts_say(TEXT)


PIECES = [
    *TEXT.splitlines(),
    "impl Named for Unit {",
    "}",
    "mod m {",
    "fn f() {",
    "macro_rules! m {",
    "x!{",
    "\ud800",
    "use a as b;",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_a_unit_says_what_the_facts_say_of_any_text(pieces: list[str]) -> None:
    assert_says_what_the_facts_say("\n".join(pieces))


def test_the_outline_lists_impls_and_traits_with_their_members() -> None:
    unit = Unit(unit_of(TEXT + "impl<T> Named for a::Of<T> { type Out = u8; fn name() {} }\nimpl Named for &u8 {}")[0])
    assert [it[1:] for it in unit.impls] == [
        ("S", "", ["method"]),
        ("Of", "Named", ["Out", "name"]),
        ("", "Named", []),
    ]
    assert [it.functions for it in unit.traits] == [["name"]]


def test_the_outline_names_what_goes_by_another_name() -> None:
    unit = Unit(unit_of(TEXT + "type Other = S<u8>;\nimpl Named for S<u8> { type Out = u8; }")[0])
    assert unit.aliases == ["Other"]
    assert unit.renames == ["f"]


CALLS = [
    ("between items", "m!(x);", 1),
    ("in a body", "fn f() { m!(x); }", 0),
    ("in a body, with a definition", "fn f() { m!(fn g() {}); }", 1),
    ("in a body, with a word of a definition in a string", 'fn f() { m!("a fn of mine"); }', 0),
    ("in an impl", "impl S { m!(x); }", 1),
]


@pytest.mark.parametrize(("text", "defines"), [case[1:] for case in CALLS], ids=[case[0] for case in CALLS])
def test_the_outline_tells_which_calls_may_define_something(text: str, defines: int) -> None:
    assert Unit(unit_of(text)[0]).calls == [("m", 1, defines)]


MACROS = [("() => { 1 + 1 }", 0), ("() => { fn f() {} }", 1), ('() => { "fn" }', 0), ("($i:item) => { $i }", 0)]


@pytest.mark.parametrize(("rules", "defines"), MACROS)
def test_the_outline_tells_which_macros_may_define_something(rules: str, defines: int) -> None:
    assert Unit(unit_of(f"macro_rules! m {{ {rules} }}")[0]).macros == {"m": defines}


def test_items_are_entered_when_they_are_asked_for() -> None:
    outline, _, rest = unit_of("pub fn f() {}")[0].split(b"\n", 2)
    file = collect_file(Unit(b"\n".join((outline, b"[]", rest))), Crate("it", "2021"))
    assert file.root.kind is SymbolKind.MODULE
    with pytest.raises(DamagedUnitError):
        assert file.items
    with pytest.raises(DamagedUnitError):
        assert file.root.inner.names


@given(st.binary(max_size=60))
def test_a_damaged_unit_is_refused(garbage: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what it says depends on the garbage
        items_of(garbage)


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=3))
def test_a_unit_with_a_fault_is_refused_or_read(at: int, garbage: bytes) -> None:
    data = unit_of(TEXT)[0]
    at %= len(data)
    try:
        items = items_of(data[:at] + garbage + data[at + len(garbage) :])
    except ValueError:
        return
    for item in items:
        assert len(item.written) == len(Written._fields)
        assert item.data is None or isinstance(item.data, list)


def test_hostile_tables_are_refused() -> None:
    outline, second, rest = unit_of(TEXT)[0].split(b"\n", 2)
    table = json.loads(second)
    for column, value in ((0, "?" * len(table[0])), (1, []), (2, [999] * len(table[2])), (5, [[0, 1, 2]]), (0, None)):
        forged = [*table]
        forged[column] = value
        with pytest.raises(DamagedUnitError, match="damaged"):
            items_of(b"\n".join((outline, json.dumps(forged).encode(), rest)))


def test_a_struct_without_fields_is_a_value() -> None:
    values = items_of(unit_of(TEXT)[0])[0].inner.names[VALUES]
    assert [item.kind for item in values["Unit"]] == [SymbolKind.STRUCT]
    assert "S" not in values
