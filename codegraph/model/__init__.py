"""The values that move between stages: frozen, no behaviour beyond small derived views.

They are named tuples, cheap to build by the hundred thousand and to send between processes. A dataclass writes and
compiles its methods with each start of a command, which takes five times as long as the class of a named tuple.

Lines count from 1 and both ends are included; bytes count from 0 and the end is excluded; paths are relative
to the repository, with `/` on every system.

What one file says is position-free of the repository: `Facts` name symbols by their index within the file and
are a pure function of (language, bytes), so they can be cached by content hash. Ids are given later, when the
module tree is known.
"""

from codegraph.model.anchors import Anchor, Around
from codegraph.model.facts import (
    CONTAINERS,
    HOLDERS,
    SECTIONS,
    ChunkFact,
    ChunkKind,
    Declaration,
    Invocation,
    ModuleDeclaration,
    Problem,
    Reference,
    ReferenceKind,
    Span,
    SymbolFact,
    SymbolKind,
)
from codegraph.model.file_facts import Facts, Piece
from codegraph.model.graph import (
    Chunk,
    ChunkRecord,
    Confidence,
    Dependencies,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    FileRecord,
    Method,
    OpenReference,
    ReferenceState,
    Skipped,
    Stays,
    Symbol,
)
from codegraph.model.prompt import AnswerEvent, Citation, Detail, Dropped, PackedPrompt, Part
from codegraph.model.references import ReferencePart, References, make_part
from codegraph.model.search import Asked, Freshness, Hit, LegUse, Query, Scope, SearchResult

__all__ = [
    "CONTAINERS",
    "HOLDERS",
    "SECTIONS",
    "Anchor",
    "AnswerEvent",
    "Around",
    "Asked",
    "Chunk",
    "ChunkFact",
    "ChunkKind",
    "ChunkRecord",
    "Citation",
    "Confidence",
    "Declaration",
    "Dependencies",
    "Detail",
    "Dropped",
    "Edge",
    "EdgeKind",
    "Evidence",
    "Facts",
    "FileEdges",
    "FileRecord",
    "Freshness",
    "Hit",
    "Invocation",
    "LegUse",
    "Method",
    "ModuleDeclaration",
    "OpenReference",
    "PackedPrompt",
    "Part",
    "Piece",
    "Problem",
    "Query",
    "Reference",
    "ReferenceKind",
    "ReferencePart",
    "ReferenceState",
    "References",
    "Scope",
    "SearchResult",
    "Skipped",
    "Span",
    "Stays",
    "Symbol",
    "SymbolFact",
    "SymbolKind",
    "make_part",
]
