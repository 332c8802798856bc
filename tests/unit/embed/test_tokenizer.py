"""How words become token ids."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.embed.tokenizer import FIRST, Tokenizer, find_words, split_word


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("HTTPServer", ["http", "server"]),
        ("read_to_end", ["read", "to", "end"]),
        ("parseJSONValue", ["parse", "json", "value"]),
        ("max_len2", ["max", "len", "2"]),
        ("JoinSet", ["join", "set"]),
        ("__init__", ["init"]),
        ("SCREAMING_CASE", ["screaming", "case"]),
        ("id1234567", ["id"]),
        ("größe", ["gr", "öß", "e"]),
        ("_", []),
    ],
)
def test_a_word_is_split_where_its_spelling_says_so(word: str, parts: list[str]) -> None:
    assert list(split_word(word)) == parts


def test_the_longest_token_wins_from_the_left() -> None:
    vocabulary = [FIRST + "r", FIRST + "read", FIRST + "reads", "er", "e", "r", "s"]
    tokenizer = Tokenizer(vocabulary)
    assert [vocabulary[number] for number in tokenizer.cut("reader")] == ["_read", "er"]
    assert [vocabulary[number] for number in tokenizer.cut("readsReads")] == ["_reads", "_reads"]


def test_a_token_that_begins_a_part_is_not_found_inside_one() -> None:
    tokenizer = Tokenizer([FIRST + "set", FIRST + "re"])
    assert tokenizer.cut("reset") == (1,)


def test_letters_that_no_token_covers_are_skipped() -> None:
    tokenizer = Tokenizer([FIRST + "a", "b"])
    assert tokenizer.cut("a漢b") == (0, 1)
    assert tokenizer.cut("漢字") == ()


@given(st.text())
def test_layout_and_punctuation_do_not_matter(text: str) -> None:
    tokenizer = Tokenizer([FIRST + letter for letter in "abcdefghijklmnopqrstuvwxyz"])
    laid_out_anew = " ; ".join(find_words(text))
    assert list(chain.from_iterable(tokenizer.ids(text))) == list(chain.from_iterable(tokenizer.ids(laid_out_anew)))


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegraph.embed.tokenizer._MAX_CACHED", 10)
    tokenizer = Tokenizer([FIRST + "a", "b"])
    for number in range(100):
        assert list(tokenizer.ids(f"a{number}")) == [(0,)]
    assert len(tokenizer._words) <= 10


def test_a_long_stretch_is_not_remembered() -> None:
    tokenizer = Tokenizer([FIRST + "a"])
    assert list(tokenizer.ids("a," * 1000)) == [(0,) * 1000]
    assert not tokenizer._words
