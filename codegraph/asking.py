"""Pipeline 2: retrieve -> pack -> answer. Only wiring, deadlines and fallbacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import UsageError
from codegraph.model import CONTAINERS, AnswerEvent, ChunkKind
from codegraph.models.folder import models_folder
from codegraph.pack import Candidate, Format, Mode, pack
from codegraph.retrieve.snippets import read_indexed, shown_lines
from codegraph.tokens.choice import counter_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.answer.backend import Backend
    from codegraph.config import Settings
    from codegraph.identity import NodeId
    from codegraph.model import Hit, PackedPrompt, SearchResult, Symbol
    from codegraph.models.registry import InstalledModel
    from codegraph.store import Store
    from codegraph.tokens.counter import TokenCounter

# how many hits the packer chooses from: many small parts beat few large ones, and the last of them are other files
CANDIDATES = 100
# chunks that are no outlines of what they hold
_WITHOUT_MEMBERS = frozenset({ChunkKind.ITEM, ChunkKind.BLOCK, ChunkKind.TEXT})


class Target(NamedTuple):
    """What a prompt is packed for: the counter of its tokens, the chat frame's tokens, the model's name."""

    counter: TokenCounter
    frame_overhead: int
    model: str


class BackendCounter(NamedTuple):
    """Counts tokens as a backend does."""

    backend: Backend
    exact: bool = True

    @property
    def name(self) -> str:
        """The model whose tokens are counted."""
        return self.backend.name

    def count(self, text: str) -> int:
        """Give the tokens of a text inside the backend's frame."""
        return self.backend.count(text)


def open_backend(settings: Settings, environ: Mapping[str, str], model: str = "") -> Backend:
    """Open the language model that the settings name: configured endpoints, else a GGUF in this process.

    Raises ModelMissingError where there is none or the `llm` extra is missing, ModelFileError for a bad file.
    """
    from codegraph.answer.opening import open_backend as open_model  # noqa: PLC0415 - packing needs no model

    llm = settings.llm
    return open_model(
        model=model or llm.model,
        models=models_folder(environ, settings.models.dir),
        environ=environ,
        urls=llm.base_url,
        api_key=llm.api_key,
        context=llm.context,
        gpu_layers=llm.gpu_layers,
        threads=llm.threads,
        connect_s=llm.connect_timeout_s,
    )


def target_for(settings: Settings, environ: Mapping[str, str], model: str) -> Target:
    """Choose how tokens are counted for a prompt that leaves this program: by the named model's tokenizer."""
    name = model or settings.llm.model
    header = None
    if name:
        from codegraph.models.registry import whole_header  # noqa: PLC0415 - only for a named model

        known = [entry for entry in _installed(settings, environ) if entry.name == name]
        path = Path(known[0].path) if known else Path(name)
        if path.suffix == ".gguf":
            header = whole_header(path)
    return Target(counter_for(header, name, environ), 0, name)


def _installed(settings: Settings, environ: Mapping[str, str]) -> list[InstalledModel]:
    from codegraph.models.registry import list_models  # noqa: PLC0415 - only for a named model

    return list_models(models_folder(environ, settings.models.dir))


def prompt_budget(settings: Settings, backend: Backend, wanted: int | None) -> int:
    """Give the tokens a prompt may take: what is wanted, and never more than the model's context leaves."""
    reserve = settings.pack.reserve_answer or settings.llm.max_answer_tokens
    budget = wanted or settings.pack.budget
    if not backend.context:
        return budget
    room = backend.context - reserve
    if room <= 0:
        message = f"{backend.name} has a context of {backend.context} tokens, and {reserve} are kept for the answer"
        raise UsageError(message, hint="raise llm.context or lower llm.max_answer_tokens")
    return min(budget, room)


