"""The order of hits."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.identity import NodeId
from codegraph.retrieve.fuse import Fused, Part
from codegraph.retrieve.platforms import platforms_of
from codegraph.retrieve.query import analyse
from codegraph.retrieve.rank import WEIGHTS, Background, Placed, counted, rank, rarity_weight
from codegraph.store import FileBrief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

Entry = tuple[str, str, float]


def fused(entries: Sequence[Entry], leg: str = "lexical") -> tuple[list[Fused], dict[NodeId, FileBrief]]:
    """Make fused chunks from (path, name, score), and their files."""
    files: dict[NodeId, FileBrief] = {}
    found = []
    for path, name, score in entries:
        one = NodeId.of(path, name)
        files[one] = FileBrief(path, "rust", "", 0)
        found.append(Fused(one, score, {leg: Part(1, score, score)}))
    return found, files


def order(text: str, entries: Sequence[Entry], limit: int = 10, rarity: Mapping[str, float] | None = None) -> list[str]:
    found, files = fused(entries)
    ranked = rank(analyse(text), found, Background(files, path_rarity=rarity or {}), limit)
    return [one.path for one in ranked]


def test_one_chunk_stands_for_a_file_and_the_others_follow() -> None:
    entries = [("a.rs", "one", 0.9), ("a.rs", "two", 0.8), ("b.rs", "three", 0.5), ("a.rs", "four", 0.1)]
    found, files = fused(entries)
    ranked = rank(analyse("some question"), found, Background(files), 10)
    assert [one.fused for one in ranked] == [found[at] for at in (0, 2, 1, 3)]


def test_there_are_never_more_hits_than_asked_for() -> None:
    assert len(order("x", [(f"{n}.rs", "a", 0.5) for n in range(9)], limit=4)) == 4


@given(st.lists(st.tuples(st.sampled_from(["a.rs", "b.rs", "c.rs"]), st.sets(st.sampled_from("xyz"))), max_size=25))
def test_words_of_chunks_that_do_not_count_change_nothing(chunks: list[tuple[str, set[str]]]) -> None:
    found, files = fused([(path, f"{n}", 1.0 - n / 50) for n, (path, _) in enumerate(chunks)])
    matched = {one.id: frozenset(words) for one, (_, words) in zip(found, chunks, strict=True)}
    some = {one: matched[one] for one in counted(found, files)}
    query, rarity = analyse("x y z"), {"x": 1.0, "y": 2.0, "z": 0.5}
    assert len(some) == len(set(counted(found, files)))
    both = [rank(query, found, Background(files, words, rarity), 9) for words in (matched, some)]
    assert both[0] == both[1]


def test_several_good_chunks_lift_a_file_over_one_slightly_better() -> None:
    entries = [("one.rs", "a", 0.9), *[("many.rs", f"m{n}", 0.8) for n in range(4)]]
    assert order("question here", entries)[0] == "many.rs"


def test_a_file_that_has_more_of_the_words_goes_first() -> None:
    found, files = fused([("a.rs", "a", 0.5), ("b.rs", "b", 0.5)])
    matched = {NodeId.of("a.rs", "a"): frozenset({"timer"}), NodeId.of("b.rs", "b"): frozenset({"timer", "wheel"})}
    background = Background(files, matched=matched, rarity={"timer": 1.0, "wheel": 3.0})
    assert rank(analyse("timer wheel"), found, background, 2)[0].path == "b.rs"


@pytest.mark.parametrize(
    ("among", "alone"),
    [("server/{}.rs", "client/x.rs"), ("packages/server/{}.rs", "packages/client/x.rs"), ("{}.rs", "client/x.rs")],
)
def test_a_file_of_the_folder_or_package_of_other_good_files_goes_first(among: str, alone: str) -> None:
    others = [(among.format(name), name, 0.4) for name in ("one", "two")]
    entries = [(alone, "a", 0.5), (among.format("y"), "b", 0.5), *others]
    assert order("some question", entries)[:2] == [among.format("y"), alone]


def test_a_file_named_like_the_question_goes_first() -> None:
    entries = [("src/pool.rs", "a", 0.5), ("src/scheduler.rs", "b", 0.5), ("src/scheduler/mod.rs", "c", 0.4)]
    paths = order("how tasks are scheduled", entries, rarity={"schedul": 3.0, "task": 3.0})
    assert paths == ["src/scheduler.rs", "src/scheduler/mod.rs", "src/pool.rs"]


def test_a_file_whose_name_is_written_in_the_question_goes_first() -> None:
    entries = [("thread.rs", "a", 0.5), ("pool.rs", "b", 0.5), ("thread_pool.rs", "c", 0.5)]
    rarity = {"thread": 2.0, "pool": 2.0}
    assert order("work for the thread pool", entries, rarity=rarity)[0] == "thread_pool.rs"
    entries = [("work_pool.rs", "a", 0.5), ("thread_pool.rs", "b", 0.5)]
    assert order("a pool of threads for work, the thread pool", entries)[0] == "thread_pool.rs"


def test_a_file_name_made_of_words_of_the_question_goes_first() -> None:
    entries = [("builder.rb", "a", 0.55), ("urlmap.rb", "b", 0.5)]
    rarity = {"url": 2.0, "map": 2.0, "mount": 2.0}
    assert order("mapping of URL paths to mounted apps", entries, rarity=rarity)[0] == "urlmap.rb"
    assert order("paths to mounted apps", entries, rarity=rarity)[0] == "builder.rb"


def test_the_definition_of_a_name_goes_before_files_that_have_more_of_it() -> None:
    defining, files = fused([("gin.go", "Engine", 0.9)], "symbol")
    using, more = fused([("binding.go", "engine", 1.3)])
    ranked = rank(analyse("Engine"), [*defining, *using], Background({**files, **more}), 2)
    assert ranked[0].path == "gin.go"
    assert "definition" not in rank(analyse("start an Engine"), defining, Background(files), 1)[0].features


def test_of_equal_files_the_larger_goes_first() -> None:
    found, files = fused([("a.rs", "a", 0.5), ("b.rs", "b", 0.5)])
    sized = {one: file._replace(size={"a.rs": 300, "b.rs": 30_000}[file.path]) for one, file in files.items()}
    ranked = rank(analyse("question here"), found, Background(sized), 2)
    assert ranked[0].path == "b.rs"


def test_of_equal_files_the_one_that_the_best_chunks_call_goes_first() -> None:
    found, files = fused([("a.rs", "a", 0.5), ("b.rs", "b", 0.5)])
    ranked = rank(analyse("question here"), found, Background(files, called={"b.rs"}), 2)
    assert [one.path for one in ranked] == ["b.rs", "a.rs"]
    assert ranked[0].features["called"] == WEIGHTS["called"]
    assert "called" not in ranked[1].features


def test_of_equal_files_the_one_of_which_more_was_found_goes_first() -> None:
    # the sixth chunk of a file and those after it are no evidence
    best = [(path, f"{n}", 0.5) for path in ("a.rs", "b.rs") for n in range(5)]
    assert order("question here", best)[0] == "a.rs"
    assert order("question here", [*best, *[("b.rs", f"more{n}", 0.1) for n in range(5)]])[0] == "b.rs"


@pytest.mark.parametrize(
    ("declaring", "defining"), [("include/idna.h", "src/idna.c"), ("idna.pyi", "idna.py"), ("idna.d.ts", "idna.ts")]
)
def test_declarations_stand_below_what_defines_them(declaring: str, defining: str) -> None:
    assert order("names of domains", [(declaring, "a", 0.6), (defining, "b", 0.5)])[0] == defining
    assert order("names of domains", [(declaring, "a", 0.6), ("other.c", "b", 0.5)])[0] == declaring


def test_of_equal_files_the_one_among_other_good_ones_goes_first() -> None:
    entries = [("extras/a.rs", "a", 0.5), ("src/b.rs", "b", 0.5), ("src/c.rs", "c", 0.4)]
    assert order("question here", entries)[0] == "src/b.rs"


def test_a_file_in_a_folder_that_the_question_names_goes_first() -> None:
    entries = [("src/net/a.rs", "a", 0.5), ("src/sync/b.rs", "b", 0.5)]
    assert order("primitives of sync", entries)[0] == "src/sync/b.rs"


def test_what_stands_aside_is_lower_unless_it_is_all_that_defines_the_name_asked_for() -> None:
    found, files = fused([("src/a.rs", "b", 0.5)])
    tests, more = fused([("tests/a.rs", "Fixture", 0.6)], "symbol")
    beside = [one._replace(aside=True) for one in tests]
    background = Background({**files, **more})
    first = rank(analyse("reading of files"), [*found, *beside], background, 2)
    assert [one.path for one in first] == ["src/a.rs", "tests/a.rs"]
    assert first[1].features["test"] < 0
    assert rank(analyse("Fixture"), [*found, *beside], background, 1)[0].path == "tests/a.rs"


def test_what_alone_has_the_words_asked_for_is_not_lower() -> None:
    found, files = fused([("src/a.rs", "b", 0.5)], "dense")
    beside, more = fused([("NOTE.md", "a", 0.6)])
    aside = [one._replace(aside=True) for one in beside]
    matched = {beside[0].id: frozenset({"zymurgi"})}
    background = Background({**files, **more}, matched=matched, rarity={"zymurgi": 1.0})
    assert rank(analyse("zymurgy"), [*found, *aside], background, 1)[0].path == "NOTE.md"


def test_prose_that_stands_aside_is_lower() -> None:
    found, files = fused([("src/a.rs", "b", 0.5)])
    prose, more = fused([("GUIDE.md", "a", 0.6)])
    guide = more[prose[0].id]._replace(language="markdown")
    background = Background({**files, prose[0].id: guide})
    ranked = rank(analyse("reading of files"), [*found, prose[0]._replace(aside=True)], background, 2)
    assert [one.path for one in ranked] == ["src/a.rs", "GUIDE.md"]
    assert ranked[1].features["prose"] < 0


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0.0, 1.0)), unique_by=lambda one: one[0]),
    st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0.0, 2.0)), unique_by=lambda one: one[0]),
)
def test_tests_that_match_do_not_reorder_the_other_files(
    code: list[tuple[str, float]], tests: list[tuple[str, float]]
) -> None:
    found, files = fused([(f"src/{name}.rs", name, score) for name, score in code])
    beside, more = fused([(f"tests/{name}.rs", name, score) for name, score in tests])
    background = Background({**files, **more}, path_rarity={"a": 2.0})
    together = [*found, *(one._replace(aside=True) for one in beside)]
    with_tests = rank(analyse("a b"), together, background, 20)
    without = rank(analyse("a b"), found, background, 20)
    assert [(one.fused.id, one.score) for one in with_tests if not one.fused.aside] == [
        (one.fused.id, one.score) for one in without
    ]


def test_code_for_another_platform_stands_lower_unless_the_platform_is_named() -> None:
    entries = [("src/win/tcp.c", "a", 0.6), ("src/unix/tcp.c", "b", 0.5)]
    assert order("accept of connections", entries)[0] == "src/unix/tcp.c"
    assert order("accept of connections on Windows", entries)[0] == "src/win/tcp.c"
    assert platforms_of("window/winner.c") == frozenset()
    assert platforms_of("sys/fs_windows.go") == {"windows"}


def test_a_name_lists_all_its_definitions_in_one_file() -> None:
    entries = [("a.rs", "Same", 1.0), ("a.rs", "Same2", 0.9), ("b.rs", "Other", 0.4)]
    found, files = fused(entries, "symbol")
    assert [one.path for one in rank(analyse("Same"), found, Background(files), 3)] == ["a.rs", "a.rs", "b.rs"]


def test_a_path_of_names_goes_before_what_has_more_of_its_words() -> None:
    found, files = fused([("renderer.rb", "render_page", 1.0)])
    named, more = fused([("page.rb", "render", 0.6)], "symbol")
    background = Background({**files, **more}, path_rarity={"render": 1.0})
    for text in ("Page.render", "Page::render", "Page#render"):
        assert rank(analyse(text), [*found, *named], background, 2)[0].path == "page.rb"
    assert rank(analyse("render a page"), [*found, *named], background, 2)[0].path == "renderer.rb"


def test_the_features_sum_to_the_score_and_each_stands_in_the_table() -> None:
    found, files = fused([("tests/open.rs", "a", 0.6), ("open.rs", "b", 0.5)])
    for one in rank(analyse("open files"), found, Background(files, path_rarity={"open": 1.0}), 5):
        assert one.score == pytest.approx(sum(one.features.values()))
        assert one.features.keys() - {"test", "prose"} <= WEIGHTS.keys()


@given(
    st.lists(
        st.tuples(st.sampled_from(["a.rs", "b.rs", "tests/c.rs"]), st.sampled_from("vwxyz"), st.floats(0.0, 1.0)),
        unique_by=lambda entry: entry[:2],
    ),
    st.randoms(use_true_random=False),
)
def test_invariant_11_the_order_does_not_depend_on_the_order_of_the_input(entries: list[Entry], random: Random) -> None:
    found, files = fused(entries)
    mixed = sorted(found, key=lambda _: random.random())
    background = Background(files)

    def places(ranked: list[Placed]) -> list[NodeId]:
        return [one.fused.id for one in ranked]

    assert places(rank(analyse("open"), mixed, background, 9)) == places(rank(analyse("open"), found, background, 9))


def test_rare_words_weigh_more() -> None:
    assert rarity_weight(0, 100) > rarity_weight(10, 100) > rarity_weight(100, 100) > 0


_SCORED = """
from codegraph.retrieve.query import analyse
from codegraph.retrieve.families import roots_of
from codegraph.retrieve.rank import Background, rank, rarity_weight
from tests.unit.retrieve.test_rank import fused
words = "timer wheel socket parser buffer worker queue signal".split()
found, files = fused([(f"{word}.rs", "a", 0.5) for word in words])
roots = [*frozenset().union(*map(roots_of, words))]
rarity = {one: rarity_weight(len(one) ** 3, 997 + ord(one[0])) for one in roots}
for many in range(3, 9):
    hits = rank(analyse(" ".join(words[:many])), found, Background(files, path_rarity=rarity), 9)
    print([one.features.get("file-name") for one in hits])
"""


def test_scores_are_the_same_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _SCORED],
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(1, 4)
    }
    assert len(said) == 1
