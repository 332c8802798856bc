"""The header of a GGUF model file, read with `struct` from a memory map.

It exists because the `gguf` package needs seconds for what a tokenizer, a chat template and a memory estimate ask
of a header. Files come from anywhere: a length in the file is believed only as far as the file reaches, nothing
is allocated by it, and everything wrong raises `ModelFileError`. Tensor data is never read.

Specification: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3, little-endian).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from codegraph.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


Scalar = int | float | bool | str

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_DEFAULT_ALIGNMENT = 32
_MAX_DIMENSIONS = 4
_STRING, _ARRAY = 8, 9
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_INTEGERS = frozenset({0, 1, 2, 3, 4, 5, 7, 10, 11})
# the fewest bytes an entry can take: what a count in the file is checked against
_SMALLEST_PAIR, _SMALLEST_TENSOR, _SMALLEST_STRING = 13, 24, 8

# ggml type -> (elements in a block, bytes of a block), from ggml's type traits
_BLOCKS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
        10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
        16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
        23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
        34: (256, 54), 35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18), 42: (64, 18),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArrayPlace:
    """Where an array of the metadata lies: its element type, how many there are, and its bytes in the file."""

    kind: int
    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class TensorPlace:
    """One tensor: `offset` in bytes from the start of the file; `size` in bytes, 0 for a type unknown here."""

    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says about itself; arrays stay in the file until they are asked for."""

    path: Path
    size: int
    version: int
    metadata: Mapping[str, Scalar]
    arrays: Mapping[str, ArrayPlace]
    tensors: tuple[TensorPlace, ...]

    @property
    def architecture(self) -> str:
        """The name that prefixes the model's own keys, such as `qwen2`."""
        return self.text("general.architecture")

    @property
    def data_end(self) -> int:
        """The size in bytes that the file must at least have for all its tensors to be there."""
        return max((tensor.offset + tensor.size for tensor in self.tensors), default=0)

    def text(self, key: str, default: str = "") -> str:
        """Give a string of the metadata; `default` where there is none."""
        value = self.metadata.get(key)
        return value if isinstance(value, str) else default

    def integer(self, key: str, default: int = 0) -> int:
        """Give an integer of the metadata; of an array (a value per layer) the largest."""
        value = self.metadata.get(key)
        if isinstance(value, int):
            return int(value)
        return max(self.integers(key), default=default) if key in self.arrays else default

    def strings(self, key: str) -> list[bytes]:
        """Read an array of strings; empty where there is none. Raises ModelFileError for another element type."""
        place = self._place(key, frozenset({_STRING}))
        if place is None:
            return []
        raw = self._bytes(place)
        length_at = struct.Struct("<Q").unpack_from
        found, position = [], 0
        try:
            for _ in range(place.count):
                start = position + _SMALLEST_STRING
                position = start + length_at(raw, position)[0]
                found.append(raw[start:position])
        except struct.error as error:
            raise _broken(self.path, f"{key} changed while it was read") from error
        return found

    def integers(self, key: str) -> list[int]:
        """Read an array of integers; empty where there is none. Raises ModelFileError for another element type."""
        place = self._place(key, _INTEGERS)
        if place is None:
            return []
        return [int(value) for value in struct.unpack(f"<{place.count}{_SCALARS[place.kind]}", self._bytes(place))]

    def _bytes(self, place: ArrayPlace) -> bytes:
        with _mapped(self.path) as data:
            return _Cursor(data, self.path, place.offset).take(place.size)

    def _place(self, key: str, kinds: frozenset[int]) -> ArrayPlace | None:
        place = self.arrays.get(key)
        if place is not None and place.kind not in kinds:
            raise _broken(self.path, f"{key} has elements of the unexpected type {place.kind}")
        return place


def read_header(path: Path) -> GgufHeader:
    """Read the header of the GGUF file at `path`.

    Raises ModelFileError if the file cannot be read, is no little-endian GGUF of version 2 or 3, or is cut short
    or damaged within its header. Whether all tensor data is there is told by `data_end` against `size`.
    """
    with _mapped(path) as data:
        cursor = _Cursor(data, path, 0)
        version, tensor_count, pair_count = _read_preamble(cursor)
        metadata, arrays = _read_metadata(cursor, pair_count)
        tensors = _read_tensors(cursor, tensor_count, metadata.get("general.alignment", _DEFAULT_ALIGNMENT))
        return GgufHeader(path, len(data), version, MappingProxyType(metadata), MappingProxyType(arrays), tensors)


def _broken(path: Path, what: str) -> ModelFileError:
    return ModelFileError(
        f"{path}: not a usable GGUF model file: {what}",
        hint="download the file again, or convert the model with llama.cpp's convert_hf_to_gguf.py",
    )


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError as error:
        raise _broken(path, "it is empty") from error
    except OSError as error:
        message = f"{path}: cannot read the model file: {error.strerror or error}"
        raise ModelFileError(
            message,
            hint="check the path; `codegraph models list` shows the models there are",
        ) from error


