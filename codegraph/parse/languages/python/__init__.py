"""Python, stubs included."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.python.reader import PythonReader

SPEC = general("python", ("tree_sitter_python", "language"), PythonReader)
