"""The languages that are parsed, by name. A new one is a folder here and a line in this table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegraph.parse.spec import LanguageSpec

SUPPORTED = frozenset({"rust"})


@cache
def language(name: str) -> LanguageSpec | None:
    """Load the specification of a language; None for one that is only searched as text."""
    if name == "rust":
        from codegraph.parse.languages.rust import rust  # noqa: PLC0415 - each grammar is loaded when first needed

        return rust()
    return None
