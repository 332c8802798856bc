"""Haskell."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.haskell.reader import HaskellReader

SPEC = general(
    "haskell",
    ("tree_sitter_haskell", "language"),
    HaskellReader,
    leading=("comment", "haddock", "signature", "pragma", "header"),
    sections=("imports", "declarations"),
)
