"""Exact nearest vectors in memory-mapped arrays: the sign bits choose candidates, float32 ranks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from codegraph.identity import NodeId
from codegraph.store.sidecar import Sidecar, hex_id, pack_ids, sign_bits

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

_CANDIDATES = 512
_DIGITS = 6
_CANDIDATES_PER_HIT = 10
_MOST_MARKED = 8
_ODD = np.uint64(0x9E3779B97F4A7C15)


class _Laid(NamedTuple):
    """The chunks of a file that changed since the mapped file was written, and their vectors, one row each."""

    ids: list[NodeId]
    vectors: npt.NDArray[np.float32]


class _Over(NamedTuple):
    """What lies over the mapped file: which of its chunks still count (None: all), and changed files by key."""

    alive: npt.NDArray[np.bool_] | None
    laid: dict[str, _Laid]


class ExactIndex:
    """The vectors of one state of the store: the mapped file, with changed files masked, and their new chunks."""

    def __init__(self, base: Sidecar, over: _Over | None = None) -> None:
        """Take the mapped file; `with_changes` lays something over it."""
        self._base = base
        self._marked: dict[frozenset[str], npt.NDArray[np.bool_]] = {}
        self._file_numbers = {hex_id(key): n for n, key in enumerate(base.files)}
        self._alive, self._laid = over or _Over(None, {})
        self._files = [file for file, one in self._laid.items() for _ in one.ids]
        self._ids = [chunk for one in self._laid.values() for chunk in one.ids]
        empty = np.empty((0, base.vectors.shape[1]), dtype=np.float32)
        self._vectors = np.concatenate([empty, *(one.vectors for one in self._laid.values())])

    def with_changes(self, changed: Sequence[str], overlay: Iterable[tuple[str, str, list[float]]]) -> ExactIndex:
        """Give the index in which `overlay` (file, chunk, vector) is all that the files `changed` have."""
        alive = self._alive
        numbers = [self._file_numbers[file] for file in changed if file in self._file_numbers]
        if numbers:
            others = ~np.isin(self._base.file_of, numbers)
            alive = others if alive is None else alive & others
        gone = set(changed)
        laid = {file: one for file, one in self._laid.items() if file not in gone}
        chunks: dict[str, list[NodeId]] = {}
        vectors: dict[str, list[list[float]]] = {}
        for file, chunk, vector in overlay:
            key = file.replace("-", "")
            chunks.setdefault(key, []).append(NodeId(chunk.replace("-", "")))
            vectors.setdefault(key, []).append(vector)
        for key, ids in chunks.items():
            laid[key] = _Laid(ids, np.asarray(vectors[key], dtype=np.float32).astype(np.float16).astype(np.float32))
        return ExactIndex(self._base, _Over(alive, laid))

    def search(
        self,
        query: array[float] | npt.NDArray[np.float32],
        k: int,
        *,
        chunks: Collection[str] | None = None,
        files: Collection[str] | None = None,
    ) -> list[tuple[NodeId, float]]:
        """Find the k nearest chunks among the allowed ones: (chunk, cosine), the nearest first, ties by id."""
        wanted = np.asarray(query, dtype=np.float32)
        found = self._search_base(wanted, k, chunks, files)
        found += self._search_overlay(wanted, chunks, files)
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def _search_base(
        self,
        query: npt.NDArray[np.float32],
        k: int,
        chunks: Collection[str] | None,
        files: Collection[str] | None,
    ) -> list[tuple[NodeId, float]]:
        base = self._base
        allowed = self._allowed(chunks, files)
        rows = self._candidates(query, k, allowed)
        cosines = _rounded(base.vectors[rows].astype(np.float32) @ query)
        order = np.argsort(-cosines, kind="stable")
        best = rows[order].astype(base.vector_of.dtype)
        firsts = np.searchsorted(base.vector_of, best, side="left").tolist()
        lasts = np.searchsorted(base.vector_of, best, side="right").tolist()
        found: list[tuple[NodeId, float]] = []
        for first, last, cosine in zip(firsts, lasts, cosines[order].tolist(), strict=True):
            # equal cosines are all taken, so that the cut among them is by id
            if len(found) >= k and cosine < found[-1][1]:
                break
            found += [
                (NodeId(hex_id(base.ids[at])), cosine) for at in range(first, last) if allowed is None or allowed[at]
            ]
        return found

    def _candidates(
        self, query: npt.NDArray[np.float32], k: int, allowed: npt.NDArray[np.bool_] | None
    ) -> npt.NDArray[np.intp]:
        """Choose the vectors to rank: all where they are few, else those whose signs agree most with the query's."""
        base = self._base
        count = max(_CANDIDATES if allowed is None else 0, _CANDIDATES_PER_HIT * k)
        if allowed is None:
            if len(base.vectors) <= count:
                return np.arange(len(base.vectors))
            return _closest(_hamming(base.bits, query), count)
        wanted = np.zeros(len(base.vectors), dtype=np.bool_)
        wanted[base.vector_of[allowed]] = True
        if np.count_nonzero(wanted) <= count:
            return np.flatnonzero(wanted)
        return _closest(np.where(wanted, _hamming(base.bits, query), _far(base.bits)), count)

    def _allowed(self, chunks: Collection[str] | None, files: Collection[str] | None) -> npt.NDArray[np.bool_] | None:
        """Mark the chunks that count; None when all do."""
        base, allowed = self._base, self._alive
        if files is not None:
            inside = self._inside(files)
            allowed = inside if allowed is None else allowed & inside
        if chunks is not None:
            among = np.isin(_mixed(base.ids), _mixed(pack_ids(sorted(chunks))))
            allowed = among if allowed is None else allowed & among
        return allowed

    def _inside(self, files: Collection[str]) -> npt.NDArray[np.bool_]:
        """Mark the chunks of some files; those of the sets of files asked for last are kept."""
        kept = self._marked.get(files) if isinstance(files, frozenset) else None
        if kept is not None:
            return kept
        numbers = [self._file_numbers[file] for file in files if file in self._file_numbers]
        inside = np.zeros(len(self._base.files), dtype=np.bool_)
        inside[numbers] = True
        marked: npt.NDArray[np.bool_] = inside[self._base.file_of]
        if isinstance(files, frozenset):
            if len(self._marked) >= _MOST_MARKED:
                self._marked.clear()
            self._marked[files] = marked
        return marked

    def _search_overlay(
        self, query: npt.NDArray[np.float32], chunks: Collection[str] | None, files: Collection[str] | None
    ) -> list[tuple[NodeId, float]]:
        cosines = _rounded(self._vectors @ query)
        among = None if chunks is None else set(chunks)
        inside = None if files is None else set(files)
        return [
            (chunk, float(cosine))
            for chunk, file, cosine in zip(self._ids, self._files, cosines, strict=True)
            if (among is None or chunk in among) and (inside is None or file in inside)
        ]


