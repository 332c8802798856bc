"""Pipeline 1: from files to a searchable index."""

from codegraph.indexing.pipeline import index_repository
from codegraph.indexing.report import IndexReport

__all__ = ["IndexReport", "index_repository"]
