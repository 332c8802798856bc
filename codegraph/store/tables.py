"""From records of whole files to the rows of all relations they touch."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import ReferenceState
from codegraph.store import rows
from codegraph.store.edge_groups import encode_groups, group_edges, pairs_of, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from codegraph.model import FileEdges, FileRecord, Problem, Symbol
    from codegraph.store.edge_groups import EdgeGroup

    Tables = dict[str, list[list[Any]]]

# Rows a transaction: enough to spread its cost, few enough that a process stays small.
BATCH_ROWS = 20_000
# The first number of the problems that resolving finds in a file; those of parsing count from nought.
_RESOLVING = 1_000_000
_OF_SYMBOLS = ("node", "place", "folded_name")
_OF_FILES = ("file", *_OF_SYMBOLS, "chunk", "facts", "unit", "problem")
_OF_EDGES = ("edge", "resolution", "open_name", *_OF_SYMBOLS, "generated", "problem", "reads", "asked")


def file_tables(records: Iterable[FileRecord], content: int) -> Tables:
    """Make the rows of files, written as the content `content` of the store."""
    tables: Tables = {name: [] for name in _OF_FILES}
    for record in records:
        key = rows.file_key(record.path)
        tables["file"].append(rows.file_row(record, content))
        tables["node"].extend(rows.node_row(key, symbol) for symbol in record.symbols)
        tables["place"].extend(rows.place_row(key, symbol) for symbol in record.symbols)
        if record.stays is not None:
            tables["place"].extend([ident, key, *place] for ident, *place in record.stays.moved)
        tables["folded_name"].extend(_folded(record.symbols))
        stand = {symbol.id: symbol.span for symbol in record.symbols}
        tables["chunk"].extend(rows.chunk_row(key, one, stand[one.chunk.symbol]) for one in record.chunks)
        tables["facts"].append([record.hash, record.language, record.facts])
        if record.unit:
            tables["unit"].append([key, record.unit_digest, record.unit])
        tables["problem"].extend(_problem_rows(key, record.problems))
    return tables


def _folded(symbols: Iterable[Symbol]) -> Iterator[list[Any]]:
    for symbol in symbols:
        folded = rows.fold(symbol.name)
        if folded != symbol.name:
            yield [folded, symbol.id]


def _problem_rows(key: str, problems: Iterable[Problem]) -> Iterator[list[Any]]:
    for n, problem in enumerate(problems):
        yield rows.problem_row(key, n, problem)


class Resolutions(NamedTuple):
    """What to write of files that were resolved: new rows, and what finds old ones.

    `files` are the keys of the files; `pairs` are those of `edge_groups.pairs_of`.
    """

    tables: Tables
    files: list[str]
    pairs: list[list[str]]


def edge_tables(
    files: Iterable[FileEdges],
    known: Mapping[str, str] | None = None,
    stored: Mapping[str, Sequence[EdgeGroup]] | None = None,
) -> Resolutions:
    """Make the rows of the edges of files.

    :param known: digests of what is stored, by file; files with the same one are left out.
    :param stored: the groups of edges that are stored, by file: those that are the same are left as they are.
    """
    tables: Tables = {name: [] for name in _OF_EDGES}
    made_of = Resolutions(tables, [], [])
    for one in files:
        key = rows.file_key(one.path)
        before = {group.anchor: group for group in stored.get(key, ())} if stored else {}
        groups, listed = group_edges(one.edges, one.anchors)
        if one.kept:
            stand = {anchor.id: anchor for anchor in one.anchors}
            groups = [group for group in groups if group.anchor not in one.kept]
            groups += [before[ident].moved(stand[ident]) for ident in sorted(one.kept)]
        opened = rows.encode_open(one.open)
        made = [rows.node_row(key, symbol) for symbol in one.generated]
        places = [rows.place_row(key, symbol) for symbol in one.generated]
        problems = [rows.problem_row(key, _RESOLVING + n, problem) for n, problem in enumerate(one.problems)]
        rests = one.depends or ()
        digests = "\n".join(sorted([f"{group.anchor} {group.text} {group.digest}" for group in groups]))
        said = json.dumps([digests, made, places, problems], check_circular=False).encode()
        digest = content_hash(b"".join((said, opened, *rests[1:])))
        if known is not None and known.get(key) == digest:
            continue
        made_of.files.append(key)
        now = {group.anchor: group.digest for group in groups}
        made_of.pairs.extend(pairs_of(it for it in before.values() if now.get(it.anchor) != it.digest))
        for anchor, own in listed.items():
            if anchor not in before or before[anchor].digest != now[anchor]:
                tables["edge"].extend(own)
        tables["node"].extend(made)
        tables["place"].extend(places)
        tables["folded_name"].extend(_folded(one.generated))
        tables["generated"].extend([key, symbol.id] for symbol in one.generated)
        tables["problem"].extend(problems)
        names = _count_names(one)
        states: Counter[str] = Counter(reference.state for reference in one.open)
        tables["resolution"].append(
            [
                key,
                sum(group.edges for group in groups),
                states[ReferenceState.AMBIGUOUS],
                states[ReferenceState.EXTERNAL],
                states[ReferenceState.UNRESOLVED],
                opened,
                sorted(names),
                digest,
                encode_groups(groups),
            ]
        )
        if one.depends is not None:
            tables["reads"].append([key, one.depends.digest, ties_of(groups), *rests[1:-1]])
            tables["asked"].append([key, one.depends.asked])
        tables["open_name"].extend([name, key, *counts] for name, counts in names.items())
    return made_of


def batches(items: Iterable[Any], weigh: Callable[[Any], int]) -> Iterator[list[Any]]:
    """Group items until their rows fill a transaction."""
    batch: list[Any] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += weigh(item)
        if weight >= BATCH_ROWS:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def record_rows(record: FileRecord) -> int:
    """Count about the rows of a file, those that stay among them: its record is as large."""
    stays = record.stays
    kept = stays.kinds.total() + stays.chunks if stays is not None else 0
    return 1 + len(record.symbols) + len(record.chunks) + kept


def edge_count(one: FileEdges) -> int:
    """Count about the rows of a file's edges."""
    return 1 + len(one.edges) + len(one.open) + len(one.generated)


def _count_names(one: FileEdges) -> dict[str, list[int]]:
    """Count a file's open references by name: ambiguous, external, unresolved."""
    positions = {ReferenceState.AMBIGUOUS: 0, ReferenceState.EXTERNAL: 1, ReferenceState.UNRESOLVED: 2}
    counts: dict[str, list[int]] = {}
    for reference in one.open:
        counts.setdefault(reference.name, [0, 0, 0])[positions[reference.state]] += 1
    return counts
