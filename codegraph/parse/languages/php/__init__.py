"""PHP."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.php.reader import PhpReader

SPEC = general("php", ("tree_sitter_php", "language_php"), PhpReader)
