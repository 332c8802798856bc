"""How an answer of the graph stands to the files as they are now. It is refreshed only where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegraph.store import Store
    from codegraph.workspace import Workspace

    Document = dict[str, Any]


BEHIND = (
    "files changed and their references are not resolved yet, so edges may be missing:"
    " run `codegraph index`, or ask with --refresh"
)
"""What is wrong with edges that are not those of the files as they are indexed."""


def behind(store: Store) -> list[str]:
    """Say whether the references of files that changed are still to be resolved, where any were ever."""
    once = store.meta("stage.edges") is not None
    return [BEHIND] if once and not store.is_finished("edges") else []


def refreshed(workspace: Workspace, *, wanted: bool) -> list[str]:
    """Bring the index up to date, references included, if that is wanted; gives what stood in the way."""
    reason = workspace.refresh_references().reason if wanted else ""
    return [reason] if reason else []


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