def ask(
    result: SearchResult,
    backend: Backend,
    store: Store,
    root: Path,
    settings: Settings,
    *,
    mode: Mode,
    budget: int | None = None,
    force_citations: bool = False,
) -> Iterator[AnswerEvent]:
    """Pack what was found for a question and let the backend answer it; `retrieval` is the first event."""
    from codegraph.answer.answering import answer  # noqa: PLC0415 - packing needs no answer

    counter = BackendCounter(backend)
    target = Target(counter, backend.overhead, backend.name)
    room = prompt_budget(settings, backend, budget)
    packed = pack_found(result.query, result, store, root, budget=room, target=target, mode=mode)
    yield retrieval_event(result, packed)
    yield from answer(
        packed,
        backend,
        max_tokens=settings.llm.max_answer_tokens,
        temperature=settings.llm.temperature,
        force_citations=force_citations,
        first_token_s=settings.llm.first_token_timeout_s,
        total_s=settings.llm.total_timeout_s,
    )


def retrieval_event(result: SearchResult, packed: PackedPrompt) -> AnswerEvent:
    """Say what was found and what went into the prompt."""
    parts: list[dict[str, Any]] = [
        {
            "n": part.n,
            "path": part.path,
            "start_line": part.start_line,
            "end_line": part.end_line,
            "symbol": part.symbol,
            "detail": part.detail,
            "stale": part.stale,
        }
        for part in packed.parts
    ]
    freshness = packed.freshness
    data = {
        "question": result.query,
        "index_revision": freshness.index_revision,
        "changed_since_index": freshness.changed,
        "stale_paths": list(freshness.stale_paths),
        "refreshed": freshness.refreshed,
        "degraded": list(freshness.degraded),
        "hits": len(result.hits),
        "parts": parts,
        "tokens": packed.tokens,
        "budget": packed.budget,
        "took_ms": dict(result.took_ms),
    }
    return AnswerEvent("retrieval", data)


def pack_found(
    task: str,
    result: SearchResult,
    store: Store,
    root: Path,
    *,
    budget: int,
    target: Target,
    mode: Mode = Mode.EXPLAIN,
    layout: Format = Format.MARKDOWN,
    sources_only: bool = False,
) -> PackedPrompt:
    """Pack hits into a prompt of at most `budget` tokens; the texts are read from the files now.

    A file that changed after the search is stale like one that had changed before.
    """
    candidates = candidates_of(result.hits, store, root)
    packed = pack(
        task,
        candidates,
        budget,
        counter=target.counter,
        frame_overhead=target.frame_overhead,
        mode=mode,
        layout=layout,
        sources_only=sources_only,
        model_name=target.model,
    )
    stale = sorted({one.hit.chunk.path for one in candidates if one.stale})
    freshness = result.freshness._replace(changed=max(result.changed_since_index, len(stale)), stale_paths=tuple(stale))
    return packed._replace(freshness=freshness)


def candidates_of(hits: Sequence[Hit], store: Store, root: Path) -> list[Candidate]:
    """Add to each hit the text of its lines and its breadcrumbs.

    A text is cut only from a file whose hash is the one that the hit's span was measured by, whatever the index says
    by now; from any other file nothing is cut, and the candidate is marked stale.
    """
    symbols = {symbol.id: symbol for symbol in store.symbols([hit.chunk.symbol for hit in hits])}
    parents = {
        symbol.id: symbol for symbol in store.symbols([symbol.parent for symbol in symbols.values() if symbol.parent])
    }
    files = store.files_at({hit.chunk.path for hit in hits})
    texts: dict[str, bytes | None] = {}
    found: list[Candidate] = []
    for hit in hits:
        path = hit.chunk.path
        if path not in texts:
            texts[path] = read_indexed(root, path, hit.file_hash)
        source = texts[path]
        symbol = symbols.get(hit.chunk.symbol)
        found.append(_candidate(hit, source, symbol, parents, files[path].package if path in files else ""))
    return found


def _candidate(
    hit: Hit,
    source: bytes | None,
    symbol: Symbol | None,
    parents: Mapping[NodeId, Symbol],
    package: str,
) -> Candidate:
    chunk = hit.chunk
    text = shown_lines(chunk, source) if source is not None else ""
    if chunk.kind in _WITHOUT_MEMBERS and chunk.outline:
        # it is what a cell of a notebook says, and no outline of that
        hit = hit._replace(chunk=chunk._replace(outline=""))
    parent = parents.get(symbol.parent) if symbol is not None and symbol.parent else None
    container = parent.signature if parent is not None and parent.kind in CONTAINERS else ""
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
        stale=source is None,
    )
