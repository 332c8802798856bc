"""The index on disk: graph, vectors and words. Only this package knows the database."""

from __future__ import annotations

from codegraph.store.graph import Neighbour, OpenCounts, Step
from codegraph.store.links import Link, OpenPlace
from codegraph.store.naming import Named
from codegraph.store.places import local_directory
from codegraph.store.reading import ChunkName, FileBrief
from codegraph.store.rows import FileRow
from codegraph.store.store import Store
from codegraph.store.tables import record_rows
from codegraph.store.words import LexicalScope

__all__ = [
    "ChunkName",
    "FileBrief",
    "FileRow",
    "LexicalScope",
    "Link",
    "Named",
    "Neighbour",
    "OpenCounts",
    "OpenPlace",
    "Step",
    "Store",
    "local_directory",
    "record_rows",
]
