"""reStructuredText, by lines: titles with a line of signs under them, and perhaps one above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.sections.markdown import BREADCRUMB
from codegraph.parse.sections.outline import Mark, Outline, clean, nest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HEADINGS = 4000
_UNDERLINE = re.compile(rb"^(?P<sign>[-=~^\"'`*+#:.<>_])(?P=sign){2,}[ \t]*\r?$", re.MULTILINE)


def read_rst(source: bytes) -> Outline:
    """Find the titles of a file; how they are underlined tells their level, in the order in which it is seen first."""
    return Outline(nest(_marks(source), len(source), _MOST_HEADINGS, BREADCRUMB))


def _marks(source: bytes) -> Iterator[Mark]:
    levels: dict[tuple[bytes, bool], int] = {}
    used = 0
    for match in _UNDERLINE.finditer(source):
        end = match.start()
        start = source.rfind(b"\n", 0, max(end - 1, 0)) + 1
        title = source[start:end]
        name = clean(title)
        if end <= used or not name or _UNDERLINE.match(title) or len(match.group().strip()) + 1 < len(name):
            continue
        above = source.rfind(b"\n", 0, max(start - 1, 0)) + 1
        line = source[above:start].strip()
        is_over = start > above and line == match.group().strip() and above >= used
        if line and not is_over:
            continue
        if title[:1].isspace() and not is_over:
            continue
        used = match.end()
        level = levels.setdefault((match["sign"], is_over), len(levels) + 1)
        yield Mark(level, SymbolKind.HEADING, name, above if is_over else start, start, end - 1)
