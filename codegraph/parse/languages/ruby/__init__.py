"""Ruby."""

from __future__ import annotations

from codegraph.model import SymbolKind
from codegraph.parse.general import general
from codegraph.parse.languages.ruby.reader import RubyReader

_SHARED = (SymbolKind.CLASS, SymbolKind.MODULE, SymbolKind.CONST)

SPEC = general("ruby", ("tree_sitter_ruby", "language"), RubyReader, shared=_SHARED)
