"""TypeScript: what JavaScript has, with types."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.javascript.reader import ScriptReader

QUERIES = (
    ("javascript", "definitions.scm"),
    ("javascript", "references.scm"),
    ("typescript", "definitions.scm"),
    ("typescript", "references.scm"),
)
"""What TypeScript takes from JavaScript, and what it adds."""

SPEC = general("typescript", ("tree_sitter_typescript", "language_typescript"), ScriptReader, queries=QUERIES)
