"""Zig."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.zig.reader import ZigReader

SPEC = general("zig", ("tree_sitter_zig", "language"), ZigReader)
