"""What is kept of the edges of an edited file: those of symbols that were only moved, at their new places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from codegraph.indexing.updating import Updater
from codegraph.store.writing import Writing
from tests.support.kept_index import SETTINGS, KeptIndex, create

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from codegraph.model import FileEdges
    from codegraph.store import Store

LIB = "src/lib.rs"
FILES = {
    "Cargo.toml": '[package]\nname = "it"\nversion = "0.1.0"\nedition = "2021"\n',
    LIB: """mod other;
pub struct A;
macro_rules! twice { ($it:expr) => { low($it); low($it) } }
pub fn low(it: u8) {}
pub fn first() { low(1); }
impl A {
    pub fn second(&self) { first(); self.third(); unknown(); }
    pub fn third(&self) { other::far(); twice!(1); }
}
other::make!(made);
pub fn last() { made(); other::say!(2); A.second(); }
""",
    "src/other.rs": """pub fn far() {}
pub fn said(it: u8) {}
#[macro_export]
macro_rules! say { ($it:expr) => { $crate::other::said($it) } }
#[macro_export]
macro_rules! make { ($name:ident) => { pub fn $name() { $crate::other::far() } } }
pub use {make, say};
""",
}
# without macros: of these a part may be resolved where others see them otherwise
PLAIN = {
    "Cargo.toml": FILES["Cargo.toml"],
    LIB: """mod other;
