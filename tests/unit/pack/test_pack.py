"""Invariant 8 and what the room is spent on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.errors import UsageError
from codegraph.model import ChunkKind, Detail
from codegraph.pack import Candidate, Format, Mode, pack
from codegraph.pack.formats import LAYOUTS
from codegraph.pack.prompts import instructions

if TYPE_CHECKING:
    from codegraph.model import PackedPrompt
    from tests.unit.pack.conftest import FunctionCounter, MakeCandidate

COUNTERS = ["bytes", "words", "bpe", "superadditive", "subadditive", "jagged"]
TASK = "How is the item read from the queue?"

lines = st.one_of(
    st.sampled_from(["", "}", "    let item = queue.read();", "fn item() {", "```", "[1] src/a.rs:1-2", "]]>", "\r"]),
    st.text(max_size=60),
)


@st.composite
def described(draw: st.DrawFn) -> dict[str, object]:
    return {
        "text": "\n".join(draw(st.lists(lines, max_size=90))),
        "path": draw(st.sampled_from(["src/a.rs", "src/b.rs", "src/c.rs"])),
        "line": draw(st.integers(1, 200)),
        "signature": draw(st.sampled_from(["", "fn item()"]) | st.text(max_size=300)),
        "kind": draw(st.sampled_from(ChunkKind)),
        "outline": draw(st.sampled_from(["", "impl Queue\n    fn read(&self)"]) | st.text(max_size=300)),
        "docs": draw(st.text(max_size=100)),
        "body": draw(st.integers(-1, 200)),
        "stale": draw(st.booleans()),
        "related": draw(st.booleans()),
    }


@settings(max_examples=150, deadline=None)
@given(
    hits=st.lists(described(), max_size=25),
    task=st.text(max_size=200),
    budget=st.integers(0, 6000),
    overhead=st.integers(0, 30),
    name=st.sampled_from(COUNTERS),
    layout=st.sampled_from(Format),
    sources_only=st.booleans(),
)
def test_invariant_08_the_prompt_is_within_its_budget(
    make: MakeCandidate,
    counters: dict[str, FunctionCounter],
    hits: list[dict[str, object]],
    task: str,
    budget: int,
    overhead: int,
    name: str,
    layout: Format,
    sources_only: bool,  # noqa: FBT001
) -> None:
    count = counters[name].count
    candidates = [make(rank, **hit) for rank, hit in enumerate(hits, start=1)]  # type: ignore[arg-type]

    def packed_in(order: list[Candidate], budget: int) -> PackedPrompt:
        return pack(
            task,
            order,
            budget,
            counter=counters[name],
            frame_overhead=overhead,
            layout=layout,
            sources_only=sources_only,
        )

    try:
        packed = packed_in(candidates, budget)
    except UsageError as error:
        needed = int("".join(filter(str.isdigit, error.hint)))
        assert needed > budget
        packed_in(candidates, needed)
        return
    assert overhead + count(packed.prompt) <= packed.tokens <= budget
    assert overhead + (count(packed.system) if packed.system else 0) + count(packed.user) <= budget
    assert [part.n for part in packed.parts] == list(range(1, len(packed.parts) + 1))
    shown_lines = {(hit.hit.chunk.path, hit.hit.chunk.span.start_line) for hit in candidates}
    for part in packed.parts:
        assert (part.path, part.start_line) in shown_lines
        assert 1 <= part.start_line <= part.end_line
    assert len(packed.parts) + len(packed.dropped) == len(candidates)
    shuffled = list(candidates)
    random.Random(budget).shuffle(shuffled)  # noqa: S311
    assert packed_in(shuffled, budget) == packed


def function(n: int, body_lines: int) -> str:
    body = "".join(f"    let value{at} = queue.step{n}({at});\n" for at in range(body_lines))
    return f"/// Read item {n}. Then more.\nfn item{n}(queue: &Queue) -> Item {{\n{body}}}\n"


@pytest.fixture
def twenty(make: MakeCandidate) -> list[Candidate]:
    return [
        make(n, function(n, 15), signature=f"fn item{n}(queue: &Queue) -> Item", docs=f"Read item {n}. Then more.")
        for n in range(1, 21)
    ]


def details(candidates: list[Candidate], budget: int, counter: FunctionCounter) -> list[Detail]:
    return [part.detail for part in pack(TASK, candidates, budget, counter=counter).parts]


def test_a_small_budget_holds_many_names(twenty: list[Candidate], counters: dict[str, FunctionCounter]) -> None:
    shown = details(twenty, 500, counters["bytes"])
    assert len(shown) >= 10
    assert Detail.FULL not in shown[1:]


def test_the_class_that_was_asked_for_is_shown_before_bodies_of_lesser_hits(
    make: MakeCandidate, counters: dict[str, FunctionCounter]
) -> None:
    """Of a long class no more than the outline is shown, which is then what its place among the hits is worth."""
    outline = "impl Queue\n" + "\n".join(f"    fn read{n}(&self) -> Item" for n in range(20))
    text = (
        "impl Queue {\n" + "".join(f"    fn read{n}(&self) -> Item {{\n        n\n    }}\n" for n in range(20)) + "}\n"
    )
    of_class = make(1, text, kind=ChunkKind.CONTAINER, outline=outline, signature="impl Queue")
    inside = make(9, "    fn read3(&self) -> Item {\n        n\n    }\n", path="src/file1.rs", line=11)
    others = [make(n, function(n, 8), signature=f"fn item{n}(queue: &Queue) -> Item") for n in range(2, 9)]
    packed = pack(TASK, [of_class, inside, *others], 560, counter=counters["bytes"])
    assert packed.parts[0].detail is Detail.ELIDED
    assert "fn read19" in packed.parts[0].text
    assert Detail.FULL not in [part.detail for part in packed.parts[3:] if part.path != "src/file1.rs"]


def test_an_outline_of_one_line_is_no_level_of_its_own(
    make: MakeCandidate, counters: dict[str, FunctionCounter]
) -> None:
    head = make(1, "class Queue\n  url 'x'\nend\n", kind=ChunkKind.FILE, outline="class Queue", signature="class Queue")
    (part,) = pack(TASK, [head], 2000, counter=counters["bytes"]).parts
    assert part.detail is Detail.FULL


def test_a_body_under_pages_of_docs_is_shown_without_them_where_both_are_too_long(
    make: MakeCandidate, counters: dict[str, FunctionCounter]
) -> None:
    docs = "\n".join(f"Line {n} of the docs." for n in range(100))
    text = "".join(f"/// {line}\n" for line in docs.splitlines()) + "struct Queue {\n    items: Vec<Item>,\n}\n"
    (part,) = pack(TASK, [make(1, text, docs=docs, signature="struct Queue")], 500, counter=counters["bytes"]).parts
    assert part.detail is Detail.ELIDED
    assert "Line 0 of" in part.text
    assert "items: Vec<Item>" in part.text
    assert "Line 50 of" not in part.text


def test_what_room_names_may_take_goes_to_other_files_first(
    make: MakeCandidate, counters: dict[str, FunctionCounter]
) -> None:
    """The second hits of a file wait until every file has a place."""
    twins = [make(at, function(at, 30), path=f"src/{at % 40}.rs", line=at * 50) for at in range(1, 81)]
    packed = pack(TASK, twins, 4000, counter=counters["bytes"])
    paths = [part.path for part in packed.parts]
    assert len(set(paths)) == 40
    bodies = sum(part.tokens for part in packed.parts if part.detail is not Detail.NAME)
    assert bodies > 2000
    assert packed.parts[0].detail is Detail.FULL


def test_a_larger_budget_brings_bodies_from_the_top(
    twenty: list[Candidate], counters: dict[str, FunctionCounter]
) -> None:
    shown = details(twenty, 2000, counters["bytes"])
    assert shown[:3] == [Detail.FULL] * 3
    assert len(shown) >= 10
    whole = [at for at, detail in enumerate(shown) if detail is Detail.FULL]
    assert whole == list(range(len(whole)))


def test_what_fits_whole_is_shown_whole(twenty: list[Candidate], counters: dict[str, FunctionCounter]) -> None:
    packed = pack(TASK, twenty, 100_000, counter=counters["bytes"])
    assert [part.detail for part in packed.parts] == [Detail.FULL] * 20
    assert not packed.dropped


def test_the_room_is_used(twenty: list[Candidate], counters: dict[str, FunctionCounter]) -> None:
    for budget in (800, 1500, 3000):
        assert pack(TASK, twenty, budget, counter=counters["bpe"]).tokens > 0.95 * budget


def test_a_budget_below_the_frame_says_how_much_is_needed(counters: dict[str, FunctionCounter]) -> None:
    with pytest.raises(UsageError, match="budget of 10 tokens") as caught:
        pack(TASK, [], 10, counter=counters["bytes"], frame_overhead=20)
    frame = pack(TASK, [], 10_000, counter=counters["bytes"], frame_overhead=20).tokens
    assert f" {frame} " in caught.value.hint
    assert pack(TASK, [], frame, counter=counters["bytes"], frame_overhead=20).tokens == frame


def test_what_does_not_fit_is_listed(make: MakeCandidate, counters: dict[str, FunctionCounter]) -> None:
    frame = pack(TASK, [], 10_000, counter=counters["bytes"]).tokens
    packed = pack(TASK, [make(1, function(1, 3))], frame, counter=counters["bytes"])
    assert [(dropped.path, dropped.symbol, dropped.reason) for dropped in packed.dropped] == [
        ("src/file1.rs", "demo::item1", "budget")
    ]
    assert "(no sources)" in packed.prompt


def test_companions_come_after_the_hits(make: MakeCandidate, counters: dict[str, FunctionCounter]) -> None:
    candidates = [make(1, function(1, 2), related=True), make(2, function(2, 2))]
    assert [part.path for part in pack(TASK, candidates, 5000, counter=counters["bytes"]).parts] == [
        "src/file2.rs",
        "src/file1.rs",
    ]


def test_a_stale_source_is_marked(make: MakeCandidate, counters: dict[str, FunctionCounter]) -> None:
    packed = pack(TASK, [make(1, function(1, 2), stale=True)], 5000, counter=counters["bytes"])
    assert packed.parts[0].stale
    assert "(changed since it was indexed)" in packed.prompt


def test_sources_only_leaves_instructions_and_task_out(
    make: MakeCandidate, counters: dict[str, FunctionCounter]
) -> None:
    packed = pack(TASK, [make(1, function(1, 2))], 5000, counter=counters["bytes"], sources_only=True)
    assert packed.system == ""
    assert packed.user == packed.prompt
    assert packed.prompt.startswith("[1] src/file1.rs:1-5  demo › file1\n```rust\n")  # noqa: RUF001
    assert TASK not in packed.prompt


def test_the_figures_say_how_they_were_counted(counters: dict[str, FunctionCounter]) -> None:
    packed = pack(TASK, [], 5000, counter=counters["bpe"], model_name="smol", mode=Mode.REVIEW)
    assert (packed.counter, packed.exact, packed.model, packed.budget, packed.task) == ("bpe", True, "smol", 5000, TASK)
    assert packed.system == instructions(Mode.REVIEW)
    assert packed.prompt == LAYOUTS[Format.MARKDOWN].prompt(packed.system, packed.user)
