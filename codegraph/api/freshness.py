"""How an answer of the graph stands to the files as they are now: nothing is refreshed for it, but it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegraph.workspace import Workspace

    Document = dict[str, Any]


def freshness_of(workspace: Workspace, documents: Iterable[Document]) -> list[Document]:
    """Give for each document `index_revision`, `changed_since_index` and `stale_paths`: of the files it names.

    To be called where the documents' own facts are read, so that all of it is of one revision.
    """
    from codegraph.retrieve.snippets import changed_among  # noqa: PLC0415 - loads the reader of files

    store = workspace.store
    named = [set(_paths(document)) for document in documents]
    stale = set(changed_among(workspace.root, store.files_at(set().union(*named))))
    revision = store.revision
    return [
        {
            "index_revision": revision,
            "changed_since_index": len(paths & stale),
            "stale_paths": sorted(paths & stale),
        }
        for paths in named
    ]


def _paths(value: object) -> Iterator[str]:
    """Give every value of a key `path`, at any depth that our documents have."""
    if isinstance(value, dict):
        path = value.get("path")
        if isinstance(path, str):
            yield path
        for inner in value.values():
            yield from _paths(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner)
