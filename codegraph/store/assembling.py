"""Making the arrays of the file of vectors: of all chunks, or of an earlier file and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from codegraph.store.rows import node_id
from codegraph.store.sidecar import Sidecar, hex_id, pack_ids, sign_bits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy.typing as npt


def assemble(
    content: int, dimensions: int, listed: Sequence[Sequence[Any]], vectors: Mapping[str, bytes], identity: str = ""
) -> tuple[Sidecar, int]:
    """Make the arrays of a file of vectors; also gives the number of chunks that have no vector.

    :param listed: id, file, vector key and symbol of every chunk, as the database writes them.
    :param vectors: float16 bytes by vector key, 32 hexadecimal digits each.
    """
    chunks = sorted((node_id(key), node_id(chunk), node_id(file), symbol) for chunk, file, key, symbol in listed)
    present = [chunk for chunk in chunks if chunk[0] in vectors]
    keys = sorted({key for key, _, _, _ in present})
    files = sorted({file for _, _, file, _ in present})
    row_of = {key: n for n, key in enumerate(keys)}
    number_of = {file: n for n, file in enumerate(files)}
    matrix = np.frombuffer(b"".join(vectors[key] for key in keys), dtype="<f2").reshape(len(keys), dimensions)
    built = Sidecar(
        content=content,
        keys=pack_ids(keys),
        bits=sign_bits(matrix),
        vectors=matrix,
        ids=pack_ids([chunk for _, chunk, _, _ in present]),
        vector_of=np.fromiter((row_of[key] for key, _, _, _ in present), dtype=np.uint32, count=len(present)),
        file_of=np.fromiter((number_of[file] for _, _, file, _ in present), dtype=np.uint32, count=len(present)),
        files=pack_ids(files),
        symbols=pack_ids([symbol for _, _, _, symbol in present]),
        identity=identity,
    )
    return built, len(chunks) - len(present)


class _Columns(NamedTuple):
    """One row a chunk: its vector's key, its id and its symbol's, 16 bytes each, its file's number, its vector's row.

    That last is a row of an earlier file of vectors, or -1.
    """

    keys: npt.NDArray[np.void]
    ids: npt.NDArray[np.void]
    symbols: npt.NDArray[np.void]
    files: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]


def rows_of(old: Sidecar, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """Give the rows of vectors in a file by their keys, -1 for those that it lacks."""
    wanted, there = _halves(pack_ids(keys)), _halves(old.keys)
    if not len(there):
        return np.full(len(wanted), -1, dtype=np.int64)
    found = np.minimum(np.searchsorted(there[:, 0], wanted[:, 0]), len(there) - 1)
    return np.where((there[found] == wanted).all(axis=1), found, -1)


def reassemble(
    content: int, old: Sidecar, gone: Sequence[str], listed: Sequence[Sequence[Any]], vectors: Mapping[str, bytes]
) -> Sidecar | None:
    """Make from an earlier file of vectors what `assemble` would make of all chunks; None where it says too little.

    :param gone: the files of which all chunks of before are left out.
    :param listed: what is new, like the `listed` of `assemble`; `vectors` are those that the earlier file lacks.
    """
    if len(old.symbols) != len(old.ids):
        return None
    number_of = {hex_id(key): number for number, key in enumerate(old.files)}
    for row in listed:
        number_of.setdefault(node_id(row[1]), len(number_of))
    columns = _ordered(_joined(old, {number_of[it] for it in gone if it in number_of}, listed, number_of))
    first = np.ones(len(columns.keys), dtype=np.bool_)
    first[1:] = (_halves(columns.keys)[1:] != _halves(columns.keys)[:-1]).any(axis=1)
    starts = np.flatnonzero(first)
    keys = columns.keys[starts]
    rows = np.maximum.reduceat(columns.rows, starts) if len(starts) else columns.rows
    matrix = np.empty((len(keys), old.vectors.shape[1]), dtype="<f2")
    bits = np.empty((len(keys), old.bits.shape[1]), dtype=old.bits.dtype)
    known = rows >= 0
    matrix[known], bits[known] = old.vectors[rows[known]], old.bits[rows[known]]
    for at in np.flatnonzero(~known).tolist():
        vector = vectors.get(hex_id(keys[at]))
        if vector is None:
            return None
        matrix[at] = np.frombuffer(vector, dtype="<f2")
    bits[~known] = sign_bits(matrix[~known])
    files = [*number_of]
    used = sorted(np.unique(columns.files).tolist(), key=files.__getitem__)
    place = np.zeros(len(files), dtype=np.uint32)
    place[used] = np.arange(len(used), dtype=np.uint32)
    return Sidecar(
        content=content,
        keys=keys,
        bits=bits,
        vectors=matrix,
        ids=columns.ids,
        vector_of=(np.cumsum(first) - 1).astype(np.uint32),
        file_of=place[columns.files],
        files=pack_ids([files[number] for number in used]),
        symbols=columns.symbols,
        identity=old.identity,
    )


def _joined(
    old: Sidecar, gone: Collection[int], listed: Sequence[Sequence[Any]], number_of: Mapping[str, int]
) -> _Columns:
    """Give the chunks of an earlier file but for those of some files, and those that are `listed`."""
    stay = ~np.isin(old.file_of, np.asarray([*gone], dtype=np.uint32))
    rows = old.vector_of[stay].astype(np.int64)
    files = np.asarray([number_of[node_id(row[1])] for row in listed], dtype=np.int64)
    keys = [row[2] for row in listed]
    return _Columns(
        np.concatenate([old.keys[rows], pack_ids(keys)]),
        np.concatenate([old.ids[stay], pack_ids([row[0] for row in listed])]),
        np.concatenate([old.symbols[stay], pack_ids([row[3] for row in listed])]),
        np.concatenate([old.file_of[stay].astype(np.int64), files]),
        np.concatenate([rows, rows_of(old, keys)]),
    )


def _ordered(columns: _Columns) -> _Columns:
    keys, ids = _halves(columns.keys), _halves(columns.ids)
    order = np.lexsort((ids[:, 1], ids[:, 0], keys[:, 1], keys[:, 0]))
    rows = columns.rows[order]
    return _Columns(columns.keys[order], columns.ids[order], columns.symbols[order], columns.files[order], rows)


def _halves(ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Give ids as two numbers each, which are in order where the ids' digits are."""
    return np.ascontiguousarray(ids).view(">u8").reshape(-1, 2)
