"""JSON, by tokens: the keys of the object at the top, and of large objects in it.

Comments and trailing commas do no harm, brackets need not match, and what is nested deeply is only counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Mark, Outline, clean, nest, only_in_large
from codegraph.parse.sections.pieces import PIECE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(rb'"(?>(?:[^"\\]++|\\.)*)"|[\[\]{},:]|//[^\n]*+|/\*.*?(?:\*/|\Z)|[^\s\[\]{},:"/]++', re.DOTALL)
"""A string, a bracket or a sign, a comment, or a number or word."""

_MOST_KEYS = 400
_DEEPEST = 3
# lines that are longer on the average are not read by anybody: such a file is cut like any text
_LONGEST_LINES = 400


def read_json(source: bytes) -> Outline:
    """Find the keys of a file that is laid out in lines and has an object at its top."""
    if len(source) > _LONGEST_LINES * (source.count(b"\n") + 1):
        return Outline()
    return Outline(only_in_large(nest(_marks(source), len(source), _MOST_KEYS, "."), 1, PIECE_BYTES))


def _marks(source: bytes) -> Iterator[Mark]:
    depth = 0
    # the depth of the outermost array that is open, 0 outside of any
    array = 0
    before: re.Match[bytes] | None = None
    for match in TOKEN.finditer(source):
        sign = match[0]
        if sign == b"{":
            depth += 1
        elif sign == b"[":
            depth += 1
            array = array or depth
        elif sign in (b"}", b"]"):
            depth = max(depth - 1, 0)
            if depth < array:
                array = 0
        elif sign == b":" and before is not None and depth <= _DEEPEST and not array:
            start, end = before.span()
            line = source.rfind(b"\n", 0, start) + 1
            begins = start if source[line:start].strip() else line
            if before[0].startswith(b'"') and depth:
                yield Mark(depth, SymbolKind.KEY, clean(before[0].strip(b'"')), begins, start, end)
        before = match
