"""Pipeline 2: retrieve -> pack -> answer. Only wiring, deadlines and fallbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.listing import FileEntry
from codegraph.discover.reading import FileContent, read_file
from codegraph.model import ChunkKind, SymbolKind
from codegraph.pack import Candidate, Format, Mode, pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from codegraph.model import Hit, PackedPrompt, Symbol
    from codegraph.store import Store
    from codegraph.tokens.counter import TokenCounter

# how many hits the packer chooses from: many small parts beat few large ones
CANDIDATES = 40
_CONTAINERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, SymbolKind.CLASS, SymbolKind.INTERFACE})
_READ_LIMIT = 1 << 28


class Target(NamedTuple):
    """What a prompt is packed for: the counter of its tokens, the chat frame's tokens, the model's name."""

    counter: TokenCounter
    frame_overhead: int
    model: str


def pack_hits(
    task: str,
    hits: Sequence[Hit],
    store: Store,
    root: Path,
    *,
    budget: int,
    target: Target,
    mode: Mode = Mode.EXPLAIN,
    layout: Format = Format.MARKDOWN,
    sources_only: bool = False,
) -> PackedPrompt:
    """Pack hits into a prompt of at most `budget` tokens; the texts are read from the files now."""
    return pack(
        task,
        candidates_of(hits, store, root),
        budget,
        counter=target.counter,
        frame_overhead=target.frame_overhead,
        mode=mode,
        layout=layout,
        sources_only=sources_only,
        model_name=target.model,
    )


def candidates_of(hits: Sequence[Hit], store: Store, root: Path) -> list[Candidate]:
    """Add to each hit the text of its lines and its breadcrumbs.

    A text is cut only from a file whose hash is the indexed one; from any other file nothing is cut, and the
    candidate is marked stale.
    """
    symbols = {symbol.id: symbol for symbol in store.symbols([hit.chunk.symbol for hit in hits if hit.chunk.symbol])}
    parents = {
        symbol.id: symbol
        for symbol in store.symbols([symbol.parent for symbol in symbols.values() if symbol.parent])
    }
    files = store.files_at({hit.chunk.path for hit in hits})
    texts: dict[str, bytes | None] = {}
    found: list[Candidate] = []
    for hit in hits:
        path = hit.chunk.path
        if path not in texts:
            indexed = files.get(path)
            entry = FileEntry(path, hit.chunk.language, 0, 0)
            content = read_file(root, entry, limit=_READ_LIMIT)
            same = indexed is not None and isinstance(content, FileContent) and content.hash == indexed.hash
            texts[path] = content.data if same and isinstance(content, FileContent) else None
        source = texts[path]
        symbol = symbols.get(hit.chunk.symbol) if hit.chunk.symbol else None
        found.append(_candidate(hit, source, symbol, parents, files[path].package if path in files else ""))
    return found


def _candidate(
    hit: Hit,
    source: bytes | None,
    symbol: Symbol | None,
    parents: dict[str, Symbol],
    package: str,
) -> Candidate:
    chunk = hit.chunk
    text = _lines(source, chunk.span.start, chunk.span.end) if source is not None else ""
    parent = parents.get(symbol.parent) if symbol is not None and symbol.parent else None
    container = parent.signature if parent is not None and parent.kind in _CONTAINERS else ""
    module = ""
    if symbol is not None and "::" in symbol.qualified_name:
        module = symbol.qualified_name.split("::", 1)[1].rpartition("::")[0]
    if container and parent is not None:
        module = module.removesuffix(parent.name).removesuffix("::")
    return Candidate(
        hit=hit,
        text=text,
        docs=symbol.docs if symbol is not None and chunk.kind is not ChunkKind.BLOCK else "",
        crate=package,
        module=module,
        container=container,
        body=-1,
        stale=source is None,
    )


def _lines(source: bytes, start: int, end: int) -> str:
    """Cut whole lines: from the start of the line where the span starts, to the end of the one where it ends."""
    first = source.rfind(b"\n", 0, start) + 1
    last = source.find(b"\n", max(end - 1, start))
    return source[first : last if last >= 0 else len(source)].decode("utf-8", "replace")
