"""Rust."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import tree_sitter_rust

from codegraph.parse.languages.rust.extraction import RustExtraction
from codegraph.parse.languages.rust.modules import module_declarations
from codegraph.parse.languages.rust.reader import RustReader
from codegraph.parse.spec import LanguageSpec

if TYPE_CHECKING:
    from codegraph.parse.events import Lines

_READER = RustReader()
# beside this file: importlib.resources would load what reads archives
_FOLDER = Path(__file__).parent


def _queries() -> str:
    return "\n".join((_FOLDER / name).read_text("utf-8") for name in ("definitions.scm", "references.scm"))


def _extraction(source: bytes, lines: Lines) -> RustExtraction:
    return RustExtraction(_READER, source, lines)


SPEC = LanguageSpec(
    name="rust",
    grammar=tree_sitter_rust.language,
    queries=_queries,
    extraction=_extraction,
    leading=frozenset({"line_comment", "block_comment", "attribute_item"}),
    containers=frozenset({"impl_item", "trait_item", "mod_item"}),
    open_ended=frozenset({"macro_invocation", "expression_statement"}),
    partial=True,
    # of a script, which no attribute is
    opening=re.compile(rb"#!(?!\[)"),
    modules=module_declarations,
)
