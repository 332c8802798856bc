"""TOML, by lines: tables, and the keys above the first of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Mark, Outline, clean, comment_start, nest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_KEYS = 400
_KEY = rb"""(?:[A-Za-z0-9_-]++|"(?>(?:[^"\\\n]|\\.)*)"|'[^'\n]*+')"""
_PATH = rb"%b(?>(?:[ \t]*+\.[ \t]*+%b)*)" % (_KEY, _KEY)
_TABLE = re.compile(rb"^[ \t]*+(\[\[?)[ \t]*+(%b)[ \t]*+\]\]?[ \t]*+(?:\#[^\n]*)?\r?$" % _PATH, re.MULTILINE)
_ENTRY = re.compile(rb"^(%b)[ \t]*+=" % _PATH, re.MULTILINE)
# texts over several lines; short ones and comments only so that their quotes count for nothing
_TEXT = re.compile(
    rb"(\"{3}(?>(?:[^\"\\]|\\.|\"(?!\"\"))*)(?:\"{3}|\Z)|'{3}(?>(?:[^']|'(?!''))*)(?:'{3}|\Z))"
    rb"|\"(?>(?:[^\"\\\n]|\\.)*)\"|'[^'\n]*+'|#[^\n]*+",
    re.DOTALL,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# how far back the end of the line before is looked for
_NEAR = 400
_INSIDE_ARRAY = (b"[", b",")


def read_toml(source: bytes) -> Outline:
    """Find the tables of a file and the keys above them; names are as written, dots included."""
    texts = (
        [match.span(1) for match in _TEXT.finditer(source) if match[1]] if b'"""' in source or b"'''" in source else []
    )
    starts = [start for start, _ in texts]

    def is_text(at: int) -> bool:
        number = bisect_right(starts, at) - 1
        return number >= 0 and at < texts[number][1]

    tables = [one for one in _TABLE.finditer(source) if not is_text(one.start(1)) and not _is_value(source, one)]
    above = tables[0].start() if tables else len(source)
    entries = [one for one in _ENTRY.finditer(source, 0, above) if not is_text(one.start(1))]
    return Outline(nest(_marks(source, entries, tables), len(source), _MOST_KEYS, "."))


def _is_value(source: bytes, match: re.Match[bytes]) -> bool:
    """Tell whether what looks like a table is an array within one: it follows a bracket or a comma."""
    before = source[max(match.start() - _NEAR, 0) : match.start()].rstrip()
    return before.endswith(_INSIDE_ARRAY) and not before[before.rfind(b"\n") + 1 :].lstrip().startswith(b"#")


def _marks(source: bytes, entries: list[re.Match[bytes]], tables: list[re.Match[bytes]]) -> Iterator[Mark]:
    for number, match in enumerate((*entries, *tables)):
        group = 1 if number < len(entries) else 2
        start, end = match.span(group)
        line = source.rfind(b"\n", 0, start) + 1
        name = clean(match[group])
        if _QUOTED.fullmatch(name):
            name = name[1:-1]
        yield Mark(1, SymbolKind.KEY, name, comment_start(source, line, b"#"), start, end)
