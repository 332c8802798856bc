"""What one file says, from its bytes alone: position-free of the repository, a pure function of (language, bytes).

Symbols are named by their index within the file; ids are given later, when the module tree is known.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple


class SymbolKind(StrEnum):
    """What a symbol is. Values are stable: they appear in JSON and filters."""

    FILE = "file"
    PACKAGE = "package"
    MODULE = "module"
    FUNCTION = "function"
    METHOD = "method"
    TEST = "test"
    STRUCT = "struct"
    ENUM = "enum"
    VARIANT = "variant"
    UNION = "union"
    TRAIT = "trait"
    IMPL = "impl"
    CLASS = "class"
    INTERFACE = "interface"
    CONST = "const"
    STATIC = "static"
    VARIABLE = "variable"
    TYPE_ALIAS = "type"
    FIELD = "field"
    MACRO = "macro"
    HEADING = "heading"
    KEY = "key"  # of a configuration file, or what a schema names besides tables, functions and types
    TABLE = "table"


class ChunkKind(StrEnum):
    """Which part of the chunk tree a chunk is: file > module > container > item > block; text for the rest."""

    FILE = "file"
    MODULE = "module"
    CONTAINER = "container"
    ITEM = "item"
    BLOCK = "block"
    TEXT = "text"


class ReferenceKind(StrEnum):
    """The syntactic form of a reference, before anyone knows what it means."""

    CALL = "call"
    METHOD_CALL = "method-call"
    MACRO_CALL = "macro-call"
    TYPE = "type"
    IMPORT = "import"
    EXTENDS = "extends"
    IMPL_TRAIT = "impl-trait"
    IMPL_TYPE = "impl-type"
    DERIVE = "derive"
    VALUE = "value"


CONTAINERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, SymbolKind.CLASS, SymbolKind.INTERFACE})
"""The kinds whose functions are methods."""

SECTIONS = frozenset({SymbolKind.HEADING, SymbolKind.KEY})
"""The kinds that name a part of a document: whoever asks for a name means code, where there is any."""

HOLDERS = frozenset({SymbolKind.MODULE, *CONTAINERS})
"""The kinds whose body is other definitions, which their own text (`SymbolFact.text`) leaves out."""


class Span(NamedTuple):
    """A range of one file: bytes [start, end), lines [start_line, end_line]."""

    start: int
    end: int
    start_line: int
    end_line: int

    def within(self, around: Span) -> Span:
        """Give the range as it stands in another one: counted from where that starts."""
        start, end, first, last = self
        by, line = around.start, around.start_line
        return Span(start - by, end - by, first - line, last - line)


class Problem(NamedTuple):
    """A fault that did not stop the run: where, in which stage, which stable code, and a sentence."""

    path: str
    stage: str
    code: str
    message: str
    span: Span | None = None


class SymbolFact(NamedTuple):
    """A definition in one file.

    `parent` is an index into the file's symbols; symbol 0 is the file itself, with parent -1 and no name
    but that of its package, where it says one.
    `span` is the definition with its docs and attributes, `name_start` .. `name_end` its name (bytes), `body`
    the byte where its body starts (-1 without one). `trait` and `self_type` are an impl's, as written,
    and `self_type` the type of a method that stands outside of it; `generics` are type parameters with their bounds, as
    written. `text` is a hash of the source at `span`; of the file, and of modules, impls, traits and classes, only of
    what stands before their body and of the references that stand in no other symbol of it, with their places relative
    to it.
    """

    kind: SymbolKind
    name: str
    parent: int
    span: Span
    name_start: int
    name_end: int
    name_line: int
    signature: str = ""
    docs: str = ""
    visibility: str = ""
    attributes: tuple[str, ...] = ()
    cfg: str = ""
    modifiers: tuple[str, ...] = ()
    complexity: int = 0
    trait: str = ""
    self_type: str = ""
    generics: tuple[str, ...] = ()
    body: int = -1
    text: str = ""


class Reference(NamedTuple):
    """A use of a name in one file, as written.

    `text` is the path as written, without generic arguments (`a::b::C`), and `name` its last segment, which
    stands at `start` .. `end` (bytes) on `line`; `symbol` is the index of the innermost enclosing symbol;
    `alias` the local name that an import binds (`*` for a glob, `_` for none) and `visibility` how far it re-exports
    it; `in_macro` marks call-shaped tokens inside macro arguments; `shadowed` marks a call of a name that a pattern
    before it in the function binds too, so that it may be a call of a local value; `arguments` says what a call is
    given, in languages whose calls are told apart by that (`codegraph.parse.general`).
    """

    kind: ReferenceKind
    name: str
    text: str
    symbol: int
    start: int
    end: int
    line: int
    alias: str = ""
    in_macro: bool = False
    visibility: str = ""
    shadowed: bool = False
    arguments: str = ""


class ChunkFact(NamedTuple):
    """A piece of one file that is searched and packed as a whole.

    `symbol` and `parent` are indices into the file's symbols and chunks (-1 for none); `tokens` is a
    model-independent estimate; `outline` is the text of a chunk that is not simply the file's text at `span`
    (a container: header, docs, members' signatures; an item, block or text of a notebook: what the cell says).
    """

    kind: ChunkKind
    symbol: int
    parent: int
    span: Span
    tokens: int
    outline: str = ""


class ModuleDeclaration(NamedTuple):
    """A `mod name;` in one file: the chain of inline modules around it, its `#[path]`s, and its line.

    `paths` holds the `#[path]` of each module of the chain and, last, of the declaration itself (empty strings
    where there is none).
    """

    name: str
    chain: tuple[str, ...]
    paths: tuple[str, ...]
    line: int


class Declaration(NamedTuple):
    """The structured head of the symbol of index `symbol`: nested lists whose first element names the form.

    Places in it are relative to the byte where the symbol starts.
    """

    symbol: int
    data: list[Any]


class Invocation(NamedTuple):
    """A macro call that stands where items or statements stand, and may give items.

    `symbol` is the index of the innermost enclosing symbol, `path` the macro's path as written, whose last segment
    stands at the byte `start`; `text` is the argument with its brackets, from the byte `text_start` on; `span` is
    the whole call.
    """

    symbol: int
    path: str
    start: int
    text_start: int
    text: str
    span: Span
