"""Files that are no programs: by headings, keys, definitions and cells, and whatever their bytes are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.discover.languages import language_of
from codegraph.model import ChunkKind, SymbolKind
from codegraph.parse.codec import decode, encode
from codegraph.parse.formats import NOTEBOOK, SECTIONED
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.parsing import parse_file

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from codegraph.model import Facts

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sections"
SAMPLES = {one.name: one.read_bytes() for one in sorted(FIXTURES.iterdir())}
PARTS = sorted({line + b"\n" for source in SAMPLES.values() for line in source.splitlines()} | {b"\n", b"\n\n"})
SIGNS = [b'"', b"'", b'"""', b"```", b"{", b"}", b"[", b"]", b"$a$", b"/*", b"*/", b"<!--", b"-- ", b"\\", b"\r",
         b"\xff", b"\xc3\xa9", b"\x00", b"---\n", b"===\n", b"# ", b": ", b";", b"- ", b"  ", b"BEGIN ", b"END;",
         b"GO\n"]  # fmt: skip


def shown(facts: Facts, source: bytes) -> str:
    """Write facts so that they can be read."""
    lines = [f"{len(facts.symbols)} symbols, {len(facts.chunks)} chunks"]
    for number, one in enumerate(facts.symbols):
        name = source[one.name_start : one.name_end].decode()
        lines.append(
            f"{number} {one.kind} {one.name!r} in {one.parent}, {one.span.start_line}-{one.span.end_line}, "
            f"named {name!r} on {one.name_line}: {one.signature!r}" + (f" # {one.docs!r}" if one.docs else "")
        )
    lines += [f"{one.symbol}: {one.data}" for one in facts.declarations]
    for chunk in facts.chunks:
        lines.append(
            f"-- {chunk.kind} of {chunk.symbol} below {chunk.parent}, {chunk.span.start_line}-{chunk.span.end_line}"
        )
        lines.append(chunk.outline or source[chunk.span.start : chunk.span.end].decode())
    return "\n".join(line.rstrip() for line in lines)


def assert_sound(facts: Facts, source: bytes) -> None:
    """Check what holds for every file: places in the file, in order, and nothing that no chunk shows."""
    size = len(source)
    for number, symbol in enumerate(facts.symbols):
        assert symbol.parent < number
        assert 0 <= symbol.span.start <= symbol.name_start <= symbol.name_end <= symbol.span.end <= size
        assert 1 <= symbol.span.start_line <= symbol.span.end_line <= max(facts.lines, 1) + 1
        if symbol.parent >= 0 and facts.language != NOTEBOOK:
            outer = facts.symbols[symbol.parent].span
            assert outer.start <= symbol.span.start
            assert symbol.span.end <= outer.end
    starts = [symbol.span.start for symbol in facts.symbols]
    assert starts == sorted(starts)
    bare = bytearray(source)
    owned: set[tuple[int, ChunkKind]] = set()
    for number, chunk in enumerate(facts.chunks):
        assert chunk.parent < max(number, 1)
        assert 0 <= chunk.symbol < len(facts.symbols)
        assert 0 <= chunk.span.start <= chunk.span.end <= size
        if chunk.kind is ChunkKind.ITEM:
            assert (chunk.symbol, chunk.kind) not in owned
            owned.add((chunk.symbol, chunk.kind))
        if chunk.kind is not ChunkKind.FILE:
            bare[chunk.span.start : chunk.span.end] = b" " * (chunk.span.end - chunk.span.start)
            assert chunk.outline or source[chunk.span.start : chunk.span.end].strip()
    if not any(chunk.outline for chunk in facts.chunks[1:]):
        assert not bare.strip()
    assert decode(encode(facts)) == facts


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_file_holds(name: str, snapshot: SnapshotAssertion) -> None:
    source = SAMPLES[name]
    facts = parse_file(name, language_of(name) or "text", source)
    assert_sound(facts, source)
    assert shown(facts, source) == snapshot


def test_every_format_has_a_fixture() -> None:
    assert {language_of(name) for name in SAMPLES} == SECTIONED | {"text"}
    assert not SECTIONED & SUPPORTED


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(SECTIONED | {"text"})))
def test_invariant_01_parsing_never_fails_on_bytes(source: bytes, language: str) -> None:
    assert_sound(parse_file("a", language, source), source)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS + SIGNS), max_size=40), st.sampled_from(sorted(SECTIONED | {"text"})))
def test_invariant_01_parsing_never_fails_on_parts_of_all_formats(parts: list[bytes], language: str) -> None:
    source = b"".join(parts)
    assert_sound(parse_file("a", language, source), source)


def test_a_method_that_is_not_closed_holds_what_follows() -> None:
    source = b'service S {\n  rpc F (A) returns (B) { " }\n  message M {}\n'
    assert_sound(parse_file("a", "protobuf", source), source)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(sorted(SAMPLES)))
def test_invariant_01_parsing_never_fails_on_damaged_files(data: st.DataObject, name: str) -> None:
    source = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(source)))
        width = data.draw(st.integers(0, 60))
        source[at : at + width] = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from(SIGNS)))
    assert_sound(parse_file("a", language_of(name) or "text", bytes(source)), bytes(source))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["é", "word ", "\n", "\n\n", "x" * 90, "# h\n"]), st.integers(1, 60))),
       st.sampled_from(["text", "markdown", "yaml"]))  # fmt: skip
