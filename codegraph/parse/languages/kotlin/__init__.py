"""Kotlin."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.kotlin.reader import KotlinReader

SPEC = general(
    "kotlin",
    ("tree_sitter_kotlin", "language"),
    KotlinReader,
    leading=("block_comment", "line_comment", "annotation"),
    # the scanner goes to the end of the line of an annotation, and past the end of the file
    ended=True,
)
