"""The values that move between stages: frozen, no behaviour beyond small derived views.

Those built by the hundred thousand, and sent between processes, are named tuples; the others are dataclasses.

Lines count from 1 and both ends are included; bytes count from 0 and the end is excluded; paths are relative
to the repository, with `/` on every system.

What one file says is position-free of the repository: `Facts` name symbols by their index within the file and
are a pure function of (language, bytes), so they can be cached by content hash. Ids are given later, when the
module tree is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.identity import NodeId


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
    IMPL_TRAIT = "impl-trait"
    IMPL_TYPE = "impl-type"
    DERIVE = "derive"
    VALUE = "value"


class EdgeKind(StrEnum):
    """Kinds of edges; may be added to, never renamed."""

    CONTAINS = "contains"
    IMPORTS = "imports"
    CALLS = "calls"
    USES_TYPE = "uses-type"
    IMPLEMENTS = "implements"
    OVERRIDES = "overrides"
    DERIVES = "derives"
    EXPANDS_TO = "expands-to"
    TESTS = "tests"
    DEPENDS_ON = "depends-on"
    REFERENCES = "references"  # names a function without calling it


class Method(StrEnum):
    """How an edge was proved."""

    SYNTAX = "syntax"
    IMPORT = "import"
    TYPE = "type"
    SCIP = "scip"


class Confidence(StrEnum):
    """How sure an edge is."""

    EXACT = "exact"
    INFERRED = "inferred"


class ReferenceState(StrEnum):
    """How the search for a reference's definition ended."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    EXTERNAL = "external"
    UNRESOLVED = "unresolved"


class Span(NamedTuple):
    """A range of one file: bytes [start, end), lines [start_line, end_line]."""

    start: int
    end: int
    start_line: int
    end_line: int


class Problem(NamedTuple):
    """A fault that did not stop the run: where, in which stage, which stable code, and a sentence."""

    path: str
    stage: str
    code: str
    message: str
    span: Span | None = None


