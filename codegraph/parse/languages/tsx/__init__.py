"""TypeScript with JSX."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.javascript.reader import ScriptReader
from codegraph.parse.languages.javascript.semicolons import part_members
from codegraph.parse.languages.typescript import QUERIES

SPEC = general(
    "tsx",
    ("tree_sitter_typescript", "language_tsx"),
    ScriptReader,
    queries=(*QUERIES, ("javascript", "jsx.scm"), ("tsx", "definitions.scm")),
    readable=part_members,
)
