"""The lexical index: what was added is found, by stem, within the scope, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreCorruptError
from codegraph.store.lexical import LexicalIndex
from codegraph.store.words import LexicalScope
from tests.support.store import chunk_id, record

if TYPE_CHECKING:
    from pathlib import Path

BOOSTS = {"name": 4.0, "path": 2.0, "text": 1.0}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "lexical")
    made.add("src/a.rs", "rust", record("src/a.rs", ["open_file", "close_file"]).chunks)
    made.add("lib/b.py", "python", record("lib/b.py", ["open_socket"], language="python").chunks)
    made.commit(7)
    return made


def found(index: LexicalIndex, *words: str, scope: LexicalScope | None = None) -> list[str]:
    return [chunk for chunk, _ in index.search(words, 10, boosts=BOOSTS, scope=scope)]


def test_a_word_finds_its_chunks(index: LexicalIndex) -> None:
    assert set(found(index, "open")) == {chunk_id("src/a.rs:open_file"), chunk_id("lib/b.py:open_socket")}
    assert found(index, "socket") == [chunk_id("lib/b.py:open_socket")]
    assert found(index, "nothing") == []
    assert found(index) == []


def test_words_are_stemmed_as_the_documents_are(index: LexicalIndex) -> None:
    assert found(index, "sockets") == found(index, "socket")
    assert index.stems(["opening", "opened", "files"]) == ["open", "file"]


def test_more_words_rank_higher(index: LexicalIndex) -> None:
    assert found(index, "close", "file")[0] == chunk_id("src/a.rs:close_file")


def test_a_scope_limits_languages_kinds_and_paths(index: LexicalIndex) -> None:
    b = [chunk_id("lib/b.py:open_socket")]
    assert found(index, "open", scope=LexicalScope(languages=["python"])) == b
    assert found(index, "open", scope=LexicalScope(prefixes=["lib/"])) == b
    assert found(index, "open", scope=LexicalScope(kinds=["struct"])) == []
    assert found(index, "open", scope=LexicalScope(prefixes=["l.b/", "lib/b.p+"])) == []
    assert len(found(index, "open", scope=LexicalScope(kinds=["function"], prefixes=["lib/", "src/"]))) == 2


def test_a_scope_limits_what_files_are_for(index: LexicalIndex) -> None:
    index.add("tests/a.rs", "rust", record("tests/a.rs", ["open_test"]).chunks)
    index.commit(8)
    assert found(index, "open", scope=LexicalScope(roles=["test"])) == [chunk_id("tests/a.rs:open_test")]
    assert len(found(index, "open", scope=LexicalScope(roles=["code", "prose"]))) == 2


@pytest.mark.parametrize("word", ["soccket", "scoket", "sockt", "sockat"])
def test_a_word_that_no_chunk_has_stands_for_those_one_letter_away(index: LexicalIndex, word: str) -> None:
    b = chunk_id("lib/b.py:open_socket")
    assert [chunk for chunk, _ in index.search([word], 10, boosts=BOOSTS, spelling=True)] == [b]
    assert found(index, word) == []
    assert index.matches([word, "open"], [b]) == {b: frozenset(index.stems([word, "open"]))}


def test_short_words_and_words_that_are_there_are_taken_as_they_are(index: LexicalIndex) -> None:
    assert index.search(["fle"], 10, boosts=BOOSTS, spelling=True) == []
    plain = index.search(["close"], 10, boosts=BOOSTS)
    assert index.search(["close"], 10, boosts=BOOSTS, spelling=True) == plain


def test_required_words_must_be_there(index: LexicalIndex) -> None:
    hits = index.search(["open"], 10, boosts=BOOSTS, required=["file"])
    assert [chunk for chunk, _ in hits] == [chunk_id("src/a.rs:open_file"), chunk_id("src/a.rs:close_file")]


def test_words_that_most_chunks_of_a_large_index_have_count_only_where_there_are_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = LexicalIndex(tmp_path / "common")
    words = ["common rare", *["common"] * 8, "other"]
    for number, text in enumerate(words):
        made = record("x.rs", [f"f{chr(97 + number)}"]).chunks[0]
        index.add("x.rs", "rust", [made._replace(words={"body": text})])
    index.commit(1)
    assert len(found(index, "common", "rare")) == 9
    monkeypatch.setattr("codegraph.store.words._LONG_LIST", 8)
    assert found(index, "common", "rare") == [chunk_id("x.rs:fa")]
    assert len(found(index, "common")) == 9


def test_equal_scores_are_ordered_by_id(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path / "equal")
    names = [f"same{chr(97 + n)}" for n in range(20)]
    for name in names:
        made = record("x.rs", [name]).chunks[0]
        index.add("x.rs", "rust", [made._replace(words={"name": "same"})])
    index.commit(1)
    hits = index.search(["same"], 5, boosts=BOOSTS)
    assert [chunk for chunk, _ in hits] == sorted(chunk_id(f"x.rs:{name}") for name in names)[:5]


def test_a_removed_file_is_gone_after_the_commit(index: LexicalIndex) -> None:
    index.remove("src/a.rs")
    assert len(found(index, "open")) == 2
    index.commit(8)
    assert found(index, "open") == [chunk_id("lib/b.py:open_socket")]
    assert index.count == 1


def test_the_content_is_committed_with_the_words(index: LexicalIndex, tmp_path: Path) -> None:
    assert index.content == 7
    index.add("src/c.rs", "rust", record("src/c.rs", ["later"]).chunks)
    index.close()
    again = LexicalIndex(tmp_path / "lexical")
    assert again.content == 7
    assert found(again, "later") == []
    assert LexicalIndex(tmp_path / "none").content == -1


def test_a_reader_sees_a_later_commit(index: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "lexical")
    index.add("src/c.rs", "rust", record("src/c.rs", ["later"]).chunks)
    index.commit(8)
    assert reader.content == 8
    assert found(reader, "later") == [chunk_id("src/c.rs:later")]


def test_the_chunks_with_a_word_are_counted(index: LexicalIndex) -> None:
    assert index.document_frequency(["open", "socket", "nothing"]) == {"open": 2, "socket": 1, "nothing": 0}


def test_each_chunk_says_which_words_it_has(index: LexicalIndex) -> None:
    a, b = chunk_id("src/a.rs:open_file"), chunk_id("lib/b.py:open_socket")
    found = index.matches(["open", "socket", "nothing"], [a, b])
    assert found == {a: frozenset({"open"}), b: frozenset({"open", "socket"})}
    assert index.matches([], [a]) == {}


def test_words_are_never_taken_for_syntax(index: LexicalIndex) -> None:
    assert found(index, "name:open", "AND", "(", '"', "*", "\\") == []


def test_a_damaged_index_says_so(index: LexicalIndex, tmp_path: Path) -> None:
    index.close()
    (tmp_path / "lexical" / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoreCorruptError) as caught:
        LexicalIndex(tmp_path / "lexical")
    assert "codegraph index" in caught.value.hint
    assert (tmp_path / "lexical" / "meta.json").exists()


def test_chunks_of_some_kinds_are_told_from_others(index: LexicalIndex) -> None:
    a, b = chunk_id("src/a.rs:open_file"), chunk_id("lib/b.py:open_socket")
    assert index.of_kinds(["test", "function"], [a, b, "0" * 32]) == {a, b}
    assert index.of_kinds(["function"], [b]) == {b}
    assert index.of_kinds(["test"], [a, b]) == frozenset()
    assert index.of_kinds(["function"], []) == frozenset()
