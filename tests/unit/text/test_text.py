"""Identifiers split the same way on the indexing and the asking side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.text import cut_at_line, normalise_space, split_identifier, words


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("main", ("main",)),
        ("HTTPServer", ("http", "server")),
        ("parseHTTPResponse", ("parse", "http", "response")),
        ("snake_case_name", ("snake", "case", "name")),
        ("SCREAMING_SNAKE", ("screaming", "snake")),
        ("kebab-case", ("kebab", "case")),
        ("utf8", ("utf8",)),
        ("utf8_to_utf16", ("utf8", "to", "utf16")),
        ("sha256sum", ("sha256", "sum")),
        ("Utf8Error", ("utf8", "error")),
        ("HTTP2Server", ("http2", "server")),
        ("x86_64", ("x86", "64")),
        ("IPv6Addr", ("ipv6", "addr")),
        ("URLs", ("urls",)),
        ("URLAsString", ("url", "as", "string")),
        ("isHTTPOk", ("is", "http", "ok")),
        ("A", ("a",)),
        ("aB", ("a", "b")),
        ("__init__", ("init",)),
        ("r#type", ("r", "type")),
        ("_", ()),
        ("", ()),
        ("größeÄndern", ("größe", "ändern")),
        ("名前_name", ("名前", "name")),
        ("straßeHTTPServer2x", ("straße", "http", "server2", "x")),
    ],
)
def test_an_identifier_splits_into_its_parts(name: str, parts: tuple[str, ...]) -> None:
    assert split_identifier(name) == parts


@given(st.from_regex(r"[A-Za-z0-9_\-]{0,40}", fullmatch=True))
def test_no_letter_or_digit_is_lost_in_splitting(name: str) -> None:
    assert "".join(split_identifier(name)) == name.replace("_", "").replace("-", "").lower()


@given(st.text(max_size=40))
def test_any_text_splits_into_non_empty_parts(name: str) -> None:
    assert all(split_identifier(name))


def test_words_are_identifiers_whole_and_in_order() -> None:
    assert words("let fooBar = Self::new_2(0xFF, 12, größe)?;") == ["let", "fooBar", "Self", "new_2", "größe"]


def test_a_cut_falls_on_a_line_end() -> None:
    assert cut_at_line("one\ntwo\nthree", 9) == "one\ntwo"
    assert cut_at_line("one\r\ntwo", 5) == "one"
    assert cut_at_line("one\ntwo", 7) == "one\ntwo"
    assert cut_at_line("one\ntwo", 3) == "one"


def test_a_single_long_line_is_cut_at_a_space_or_hard() -> None:
    assert cut_at_line("alpha beta gamma", 12) == "alpha beta"
    assert cut_at_line("abcdefgh", 3) == "abc"
    assert cut_at_line("abc", -1) == ""


@given(st.text(max_size=80), st.integers(min_value=0, max_value=90))
def test_a_cut_is_a_prefix_within_its_limit(text: str, limit: int) -> None:
    cut = cut_at_line(text, limit)
    assert len(cut) <= limit
    assert text.startswith(cut)


def test_white_space_becomes_single_spaces() -> None:
    assert normalise_space("  a\t\n b\u00a0c ") == "a b c"
