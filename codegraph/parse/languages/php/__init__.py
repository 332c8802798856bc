"""PHP."""

from __future__ import annotations

from codegraph.model import SymbolKind
from codegraph.parse.general import general
from codegraph.parse.languages.php.reader import PhpReader

_SHARED = (SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.TRAIT, SymbolKind.FUNCTION, SymbolKind.CONST)

SPEC = general("php", ("tree_sitter_php", "language_php"), PhpReader, shared=_SHARED)
