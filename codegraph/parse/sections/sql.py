"""SQL of any dialect, by tokens: statements, and the names of what they create.

Texts, quoted names, comments and the dollar quotes of PostgreSQL are skipped. The body of a routine ends with the `END`
of its `BEGIN`; where that is missing, with the next `CREATE` at the start of a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Outline, Section, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_DEFINITIONS = 4000
_SIGNATURE_BYTES = 400
_TOKEN = re.compile(
    rb"""
      (?P<skip>--[^\n]*+|/\*.*?(?:\*/|\Z)|"[^"]*+(?:"|\Z)|`[^`]*+(?:`|\Z)
        |'(?>(?:[^'\\]++|''|\\\\|\\'(?![\s,;)])|\\)*)(?:'|\Z))
    | (?P<dollar>\$(?:[A-Za-z_]\w*+)?\$)
    | (?P<end>;|^[ \t]*+(?:go|/)[ \t]*+\r?$)
    | (?P<word>\b(?:begin|case|end(?:\s++case)?|create)\b)
    """,
    re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_LEAD = re.compile(rb"(?>(?:\s++|--[^\n]*+|\#[^\n]*+|/\*.*?(?:\*/|\Z))*)", re.DOTALL)
_NAME = rb"""(?:[^\W\d][\w$\#]*+|"[^"\n]++"|`[^`\n]++`|\[[^\]\n]++\])"""
_CREATE = re.compile(
    rb"""create\s++
    (?>(?:(?:or\s++(?:replace|alter)|temp|temporary|unlogged|unique|global|local|materialized|recursive|external|foreign|virtual
        |clustered|nonclustered|columnstore|bitmap|fulltext|spatial|public|private|editionable|noneditionable|constraint|event
        |trusted|procedural|force|no\s++force|definer\s*+=\s*+\S++|algorithm\s*+=\s*+\w++|sql\s++security\s++\w++|transient
        |dynamic|secure|hybrid|aggregate(?=\s++function)|package(?=\s++body)|if\s++not\s++exists)\s++)*)
    (?P<kind>table|view|index|function|procedure|proc|trigger|type|body|schema|database|sequence|domain|extension|role|user
        |policy|aggregate|operator|collation|server|publication|subscription|rule|statistics|synonym|package|macro|event
        |language|stage|stream|task|warehouse|dictionary)\s++
    (?:concurrently\s++)?(?:if\s++not\s++exists\s++)?
    (?P<name>%b(?>(?:\s*+\.\s*+%b)*))?
    """
    % (_NAME, _NAME),
    re.IGNORECASE | re.VERBOSE,
)
_LAST = re.compile(_NAME + rb"\Z")
_KINDS = {
    **dict.fromkeys((b"table", b"view"), SymbolKind.TABLE),
    **dict.fromkeys((b"function", b"procedure", b"proc", b"trigger", b"aggregate", b"macro"), SymbolKind.FUNCTION),
    **dict.fromkeys((b"type", b"domain"), SymbolKind.TYPE_ALIAS),
}
_ROUTINES = frozenset({b"function", b"procedure", b"proc", b"trigger", b"package", b"body", b"event"})
_TABLE_HEAD = re.compile(rb"[(;]|\bas\b", re.IGNORECASE)
_ROUTINE_HEAD = re.compile(rb";|\bas\b|\bbegin\b|\blanguage\b|\$", re.IGNORECASE)
_DELIMITER = re.compile(rb"delimiter[ \t]++(\S++)[^\n]*+", re.IGNORECASE)
# `END IF` and the like close what is not counted
_AFTER_END = re.compile(rb"\s++(?:if|loop|while|repeat|for)\b", re.IGNORECASE)
_MOST_UNCLOSED = 32
_LONGEST_DOCS = 2000
_COMMENT_SIGNS = re.compile(r"^[ \t]*(?:--+|#+|/\*+|\*+/|\*(?!/))[ \t]?|[ \t]*\*+/[ \t]*$", re.MULTILINE)
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")


class _Statement(NamedTuple):
    """A statement: where what leads up to it starts, where it starts itself and where it ends."""

    lead: int
    start: int
    end: int


def read_sql(source: bytes) -> Outline:
    """Find what the statements of a file create; the others are text between."""
    sections: list[Section] = []
    for statement in _statements(source):
        found = _CREATE.match(source, statement.start)
        if found and found["name"] and len(sections) < _MOST_DEFINITIONS:
            sections.append(_section(source, statement, found))
    return Outline(sections)


def _statements(source: bytes) -> Iterator[_Statement]:
    """Give the statements in order."""
    at = 0
    delimiter = b""
    unclosed: list[bytes] = []
    while True:
        lead = at
        lead_end = _LEAD.match(source, at)
        start = lead_end.end() if lead_end else at
        if start >= len(source):
            return
        changed = _DELIMITER.match(source, start)
        if changed:
            delimiter = b"" if changed[1] == b";" else changed[1]
            at = changed.end()
            continue
        if delimiter:
            found = source.find(delimiter, start)
            end, at = (found, found + len(delimiter)) if found >= 0 else (len(source), len(source))
        else:
            end = at = _statement_end(source, start, unclosed)
        yield _Statement(lead, start, end)


def _statement_end(source: bytes, start: int, unclosed: list[bytes]) -> int:
    """Find the end of the statement at `start`; `unclosed` are quotes that nothing closes."""
    created = _CREATE.match(source, start)
    is_routine = created is not None and created["kind"].lower() in _ROUTINES
    depth = 0
    at = created.end() if created else start
    while match := _TOKEN.search(source, at):
        at = match.end()
        if match["dollar"] and len(unclosed) < _MOST_UNCLOSED:
            closed = source.find(match["dollar"], at)
            if closed < 0:
                unclosed.append(match["dollar"])
            else:
                at = closed + len(match["dollar"])
        elif match["end"] and (depth == 0 or match["end"] != b";"):
            return at
        elif match["word"] and is_routine:
            word = match["word"][:6].lower()
            if word == b"create":
                if depth and source[match.start() - 1 : match.start()] == b"\n":
                    return match.start()
            elif not word.startswith(b"end"):
                depth += 1
            elif not _AFTER_END.match(source, at):
                depth = max(depth - 1, 0)
    return len(source)


def _section(source: bytes, statement: _Statement, found: re.Match[bytes]) -> Section:
    kind = _KINDS.get(found["kind"].lower(), SymbolKind.KEY)
    last = _LAST.search(found["name"])
    name_start = found.start("name") + (last.start() if last else 0)
    name_end = found.end("name")
    name = clean(source[name_start:name_end].strip(b'"`[]'))
    limit = min(name_end + _SIGNATURE_BYTES, statement.end)
    head = (_ROUTINE_HEAD if kind is SymbolKind.FUNCTION else _TABLE_HEAD).search(source, name_end, limit)
    signature = clean(source[statement.start : head.start() if head else limit])
    start, docs = _docs(source, statement)
    return Section(kind, name, -1, start, statement.end, name_start, name_end, signature, docs)


def _docs(source: bytes, statement: _Statement) -> tuple[int, str]:
    """Find the comments right above a statement: where they start, and what they say."""
    lead = source[statement.lead : statement.start]
    blanks = list(_BLANK_LINE.finditer(lead))
    begin = blanks[-1].end() if blanks else 0
    if not blanks and statement.lead:
        # what stands behind the statement before, on its line, is said of that
        begin = lead.find(b"\n") + 1
    text = _COMMENT_SIGNS.sub("", lead[begin:].decode("utf-8", "replace")).strip()
    return (statement.lead + begin, text[:_LONGEST_DOCS]) if text else (statement.start, "")
