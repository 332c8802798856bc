"""Citations in a stream: found whole however it is cut, told from code, checked against the pack."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.answer.citations import CitationReader, check_citation, cited_numbers
from tests.support.packs import two_parts

_SOURCES = frozenset({1, 2, 3, 4, 5})


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It stops at NUL [1].", (1,)),
        ("It stops [1] and walks [2].", (1, 2)),
        ("Both [1][2].", (1, 2)),
        ("Both [1, 3; 2].", (1, 3, 2)),
        ("All [2-4] of them, and [1\u20132].", (2, 3, 4, 1)),
        ("An absurd range [1-900].", (1, 900)),
        ("Twice [2] the same [2].", (2,)),
        ("Not there [9].", (9,)),
        ("Close to the word[2].", (2,)),
        ("An index items[0] and rows[77][99].", ()),
        ("Inline `a[1]` and `` b`[2] `` are code.", ()),
        ("```rust\nlet x = a[1]; // [2]\n```\nbut this is not [3].", (3,)),
        ("An open `tick ends with its line\nso this counts [1].", (1,)),
        ("[x] [] [1 [2", ()),
        ("No numbers at all.", ()),
        ("[12345] has too many digits.", ()),
    ],
)
def test_markers_are_told_from_code(text: str, numbers: tuple[int, ...]) -> None:
    assert cited_numbers(text, _SOURCES) == numbers


def _fragments(pieces: list[str]) -> tuple[str, list[tuple[int, ...]]]:
    reader = CitationReader(_SOURCES)
    found = [fragment for piece in pieces for fragment in reader.feed(piece)]
    found.extend(reader.finish())
    return "".join(fragment.text for fragment in found), [fragment.numbers for fragment in found if fragment.numbers]


@given(
    text=st.text(alphabet="ab[]12,-` \n.", max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=12),
)
def test_how_a_stream_is_cut_changes_nothing(text: str, cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(ends)]

    assert _fragments(pieces) == _fragments([text])
    assert _fragments(pieces)[0] == text


def test_plain_text_is_not_held_back() -> None:
    reader = CitationReader(_SOURCES)

    assert [fragment.text for fragment in reader.feed("a plain word ")] == ["a plain word "]
    assert list(reader.feed("[")) == []
    assert [(fragment.text, fragment.numbers) for fragment in reader.feed("1] ")] == [("[1]", (1,)), (" ", ())]


@given(st.integers(0, 50))
def test_every_citation_exists_in_the_pack_and_others_are_flagged(number: int) -> None:
    parts = two_parts().parts
    citation = check_citation(number, parts, "model")

    assert citation.valid == (number in {1, 2})
    assert bool(citation.path) == citation.valid


def test_a_valid_citation_tells_its_place() -> None:
    citation = check_citation(2, two_parts().parts, "aligned")

    assert (citation.path, citation.start_line, citation.end_line) == ("crates/ignore/src/walk.rs", 20, 23)
    assert citation.origin == "aligned"
