"""The public functions: what the command line calls, and what a Python program may call.

Each takes the working directory as an argument and returns values; nothing here prints. For many questions about
one repository, open a `Workspace` once and hand it in.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from codegraph.errors import NotFoundError
from codegraph.workspace import Workspace, data_folder, is_indexed, root_of_index, root_to_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from codegraph.doctor import Check
    from codegraph.indexing.report import IndexReport
    from codegraph.model import AnswerEvent, Hit, PackedPrompt, Scope, SearchResult, Symbol
    from codegraph.store import Neighbour
    from codegraph.models.catalogue import CatalogueEntry
    from codegraph.models.registry import InstalledModel

_EDGES = 500


@contextmanager
def open_workspace(repo: Path | None, cwd: Path) -> Iterator[Workspace]:
    """Open the indexed repository at `repo`, or the nearest one above `cwd`; raises NoIndexError."""
    with Workspace(root_of_index(repo, cwd), os.environ) as workspace:
        yield workspace


# indexing


def index(
    path: Path | None,
    *,
    cwd: Path,
    force: bool = False,
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> IndexReport:
    """Index a folder, or bring its index up to date; `force` builds it anew."""
    from codegraph.indexing import index_repository  # noqa: PLC0415 - a search does not need the indexer

    root = root_to_index(path, cwd, os.environ)
    workspace = Workspace(root, os.environ)
    with workspace.writable_store(anew=force) as store:
        return index_repository(root, store, workspace.settings, workers=jobs or 0, progress=progress)


def status(repo: Path | None, *, cwd: Path) -> dict[str, Any]:
    """Tell what is indexed, by the store, and what has changed since, by the files."""
    from codegraph.indexing.freshness import changed_since  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        store = workspace.store
        return {
            "root": str(workspace.root),
            "revision": store.revision,
            "indexed_at": store.meta("indexed_at"),
            "changed_since_index": changed_since(workspace.root, store, workspace.settings.discover),
            "pending_stages": list(store.pending_stages()),
            "coverage": store.coverage(),
            "embedding_set": workspace.embedder.set.id,
            "bytes_on_disk": sum(store.size_on_disk().values()),
            "size_on_disk": store.size_on_disk(),
        }


# searching


def search(
    query: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    limit: int | None = None,
) -> SearchResult:
    """Search the index; the hits come best first."""
    with open_workspace(repo, cwd) as workspace:
        return workspace.search(query, scope=scope, limit=limit)


def search_document(result: SearchResult, *, explain: bool = False) -> dict[str, Any]:
    """Give a search result in its stable JSON shape."""
    return {
        "query": result.query,
        "index_revision": result.index_revision,
        "changed_since_index": result.changed_since_index,
        "degraded": list(result.degraded),
        "hits": [_hit(hit, explain=explain) for hit in result.hits],
        "took_ms": dict(result.took_ms),
    }


def _hit(hit: Hit, *, explain: bool) -> dict[str, Any]:
    chunk = hit.chunk
    document = {
        "rank": hit.rank,
        "score": hit.score,
        "id": chunk.id,
        "path": chunk.path,
        "start_line": chunk.span.start_line,
        "end_line": chunk.span.end_line,
        "symbol": chunk.name,
        "qualified_name": chunk.qualified_name,
        "kind": chunk.symbol_kind,
        "language": chunk.language,
        "signature": chunk.signature,
        "snippet": hit.snippet,
        "stale": hit.stale,
        "legs": {name: dict(facts) for name, facts in hit.legs.items()},
    }
    if explain:
        document["features"] = dict(hit.features)
    return document


def symbol(name: str, *, repo: Path | None, cwd: Path, limit: int = 20) -> list[dict[str, Any]]:
    """Describe the symbols of a name, a path like `Type::method`, or an id; raises NotFoundError."""
    from codegraph.retrieve.lookup import find_symbols  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        found = find_symbols(workspace.store, name, limit=limit)
        if not found:
            message = f"no symbol named {name}"
            raise NotFoundError(message, hint=f"try `codegraph search {name}`")
        return [_symbol_document(workspace, one) for one in found]


def node_document(node: Symbol) -> dict[str, Any]:
    """Give a symbol in its stable JSON shape."""
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "qualified_name": node.qualified_name,
        "path": node.path,
        "start_line": node.span.start_line,
        "end_line": node.span.end_line,
        "name_line": node.name_line,
        "language": node.language,
        "signature": node.signature,
        "docs": node.docs,
        "visibility": node.visibility,
        "attributes": list(node.attributes),
        "cfg": node.cfg,
        "modifiers": list(node.modifiers),
        "complexity": node.complexity,
        "parent": node.parent,
    }


def _symbol_document(workspace: Workspace, node: Symbol) -> dict[str, Any]:
    store = workspace.store
    outgoing = store.edges_from([node.id], limit=_EDGES)
    incoming = store.edges_to([node.id], limit=_EDGES)
    counts = store.open_counts(node.name)
    return {
        "of": node_document(node),
        "found": [_edge(one, "out") for one in outgoing] + [_edge(one, "in") for one in incoming],
        "ambiguous": counts.ambiguous,
        "unresolved": counts.unresolved,
        "external": counts.external,
        "truncated": len(outgoing) >= _EDGES or len(incoming) >= _EDGES,
    }


def _edge(one: Neighbour, direction: str) -> dict[str, Any]:
    edge = one.edge
    return {
        "node": node_document(one.symbol),
        "path": edge.evidence.path,
        "line": edge.evidence.span.start_line,
        "kind": edge.kind,
        "method": edge.evidence.method,
        "confidence": edge.evidence.confidence,
        "depth": 1,
        "direction": direction,
    }


# packing and asking


def context(
    task: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    budget: int | None = None,
    layout: str = "markdown",
    for_model: str = "",
    mode: str = "explain",
    sources_only: bool = False,
) -> PackedPrompt:
    """Pack the code that a task needs into a prompt of at most `budget` tokens."""
    from codegraph.asking import CANDIDATES, pack_hits, target_for  # noqa: PLC0415 - a search does not need it
    from codegraph.pack import Format, Mode  # noqa: PLC0415

    with open_workspace(repo, cwd) as workspace:
        result = workspace.search(task, scope=scope, limit=CANDIDATES)
        return pack_hits(
            task,
            result.hits,
            workspace.store,
            workspace.root,
            budget=budget or workspace.settings.pack.budget,
            target=target_for(workspace.settings, os.environ, for_model),
            mode=Mode(mode),
            layout=Format(layout),
            sources_only=sources_only,
        )


def context_document(packed: PackedPrompt) -> dict[str, Any]:
    """Give a packed prompt in its stable JSON shape."""
    from codegraph.pack import to_json  # noqa: PLC0415 - a search does not need it

    return to_json(packed)


class Asking:
    """One question: what was found for it, the evidence without a model, and the answer of one."""

    def __init__(self, workspace: Workspace, result: SearchResult, mode: str, model: str, budget: int | None) -> None:
        self.result = result
        self._workspace = workspace
        self._mode = mode
        self._model = model
        self._budget = budget

    def evidence(self) -> PackedPrompt:
        """Pack what was found; no model is needed."""
        from codegraph.asking import pack_hits, target_for  # noqa: PLC0415 - a search does not need it
        from codegraph.pack import Mode  # noqa: PLC0415

        workspace = self._workspace
        return pack_hits(
            self.result.query,
            self.result.hits,
            workspace.store,
            workspace.root,
            budget=self._budget or workspace.settings.pack.budget,
            target=target_for(workspace.settings, os.environ, ""),
            mode=Mode(self._mode),
        )

    def answer(self, *, force_citations: bool = False) -> Iterator[AnswerEvent]:
        """Let the model answer; raises ModelMissingError, before the first event, where there is none."""
        from codegraph.asking import ask, open_backend  # noqa: PLC0415 - a search does not need it
        from codegraph.pack import Mode  # noqa: PLC0415

        workspace = self._workspace
        backend = open_backend(workspace.settings, os.environ, self._model)
        try:
            yield from ask(
                self.result,
                backend,
                workspace.store,
                workspace.root,
                workspace.settings,
                mode=Mode(self._mode),
                budget=self._budget,
                force_citations=force_citations,
            )
        finally:
            backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._workspace.close()


def asking(
    question: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    mode: str = "explain",
    model: str = "",
    budget: int | None = None,
) -> Asking:
    """Search for a question; what comes back answers it, and is closed after use."""
    from codegraph.asking import CANDIDATES  # noqa: PLC0415 - a search does not need it

    workspace = Workspace(root_of_index(repo, cwd), os.environ)
    try:
        return Asking(workspace, workspace.search(question, scope=scope, limit=CANDIDATES), mode, model, budget)
    except BaseException:
        workspace.close()
        raise


# exporting


def export_lines(repo: Path | None, *, cwd: Path) -> Iterator[str]:
    """Give the whole graph as JSON lines: nodes, edges, open references, in a deterministic order."""
    from codegraph.exporting import jsonl  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        yield from jsonl(workspace.store)


# settings


def settings_table(repo: Path | None, *, cwd: Path) -> list[dict[str, Any]]:
    """List all settings with value, origin and description."""
    from codegraph.config import load_settings, show  # noqa: PLC0415 - a search does not need it

    settings = load_settings(_settings_root(repo, cwd), overrides={}, environ=os.environ)
    return [
        {
            "key": row.key,
            "value": row.value,
            "source": row.origin.source,
            "where": row.origin.where,
            "line": row.origin.line,
            "description": row.description,
            "allowed": row.allowed,
        }
        for row in show(settings)
    ]


def setting(key: str, repo: Path | None, *, cwd: Path) -> Any:  # noqa: ANN401 - a setting's value
    """Give the value of one setting."""
    from codegraph.config import get, load_settings  # noqa: PLC0415 - a search does not need it

    return get(load_settings(_settings_root(repo, cwd), overrides={}, environ=os.environ), key)


def change_setting(key: str, value: str, repo: Path | None, *, cwd: Path, for_user: bool = False) -> Path:
    """Change one setting; gives the file it was written to."""
    from codegraph.config import set_value  # noqa: PLC0415 - a search does not need it

    return set_value(key, value, root=None if for_user else _settings_root(repo, cwd), environ=os.environ)


def init(path: Path | None, *, cwd: Path, environ: Mapping[str, str]) -> tuple[Path, bool]:
    """Write a commented `.codegraph/config.toml` where there is none; gives the file, and whether it is new."""
    from codegraph.config import repository_file, template  # noqa: PLC0415 - a search does not need it

    root = root_to_index(path, cwd, environ)
    file = repository_file(root, local=False)
    if file.exists():
        return file, False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(template(), encoding="utf-8")
    return file, True


def _settings_root(repo: Path | None, cwd: Path) -> Path:
    """Find the repository whose settings hold: the named folder, the indexed one around, or the git work tree."""
    if repo is not None:
        return (cwd / repo).resolve()
    here = cwd.resolve()
    enclosing = (here, *here.parents)
    return next((folder for folder in enclosing if is_indexed(folder) or (folder / ".git").exists()), here)


# models and health


def list_models(*, cwd: Path, environ: Mapping[str, str]) -> tuple[list[InstalledModel], list[CatalogueEntry]]:
    """List the models that are here, and those of the catalogue that are not."""
    from codegraph.models.catalogue import catalogue  # noqa: PLC0415 - a search does not need it
    from codegraph.models.registry import list_models as installed_models  # noqa: PLC0415

    installed = installed_models(_models_folder(cwd, environ))
    names = {model.name for model in installed}
    return installed, [entry for entry in catalogue() if entry.name not in names]


def add_model(
    path: Path,
    *,
    name: str,
    cwd: Path,
    environ: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> InstalledModel:
    """Register a GGUF file where it is."""
    from codegraph.models.registry import add_model as add  # noqa: PLC0415 - a search does not need it

    return add(_models_folder(cwd, environ), path, name=name, progress=progress)


def pull_model(
    name: str,
    *,
    cwd: Path,
    environ: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> InstalledModel:
    """Download a model of the catalogue."""
    from codegraph.models.catalogue import catalogue_entry  # noqa: PLC0415 - a search does not need it
    from codegraph.models.registry import pull_model as pull  # noqa: PLC0415

    base_url = str(setting("models.base_url", None, cwd=cwd))
    return pull(_models_folder(cwd, environ), catalogue_entry(name), base_url=base_url, progress=progress)


def remove_model(name: str, *, cwd: Path, environ: Mapping[str, str]) -> bool:
    """Forget a model; tells whether its file was deleted."""
    from codegraph.models.registry import remove_model as remove  # noqa: PLC0415 - a search does not need it

    return remove(_models_folder(cwd, environ), name)


def _models_folder(cwd: Path, environ: Mapping[str, str]) -> Path:
    from codegraph.models.folder import models_folder  # noqa: PLC0415 - a search does not need it

    return models_folder(environ, str(setting("models.dir", None, cwd=cwd)))


def doctor(repo: Path | None, *, cwd: Path) -> list[Check]:
    """Check the installation, and the index if there is one."""
    from codegraph.doctor import examine  # noqa: PLC0415 - a search does not need it

    root = _settings_root(repo, cwd)
    return examine(data_folder(root) if is_indexed(root) else None, os.environ)
