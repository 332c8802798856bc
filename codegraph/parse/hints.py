"""Reads what the text around a name says about it.

After a simple pattern: what type it is bound to, where the text says so by itself.

`x: Type` gives `Type`, `let x = path::f(..);` gives `=path::f`, `let x = Type { .. };` gives `Type`.
"""

from __future__ import annotations

import re

_SIMPLE = re.compile(r"(?:mut\s+)?[a-z_]\w*")
_ANNOTATION = re.compile(rb"\s*:(?!:)\s*")
_VALUE = re.compile(rb"\s*=\s*(?P<path>(?:[A-Za-z_]\w*\s*::\s*)*[A-Za-z_]\w*)\s*(?P<open>[({])")
_SPACE = re.compile(rb"\s+")
_TYPE_LIMIT, _VALUE_LIMIT = 160, 1200
_RECEIVER_TAIL = re.compile(rb"(?:[^\W\d]\w*|\))(?:\s*\.\s*[^\W\d]\w*)*$")
_PATH_TAIL = re.compile(rb"(?:(?:[^\W\d]\w*\s*::\s*)+)$")
_OPENING, _CLOSING = b"<([{", b">)]}"
_TYPE_ENDS = b",)=;|{"


def is_simple(pattern: str) -> bool:
    """Tell whether a pattern is just a name."""
    return _SIMPLE.fullmatch(pattern) is not None


def type_hint(source: bytes, end: int) -> str:
    """Read the type or the value that follows a pattern ending at `end`; empty where neither is plain."""
    annotation = _ANNOTATION.match(source, end)
    if annotation is not None:
        return _annotated(source, annotation.end())
    value = _VALUE.match(source, end)
    if value is None:
        return ""
    close = _closing(source, value.end() - 1)
    if close < 0 or source[close + 1 : close + 40].lstrip()[:1] != b";":
        return ""
    path = _SPACE.sub(b"", value["path"]).decode()
    if value["open"] == b"(":
        return f"={path}"
    return path if path.rsplit("::", 1)[-1][:1].isupper() else ""


def _annotated(source: bytes, start: int) -> str:
    depth = 0
    text = source[start : start + _TYPE_LIMIT]
    for at, byte in enumerate(text):
        if depth == 0 and byte in _TYPE_ENDS:
            return _SPACE.sub(b" ", text[:at]).decode("utf-8", "replace").strip()
        if byte in _OPENING:
            depth += 1
        elif byte in _CLOSING and text[at - 1 : at] != b"-":
            depth -= 1
    return ""


def _closing(source: bytes, start: int) -> int:
    depth = 0
    for at in range(start, min(start + _VALUE_LIMIT, len(source))):
        byte = source[at]
        if byte in b"([{":
            depth += 1
        elif byte in b")]}":
            depth -= 1
            if depth == 0:
                return at
    return -1


def rebound(source: bytes, start: int, end: int, name: str) -> bool:
    """Tell whether tokens in `source[start:end]` may bind a name anew, which inside macros no pattern shows."""
    word = re.escape(name.encode())
    pattern = (
        rb"\|[^|\n]*\b" + word + rb"\b[^|\n]*\||\b" + word + rb"\s*(?:=[^=]|\bin\b)|\b" + word + rb"\s*\)+\s*="
        rb"|\b(?:let|for)\b[^=;\n]*\b" + word + rb"\b"
    )
    return re.search(pattern, source[start:end]) is not None


def receiver_before(text: bytes) -> str:
    """Read the receiver that ends a text of tokens: `self`, `self.field`, a name; anything else is `…`."""
    found = _RECEIVER_TAIL.search(text.rstrip())
    receiver = found.group().decode("utf-8", "replace") if found else ""
    return "…" if not receiver or receiver.startswith(")") else "".join(receiver.split())


def path_before(text: bytes) -> str:
    """Read the path prefix, with its last `::`, that ends a text of tokens."""
    found = _PATH_TAIL.search(text)
    return "".join(found.group().decode("utf-8", "replace").split()) if found else "…::"
