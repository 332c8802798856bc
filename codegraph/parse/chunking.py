"""Cuts a file into a tree of chunks: file > module > container > item > block; text for what is outside.

Small items are whole; a container's chunk is an outline (header, docs, the signatures of its members); a long
function has, besides its own chunk, blocks cut at statement boundaries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import CONTAINERS, HOLDERS, ChunkFact, ChunkKind, SymbolFact, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tree_sitter import Node

    from codegraph.parse.events import Lines

_BLOCK_BYTES = 1600
_OUTLINE_CHARACTERS = 4000
_OUTLINE_DOCS = 1200
_TEXT_LINES = 40
_SHORTEST_GAP = 24
_PARTS = frozenset({SymbolKind.FIELD, SymbolKind.VARIANT})
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
# kinds that have functions in some languages: then they are outlined, too
_MAY_HOLD = frozenset({SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION})
_BYTES_A_TOKEN = 3.6


def estimate_tokens(size: int) -> int:
    """Estimate the tokens of `size` bytes of code; only for choosing, never for a budget."""
    return int(size / _BYTES_A_TOKEN) + 1


def chunk_code(
    symbols: Sequence[SymbolFact],
    blocks: Mapping[int, Sequence[tuple[int, int]]],
    source: bytes,
    lines: Lines,
) -> tuple[ChunkFact, ...]:
    """Cut a parsed file; chunk 0 is the file's. `blocks` are byte ranges (`blocks_of`) by function."""
    members: dict[int, list[int]] = {}
    for index, symbol in enumerate(symbols):
        if index:
            members.setdefault(symbol.parent, []).append(index)
    top = members.get(0, [])
    head_end = symbols[top[0]].span.start if top else len(source)
    head = lines.span(0, head_end)
    outline = _outline(symbols, 0, top, source[:head_end].decode("utf-8", "replace").strip())
    chunks = [ChunkFact(ChunkKind.FILE, 0, -1, head, estimate_tokens(len(outline)), outline)]
    chunk_of: dict[int, int] = {0: 0}
    for index, symbol in enumerate(symbols):
        if index == 0:
            continue
        parent_kind = symbols[symbol.parent].kind
        if symbol.parent not in chunk_of or _inside_function(parent_kind):
            continue
        if symbol.kind in _PARTS:
            # what a class without a name defines stands in what is around it
            chunk_of[index] = chunk_of[symbol.parent]
            continue
        if symbol.kind in {SymbolKind.TYPE_ALIAS, SymbolKind.CONST} and parent_kind in CONTAINERS:
            continue
        if _is_same(symbols, index):
            continue
        parent = chunk_of[symbol.parent]
        chunk_of[index] = len(chunks)
        own = members.get(index, [])
        if symbol.kind in HOLDERS or (symbol.kind in _MAY_HOLD and any(symbols[it].kind in _FUNCTIONS for it in own)):
            kind = ChunkKind.MODULE if symbol.kind is SymbolKind.MODULE else ChunkKind.CONTAINER
            text = _outline(symbols, index, own, "")
            chunks.append(ChunkFact(kind, index, parent, symbol.span, estimate_tokens(len(text)), text))
        else:
            size = symbol.span.end - symbol.span.start
            chunks.append(ChunkFact(ChunkKind.ITEM, index, parent, symbol.span, estimate_tokens(size)))
            inside = len(chunks) - 1
            chunks += (
                ChunkFact(ChunkKind.BLOCK, index, inside, lines.span(low, high), estimate_tokens(high - low))
                for low, high in blocks.get(index, ())
            )
    chunks += _gaps([symbols[index] for index in top], source, lines)
    return tuple(chunks)


def _is_same(symbols: Sequence[SymbolFact], index: int) -> bool:
    """Tell whether a symbol is a further name of the definition before it."""
    one, before = symbols[index], symbols[index - 1]
    return one.span == before.span and one.parent == before.parent


def _inside_function(kind: SymbolKind) -> bool:
    return kind in _FUNCTIONS


def _outline(symbols: Sequence[SymbolFact], index: int, members: Sequence[int], head: str) -> str:
    symbol = symbols[index]
    docs = symbol.docs[:_OUTLINE_DOCS]
    text = [part for part in (docs if not head else "", head or symbol.signature) if part]
    size = sum(map(len, text))
    for member in members:
        signature = symbols[member].signature
        if _is_same(symbols, member) and signature == symbols[member - 1].signature:
            continue
        size += len(signature) + 5
        if size > _OUTLINE_CHARACTERS:
            text.append("    …")
            break
        text.append("    " + signature if index else signature)
    return "\n".join(text)[: _OUTLINE_CHARACTERS + 8]


def blocks_of(node: Node) -> list[tuple[int, int]]:
    """Cut a long function's body at the starts of its statements; gives byte ranges."""
    found: list[tuple[int, int]] = []
    start, end = None, 0
    for low, high in _statements(node):
        if start is not None and high - start > _BLOCK_BYTES:
            found.append((start, end))
            start = None
        if start is None:
            start = low
        end = high
    if start is not None and end > start:
        found.append((start, end))
    return found


def _statements(node: Node) -> Iterator[tuple[int, int]]:
    """Give byte ranges of a body's statements in order; one that is too long gives the ranges of its parts.

    Where the grammar has no field for the body, that is such a part of the definition itself.
    """
    body = node.child_by_field_name("body") or node
    pending = list(reversed(body.named_children))
    while pending:
        current = pending.pop()
        inner = current.named_children if current.end_byte - current.start_byte > _BLOCK_BYTES else []
        if inner:
            pending += reversed(inner)
        else:
            yield current.start_byte, current.end_byte


def _gaps(top: Sequence[SymbolFact], source: bytes, lines: Lines) -> Iterator[ChunkFact]:
    """Give the text between and after top-level definitions, where it says something."""
    ends = [symbol.span.end for symbol in top]
    starts = [symbol.span.start for symbol in top[1:]] + [len(source)]
    reached = 0
    for end, start in zip(ends, starts, strict=False):
        reached = max(reached, end)
        if start - reached < _SHORTEST_GAP or len(source[reached:start].strip()) < _SHORTEST_GAP:
            continue
        for low, high in text_pieces(source, reached, start, lines):
            yield ChunkFact(ChunkKind.TEXT, 0, 0, lines.span(low, high), estimate_tokens(high - low))


def text_pieces(source: bytes, start: int, end: int, lines: Lines) -> Iterator[tuple[int, int]]:
    """Cut a range at blank lines into pieces of at most some 40 lines, without white space at their ends."""
    first, last = lines.of(start) - 1, lines.of(max(end - 1, start))
    piece_start: int | None = None
    piece_end = start
    for line in range(first, last):
        low = max(lines.starts[line], start)
        high = min(lines.starts[line + 1] if line + 1 < len(lines.starts) else end, end)
        blank = not source[low:high].strip()
        if blank and piece_start is None:
            continue
        if piece_start is not None:
            enough = piece_end - piece_start >= _BLOCK_BYTES // 2 or line - lines.of(piece_start) >= _TEXT_LINES // 2
            full = high - piece_start > _BLOCK_BYTES or line - lines.of(piece_start) >= _TEXT_LINES
            if (blank and enough) or full:
                yield piece_start, piece_end
                piece_start = None
        if not blank:
            if piece_start is None:
                piece_start = low
            piece_end = high
            while piece_end - piece_start > 2 * _BLOCK_BYTES:
                yield piece_start, piece_start + _BLOCK_BYTES
                piece_start += _BLOCK_BYTES
    if piece_start is not None:
        yield piece_start, piece_end
