"""Many notices become one batch; the clock of these tests is a number."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from codegraph.watching.events import Coverage, EventKind, WatchEvent
from codegraph.watching.folding import Batch, Folding, Mailbox, tops


def test_a_batch_is_due_when_nothing_happened_for_a_moment() -> None:
    folding = Folding(quiet=1.0, longest=10.0)
    assert folding.due() is None
    folding.note(100.0, "a.rs")
    assert folding.due() == 101.0
    folding.note(100.5, "a.rs")
    folding.note(100.9, "b.rs")
    assert folding.due() == 101.9
    assert folding.take() == Batch(frozenset({"a.rs", "b.rs"}))
    assert folding.due() is None


def test_constant_writing_holds_a_batch_back_only_so_long() -> None:
    folding = Folding(quiet=1.0, longest=3.0)
    for tenth in range(100):
        folding.note(tenth / 10, "log.txt")
    assert folding.due() == 3.0
    folding.take()
    folding.note(50.0, "log.txt")
    assert folding.due() == 51.0


def test_a_folder_stands_for_all_below_it() -> None:
    folding = Folding()
    for path, folder in (("src/a/b", True), ("src/a/b/c.rs", False), ("src/a", True), ("src/ab.rs", False)):
        folding.note(0.0, path, folder=folder)
    assert folding.take() == Batch(frozenset({"src/a", "src/ab.rs"}), frozenset({"src/a"}))


def test_lost_notices_ask_for_a_scan() -> None:
    folding = Folding()
    folding.note(0.0, "a.rs")
    folding.lose(0.0)
    folding.note(0.0, "b.rs")
    assert folding.take() == Batch(scan=True)
    folding.note(1.0, "b.rs")
    assert folding.take() == Batch(frozenset({"b.rs"}))


def test_too_many_paths_ask_for_a_scan() -> None:
    folding = Folding()
    for number in range(50_001):
        folding.note(0.0, f"{number}.rs")
    assert folding.take() == Batch(scan=True)


def test_who_waits_gets_the_batch_when_it_is_due() -> None:
    now = [0.0]
    mailbox = Mailbox(Folding(quiet=1.0), clock=lambda: now[0])
    mailbox.note("a.rs")
    assert mailbox.is_due
    now[0] = 1.0
    assert mailbox.take() == Batch(frozenset({"a.rs"}))
    assert mailbox.take(0.0) is None
    assert not mailbox.is_due


def test_stop_lets_who_waits_go() -> None:
    mailbox = Mailbox()
    taken: list[Batch | None] = []
    waiting = threading.Thread(target=lambda: taken.append(mailbox.take()))
    waiting.start()
    mailbox.stop()
    waiting.join(timeout=30)
    assert taken == [None]
    assert mailbox.stopped


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)))
def test_tops_cover_all_and_none_covers_another(folders: list[str]) -> None:
    kept = tops(folders)
    for folder in folders:
        assert any(folder == one or folder.startswith(f"{one}/") for one in kept)
    assert not [one for one in kept for other in kept if one.startswith(f"{other}/")]


def test_the_share_of_resolved_references_leaves_out_other_crates() -> None:
    assert Coverage().resolved_share is None
    assert Coverage(1, {"resolved": 3, "ambiguous": 0, "unresolved": 1, "external": 96}).resolved_share == 0.75


def test_an_event_is_a_json_document() -> None:
    event = WatchEvent(EventKind.UPDATED, 7, ("a.rs",), ("b.rs",), 41.26, Coverage(2, {"resolved": 1}))
    assert event.as_json() == {
        "event": "updated",
        "paths": ["a.rs"],
        "removed": ["b.rs"],
        "revision": 7,
        "took_ms": 41.3,
        "coverage": {"files": 2, "references": {"resolved": 1}},
        "message": "",
    }
