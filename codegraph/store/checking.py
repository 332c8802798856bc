"""Whether the parts of a store agree with each other, and how to mend what does not.

What the files themselves say is checked by `codegraph.indexing.checking`; mending makes what is wrong due, and the next
run of the indexer does it.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import StoreCorruptError
from codegraph.store import rows, schema
from codegraph.store.collecting import Collecting
from codegraph.store.edge_groups import read_groups
from codegraph.store.queries import load
from codegraph.store.reading import Reading
from codegraph.store.session import UNSCORED
from codegraph.store.tables import file_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    import numpy.typing as npt

    from codegraph.model import FileRecord
    from codegraph.store.sidecar import Sidecar

_AT_ONCE = 4_000
_FILES_AT_ONCE = 200
_UNIT = 1e-3
# relations whose rows belong to a file that is there
_OF_FILES = ("node", "chunk", "problem", "resolution", "open_name", "generated", "unit", "reads", "asked", "left")
# but for problems of the whole tree, and what removed files rested on, which stays until the others are resolved again
_UNLESS = {
    "problem": ", none = to_uuid($none), file != none",
    "reads": ", not *gone{file}",
    "asked": ", not *gone{file}",
}
_COMPARED = ("node", "place", "chunk", "unit")
_NO_FILE = rows.file_key("")


class Fault(NamedTuple):
    """Something wrong in a store: how often, in words, and in which files as far as that is known.

    `code` is one of indexes, leftovers, edges, vectors, vector-file, words, approximate-index, file.
    """

    code: str
    number: int
    message: str
    paths: tuple[str, ...] = ()


class Checking(Collecting, Reading):
    """Checking and mending a store."""

    def faults(self) -> list[Fault]:
        """Look for disagreements between the parts of the store; takes seconds, and reads everything."""
        found = [*self._index_faults(), *self._leftovers(), *self._edge_faults(), *self._word_faults()]
        return [*found, *self._vector_faults(), *self._approximate_faults()]

    def differs(self, record: FileRecord) -> bool:
        """Tell whether the store holds something else of a file than this record."""
        key = rows.file_key(record.path)
        wanted = file_tables([record], 0)
        for name in _COMPARED:
            expected = Counter(map(_plain, wanted[name]))
            columns = ", ".join(schema.RELATIONS[name].columns)
            made = ", not *generated{file, id}" if name in {"node", "place"} else ""
            script = f"?[{columns}] := file = to_uuid($file), *{name}{{{columns}}}{made}"
            if (expected or name != "unit") and Counter(
                map(_plain, self._engine.rows(script, {"file": key}))
            ) != expected:
                return True
        return self.facts(record.path) != record.facts

    def distrust(self, paths: Iterable[str]) -> None:
        """Have files prepared anew by the next run, whatever their size, time and hash."""
        listed = [[rows.file_key(path)] for path in paths]
        if listed:
            self._listed = None
            self._write(load("distrust_files"), {"files": listed})

    def mend(self, faults: Iterable[Fault]) -> None:
        """Remove what is wrong, so that the next run makes it anew."""
        self._require_lock()
        self.forget_counts()
        codes = {fault.code for fault in faults}
        paths = {path for fault in faults for path in fault.paths if fault.code != "edges"}
        if "indexes" in codes:
            self._renew_indexes()
        if "leftovers" in codes:
            self._remove_leftovers()
        if "vectors" in codes:
            listed = [[key] for key in self._bad_vectors()]
            self._write("{?[key] <- $rows :rm emb {key}}", {"rows": listed})
        if codes & {"vectors", "vector-file"}:
            self.places.vectors.unlink(missing_ok=True)
            self._exact = None
            self.set_meta("stage.vectors", "0")
        if "words" in codes:
            self.lexical.close()
            self.places.remove_lexical()
            del self.__dict__["lexical"]
        if "approximate-index" in codes:
            self.drop_hnsw()
        if "edges" in codes:
            self._forget_edges()
        self.distrust(sorted(paths))

    def _index_faults(self) -> Iterator[Fault]:
        wrong = [name for name in schema.INDEXES if self._index_differs(name)]
        if wrong:
            yield Fault("indexes", len(wrong), f"indexes are missing or disagree with their rows: {', '.join(wrong)}")

    def _index_differs(self, name: str) -> bool:
        if name in schema.missing_indexes(self._engine):
            return True
        base = name.partition(":")[0]
        columns = ", ".join(dict.fromkeys((*schema.INDEXES[name], *schema.RELATIONS[base].key)))
        found = self._engine.rows(
            f"""
            base[{columns}] := *{base}{{{columns}}}
            index[{columns}] := *{name}{{{columns}}}
            apart[{columns}] := base[{columns}], not index[{columns}]
            apart[{columns}] := index[{columns}], not base[{columns}]
            ?[{columns}] := apart[{columns}] :limit 1
            """
        )
        return bool(found)

    def _renew_indexes(self) -> None:
        missing = schema.missing_indexes(self._engine)
        for name in schema.INDEXES:
            if name in missing or self._index_differs(name):
                if name not in missing:
                    self._engine.write(f"::index drop {name}")
                schema.create_index(self._engine, name)
        self._write("")

    def _leftovers(self) -> Iterator[Fault]:
        counts = {name: len(self._engine.rows(script, {"none": _NO_FILE})) for name, script in _leftover_scripts()}
        wrong = {name: count for name, count in counts.items() if count}
        if wrong:
            listed = ", ".join(f"{count} of {name}" for name, count in wrong.items())
            yield Fault("leftovers", sum(wrong.values()), f"rows that belong to nothing: {listed}")

    def _remove_leftovers(self) -> None:
        for name, script in _leftover_scripts():
            keys = ", ".join(schema.RELATIONS[name].key)
            self._write(f"{{{script} :rm {name} {{{keys}}}}}", {"none": _NO_FILE})

    def _edge_faults(self) -> Iterator[Fault]:
        paths = {row[0]: row[1] for row in self._engine.rows("?[id, path] := *file{id, path}")}
        # by the symbol that edges stand in: their number, and the symbols that they leave
        counted: dict[str, tuple[int, set[str]]] = {}
        for anchor, src, number in self._engine.rows(
            "?[anchor, src, count(start)] := *edge{src, kind, dst, anchor, start}"
        ):
            before, sources = counted.setdefault(rows.node_id(anchor), (0, set()))
            sources.add(rows.node_id(src))
            counted[rows.node_id(anchor)] = (before + number, sources)
        wrong = set()
        for file, data, gone in self._engine.rows(
            "?[file, groups, gone] := *resolution{file, groups}, gone = []\n"
            "?[file, groups, gone] := *left{file, groups, gone}"
        ):
            try:
                groups = read_groups(bytes(data), gone)
            except StoreCorruptError:
                wrong.add(file)
                continue
            for group in groups:
                number, sources = counted.pop(group.anchor, (0, set()))
                # what one macro call makes of another's text stands at one place several times, and is one edge
                if number > group.edges or sources != set(group.sources):
                    wrong.add(file)
        # until references are resolved again, edges may hang on symbols of other files that are gone
        if self.meta("stage.edges") == str(self.content):
            hanging = "*edge{src, dst, anchor}, *node{id: anchor, file}"
            wrong |= {row[0] for row in self._engine.rows(f"?[file] := {hanging}, not *node{{id: src}}")}
            wrong |= {row[0] for row in self._engine.rows(f"?[file] := {hanging}, not *node{{id: dst}}")}
        known = sorted(paths[file] for file in wrong if file in paths)
        if known or counted:
            yield Fault("edges", len(known), "references of files are not those that were counted", tuple(known))

    def _forget_edges(self) -> None:
        """Remove all edges: which of them are wrong is not known."""
        # scores that were computed of these edges are those of no others, even if the next ones join what they joined
        due = [["stage.edges", "0"], ["stage.scores", UNSCORED]]
        self._write("{?[key, value] <- $rows :put meta {key => value}}", {"rows": due})
        files = self._engine.rows("?[file] := *resolution{file}\n?[file] := *left{file}")
        for start in range(0, len(files), _FILES_AT_ONCE):
            self._write(load("remove_resolutions"), {"files": files[start : start + _FILES_AT_ONCE]})
        keys = ", ".join(schema.RELATIONS["edge"].key)
        self._write(f"{{?[{keys}] := *edge{{{keys}}} :rm edge {{{keys}}}}}")

    def _word_faults(self) -> Iterator[Fault]:
        if self.lexical.content != self.content:
            yield Fault("words", 0, "the words are not those of the present content, or were lost")
            return
        damaged = self.lexical.damaged_files()
        if damaged:
            yield Fault("words", len(damaged), f"files of the lexical index are damaged: {', '.join(damaged)}")
            return
        chunks = Counter(row[0].replace("-", "") for row in self._ask("chunk_places"))
        words = Counter(self.lexical.documents())
        if chunks != words:
            apart = (chunks - words).total() + (words - chunks).total()
            yield Fault("words", apart, "the lexical index has other chunks than the store")

    def _vector_faults(self) -> Iterator[Fault]:
        bad = self._bad_vectors()
        lacking = defaultdict(list)
        for path, key in self.chunks_without_vectors():
            lacking[path].append(key)
        for path, key in self._chunk_paths(bad):
            lacking[path].append(key)
        if lacking or bad:
            count = len(bad) or sum(map(len, lacking.values()))
            yield Fault("vectors", count, "vectors of chunks are missing or damaged", tuple(sorted(lacking)))
        elif not self._file_is_right():
            yield Fault("vector-file", 1, "the file of vectors is missing, damaged or not of this store")

    def _chunk_paths(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        script = "q[t] <- $keys\n?[path, k] := q[t], k = to_uuid(t), *chunk{vector: k, file}, *file{id: file, path}"
        return [(path, key) for path, key in self._engine.rows(script, {"keys": [[key] for key in keys]})]

    def _bad_vectors(self) -> list[str]:
        """List the keys of stored vectors that are neither of length 1 nor nought."""
        import numpy as np  # noqa: PLC0415

        bad: list[str] = []
        for keys, matrix in self._stored_vectors():
            lengths = np.linalg.norm(matrix, axis=1)
            wrong = ~((np.abs(lengths - 1.0) < _UNIT) | (lengths == 0.0))
            bad += [key for key, one in zip(keys, wrong.tolist(), strict=True) if one]
        return bad

    def _stored_vectors(self) -> Iterator[tuple[list[str], npt.NDArray[np.float32]]]:
        import numpy as np  # noqa: PLC0415

        keys = [row[0] for row in self._engine.rows("?[key] := *emb{key}")]
        keys += [row[0] for row in self._engine.rows("?[key] := *unindexed{key}")]
        for start in range(0, len(keys), _AT_ONCE):
            found = self._ask("vectors_by_key", keys=[[key] for key in keys[start : start + _AT_ONCE]])
            if found:
                yield [row[0] for row in found], np.asarray([row[1] for row in found], dtype=np.float32)

    def _file_is_right(self) -> bool:
        """Compare the mapped file with the vectors and chunks of the files that did not change since."""
        mapped = self._mapped(self.content)
        if mapped is None:
            return False
        changed = set(self._changed_since(mapped.content))
        places = [[part.replace("-", "") for part in row] for row in self._ask("chunk_places")]
        told = bool(len(mapped.symbols))
        expected = {ident: (key, symbol if told else "") for ident, file, key, symbol in places if file not in changed}
        return expected == _mapped_chunks(mapped, changed) and self._values_are_right(mapped)

    def _values_are_right(self, mapped: Sidecar) -> bool:
        import numpy as np  # noqa: PLC0415

        from codegraph.store.sidecar import sign_bits  # noqa: PLC0415

        row_of = {key.tobytes().hex(): n for n, key in enumerate(mapped.keys)}
        for keys, matrix in self._stored_vectors():
            both = [(n, row_of[key.replace("-", "")]) for n, key in enumerate(keys) if key.replace("-", "") in row_of]
            mine = matrix[[n for n, _ in both]].astype(np.float16)
            if not np.array_equal(mine, mapped.vectors[[n for _, n in both]]):
                return False
        return bool(np.array_equal(sign_bits(mapped.vectors), mapped.bits))

    def _approximate_faults(self) -> Iterator[Fault]:
        if not self.has_hnsw():
            return
        held = self._engine.rows("?[count(k)] := *emb:nearest{layer: 0, fr_key: k, to_key: k}")[0][0]
        there = self.vector_count()
        if held != there:
            yield Fault("approximate-index", abs(held - there), "the HNSW index has other vectors than the store")


def _leftover_scripts() -> Iterator[tuple[str, str]]:
    """Give for each relation the query for the keys of rows that belong to nothing."""
    for name in _OF_FILES:
        key = schema.RELATIONS[name].key
        columns = ", ".join(dict.fromkeys((*key, "file")))
        yield name, f"?[{', '.join(key)}] := *{name}{{{columns}}}, not *file{{id: file}}{_UNLESS.get(name, '')}"
    yield "place", "?[id] := *place{id}, not *node{id}"
    yield "folded_name", "?[folded, id] := *folded_name{folded, id}, not *node{id}"


def _mapped_chunks(mapped: Sidecar, changed: set[str]) -> dict[str, tuple[str, str]]:
    """Give vector key and symbol, where it is told, of each chunk of files that did not change since."""
    from codegraph.store.sidecar import hex_ids  # noqa: PLC0415 - loads numpy

    files, keys = hex_ids(mapped.files), hex_ids(mapped.keys)
    places = zip(mapped.vector_of.tolist(), mapped.file_of.tolist(), strict=True)
    symbols = hex_ids(mapped.symbols) or itertools.repeat("")
    found = zip(hex_ids(mapped.ids), symbols, places, strict=False)
    try:
        return {ident: (keys[vector], symbol) for ident, symbol, (vector, file) in found if files[file] not in changed}
    except IndexError:
        return {}


def _plain(values: Iterable[Any]) -> str:
    """Write a row so that ids with and without hyphens, and bytes in whatever form, are the same."""
    return repr([value.replace("-", "") if isinstance(value, str) else _simple(value) for value in values])


def _simple(value: object) -> object:
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    if isinstance(value, list | tuple):
        return [_simple(one) for one in value]
    return value
