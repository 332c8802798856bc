"""TypeScript: what JavaScript has, with types."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.javascript.reader import ScriptReader
from codegraph.parse.languages.javascript.semicolons import part_members

QUERIES = (
    ("javascript", "definitions.scm"),
    ("javascript", "references.scm"),
    ("typescript", "definitions.scm"),
    ("typescript", "references.scm"),
)
"""What TypeScript takes from JavaScript, and what it adds."""

SPEC = general(
    "typescript",
    ("tree_sitter_typescript", "language_typescript"),
    ScriptReader,
    queries=QUERIES,
    readable=part_members,
)