def test_long_files_are_cut_between_characters(parts: list[tuple[str, int]], language: str) -> None:
    source = "".join(part * count for part, count in parts).encode()
    facts = parse_file("a", language, source)
    assert_sound(facts, source)
    for chunk in facts.chunks[1:]:
        assert chunk.span.end - chunk.span.start <= 8192
        source[chunk.span.start : chunk.span.end].decode()


@pytest.mark.parametrize("language", sorted(SECTIONED | {"text"}))
@pytest.mark.parametrize(
    "unit", [b"{", b"[", b"- ", b"> ", b"(", b"message A{", b'{"cells":[', b'{"a":', b"a:\n ", b"#"]
)
def test_nesting_ten_thousand_deep(language: str, unit: bytes) -> None:
    source = unit * 10_000
    assert_sound(parse_file("a", language, source), source)


def test_one_line_of_a_megabyte_gives_few_chunks() -> None:
    for language in ("text", "json", "sql"):
        source = b'{"a":[' + b'"words and words",' * 60_000 + b"]}"
        facts = parse_file("a", language, source)
        assert_sound(facts, source)
        assert len(facts.chunks) < 200


def test_fenced_code_is_not_torn_where_it_fits() -> None:
    code = b"```python\n" + b"value = compute(1) + something_else(2, 3, 4, 5)  # with words\n\n" * 35 + b"```\n"
    source = b"# Title\n\n" + b"Words before it.\n\n" * 40 + code + b"\nWords after it.\n" * 30
    start = source.index(code)
    facts = parse_file("a.md", "markdown", source)
    assert any(chunk.span.start <= start and start + len(code) - 1 <= chunk.span.end for chunk in facts.chunks[1:])


def test_a_long_section_keeps_its_breadcrumb() -> None:
    source = b"# Guide\n\n" + b"About.\n" * 20 + b"\n## Install\n\n" + b"A paragraph of some words.\n\n" * 200
    facts = parse_file("a.md", "markdown", source)
    pieces = [one for one in facts.chunks if facts.symbols[one.symbol].name == "Install"]
    assert [one.kind for one in pieces] == [ChunkKind.ITEM, *[ChunkKind.BLOCK] * (len(pieces) - 1)]
    assert len(pieces) > 2
    assert {facts.symbols[one.symbol].signature for one in pieces} == {"Guide > Install"}


def test_a_byte_order_mark_hides_nothing() -> None:
    for language, source in (("markdown", b"# Title\n"), ("toml", b"[table]\n"), ("yaml", b"key: 1\n")):
        facts = parse_file("a", language, b"\xef\xbb\xbf" + source)
        assert len(facts.symbols) == 2
        assert facts.symbols[1].name_line == 1


def test_thousands_of_keys_are_no_symbols() -> None:
    source = b"".join(b"key%d: value\n" % number for number in range(5000))
    facts = parse_file("a.yaml", "yaml", source)
    assert len(facts.symbols) == 1
    assert_sound(facts, source)


def notebook(*cells: tuple[str, str], language: str = "rust", indent: int | None = 1) -> bytes:
    document = {
        "cells": [
            {
                "cell_type": kind,
                "metadata": {},
                "outputs": [{"text": ["hidden"]}],
                "source": text.splitlines(keepends=True),
            }
            for kind, text in cells
        ],
        "metadata": {"kernelspec": {"language": language}},
        "nbformat": 4,
    }
    return json.dumps(document, indent=indent).encode()


CELL_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["code", "markdown", "raw"]), CELL_TEXT), max_size=5),
       st.sampled_from([None, 1]))  # fmt: skip
def test_cells_say_what_was_written_and_outputs_nothing(cells: list[tuple[str, str]], indent: int | None) -> None:
    source = notebook(*cells, indent=indent)
    facts = parse_file("a.ipynb", NOTEBOOK, source)
    assert_sound(facts, source)
    texts = [chunk for chunk in facts.chunks[1:] if chunk.kind is not ChunkKind.ITEM]
    written = [text for _, text in cells if text.encode().strip()]
    if written:
        assert [one.outline.strip(" \t\n") for one in texts] == [text.strip(" \t\n") for text in written]


def test_definitions_of_cells_stand_where_they_are_written() -> None:
    source = notebook(("markdown", "# One\n"), ("code", 'let x = "é";\nfn load() {\n    1\n}\n'))
    facts = parse_file("a.ipynb", NOTEBOOK, source)
    (function,) = [one for one in facts.symbols if one.kind is SymbolKind.FUNCTION]
    assert source[function.name_start : function.name_end] == b"load"
    assert b"fn load" in source.splitlines()[function.name_line - 1]


def test_a_notebook_in_a_notebook_is_no_code() -> None:
    source = notebook(("code", notebook(("code", "fn f() {}")).decode()), language=NOTEBOOK)
    assert len(parse_file("a.ipynb", NOTEBOOK, source).symbols) == 1


def test_what_is_no_notebook_is_text() -> None:
    facts = parse_file("a.ipynb", NOTEBOOK, b'{"cells": []}\n')
    assert [chunk.kind for chunk in facts.chunks] == [ChunkKind.FILE, ChunkKind.TEXT]
