"""Invariant 4 at work: after any edits, the index that was kept up to date equals one that is made anew.

`EXAMPLES=400 STEPS=40 COMPARE=1 pytest tests/integration/test_incremental.py -k any_edits` runs longer than the
ordinary test does, with a comparison after each step.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from codegraph.store.rows import file_key
from tests.support import rust_items as names
from tests.support.edit_cases import CASES
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
    across = [row for row in by_type if of_node[row[2]] != of_node[row[3]]]
    assert len(by_type) > len(found["edge"]) / 4
    assert len(across) > len(by_type) / 2


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


def test_invariant_04_a_type_that_takes_the_name_of_a_trait(kept: Kept) -> None:
    """What a name may stand for in one file is no doubt in another, whichever is looked at first."""
    index = kept.index()
    kept.edits.renamed = [("", "Circle", "Build")]
    kept.edits.write(kept.tree)
    try:
        index.update()
        assert index.faults() == []
    finally:
        kept.edits.renamed = []
        kept.throw_away()


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


def test_manifests_that_change_again_before_their_time_can_be_trusted(kept: Kept) -> None:
    """A time of change that may come again says nothing: what depends on the manifest is looked at all the same."""
    index = kept.index()
    later = time.time() + 3600
    try:
        for chosen in ({"app_dependency": 2}, {"app_dependency": 1}, {"mid_dependency": 1}, {}):
            kept.edits.chosen = chosen
            for path in kept.edits.write(kept.tree):
                os.utime(kept.tree / path, (later, later))
            index.update()
            assert index.faults() == [], chosen
    finally:
        kept.throw_away()


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
