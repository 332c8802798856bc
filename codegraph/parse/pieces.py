"""Cuts a file into pieces at its definitions, and takes pieces over from an earlier version of the file.

An edit changes one piece of a file or two. The others make what they made, elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import ChunkKind, Declaration, Invocation, Piece, ReferencePart, Span, SymbolFact
from codegraph.parse.codec import unpack_bodies
from codegraph.parse.names import starts_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from tree_sitter import Node

    from codegraph.model import Facts
    from codegraph.parse.events import Lines
    from codegraph.parse.spec import LanguageSpec

# hexadecimal digits that tell the texts of pieces apart
_DIGITS = 24
# what there is before the first piece: the symbol of the file itself
_FIRST: tuple[int, ...] = (1, 0, 0, 0)
# bytes of a container that is cut further, and how many containers may stand in each other
_LARGE = 400
_DEEPEST = 8
# stands for what is around a piece that starts behind something else on its line
_BEHIND = "<"


class Cut(NamedTuple):
    """A piece of a file that is not read yet: a hash of its text (`Piece.text`, empty with syntax errors), its bytes.

    One that `opens` has pieces inside, which follow it; the last of them `closes` it. One that `goes_on` could have
    what follows as a part.
    """

    text: str
    start: int
    end: int
    opens: bool = False
    closes: bool = False
    goes_on: bool = False


class Run(NamedTuple):
    """Pieces of an earlier version that follow each other, from `at` to before `until`, and where they start now."""

    at: int
    until: int
    start: int


class Taken(NamedTuple):
    """What pieces make, ready for the lists of another version of its file.

    `blocks` cut long functions, by index; `numbers` are the indices that the symbols had.
    """

    pieces: Sequence[Piece]
    symbols: Sequence[SymbolFact]
    references: Sequence[ReferencePart]
    declarations: Sequence[Declaration]
    bodies: Sequence[tuple[int, str]]
    invocations: Sequence[Invocation]
    blocks: dict[int, list[tuple[int, int]]]
    numbers: Sequence[int]


def cut(root: Node, source: bytes, spec: LanguageSpec, known: Container[str] = ()) -> list[Cut]:
    """Cut a file; what is `known` as a whole is not cut further."""
    if root.is_error:
        return [Cut("", 0, len(source))]
    found: list[Cut] = []
    # an error far away may decide how something ambiguous is parsed (`<T>() => x` in TypeScript)
    sound = spec.partial or not root.has_error
    nodes = root.children
    if spec.sections:
        nodes = [one for node in nodes for one in (node.named_children if node.type in spec.sections else [node])]
    _Cutter(source, spec, known, found, sound=sound).cut(nodes, "")
    return found


class _Cutter:
    def __init__(
        self, source: bytes, spec: LanguageSpec, known: Container[str], found: list[Cut], *, sound: bool
    ) -> None:
        self._source = source
        # what is parsed in the place of a piece may depend on what is around that
        self._readable = spec.readable(source)
        self._sound = sound
        self._spec = spec
        self._known = known
        self._found = found

    def cut(self, nodes: Sequence[Node], around: str, *, inside: bool = False) -> int:
        """Cut what stands at one level, and tell where it ends; `around` stands for the heads of the containers.

        Comments at the end of a container belong to its end.
        """
        leading = self._spec.leading
        start, end, sound = -1, -1, True
        behind = ""
        last: Node | None = None
        for node in nodes:
            if start < 0:
                start = node.start_byte
                # a comment behind something documents nothing: the same text on a line of its own may say more
                behind = "" if self._spec.partial or starts_line(self._source, start) else _BEHIND
            sound = sound and not node.has_error
            last = node
            if node.type not in leading:
                end = node.end_byte
                self._piece(node, start, around + behind + self._form(node), sound=sound)
                start, sound = -1, True
        if start >= 0 and last is not None and not inside:
            text = self._hash(around + behind + self._form(last), start, last.end_byte, sound=sound)
            self._found.append(Cut(text, start, last.end_byte))
        return end

    def _form(self, node: Node) -> str:
        """Say what a piece is where what stands before decides that, such as `<?php`."""
        return "" if self._spec.partial else node.type

    def _hash(self, around: str, start: int, end: int, *, sound: bool) -> str:
        if not (sound and self._sound):
            return ""
        if self._readable is not self._source and self._readable[start:end] != self._source[start:end]:
            around += text_of(self._readable, start, end)
        return text_of(self._source, start, end, around)

    def _piece(self, node: Node, start: int, around: str, *, sound: bool) -> None:
        end = node.end_byte
        text = self._hash(around, start, end, sound=sound)
        body = node.child_by_field_name("body") if node.type in self._spec.containers else None
        deep = len(around) >= _DEEPEST * _DIGITS
        if body is None or not _in_brackets(body) or end - start < _LARGE or deep or text in self._known:
            goes_on = node.type in self._spec.open_ended and self._source[end - 1 : end] != b";"
            self._found.append(Cut(text, start, end, goes_on=goes_on))
            return
        self._found.append(Cut(text, start, end, opens=True))
        head = body.start_byte + 1
        self._found.append(Cut("", start, head))
        context = around + self._hash("", node.start_byte, body.start_byte, sound=True)
        last = self.cut(body.children[1:-1], context, inside=True)
        self._found.append(Cut("", max(head, last), end, closes=True))


def text_of(source: bytes, start: int, end: int, around: str = "") -> str:
    """Hash the text of a piece; see `Piece.text`."""
    return content_hash(around.encode() + source[start:end])[:_DIGITS]


def _in_brackets(body: Node) -> bool:
    children = body.children
    return len(children) > 1 and not children[0].is_named and not children[-1].is_named


def stretches(cuts: Sequence[Cut], known: Container[str]) -> list[tuple[int, int]]:
    """Give the byte ranges of what is not known."""
    found: list[tuple[int, int]] = []
    extends = False
    for one in cuts:
        if one.opens:
            continue
        if one.text in known:
            extends = False
            continue
        if extends:
            found[-1] = found[-1][0], one.end
        else:
            found.append((one.start, one.end))
        extends = True
    return found


class Earlier:
    """What the pieces of an earlier version of a file made, by their texts."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts of that version; raises ValueError where they do not fit together."""
        self._facts = facts
        self._pieces = facts.pieces
        self._bodies = unpack_bodies(facts)
        # where each piece's part of each list begins
        self._first = [_FIRST]
        # and its part of the references
        self._part = [0]
        for piece in self._pieces:
            leaf = not piece.inside
            self._first.append(_added(self._first[-1], _counts(piece)) if leaf else self._first[-1])
            self._part.append(self._part[-1] + leaf)
        lists = facts.symbols, facts.declarations, self._bodies, facts.invocations
        if self._first[-1] != tuple(map(len, lists)) or self._part[-1] != len(facts.references.parts):
            message = "the pieces of a file do not make what it has"
            raise ValueError(message)
        self._at = {piece.text: at for at, piece in enumerate(self._pieces) if piece.alone}
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for chunk in facts.chunks:
            if chunk.kind is ChunkKind.BLOCK:
                self._blocks.setdefault(chunk.symbol, []).append((chunk.span.start, chunk.span.end))

    def __contains__(self, text: object) -> bool:
        """Tell whether there was a piece of this text."""
        return text in self._at

    @property
    def size(self) -> int:
        """The bytes of that version."""
        return self._facts.size

    @property
    def is_broken(self) -> bool:
        """Tell whether that version had syntax errors: then more than a piece depends on what is around it."""
        return any(problem.code == "syntax-error" for problem in self._facts.problems)

    def top(self) -> list[tuple[int, Piece]]:
        """List the pieces that stand in no other, with their indices."""
        found = []
        at = 0
        while at < len(self._pieces):
            found.append((at, self._pieces[at]))
            at += self._pieces[at].inside + 1
        return found

    def find(self, cut: Cut) -> Run:
        """Give the piece of the same text as a run."""
        at = self._at[cut.text]
        return Run(at, at + self._pieces[at].inside + 1, cut.start)

    def joined(self, steps: Iterable[Cut | Run], lines: Lines) -> list[Cut | Run]:
        """Join runs that follow each other now as they did."""
        found: list[Cut | Run] = []
        place = (0, 0)
        for step in steps:
            if not isinstance(step, Run):
                found.append(step)
                continue
            piece = self._pieces[step.at]
            now = step.start - piece.start, lines.of(step.start) - piece.line
            last = found[-1] if found else None
            if isinstance(last, Run) and last.until == step.at and now == place:
                found[-1] = last._replace(until=step.until)
            else:
                found.append(step)
            place = now
        return found

    def take(self, run: Run, line: int, first: int, owner: int) -> Taken:
        """Give what pieces make where they stand now, the first of them on a line.

        `first` is the index of their first symbol there, `owner` that of the symbol around them.
        """
        at, until, start = run
        before = self._pieces[at]
        begin, end = self._first[at], self._first[until]
        place = _Place(start - before.start, line - before.line, first - begin[0], begin[0], owner)
        facts = self._facts
        pieces: Sequence[Piece] = self._pieces[at:until]
        symbols: Sequence[SymbolFact] = facts.symbols[begin[0] : end[0]]
        references: Sequence[ReferencePart] = facts.references.parts[self._part[at] : self._part[until]]
        declarations: Sequence[Declaration] = facts.declarations[begin[1] : end[1]]
        bodies: Sequence[tuple[int, str]] = self._bodies[begin[2] : end[2]]
        invocations: Sequence[Invocation] = facts.invocations[begin[3] : end[3]]
        by, _, more, _, _ = place
        if any(place[:3]) or owner:
            pieces = [_piece(it, place) for it in pieces]
            references = [_part(it, place) for it in references]
            symbols = [_symbol(it, place) for it in symbols]
            invocations = [_invocation(it, place) for it in invocations]
        if more:
            declarations = [Declaration(it.symbol + more, it.data) for it in declarations]
            # those of what is around the pieces have no number
            bodies = [(symbol + more if symbol >= 0 else symbol, line) for symbol, line in bodies]
        blocks = {
            number + more: [(low + by, high + by) for low, high in self._blocks[number]]
            for number in range(begin[0], end[0])
            if number in self._blocks
        }
        numbers = range(begin[0], end[0])
        return Taken(pieces, symbols, references, declarations, bodies, invocations, blocks, numbers)


