"""The index on disk: graph, vectors and words. Only this package knows the database."""

from __future__ import annotations

from codegraph.store.graph import Neighbour, OpenCounts, Step
from codegraph.store.lexical import LexicalScope
from codegraph.store.places import local_directory
from codegraph.store.rows import FileRow
from codegraph.store.store import Store

__all__ = ["FileRow", "LexicalScope", "Neighbour", "OpenCounts", "Step", "Store", "local_directory"]
