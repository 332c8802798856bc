"""Which counter is chosen, and that none of them is fetched from anywhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import ModelFileError
from codegraph.gguf import read_header
from codegraph.tokens.choice import counter_for, tokenizer_of
from codegraph.tokens.native import NativeTokenizer
from codegraph.tokens.vocabulary import VocabularyTokenizer
from tests.support.gguf import gguf_bytes, require_smollm2, small_model

if TYPE_CHECKING:
    from pathlib import Path


def test_a_known_vocabulary_counts_itself(tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(gguf_bytes(small_model()))

    counter = counter_for(read_header(path), "", {})

    assert isinstance(counter, VocabularyTokenizer)
    assert counter.exact


@pytest.mark.parametrize("model", ["", "gpt-4o", "cl100k_base", "o200k_base", "someone/some-model"])
def test_without_a_cached_encoding_the_estimate_counts(tmp_path: Path, model: str) -> None:
    counter = counter_for(None, model, {"TIKTOKEN_CACHE_DIR": str(tmp_path)})

    assert not counter.exact


@pytest.mark.parametrize("environment", [{"TIKTOKEN_CACHE_DIR": ""}, {"DATA_GYM_CACHE_DIR": "/nowhere"}])
def test_a_disabled_or_missing_cache_holds_nothing(environment: dict[str, str]) -> None:
    assert not counter_for(None, "gpt-4o", environment).exact


def test_a_damaged_cache_file_is_not_used_and_not_removed(tmp_path: Path) -> None:
    address = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
    file = tmp_path / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    file.write_bytes(b"damaged")

    assert not counter_for(None, "gpt-4o", {"TIKTOKEN_CACHE_DIR": str(tmp_path)}).exact
    assert file.read_bytes() == b"damaged"


@pytest.mark.model
def test_llama_cpp_refuses_what_it_does_not_know_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    require_smollm2()
    path = tmp_path / "odd.gguf"
    path.write_bytes(gguf_bytes(small_model(tokenizer__ggml__pre="unheard-of")))

    with pytest.raises(ModelFileError, match="unheard-of"):
        tokenizer_of(read_header(path))

    assert capfd.readouterr().err == ""


@pytest.mark.model
def test_llama_cpp_counts_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    counter = NativeTokenizer(require_smollm2())

    assert counter.count("fn main() {}") > 3
    assert capfd.readouterr().err == ""
