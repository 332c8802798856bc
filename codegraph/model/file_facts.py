"""Everything that is known of one file from its bytes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from codegraph.model.facts import ChunkFact, Declaration, Invocation, ModuleDeclaration, Problem, SymbolFact
    from codegraph.model.references import References


class Piece(NamedTuple):
    """A definition, import or call that stands at the top of a file or of a container, with what leads up to it.

    What it says depends on its own text and on the heads of the containers around it alone, and so does what it makes:
    so many of the file's symbols, declarations, bodies and invocations, in the order of the pieces, and a part of its
    references. `text` is a hash of those texts, empty with a syntax error; it has `size` bytes from `start` on, and
    starts on `line`. A large container has further pieces `inside`, which follow it: its head, its members, its end.
    `alone` is 0 where it also says something of what is around it, `goes_on` 1 where what follows could be part of it.
    """

    text: str
    start: int
    line: int
    symbols: int
    declarations: int
    bodies: int
    invocations: int
    inside: int
    size: int
    alone: int
    goes_on: int


class Facts(NamedTuple):
    """Everything known about one file from its bytes alone.

    `declarations` are in the order of their symbols. `bodies` is the code of functions, constants and statics as
    compressed JSON, which `codegraph.parse.codec.read_bodies` opens; empty without any. What declarations and bodies
    hold is said with each language (`codegraph/parse/languages/rust/code/ir.md`). `references` have a part for each
    of the `pieces` that has none inside.
    """

    language: str
    hash: str
    lines: int
    size: int
    symbols: tuple[SymbolFact, ...]
    references: References
    chunks: tuple[ChunkFact, ...]
    modules: tuple[ModuleDeclaration, ...]
    problems: tuple[Problem, ...]
    declarations: tuple[Declaration, ...] = ()
    bodies: bytes = b""
    invocations: tuple[Invocation, ...] = ()
    pieces: tuple[Piece, ...] = ()
