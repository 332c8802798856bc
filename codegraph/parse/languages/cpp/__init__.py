"""C++."""

from __future__ import annotations

from codegraph.model import SymbolKind
from codegraph.parse.general import general
from codegraph.parse.languages.c.macros import without_macros
from codegraph.parse.languages.cpp.reader import CppReader

SPEC = general(
    "cpp",
    ("tree_sitter_cpp", "language"),
    CppReader,
    queries=(
        ("c", "definitions.scm"),
        ("cpp", "definitions.scm"),
        ("c", "references.scm"),
        ("cpp", "references.scm"),
    ),
    containers=("namespace_definition", "class_specifier", "struct_specifier", "linkage_specification"),
    readable=without_macros,
    separator="::",
    shared=SymbolKind,
)
