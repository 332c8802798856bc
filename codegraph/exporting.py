"""The whole graph as JSON lines, in the stable shapes that outside tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.model import Edge, OpenReference, Symbol
    from codegraph.store import Store


def jsonl(store: Store) -> Iterator[str]:
    """Give nodes, then edges (one a reference, `contains` included), then open references; order is deterministic."""
    for node in store.export_nodes():
        yield _line(node_line(node))
    for edge in store.export_edges():
        yield _line(edge_line(edge))
    for path, reference in store.export_open():
        yield _line(reference_line(path, reference))


def node_fields(node: Symbol) -> dict[str, Any]:
    """Give what every document about a symbol says."""
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
        "parent": node.parent,
        "signature": node.signature,
        "visibility": node.visibility,
        "cfg": node.cfg,
    }


def node_line(node: Symbol) -> dict[str, Any]:
    """Give the line of a symbol."""
    return {"type": "node", **node_fields(node)}


def edge_line(edge: Edge) -> dict[str, Any]:
    """Give the line of an edge; path and line are where the reference stands."""
    return {
        "type": "edge",
        "kind": edge.kind,
        "src": edge.src,
        "dst": edge.dst,
        "path": edge.evidence.path,
        "line": edge.evidence.span.start_line,
        "start": edge.evidence.span.start,
        "end": edge.evidence.span.end,
        "method": edge.evidence.method,
        "confidence": edge.evidence.confidence,
    }


def reference_line(path: str, reference: OpenReference) -> dict[str, Any]:
    """Give the line of a reference that is no edge."""
    return {
        "type": "reference",
        "state": reference.state,
        "kind": reference.kind,
        "name": reference.name,
        "src": reference.src,
        "path": path,
        "line": reference.span.start_line,
        "reason": reference.reason,
        "candidates": list(reference.candidates),
    }


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
