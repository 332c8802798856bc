"""Exact nearest vectors in memory-mapped arrays: the sign bits choose candidates, float32 ranks them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from codegraph.store.chunk_owners import ChunkOwners
from codegraph.store.rows import node_id
from codegraph.store.sidecar import hex_id, hex_ids, mixed, pack_ids, sign_bits

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterable, Sequence

    import numpy.typing as npt

    from codegraph.identity import NodeId
    from codegraph.store.sidecar import Sidecar

_CANDIDATES = 512
_DIGITS = 6
_CANDIDATES_PER_HIT = 10
_AT_ONCE = 256
_MOST_MARKED = 8
# float32 has 13 binary digits more than float16; an int16 made an int32 repeats its sign in the bits between; and the
# exponents are counted from 127 and from 15
_MORE_DIGITS = np.int32(13)
_WITHOUT_COPIES = np.int32(~0x70001FFF)
_EXPONENTS_APART = np.float32(2.0 ** (127 - 15))
_WORD = 8
_FARTHEST = np.uint16(0xFFFF)


class _Laid(NamedTuple):
    """The chunks of a file that changed since the mapped file was written, and their vectors, one row each."""

    ids: list[NodeId]
    symbols: list[NodeId]
    vectors: npt.NDArray[np.float32]


class _Over(NamedTuple):
    """What lies over the mapped file: which of its chunks still count (None: all), and changed files by key."""

    alive: npt.NDArray[np.bool_] | None
    laid: dict[str, _Laid]


class _Allowed(NamedTuple):
    """What counts of the mapped file: its chunks, how many vectors these have, and which.

    `far` has no bit set for each vector that counts and all bits for each that does not: with it a distance is what it
    was, or greater than any.
    """

    chunks: npt.NDArray[np.bool_]
    vector_count: int
    far: npt.NDArray[np.uint16]


class _Derived:
    """What is worked out of the mapped file once, for all that is laid over it."""

    def __init__(self, base: Sidecar) -> None:
        """Take the mapped file; nothing is worked out before it is asked for."""
        self._bits = base.bits
        self.owners = ChunkOwners(base)

    @cached_property
    def columns(self) -> npt.NDArray[np.unsignedinteger]:
        """A copy of the packed signs by column: a row for each, as whole words where they come out even."""
        bits = self._bits
        return np.ascontiguousarray((bits if bits.shape[1] % _WORD else bits.view(np.uint64)).T)


class ExactIndex:
    """The vectors of one state of the store: the mapped file, with changed files masked, and their new chunks."""

    def __init__(self, base: Sidecar, over: _Over | None = None, derived: _Derived | None = None) -> None:
        """Take the mapped file; `with_changes` lays something over it."""
        self.base = base
        self.derived = derived or _Derived(base)
        self._marked: dict[frozenset[str], _Allowed] = {}
        self._file_numbers = {hex_id(key): n for n, key in enumerate(base.files)}
        self._alive, self._laid = over or _Over(None, {})
        self._files = [file for file, one in self._laid.items() for _ in one.ids]
        self._ids = [chunk for one in self._laid.values() for chunk in one.ids]
        empty = np.empty((0, base.vectors.shape[1]), dtype=np.float32)
        self._vectors = np.concatenate([empty, *(one.vectors for one in self._laid.values())])

    def with_changes(self, changed: Sequence[str], overlay: Iterable[tuple[str, str, str, list[float]]]) -> ExactIndex:
        """Give the index in which `overlay` (file, chunk, symbol, vector) is all that the files `changed` have."""
        alive = self._alive
        numbers = [self._file_numbers[file] for file in changed if file in self._file_numbers]
        if numbers:
            others = ~np.isin(self.base.file_of, numbers)
            alive = others if alive is None else alive & others
        gone = set(changed)
        laid = {file: one for file, one in self._laid.items() if file not in gone}
        of_file: dict[str, list[tuple[NodeId, NodeId, list[float]]]] = {}
        for file, chunk, symbol, vector in overlay:
            of_file.setdefault(node_id(file), []).append((node_id(chunk), node_id(symbol), vector))
        for key, found in of_file.items():
            vectors = np.asarray([vector for _, _, vector in found], dtype=np.float32)
            rounded = vectors.astype(np.float16).astype(np.float32)
            laid[key] = _Laid([one for one, _, _ in found], [symbol for _, symbol, _ in found], rounded)
        return ExactIndex(self.base, _Over(alive, laid), self.derived)

    @property
    def finds_all(self) -> bool:
        """Whether `files_of` leaves out none but chunks without a vector."""
        return self.derived.owners.finds_all

    def files_of(self, ids: Sequence[NodeId]) -> dict[NodeId, str]:
        """Give the key of each chunk's file; chunks without a vector are left out."""
        found = self.derived.owners.files(ids, self._alive)
        if self._ids:
            laid = self._laid_owners
            found.update((one, laid[one][0]) for one in ids if one in laid)
        return found

    def symbols_of(self, ids: Sequence[NodeId]) -> dict[NodeId, NodeId]:
        """Give each chunk's symbol; chunks without a vector are left out."""
        found = self.derived.owners.symbols(ids, self._alive)
        if self._ids:
            laid = self._laid_owners
            found.update((one, laid[one][1]) for one in ids if one in laid)
        return found

    @cached_property
    def _laid_owners(self) -> dict[NodeId, tuple[str, NodeId]]:
        """File and symbol of each chunk that lies over the mapped file."""
        symbols = [symbol for one in self._laid.values() for symbol in one.symbols]
        return dict(zip(self._ids, zip(self._files, symbols, strict=True), strict=True))

    def asked(self, query: array[float] | npt.NDArray[np.float32]) -> Asked:
        """Begin searches for what is nearest to a unit vector."""
        return Asked(self, np.asarray(query, dtype=np.float32))

    def search(
        self,
        query: array[float] | npt.NDArray[np.float32],
        k: int,
        *,
        chunks: Collection[str] | None = None,
        files: Collection[str] | None = None,
    ) -> list[tuple[NodeId, float]]:
        """Find the k nearest chunks among the allowed ones: (chunk, cosine), the nearest first, ties by id."""
        return self.asked(query).search(k, chunks=chunks, files=files)

    def allowed(self, chunks: Collection[str] | None, files: Collection[str] | None) -> _Allowed | None:
        """Mark what counts; None when all does. Those of the sets of files asked for last are kept."""
        if chunks is None and isinstance(files, frozenset):
            kept = self._marked.get(files)
            if kept is None:
                if len(self._marked) >= _MOST_MARKED:
                    self._marked.clear()
                kept = self._marked[files] = self._mark(None, files)
            return kept
        if chunks is None and files is None and self._alive is None:
            return None
        return self._mark(chunks, files)

    def _mark(self, chunks: Collection[str] | None, files: Collection[str] | None) -> _Allowed:
        base = self.base
        allowed = np.ones(len(base.ids), dtype=np.bool_) if self._alive is None else self._alive
        if files is not None:
            numbers = [self._file_numbers[file] for file in files if file in self._file_numbers]
            inside = np.zeros(len(base.files), dtype=np.bool_)
            inside[numbers] = True
            allowed = allowed & inside[base.file_of]
        if chunks is not None:
            allowed = allowed & np.isin(mixed(base.ids), mixed(pack_ids(sorted(chunks))))
        far = np.full(len(base.vectors), _FARTHEST)
        far[base.vector_of[allowed]] = 0
        return _Allowed(allowed, int(np.count_nonzero(far == 0)), far)

    def search_overlay(
        self, query: npt.NDArray[np.float32], chunks: Collection[str] | None, files: Collection[str] | None
    ) -> list[tuple[NodeId, float]]:
        """Give all allowed chunks that lie over the mapped file, with their cosines."""
        if not self._ids:
            return []
        cosines = _rounded(self._vectors @ query)
        among = None if chunks is None else set(chunks)
        inside = None if files is None else set(files)
        return [
            (chunk, float(cosine))
            for chunk, file, cosine in zip(self._ids, self._files, cosines, strict=True)
            if (among is None or chunk in among) and (inside is None or file in inside)
        ]


