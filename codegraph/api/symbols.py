"""Looking at one symbol and at what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.model import Symbol
    from codegraph.store import Neighbour
    from codegraph.workspace import Workspace

_EDGES = 500
_MEMBERS = 200


def symbol(name: str, *, repo: Path | None, cwd: Path, limit: int = 20) -> list[dict[str, Any]]:
    """Describe the symbols of a name, a path like `Type::method`, `PATH:LINE`, or an id; raises NotFoundError."""
    from codegraph.graph.lookup import find_symbols  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        found = find_symbols(workspace.store, name, limit=limit, here=folder_inside(workspace, cwd))
        if not found:
            message = f"no symbol named {name}"
            raise NotFoundError(message, hint=f"try `codegraph search {name}`")
        return [_symbol_document(workspace, one) for one in found]


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