class _Place(NamedTuple):
    """How much further a piece stands, in bytes, lines and symbols; its first symbol before, and what is around now."""

    by: int
    lines: int
    more: int
    first: int
    owner: int

    def symbol(self, before: int) -> int:
        """Give the index of a symbol now."""
        return before + self.more if before >= self.first else self.owner


def _piece(it: Piece, place: _Place) -> Piece:
    text, start, line, *made = it
    return Piece(text, start + place.by, line + place.lines, *made)


def _counts(piece: Piece) -> tuple[int, ...]:
    return piece[3:7]


def _added(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(int.__add__, one, two))


def _span(span: Span, place: _Place) -> Span:
    start, end, first, last = span
    by, lines, *_ = place
    return Span(start + by, end + by, first + lines, last + lines)


def _symbol(it: SymbolFact, place: _Place) -> SymbolFact:
    by = place.by
    return SymbolFact(
        it.kind,
        it.name,
        place.symbol(it.parent),
        _span(it.span, place),
        it.name_start + by,
        it.name_end + by,
        it.name_line + place.lines,
        it.signature,
        it.docs,
        it.visibility,
        it.attributes,
        it.cfg,
        it.modifiers,
        it.complexity,
        it.trait,
        it.self_type,
        it.generics,
        it.body + by if it.body >= 0 else -1,
        it.text,
    )


def _part(it: ReferencePart, place: _Place) -> ReferencePart:
    text, start, line, first, symbols, owner = it
    return ReferencePart(text, start + place.by, line + place.lines, first + place.more, symbols, place.symbol(owner))


def _invocation(it: Invocation, place: _Place) -> Invocation:
    return it._replace(
        symbol=place.symbol(it.symbol),
        start=it.start + place.by,
        text_start=it.text_start + place.by,
        span=_span(it.span, place),
    )
