"""Java."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.java.reader import JavaReader

SPEC = general(
    "java",
    ("tree_sitter_java", "language"),
    JavaReader,
    leading=("line_comment", "block_comment"),
    containers=("class_declaration", "interface_declaration", "record_declaration"),
)
