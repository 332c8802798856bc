"""What the store holds: symbols, chunks and edges with their identity and place in the repository."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model.anchors import Anchor
    from codegraph.model.facts import ChunkKind, Problem, ReferenceKind, Span, SymbolKind


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
    FOREIGN = "foreign"  # by the name under which one language offers a definition to another


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


class OpenReference(NamedTuple):
    """A reference that is no edge: ambiguous (candidates kept), external (`reason` names the crate) or unresolved."""

    state: ReferenceState
    kind: ReferenceKind
    name: str
    src: NodeId
    span: Span
    reason: str
    candidates: tuple[NodeId, ...] = ()


class Dependencies(NamedTuple):
    """What resolving a file rests on, as arrays of 32-bit little-endian numbers; see `resolve.tracking`.

    `digest` is that of the file's unit (`resolve.units`), as it was resolved. `gives` has pairs of a key and the
    fingerprint of what the file gives others under it; `heads` pairs of a key that the head of one of its items asked
    for, and the key of that head; `bodies` the keys that all else in it asked for, and `asked` the same by symbol
    (`resolve.asked`), empty where that is not known.
    """

    digest: str
    gives: bytes
    heads: bytes
    bodies: bytes
    asked: bytes = b""


class FileEdges(NamedTuple):
    """What resolving one file's references gave: edges whose evidence stands in `path`, and the open references.

    `generated` are the symbols that macro calls in the file make: their span is the call's. `anchors` are the symbols
    that stand in the file, in its order, the file itself first; `kept` those of them that were not looked at, because
    what stands in them means what it meant before.
    """

    path: str
    edges: tuple[Edge, ...]
    open: tuple[OpenReference, ...]
    anchors: tuple[Anchor, ...] = ()
    generated: tuple[Symbol, ...] = ()
    problems: tuple[Problem, ...] = ()
    depends: Dependencies | None = None
    kept: frozenset[NodeId] = frozenset()


class Chunk(NamedTuple):
    """A chunk with its identity: what the legs return and the packer fills in."""

    id: NodeId
    kind: ChunkKind
    path: str
    language: str
    span: Span
    symbol: NodeId
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


class Stays(NamedTuple):
    """What of a file's symbols and chunks was stored with the version before, and is as it was but for its place.

    `kinds` counts these symbols by kind, `chunks` these chunks. `moved` has the symbols that stand elsewhere now: id,
    start, end, start_line, end_line and name_line. `other_symbols` and `other_chunks` are all else that was stored with
    that version.
    """

    kinds: Counter[str]
    chunks: int
    moved: Sequence[Sequence[Any]]
    other_symbols: Sequence[NodeId]
    other_chunks: Sequence[NodeId]


class FileRecord(NamedTuple):
    """One file as it is written to the store: replaced as a whole, in one transaction.

    `facts` is the encoded `Facts` of the file's bytes; `package` and `module` place it in the repository
    (`package` is empty outside any package; `module` is the module path, `::`-separated for Rust). `unit` is what
    the resolver's tables need of it (empty for languages that are not resolved), `unit_digest` a hash of what other
    files can see of that. `anchors` are its symbols as `FileEdges` has them. What `stays` of the version before is not
    among `symbols` and `chunks`.
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
    unit: bytes = b""
    unit_digest: str = ""
    anchors: tuple[Anchor, ...] = ()
    stays: Stays | None = None


class Skipped(NamedTuple):
    """A file that was seen and left out, with a stable reason (`too-large`, `binary`, `secret`, ...)."""

    path: str
    reason: str
    detail: str = ""
