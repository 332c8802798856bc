"""The lexical side: a tantivy index beside the store, one document a chunk.

Words come split and in lower case; the analyser only stems. Queries are built from terms, never parsed from text.
Which content of which store the index shows is written in a document of its own, in the same commit.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from codegraph.errors import DiskError, StoreBusyError
from codegraph.store.lexical_folder import (
    faults,
    is_wrong,
    load_tantivy,
    open_index,
)
from codegraph.store.words import MARKER, Commit, FixedWords, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from codegraph.model import ChunkRecord

# one field for all that a chunk says, since a word's rarity should not depend on where in the chunk it stands
_FIELD_OF = {"name": "name", "path": "path", "signature": "text", "docs": "text", "body": "text"}
_PRIVATE = ("meta.json", ".managed.json")
_HEAP_BYTES = 48_000_000
_ID_DIGITS = 32
_SEGMENT = re.compile(r"[0-9a-f]{32}\.")


class LexicalIndex(Words):
    """The index in one folder, for reading and, once `add` or `remove` is called, for writing."""

    def __init__(self, directory: Path, identity: str = "", *, writable: bool = True) -> None:
        """Open the index, or begin an empty one where there is none: on the disk only when it is to be written.

        :param identity: of the store that the index belongs to.

        Raises StoreCorruptError for a damaged one, DiskError where nothing can be written.
        """
        super().__init__(directory, identity)
        self._seen = self._stamp()
        self._writer: Any = None
        self._index = open_index(directory, writable=writable)
        self._last: tuple[Any, Commit] | None = None

    def add(self, path: str, language: str, chunks: Iterable[ChunkRecord]) -> None:
        """Add chunks of a file; seen by searches after `commit`."""
        from codegraph.discover.roles import role_of  # noqa: PLC0415 - its patterns: a run that writes no word needs none

        tantivy, writer = load_tantivy(), self.open_writer()
        role = role_of(path, language)
        for record in chunks:
            chunk = record.chunk
            document = tantivy.Document()
            document.add_text("id", chunk.id)
            document.add_text("file", path)
            document.add_text("role", role)
            document.add_text("language", language)
            document.add_text("kind", chunk.symbol_kind or chunk.kind)
            for field, text in record.words.items():
                if text:
                    document.add_text(_FIELD_OF[field], text)
            writer.add_document(document)

    def remove(self, path: str) -> None:
        """Remove the chunks of a file; seen by searches after `commit`."""
        self.open_writer().delete_documents_by_term("file", path)

    def remove_chunks(self, chunks: Iterable[str]) -> None:
        """Remove chunks by id; seen by searches after `commit`."""
        writer = self.open_writer()
        for chunk in chunks:
            writer.delete_documents_by_term("id", chunk)

    def clear(self) -> None:
        """Remove everything; seen by searches after `commit`."""
        self.open_writer().delete_all_documents()

    def commit(self, content: int) -> None:
        """Make what was added and removed visible, as the content `content` of the store. Raises DiskError."""
        tantivy, writer = load_tantivy(), self.open_writer()
        document = tantivy.Document()
        document.add_text("marker", MARKER)
        document.add_text("id", f"{content} {self.identity}".rstrip())
        try:
            writer.delete_documents_by_term("marker", MARKER)
            writer.add_document(document)
            writer.commit()
        except (ValueError, OSError) as error:
            self._writer = None
            message = f"cannot write the lexical index {self.directory}: {error}"
            raise DiskError(message, hint="check the free space and the folder's permissions") from error

    def close(self) -> None:
        """Let go of the writer; what was not committed is forgotten."""
        if self._writer is not None:
            # where the folder is gone there is nothing to take back
            with contextlib.suppress(ValueError):
                self._writer.rollback()
                self._writer.wait_merging_threads()
            self._writer = None
            self._let_others_read()

    def _let_others_read(self) -> None:
        """Give the files that tantivy keeps for the owner alone the rights of all others: those of the folder."""
        with contextlib.suppress(OSError):
            rights = self.directory.stat().st_mode & 0o666
            for name in _PRIVATE:
                (self.directory / name).chmod(rights)

    def documents(self) -> list[str]:
        """List the chunks of all documents; one with two documents stands there twice."""
        tantivy = load_tantivy()
        with faults(self.directory):
            searcher = self._commit().searcher
            hits = searcher.search(tantivy.Query.all_query(), limit=max(int(searcher.num_docs), 1), count=False).hits
            found = [str(searcher.doc(address).get_first("id")) for _, address in hits]
        return [one for one in found if len(one) == _ID_DIGITS]

    def damaged_files(self) -> list[str]:
        """Name the files of segments whose checksum is not that of their bytes: searches fail over them, or miss."""
        return sorted(path.name for path in self.directory.glob("*.*") if _SEGMENT.match(path.name) and is_wrong(path))

    def drop_unused_files(self) -> None:
        """Delete the files of segments that no commit uses any more. Raises StoreBusyError, DiskError."""
        writer = self.open_writer()
        with faults(self.directory):
            writer.garbage_collect_files()

    def now(self) -> FixedWords:
        """Give the index as the last commit made it, for searches that all want the same."""
        with faults(self.directory):
            return FixedWords(self, self._commit())

    def _commit(self) -> Commit:
        """Give the last commit, of whatever process."""
        seen = self._stamp()
        if seen != self._seen:
            # a folder that was made anew is another index
            if self._writer is None:
                self._index = open_index(self.directory, writable=False)
            else:
                self._index.reload()
            self._seen, self._last = seen, None
        last, index = self._last, self._index
        if last is None or last[0] is not index:
            last = self._last = index, Commit(index.searcher())
        return last[1]

    def _stamp(self) -> tuple[int, int]:
        try:
            state = (self.directory / "meta.json").stat()
        except OSError:
            return (0, 0)
        return (state.st_ino, state.st_mtime_ns)

    def open_writer(self) -> Any:  # noqa: ANN401 - tantivy has no types
        """Begin to write, which takes a while; also done by the first change. Raises StoreBusyError, DiskError."""
        if self._writer is None:
            try:
                with faults(self.directory):
                    self._index = open_index(self.directory, writable=True)
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            except ValueError as error:
                message = f"cannot write the lexical index {self.directory}: {error}"
                if "LockBusy" in str(error):
                    raise StoreBusyError(message, hint="wait for the other process to end") from error
                raise DiskError(message, hint="check the free space and the folder's permissions") from error
        return self._writer
