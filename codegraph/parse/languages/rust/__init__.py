"""Rust."""

from __future__ import annotations

from importlib.resources import files

from codegraph.parse.languages.rust.reader import RustReader
from codegraph.parse.spec import LanguageSpec

_LEADING = frozenset({"line_comment", "block_comment", "attribute_item"})
_CONTAINERS = frozenset({"impl_item", "trait_item", "mod_item"})
_OPEN_ENDED = frozenset({"macro_invocation", "expression_statement"})


def rust() -> LanguageSpec:
    """Build the specification of Rust; loads the grammar."""
    import tree_sitter_rust  # noqa: PLC0415 - loaded only where Rust is parsed

    folder = files(__package__)
    queries = "\n".join((folder / name).read_text("utf-8") for name in ("definitions.scm", "references.scm"))
    return LanguageSpec("rust", tree_sitter_rust.language, queries, RustReader(), _LEADING, _CONTAINERS, _OPEN_ENDED)
