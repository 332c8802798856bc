"""What is gathered of a file, piece by piece: what each piece makes, and what is taken over from an earlier version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import (
    HOLDERS,
    Declaration,
    Invocation,
    Piece,
    Reference,
    ReferencePart,
    Span,
    SymbolFact,
    SymbolKind,
    make_part,
)
from codegraph.parse.scopes import Open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.parse.events import Event, Lines
    from codegraph.parse.pieces import Cut, Earlier, Run

# hexadecimal digits that tell the versions of one definition apart
TEXT_DIGITS = 16


class _Begun(NamedTuple):
    """A piece that is being read: its place in the list, how much was made before, and what stands around it."""

    cut: Cut
    at: int
    counts: tuple[int, ...]
    owner: Open
    docs: int
    attributes: int


class Assembly:
    """Builds the lists of a file piece after piece: `read` from events, `adopt` what is known; then `finish`.

    A piece that holds others is to `open` before them. `_found` takes the references of the piece that is being read.
    """

    def __init__(self, source: bytes, lines: Lines) -> None:
        self.source = source
        self.lines = lines
        whole = Span(0, len(source), 1, max(lines.count, 1))
        self.symbols: list[SymbolFact] = [SymbolFact(SymbolKind.MODULE, "", -1, whole, 0, 0, 1)]
        self.references: list[ReferencePart] = []
        self.declarations: list[Declaration] = []
        # the code of symbols, as (index of the symbol, written code)
        self.bodies: list[tuple[int, str]] = []
        self.invocations: list[Invocation] = []
        # the byte ranges of the blocks of bodies that are too long for one chunk
        self.blocks: dict[int, list[tuple[int, int]]] = {}
        self.pieces: list[Piece] = []
        # the symbols that were taken over, with the indices that they had
        self.adopted: dict[int, int] = {}
        # whether patterns bind names outside of functions: then later pieces depend on earlier ones
        self.has_locals = False
        # whether the piece that is being read says something else where other pieces stand before it
        self.looks_around = False
        self._found: list[Reference] = []
        self._open_pieces: list[_Begun] = []
        # the definitions whose end has not been reached, the file itself first
        self._stack = [Open(0, SymbolKind.MODULE, len(source) + 1, None)]

    def _read_events(self, events: Sequence[Event]) -> None:
        """Read the events of one piece."""
        raise NotImplementedError

    def _close(self) -> None:
        """End the innermost definition."""
        raise NotImplementedError

    def _forget_pending(self) -> None:
        """Let nothing wait for a definition any more."""
        raise NotImplementedError

    @property
    def has_definitions(self) -> bool:
        """Tell whether the file defines or imports anything."""
        return len(self.symbols) > 1 or any(part.text for part in self.references)

    def read(self, cut: Cut, events: Sequence[Event]) -> None:
        """Read the events of the next piece."""
        begun = self._begin(cut)
        self.looks_around = False
        self._read_events(events)
        self._write_references(begun)
        self._end(begun)
        if cut.closes:
            whole = self._open_pieces.pop()
            self._tell_apart(whole.counts[0], whole.owner.index)
            self._end(whole)

    def open(self, cut: Cut) -> None:
        """Begin a piece that holds the next ones."""
        self._open_pieces.append(self._begin(cut))

    def adopt(self, run: Run, earlier: Earlier) -> None:
        """Take over the next pieces from an earlier version of the file."""
        self._leave(run.start)
        first = len(self.symbols)
        taken = earlier.take(run, self.lines.of(run.start), first, self._stack[-1].index)
        self.symbols += taken.symbols
        self.references += taken.references
        self.declarations += taken.declarations
        self.bodies += taken.bodies
        self.invocations += taken.invocations
        self.blocks.update(taken.blocks)
        self.pieces += taken.pieces
        self.adopted.update(zip(range(first, len(self.symbols)), taken.numbers, strict=True))

    def finish(self) -> None:
        """End the file."""
        while self._stack:
            self._close()
        self._tell_apart(0, -1)

    def _write_references(self, begun: _Begun) -> None:
        """Write the references of a piece, and let the text of what holds other definitions tell its own."""
        cut, _, (first, *_), owner, *_ = begun
        own: dict[int, list[Reference]] = {
            index: [] for index in range(first, len(self.symbols)) if self.symbols[index].kind in HOLDERS
        }
        if own:
            for it in self._found:
                if it.symbol in own:
                    own[it.symbol].append(it)
        for index, references in own.items():
            start, _, line, _ = self.symbols[index].span
            self._add_text(index, [(*it[:3], it.start - start, it.line - line, *it[7:]) for it in references])
        made = len(self.symbols) - first
        self.references.append(make_part(self._found, cut.start, self.lines.of(cut.start), first, made, owner.index))
        self._found = []

    def _tell_apart(self, index: int, around: int) -> None:
        """Let the text of what holds pieces tell which references stand in it, and in none of them."""
        symbol = self.symbols[index] if index < len(self.symbols) else None
        if symbol is None or symbol.parent != around or symbol.kind not in HOLDERS:
            return
        start, _, line, _ = symbol.span
        own = (it for it in self.references if it.owner == index and it.has_own)
        self._add_text(index, [(it.text, it.start - start, it.line - line) for it in own])

    def _add_text(self, index: int, said: list[tuple[Any, ...]]) -> None:
        symbol = self.symbols[index]
        text = content_hash((symbol.text + repr(said)).encode("utf-8", "surrogatepass"))[:TEXT_DIGITS]
        self.symbols[index] = symbol._replace(text=text)

    def _leave(self, start: int) -> None:
        """Close what ends before a byte; what waits for a definition waits no longer."""
        while self._stack[-1].end <= start:
            self._close()
        self._forget_pending()

    def _begin(self, cut: Cut) -> _Begun:
        self._leave(cut.start)
        owner = self._stack[-1]
        begun = _Begun(cut, len(self.pieces), self._counts(), owner, len(owner.inner_docs), len(owner.inner_attributes))
        # its place in the list
        self.pieces.append(Piece("", cut.start, self.lines.of(cut.start), 0, 0, 0, 0, 0, 0, 0, 0))
        return begun

    def _end(self, begun: _Begun) -> None:
        """Say what a piece made; one that says something of what is around it cannot be taken over."""
        cut, at, counts, owner, docs, attributes = begun
        self.has_locals = self.has_locals or bool(owner.locals)
        alone = (docs, attributes) == (len(owner.inner_docs), len(owner.inner_attributes)) and not owner.locals
        alone = alone and not self.looks_around
        symbols, declarations, bodies, invocations = map(int.__sub__, self._counts(), counts)
        self.pieces[at] = Piece(
            cut.text,
            cut.start,
            self.pieces[at].line,
            symbols,
            declarations,
            bodies,
            invocations,
            inside=len(self.pieces) - at - 1,
            size=cut.end - cut.start,
            alone=int(alone and bool(cut.text)),
            goes_on=int(cut.goes_on),
        )

    def _counts(self) -> tuple[int, ...]:
        return (
            len(self.symbols),
            len(self.declarations),
            len(self.bodies),
            len(self.invocations),
        )
