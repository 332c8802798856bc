"""The public functions: what the command line calls, and what a Python program may call.

Each takes the working directory as an argument and returns values; nothing here prints. For many questions about
one repository, open a `Workspace` once with `open_workspace` and ask it.
"""

from codegraph.api.asking import Asking, asking, context, context_document
from codegraph.api.evaluating import compare_evaluations, evaluate
from codegraph.api.expanding import expand
from codegraph.api.exporting import export_lines, query
from codegraph.api.flow import flow
from codegraph.api.graph import callees, callers, drawing, impact, neighbors, path
from codegraph.api.health import doctor
from codegraph.api.indexing import index, status
from codegraph.api.mapping import overview
from codegraph.api.models import add_model, list_embedders, list_models, pull_embedder, pull_model, remove_model
from codegraph.api.opening import open_workspace
from codegraph.api.searching import make_scope, search, search_document, similar, similar_document
from codegraph.api.settings import change_setting, init, setting, settings_table
from codegraph.api.symbols import node_document, symbol
from codegraph.api.upkeep import check, collect_garbage
from codegraph.api.watching import watch

__all__ = [
    "Asking",
    "add_model",
    "asking",
    "callees",
    "callers",
    "change_setting",
    "check",
    "collect_garbage",
    "compare_evaluations",
    "context",
    "context_document",
    "doctor",
    "drawing",
    "evaluate",
    "expand",
    "export_lines",
    "flow",
    "impact",
    "index",
    "init",
    "list_embedders",
    "list_models",
    "make_scope",
    "neighbors",
    "node_document",
    "open_workspace",
    "overview",
    "path",
    "pull_embedder",
    "pull_model",
    "query",
    "remove_model",
    "search",
    "search_document",
    "setting",
    "settings_table",
    "similar",
    "similar_document",
    "status",
    "symbol",
    "watch",
]
