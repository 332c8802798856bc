"""From a question to hits: analysis, legs, fusion, ranking, snippets."""

from codegraph.retrieve.query import analyse
from codegraph.retrieve.searching import search

__all__ = ["analyse", "search"]
