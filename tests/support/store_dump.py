"""What two indexes of the same tree must have in common, and how they differ.

Left out is what tells of a store's history: revisions and contents, the times of files, facts and vectors that nothing
refers to any more. Scores of words are left out too: the statistics of the lexical index count deleted documents until
they are merged away. Which chunk has which words is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.embed.choice import default_embedder
from codegraph.store import schema
from codegraph.store.edge_groups import decode_groups
from codegraph.store.rows import decode_open
from codegraph.text import search_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from codegraph.store import Store

    Row = tuple[Any, ...]
    Dump = dict[str, dict[Row, int]]

COMPARED: Mapping[str, frozenset[str]] = {
    "file": frozenset({"mtime_ns", "content"}),
    "node": frozenset(),
    "place": frozenset(),
    "folded_name": frozenset(),
    "chunk": frozenset(),
    "edge": frozenset(),
    "resolution": frozenset({"open", "digest", "groups"}),
    "open_name": frozenset(),
    "generated": frozenset(),
    "skipped": frozenset(),
    "problem": frozenset(),
}
"""The relations that must be equal, with the columns that need not be."""

QUESTIONS = ("the area of a circle", "run a worker over its queue", "error while parsing", "fn new")
_ALL = 100_000
_SHOWN = 12


def dump(store: Store, words: Sequence[str]) -> Dump:
    """Give all of a store that must be equal, as rows with their number; `words` are looked for in the chunks."""
    found = {name: _counted(_relation(store, name, left_out)) for name, left_out in COMPARED.items()}
    found["open reference"] = _counted(_open(store))
    found["group of edges"] = _counted(_groups(store))
    found["left"] = _counted(_rows(store, "?[path] := *left{file}, *file{id: file, path}"))
    found["facts"] = _counted(
        (path, hash_, str(data))
        for path, hash_, data in _rows(
            store,
            "?[path, hash, data] := *file{path, hash, language}, *facts{hash: hash, language: language, data: d}, "
            "data = encode_base64(d)",
        )
    )
    found["unit"] = _counted(
        (path, digest, str(data))
        for path, digest, data in _rows(
            store,
            "?[path, digest, data] := *file{id: file, path}, *unit{file, digest, data: d}, data = encode_base64(d)",
        )
    )
    found["vector key"] = _counted(
        _rows(store, "v[key] := *emb{key}\nv[key] := *unindexed{key}\n?[key] := *chunk{vector: key}, v[key]")
    )
    found["score"] = _counted(
        (ident, f"{value:.6g}") for ident, value in _rows(store, "?[i, v] := *score{id: i, value: v}")
    )
    found["finished"] = _counted((stage,) for stage, done in store.stages().items() if done and stage != "hnsw")
    covered = store.coverage()._asdict()
    found["coverage"] = _counted((name, str(value)) for name, value in covered.items() if name != "revision")
    found["nearest"] = _counted(_nearest(store))
    found["word"] = _counted(_words(store, words))
    return found


def difference(ours: Dump, theirs: Dump, store: Store, other: Store) -> list[str]:
    """Say what only one of two dumps has: `-` lines are missing in ours, `+` lines are too many."""
    names = {**_names(other), **_names(store)}
    said: list[str] = []
    for part in ours:
        one, two = ours[part], theirs[part]
        wrong = sorted(
            (repr(row), one.get(row, 0) - two.get(row, 0)) for row in {*one, *two} if one.get(row, 0) != two.get(row, 0)
        )
        if wrong:
            said.append(f"{part}: {len(wrong)} rows differ")
            said += [f"  {'+' if by > 0 else '-'} {_readable(row, names)}" for row, by in wrong[:_SHOWN]]
    return said


def changed_edges(before: Dump, after: Dump) -> set[str]:
    """Give the keys of the files in which edges or open references are others than before."""
    file = schema.RELATIONS["node"].columns.index("file")
    stands = {row[0]: str(row[file]) for one in (after, before) for row in one["node"]}
    anchor = schema.RELATIONS["edge"].columns.index("anchor")
    edges = before["edge"].items() ^ after["edge"].items()
    opened = before["open reference"].items() ^ after["open reference"].items()
    return {stands[row[anchor]] for row, _ in edges} | {str(row[0]) for row, _ in opened}


def _counted(rows: Iterable[Iterable[Any]]) -> dict[Row, int]:
    counts: dict[Row, int] = {}
    for row in rows:
        key = tuple(_frozen(value) for value in row)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _rows(store: Store, script: str) -> list[list[Any]]:
    return store.query(script, limit=1_000_000, timeout=120.0).rows


def _relation(store: Store, name: str, left_out: frozenset[str]) -> list[list[Any]]:
    columns = ", ".join(column for column in schema.RELATIONS[name].columns if column not in left_out)
    return _rows(store, f"?[{columns}] := *{name}{{{columns}}}")


def _open(store: Store) -> Iterator[Row]:
    # bytes come as lists of numbers through the engine's own reading only
    for file, data in store._engine.rows("?[file, open] := *resolution{file, open}"):
        for one in decode_open(bytes(data)):
            yield (file, *one)


def _groups(store: Store) -> Iterator[Row]:
    for file, data in store._engine.rows("?[file, groups] := *resolution{file, groups}"):
        for one in decode_groups(bytes(data)):
            yield (file, *one)


def _nearest(store: Store) -> Iterator[Row]:
    embedder = default_embedder()
    for question in QUESTIONS:
        for chunk, cosine in store.dense_exact(embedder.encode_query(question), _ALL):
            yield question, chunk, f"{cosine:.4f}"


def _words(store: Store, words: Sequence[str]) -> Iterator[Row]:
    """Give the number of documents, what each word finds, and which of the words each chunk has."""
    yield "documents", store.lexical.count
    chunks = [row[0].replace("-", "") for row in _rows(store, "?[id] := *chunk{id}")]
    terms = list(dict.fromkeys(term for word in words for term in search_terms(word)))
    for term in terms[:8]:
        for chunk, _ in store.lexical.search([term], _ALL, boosts={"name": 1.0, "path": 1.0, "text": 1.0}):
            yield "found", term, chunk
    for start in range(0, len(terms), 24):
        for chunk, had in store.lexical.matches(terms[start : start + 24], chunks).items():
            yield "has", chunk, tuple(sorted(had))


def _names(store: Store) -> dict[str, str]:
    """Name ids and file keys for a reader."""
    nodes = _rows(store, "?[id, kind, qualified_name] := *node{id, kind, qualified_name}")
    named = {ident: f"{kind} {name}" for ident, kind, name in nodes}
    named.update((key, path) for key, path in _rows(store, "?[id, path] := *file{id, path}"))
    return named


def _readable(row: str, names: Mapping[str, str]) -> str:
    parts = row.split("'")
    return "'".join(names.get(_hyphened(part), part) for part in parts)[:600]


def _hyphened(ident: str) -> str:
    if len(ident) != 32 or not all(sign in "0123456789abcdef" for sign in ident):
        return ident
    return "-".join((ident[:8], ident[8:12], ident[12:16], ident[16:20], ident[20:]))
