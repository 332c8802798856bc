"""Reading what is indexed: files, symbols, chunks, facts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId
from codegraph.store import rows
from codegraph.store.expansions import Expansions
from codegraph.store.memory import Memory
from codegraph.store.rows import FileRow, read_chunk, read_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from codegraph.model import Chunk, Symbol


# about 30 MB of chunks, or of files
_MOST_KEPT = 20_000
_MOST_FILES = 100_000


class FileBrief(NamedTuple):
    """What every search asks for of a file: with its content hash and how many bytes it has."""

    path: str
    language: str
    hash: str
    size: int


class ChunkName(NamedTuple):
    """What a search by the words of a name asks of a chunk."""

    id: NodeId
    kind: str
    symbol_kind: str
    name: str


class Kept(NamedTuple):
    """Reads that are kept by content number: chunks, and files by their keys."""

    chunks: Memory[NodeId, Chunk]
    files: Memory[str, FileBrief]


class Reading(Expansions):
    """The reading side of a store, but for graph, vectors and words."""

    @cached_property
    def kept(self) -> Kept:
        """What is kept of reads, for whoever asks this handle again."""
        return Kept(Memory(_MOST_KEPT), Memory(_MOST_FILES))

    def files(self) -> dict[str, FileRow]:
        """List the indexed files by path, in order."""
        return {row[0]: FileRow(*row) for row in self._ask("files")}

    def file(self, path: str) -> FileRow | None:
        """Give one indexed file."""
        found = self._ask("file_by_path", file=rows.file_key(path))
        return FileRow(*found[0]) if found else None

    def files_at(self, paths: Iterable[str]) -> dict[str, FileRow]:
        """Give the indexed files among these paths."""
        found = self._ask("files_by_path", files=[[rows.file_key(path)] for path in paths])
        return {row[0]: FileRow(*row) for row in found}

    def briefs_of(self, paths: Iterable[str]) -> dict[str, FileBrief]:
        """Give what every search asks for of the indexed files among these paths."""
        found = self.kept.files.get(map(rows.file_key, paths), lambda: self.content, self.read_briefs)
        return {one.path: one for one in found.values()}

    def read_briefs(self, keys: Iterable[str]) -> dict[str, FileBrief]:
        """Do what `briefs_of` does without a look at what is kept; by the keys of files, as they are asked for."""
        found = self._ask("files_by_id", files=[[key] for key in keys])
        return {rows.node_id(row[0]): FileBrief(*row[1:]) for row in found}

    def keep_files(self, content: int) -> dict[str, FileBrief]:
        """Give what every search asks for of all files, by their keys, and keep it.

        :param content: the content number of now; what is read may be of a later one, for which nobody asks under this.
        """
        asked = self._ask("files_in_brief")
        found: dict[str, FileBrief] = {rows.node_id(row[0]): FileBrief(*row[1:]) for row in asked}
        self.kept.files.keep(content, found)
        return found

    def facts(self, path: str) -> bytes | None:
        """Give the encoded facts of an indexed file."""
        found = self._ask("facts_of_file", file=rows.file_key(path))
        return bytes(found[0][0]) if found else None

    def facts_of(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Give the encoded facts of files by path; those that are not indexed are left out."""
        asked = [[rows.file_key(path)] for path in paths]
        return {path: bytes(data) for path, data in self._ask("facts_of_files", files=asked)}

    def standing_in(self, symbols: Mapping[str, NodeId]) -> set[str]:
        """Give those of some paths whose file has the symbol of this id."""
        by_key = {rows.file_key(path): path for path in symbols}
        asked = [[ident, rows.file_key(path)] for path, ident in symbols.items()]
        return {by_key[rows.node_id(row[0])] for row in self._ask("nodes_standing_in", nodes=asked)}

    def vector_key(self, chunk: str) -> str | None:
        """Give the key of a chunk's vector; None where there is no such chunk."""
        found = self._ask("chunk_rows_by_id", ids=[[chunk]])
        return str(found[0][-1]).replace("-", "") if found else None

    def facts_of_bytes(self, contents: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
        """Give the encoded facts that are kept for contents: hash and language; also those no file has any more."""
        found = self._ask("facts_of_bytes", contents=[list(one) for one in contents])
        return {(row[0], row[1]): bytes(row[2]) for row in found}

    def symbols(self, ids: Iterable[str]) -> list[Symbol]:
        """Give the symbols of these ids, in their order; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return []
        found = {
            symbol.id: symbol for symbol in map(read_symbol, self._ask("symbols_by_id", ids=[[one] for one in wanted]))
        }
        return [found[NodeId(one)] for one in wanted if one in found]

    def symbols_in(self, path: str) -> list[Symbol]:
        """List the symbols of a file by position."""
        found = map(read_symbol, self._ask("symbols_in_file", file=rows.file_key(path)))
        return sorted(found, key=lambda symbol: (symbol.span.start, -symbol.span.end, symbol.id))

    def children(self, parent: str, limit: int = 1000) -> list[Symbol]:
        """List the symbols that a symbol contains, by path and position."""
        return [read_symbol(row) for row in self._ask("children", id=parent, limit=limit)]

    def chunks(self, ids: Iterable[str]) -> list[Chunk]:
        """Give the chunks of these ids, in their order; unknown ids are left out."""
        return list(self.kept.chunks.get(map(NodeId, ids), lambda: self.content, self.read_chunks).values())

    def read_chunks(
        self, ids: Sequence[NodeId], briefs: Callable[[Iterable[str]], Mapping[str, FileBrief]] | None = None
    ) -> dict[NodeId, Chunk]:
        """Do what `chunks` does without a look at what is kept; by id.

        :param briefs: gives files by their keys, where they are kept.
        """
        found = self._ask("chunks_by_id", ids=list(ids))
        files = [rows.node_id(row[2]) for row in found]
        known = (briefs or self.read_briefs)(dict.fromkeys(files))
        chunks = (
            read_chunk((*row[:2], known[file].path, known[file].language, *row[3:]))
            for file, row in zip(files, found, strict=True)
            if file in known
        )
        return {chunk.id: chunk for chunk in chunks}

    def chunk_names(self, ids: Iterable[str]) -> list[ChunkName]:
        """Give the names of the chunks of these ids, in their order; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return []
        found = {rows.node_id(row[0]): row for row in self._ask("chunk_names", ids=wanted)}
        return [ChunkName(NodeId(one), *found[NodeId(one)][1:]) for one in wanted if NodeId(one) in found]

    def chunks_in(self, path: str) -> list[Chunk]:
        """List the chunks of a file by position."""
        found = map(read_chunk, self._ask("chunks_in_file", file=rows.file_key(path)))
        return sorted(found, key=lambda chunk: (chunk.span.start, -chunk.span.end, chunk.id))

    def scores(self, ids: Iterable[str]) -> dict[NodeId, float]:
        """Give the graph scores of symbols; those without one are left out."""
        return {rows.node_id(one): score for one, score in self._ask("scores_by_id", ids=[[one] for one in ids])}

    def size_on_disk(self) -> dict[str, int]:
        """Give the bytes of the database, the lexical index and the vector file."""
        return self.places.size()
