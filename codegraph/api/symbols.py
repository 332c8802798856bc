"""Looking at one symbol and at what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.api.freshness import behind, freshness_of, refreshed
from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import NotFoundError
from codegraph.model import EdgeKind

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.model import Symbol
    from codegraph.store import Neighbour, Store
    from codegraph.workspace import Workspace

_EDGES = 500
_MEMBERS = 200
_GENERATED = "generated"
_DEEPEST = 100


def symbol(name: str, *, repo: Path | None, cwd: Path, limit: int = 20, refresh: bool = False) -> list[dict[str, Any]]:
    """Describe the symbols of a name, a path like `Type::method`, `PATH:LINE`, or an id; raises NotFoundError.

    `refresh` brings the index up to date before, references included.
    """
    from codegraph.graph.lookup import find_symbols  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        store, here = workspace.store, folder_inside(workspace, cwd)
        faults = refreshed(workspace, wanted=refresh)

        def read() -> list[dict[str, Any]]:
            found = find_symbols(store, name, limit=limit, here=here)
            documents = [_symbol_document(workspace, one) for one in found]
            fresh = freshness_of(workspace, documents)
            degraded = {"degraded": faults + behind(store)}
            return [one | told | degraded for one, told in zip(documents, fresh, strict=True)]

        documents = store.stable(read)
        if not documents:
            message = f"no symbol named {name}"
            raise NotFoundError(message, hint=f"try `codegraph search {name}`")
        return documents


def node_document(node: Symbol) -> dict[str, Any]:
    """Give a symbol in its stable JSON shape."""
    from codegraph.exporting import node_fields  # noqa: PLC0415 - a search does not need it

    return {
        **node_fields(node),
        "docs": node.docs,
        "attributes": list(node.attributes),
        "modifiers": list(node.modifiers),
        "complexity": node.complexity,
    }


def _symbol_document(workspace: Workspace, node: Symbol) -> dict[str, Any]:
    store = workspace.store
    outgoing = store.edges_from([node.id], limit=_EDGES)
    incoming = store.edges_to([node.id], limit=_EDGES)
    counts = store.open_counts(node.name)
    return {
        "of": node_document(node),
        "members": [node_document(one) for one in store.children(node.id, limit=_MEMBERS)],
        "found": [_edge(one, "out") for one in outgoing] + [_edge(one, "in") for one in incoming],
        "ambiguous": counts.ambiguous,
        "unresolved": counts.unresolved,
        "external": counts.external,
        "truncated": len(outgoing) >= _EDGES or len(incoming) >= _EDGES,
        "generated_by": _generator(store, node) if _GENERATED in node.modifiers else None,
    }


def _generator(store: Store, node: Symbol) -> dict[str, Any] | None:
    """Tell which macro made a symbol, or what holds it, and where it was called."""
    one: Symbol | None = node
    for _ in range(_DEEPEST):
        if one is None or _GENERATED not in one.modifiers:
            break
        for found in store.edges_to([one.id], [EdgeKind.EXPANDS_TO], limit=1):
            place = found.edge.evidence
            return {"macro": node_document(found.symbol), "path": place.path, "line": place.span.start_line}
        one = next(iter(store.symbols([one.parent])), None) if one.parent else None
    return None


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
