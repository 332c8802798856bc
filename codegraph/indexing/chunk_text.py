"""What a chunk says, in the parts of the text recipe: for the index, and for training the embedding on just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import ChunkKind

if TYPE_CHECKING:
    from codegraph.model import ChunkFact, Facts, SymbolFact


class ChunkText(NamedTuple):
    """The arguments of `embedded_text`; docs are only those of a whole definition, a text has no signature."""

    name: str
    container: str
    signature: str
    docs: str
    body: str


def chunk_text(chunk: ChunkFact, facts: Facts, source: bytes) -> ChunkText:
    """Give the parts of a chunk of a file whose bytes are `source`."""
    fact = facts.symbols[chunk.symbol]
    return ChunkText(
        fact.name,
        facts.symbols[fact.parent].name if fact.parent > 0 else "",
        fact.signature if chunk.kind is not ChunkKind.TEXT else "",
        fact.docs if chunk.kind not in {ChunkKind.BLOCK, ChunkKind.TEXT} else "",
        chunk_body(chunk, fact, source),
    )


def chunk_body(chunk: ChunkFact, fact: SymbolFact, source: bytes) -> str:
    """Give a chunk's text without what the signature and the docs of its symbol already say."""
    if chunk.outline:
        return chunk.outline.removeprefix(fact.docs).removeprefix("\n").removeprefix(fact.signature)
    start = chunk.span.start
    if chunk.kind is ChunkKind.ITEM:
        start = fact.body if fact.body >= 0 else fact.name_end
    return source[start : chunk.span.end].decode("utf-8", "replace")
