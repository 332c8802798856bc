"""What is remembered of a definition while it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from codegraph.model import SymbolKind
    from codegraph.parse.spec import Header

_GENERIC_END = re.compile(r"[:\s=]")


def _generic_name(text: str) -> str:
    """Give the name of a type parameter or of the subject of a `where` clause."""
    return _GENERIC_END.split(text.removeprefix("const "), maxsplit=1)[0]


class Attribute(NamedTuple):
    """An attribute: the byte where what it says starts, that in one line, and as it stands in the file."""

    start: int
    text: str
    raw: str


class Open:
    """A definition whose end has not been reached."""

    __slots__ = (
        "branches",
        "end",
        "generics",
        "header",
        "index",
        "inner_attributes",
        "inner_docs",
        "kind",
        "locals",
    )

    def __init__(self, index: int, kind: SymbolKind, end: int, header: Header | None) -> None:
        self.index = index
        self.kind = kind
        self.end = end
        self.header = header
        self.branches = 0
        # the names that patterns have bound so far
        self.locals: set[str] = set()
        self.inner_docs: list[str] = []
        self.inner_attributes: list[str] = []
        generics = header.generics if header else ()
        self.generics = frozenset(_generic_name(generic) for generic in generics)
