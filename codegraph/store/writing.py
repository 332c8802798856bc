"""Writing: whole files in, whole files out, each in one transaction; vectors as they come."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from codegraph.errors import StoreCorruptError
from codegraph.store import rows, schema
from codegraph.store.counting import Counting
from codegraph.store.edge_writing import EdgeWriting
from codegraph.store.hnsw import HNSW_REBUILD
from codegraph.store.lexical import LexicalIndex
from codegraph.store.queries import load
from codegraph.store.replacing import leave_equal
from codegraph.store.tables import BATCH_ROWS, batches, edge_tables, file_tables, record_rows
from codegraph.store.vectors import Dense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from codegraph.model import FileEdges, FileRecord, Skipped
    from codegraph.store.rows import FileRow

    class Stamped(Protocol):
        """Size and time of the last change of a file."""

        @property
        def size(self) -> int:
            """The bytes."""

        @property
        def mtime_ns(self) -> int:
            """The time."""

    Tables = dict[str, list[list[Any]]]

_ASKED_AT_ONCE = 20_000
_SCORE_DIGITS = 9
_FILE = schema.of("chunk").columns.index("file")
_VECTOR = schema.of("chunk").columns.index("vector")


class _WordsGone(NamedTuple):
    """What is to go from the lexical index: all chunks of some files, by path, and some chunks by id."""

    files: list[str]
    chunks: list[str]


class Writing(EdgeWriting, Counting, Dense):
    """The writing side of a store."""

    # a content number, and the files at it as long as no row of one is changed under that number
    _listed: tuple[int, dict[str, FileRow]] | None = None

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The lexical index; a writer begins it anew where it is damaged, or not of this store as it is or was."""
        writable = self.writable
        try:
            index = LexicalIndex(self.places.lexical, self.identity, writable=writable)
            if not writable or (-1 if index.count else -2) < index.content <= self.content:
                return index
        except StoreCorruptError:
            if not writable:
                raise
        self.places.remove_lexical()
        return LexicalIndex(self.places.lexical, self.identity)

    def close(self) -> None:
        """Close the store; what the lexical index was not told to finish is forgotten there."""
        if "lexical" in self.__dict__:
            self.lexical.close()
        super().close()

    def let_go(self) -> None:
        """Let go of what is kept in memory of the database, and of the list of files."""
        self._listed = None
        super().let_go()

    def files(self) -> dict[str, FileRow]:
        """List the indexed files by path, in order; who alone may write reads only what was written since he asked."""
        if not self.writable:
            return super().files()
        content = self.content
        if self._listed is None:
            self._listed = content, super().files()
        before, listed = self._listed
        if before != content:
            gone = {row[1] for row in self._ask("gone_files", after=before)}
            changed = self.files_at(row[1] for row in self._ask("changed_files", after=before))
            there = {path: row for path, row in listed.items() if path not in gone}
            self._listed = content, dict(sorted((there | changed).items()))
        return dict(self._listed[1])

    def bulk_load(self, records: Iterable[FileRecord]) -> int:
        """Load files that are not in the store yet, in large transactions of whole files; returns their number.

        Made for an empty store: as long as `finish_load` was not called no index stands in the way. An interrupted
        load leaves whole files, which `files()` lists.
        """
        self._require_lock()
        count, content = 0, self.content + 1
        for batch in batches(records, record_rows):
            tables = file_tables(batch, content)
            tables["meta"] = [["revision", str(self.revision + 1)], ["content", str(content)]]
            self._load(tables)
            for record in batch:
                self.lexical.add(record.path, record.language, record.chunks)
            count += len(batch)
        return count

    def is_loaded(self) -> bool:
        """Tell whether the first load was finished, so that files are replaced from now on."""
        return not [name for name in schema.missing_indexes(self._engine) if not name.startswith("edge:")]

    def finish_load(self) -> None:
        """Create the indexes over what was loaded; does nothing where they stand."""
        self._require_lock()
        for name in schema.missing_indexes(self._engine):
            if name.partition(":")[0] != "edge":
                schema.create_index(self._engine, name)

    def replace_files(
        self,
        records: Iterable[FileRecord],
        removed_paths: Iterable[str] = (),
        edges: Iterable[FileEdges] = (),
        *,
        vectors: Mapping[str, bytes] | None = None,
        meta: Mapping[str, str] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """Replace whole files, remove others, and set edges, in one transaction: readers see all of it or nothing.

        Open references of replaced files go with them, and the edges that stand in what is not only moved, unless
        `edges` brings new ones; edges of other files that arrive at symbols that are gone stay until their file is
        resolved again. Vectors stay, for the same code may come back. The lexical index follows with `finish_lexical`.

        :param vectors: unit vectors by key, float32 as bytes, as many as the files have and the store lacks: then the
            stage of vectors stays finished if it was.
        :param meta: values of the caller's to keep with it.
        :param meanwhile: something to do while the database writes, which must not need the store.
        """
        self.finish_load()
        written, gone, resolved = list(records), list(removed_paths), list(edges)
        content = self.content + 1
        tables = file_tables(written, content)
        files = [[rows.file_key(path)] for path in [*(record.path for record in written), *gone]]
        stored = self._stored_rows(written, gone)
        others = {row[_VECTOR].replace("-", "") for row in stored["chunk"]}
        others.update(row[_VECTOR] for row in tables["chunk"])
        words = self._words_gone(written)
        dropped = leave_equal(tables, stored)
        words.chunks.extend(self._elsewhere(tables["chunk"]))
        for name, listed in edge_tables(resolved).tables.items():
            tables.setdefault(name, []).extend(listed)
        tables["meta"] = [["content", str(content)], *map(list, (meta or {}).items())]
        if vectors is not None:
            self.keep_for_file((key, rows.halved(vector)) for key, vector in vectors.items())
            tables["unindexed" if self.has_hnsw() else "emb"] = rows.encode_vectors(vectors.items())
            if self.meta("stage.vectors") == str(content - 1):
                tables["meta"].append(["stage.vectors", str(content)])
        tables["gone"] = [[rows.file_key(path), path, content] for path in gone]
        edge_files = [*files, *([rows.file_key(one.path)] for one in resolved)]
        anew = {one.path for one in resolved}
        moved = {rows.file_key(one.path): one.anchors for one in written if one.path not in anew}
        tables["left"], pairs = self._left(edge_files, moved)
        removal = [
            load("remove_files"),
            load("remove_edges"),
            load("remove_resolutions").replace("$files", "$resolved"),
        ]
        params = {f"{name}s_gone": keys for name, keys in dropped.items()}
        with self.following_files([key for (key,) in edge_files]), self.following_vectors(others):
            given = {**params, "files": files, "pairs": pairs, "resolved": edge_files}
            self._replace(removal, tables, given, meanwhile)
        for path in [*gone, *words.files]:
            self.lexical.remove(path)
        self.lexical.remove_chunks(words.chunks)
        for record in written:
            self.lexical.add(record.path, record.language, record.chunks)

    def _stored_rows(self, records: Iterable[FileRecord], gone: Iterable[str]) -> Tables:
        """Give the rows of symbols and chunks of replaced and removed files, but for those that are known to stay."""
        whole = [*gone]
        ids: Tables = {"node": [], "chunk": []}
        for record in records:
            if record.stays is None:
                whole.append(record.path)
            else:
                ids["node"].extend([one] for one in record.stays.other_symbols)
                ids["chunk"].extend([one] for one in record.stays.other_chunks)
        if whole:
            files = [[rows.file_key(path)] for path in whole]
            for name, listed in ids.items():
                listed.extend(self._ask(f"{name}s_of_files", files=files))
        return {name: self._ask(f"{name}_rows_by_id", ids=listed) for name, listed in ids.items()}

    def _words_gone(self, records: Iterable[FileRecord]) -> _WordsGone:
        """Tell which words of the files that these records replace are to go: of whole files, or of some chunks."""
        gone = _WordsGone([], [])
        for record in records:
            if record.stays is None:
                gone.files.append(record.path)
            else:
                gone.chunks.extend(record.stays.other_chunks)
        return gone

    def _elsewhere(self, chunks: Iterable[Sequence[Any]]) -> list[str]:
        """Name the chunks of some rows that are stored as those of other files: they move, and so do their words."""
        found = self._ask("chunks_elsewhere", chunks=[[row[0], row[_FILE]] for row in chunks])
        return [rows.node_id(row[0]) for row in found]

    def restamp(self, stamps: Mapping[str, Stamped]) -> None:
        """Set size and time of files, by path, whose content is as indexed; nobody who reads sees a new revision."""
        self._require_lock()
        known, self._listed = self._listed, None
        listed = [[rows.file_key(path), one.size, one.mtime_ns] for path, one in stamps.items()]
        self._engine.write(load("restamp_files"), {"stamps": listed})
        if known is not None:
            content, files = known
            its = {path: one for path, one in stamps.items() if path in files}
            now = {path: files[path]._replace(size=one.size, mtime_ns=one.mtime_ns) for path, one in its.items()}
            self._listed = content, files | now

    def missing_vectors(self, keys: Iterable[str]) -> set[str]:
        """Tell which of the vector keys have no vector yet."""
        wanted = list(dict.fromkeys(keys))
        missing = set(wanted)
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            part = [[key] for key in wanted[start : start + _ASKED_AT_ONCE]]
            missing.difference_update(row[0].replace("-", "") for row in self._ask("vectors_present", keys=part))
        return missing

    def write_vectors(self, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        """Store vectors under their keys: shape (len(keys), dimensions), rows of length 1 or 0.

        Where the HNSW index stands they wait beside it until `absorb_vectors`; searches find them.
        """
        self._require_lock()
        self.keep_for_file(zip(keys, map(bytes, vectors.astype("<f2")), strict=True))
        data = list(zip(keys, map(bytes, vectors.astype("<f4", copy=False)), strict=True))
        indexed = self.has_hnsw()
        if indexed and len(keys) > HNSW_REBUILD:
            self.drop_hnsw()
            indexed = False
        for start in range(0, len(keys), BATCH_ROWS):
            part = rows.encode_vectors(data[start : start + BATCH_ROWS])
            if indexed:
                self._write("{?[key, v] <- $rows :put unindexed {key => v}}", {"rows": part})
            else:
                meta = [["revision", str(self.revision + 1)]]
                self._engine.load({"emb": (("key", "v"), part), "meta": (("key", "value"), meta)})

    def write_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Replace the list of files that were left out."""
        listed = [[one.path, one.reason, one.detail] for one in skipped]
        with self.following_files(()):
            self._write(
                "{?[path] := *skipped{path} :rm skipped {path}}\n"
                "{?[path, reason, detail] <- $rows :put skipped {path => reason, detail}}",
                {"rows": listed},
            )

    def compute_scores(self) -> None:
        """Compute PageRank over calls, uses and implementations, and write the scores that are others than before.

        They are rounded, so that an edit somewhere leaves most of them as they are.
        Page, Brin, Motwani, Winograd: The PageRank Citation Ranking, 1999.
        """
        self._require_lock()
        before = dict(self._ask("scores"))
        now = {one: round(value, _SCORE_DIGITS) for one, value in self._ask("compute_scores")}
        changed = [[one, value] for one, value in now.items() if before.get(one) != value]
        dropped = [[one] for one in before.keys() - now.keys()]
        if before:
            self._write(load("replace_scores"), {"scores": changed, "dropped": dropped})
        else:
            self._load({"score": changed, "meta": [["revision", str(self.revision + 1)]]})
        self.finish_stage("scores")

    def finish_lexical(self) -> None:
        """Make what was written visible to lexical searches; completes what an interrupted run removed."""
        for _, path, _ in self._ask("gone_files", after=self.lexical.content):
            self.lexical.remove(path)
        self.lexical.commit(self.content)
