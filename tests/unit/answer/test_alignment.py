"""Sentences without a citation: split, aligned to the part they rest on, or unsupported."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.answer.alignment import doubtful_sentences, support_of
from codegraph.answer.sentences import split_sentences
from tests.support.packs import part, two_parts

_PARTS = two_parts().parts


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("See main.rs and a.b.c() here. Next", ["See main.rs and a.b.c() here.", "Next"]),
        ("Used, e.g. here, i.e. there. End.", ["Used, e.g. here, i.e. there.", "End."]),
        ("It stops. [1] Then it ends. [2]", ["It stops. [1]", "Then it ends. [2]"]),
        ("- First point\n- Second point. More\n2. Third", ["First point", "Second point.", "More", "Third"]),
        ("# Heading\nText here.", ["Text here."]),
        ("It works as follows:\n- so", ["so"]),
        ("Before.\n```rust\nlet x = 1. ;\n```\nAfter.", ["Before.", "After."]),
        ("```\nnever closed. at all", []),
        ("Call `a. b. c` now. Done.", ["Call `a. b. c` now.", "Done."]),
        ("...\n---\n", []),
        ("", []),
    ],
)
def test_sentences_are_those_of_the_prose(answer: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(answer)] == sentences


@given(st.text(alphabet="ab .!?\n`[]1#-:", max_size=200))
def test_sentences_lie_where_they_say_in_order(answer: str) -> None:
    sentences = split_sentences(answer)

    assert all(answer[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    assert all(first.end <= second.start for first, second in itertools.pairwise(sentences))


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The searcher stops at the first NUL byte and treats the file as binary.", 1),
        ("`quit_on_binary` looks for it.", 1),
        ("Directories are walked by one thread per core, and each gitignore is respected.", 2),
        ("The walk is built by build_parallel.", 2),
        ("WalkBuilder::build_parallel clones the ignore rules.", 2),
        ("The network protocol retries failed uploads with exponential backoff.", 0),
        ("The function `decode_utf16_header` reads a byte order mark first.", 0),
    ],
)
def test_a_sentence_is_aligned_to_the_part_it_rests_on(sentence: str, number: int) -> None:
    assert [support.part for support in support_of(sentence, _PARTS)] == [number]


@pytest.mark.parametrize("sentence", ["It stops at NUL bytes in binary files [1].", "Sure!", "What is a binary file?"])
def test_cited_sentences_questions_and_empty_words_are_left_alone(sentence: str) -> None:
    assert support_of(sentence, _PARTS) == []


@pytest.mark.parametrize(
    ("answer", "doubtful"),
    [
        ("The searcher stops at the first NUL byte [1].", []),
        ("The searcher stops at the first NUL byte. [2]", ["The searcher stops at the first NUL byte. [2]"]),
        ("The searcher stops at the first NUL byte [1][2].", []),
        ("Uploads retry with exponential backoff [1].", ["Uploads retry with exponential backoff [1]."]),
        ("Uploads retry with exponential backoff [9].", []),
        ("Yes [2].", []),
    ],
)
def test_a_citation_of_a_part_without_its_words_is_doubtful(answer: str, doubtful: list[str]) -> None:
    assert [sentence.text for sentence in doubtful_sentences(answer, _PARTS)] == doubtful


def test_without_parts_nothing_is_supported() -> None:
    assert [support.part for support in support_of("The searcher stops at NUL bytes.", ())] == [0]


def test_a_word_that_all_parts_hold_says_less_than_a_rare_one() -> None:
    parts = (part(1, "common common alpha"), part(2, "common beta rare_thing"), part(3, "common gamma"))

    assert support_of("The common way leads to rare_thing.", parts)[0].part == 2


@given(st.text(max_size=300))
def test_any_answer_can_be_aligned(answer: str) -> None:
    for support in support_of(answer, _PARTS):
        assert support.part in {0, 1, 2}
        assert 0 <= support.score <= 1.0001
