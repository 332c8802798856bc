"""JavaScript, JSX included."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.javascript.reader import ScriptReader

SPEC = general(
    "javascript",
    ("tree_sitter_javascript", "language"),
    ScriptReader,
    queries=(
        ("javascript", "definitions.scm"),
        ("javascript", "references.scm"),
        ("javascript", "classes.scm"),
        ("javascript", "jsx.scm"),
    ),
)
