"""Bash, and shell scripts near to it."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.bash.reader import BashReader, readable

SPEC = general("bash", ("tree_sitter_bash", "language"), BashReader, readable=readable)
