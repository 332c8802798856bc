"""Swift."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.swift.reader import SwiftReader

SPEC = general("swift", ("tree_sitter_swift", "language"), SwiftReader, leading=("comment", "multiline_comment"))
