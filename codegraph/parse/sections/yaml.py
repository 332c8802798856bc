"""YAML, by lines: documents, and the keys of mappings in block style down to some depth.

After YAML 1.2 (block mappings), of which only what decides about keys is followed. What stands in sequences, in texts
and in braces is part of the key before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Mark, Outline, clean, comment_start, nest, only_in_large
from codegraph.parse.sections.pieces import PIECE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_KEYS = 400
# levels of keys that are told always, and in large sections
_ALWAYS, _DEEPEST = 2, 4
_LINE = re.compile(
    rb"""^(?P<indent>[ ]*+)(?:
      (?P<marker>---|\.\.\.)(?=[ \t\r\n]|\Z)(?P<rest>[^\n]*)
    | (?P<dash>-)(?=[ \t\r\n]|\Z)
    | (?P<key>"(?>(?:[^"\\\n]|\\.)*)"|'(?>(?:[^'\n]|'')*)'|[^\s\#"'\[\]{},&*!|>%@`-][^\n]*?|-[^\s][^\n]*?)
      [ \t]*:(?=[ \t\r\n]|\Z)(?P<value>[^\n]*)
    | (?P<other>[^\s\#])
    )""",
    re.MULTILINE | re.VERBOSE,
)
# what may stand behind a key that has a mapping below it: a tag, an anchor, a comment
_OPEN = re.compile(rb"[ \t]*+(?>(?:[!&][^\s]*+[ \t]*+)*)(?:\#.*)?\r?\Z")
_TEXT = re.compile(rb"[ \t]*+(?>(?:[!&][^\s]*+[ \t]*+)*)[|>]")
_KIND = re.compile(rb"^kind:[ \t]*([\w.-]+)[ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(rb"^metadata:[ \t]*\r?\n(?:[ ]+[^\n]*\n|[ \t]*\r?\n)*?[ ]+name:[ \t]*([^\s#]+)", re.MULTILINE)
_LOOKED_AT = 4000


class _Key(NamedTuple):
    depth: int
    start: int
    end: int


def read_yaml(source: bytes) -> Outline:
    """Find the keys of a file, below its documents where there are several."""
    documents: list[tuple[int, list[_Key]]] = []
    for start, keys in _documents(source):
        if keys:
            documents.append((start, keys))
    marks: list[Mark] = []
    several = len(documents) > 1
    for number, (start, keys) in enumerate(documents):
        if several:
            end = documents[number + 1][0] if number + 1 < len(documents) else len(source)
            marks.append(_document_mark(source, number, start, end))
        for key in keys:
            line = source.rfind(b"\n", 0, key.start) + 1
            begins = max(comment_start(source, line, b"#"), start)
            name = clean(source[key.start : key.end].strip(b"\"'"))
            marks.append(Mark(key.depth + several, SymbolKind.KEY, name, begins, key.start, key.end))
    sections = nest(marks, len(source), _MOST_KEYS, ".")
    return Outline(only_in_large(sections, _ALWAYS + several, PIECE_BYTES))


def _documents(source: bytes) -> Iterator[tuple[int, list[_Key]]]:
    """Give where each document starts, and its keys."""
    start = 0
    keys: list[_Key] = []
    # indentation of the keys around a line; what is indented more than `hidden` is no key
    around: list[int] = []
    hidden: int | None = None
    for match in _LINE.finditer(source):
        indent = len(match["indent"])
        if match["marker"] and indent == 0:
            if match["marker"] == b"---":
                yield start, keys
                start, keys = match.start(), []
            around.clear()
            hidden = -1 if _TEXT.match(match["rest"]) else None
            continue
        if hidden is not None and indent > hidden:
            continue
        hidden = None
        while around and around[-1] > indent:
            around.pop()
        if match["key"] is None:
            hidden = indent
            continue
        if not around or around[-1] < indent:
            around.append(indent)
        if len(around) <= _DEEPEST:
            keys.append(_Key(len(around), *match.span("key")))
        if len(around) >= _DEEPEST or not _OPEN.match(match["value"]):
            hidden = indent
    yield start, keys


def _document_mark(source: bytes, number: int, start: int, end: int) -> Mark:
    """Name a document by what it describes, as those of Kubernetes do, or else by its number."""
    end = min(end, start + _LOOKED_AT)
    kind, name = _KIND.search(source, start, end), _NAME.search(source, start, end)
    if kind and name:
        text = f"{clean(kind[1])} {clean(name[1])}"
        return Mark(1, SymbolKind.KEY, text, start, name.start(1), name.end(1))
    return Mark(1, SymbolKind.KEY, f"document {number + 1}", start, start, start)
