"""C#."""

from __future__ import annotations

from codegraph.model import SymbolKind
from codegraph.parse.general import general
from codegraph.parse.languages.c_sharp.conditions import readable
from codegraph.parse.languages.c_sharp.reader import CSharpReader

_SHARED = (SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM, SymbolKind.MODULE, SymbolKind.TYPE_ALIAS)

SPEC = general("c-sharp", ("tree_sitter_c_sharp", "language"), CSharpReader, shared=_SHARED, readable=readable)
