"""The lexical side: a tantivy index beside the store, one document a chunk.

Words come split and in lower case; the analyser only stems. Queries are built from terms, never parsed from text.
Which content of which store the index shows is written in a document of its own, in the same commit.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover.roles import role_of
from codegraph.errors import DiskError, StoreBusyError
from codegraph.identity import NodeId
from codegraph.store.lexical_folder import (
    FIELDS,
    chunk_schema,
    faults,
    is_wrong,
    load_tantivy,
    make_analyser,
    open_index,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from codegraph.model import ChunkRecord

# one field for all that a chunk says, since a word's rarity should not depend on where in the chunk it stands
_FIELD_OF = {"name": "name", "path": "path", "signature": "text", "docs": "text", "body": "text"}
_MOST_MATCHED = 24
_SHORTEST_MISSPELT = 5
# about what BM25 gives a word of medium rarity
_NEAR_SCORE = 3.0
_MARKER = "content"
_PRIVATE = ("meta.json", ".managed.json")
_HEAP_BYTES = 48_000_000
_REGEX_SIGNS = re.compile(r"[\\.+*?()|\[\]{}^$]")
_ID_DIGITS = 32
_SEGMENT = re.compile(r"[0-9a-f]{32}\.")


class LexicalScope(NamedTuple):
    """What a search is limited to; empty tuples limit nothing. `prefixes` are starts of paths."""

    languages: Sequence[str] = ()
    kinds: Sequence[str] = ()
    prefixes: Sequence[str] = ()
    roles: Sequence[str] = ()


class LexicalIndex:
    """The index in one folder, for reading and, once `add` or `remove` is called, for writing."""

    def __init__(self, directory: Path, identity: str = "", *, writable: bool = True) -> None:
        """Open the index, or begin an empty one where there is none: on the disk only when it is to be written.

        :param identity: of the store that the index belongs to.

        Raises StoreCorruptError for a damaged one, DiskError where nothing can be written.
        """
        self.directory = directory
        self.identity = identity
        self._analyser = make_analyser()
        self._seen = self._stamp()
        self._writer: Any = None
        self._index = open_index(directory, self._analyser, writable=writable)
        self._schema = chunk_schema()

    @property
    def content(self) -> int:
        """The content number of the store that the index shows; -1 when it shows none, or another store's."""
        tantivy = load_tantivy()
        with faults(self.directory):
            searcher = self._searcher()
            hits = searcher.search(tantivy.Query.term_query(self._schema, "marker", _MARKER), limit=1).hits
            if not hits:
                return -1
            content, _, identity = str(searcher.doc(hits[0][1]).get_first("id")).partition(" ")
        return int(content) if identity == self.identity else -1

    def add(self, path: str, language: str, chunks: Iterable[ChunkRecord]) -> None:
        """Add the chunks of a file, but for those that are there; seen by searches after `commit`."""
        tantivy, writer = load_tantivy(), self.open_writer()
        role = role_of(path, language)
        for record in chunks:
            if record.words is None:
                continue
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
        document.add_text("marker", _MARKER)
        document.add_text("id", f"{content} {self.identity}".rstrip())
        try:
            writer.delete_documents_by_term("marker", _MARKER)
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

    def search(
        self,
        words: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float],
        scope: LexicalScope | None = None,
        required: Sequence[str] = (),
        spelling: bool = False,
    ) -> list[tuple[NodeId, float]]:
        """Find the k chunks with the highest BM25 score for any of the words; ties go to the lower id.

        :param words: split words in lower case; stemmed here as the documents were.
        :param boosts: fields to look in, with the weight of a hit there.
        :param required: words of which a chunk must have every one, in any of the fields.
        :param spelling: a word that no chunk has stands for those that differ from it by one letter.
        """
        tantivy = load_tantivy()
        terms = self.stems(words)
        needed = self.stems(required)
        if not terms and not needed:
            return []
        unknown = self._unknown(terms) if spelling else frozenset()
        clauses = [
            (tantivy.Occur.Should, self._near(term, boosts) if term in unknown else self._term(term, boosts))
            for term in terms
        ]
        clauses += [(tantivy.Occur.Must, self._term(term, boosts)) for term in needed]
        query = tantivy.Query.boolean_query(clauses)
        if scope and any(scope):
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *self._filters(scope)])
        return self._collect(query, k)

    def matches(self, words: Sequence[str], chunks: Sequence[str]) -> dict[NodeId, frozenset[str]]:
        """Tell which of the words, stemmed, each of the given chunks has in any field; the first 24 stems count.

        A word that no chunk has is taken for those that differ from it by one letter.
        """
        tantivy = load_tantivy()
        terms = self.stems(words)[:_MOST_MATCHED]
        if not terms or not chunks:
            return {}
        among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "id", list(chunks)), 0.0)
        everywhere = dict.fromkeys(FIELDS, 1.0)
        # each word scores its own power of two, so that the sum, exact in 24 bits, says which were there
        unknown = self._unknown(terms)
        queries = [self._near(term, everywhere) if term in unknown else self._term(term, everywhere) for term in terms]
        clauses = [(tantivy.Occur.Must, among)]
        clauses += [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(one, float(1 << bit)))
            for bit, one in enumerate(queries)
        ]
        found = self._collect(tantivy.Query.boolean_query(clauses), len(chunks))
        return {
            chunk: frozenset(term for bit, term in enumerate(terms) if int(score) >> bit & 1) for chunk, score in found
        }

    def document_frequency(self, words: Sequence[str], *, fields: Sequence[str] = FIELDS) -> dict[str, int]:
        """Count for each word the chunks that have it in the field where it is most frequent."""
        frequencies = {}
        with faults(self.directory):
            searcher = self._searcher()
            for word in words:
                found = (searcher.doc_freq(field, stem) for field in fields for stem in self.stems([word]))
                frequencies[word] = max(found, default=0)
        return frequencies

    def stems(self, words: Sequence[str]) -> list[str]:
        """Stem words as the documents' are, each stem once, in order."""
        return list(dict.fromkeys(self._analyser.analyze(" ".join(words)))) if words else []

    @property
    def count(self) -> int:
        """The number of chunks in the index."""
        with faults(self.directory):
            return max(int(self._searcher().num_docs) - 1, 0)

    def documents(self) -> list[str]:
        """List the chunks of all documents; one with two documents stands there twice."""
        tantivy = load_tantivy()
        with faults(self.directory):
            searcher = self._searcher()
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

    def _term(self, term: str, boosts: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy has no types
        tantivy = load_tantivy()
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, "freq"), boost),
                )
                for field, boost in boosts.items()
            ]
        )

    def _unknown(self, terms: Sequence[str]) -> frozenset[str]:
        """Give those of some stems that no chunk has, where they are long enough to tell what was meant."""
        with faults(self.directory):
            searcher = self._searcher()
            return frozenset(
                term
                for term in terms
                if len(term) >= _SHORTEST_MISSPELT and not any(searcher.doc_freq(field, term) for field in FIELDS)
            )

    def _near(self, term: str, boosts: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy has no types
        """Match words that differ by a letter, or by two that changed places; all score the same."""
        tantivy = load_tantivy()
        queries = [
            (boost, tantivy.Query.fuzzy_term_query(self._schema, field, term, 1, True, False))  # noqa: FBT003 - not ours
            for field, boost in boosts.items()
        ]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.boost_query(query, _NEAR_SCORE * boost)) for boost, query in queries]
        )

    def _filters(self, scope: LexicalScope) -> list[Any]:
        tantivy = load_tantivy()
        filters = []
        for field, values in (("role", scope.roles), ("language", scope.languages), ("kind", scope.kinds)):
            if values:
                filters.append(tantivy.Query.term_set_query(self._schema, field, list(values)))
        if scope.prefixes:
            ranges = [_prefix_query(self._schema, prefix) for prefix in scope.prefixes]
            filters.append(tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in ranges]))
        return [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in filters]

    def _collect(self, query: Any, k: int) -> list[tuple[NodeId, float]]:  # noqa: ANN401 - tantivy has no types
        with faults(self.directory):
            searcher = self._searcher()
            # a few more than asked for, so that equal scores at the cut are cut by id
            hits = searcher.search(query, limit=max(k, 1) + 16, count=False).hits
            found = [(NodeId(searcher.doc(address).get_first("id")), float(score)) for score, address in hits]
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def _searcher(self) -> Any:  # noqa: ANN401 - tantivy has no types
        """Give a searcher of the last commit, of whatever process."""
        seen = self._stamp()
        if seen != self._seen:
            # a folder that was made anew is another index
            if self._writer is None:
                self._index = open_index(self.directory, self._analyser, writable=False)
            else:
                self._index.reload()
            self._seen = seen
        return self._index.searcher()

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
                    self._index = open_index(self.directory, self._analyser, writable=True)
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            except ValueError as error:
                message = f"cannot write the lexical index {self.directory}: {error}"
                if "LockBusy" in str(error):
                    raise StoreBusyError(message, hint="wait for the other process to end") from error
                raise DiskError(message, hint="check the free space and the folder's permissions") from error
        return self._writer


def _prefix_query(schema: Any, prefix: str) -> Any:  # noqa: ANN401 - tantivy has no types
    """Match every path that starts with `prefix`."""
    tantivy = load_tantivy()
    return tantivy.Query.regex_query(schema, "file", _REGEX_SIGNS.sub(r"\\\g<0>", prefix) + ".*")
