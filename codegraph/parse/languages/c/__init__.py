"""C."""

from __future__ import annotations

from codegraph.model import SymbolKind
from codegraph.parse.general import general
from codegraph.parse.languages.c.macros import without_macros
from codegraph.parse.languages.c.reader import CReader

SPEC = general("c", ("tree_sitter_c", "language"), CReader, readable=without_macros, shared=SymbolKind)
