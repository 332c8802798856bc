"""The file of a static model: a header, a vocabulary, and one int8 row per token.

Layout, little-endian: one line of JSON, the tokens separated by line feeds, zero bytes up to a multiple of four,
one float32 scale per token, the int8 rows. A component is its int8 value times its row's scale. The header's
`model` ends in a digest of everything after the header line, so that two files never share a name.
"""

from __future__ import annotations

import json
import mmap
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blake3 import blake3

from codegraph.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

FORMAT = "codegraph-static-embedding-1"

_ALIGNMENT = 4
_DIGEST_BYTES = 4
_MAX_HEADER = 4096
_SCALE_BYTES = 4
_HINT = "Install codegraph again; the file ships with the package."


class Table(NamedTuple):
    """An opened table: one scale a token, one row of `dimensions` after the other, both inside the mapped file."""

    model: str
    dimensions: int
    recipe: int
    vocabulary: tuple[str, ...]
    scales: memoryview[float]
    rows: memoryview


def open_table(resource: Traversable) -> Table:
    """Map a table into memory.

    :raises ModelFileError: the file is missing, truncated, or not a table of this format.
    """
    try:
        data = memoryview(_map(resource))
    except (OSError, ValueError) as error:
        message = f"cannot read the embedding model {resource.name}: {error}"
        raise ModelFileError(message, hint=_HINT) from error
    try:
        return _parse(data)
    except (ValueError, KeyError, TypeError) as error:
        message = f"{resource.name} is not a whole embedding model: {error}"
        raise ModelFileError(message, hint=_HINT) from error


def pack_table(name: str, recipe: int, vocabulary: Sequence[str], scales: Sequence[float], rows: bytes) -> bytes:
    """Write a table.

    :param name: what the model is called; its digest is appended.
    :param scales: one per token.
    :param rows: int8, shape (tokens, dimensions), row by row.
    """
    words = "\n".join(vocabulary).encode()
    padding = b"\0" * (-len(words) % _ALIGNMENT)
    payload = words + padding + array("f", scales).tobytes() + rows
    header = {
        "format": FORMAT,
        "model": f"{name}-{payload_digest(payload)}",
        "dimensions": len(rows) // len(vocabulary),
        "recipe": recipe,
        "tokens": len(vocabulary),
        "vocabulary_bytes": len(words),
    }
    line = json.dumps(header).encode()
    # the payload starts at a multiple of four, so that the scales can be read in place
    return line + b" " * (-(len(line) + 1) % _ALIGNMENT) + b"\n" + payload


def payload_digest(payload: bytes | memoryview) -> str:
    """Hash what follows the header line: the end of the model's name."""
    return blake3(payload).hexdigest(_DIGEST_BYTES)


def _map(resource: Traversable) -> mmap.mmap | bytes:
    if not isinstance(resource, Path):  # inside a zip archive
        return resource.read_bytes()
    with resource.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _parse(data: memoryview) -> Table:
    line, newline, _ = bytes(data[:_MAX_HEADER]).partition(b"\n")
    header = json.loads(line)
    if not newline or header["format"] != FORMAT:
        message = "unknown format"
        raise ValueError(message)
    tokens, dimensions = int(header["tokens"]), int(header["dimensions"])
    words_start = len(line) + 1
    words_end = words_start + int(header["vocabulary_bytes"])
    scales_start = words_end + -words_end % _ALIGNMENT
    rows_start = scales_start + tokens * _SCALE_BYTES
    if len(data) != rows_start + tokens * dimensions:
        message = f"{len(data)} bytes instead of {rows_start + tokens * dimensions}"
        raise ValueError(message)
    vocabulary = tuple(str(data[words_start:words_end], "utf-8").split("\n"))
    if len(vocabulary) != tokens:
        message = f"{len(vocabulary)} tokens instead of {tokens}"
        raise ValueError(message)
    return Table(
        model=str(header["model"]),
        dimensions=dimensions,
        recipe=int(header["recipe"]),
        vocabulary=vocabulary,
        scales=data[scales_start:rows_start].cast("f"),
        rows=data[rows_start:].cast("b"),
    )
