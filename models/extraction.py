"""Definitions of a source file as the training pairs need them: the chunks that `codegraph.parse` makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.embed.tokenizer import find_words
from codegraph.indexing.chunk_text import chunk_text
from codegraph.model import ChunkKind
from codegraph.parse.parsing import parse_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WHOLE = (ChunkKind.ITEM, ChunkKind.CONTAINER)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_MAX_BODY = 8_000
_SHORTEST_LINE = 12


class Definition(NamedTuple):
    """A definition as text, and the lines (from 1) it stands on; the body of a container is its members' signatures."""

    name: str
    container: str
    signature: str
    docs: str
    body: str
    start_line: int
    end_line: int


class Source(NamedTuple):
    """One file: what its head says, its definitions, and its lines."""

    language: str
    head: str
    definitions: tuple[Definition, ...]
    lines: Sequence[str]


def read_source(path: str, language: str, data: bytes) -> Source:
    """Give the definitions of one file that have a chunk of their own, in order."""
    facts = parse_file(path, language, data)
    found = []
    for chunk in facts.chunks:
        if chunk.kind not in _WHOLE:
            continue
        name, container, signature, docs, body = chunk_text(chunk, facts, data)
        body = _without(docs, body[:_MAX_BODY])
        found.append(
            Definition(name, container, signature, _prose(docs), body, chunk.span.start_line, chunk.span.end_line)
        )
    head = facts.symbols[0].docs if facts.symbols else ""
    return Source(facts.language, _prose(head), tuple(found), data.decode("utf-8", "replace").split("\n"))


def changed_definitions(source: Source, added: Mapping[str, int]) -> list[int]:
    """Give the numbers of the definitions that hold lines which a change added, those with the most lines first.

    :param added: lines without the spaces around them, and how often each was added. Short lines do not count.
    """
    touched: dict[int, int] = {}
    wanted = {line for line in added if len(line) >= _SHORTEST_LINE}
    rows = [row for row, line in enumerate(source.lines, 1) if line.strip() in wanted]
    for row in rows:
        holding = [number for number, one in enumerate(source.definitions) if one.start_line <= row <= one.end_line]
        if holding:
            inner = max(holding, key=lambda number: source.definitions[number].start_line)
            touched[inner] = touched.get(inner, 0) + 1
    return sorted(touched, key=lambda number: -touched[number])


def _prose(docs: str) -> str:
    """Leave out the examples between code fences."""
    return "\n".join(part for number, part in enumerate(_FENCE.split(docs)) if number % 2 == 0).strip()


def _without(docs: str, body: str) -> str:
    """Take docs off the beginning of a body, where Python has them."""
    wanted = [words for line in docs.split("\n") if (words := find_words(line))]
    if not wanted:
        return body
    lines = body.split("\n")
    at = 0
    for words in wanted:
        while at < len(lines) and not find_words(lines[at]):
            at += 1
        if at == len(lines) or find_words(lines[at])[-len(words) :] != words:
            break
        at += 1
    return "\n".join(lines[at:])
