"""Invariant 4 at work: after any edits, the index that was kept up to date equals one that is made anew.

`EXAMPLES=400 STEPS=40 COMPARE=1 pytest tests/integration/test_incremental.py -k any_edits` runs longer than the
ordinary test does, with a comparison after each step.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from codegraph.store.rows import file_key
from tests.support import rust_items as names
from tests.support.edited_workspace import DAMAGES, EditedWorkspace, slots, template
from tests.support.kept_index import WAYS, KeptIndex
from tests.support.store_dump import changed_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.store_dump import Dump

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
STEPS = int(os.environ.get("STEPS", "10"))
COMPARE = int(os.environ.get("COMPARE", "5"))
WORDS = (*names.NAMES, "round", "weigh", "todo", "circle")
# an update is due after most edits
HOW = st.sampled_from((*WAYS, "run", "paths", ""))
FILES = tuple(sorted(template()))
RUST = tuple(path for path in FILES if path.endswith(".rs"))
FOLDERS = ("base", "mid", "app", "app/src/util", "mid/src", "app/tests", "tools", "mid/src/inner")
NEW = (
    *("base/src/extra.rs", "mid/src/extra.rs", "mid/src/work/extra.rs", "app/src/util/extra.rs", "odd one/extra.rs"),
    *("app/examples/extra.rs", "app/src/bin/extra.rs", "app/build.rs", "notes/extra.md", "scripts/extra.py"),
)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the unedited workspace and its index: copied by each test."""
    folder = tmp_path_factory.mktemp("unedited")
    (folder / "tree").mkdir()
    EditedWorkspace().write(folder / "tree")
    with KeptIndex(folder / "tree", folder, WORDS) as index:
        index.update()
        assert index.faults() == []
    return folder


class Kept:
    """A copy of the unedited workspace and its index, used by one test after the other as long as all is well."""

    def __init__(self, indexed: Path, folder: Path) -> None:
        self._indexed = indexed
        self._folder = folder
        self._index: KeptIndex | None = None
        self._first: Dump = {}
        self.tree = folder / "tree"
        self.edits = EditedWorkspace()

    def index(self) -> KeptIndex:
        """Give the index; begin again from the unedited workspace where it was thrown away."""
        if self._index is None:
            if self._folder.exists():
                shutil.rmtree(self._folder)
            shutil.copytree(self._indexed, self._folder)
            self.edits = EditedWorkspace()
            self.edits.write(self.tree)
            self._index = KeptIndex(self.tree, self._folder, WORDS)
            self._first = self._index.dump()
        return self._index

    def first(self) -> Dump:
        """Give what the index of the unedited workspace says."""
        self.index()
        return self._first

    def throw_away(self) -> None:
        """Begin again for the next test."""
        if self._index is not None:
            self._index.close()
            self._index = None


