"""Vectors brought to fewer dimensions by their own main directions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from codegraph.config import EmbedSettings
from codegraph.embed import default_embedder, open_embedder
from codegraph.embed.projection import ProjectedEmbedder, find, learn, write
from codegraph.errors import ConfigError, ModelFileError

if TYPE_CHECKING:
    from pathlib import Path

VERBS, THINGS = ("open", "parse", "send", "close", "merge"), ("file", "socket", "header", "token", "date")
PARTS = product(VERBS, THINGS, ("server", "job", "graph", "user"))
TEXTS = [f"{verb} the {thing} of a {whole}" for verb, thing, whole in PARTS]


@pytest.fixture(scope="module")
def projection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("index"), learn(default_embedder().encode(TEXTS), 16))


def test_main_directions_keep_more_than_the_first_dimensions(projection: Path) -> None:
    whole = default_embedder().encode(TEXTS)
    centred = whole - whole.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    learnt = open_embedder(EmbedSettings(dimensions=16, reduce="pca", projection=str(projection))).encode(TEXTS)
    cut = open_embedder(EmbedSettings(dimensions=16)).encode(TEXTS)
    assert learnt.shape == cut.shape == (len(TEXTS), 16)
    assert np.abs(learnt @ learnt.T - centred @ centred.T).mean() < np.abs(cut @ cut.T - whole @ whole.T).mean()


def test_questions_and_chunks_are_projected_alike(projection: Path) -> None:
    embedder = ProjectedEmbedder(default_embedder(), projection)
    vectors = embedder.encode([TEXTS[3], ""])
    assert vectors.dtype == np.float32
    assert abs(np.linalg.norm(vectors[0]) - 1) < 1e-5
    assert np.abs(vectors[0] - np.array(embedder.encode_query(TEXTS[3]))).max() < 1e-5
    # what has no known token is near to nothing, not to the mean
    assert not vectors[1].any()
    assert not any(embedder.encode_query(""))
    assert embedder.encode([]).shape == (0, 16)


def test_the_same_vectors_give_the_same_projection(tmp_path: Path, projection: Path) -> None:
    again = write(tmp_path, learn(default_embedder().encode(TEXTS), 16))
    assert again.name == projection.name
    other = write(tmp_path, learn(default_embedder().encode(TEXTS[:60]), 16))
    assert other.name != projection.name
    # only the last one stands there, and its set is another
    assert find(tmp_path) == other
    assert len(list(tmp_path.glob("projection*"))) == 1
    sets = {ProjectedEmbedder(default_embedder(), path).set.id for path in (projection, other)}
    assert len(sets | {default_embedder().set.id}) == 3


def test_without_a_projection_the_vectors_are_whole() -> None:
    settings = EmbedSettings(dimensions=16, reduce="pca")
    assert open_embedder(settings).set == default_embedder().set


@pytest.mark.parametrize(
    ("count", "dimensions", "message"), [(100, 256, "have 256"), (100, 0, "is 0"), (8, 16, "8 chunks")]
)
def test_what_cannot_be_learnt_is_said(count: int, dimensions: int, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        learn(default_embedder().encode(TEXTS[:count]), dimensions)


def test_a_damaged_projection_is_refused(tmp_path: Path, projection: Path) -> None:
    for name, content in ((projection.name, b"nothing"), ("projection-0000.npy", projection.read_bytes())):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ModelFileError, match="is damaged"):
            ProjectedEmbedder(default_embedder(), tmp_path / name)
    assert find(tmp_path / "nowhere") is None


def test_a_projection_of_another_model_is_refused(projection: Path) -> None:
    narrow = open_embedder(EmbedSettings(dimensions=64))
    with pytest.raises(ModelFileError, match="not 64"):
        ProjectedEmbedder(narrow, projection)
