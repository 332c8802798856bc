"""What is shown once, what inside what, and what is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import ChunkKind
from codegraph.pack.sources import lines_of, sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.pack import Candidate
    from tests.unit.pack.conftest import MakeCandidate


def numbered(first: int, last: int) -> str:
    return "".join(f"line {n} of the file\n" for n in range(first, last + 1))


def spans(candidates: Sequence[Candidate], per_file: int = 5) -> tuple[list[tuple[int, int]], list[str]]:
    sources, dropped = sources_of(candidates, per_file)
    return [(source.start_line, source.end_line) for source in sources], [item.reason for item in dropped]


def test_the_same_lines_are_shown_once(make: MakeCandidate) -> None:
    twice = [make(rank, numbered(1, 3), path="src/a.rs") for rank in (1, 2)]
    assert spans(twice) == ([(1, 3)], ["duplicate"])


def test_a_copy_in_another_file_is_shown_once(make: MakeCandidate) -> None:
    copies = [make(rank, numbered(1, 9), path=f"src/{rank}.rs") for rank in (1, 2)]
    assert spans(copies) == ([(1, 9)], ["duplicate"])


def test_short_items_that_read_the_same_are_no_copies(make: MakeCandidate) -> None:
    alike = [make(rank, "fn new() -> Self {\n    Self\n}\n", path=f"src/{rank}.rs") for rank in (1, 2)]
    assert spans(alike)[1] == []


def test_a_better_container_shows_what_is_inside(make: MakeCandidate) -> None:
    outer = make(1, numbered(1, 20), path="src/a.rs")
    inner = make(2, numbered(5, 9), path="src/a.rs", line=5)
    assert spans([outer, inner]) == ([(1, 20)], ["overlap"])


def test_a_better_item_stands_alone_and_empties_its_container(make: MakeCandidate) -> None:
    inner = make(1, numbered(5, 9), path="src/a.rs", line=5)
    outer = make(2, numbered(1, 20), path="src/a.rs")
    sources, dropped = sources_of([outer, inner], 5)
    assert [(source.start_line, source.hollow) for source in sources] == [(5, False), (1, True)]
    assert dropped == []


def test_a_long_container_is_hollow_even_if_it_is_better(make: MakeCandidate) -> None:
    outer = make(1, numbered(1, 200), path="src/a.rs", kind=ChunkKind.CONTAINER, outline="impl A")
    inner = make(2, numbered(5, 9), path="src/a.rs", line=5)
    sources, _ = sources_of([outer, inner], 5)
    assert [(source.start_line, source.hollow) for source in sources] == [(1, True), (5, False)]


def test_overlapping_windows_are_joined(make: MakeCandidate) -> None:
    windows = [
        make(1, numbered(8, 15), path="src/a.rs", line=8, kind=ChunkKind.TEXT),
        make(2, numbered(1, 10), path="src/a.rs", kind=ChunkKind.TEXT),
    ]
    sources, dropped = sources_of(windows, 5)
    assert "\n".join(sources[0].lines) + "\n" == numbered(1, 15)
    assert [(item.start_line, item.end_line, item.reason) for item in dropped] == [(1, 10, "overlap")]


def test_touching_pieces_of_one_body_are_joined_and_touching_items_are_not(make: MakeCandidate) -> None:
    def two(kind: ChunkKind) -> list[Candidate]:
        return [
            make(rank, numbered(first, first + 4), path="src/a.rs", line=first, kind=kind, signature="fn f()")
            for rank, first in ((1, 1), (2, 6))
        ]

    assert spans(two(ChunkKind.BLOCK))[0] == [(1, 10)]
    assert spans(two(ChunkKind.ITEM))[0] == [(1, 5), (6, 10)]


def test_texts_that_contradict_each_other_are_not_joined(make: MakeCandidate) -> None:
    windows = [
        make(1, numbered(1, 10), path="src/a.rs", kind=ChunkKind.TEXT),
        make(2, numbered(80, 88), path="src/a.rs", line=6, kind=ChunkKind.TEXT),
    ]
    assert spans(windows) == ([(1, 10), (6, 14)], [])


def test_one_file_has_a_share_only(make: MakeCandidate) -> None:
    many = [make(rank, numbered(rank * 10, rank * 10 + 2), path="src/a.rs", line=rank * 10) for rank in range(1, 6)]
    other = make(6, numbered(1, 3), path="src/b.rs")
    assert spans([*many, other], per_file=3) == ([(10, 12), (20, 22), (30, 32), (1, 3)], ["per-file-cap"] * 2)


def test_only_line_feeds_count_lines() -> None:
    assert lines_of("a\r\nb\u2028c\rd\x0ce\n") == ("a", "b c d e")
    assert lines_of("a\n\n") == ("a", "")
    assert lines_of("") == ()


def test_the_head_of_a_file_does_not_empty_the_item_that_begins_there(make: MakeCandidate) -> None:
    head = make(1, numbered(1, 1), path="src/a.rs", kind=ChunkKind.FILE, outline="fn a()")
    item = make(2, numbered(1, 20), path="src/a.rs")
    sources, _ = sources_of([head, item], 5)
    assert [(source.start_line, source.end_line, source.hollow) for source in sources] == [(1, 20, False)]
