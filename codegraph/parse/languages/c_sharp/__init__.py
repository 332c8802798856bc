"""C#."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.c_sharp.reader import CSharpReader

SPEC = general("c-sharp", ("tree_sitter_c_sharp", "language"), CSharpReader)
