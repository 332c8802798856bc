"""Which files are resolved again after an edit: those that asked for what changed, and no others."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from codegraph.indexing import linking
from codegraph.indexing.due import LINKED
from codegraph.indexing.pipeline import index_repository
from codegraph.indexing.resolving import Tables
from codegraph.indexing.updating import Updater
from tests.support import scip
from tests.support.kept_index import SETTINGS, create
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codegraph.indexing.resolving import Workspace

MODULES = ("a", "b", "bound", "c", "chain", "first", "loops", "macros", "other", "second")
SHOWS = "use crate::bound::{Show, W};\npub fn shows(it: W<u8>) { it.show(); }\n"
FILES = {
    "Cargo.toml": '[package]\nname = "it"\nversion = "0.1.0"\nedition = "2021"\n',
    "README.md": "# it\n",
    "src/lib.rs": "".join(f"pub mod {name};\n" for name in MODULES),
    "src/a.rs": (
        "use crate::b::B;\npub struct A { pub held: u8 }\n"
        "impl A {\n    pub fn new() -> A { A { held: 0 } }\n    pub fn go(&self) -> B { B }\n}\n"
    ),
    "src/b.rs": "pub struct B;\nimpl B {\n    pub fn run(&self) {}\n}\npub trait Turn { fn turn(&self) {} }\n",
    "src/bound.rs": (
        "pub trait Mark {}\nimpl Mark for u8 {}\npub trait Other {}\npub trait Show { fn show(&self) {} }\n"
        "use self::Mark as Wanted;\npub struct W<T>(pub T);\nimpl<T: Wanted> Show for W<T> {}\n"
    ),
    "src/first.rs": SHOWS,
    "src/second.rs": SHOWS,
    "src/c.rs": "pub struct C;\nimpl C {\n    pub fn new() -> C { C }\n    pub fn run(&self) {}\n}\n",
    "src/chain.rs": "use crate::a::A;\npub fn chain() { A::new().go().run(); }\n",
    "src/loops.rs": (
        "pub struct Many;\nimpl Iterator for Many {\n    type Item = crate::b::B;\n"
        "    fn next(&mut self) -> Option<crate::b::B> { None }\n}\n"
    ),
    "src/macros.rs": "#[macro_export]\nmacro_rules! made { () => { pub fn from_macro() {} } }\n",
    "src/other.rs": (
        "use crate::c::C;\ncrate::made!();\npub fn other() { C::new().run(); }\n"
        "pub fn each(many: crate::loops::Many) { for one in many { one.run(); } }\n"
    ),
}


@pytest.fixture
def updater(tmp_path: Path) -> Iterator[Updater]:
    tree = tmp_path / "tree"
    for path, text in FILES.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
    with create(tmp_path / "index") as store:
        made = Updater(tree, store, SETTINGS, workers=1, resident=True)
        made.searchable()
        made.link()
        assert set(made.linked) == set(FILES)
        yield made


def resolved_after(updater: Updater, path: str, old: str, new: str) -> set[str]:
    """Edit a file, and give the files that are resolved again."""
    file = updater.root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    updater.searchable()
    updater.link()
    return set(updater.linked)


@pytest.mark.parametrize(
    ("path", "old", "new", "others"),
    [
        pytest.param("src/a.rs", "{ B }", "{ let b = B; b }", set(), id="a body"),
        pytest.param("src/a.rs", "use crate", "// note\nuse crate", set(), id="lines above everything"),
        pytest.param(
            "src/a.rs", "-> B { B }", "-> crate::c::C { todo!() }", {"src/chain.rs"}, id="what a method gives"
        ),
        pytest.param("src/b.rs", "fn run(", "fn walk(", {"src/chain.rs", "src/other.rs"}, id="a method's name"),
        pytest.param("src/c.rs", "fn run(", "fn walk(", {"src/other.rs"}, id="a method's name that others have, too"),
        pytest.param("src/b.rs", "fn run(", "pub fn new() -> B { B }\n    pub fn run(", set(), id="a new function"),
        pytest.param("src/a.rs", "pub held: u8", "pub held: u8, pub more: u8", set(), id="a field that nobody reads"),
        pytest.param("src/loops.rs", "= crate::b::B", "= crate::c::C", {"src/other.rs"}, id="what a loop goes over"),
        pytest.param(
            "src/bound.rs", "Mark as", "Other as", {"src/first.rs", "src/second.rs"}, id="what an impl asks of types"
        ),
        pytest.param("src/macros.rs", "from_macro()", "by_macro()", {"src/other.rs"}, id="what a macro makes"),
        pytest.param("README.md", "# it", "# It", set(), id="prose"),
    ],
)
def test_only_what_asked_for_a_change_is_resolved_again(
    updater: Updater, path: str, old: str, new: str, others: set[str]
) -> None:
    assert resolved_after(updater, path, old, new) == {path, *others}


def test_a_change_that_is_taken_back_leads_to_the_same_files(updater: Updater) -> None:
    there = resolved_after(updater, "src/b.rs", "fn run(", "fn walk(")
    assert resolved_after(updater, "src/b.rs", "fn walk(", "fn run(") == there


def test_a_removed_file_concerns_those_that_used_it(updater: Updater) -> None:
    (updater.root / "src/c.rs").unlink()
    updater.searchable()
    updater.link()
    assert "src/other.rs" in updater.linked
    assert "src/b.rs" not in updater.linked


def test_a_compilers_answer_rests_on_the_symbol_that_it_names(updater: Updater) -> None:
    """What only the answer knows: the path in the source leads nowhere."""
    root, definition, call = updater.root, "pub fn pick() {}\n", "pub fn user() { nowhere::pick(); }\n"
    (root / "src/b.rs").write_text(definition + FILES["src/b.rs"], encoding="utf-8")
    (root / "src/macros.rs").write_text(call + FILES["src/macros.rs"], encoding="utf-8")
    start, column = definition.index("pick"), call.index("pick")
    index = scip.index(
        scip.document("src/b.rs", [scip.occurrence([0, start, start + 4], "demo cargo it 1 pick().", definition=True)]),
        scip.document("src/macros.rs", [scip.occurrence([0, column, column + 4], "demo cargo it 1 pick().")]),
    )
    (root.parent / "index.scip").write_bytes(index)
    updater.searchable()
    assert updater.consult(root.parent / "index.scip")[0].references == 1
    updater.link()
    assert "src/macros.rs" in resolved_after(updater, "src/b.rs", "fn pick(", "fn pluck(")


def test_an_interrupted_run_is_finished_by_the_next(updater: Updater) -> None:
    class StopError(Exception):
        pass

    def stop(_stage: str, _done: int, _total: int) -> None:
        raise StopError

    file = updater.root / "src/b.rs"
    file.write_text(file.read_text("utf-8").replace("fn run(", "fn walk("), encoding="utf-8")
    updater.searchable()
    progress, updater.progress = updater.progress, stop
    with pytest.raises(StopError):
        updater.link()
    updater.progress = progress
    again = Updater(updater.root, updater.store, SETTINGS, workers=1)
    again.searchable()
    again.link()
    assert {"src/b.rs", "src/chain.rs", "src/other.rs"} <= set(again.linked)


def test_what_another_version_of_the_resolver_gave_is_resolved_though_nothing_changed(updater: Updater) -> None:
    store = updater.store
    again = Updater(updater.root, store, SETTINGS, workers=1)
    again.searchable()
    assert not again.link()
    version, *others = json.loads(store.meta(LINKED) or "")
    store.note(LINKED, json.dumps([f"{version}.0", *others]))
    assert again.link()
    assert set(again.linked) == set(store.files())
    assert not again.link()


@pytest.mark.parametrize(
    ("old", "new", "built"),
    [
        pytest.param("{ B }", "{ crate::chain::chain(); B }", 0, id="a body"),
        pytest.param("-> B { B }", "-> crate::c::C { todo!() }", 0, id="what others see"),
        pytest.param("pub struct A", "mod inner { }\npub struct A", 0, id="a module with its body"),
        pytest.param("pub struct A", "mod late;\npub struct A", 1, id="another module tree"),
    ],
)
def test_tables_that_were_built_beside_the_write_serve_the_run_that_follows(
    updater: Updater, monkeypatch: pytest.MonkeyPatch, old: str, new: str, built: int
) -> None:
    """It builds tables only where files may stand elsewhere in the module tree."""
    (updater.root / "src/a").mkdir()
    (updater.root / "src/a/late.rs").write_text("pub fn late() {}\n", encoding="utf-8")
    later: list[int] = []

    def build(workspace: Workspace) -> Tables:
        later.append(len(workspace.units))
        return Tables(workspace)

    # what is known of a manifest that was just written may be of an earlier content
    os.utime(updater.root / "Cargo.toml", (0, 0))
    updater.searchable()
    updater.link()
    monkeypatch.setattr(linking, "Tables", build)
    file = updater.root / "src/a.rs"
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")
    once = Updater(updater.root, updater.store, SETTINGS, workers=1)
    once.searchable(then_link=True)
    once.link()
    once.settle()
    assert len(later) == built
    with create(updater.root.parent / "fresh") as fresh:
        index_repository(updater.root, fresh, SETTINGS, workers=1)
        assert difference(dump(updater.store, []), dump(fresh, []), updater.store, fresh) == []


@pytest.mark.parametrize("edit", ["a call less", "a file less"])
def test_scores_are_computed_after_a_run_that_ended_when_the_edges_were_written(
    updater: Updater, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    class KilledError(Exception):
        pass

    def stop(*_stages: str, meta: object) -> None:  # noqa: ARG001 - as the method
        raise KilledError

    updater.settle()
    file = updater.root / "src/chain.rs"
    if edit == "a file less":
        file.unlink()
    else:
        file.write_text("use crate::a::A;\npub fn chain() { A::new(); }\n", encoding="utf-8")
    updater.searchable()
    with monkeypatch.context() as patched:
        patched.setattr(updater.store, "finish_stage", stop)
        with pytest.raises(KilledError):
            updater.link()
    again = Updater(updater.root, updater.store, SETTINGS, workers=1)
    again.searchable()
    again.link()
    again.settle()
    with create(updater.root.parent / "fresh") as fresh:
        index_repository(updater.root, fresh, SETTINGS, workers=1)
        assert difference(dump(updater.store, []), dump(fresh, []), updater.store, fresh) == []
