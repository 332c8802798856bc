"""The languages that are parsed, each a folder here with a `SPEC` (`codegraph.parse.spec.LanguageSpec`)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegraph.parse.spec import LanguageSpec


def _folders() -> frozenset[str]:
    return frozenset(it.parent.name.replace("_", "-") for it in Path(__file__).parent.glob("*/definitions.scm"))


SUPPORTED = _folders()
"""The names of the languages that are parsed, as `codegraph.discover.languages` gives them."""


@cache
def language(name: str) -> LanguageSpec | None:
    """Load the specification of a language; None for one that is only searched as text.

    :raises ImportError: it needs a package that is not installed.
    """
    if name not in SUPPORTED:
        return None
    found: LanguageSpec = import_module(f"{__package__}.{name.replace('-', '_')}").SPEC
    return found
