"""Scala, 2 and 3."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.scala.reader import ScalaReader

SPEC = general(
    "scala", ("tree_sitter_scala", "language"), ScalaReader, leading=("comment", "block_comment", "annotation")
)
