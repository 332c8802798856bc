"""GGUF headers: right ones are read, and wrong ones are refused without harm."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.errors import ModelFileError
from codegraph.gguf import GgufHeader, read_header
from tests.support.gguf import gguf_bytes, require_smollm2, small_model

if TYPE_CHECKING:
    from pathlib import Path

_TENSORS = {"token_embd.weight": (64, 10), "blk.0.attn_q.weight": (64, 64)}


def _read(folder: Path, data: bytes) -> GgufHeader:
    path = folder / "model.gguf"
    path.write_bytes(data)
    return read_header(path)


def test_metadata_arrays_and_tensors_are_read(tmp_path: Path) -> None:
    header = _read(tmp_path, gguf_bytes(small_model(), _TENSORS))

    assert header.architecture == "llama"
    assert header.integer("llama.block_count") == 2
    assert header.text("tokenizer.ggml.pre") == "smollm"
    assert header.strings("tokenizer.ggml.merges") == [b"h e", b"l l", b"he ll"]
    assert header.integers("tokenizer.ggml.token_type")[:4] == [3, 3, 3, 1]
    assert [tensor.size for tensor in header.tensors] == [64 * 10 * 4, 64 * 64 * 4]
    assert header.data_end == header.size


def test_what_is_not_there_has_a_default(tmp_path: Path) -> None:
    header = _read(tmp_path, gguf_bytes({"a": 1}))

    assert (header.text("b"), header.text("a"), header.integer("b", 7)) == ("", "", 7)
    assert (header.strings("b"), header.integers("b")) == ([], [])


def test_an_array_of_a_value_per_layer_gives_its_largest(tmp_path: Path) -> None:
    assert _read(tmp_path, gguf_bytes({"heads": [2, 8, 4]})).integer("heads") == 8


def test_an_array_of_another_type_is_refused(tmp_path: Path) -> None:
    header = _read(tmp_path, gguf_bytes({"words": ["a"], "numbers": [1]}))

    with pytest.raises(ModelFileError, match="unexpected type"):
        header.integers("words")
    with pytest.raises(ModelFileError, match="unexpected type"):
        header.strings("numbers")


def test_missing_tensor_data_shows_in_the_sizes(tmp_path: Path) -> None:
    header = _read(tmp_path, gguf_bytes(small_model(), _TENSORS)[:-1000])

    assert header.data_end - header.size == 1000


def _pair(kind: int, value: bytes) -> bytes:
    return struct.pack("<4sIQQ", b"GGUF", 3, 0, 1) + struct.pack("<Q1sI", 1, b"k", kind) + value + bytes(16)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"GG", "ends inside its header"),
        (b"PK\x03\x04" + bytes(100), "does not start with GGUF"),
        (struct.pack("<4sIQQ", b"GGUF", 1, 0, 0), "version 0x1 is not supported"),
        (struct.pack(">4sIQQ", b"GGUF", 3, 0, 0), "version 0x3000000 is not supported"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 2**60, 0), "ends inside its header"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 0, 2**60), "ends inside its header"),
        (_pair(8, struct.pack("<Q", 2**62)), "ends inside its header"),
        (_pair(9, struct.pack("<IQ", 8, 2**61)), "ends inside its header"),
        (_pair(9, struct.pack("<IQQ", 8, 1, 2**63)), "ends inside its header"),
        (_pair(9, struct.pack("<IQ", 10, 2**62)), "ends inside its header"),
        (_pair(9, struct.pack("<IQ", 9, 1)), "array of arrays"),
        (_pair(9, struct.pack("<IQ", 77, 1)), "elements of the unknown type 77"),
        (_pair(77, b""), "unknown type 77"),
        (gguf_bytes({"general.alignment": 0}), "alignment is 0"),
        (gguf_bytes({}, {"t": (1, 1, 1, 1, 1)}), "has 5 dimensions"),
    ],
)
def test_a_damaged_header_is_refused_and_named(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(ModelFileError, match=message) as caught:
        _read(tmp_path, data)

    assert "model.gguf" in str(caught.value)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="No such file"):
        read_header(tmp_path / "none.gguf")
    with pytest.raises(ModelFileError, match="cannot read"):
        read_header(tmp_path)


@given(data=st.data())
def test_any_damage_ends_in_a_header_or_a_model_file_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = gguf_bytes(small_model(), _TENSORS)
    end = data.draw(st.integers(0, len(whole)))
    raw = bytearray(whole[:end])
    for _ in range(data.draw(st.integers(0, 4)) if raw else 0):
        at = data.draw(st.integers(0, min(len(raw), 400) - 1))
        raw[at] = data.draw(st.integers(0, 255))
    try:
        header = _read(tmp_path_factory.mktemp("gguf"), bytes(raw))
        for key in header.arrays:
            header.integer(key) if header.arrays[key].kind != 8 else header.strings(key)
    except ModelFileError:
        pass


@pytest.mark.model
def test_the_tensors_of_a_real_model_end_where_the_file_ends() -> None:
    header = read_header(require_smollm2())

    assert header.data_end == header.size
    assert header.integer("llama.block_count") == 30
