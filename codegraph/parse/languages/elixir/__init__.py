"""Elixir."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.elixir.reader import ElixirReader

SPEC = general("elixir", ("tree_sitter_elixir", "language"), ElixirReader, leading=("comment", "unary_operator"))
