"""One state of the store for one search, which asks for the same things again and again.

A search of a hundred chunks asked for the number of the state a dozen times, a third of its time. Here it is asked for
at the end: what was read before is taken for the state that the files of the store suggest at the beginning, and
whoever reads looks at the end whether it was. States have rising numbers, so that it was all the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId
from codegraph.store.rows import file_key

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.model import Chunk
    from codegraph.store.reading import FileBrief
    from codegraph.store.store import Store
    from codegraph.store.vectors import Near


class State(NamedTuple):
    """Which state of the store one sees: any write raises `revision`; `words` is the content that the words show."""

    revision: int
    content: int
    words: int


class Moment:
    """A store as it is at one moment; `store` gives what nothing is kept of."""

    def __init__(self, store: Store) -> None:
        """Begin to read."""
        self.store = store
        revision, content = store.likely_numbers()
        self.lexical = store.lexical.now()
        self.state = State(revision, content, self.lexical.content)
        kept = store.kept
        self._chunks, self._files = kept.chunks.at(content), kept.files.at(content)
        # by chunk; None: there is no such chunk
        self._files_of: dict[NodeId, FileBrief | None] = {}

    def end(self) -> State:
        """Tell which state the store is in now; what was read is kept where that is the one of the beginning."""
        chunks, files = self._chunks.new(), self._files.new()
        state = State(*self.store.numbers(), self.store.lexical.content)
        if state == self.state:
            kept = self.store.kept
            kept.chunks.keep(state.content, chunks)
            kept.files.keep(state.content, files)
        return state

    def chunks(self, ids: Iterable[str]) -> list[Chunk]:
        """Give the chunks of these ids, in their order; unknown ids are left out."""
        return list(self._chunks.get(map(NodeId, ids), self._read_chunks).values())

    def files_of(self, ids: Iterable[NodeId]) -> dict[NodeId, FileBrief]:
        """Give the file of each of these chunks, in their order; unknown ids are left out.

        Chunks that the exact search knows are not read for it.
        """
        known = self._files_of
        wanted = list(dict.fromkeys(ids))
        new = [one for one in wanted if one not in known]
        if new:
            keys = self.store.files_of_chunks(new, self.state.revision)
            for chunk in self.chunks([one for one in new if one not in keys]):
                keys[chunk.id] = file_key(chunk.path)
            files = self._files_by_key(dict.fromkeys(filter(None, keys.values())))
            known.update((one, files.get(keys.get(one) or "")) for one in new)
        return {one: file for one in wanted if (file := known[one]) is not None}

    def symbols_of(self, ids: Iterable[NodeId]) -> dict[NodeId, NodeId]:
        """Give the symbol of each of these chunks, in their order; unknown ids are left out.

        Chunks that the exact search knows are not read for it.
        """
        wanted = list(dict.fromkeys(ids))
        known = self.store.symbols_of_chunks(wanted, self.state.revision)
        known.update((chunk.id, chunk.symbol) for chunk in self.chunks([one for one in wanted if one not in known]))
        return {one: known[one] for one in wanted if one in known}

    def briefs_of(self, paths: Iterable[str]) -> dict[str, FileBrief]:
        """Give what every search asks for of the indexed files among these paths."""
        return {one.path: one for one in self._files_by_key(map(file_key, paths)).values()}

    def all_files(self) -> Mapping[str, FileBrief]:
        """Give what every search asks for of all files, by their keys."""
        return self.store.all_files(self.state.content)

    def near(self, vector: array[float]) -> Near:
        """Begin an exact search for what is nearest to a unit vector."""
        return self.store.near(vector, self.state.revision)

    def _read_chunks(self, ids: Sequence[NodeId]) -> dict[NodeId, Chunk]:
        return self.store.read_chunks(ids, self._files_by_key)

    def _files_by_key(self, keys: Iterable[str]) -> dict[str, FileBrief]:
        return self._files.get(keys, self.store.read_briefs)
