"""Finds the files and lines that a question names: `src/lib.rs`, `lib.rs:120`, `src/net/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.retrieve.fuse import Finds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.identity import NodeId
    from codegraph.model import Chunk, Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store import Store

_LINE = re.compile(r":(\d+)$")
_MOST_FILES = 20
_INSIDE = 0.5


class PathLeg:
    """The chunks of files whose path is, or ends with, a path in the question."""

    name = "path"

    def __init__(self, store: Store, scope: ScopeTest) -> None:
        self._store = store
        self._scope = scope

    def search(self, query: Query, k: int) -> Finds:
        """Find the chunks at the line named, innermost first; without a line the file's own chunk before the others."""
        found: dict[NodeId, float] = {}
        for hint in query.path_hints:
            line = _LINE.search(hint)
            wanted = hint[: line.start()] if line else hint
            for path in self._paths(wanted):
                for chunk, score in _scored(self._store.chunks_in(path), int(line[1]) if line else 0):
                    if self._scope.lets_in(chunk):
                        found[chunk.id] = max(found.get(chunk.id, 0.0), score)
        return Finds(sorted(found.items(), key=lambda hit: (-hit[1], hit[0]))[:k])

    def _paths(self, wanted: str) -> list[str]:
        wanted = wanted.removeprefix("./")
        if self._store.file(wanted) is not None:
            return [wanted]
        whole = "/" + wanted.strip("/")
        below = whole + "/"
        files = [path for path in self._store.files() if f"/{path}".endswith(whole) or below in f"/{path}"]
        return sorted(files, key=lambda path: (not f"/{path}".endswith(whole), path.count("/"), path))[:_MOST_FILES]


def _scored(chunks: list[Chunk], line: int) -> Iterator[tuple[Chunk, float]]:
    """Score a file's chunks: by how narrowly they hold the line; without one, the file's own chunk first."""
    for chunk in chunks:
        if line:
            if chunk.span.start_line <= line <= chunk.span.end_line:
                yield chunk, 1.0 / (1 + chunk.span.end_line - chunk.span.start_line) ** 0.1
        else:
            yield chunk, 1.0 if chunk.kind == "file" else _INSIDE
