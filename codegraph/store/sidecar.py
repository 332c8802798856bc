"""The vectors in a file of their own, for exact search: derived from the database, mapped, never loaded whole.

Layout, little-endian: the magic, a JSON header of fixed room, then for `rows` distinct vectors their keys (16 bytes
each), sign bits (packed, `dimensions / 8` bytes) and the vectors as float16, then for `chunks` chunks in order of their
vectors the id (16 bytes), the number of the vector (uint32) and of the file (uint32), then the keys of `files` files,
then, but in files that an older version wrote, the id of each chunk's symbol.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from codegraph.errors import DiskError
from codegraph.identity import NodeId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

_MAGIC = b"codegraph vectors 1\n"
_HEADER_BYTES = 512
_ALIGN = 64
_DIGITS = 32
_ODD = np.uint64(0x9E3779B97F4A7C15)

Id = np.dtype("V16")


class Sidecar(NamedTuple):
    """The mapped file; `content` is the content number that it shows of the store `identity`.

    `keys` has one entry a vector, `bits` shape (rows, dimensions / 8), `vectors` (rows, dimensions); `ids`,
    `vector_of` and `file_of` have one entry a chunk, by rising `vector_of`, and `files` one a file. `symbols` has one
    entry a chunk, or none at all.
    """

    content: int
    keys: npt.NDArray[np.void]
    bits: npt.NDArray[np.uint8]
    vectors: npt.NDArray[np.float16]
    ids: npt.NDArray[np.void]
    vector_of: npt.NDArray[np.uint32]
    file_of: npt.NDArray[np.uint32]
    files: npt.NDArray[np.void]
    symbols: npt.NDArray[np.void]
    identity: str = ""


def pack_ids(ids: Sequence[str]) -> npt.NDArray[np.void]:
    """Make an array of 16-byte ids of their hexadecimal digits (hyphens may stand between)."""
    return np.frombuffer(bytes.fromhex("".join(ids).replace("-", "")), dtype=Id)


def hex_id(stored: np.void) -> str:
    """Write a 16-byte id as 32 hexadecimal digits."""
    return stored.tobytes().hex()


def hex_ids(stored: npt.NDArray[np.void]) -> list[NodeId]:
    """Write 16-byte ids as 32 hexadecimal digits each."""
    digits = stored.tobytes().hex()
    return [NodeId(digits[at : at + _DIGITS]) for at in range(0, len(digits), _DIGITS)]


def halves(ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Give 16-byte ids as two numbers each, which are the same where the ids are."""
    return ids.view(np.uint64).reshape(-1, 2)


def mixed(ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Mix the halves of 16-byte ids into one number each, which numpy compares quickly; hardly two are the same."""
    both = halves(ids)
    numbers: npt.NDArray[np.uint64] = both[:, 0] * _ODD + both[:, 1]
    return numbers


def sign_bits(vectors: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    """Pack the signs of vectors, shape (n, dimensions), to bits, shape (n, dimensions / 8)."""
    return np.packbits(vectors > 0, axis=1)


def write(path: Path, of: Sidecar) -> None:
    """Write the file, whole or not at all. Raises DiskError."""
    header = {
        "content": of.content,
        "rows": len(of.vectors),
        "dimensions": of.vectors.shape[1],
        "chunks": len(of.ids),
        "files": len(of.files),
        "symbols": len(of.symbols),
        "identity": of.identity,
    }
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write((_MAGIC + json.dumps(header).encode()).ljust(_HEADER_BYTES))
            for array in (of.keys, of.bits, of.vectors, of.ids, of.vector_of, of.file_of, of.files, of.symbols):
                file.write(b"\0" * (-file.tell() % _ALIGN))
                file.write(np.ascontiguousarray(array).data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        message = f"cannot write the vectors {path}: {error.strerror}"
        raise DiskError(message, hint="check the free space and the folder's permissions") from error


def read(path: Path, dimensions: int) -> Sidecar | None:
    """Map the file; None when there is none, or none that can be used: it is derived and can be made anew."""
    try:
        # as a plain array, whose parts are cut out in half the time
        data = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        head = data[:_HEADER_BYTES].tobytes()
        if not head.startswith(_MAGIC):
            return None
        header = json.loads(head[len(_MAGIC) :])
        identity = str(header.pop("identity", ""))
        numbers = {key: int(value) for key, value in header.items()}
        if numbers["dimensions"] != dimensions or min(numbers.values()) < 0:
            return None
        return _map(data, numbers, identity)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _map(data: npt.NDArray[np.uint8], header: dict[str, int], identity: str) -> Sidecar:
    """Cut the arrays out of the mapped bytes; raises ValueError where the file is too short."""
    offset = _HEADER_BYTES

    def take(count: int, dtype: npt.DTypeLike) -> npt.NDArray[np.generic]:
        nonlocal offset
        offset += -offset % _ALIGN
        size = count * np.dtype(dtype).itemsize
        part = data[offset : offset + size]
        if len(part) != size:
            message = "the file is cut short"
            raise ValueError(message)
        offset += size
        return part.view(dtype)

    rows, dimensions, chunks = header["rows"], header["dimensions"], header["chunks"]
    width = (dimensions + 7) // 8
    return Sidecar(
        content=header["content"],
        keys=take(rows, Id),  # type: ignore[arg-type]
        bits=take(rows * width, np.uint8).reshape(rows, width),  # type: ignore[arg-type]
        vectors=take(rows * dimensions, np.float16).reshape(rows, dimensions),  # type: ignore[arg-type]
        ids=take(chunks, Id),  # type: ignore[arg-type]
        vector_of=take(chunks, np.uint32),  # type: ignore[arg-type]
        file_of=take(chunks, np.uint32),  # type: ignore[arg-type]
        files=take(header["files"], Id),  # type: ignore[arg-type]
        symbols=take(chunks if header.get("symbols") else 0, Id),  # type: ignore[arg-type]
        identity=identity,
    )