@pytest.fixture(scope="module")
def kept(indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Give the copy that the tests of single edits share: each starts from what the one before left."""
    shared = Kept(indexed, tmp_path_factory.mktemp("kept") / "copy")
    yield shared
    shared.throw_away()


def test_calls_of_the_workspace_are_resolved_across_files_by_type(kept: Kept) -> None:
    """Otherwise the edits below would show little."""
    found = kept.first()
    of_node = {row[0]: row[1] for row in found["node"]}
    by_type = [row for row in found["edge"] if row[8] == "type"]
    across = [row for row in by_type if of_node[row[2]] != row[3]]
    assert len(by_type) > len(found["edge"]) / 4
    assert len(across) > len(by_type) / 2


class Case(NamedTuple):
    """One edit: the slots it sets, and files whose edges or open references change though they are not edited."""

    chosen: dict[str, int]
    elsewhere: tuple[str, ...] = ()


REPORT, TEXT, WORK, IMPLS = "app/src/report.rs", "app/src/util/text.rs", "mid/src/work.rs", "mid/src/impls.rs"
HELPERS, MAIN, SMOKE, UTIL = "mid/src/helpers.rs", "app/src/main.rs", "app/tests/smoke.rs", "app/src/util/mod.rs"
MID, TRAITS = "mid/src/lib.rs", "base/src/traits.rs"

CASES: dict[str, Case] = {
    "a body calls another method": Case({"run_body": 1}),
    "a body's calls are gone": Case({"scaled_body": 2}),
    "a method is added to a trait in another crate": Case({"area_added": 1}),
    "a trait's default method is gone": Case({"area_double": 1}, (REPORT, WORK)),
    "a trait's method returns another type": Case({"area_double": 2}, (REPORT,)),
    "an inherent method shadows a trait's": Case({"inherent": 1}, (REPORT, WORK)),
    "an impl overrides a default method": Case({"override": 1}, (REPORT, WORK)),
    "a method is renamed": Case({"scaled_name": 1}, (WORK, HELPERS, TEXT, SMOKE)),
    "a method returns another type": Case({"scaled_type": 1}, (WORK, HELPERS, TEXT, SMOKE)),
    "a constructor returns another type": Case({"constructor": 2}, (HELPERS, MAIN)),
    "a constructor returns an option": Case({"constructor": 1}, (HELPERS,)),
    "a field has another type": Case({"field": 2}, (TEXT,)),
    "an alias's target changes and a call chain two files away changes its meaning": Case({"alias": 2}, (TEXT, WORK)),
    "an alias's target is another generic": Case({"alias": 3}, (TEXT, WORK)),
    "an alias in a result is another error": Case({"error": 2}, (REPORT,)),
    "an associated type of an iterator changes and with it the variable of a for loop": Case({"item": 2}, (REPORT,)),
    "an associated type of a trait changes": Case({"describe_output": 1}, (WORK, IMPLS)),
    "the result of an operator changes": Case({"sum": 2}, (WORK,)),
    "a method is no longer found through Deref": Case({"deref": 1}, (TEXT,)),
    "Deref leads to another type": Case({"deref": 2}, (TEXT,)),
    "a trait impl for a type of another file is gone": Case({"square_area": 1}),
    "a trait impl in a third crate is gone": Case({"worker_area": 1}, (SMOKE,)),
    "a trait impl becomes a blanket impl": Case({"render_square": 1}),
    "a blanket impl gives all shapes a method": Case({"blanket": 1}, (TRAITS,)),
    "a bound is another trait": Case({"bound": 1}),
    "a conversion that `?` needs is gone": Case({"from_error": 1}),
    "the payload of a variant changes": Case({"variant": 1}, (REPORT,)),
    "a variant is added": Case({"variant_added": 1}),
    "a constant has another type": Case({"constant": 1}, (HELPERS,)),
    "a function returns another type": Case({"start": 1}, (REPORT,)),
    "a function returns any type with a trait": Case({"start": 2}, (REPORT,)),
    "a module becomes private": Case({"mod_shape": 1}),
    "a module is gone": Case({"mod_shape": 2}, (WORK, HELPERS, IMPLS, TEXT)),
    "a module's file is another": Case({"mod_queue": 1}, (WORK,)),
    "a module's file becomes inline": Case({"mod_queue": 2}, (WORK,)),
    "a re-export gives another type": Case({"reexport": 1}, ()),
    "a re-export by glob becomes one by name": Case({"mid_reexport": 1}),
    "a re-export under another's name": Case({"mid_reexport": 2}, (REPORT, TEXT)),
    "a re-export is gone": Case({"mid_reexport": 3}, (REPORT, TEXT, MAIN)),
    "a glob import brings another type": Case({"glob": 2}),
    "an import is renamed": Case({"helpers_use": 1}),
    "an import becomes a glob": Case({"helpers_use": 2}),
    "a re-export is renamed": Case({"util_use": 1}, (MAIN,)),
    "an exported macro is private": Case({"export": 1}),
    "a macro's expression becomes another": Case({"expression_macro": 1}, (HELPERS, MAIN)),
    "a macro's method is renamed": Case({"macro_method": 1}, (REPORT,)),
    "a macro's field has another type": Case({"macro_field": 1}),
    "a macro's impl is gone": Case({"macro_impl": 1}, (REPORT,)),
    "a macro is shadowed by one that makes another item": Case({"shadow_macro": 1}),
    "a macro call makes an item of another name": Case({"item_macro": 1}, (REPORT,)),
    "a macro call makes an item in another crate": Case({"extern_item": 1, "app_item": 1}),
    "a dependency is gone": Case({"mid_dependency": 1}, (WORK, HELPERS, IMPLS, MID)),
    "a dependency is another crate": Case({"app_dependency": 2}, (REPORT, TEXT, UTIL)),
    "a crate is renamed": Case({"base_name": 1}, (WORK, HELPERS, IMPLS)),
    "a crate is renamed, and its dependent says so": Case({"base_name": 1, "mid_dependency": 2, "app_dependency": 1}),
    "an edition changes": Case({"base_edition": 1}),
    "a cfg alternative is gone": Case({"windows": 1}, (UTIL,)),
    "a cfg alternative returns another type": Case({"unix_handle": 1, "windows": 1}, (UTIL,)),
    "a file is ignored": Case({"ignored": 2}, (MID,)),
    "a folder is ignored": Case({"ignored": 4}, (MAIN, SMOKE)),
    "a document is ignored": Case({"ignored": 3}),
    "prose changes": Case({"readme": 1}),
    "a script changes": Case({"python": 1}),
}


@pytest.mark.parametrize("name", CASES)
def test_invariant_04_an_edit_gives_what_a_fresh_index_gives(kept: Kept, name: str) -> None:
    """Each edit alone, in the place of the one before, which is taken back by the same update."""
    case, index, first = CASES[name], kept.index(), kept.first()
    kept.edits.chosen = dict(case.chosen)
    kept.edits.write(kept.tree)
    try:
        index.update()
        assert index.faults() == []
    except BaseException:
        kept.throw_away()
        raise
    changed = changed_edges(first, index.dump())
    assert {path for path in case.elsewhere if _key(path) not in changed} == set()


def test_invariant_04_edits_that_are_taken_back_leave_nothing(kept: Kept) -> None:
    index = kept.index()
    kept.edits.chosen = {slot: len(alternatives) - 1 for slot, alternatives in slots().items()}
    kept.edits.write(kept.tree)
    index.update()
    assert index.faults() == []
    kept.edits.chosen = {}
    kept.edits.write(kept.tree)
    index.update()
    try:
        assert index.dump() == kept.first()
    except BaseException:
        kept.throw_away()
        raise


def test_an_edit_of_a_body_has_only_its_file_resolved_again(kept: Kept) -> None:
    """Unless the edit tells others something, they are left alone: also by an updater that has just begun."""
    index = kept.index()
    kept.edits.chosen = {}
    kept.edits.write(kept.tree)
    index.update()
    for chosen in ({"scaled_body": 1}, {"scaled_body": 1, "run_body": 1}, {"scaled_body": 2, "run_body": 1}, {}):
        for how in ("run", "paths"):
            kept.edits.chosen = chosen if how == "run" else {**chosen, "run_body": 2}
            changed = kept.edits.write(kept.tree)
            assert set(index.update(how, sorted(changed))) == changed
    assert index.faults() == []


def _key(path: str) -> str:
    key = file_key(path)
    return "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:]))


class Editing(RuleBasedStateMachine):
    """Edits in any order, each followed by an update or not."""

    indexed: Path

    def __init__(self) -> None:
        super().__init__()
        self.edits = EditedWorkspace()
        self.folder = Path(tempfile.mkdtemp())
        self.steps = 0
        # paths written since the last update
        self.changed: set[str] = set()

    @initialize()
    def begin(self) -> None:
        shutil.copytree(self.indexed, self.folder / "copy")
        self.tree = self.folder / "copy" / "tree"
        self.edits.write(self.tree)
        self.index = KeptIndex(self.tree, self.folder / "copy", WORDS)

    def done(self, how: str) -> None:
        """Write the edits, bring the index up to date (or not, for an empty `how`), and now and then compare it."""
        self.changed |= self.edits.write(self.tree)
        note(f"changed {sorted(self.changed)}")
        if not how:
            return
        self.index.update(how, sorted(self.changed))
        self.changed.clear()
        self.steps += 1
        if how != "search" and self.steps % COMPARE == 0:
            self.compare()

    def compare(self) -> None:
        faults = self.index.faults()
        assert not faults, "\n".join(faults)

    @rule(slot=st.sampled_from(sorted(slots())), alternative=st.integers(0, 4), how=HOW)
    def choose(self, slot: str, alternative: int, how: str) -> None:
        self.edits.chosen[slot] = alternative % len(slots()[slot])
        self.done(how)

    @rule(chosen=st.dictionaries(st.sampled_from(sorted(slots())), st.integers(0, 4), min_size=3, max_size=9), how=HOW)
    def choose_many(self, chosen: dict[str, int], how: str) -> None:
        for slot, alternative in chosen.items():
            self.edits.chosen[slot] = alternative % len(slots()[slot])
        self.done(how)

    @rule(origin=st.sampled_from(RUST), item=names.items(), how=HOW)
    def append(self, origin: str, item: str, how: str) -> None:
        self.edits.appended.setdefault(origin, []).append(item)
        self.done(how)

    @precondition(lambda self: self.edits.appended)
    @rule(data=st.data(), how=HOW)
    def take_back(self, data: st.DataObject, how: str) -> None:
        origin = data.draw(st.sampled_from(sorted(self.edits.appended)))
        self.edits.appended[origin].pop()
        if not self.edits.appended[origin]:
            del self.edits.appended[origin]
        self.done(how)

    @rule(origin=st.sampled_from(RUST), paragraph=st.integers(0, 9), how=HOW)
    def drop(self, origin: str, paragraph: int, how: str) -> None:
        self.edits.dropped ^= {(origin, paragraph)}
        self.done(how)

    @rule(
        origin=st.sampled_from(("", *RUST)), old=st.sampled_from(names.NAMES), new=st.sampled_from(names.NAMES), how=HOW
    )
    def rename(self, origin: str, old: str, new: str, how: str) -> None:
        self.edits.renamed.append((origin, old, new))
        self.done(how)

    @precondition(lambda self: self.edits.renamed)
    @rule(how=HOW)
    def rename_back(self, how: str) -> None:
        self.edits.renamed.pop()
        self.done(how)

    @rule(
        origin=st.sampled_from(FILES),
        folder=st.sampled_from(("base/src", "mid/src", "app/src", "app/src/util", "app/tests", "mid/src/inner")),
        stem=st.sampled_from((*names.MODULES, "lib", "mod", "main", "line")),
        how=HOW,
    )
    def move(self, origin: str, folder: str, stem: str, how: str) -> None:
        self.edits.moved[origin] = f"{folder}/{stem}.{origin.rpartition('.')[2]}"
        self.done(how)

    @rule(old=st.sampled_from(FOLDERS), new=st.sampled_from(FOLDERS), how=HOW)
    def move_folder(self, old: str, new: str, how: str) -> None:
        self.edits.move_folder(old, new)
        self.done(how)

    @rule(origin=st.sampled_from(FILES), how=HOW)
    def delete(self, origin: str, how: str) -> None:
        self.edits.moved[origin] = ""
        self.done(how)

    @precondition(lambda self: self.edits.moved)
    @rule(data=st.data(), how=HOW)
    def put_back(self, data: st.DataObject, how: str) -> None:
        del self.edits.moved[data.draw(st.sampled_from(sorted(self.edits.moved)))]
        self.done(how)

    @rule(origin=st.sampled_from(FILES), fault=st.sampled_from(DAMAGES), how=HOW)
    def damage(self, origin: str, fault: str, how: str) -> None:
        self.edits.damaged[origin] = fault
        self.done(how)

    @precondition(lambda self: self.edits.damaged)
    @rule(how=HOW)
    def repair(self, how: str) -> None:
        self.edits.damaged.clear()
        self.done(how)

    @rule(
        path=st.sampled_from(NEW),
        items=st.lists(names.items(), max_size=4),
        module=st.sampled_from(("", *RUST)),
        how=HOW,
    )
    def create(self, path: str, items: list[str], module: str, how: str) -> None:
        self.edits.added[path] = "\n\n".join(items)
        if module and "mod extra;" not in self.edits.appended.get(module, ()):
            self.edits.appended.setdefault(module, []).append("mod extra;")
        self.done(how)

    @rule(origin=st.sampled_from(FILES), new=st.booleans(), how=HOW)
    def touch(self, origin: str, new: bool, how: str) -> None:  # noqa: FBT001
        file = self.tree / self.edits.place(origin)
        if file.is_file():
            self.changed.add(self.edits.place(origin))
            if new:
                file.write_bytes(file.read_bytes())
            else:
                os.utime(file)
        self.done(how)

    @rule(how=HOW)
    def reopen(self, how: str) -> None:
        self.index.reopen()
        self.done(how)

    @rule(how=HOW)
    def rest(self, how: str) -> None:
        self.index.rest()
        self.done(how)

    def teardown(self) -> None:
        """Compare at the end, whatever was compared before."""
        try:
            if hasattr(self, "index"):
                self.index.update()
                self.compare()
        finally:
            if hasattr(self, "index"):
                self.index.close()
            shutil.rmtree(self.folder)


def test_invariant_04_after_any_edits_the_kept_index_equals_a_fresh_one(indexed: Path) -> None:
    machine = type("EditingFrom", (Editing,), {"indexed": indexed})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_slot_of_the_workspace_is_one_that_a_case_names() -> None:
    assert {slot for case in CASES.values() for slot in case.chosen} <= slots().keys()
    assert all(re.fullmatch(r"\w+", slot) for slot in slots())
