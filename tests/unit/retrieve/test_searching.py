"""A search in a small store, from text to hits."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from codegraph.config import RetrieveSettings
from codegraph.embed import EmbeddingSet
from codegraph.errors import StoreError
from codegraph.identity import NodeId, content_hash
from codegraph.model import Scope
from codegraph.retrieve import search
from codegraph.retrieve.legs.dense import DenseLeg
from codegraph.retrieve.searching import find
from codegraph.store import Store
from codegraph.text import search_terms
from tests.support.store import DIMENSIONS, edge, empty_store, file_edges, record, vector_of, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from codegraph.model import FileRecord, SearchResult
    from codegraph.retrieve.searching import Found

SETTINGS = RetrieveSettings()
EVERYWHERE = Scope()
FILES = {
    "src/reader.rs": ["read_file", "open_reader"],
    "src/writer.rs": ["write_file", "flush"],
    "src/net/reader.rs": ["read_socket"],
    "tests/reader.rs": ["read_file"],
    "tools/reader.py": ["read_all"],
}
LEGS = ("symbol", "lexical", "dense", "graph", "path")


class FakeEmbedder:
    """Gives the question the vector that belongs to it as a key: near to nothing in particular."""

    set = EmbeddingSet("test", DIMENSIONS, 1)
    instant = True

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.stack([vector_of(content_hash(text.encode())) for text in texts])

    def encode_query(self, text: str) -> array[float]:
        return array("f", self.encode([text])[0].tolist() if text else [0.0] * DIMENSIONS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    records = [
        as_indexed(record(path, names, language="python" if path.endswith(".py") else "rust"))
        for path, names in FILES.items()
    ]
    calls = edge("src/writer.rs", "src/writer.rs:write_file", "src/reader.rs:open_reader")
    with empty_store(tmp_path / "index") as made:
        write_all(made, records, [file_edges("src/writer.rs", [calls])])
    with Store.open(tmp_path / "index") as opened:
        yield opened


def as_indexed(one: FileRecord) -> FileRecord:
    """Give chunks the ids of the symbols they show, and names the terms that the indexer gives them."""
    chunks = [
        chunk._replace(
            chunk=chunk.chunk._replace(id=NodeId(str(chunk.chunk.symbol))),
            words={**(chunk.words or {}), "name": search_terms(chunk.chunk.name)},
        )
        for chunk in one.chunks
    ]
    return one._replace(chunks=tuple(chunks))


def ask(text: str, store: Store, root: Path, scope: Scope = EVERYWHERE, **settings: float) -> SearchResult:
    chosen = SETTINGS.changed(**settings)
    return search(text, store=store, embedder=FakeEmbedder(), root=root, scope=scope, settings=chosen)


def stages(text: str, store: Store, scope: Scope = EVERYWHERE, limit: int = 10) -> Found:
    return find(text, store=store, embedder=FakeEmbedder(), scope=scope, settings=SETTINGS, limit=limit)


def test_a_name_finds_its_definitions_and_tests_stand_lower(store: Store, tmp_path: Path) -> None:
    result = ask("read_file", store, tmp_path)
    named = [hit.chunk.path for hit in result.hits if hit.chunk.name == "read_file"]
    assert named == ["src/reader.rs", "tests/reader.rs"]
    assert result.hits[0].chunk.path == "src/reader.rs"
    assert result.hits[0].legs["symbol"]["score"] == pytest.approx(0.95)
    assert [hit.rank for hit in result.hits] == list(range(1, len(result.hits) + 1))


def test_a_mark_at_the_end_of_a_name_belongs_to_it_where_a_definition_bears_it(tmp_path: Path) -> None:
    """Ruby and Elixir have `save!` beside `save`; in Rust `vec!` is how `vec` is called."""
    records = [as_indexed(record("lib/a.rb", ["save"])), as_indexed(record("lib/b.rb", ["save!"]))]
    with empty_store(tmp_path / "index") as made:
        write_all(made, records, [])
    with Store.open(tmp_path / "index") as opened:
        for text, name in (("save!", "save!"), ("save", "save"), ("save?", "save")):
            assert ask(text, opened, tmp_path).hits[0].chunk.name == name


def test_words_find_the_name_they_make(store: Store, tmp_path: Path) -> None:
    assert "symbol" in ask("how to read file contents", store, tmp_path).hits[0].legs


def test_a_path_with_a_line_finds_what_stands_there(store: Store, tmp_path: Path) -> None:
    first = ask("writer.rs:12", store, tmp_path).hits[0].chunk
    assert (first.path, first.name) == ("src/writer.rs", "flush")


def test_the_graph_brings_the_neighbours_of_the_best_hits(store: Store) -> None:
    found = stages("write_file", store)
    names = {chunk.id: chunk.name for chunk in store.chunks_in("src/reader.rs")}
    assert [names.get(one) for one, _ in found.rankings["graph"]][:1] == ["open_reader"]


def test_tests_stand_aside_unless_they_are_asked_for(store: Store) -> None:
    paths = {chunk.id: path for path in FILES for chunk in store.chunks_in(path)}
    for text, aside in (("how is a file read", {"tests/reader.rs"}), ("tests that read a file", set())):
        found = stages(text, store)
        assert {paths[one.id] for one in found.fused if one.aside} == aside
        assert "tests/reader.rs" in {one.chunk.path for one in found.ranked}


def test_a_misspelt_word_is_taken_for_the_one_that_is_meant(store: Store) -> None:
    assert {chunk for chunk, _ in stages("the raeder", store).rankings["lexical"]} == {
        chunk for chunk, _ in stages("the reader", store).rankings["lexical"]
    }


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        (Scope(paths=("src/**",)), {"src/reader.rs", "src/writer.rs", "src/net/reader.rs"}),
        (Scope(paths=("*.rs", "!src/net/**")), {"src/reader.rs", "src/writer.rs", "tests/reader.rs"}),
        (Scope(languages=("python",)), {"tools/reader.py"}),
        (Scope(kinds=("struct",)), set()),
        (Scope(crates=("demo",)), set(FILES)),
        (Scope(crates=("other",)), set()),
    ],
)
@pytest.mark.parametrize("text", ["read_file", "how is a reader opened", "reader.rs:3", "write_file"])
def test_invariant_10_one_scope_binds_every_leg(text: str, scope: Scope, allowed: set[str], store: Store) -> None:
    found = stages(text, store, scope)
    paths = {chunk.id: chunk.path for path in FILES for chunk in store.chunks_in(path)}
    for leg, ranking in found.rankings.items():
        assert {paths[one] for one, _ in ranking} <= allowed, leg
    assert {one.chunk.path for one in found.ranked} <= allowed
    if allowed:
        assert found.rankings["dense"]


def test_a_filter_in_the_question_is_a_scope(store: Store, tmp_path: Path) -> None:
    assert {hit.chunk.path for hit in ask("reader lang:python", store, tmp_path).hits} == {"tools/reader.py"}


@pytest.mark.parametrize("text", ["read_file", "how is a file read", "reader"])
def test_invariant_11_the_same_question_gives_the_same_order(text: str, store: Store, tmp_path: Path) -> None:
    first = ask(text, store, tmp_path).hits
    assert [hit.chunk.id for hit in ask(text, store, tmp_path).hits] == [hit.chunk.id for hit in first]
    assert len({hit.chunk.id for hit in first}) == len(first)


def test_a_question_without_words_finds_nothing(store: Store, tmp_path: Path) -> None:
    assert ask("", store, tmp_path).hits == ()
    assert ask("?!", store, tmp_path).degraded == ()


def test_hits_of_files_that_are_gone_are_stale_and_counted(store: Store, tmp_path: Path) -> None:
    result = ask("read_file", store, tmp_path)
    assert all(hit.stale for hit in result.hits)
    assert result.changed_since_index == len({hit.chunk.path for hit in result.hits})
    assert result.index_revision == store.revision


def test_a_leg_that_fails_is_named_and_the_others_answer(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEmbedder, "encode_query", _fail)
    result = ask("read_file", store, tmp_path)
    assert result.degraded == ("dense: broken on purpose",)
    assert result.hits[0].chunk.name == "read_file"
    assert "dense" not in result.hits[0].legs


def test_nobody_waits_for_an_embedder_that_takes_too_long(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def wait(_self: object, _text: str) -> Any:  # noqa: ANN401 - as the real one
        released.wait(timeout=60)

    monkeypatch.setattr(FakeEmbedder, "instant", False)
    assert "dense" in ask("read_file", store, tmp_path).hits[0].legs
    monkeypatch.setattr(FakeEmbedder, "encode_query", wait)
    result = ask("read_file", store, tmp_path, dense_deadline_ms=1)
    released.set()
    assert result.degraded == ("dense: no answer within 1 ms",)
    assert result.hits[0].chunk.name == "read_file"


def test_without_any_leg_the_search_fails(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEmbedder, "encode_query", _fail)
    for way in ("names_around", "names_folded"):
        monkeypatch.setattr(Store, way, _fail)
    monkeypatch.setattr("codegraph.store.words.Words.search", _fail)
    with pytest.raises(StoreError, match="lexical: broken on purpose"):
        ask("read_file", store, tmp_path)


def written_during(path: Path, times: int, patch: pytest.MonkeyPatch) -> list[int]:
    """Have the file `src/writer.rs` replaced while the vectors are searched, the first so many times."""
    done: list[int] = []
    dense = DenseLeg.search

    def search_and_write(self: DenseLeg, *arguments: Any) -> Any:  # noqa: ANN401 - as the real one
        found = dense(self, *arguments)
        if len(done) < times:
            done.append(1)
            with Store.open(path, writable=True) as other:
                other.replace_files([as_indexed(record("src/writer.rs", ["write_file", f"again{len(done)}"]))])
                other.finish_lexical()
        return found

    patch.setattr(DenseLeg, "search", search_and_write)
    return done


def test_the_hits_of_a_search_are_of_one_revision(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = written_during(tmp_path / "index", 2, monkeypatch)
    result = ask("flush write_file again2", store, tmp_path)
    assert len(done) == 2
    assert result.degraded == ()
    assert result.index_revision == store.revision
    names = {hit.chunk.name for hit in result.hits}
    assert "flush" not in names
    assert {"write_file", "again2"} <= names


def test_a_search_among_endless_writes_ends_and_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_during(tmp_path / "index", 1000, monkeypatch)
    result = ask("flush write_file", store, tmp_path)
    assert result.degraded == (
        "the index was written during the search, again and again: the hits may be of two states of it",
    )
    hashes = {path: row.hash for path, row in store.files().items()}
    assert result.hits
    assert all(hit.file_hash == hashes[hit.chunk.path] for hit in result.hits)
    assert {hit.chunk.id for hit in result.hits} <= {chunk.id for path in FILES for chunk in store.chunks_in(path)}


@pytest.mark.parametrize("written", [True, False])
def test_words_that_are_behind_are_told(store: Store, tmp_path: Path, written: bool) -> None:  # noqa: FBT001
    """Whether somebody is about to write them, for whom a search waits a little, or a run was interrupted."""
    with Store.open(tmp_path / "index", writable=True) as other:
        other.replace_files([as_indexed(record("src/writer.rs", ["write_file", "fresh"]))])
        result = ask("fresh", store, tmp_path) if written else None
    result = result or ask("fresh", store, tmp_path)
    assert result.hits[0].chunk.name == "fresh"
    assert result.degraded == (
        "lexical: the words of files changed lately are not there yet; `codegraph index` completes them",
    )


def test_words_that_come_while_a_search_waits_are_searched(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "index", writable=True) as other:
        other.replace_files([as_indexed(record("src/writer.rs", ["write_file", "fresh"]))])
        monkeypatch.setattr("codegraph.retrieve.searching.time.sleep", lambda _: other.finish_lexical())
        result = ask("fresh", store, tmp_path)
    assert result.degraded == ()
    assert "lexical" in result.hits[0].legs


def test_every_stage_is_timed_and_every_hit_explained(store: Store, tmp_path: Path) -> None:
    result = ask("read_file", store, tmp_path)
    assert {
        "analyse",
        "symbol",
        "lexical",
        "dense",
        "fuse",
        "graph",
        "rank",
        "snippets",
        "total",
    } <= result.took_ms.keys()
    for hit in result.hits:
        assert hit.legs.keys() <= set(LEGS)
        assert sum(hit.features.values()) == pytest.approx(hit.score, abs=1e-3)


def _fail(*_args: object, **_options: object) -> None:
    message = "broken on purpose"
    raise StoreError(message)