class Asked:
    """Searches for one vector; how far it is from all others by their signs is computed once."""

    def __init__(self, index: ExactIndex, query: npt.NDArray[np.float32]) -> None:
        """Take a unit vector."""
        self._index = index
        self._query = query

    @cached_property
    def _distances(self) -> npt.NDArray[np.uint16]:
        return _hamming(self._index.derived.columns, self._query)

    def search(
        self, k: int, *, chunks: Collection[str] | None = None, files: Collection[str] | None = None
    ) -> list[tuple[NodeId, float]]:
        """Find the k nearest chunks among the allowed ones: (chunk, cosine), the nearest first, ties by id."""
        found = self._search_base(k, self._index.allowed(chunks, files))
        found += self._index.search_overlay(self._query, chunks, files)
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def _search_base(self, k: int, allowed: _Allowed | None) -> list[tuple[NodeId, float]]:
        """Find the k nearest chunks of the mapped file, and all that are as near as the last of them."""
        base = self._index.base
        rows = self._candidates(k, allowed)
        cosines = self._cosines(rows)
        if len(rows) > k:
            # each has a chunk at least
            near = cosines >= np.partition(cosines, len(rows) - k)[len(rows) - k]
            rows, cosines = rows[near], cosines[near]
        firsts = np.searchsorted(base.vector_of, rows.astype(base.vector_of.dtype), side="left")
        lasts = np.searchsorted(base.vector_of, rows.astype(base.vector_of.dtype), side="right")
        counts = lasts - firsts
        # the places of all chunks of these vectors: each run of numbers begins where the vector's chunks do
        places = np.arange(counts.sum()) + np.repeat(firsts - np.cumsum(counts) + counts, counts)
        cosines = np.repeat(cosines, counts)
        if allowed is not None:
            inside = allowed.chunks[places]
            places, cosines = places[inside], cosines[inside]
        return list(zip(hex_ids(base.ids[places]), cosines.tolist(), strict=True))

    def _cosines(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
        """Compare with some vectors: as many at once as have room in a cache, in two thirds of the time."""
        vectors, query = self._index.base.vectors, self._query
        cosines = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            np.matmul(_floats(vectors[rows[part]]), query, out=cosines[part])
        return _rounded(cosines)

    def _candidates(self, k: int, allowed: _Allowed | None) -> npt.NDArray[np.intp]:
        """Choose the vectors to rank: all where they are few, else those whose signs agree most with the query's."""
        base = self._index.base
        count = max(_CANDIDATES if allowed is None else 0, _CANDIDATES_PER_HIT * k)
        if allowed is None:
            if len(base.vectors) <= count:
                return np.arange(len(base.vectors))
            return _closest(self._distances, count)
        if allowed.vector_count <= count:
            return np.flatnonzero(allowed.far == 0)
        return _closest(self._distances | allowed.far, count)


def _floats(halves: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    """Give finite float16 as float32: sign, exponent and digits where float32 has them, and the exponent set right.

    numpy's own conversion takes three times as long, most of an exact search.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= _MORE_DIGITS
    bits &= _WITHOUT_COPIES
    floats = bits.view(np.float32)
    floats *= _EXPONENTS_APART
    return floats


def _rounded(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Round to what does not depend on how many vectors were multiplied at once, so that ties are ties."""
    return np.round(cosines, _DIGITS)


def _hamming(columns: npt.NDArray[np.unsignedinteger], query: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """Count for each vector the signs that differ from the query's.

    :param columns: packed signs, one column of the vectors a row: along the other axis all takes twice to five times
        as long.
    """
    mine = sign_bits(query[None, :]).view(columns.dtype)[0]
    counts = np.zeros(columns.shape[1], dtype=np.uint16)
    for theirs, ours in zip(columns, mine, strict=True):
        counts += np.bitwise_count(theirs ^ ours)
    return counts


def _closest(distances: npt.NDArray[np.uint16], count: int) -> npt.NDArray[np.intp]:
    """Choose the `count` smallest distances, and all that equal the last of them."""
    return np.flatnonzero(distances <= np.partition(distances, count - 1)[count - 1])