class SymbolFact(NamedTuple):
    """A definition in one file.

    `parent` is an index into the file's symbols; symbol 0 is the file itself, with parent -1 and no name.
    `span` is the definition with its docs and attributes, `name_start` .. `name_end` its name (bytes), `body`
    the byte where its body starts (-1 without one). `trait` and `self_type` are an impl's, as written;
    `generics` its type parameters with their bounds, as written.
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


class Reference(NamedTuple):
    """A use of a name in one file, as written.

    `text` is the path as written, without generic arguments (`a::b::C`), and `name` its last segment, which
    stands at `start` .. `end` (bytes) on `line`; `symbol` is the index of the innermost enclosing symbol;
    `receiver` the text before the dot of a method call (cut at 80 characters); `alias` the local name that an
    import binds (`*` for a glob, `_` for none) and `visibility` how far it re-exports it; `in_macro` marks
    call-shaped tokens inside macro arguments; `receiver_type` is the type that the receiver's first name is bound to,
    where the function binds it once and says so, as written (`=path` for the value that a call of `path` gives).
    """

    kind: ReferenceKind
    name: str
    text: str
    symbol: int
    start: int
    end: int
    line: int
    receiver: str = ""
    alias: str = ""
    in_macro: bool = False
    visibility: str = ""
    receiver_type: str = ""


class ChunkFact(NamedTuple):
    """A piece of one file that is searched and packed as a whole.

    `symbol` and `parent` are indices into the file's symbols and chunks (-1 for none); `tokens` is a
    model-independent estimate; `outline` is the text of a chunk that is not simply the file's text at `span`
    (a container: header, docs, members' signatures).
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


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known about one file from its bytes alone."""

    language: str
    hash: str
    lines: int
    size: int
    symbols: tuple[SymbolFact, ...]
    references: tuple[Reference, ...]
    chunks: tuple[ChunkFact, ...]
    modules: tuple[ModuleDeclaration, ...]
    problems: tuple[Problem, ...]


class Symbol(NamedTuple):
    """A definition with its identity and place in the repository."""

    id: NodeId
    kind: SymbolKind
    name: str
    qualified_name: str
    path: str
    language: str
    span: Span
    name_line: int
    parent: NodeId | None
    signature: str
    docs: str
    visibility: str
    attributes: tuple[str, ...]
    cfg: str
    modifiers: tuple[str, ...]
    complexity: int


class Evidence(NamedTuple):
    """Why an edge exists: where the reference stands, and how it was proved."""

    path: str
    span: Span
    method: Method
    confidence: Confidence


class Edge(NamedTuple):
    """A proved relation between two symbols. There is no edge without evidence."""

    kind: EdgeKind
    src: NodeId
    dst: NodeId
    evidence: Evidence


class Chunk(NamedTuple):
    """A chunk with its identity: what the legs return and the packer fills in."""

    id: NodeId
    kind: ChunkKind
    path: str
    language: str
    span: Span
    symbol: NodeId | None
    symbol_kind: str
    name: str
    qualified_name: str
    signature: str
    tokens: int
    outline: str = ""


class ChunkRecord(NamedTuple):
    """A chunk as it is written to the store.

    `words` maps a lexical field (`name`, `path`, `signature`, `docs`, `body`) to its text, already split
    into lower-case words separated by spaces; only the lexical index keeps it.
    """

    chunk: Chunk
    parent: NodeId | None
    vector_key: str
    words: Mapping[str, str]


class FileRecord(NamedTuple):
    """One file as it is written to the store: replaced as a whole, in one transaction.

    `facts` is the encoded `Facts` of the file's bytes; `package` and `module` place it in the repository
    (`package` is empty outside any package; `module` is the module path, `::`-separated for Rust).
    """

    path: str
    language: str
    hash: str
    size: int
    mtime_ns: int
    lines: int
    package: str
    module: str
    symbols: tuple[Symbol, ...]
    chunks: tuple[ChunkRecord, ...]
    problems: tuple[Problem, ...]
    facts: bytes


class OpenReference(NamedTuple):
    """A reference that is no edge: ambiguous (candidates kept), external (`reason` names the crate) or unresolved."""

    state: ReferenceState
    kind: ReferenceKind
    name: str
    src: NodeId
    span: Span
    reason: str
    candidates: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class FileEdges:
    """What resolving one file's references gave: edges whose evidence stands in `path`, and the open references."""

    path: str
    edges: tuple[Edge, ...]
    open: tuple[OpenReference, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was seen and left out, with a stable reason (`too-large`, `binary`, `secret`, ...)."""

    path: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to; empty tuples limit nothing. One Scope binds every leg.

    `paths` are globs; one that starts with `!` excludes.
    """

    paths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    crates: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is limited."""
        return bool(self.paths or self.languages or self.kinds or self.crates)


@dataclass(frozen=True, slots=True)
class Query:
    """A question after analysis."""

    text: str
    words: tuple[str, ...]
    identifiers: tuple[str, ...]
    quoted: tuple[str, ...]
    path_hints: tuple[str, ...]
    intent: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search."""

    rank: int
    score: float
    chunk: Chunk
    snippet: str
    stale: bool
    legs: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of a query, with what a reader must know to trust them."""

    query: str
    index_revision: int
    changed_since_index: int
    degraded: tuple[str, ...]
    hits: tuple[Hit, ...]
    took_ms: Mapping[str, float]


class Detail(StrEnum):
    """How much of a part is in the prompt."""

    FULL = "full"
    ELIDED = "elided"
    SIGNATURE = "signature"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Part:
    """One cited source in a packed prompt; `n` is its number in the prompt, `tokens` its whole cost there."""

    n: int
    path: str
    start_line: int
    end_line: int
    symbol: str
    detail: Detail
    tokens: int
    text: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """A hit that did not get into the prompt, and why."""

    path: str
    start_line: int
    end_line: int
    symbol: str
    reason: str


@dataclass(frozen=True, slots=True)
class PackedPrompt:
    """A prompt within its budget. `tokens` counts everything, the frame and special tokens included."""

    task: str
    budget: int
    tokens: int
    model: str
    parts: tuple[Part, ...]
    system: str
    user: str
    prompt: str
    dropped: tuple[Dropped, ...]
    # how the tokens were counted: the tokenizer's name, and whether it is an estimate
    counter: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's source. `origin` is `model` or `aligned`; `valid` tells whether the pack holds it."""

    n: int
    path: str
    start_line: int
    end_line: int
    origin: str
    valid: bool


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """One event of an answer's stream: `retrieval`, `token`, `citation` or `done`, with its data."""

    kind: str
    data: Mapping[str, Any]
