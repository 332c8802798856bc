"""Snippets are cut from the indexed bytes and from no others (invariant 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.identity import NodeId, content_hash
from codegraph.model import Chunk, ChunkKind, Span
from codegraph.retrieve.snippets import MOST_CHARACTERS, Snippet, cut_snippets

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = b"use a;\n\nimpl A {\n    fn one() {\n        two()\n    }\n}\n"


def chunk(start: int, end: int, path: str = "a.rs") -> Chunk:
    return Chunk(NodeId.of("snippet", f"{path}{start}"), ChunkKind.ITEM, path, "rust", Span(start, end, 4, 6),
                 NodeId.of("symbol", path), "function", "one", "a::one", "fn one()", 1)  # fmt: skip


def test_a_snippet_is_the_whole_lines_of_the_chunk(tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_bytes(SOURCE)
    start, end = SOURCE.index(b"fn one"), SOURCE.index(b"}\n}") + 1
    [found] = cut_snippets(tmp_path, [chunk(start, end)], {"a.rs": content_hash(SOURCE)})
    assert found == Snippet("    fn one() {\n        two()\n    }", stale=False)


def test_invariant_07_a_changed_or_missing_file_gives_no_text_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_bytes(b"// one more line\n" + SOURCE)
    found = cut_snippets(tmp_path, [chunk(8, 20), chunk(8, 20, "gone.rs")], {"a.rs": content_hash(SOURCE)})
    assert found == [Snippet("fn one()", stale=True)] * 2


def test_a_file_that_is_not_in_the_index_is_stale(tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_bytes(SOURCE)
    assert cut_snippets(tmp_path, [chunk(0, 6)], {})[0].stale


def test_a_path_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SOURCE)
    (tmp_path / "repository").mkdir()
    (tmp_path / "repository" / "a.rs").symlink_to(tmp_path / "secret")
    [found] = cut_snippets(tmp_path / "repository", [chunk(0, 6)], {"a.rs": content_hash(SOURCE)})
    assert found == Snippet("fn one()", stale=True)


def test_a_long_snippet_ends_at_a_line(tmp_path: Path) -> None:
    source = b"let x = 1;\n" * 1000
    (tmp_path / "a.rs").write_bytes(source)
    [found] = cut_snippets(tmp_path, [chunk(0, len(source))], {"a.rs": content_hash(source)})
    assert len(found.text) <= MOST_CHARACTERS
    assert found.text.endswith("let x = 1;")