pub trait Named { fn name(&self) -> u8 { 0 } }
pub struct A<T> { held: T }
impl<T: Named> A<T> {
    pub fn second(&self) -> u8 { self.held.name(); first(); unknown() }
    pub fn third(&self) { other::far(); self.second(); }
}
impl Named for other::B {}
pub fn first() -> other::B { other::B }
pub mod nested { use super::*; pub fn deep(a: &A<other::B>) { a.third(); first().name(); } }
pub fn last(a: A<other::B>) {
    fn inner() { first().own(); }
    inner();
    a.third();
    a.held.name();
}
""",
    "src/other.rs": "pub fn far() {}\npub struct B;\nimpl B { pub fn own(&self) { crate::first(); } }\npub struct C;\n",
}


def write(files: dict[str, str], root: Path) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write(FILES, tmp_path / "tree")


@pytest.fixture
def updater(tree: Path, tmp_path: Path) -> Iterator[Updater]:
    with create(tmp_path / "index") as store:
        made = Updater(tree, store, SETTINGS, workers=1)
        made.searchable()
        made.link()
        yield made


def calls(store: Store) -> dict[tuple[str, str], list[int]]:
    """Give the lines of calls in the file, by the names of caller and called."""
    found: dict[tuple[str, str], list[int]] = {}
    names = {one.id: one.name for path in FILES for one in store.symbols_in(path)}
    for edge in store.edges_in(LIB):
        if edge.kind == "calls":
            # what a macro call makes is there again when its file is resolved
            key = names.get(edge.src, ""), names.get(edge.dst, "")
            found.setdefault(key, []).append(edge.evidence.span.start_line)
    return found


def edit(tree: Path, old: str, new: str) -> None:
    text = (tree / LIB).read_text("utf-8")
    assert text.count(old) == 1
    (tree / LIB).write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_only_moved_stays_known_until_the_file_is_resolved(updater: Updater) -> None:
    before = calls(updater.store)
    edit(updater.root, "{ low(1); }", "{\n    low(2);\n    low(3);\n}")
    updater.searchable()
    after = calls(updater.store)
    assert before["second", "third"] == [7]
    assert after["second", "third"] == [10]
    assert before["last", "second"] == [11]
    assert after["last", "second"] == [14]
    assert before["first", "low"] == [5]
    assert ("first", "low") not in after
    assert updater.store.unresolved() == [LIB]
    assert updater.store.faults() == []


def test_what_changed_and_came_back_before_it_was_resolved_is_resolved(updater: Updater) -> None:
    before = calls(updater.store)
    for old, new in [("{ low(1); }", "{ low(2); low(3); }"), ("{ low(2); low(3); }", "{ low(1); }")]:
        edit(updater.root, old, new)
        updater.searchable()
    after = calls(updater.store)
    assert ("first", "low") not in after
    assert after["second", "third"] == before["second", "third"]
    assert updater.store.faults() == []
    updater.link()
    assert calls(updater.store) == before


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[FileEdges]:
    """Give a list that takes the edges that are written."""
    taken: list[FileEdges] = []
    write_edges = Writing.write_edges

    def look(self: Writing, edges: Iterable[FileEdges], **others: Any) -> bool:  # noqa: ANN401 - as `write_edges` takes it
        listed = list(edges)
        taken.extend(listed)
        return write_edges(self, listed, **others)

    monkeypatch.setattr(Writing, "write_edges", look)
    return taken


def test_only_what_changed_is_resolved(updater: Updater, written: list[FileEdges]) -> None:
    written.clear()
    names = {one.id: one.name for one in updater.store.symbols_in(LIB)}
    edit(updater.root, "{ low(1); }", "{ low(2); low(3); }")
    updater.searchable()
    updater.link()
    (one,) = written
    kept = {names[it] for it in one.kept}
    assert {"A", "low", "second"} <= kept
    assert not {"first", "twice"} & kept
    assert calls(updater.store)["first", "low"] == [5, 5]
    assert [it.span.start_line for it in one.open if it.name == "unknown"] == [7]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ low(1); }", "{\n\n    low(2); unknown();\n}"),
        ("low(1);", "twice!(1);"),
        ("twice!(1);", ""),
        ("low($it); low($it)", "low($it); last()"),
        ("other::say!(2);", ""),
        ("first(); self", "other::say!(1); self"),
        ("made(); other", "other::far(); other"),
        ("other::make!(made);", "other::make!(again);"),
        ("pub fn first", "// moved\n/// docs\n#[inline]\npub fn first"),
        ("impl A {", "use other as another;\nimpl A {\n    other::make!(inside);"),
        ("pub struct A;", "pub struct A;\n\n\n"),
        ("impl A {", "mod inner { use super::*; fn f() { first(); } }\nimpl A {"),
    ],
)
def test_invariant_04_edits_of_one_file_equal_a_fresh_index(tree: Path, tmp_path: Path, old: str, new: str) -> None:
    with KeptIndex(tree, tmp_path, ["low"]) as index:
        index.update()
        edit(tree, old, new)
        index.update()
        assert index.faults() == []
        edit(tree, "mod other;", "mod other;\n")
        index.update("search")
        edit(tree, "pub fn last() {", "pub fn last() { first();")
        index.update()
        assert index.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (
            "pub fn last",
            "pub fn fresh() { first(); }\npub fn last",
            {"second", "third", "first", "deep", "inner", "last"},
        ),
        ("    fn inner", "    fn first() -> other::C { other::C }\n    fn inner", {"second", "third", "first", "deep"}),
    ],
)
def test_of_a_file_that_others_see_otherwise_what_asked_for_nothing_that_changed_is_kept(
    tmp_path: Path, written: list[FileEdges], old: str, new: str, kept: set[str]
) -> None:
    with create(tmp_path / "index") as store:
        updater = Updater(write(PLAIN, tmp_path / "tree"), store, SETTINGS, workers=1)
        updater.searchable()
        updater.link()
        written.clear()
        edit(updater.root, old, new)
        updater.searchable()
        updater.link()
        names = {one.id: one.name for one in store.symbols_in(LIB)}
        of_lib = next(one for one in written if one.path == LIB)
        assert kept <= {names[it] for it in of_lib.kept}, sorted(names[it] for it in of_lib.kept)


@pytest.mark.parametrize(
    ("old", "new", "kept", "again"),
    [
        ("third(&self) {", "third(&self, more: u8) {", {"A", "second", "first"}, {"third", "deep", "last"}),
        ("first() -> other::B {", "first() -> other::C {", {"A", "third"}, {"first", "second", "deep", "inner"}),
        ("A<T> { held: T }", "A<T> { held: Box<T> }", {"first"}, {"second", "last"}),
    ],
)
def test_where_a_file_asks_itself_for_what_changed_only_the_symbols_that_asked_are_resolved(
    tmp_path: Path, written: list[FileEdges], old: str, new: str, kept: set[str], again: set[str]
) -> None:
    with create(tmp_path / "index") as store:
        updater = Updater(write(PLAIN, tmp_path / "tree"), store, SETTINGS, workers=1)
        updater.searchable()
        updater.link()
        # the second time what was kept the first time is told apart, too
        for before, after in ((old, new), (new, old)):
            written.clear()
            edit(updater.root, before, after)
            updater.searchable()
            updater.link()
            names = {one.id: one.name for one in store.symbols_in(LIB)}
            of_lib = next(one for one in written if one.path == LIB)
            left_out = {names[it] for it in of_lib.kept}
            assert kept <= left_out
            assert not again & left_out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pub fn last", "pub fn fresh(it: u8) -> u8 { it }\npub fn last"),
        ("pub fn last", "#[test]\nfn fresh() {}\npub fn last"),
        ("pub mod nested {", "pub mod nested { fn fresh() {}"),
        ("    fn inner", "    fn fresh() {}\n    fn inner"),
        ("first() -> other::B { other::B }", "first() -> other::C { other::C }"),
        ("third(&self) {", "third(&self, more: u8) {"),
        ("third(&self) {", "third() {"),
        ("pub fn third", "fn third"),
        ("name(&self) -> u8 { 0 }", "name(&self) -> u16 { 0 }"),
        ("name(&self) -> u8 { 0 }", "name(&self) -> u16;"),
        ("pub fn first", "pub fn other() {}\npub fn first"),
        ("pub fn first", '#[no_mangle]\npub extern "C" fn first'),
        ("pub fn first", '#[no_mangle]\npub extern "C" fn fresh() {}\npub fn first'),
        ("pub fn first() -> other::B { other::B }", ""),
    ],
)
def test_what_a_file_gives_is_what_it_gives_in_a_fresh_index(tmp_path: Path, old: str, new: str) -> None:
    tree = write(PLAIN, tmp_path / "tree")
    with create(tmp_path / "index") as kept:
        for before, after in (("", ""), (old, new), (new, old)):
            if before:
                edit(tree, before, after)
            updater = Updater(tree, kept, SETTINGS, workers=1)
            updater.searchable(then_link=True)
            updater.link()
            with create(tmp_path / "fresh") as fresh:
                other = Updater(tree, fresh, SETTINGS, workers=1)
                other.searchable()
                other.link()
                assert kept.dependencies(PLAIN)[LIB].gives == fresh.dependencies(PLAIN)[LIB].gives


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pub fn last", "pub fn fresh() { first(); }\npub fn last"),
        ("    fn inner", "    fn first() -> other::C { other::C }\n    fn inner"),
        ("    fn inner", "    use other::far as first;\n    fn inner"),
        ("third(&self) {", "third(&self, more: u8) {"),
        ("first() -> other::B { other::B }", "first() -> other::C { other::C }"),
        ("impl<T: Named>", "impl<T: Named + Clone>"),
        ("impl<T: Named>", "impl<T>"),
        ("held: T }", "held: Box<T> }"),
        ("held: T }", "held: T, more: u8 }"),
        ("impl Named", "impl other::B { pub fn name(&self) {} }\nimpl Named"),
        ("impl Named", "pub trait Own { fn own(&self) {} }\nimpl<T> Own for T {}\nimpl Named"),
        ("impl Named for other::B {}", ""),
        ("use super::*;", "use super::*; use crate::other::far as first;"),
        ("mod other;", "mod other;\nuse other::far as unknown;"),
        ("pub fn first", "pub fn unknown() {}\npub fn first"),
        ("pub fn second", "pub fn another(&self) { self.third() }\n    pub fn second"),
        ("pub mod nested {", "pub mod nested { pub fn first() -> other::C { other::C }"),
        ("first() -> other::B { other::B }", "first() -> other::B { other::B }\nmacro_rules! first { () => {} }"),
    ],
)
def test_invariant_04_edits_that_others_see_equal_a_fresh_index(tmp_path: Path, old: str, new: str) -> None:
    tree = write(PLAIN, tmp_path / "tree")
    with KeptIndex(tree, tmp_path, ["first"]) as index:
        index.update()
        edit(tree, old, new)
        index.update()
        assert index.faults() == []
        edit(tree, new, old) if new else None
        index.update()
        assert index.faults() == []
