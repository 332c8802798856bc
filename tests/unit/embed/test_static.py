"""The embedder that ships with the package."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import resources
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.embed import RECIPE_VERSION, default_embedder, embedded_text
from codegraph.embed.static import DATA_FILE, StaticEmbedder, load_static
from codegraph.embed.table import open_table, payload_digest

MAX_FILE_BYTES = 16 * 2**20
IDENTIFIERS = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_]{0,20}", fullmatch=True)
SENDS = embedded_text(
    name="broadcast_message", docs="Sends a message to every connected client.", body="for c in clients { c.send(m) }"
)
PARSES = embedded_text(name="parse_date", docs="Reads a calendar date from text.", body="text.splitn(3, '-').map(num)")


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return load_static()


@given(st.lists(IDENTIFIERS | st.text(), max_size=12).map(" ".join))
def test_a_question_and_a_chunk_of_the_same_text_have_the_same_vector(text: str) -> None:
    embedder = default_embedder()
    query = np.array(embedder.encode_query(text))
    assert np.abs(query - embedder.encode([text])[0]).max() <= 1e-5


@given(st.lists(IDENTIFIERS, max_size=12).map(" ".join))
def test_a_question_has_the_same_floats_with_numpy_and_without(text: str) -> None:
    embedder = default_embedder()
    with_numpy = embedder.encode_query(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "numpy")
        assert embedder.encode_query(text) == with_numpy


@given(st.lists(st.text(), max_size=8))
def test_rows_have_length_one_or_zero_and_the_promised_shape(texts: list[str]) -> None:
    embedder = default_embedder()
    vectors = embedder.encode(texts)
    assert vectors.shape == (len(texts), embedder.set.dimensions)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((lengths == 0) | (np.abs(lengths - 1) < 1e-5))


@pytest.mark.parametrize("text", ["", "   ", "{}();", "漢字", "123456789"])
def test_a_text_without_a_known_token_gives_zeros(embedder: StaticEmbedder, text: str) -> None:
    assert not embedder.encode([text]).any()
    assert not any(embedder.encode_query(text))


def test_a_vector_does_not_depend_on_its_neighbours_or_the_order(embedder: StaticEmbedder) -> None:
    together = embedder.encode([SENDS, PARSES, SENDS])
    assert np.array_equal(together[0], together[2])
    assert np.array_equal(together[1], load_static().encode([PARSES])[0])


def test_a_question_is_nearer_to_the_code_that_answers_it(embedder: StaticEmbedder) -> None:
    vectors = embedder.encode([SENDS, PARSES])
    sending = vectors @ np.array(embedder.encode_query("how are messages delivered to all receivers"))
    parsing = vectors @ np.array(embedder.encode_query("converting a string into a day, month and year"))
    assert sending[0] > sending[1]
    assert parsing[1] > parsing[0]


def test_repeated_words_count_by_the_square_root(embedder: StaticEmbedder) -> None:
    # a text of two tokens that do not stand at right angles: |a + sqrt(4) b| tells the weight of b
    one, four, alone, other = (np.array(embedder.encode_query(text)) for text in ("file", "socket", "file socket", ""))
    assert not other.any()
    repeated = np.array(embedder.encode_query("file socket socket socket socket"))
    # in the basis (file, socket) the ratio of the coefficients doubles
    basis = np.stack([one, four], axis=1)
    once, fourfold = (np.linalg.lstsq(basis, vector, rcond=None)[0] for vector in (alone, repeated))
    assert isclose(fourfold[1] / fourfold[0], sqrt(4) * once[1] / once[0], rel_tol=1e-3)


def test_the_order_of_words_is_lost(embedder: StaticEmbedder) -> None:
    there = np.array(embedder.encode_query("the reader wakes the writer"))
    back = np.array(embedder.encode_query("the writer wakes the reader"))
    assert np.abs(there - back).max() < 1e-6


def test_the_set_names_model_dimensions_and_recipe(embedder: StaticEmbedder) -> None:
    assert embedder.set.recipe == RECIPE_VERSION
    assert embedder.set.id == f"{embedder.set.model}/{embedder.set.dimensions}/{RECIPE_VERSION}"


def test_the_models_name_ends_in_the_digest_of_its_contents(embedder: StaticEmbedder) -> None:
    data = resources.files("codegraph.embed").joinpath("data", DATA_FILE).read_bytes()
    assert embedder.set.model.endswith(payload_digest(data.partition(b"\n")[2]))


def test_the_model_is_small() -> None:
    with resources.as_file(resources.files("codegraph.embed").joinpath("data", DATA_FILE)) as path:
        assert path.stat().st_size <= MAX_FILE_BYTES
        assert len(open_table(path).vocabulary) > 1000


def test_a_question_is_embedded_without_numpy() -> None:
    program = (
        "import sys; from codegraph.embed import default_embedder, embedded_text, vector_key;"
        "e = default_embedder(); v = e.encode_query('open a file'); vector_key(embedded_text(name='f'), e.set);"
        "assert any(v) and len(v) == e.set.dimensions; assert 'numpy' not in sys.modules"
    )
    subprocess.run(
        [sys.executable, "-c", program], check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    )