class _Cursor:
    """A place in the file that never moves past its end."""

    __slots__ = ("data", "path", "position")

    def __init__(self, data: mmap.mmap, path: Path, position: int) -> None:
        self.data, self.path, self.position = data, path, position

    def need(self, count: int, smallest: int) -> None:
        """Refuse a count of entries, of at least `smallest` bytes each, that the rest of the file cannot hold."""
        if count * smallest > len(self.data) - self.position:
            raise _broken(self.path, f"it ends inside its header, or a length at byte {self.position} is wrong")

    def take(self, size: int) -> bytes:
        self.need(size, 1)
        start, self.position = self.position, self.position + size
        return self.data[start : self.position]

    def skip(self, size: int) -> None:
        self.need(size, 1)
        self.position += size

    def unpack(self, code: str) -> tuple[int, ...]:
        layout = f"<{code}"
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def string(self) -> str:
        (length,) = self.unpack("Q")
        return self.take(length).decode("utf-8", "replace")

    def skip_strings(self, count: int) -> None:
        self.need(count, _SMALLEST_STRING)
        data, position, end = self.data, self.position, len(self.data)
        length_at = struct.Struct("<Q").unpack_from
        for _ in range(count):
            if position + _SMALLEST_STRING > end:
                break
            position += _SMALLEST_STRING + length_at(data, position)[0]
        self.skip(position - self.position)


def _read_preamble(cursor: _Cursor) -> tuple[int, int, int]:
    if cursor.take(4) != _MAGIC:
        raise _broken(cursor.path, "it does not start with GGUF")
    version, tensor_count, pair_count = cursor.unpack("IQQ")
    if version not in _VERSIONS:
        raise _broken(cursor.path, f"version {version:#x} is not supported (versions 2 and 3, little-endian, are)")
    cursor.need(tensor_count, _SMALLEST_TENSOR)
    cursor.need(pair_count, _SMALLEST_PAIR)
    return version, tensor_count, pair_count


def _read_metadata(cursor: _Cursor, count: int) -> tuple[dict[str, Scalar], dict[str, ArrayPlace]]:
    metadata: dict[str, Scalar] = {}
    arrays: dict[str, ArrayPlace] = {}
    for _ in range(count):
        key = cursor.string()
        (kind,) = cursor.unpack("I")
        if kind == _ARRAY:
            arrays[key] = _read_array(cursor, key)
        elif kind == _STRING:
            metadata[key] = cursor.string()
        elif kind in _SCALARS:
            (metadata[key],) = cursor.unpack(_SCALARS[kind])
        else:
            raise _broken(cursor.path, f"{key!r} has the unknown type {kind}")
    return metadata, arrays


def _read_array(cursor: _Cursor, key: str) -> ArrayPlace:
    kind, count = cursor.unpack("IQ")
    start = cursor.position
    if kind == _STRING:
        cursor.skip_strings(count)
    elif kind in _SCALARS:
        cursor.skip(count * struct.calcsize(_SCALARS[kind]))
    elif kind == _ARRAY:
        raise _broken(cursor.path, f"{key!r} is an array of arrays")
    else:
        raise _broken(cursor.path, f"{key!r} has elements of the unknown type {kind}")
    return ArrayPlace(kind, count, start, cursor.position - start)


def _read_tensors(cursor: _Cursor, count: int, alignment: Scalar) -> tuple[TensorPlace, ...]:
    raw = [_read_tensor(cursor) for _ in range(count)]
    if not isinstance(alignment, int) or alignment <= 0:
        raise _broken(cursor.path, f"its alignment is {alignment!r}")
    start = -(-cursor.position // alignment) * alignment
    return tuple(
        TensorPlace(name, shape, kind, start + offset, _tensor_bytes(shape, kind)) for name, shape, kind, offset in raw
    )


def _read_tensor(cursor: _Cursor) -> tuple[str, tuple[int, ...], int, int]:
    name = cursor.string()
    (dimensions,) = cursor.unpack("I")
    if dimensions > _MAX_DIMENSIONS:
        raise _broken(cursor.path, f"tensor {name!r} has {dimensions} dimensions")
    shape = cursor.unpack(f"{dimensions}Q")
    kind, offset = cursor.unpack("IQ")
    return name, shape, kind, offset


def _tensor_bytes(shape: tuple[int, ...], kind: int) -> int:
    elements, size = _BLOCKS.get(kind, (1, 0))
    total = 1
    for dimension in shape:
        total *= dimension
    return -(-total // elements) * size
