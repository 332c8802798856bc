"""Markdown, by lines: headings as CommonMark has them, with code, comments and front matter kept apart.

After the CommonMark specification 0.31 (leaf blocks), of which only what decides about headings is followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Mark, Outline, clean, nest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HEADINGS = 4000
BREADCRUMB = " > "
"""Stands between the headings around one."""

_INTERESTING = re.compile(
    rb"""^(?:
      (?P<hashes>[ ]{0,3}\#{1,6})(?P<title>[ \t][^\n]*|(?=[\r\n]|\Z))
    | (?>(?:[ \t]*+(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*)[ \t]*+(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)[^\n]*
    | [ ]{0,3}(?P<underline>=+|-+)[ \t]*\r?$
    | [ ]{0,3}(?:(?P<comment><!--)|<(?P<tag>pre|script|style|textarea)(?=[\s>]))
    )""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_FRONT = re.compile(
    rb"\s*(---|\+\+\+)[ \t]*\r?\n(?=[\w\"'][^\n]*[:=]|\1).*?^(?:\1|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL
)
# a line of these forms is no paragraph that an underline makes a heading of
_NO_PARAGRAPH = re.compile(rb"[ ]{4}|\t|[ ]{0,3}(?:[-*+>|#]|\d{1,9}[.)]|```|~~~|<!--|:::)")
_CLOSING_HASHES = re.compile(r"(?:^|\s)#+\s*$")
_ANCHOR = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"\*+|`+")
_CLOSING_FENCE = re.compile(rb"^[ \t>]*+(`{3,}|~{3,})[ \t]*\r?$", re.MULTILINE)
_MOST_TITLE_LINES = 3
_CLOSINGS = {
    "comment": re.compile(rb"-->"),
    "tag": re.compile(rb"</(?:pre|script|style|textarea)\b", re.IGNORECASE),
}


def read_markdown(source: bytes) -> Outline:
    """Find the headings of a file, and its fenced code, which is not to be torn."""
    atoms: list[tuple[int, int]] = []
    marks = list(heading_marks(source, atoms))
    return Outline(nest(marks, len(source), _MOST_HEADINGS, BREADCRUMB), atoms)


def heading_marks(source: bytes, atoms: list[tuple[int, int]]) -> Iterator[Mark]:
    """Give the headings; ranges of fenced code are added to `atoms`."""
    front = _FRONT.match(source)
    earliest = at = front.end() if front else 0
    # what is not found behind some place is not looked for again
    unclosed = dict.fromkeys(_CLOSINGS, len(source))
    while match := _INTERESTING.search(source, at):
        at = match.end()
        kind = match.lastgroup or ""
        if kind == "fence":
            at = _fence_end(source, match["fence"], match.end())
            atoms.append((match.start(), at))
        elif kind in _CLOSINGS:
            closed = _CLOSINGS[kind].search(source, at) if at < unclosed[kind] else None
            if closed is None:
                unclosed[kind] = min(unclosed[kind], at)
            else:
                at = closed.end()
        elif kind == "underline":
            yield from _underlined(source, match, earliest)
        else:
            start, end = match.span("title")
            name = plain(_CLOSING_HASHES.sub("", clean(match["title"])))
            if name:
                level = match["hashes"].count(b"#")
                yield Mark(level, SymbolKind.HEADING, name, match.start(), start, max(end, start))


def plain(title: str) -> str:
    """Leave out of a title what is only for its looks: links, emphasis, tags and anchors."""
    if not title.isalnum():
        title = _EMPHASIS.sub("", _TAG.sub("", _LINK.sub(r"\1", _ANCHOR.sub("", title))))
    return clean(title.replace("\\", ""))


def _fence_end(source: bytes, fence: bytes, at: int) -> int:
    for closing in _CLOSING_FENCE.finditer(source, at):
        if closing[1].startswith(fence):
            return closing.end()
    return len(source)


def _underlined(source: bytes, match: re.Match[bytes], earliest: int) -> Iterator[Mark]:
    """Give the heading that an underline makes of the paragraph above it, if there is one."""
    start = end = match.start()
    for _ in range(_MOST_TITLE_LINES):
        above = source.rfind(b"\n", 0, max(start - 1, 0)) + 1
        line = source[above:start]
        if start <= earliest or not line.strip():
            break
        if _NO_PARAGRAPH.match(line):
            return
        start = above
    else:
        return
    name = plain(clean(source[start:end]))
    if name:
        level = 1 if match["underline"].startswith(b"=") else 2
        yield Mark(level, SymbolKind.HEADING, name, start, start, end - 1)
