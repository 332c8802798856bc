"""Go."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.go.reader import GoReader

SPEC = general("go", ("tree_sitter_go", "language"), GoReader)
