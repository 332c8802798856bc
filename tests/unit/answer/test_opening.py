"""Which model is opened for which settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.answer.backend import Request
from codegraph.answer.endpoint import EndpointBackend
from codegraph.answer.opening import open_backend
from codegraph.errors import ModelMissingError
from codegraph.models.registry import add_model
from tests.support.gguf import require_smollm2

if TYPE_CHECKING:
    from pathlib import Path


def test_an_endpoint_goes_before_a_file(tmp_path: Path) -> None:
    backend = open_backend(
        model="m", models=tmp_path, environ={"TIKTOKEN_CACHE_DIR": ""}, urls=["http://127.0.0.1:9/v1"], api_key="k"
    )

    assert isinstance(backend, EndpointBackend)
    assert (backend.model, backend.api_key) == ("m", "k")


def test_no_model_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as caught:
        open_backend(model="", models=tmp_path, environ={})
    assert "models pull" in caught.value.hint


@pytest.mark.model
def test_the_only_model_there_is_opened_and_answers(tmp_path: Path) -> None:
    add_model(tmp_path, require_smollm2(), name="small")
    backend = open_backend(model="", models=tmp_path, environ={}, context=512, threads=1)

    assert (backend.name, backend.context) == ("small", 512)
    assert sum(piece.tokens for piece in backend.stream(Request("", "Hi", max_tokens=2))) == 2
    backend.close()
