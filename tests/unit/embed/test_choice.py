"""Which embedder the settings give, and the errors where they name none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from codegraph.config import EmbedSettings
from codegraph.embed import default_embedder, open_embedder
from codegraph.errors import ConfigError, ModelFileError

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_choice_the_shipped_model_is_opened_once() -> None:
    assert open_embedder(EmbedSettings()) is default_embedder()


@pytest.mark.parametrize("kind", ["onnx", "sentence-transformers"])
def test_another_embedder_needs_a_named_model(kind: str) -> None:
    with pytest.raises(ConfigError, match=r"embed\.model") as caught:
        open_embedder(EmbedSettings(kind=kind))
    assert caught.value.hint


@pytest.mark.parametrize("kind", ["static", "onnx", "sentence-transformers"])
def test_a_missing_model_is_an_error_and_not_a_fallback(kind: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="missing"):
        open_embedder(EmbedSettings(kind=kind, model=str(tmp_path / "missing")))


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ConfigError, match="psychic"):
        open_embedder(EmbedSettings(kind="psychic", model="x"))


@pytest.mark.parametrize(
    ("kind", "module"), [("onnx", "tokenizers"), ("sentence-transformers", "sentence_transformers")]
)
def test_a_missing_extra_is_named(kind: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("model.onnx", "tokenizer.json", "modules.json"):
        (tmp_path / name).write_bytes(b"{}")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigError, match=module) as caught:
        open_embedder(EmbedSettings(kind=kind, model=str(tmp_path)))
    assert "codegraph-local[" in caught.value.hint


def test_fewer_dimensions_are_a_set_of_their_own() -> None:
    cut, whole = open_embedder(EmbedSettings(dimensions=64)), default_embedder()
    assert cut.set.id != whole.set.id
    vectors = cut.encode(["open a file", ""])
    assert vectors.shape == (2, 64)
    assert abs(np.linalg.norm(vectors[0]) - 1) < 1e-5
    assert not vectors[1].any()
    assert np.abs(vectors[0] - np.array(cut.encode_query("open a file"))).max() < 1e-5
    assert np.abs(np.array(cut.encode_query(""))).max() == 0


def test_more_dimensions_than_the_model_has_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"embed\.dimensions"):
        open_embedder(EmbedSettings(dimensions=8192))
