"""The text of a chunk, and the key of its vector."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.embed import EmbeddingSet, embedded_text, vector_key

SET = EmbeddingSet("tiny", 4, 1)
LAID_OUT = """
fn open(
    path: &Path,
    mode: Mode,
) -> Result<File> {
    File::options().read(true).open(path)
}
"""
ON_ONE_LINE = "fn open(path: &Path, mode: Mode) -> Result<File> { File::options().read(true).open(path) }"


def test_reformatted_code_gives_the_same_text() -> None:
    assert embedded_text(name="open", body=LAID_OUT) == embedded_text(name="open", body=ON_ONE_LINE)


def test_comment_marks_say_nothing() -> None:
    assert embedded_text(name="f", docs="/// Opens a\n/// file.") == embedded_text(name="f", docs="Opens a file.")


def test_every_field_counts() -> None:
    fields = {"name": "alpha", "container": "beta", "signature": "gamma", "docs": "delta", "body": "epsilon"}
    assert set(embedded_text(**fields).split()) == set(fields.values())


@given(st.text())
def test_the_text_is_in_normal_form(body: str) -> None:
    once = embedded_text(name="", body=body)
    assert embedded_text(name="", body=once) == once
    assert once == " ".join(once.split())


def test_a_long_body_is_cut() -> None:
    assert len(embedded_text(name="f", body="word " * 10_000).split()) < 400


def test_a_key_is_32_hexadecimal_digits_and_stable() -> None:
    assert vector_key("open path", SET) == "ee6864519e727bedd15221341b81d163"


@pytest.mark.parametrize(
    "other",
    [SET._replace(model="other"), SET._replace(dimensions=8), SET._replace(recipe=2)],
    ids=lambda other: other.id,
)
def test_another_set_gives_other_keys(other: EmbeddingSet) -> None:
    assert other.id != SET.id
    assert vector_key("open path", other) != vector_key("open path", SET)


@given(st.text(), st.text())
def test_keys_are_equal_only_for_equal_texts(left: str, right: str) -> None:
    assert (vector_key(left, SET) == vector_key(right, SET)) == (left == right)


def test_a_lone_surrogate_has_a_key() -> None:
    assert len(vector_key("\ud800", SET)) == 32
