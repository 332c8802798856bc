"""Ruby."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.ruby.reader import RubyReader

SPEC = general("ruby", ("tree_sitter_ruby", "language"), RubyReader)
