"""Which counter counts for a model: the best that is there without a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.errors import ModelMissingError
from codegraph.tokens.estimate import EstimateCounter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.gguf import GgufHeader
    from codegraph.tokens.counter import TokenCounter, Tokenizer


def tokenizer_of(header: GgufHeader) -> Tokenizer:
    """Give the tokenizer of a GGUF file: over its vocabulary where the rules are known, else llama.cpp's own.

    Raises ModelMissingError if only llama.cpp could read it and llama-cpp-python is not there, ModelFileError if
    the vocabulary is damaged.
    """
    from codegraph.tokens.native import NativeTokenizer  # noqa: PLC0415 - the estimate needs no tokenizer
    from codegraph.tokens.vocabulary import VocabularyTokenizer, supports  # noqa: PLC0415

    return VocabularyTokenizer(header) if supports(header) else NativeTokenizer(header.path)


def counter_for(header: GgufHeader | None, model: str, environment: Mapping[str, str]) -> TokenCounter:
    """Give the best counter: of the GGUF file, of tiktoken's cache for that model name, or the estimate.

    `environment` tells where tiktoken keeps its cache. The counter's `exact` says whether it is the model's own.
    """
    if header is not None:
        try:
            return tokenizer_of(header)
        except ModelMissingError:
            return EstimateCounter()
    if not model:
        return EstimateCounter()
    from codegraph.tokens.named import cached_encoding  # noqa: PLC0415 - only for a named model

    return cached_encoding(model, environment) or EstimateCounter()
