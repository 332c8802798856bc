"""Every query of the product seeks; none scans where it could seek."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from codegraph.store import queries
from tests.support.store import empty_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.store import Store

# Queries that read a relation from its start to its end, and why they may.
WHOLE_RELATIONS = {
    "absorb_vectors": "takes in what waits",
    "all_meta": "a handful of rows",
    "answers": "lists all files that a compiler saw",
    "files_in_brief": "lists all files",
    "changed_files": "a range of an index, which shows as a load",
    "chunk_places": "the file of vectors is made of all chunks",
    "chunks_without_vectors": "finds what an interrupted run left out",
    "compute_scores": "ranks the whole graph",
    "scores": "compared with those computed anew",
    "count_unindexed": "a few thousand rows at most",
    "count_vectors": "coverage",
    "count_chunks_without_vectors": "coverage",
    "count_files": "coverage",
    "count_generated": "coverage",
    "count_chunks_since": "a range of an index, which shows as a load",
    "count_problems": "coverage",
    "count_references": "coverage",
    "count_skipped": "coverage",
    "files": "lists all files",
    "gone_files": "a range of an index, which shows as a load",
    "names_prefixed": "a range of an index, which shows as a load",
    "names_prefixed_folded": "a range of keys, which shows as a load",
    "names_starting": "a range of an index and one of keys, which show as loads",
    "problems": "lists all problems",
    "problems_of_no_file": "looks through all problems",
    "scores_highest": "ranks all symbols",
    "reads": "an edit that others can see is looked for in what all files asked",
    "reads_removed": "lists all removed files",
    "unresolved_files": "a range of an index, which shows as a load",
    "remove_expansions": "looks through all expansions",
    "remove_answers": "looks through all answers of a tool",
    "skipped": "lists all files left out",
    "units": "the resolver's tables are built from all files",
    "macros": "the resolver's tables are built from all files",
    "unused_answer": "looks for garbage",
    "unused_emb": "looks for garbage",
    "unused_expansion": "looks for garbage",
    "unused_facts": "looks for garbage",
    "unused_gone": "a range of an index, which shows as a load",
    "unused_unindexed": "looks for garbage",
    "unused_unit": "looks for garbage",
    "count_all_vectors": "a figure that garbage is compared with",
    "vectors_nearest": "compares what the index does not hold yet, a few thousand rows at most",
}
_ID = "0" * 32
_VECTOR = "A" * 86 + "=="
PARAMS: dict[str, Any] = {
    "ids": [[_ID]],
    "keys": [[_ID]],
    "files": [[_ID]],
    "pairs": [[_ID, _ID]],
    "names": [["a"]],
    "paths": [["a::a", "a"]],
    "folded_names_gone": [["a", _ID]],
    "nodes_gone": [[_ID]],
    "chunks_gone": [[_ID]],
    **dict.fromkeys(("file", "id"), _ID),
    **dict.fromkeys(("name", "folded", "low", "high", "suffix", "key", "hash", "state"), "a"),
    **dict.fromkeys(("limit", "most", "k", "ef", "after", "before", "start", "end"), 5),
    "kinds": [["calls"]],
    "tools": ["a"],
    "stage": "a",
    "stamps": [[_ID, 5, 5]],
    "scores": [[_ID, 0.5]],
    "dropped": [[_ID]],
    "contents": [["a", "rust"]],
    "chunks": [[_ID, _ID]],
    "nodes": [[_ID, _ID]],
    "rows": [[_ID, 0, "", "a", "a", "", None]],
    "query": _VECTOR,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_store(tmp_path_factory.mktemp("queries")) as opened:
        opened.finish_load()
        opened.write_edges([])
        opened.build_hnsw()
        yield opened


def blocks(script: str) -> list[str]:
    return re.findall(r"^\{\n(.*?)^\}", script, re.DOTALL | re.MULTILINE) or [script]


def operations(store: Store, script: str) -> list[str]:
    return [str(row[4]) for row in store._engine.rows(f"::explain {{{script}}}", PARAMS)]


@pytest.mark.parametrize("name", queries.names())
def test_a_query_joins_by_prefix_only(store: Store, name: str) -> None:
    for block in blocks(queries.load(name)):
        found = operations(store, block)
        assert not [op for op in found if "mat_join" in op and op.startswith("stored")], found


@pytest.mark.parametrize("name", [name for name in queries.names() if name not in WHOLE_RELATIONS])
def test_a_query_does_not_begin_with_a_scan(store: Store, name: str) -> None:
    for block in blocks(queries.load(name)):
        found = operations(store, block)
        loads = [n for n, op in enumerate(found) if op == "load_stored"]
        for n in loads:
            assert n + 1 < len(found), found
            assert "join" in found[n + 1], found


def test_the_check_sees_a_scan(store: Store) -> None:
    assert "stored_mat_join" in operations(store, '?[id] := kind = "x", *node{id, kind}')


def test_the_exceptions_name_queries() -> None:
    assert set(WHOLE_RELATIONS) <= set(queries.names())


@pytest.mark.parametrize("name", [name for name in queries.names() if "?[" in queries.load(name)])
def test_a_reading_query_ends(name: str) -> None:
    script = queries.load(name)
    assert ":timeout" in script or any(word in script for word in (":put", ":rm", ":update"))


def test_no_text_is_put_into_a_script() -> None:
    for name in queries.names():
        assert "{}" not in queries.load(name)