def _rounded(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Round to what does not depend on how many vectors were multiplied at once, so that ties are ties."""
    return np.round(cosines, _DIGITS)


def assemble(
    content: int, dimensions: int, listed: Sequence[Sequence[Any]], vectors: Mapping[str, bytes], identity: str = ""
) -> tuple[Sidecar, int]:
    """Make the arrays of a file of vectors; also gives the number of chunks that have no vector.

    :param listed: id, file and vector key of every chunk, as the database writes them.
    :param vectors: float16 bytes by vector key, 32 hexadecimal digits each.
    """
    chunks = sorted((row[2].replace("-", ""), row[0].replace("-", ""), row[1].replace("-", "")) for row in listed)
    present = [chunk for chunk in chunks if chunk[0] in vectors]
    keys = sorted({key for key, _, _ in present})
    files = sorted({file for _, _, file in present})
    row_of = {key: n for n, key in enumerate(keys)}
    number_of = {file: n for n, file in enumerate(files)}
    matrix = np.frombuffer(b"".join(vectors[key] for key in keys), dtype="<f2").reshape(len(keys), dimensions)
    built = Sidecar(
        content=content,
        keys=pack_ids(keys),
        bits=sign_bits(matrix),
        vectors=matrix,
        ids=pack_ids([chunk for _, chunk, _ in present]),
        vector_of=np.fromiter((row_of[key] for key, _, _ in present), dtype=np.uint32, count=len(present)),
        file_of=np.fromiter((number_of[file] for _, _, file in present), dtype=np.uint32, count=len(present)),
        files=pack_ids(files),
        identity=identity,
    )
    return built, len(chunks) - len(present)


class _Columns(NamedTuple):
    """One row a chunk: its vector's key and its own id, 16 bytes each, the number of its file, and its vector's row.

    That is a row of an earlier file of vectors, or -1.
    """

    keys: npt.NDArray[np.void]
    ids: npt.NDArray[np.void]
    files: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]


def rows_of(old: Sidecar, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """Give the rows of vectors in a file by their keys, -1 for those that it lacks."""
    wanted, there = _halves(pack_ids([*keys])), _halves(old.keys)
    if not len(there):
        return np.full(len(wanted), -1, dtype=np.int64)
    found = np.minimum(np.searchsorted(there[:, 0], wanted[:, 0]), len(there) - 1)
    return np.where((there[found] == wanted).all(axis=1), found, -1)


def reassemble(
    content: int, old: Sidecar, gone: Sequence[str], listed: Sequence[Sequence[Any]], vectors: Mapping[str, bytes]
) -> Sidecar | None:
    """Make from an earlier file of vectors what `assemble` would make of all chunks; None where a vector is missing.

    :param gone: the files of which all chunks of before are left out.
    :param listed: what is new, like the `listed` of `assemble`; `vectors` are those that the earlier file lacks.
    """
    number_of = {hex_id(key): number for number, key in enumerate(old.files)}
    for row in listed:
        number_of.setdefault(row[1].replace("-", ""), len(number_of))
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
        identity=old.identity,
    )


def _joined(
    old: Sidecar, gone: Collection[int], listed: Sequence[Sequence[Any]], number_of: Mapping[str, int]
) -> _Columns:
    """Give the chunks of an earlier file but for those of some files, and those that are `listed`."""
    stay = ~np.isin(old.file_of, np.asarray([*gone], dtype=np.uint32))
    rows = old.vector_of[stay].astype(np.int64)
    files = np.asarray([number_of[row[1].replace("-", "")] for row in listed], dtype=np.int64)
    keys = [row[2] for row in listed]
    return _Columns(
        np.concatenate([old.keys[rows], pack_ids(keys)]),
        np.concatenate([old.ids[stay], pack_ids([row[0] for row in listed])]),
        np.concatenate([old.file_of[stay].astype(np.int64), files]),
        np.concatenate([rows, rows_of(old, keys)]),
    )


def _ordered(columns: _Columns) -> _Columns:
    keys, ids = _halves(columns.keys), _halves(columns.ids)
    order = np.lexsort((ids[:, 1], ids[:, 0], keys[:, 1], keys[:, 0]))
    return _Columns(columns.keys[order], columns.ids[order], columns.files[order], columns.rows[order])


def _halves(ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Give ids as two numbers each, which are in order where the ids' digits are."""
    return np.ascontiguousarray(ids).view(">u8").reshape(-1, 2)


def _hamming(bits: npt.NDArray[np.uint8], query: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """Count for each row of packed signs those that differ from the query's."""
    mine = sign_bits(query[None, :])
    whole = bits.shape[1] % 8 == 0
    theirs, ours = (bits.view(np.uint64), mine.view(np.uint64)) if whole else (bits, mine)
    counts = np.zeros(len(bits), dtype=np.uint16)
    # by columns: a sum over the short axis takes five times as long
    for column in range(theirs.shape[1]):
        counts += np.bitwise_count(theirs[:, column] ^ ours[0, column])
    return counts


def _far(bits: npt.NDArray[np.uint8]) -> np.uint16:
    """Give a distance that no vector has."""
    return np.uint16(8 * bits.shape[1] + 1)


def _closest(distances: npt.NDArray[np.uint16], count: int) -> npt.NDArray[np.intp]:
    """Choose the `count` smallest distances, and all that equal the last of them."""
    cut = np.searchsorted(np.bincount(distances).cumsum(), count)
    return np.flatnonzero(distances <= cut)


def _mixed(ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Mix the halves of ids into one number each, which numpy compares quickly."""
    halves = ids.view(np.uint64).reshape(-1, 2)
    mixed: npt.NDArray[np.uint64] = halves[:, 0] * _ODD + halves[:, 1]
    return mixed
