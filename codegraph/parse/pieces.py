"""Cuts a file into pieces at what stands at its top, and takes pieces over from an earlier version of the file.

An edit changes one piece of a file or two. The others make what they made, elsewhere.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import ChunkKind, Declaration, Invocation, Reference, Span, SymbolFact
from codegraph.parse.codec import unpack_bodies

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence

    from tree_sitter import Node

    from codegraph.model import Facts, Piece

# hexadecimal digits that tell the texts of pieces apart
_DIGITS = 24
# what there is before the first piece: the symbol of the file itself
_FIRST: tuple[int, ...] = (1, 0, 0, 0, 0)
# so many places may have changed before the file is read as a whole
_MOST_STRETCHES = 32


class Cut(NamedTuple):
    """A piece of a file that is not read yet: a hash of its text, empty with syntax errors, and its bytes."""

    text: str
    start: int
    end: int


class Taken(NamedTuple):
    """What a piece makes, ready for the lists of another version of its file, where it stands so many bytes further.

    `blocks` cut long functions, by index.
    """

    symbols: Sequence[SymbolFact]
    references: Sequence[Reference]
    declarations: Sequence[Declaration]
    bodies: Sequence[tuple[int, str]]
    invocations: Sequence[Invocation]
    blocks: dict[int, list[tuple[int, int]]]
    by: int


def cut(root: Node, source: bytes, leading: Collection[str]) -> list[Cut]:
    """Cut a file; nodes of the `leading` types belong to what stands after them."""
    if root.is_error:
        return [Cut("", 0, len(source))]
    found: list[Cut] = []
    start, sound = -1, True
    end = 0
    for node in root.children:
        end = node.end_byte
        if start < 0:
            start = node.start_byte
        sound = sound and not node.has_error
        if node.type not in leading:
            found.append(_cut(source, start, end, sound=sound))
            start, sound = -1, True
    if start >= 0:
        found.append(_cut(source, start, end, sound=sound))
    return found


def _cut(source: bytes, start: int, end: int, *, sound: bool) -> Cut:
    return Cut(content_hash(source[start:end])[:_DIGITS] if sound else "", start, end)


def stretches(cuts: Sequence[Cut], known: Container[str]) -> list[tuple[int, int]] | None:
    """Give the byte ranges that have to be read; None where it is better to read everything."""
    found: list[tuple[int, int]] = []
    size = 0
    extends = False
    for one in cuts:
        if one.text in known:
            extends = False
            continue
        size += one.end - one.start
        if extends:
            found[-1] = found[-1][0], one.end
        else:
            found.append((one.start, one.end))
        extends = True
    whole = cuts[-1].end - cuts[0].start if cuts else 0
    return None if len(found) > _MOST_STRETCHES or 2 * size > whole else found


class Earlier:
    """What the pieces of an earlier version of a file made, by their texts."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts of that version; raises ValueError where they do not fit together."""
        self._facts = facts
        self._pieces = facts.pieces
        self._bodies = unpack_bodies(facts)
        # where each piece's part of each list begins
        self._first = list(accumulate(map(_counts, self._pieces), _added, initial=_FIRST))
        parts = facts.symbols, facts.references, facts.declarations, self._bodies, facts.invocations
        if self._first[-1] != tuple(map(len, parts)):
            message = "the pieces of a file do not make what it has"
            raise ValueError(message)
        self._at = {piece.text: at for at, piece in enumerate(self._pieces) if piece.text}
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for chunk in facts.chunks:
            if chunk.kind is ChunkKind.BLOCK:
                self._blocks.setdefault(chunk.symbol, []).append((chunk.span.start, chunk.span.end))

    def __contains__(self, text: object) -> bool:
        """Tell whether there was a piece of this text."""
        return text in self._at

    def piece(self, text: str, start: int, line: int) -> Piece:
        """Give a piece by its text, as one that starts at a byte and on a line."""
        return self._pieces[self._at[text]]._replace(start=start, line=line)

    def take(self, piece: Piece, first: int) -> Taken:
        """Give what a piece makes where it stands now; `first` is the index of its first symbol there."""
        at = self._at[piece.text]
        before = self._pieces[at]
        begin, end = self._first[at], self._first[at + 1]
        by, lines, more = piece.start - before.start, piece.line - before.line, first - begin[0]
        facts = self._facts
        symbols: Sequence[SymbolFact] = facts.symbols[begin[0] : end[0]]
        references: Sequence[Reference] = facts.references[begin[1] : end[1]]
        declarations: Sequence[Declaration] = facts.declarations[begin[2] : end[2]]
        bodies: Sequence[tuple[int, str]] = self._bodies[begin[3] : end[3]]
        invocations: Sequence[Invocation] = facts.invocations[begin[4] : end[4]]
        if by or lines or more:
            symbols = [_symbol(it, by, lines, more) for it in symbols]
            references = [_reference(it, by, lines, more) for it in references]
            invocations = [_invocation(it, by, lines, more) for it in invocations]
        if more:
            declarations = [Declaration(it.symbol + more, it.data) for it in declarations]
            bodies = [(symbol + more, line) for symbol, line in bodies]
        blocks = {
            number + more: [(low + by, high + by) for low, high in self._blocks[number]]
            for number in range(begin[0], end[0])
            if number in self._blocks
        }
        return Taken(symbols, references, declarations, bodies, invocations, blocks, by)


def _counts(piece: Piece) -> tuple[int, ...]:
    return piece[3:]


def _added(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(int.__add__, one, two))


def _span(span: Span, by: int, lines: int) -> Span:
    start, end, first, last = span
    return Span(start + by, end + by, first + lines, last + lines)


def _symbol(it: SymbolFact, by: int, lines: int, more: int) -> SymbolFact:
    return it._replace(
        parent=it.parent + more if it.parent else 0,
        span=_span(it.span, by, lines),
        name_start=it.name_start + by,
        name_end=it.name_end + by,
        name_line=it.name_line + lines,
        body=it.body + by if it.body >= 0 else -1,
    )


def _reference(it: Reference, by: int, lines: int, more: int) -> Reference:
    # `_replace` takes twice as long
    kind, name, text, symbol, start, end, line, alias, in_macro, visibility, shadowed = it
    symbol = symbol + more if symbol else 0
    start, end, line = start + by, end + by, line + lines
    return Reference(kind, name, text, symbol, start, end, line, alias, in_macro, visibility, shadowed)


def _invocation(it: Invocation, by: int, lines: int, more: int) -> Invocation:
    return it._replace(
        symbol=it.symbol + more if it.symbol else 0,
        start=it.start + by,
        text_start=it.text_start + by,
        span=_span(it.span, by, lines),
    )
