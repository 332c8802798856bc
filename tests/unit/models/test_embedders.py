"""Embedding models by name: the catalogue, and pulling, finding, checking and removing them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from codegraph.embed.card import POOLINGS, read_card
from codegraph.errors import DownloadError, ModelFileError, ModelMissingError
from codegraph.models.embedders import (
    CARD,
    EmbedderPreset,
    embedder_folder,
    embedder_preset,
    embedder_presets,
    find_embedder,
    list_embedders,
    pull_embedder,
    remove_embedder,
)
from tests.support.hub import Hub, serving

if TYPE_CHECKING:
    from pathlib import Path

_WEIGHTS = bytes(range(256)) * 40
_FILES = {"onnx/model.onnx": _WEIGHTS, "tokenizer.json": b'{"model": {}}'}
_PRESET = EmbedderPreset(
    name="codebert",
    title="Tiny",
    repository="someone/tiny",
    kind="onnx",
    files=tuple(_FILES),
    pooling="cls",
    max_tokens=64,
    dimensions=8,
    bytes=10_000,
    license="MIT",
    note="",
    query="ask: ",
    matryoshka=(4, 2),
)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def hub(**changes: object) -> Hub:
    return Hub(files=dict(_FILES), small=frozenset({"tokenizer.json"}), **changes)  # type: ignore[arg-type]


# the catalogue


def test_the_catalogue_holds_what_can_be_used() -> None:
    presets = embedder_presets()
    assert len({preset.name for preset in presets}) == len(presets)
    for preset in presets:
        assert preset.kind in {"onnx", "sentence-transformers"}
        assert preset.pooling in POOLINGS
        assert preset.files[0].endswith((".onnx", ".bin", ".safetensors"))
        assert 0 < preset.max_tokens <= 8192
        assert all(cut < preset.dimensions for cut in preset.matryoshka)
        assert preset.license
        assert preset.url("a.json", "http://127.0.0.1/") == f"http://127.0.0.1/{preset.repository}/resolve/main/a.json"


def test_the_models_that_were_asked_for_are_there() -> None:
    for name in ("graphcodebert", "codebert", "unixcoder", "coderankembed", "jina-v2-code", "all-minilm-l6-v2"):
        assert embedder_preset(name) is not None
    assert embedder_preset("nothing") is None


# pulling


def test_a_model_is_pulled_with_all_its_files(models: Path) -> None:
    seen: list[tuple[int, int]] = []
    with serving(hub()) as server:
        pulled = pull_embedder(
            models, _PRESET, base_url=server.url, progress=lambda done, total: seen.append((done, total))
        )
    folder = embedder_folder(models, "codebert")
    assert {file: (folder / file).read_bytes() for file in _FILES} == _FILES
    assert pulled.files["onnx/model.onnx"] == {"size": len(_WEIGHTS), "sha256": hashlib.sha256(_WEIGHTS).hexdigest()}
    assert pulled.size == sum(map(len, _FILES.values())) == seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert list_embedders(models) == [pulled] == [find_embedder(models, "codebert")]


def test_the_card_tells_the_embedder_how_to_use_it(models: Path) -> None:
    with serving(hub()) as server:
        pull_embedder(models, _PRESET, base_url=server.url)
    card = read_card(embedder_folder(models, "codebert"))
    assert card is not None
    assert (card.name, card.model, card.pooling) == ("codebert", "onnx/model.onnx", "cls")
    assert (card.query, card.document, card.max_tokens) == ("ask: ", "", 64)
    assert (card.dimensions, card.matryoshka) == (8, (4, 2))


def test_a_download_that_was_cut_short_goes_on(models: Path) -> None:
    with serving(hub(cut_after=[4000])) as server:
        with pytest.raises(DownloadError):
            pull_embedder(models, _PRESET, base_url=server.url, retries=0)
        assert list_embedders(models) == []
        with pytest.raises(ModelMissingError):
            find_embedder(models, "codebert")
        server.requests.clear()
        pull_embedder(models, _PRESET, base_url=server.url, retries=0)
    assert ("GET", "bytes=4000-") in server.requests
    assert (embedder_folder(models, "codebert") / "onnx" / "model.onnx").read_bytes() == _WEIGHTS


def test_what_is_there_is_not_fetched_again(models: Path) -> None:
    with serving(hub()) as server:
        first = pull_embedder(models, _PRESET, base_url=server.url)
        server.requests.clear()
        assert pull_embedder(models, _PRESET, base_url=server.url) == first
        assert {method for method, _ in server.requests} == {"HEAD"}


def test_a_damaged_file_is_fetched_again(models: Path) -> None:
    with serving(hub()) as server:
        pull_embedder(models, _PRESET, base_url=server.url)
        path = embedder_folder(models, "codebert") / "onnx" / "model.onnx"
        path.write_bytes(b"x" * len(_WEIGHTS))
        pull_embedder(models, _PRESET, base_url=server.url)
    assert path.read_bytes() == _WEIGHTS


@pytest.mark.parametrize("file", list(_FILES))
def test_other_bytes_than_stated_are_refused(models: Path, file: str) -> None:
    wrong = _FILES[file][:-1] + b"!"
    with serving(hub(served={file: wrong})) as server, pytest.raises(DownloadError, match="is not what"):
        pull_embedder(models, _PRESET, base_url=server.url, retries=0)
    assert list_embedders(models) == []
    assert not (embedder_folder(models, "codebert") / file).exists()


def test_other_content_than_at_the_first_pull_is_refused(models: Path) -> None:
    with serving(hub()) as server:
        pull_embedder(models, _PRESET, base_url=server.url)
        server.files["onnx/model.onnx"] = _WEIGHTS[::-1]
        with pytest.raises(DownloadError, match="another checksum") as caught:
            pull_embedder(models, _PRESET, base_url=server.url)
    assert "codegraph models remove codebert" in caught.value.hint


def test_a_file_that_the_hub_has_not_is_named(models: Path) -> None:
    with serving(hub(statuses=[404])) as server, pytest.raises(DownloadError, match=r"onnx/model\.onnx.*404"):
        pull_embedder(models, _PRESET, base_url=server.url)


# finding and removing


def test_a_model_that_was_not_pulled_is_an_error_with_the_command(models: Path) -> None:
    with pytest.raises(ModelMissingError, match="codebert is not here") as caught:
        find_embedder(models, "codebert")
    assert caught.value.hint == "codegraph models pull codebert"


def test_a_file_of_another_size_is_noticed(models: Path) -> None:
    with serving(hub()) as server:
        pull_embedder(models, _PRESET, base_url=server.url)
    path = embedder_folder(models, "codebert") / "tokenizer.json"
    path.write_bytes(b"{}")
    with pytest.raises(ModelFileError, match=r"has 2 bytes, 13 were recorded"):
        find_embedder(models, "codebert")
    path.unlink()
    with pytest.raises(ModelFileError, match="is gone"):
        find_embedder(models, "codebert")


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"files": {"a": 3}}', '{"files": {"a": {"size": "x"}}}'])
def test_a_damaged_record_is_no_model(models: Path, card: str) -> None:
    folder = embedder_folder(models, "codebert")
    folder.mkdir(parents=True)
    (folder / CARD).write_text(card)
    assert list_embedders(models) == []


def test_removing_deletes_the_folder(models: Path) -> None:
    with serving(hub()) as server:
        pull_embedder(models, _PRESET, base_url=server.url)
    assert remove_embedder(models, "codebert")
    assert not embedder_folder(models, "codebert").exists()
    assert not remove_embedder(models, "codebert")
    assert not remove_embedder(models, "..")


# the card


@pytest.mark.parametrize("text", ["{", "[]", '{"pooling": "max"}', '{"max_tokens": "many"}'])
def test_a_damaged_card_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / CARD).write_text(text)
    with pytest.raises(ModelFileError, match="is damaged"):
        read_card(tmp_path)


def test_a_folder_without_a_card_has_none(tmp_path: Path) -> None:
    assert read_card(tmp_path) is None
    (tmp_path / CARD).write_text(json.dumps({"name": "x"}))
    card = read_card(tmp_path)
    assert card is not None
    assert (card.pooling, card.max_tokens, card.matryoshka) == ("mean", 256, ())
