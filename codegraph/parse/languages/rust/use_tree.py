"""Reads `use` trees: every leaf becomes one import with its full path."""

from __future__ import annotations

import re

from codegraph.parse.spec import Import

_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|(?P<word>(?:r#)?[^\W\d]\w*|\*)|(?P<mark>::|[{},;])|\s+", re.DOTALL)
_HEAD = re.compile(r"\s*(?P<visibility>pub(?:\s*\([^)]*\))?)?\s*(?P<form>use|extern\s+crate)\b")


def read_use(text: str, offset: int) -> list[Import]:
    """Read `use a::{b as c, d::*};` or `extern crate a as b;`; `offset` is the byte where `text` starts.

    Bytes of it that are no text are to be escaped (`surrogateescape`), so that places stay those of the file.

    `self` in a list stands for the path before it. Malformed trees give what can be read.
    """
    head = _HEAD.match(text)
    if head is None:
        return []
    tree = _Tree(text, offset, _readable("".join((head["visibility"] or "").split())))
    for token in _TOKEN.finditer(text, head.end()):
        if token["word"] is not None:
            tree.word(token["word"].removeprefix("r#"), token.span("word"))
        elif token["mark"] is not None:
            tree.mark(token["mark"])
    tree.close()
    return tree.found


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


class _Tree:
    """A `use` tree while it is read: the prefixes of the open lists, and the path of the present leaf."""

    def __init__(self, text: str, offset: int, visibility: str) -> None:
        self.found: list[Import] = []
        self._text = text
        self._offset = offset
        self._visibility = visibility
        self._prefixes: list[list[str]] = [[]]
        self._path: list[str] = []
        self._last = (0, 0)
        # where the last segment of each prefix stands: `self` in a list names that
        self._ends: list[tuple[int, int]] = [(0, 0)]
        self._alias = ""
        self._renaming = False

    def word(self, word: str, span: tuple[int, int]) -> None:
        if self._renaming:
            self._alias, self._renaming = word, False
        elif word == "as" and self._path:
            self._renaming = True
        else:
            self._path.append(word)
            self._last = span

    def mark(self, mark: str) -> None:
        if mark == "{":
            self._prefixes.append(self._prefixes[-1] + self._path)
            self._ends.append(self._last)
            self._path = []
        elif mark in {"}", ",", ";"}:
            self.close()
            if mark == "}" and len(self._prefixes) > 1:
                self._prefixes.pop()
                self._ends.pop()

    def close(self) -> None:
        """End the present leaf."""
        if self._path:
            full = self._prefixes[-1] + self._path
            if full[-1] == "self" and len(full) > 1 and not self._path[:-1]:
                full, self._last = full[:-1], self._ends[-1]
            start, end = (self._offset + self._bytes(index) for index in self._last)
            self.found.append(Import("::".join(full), self._alias or full[-1], start, end, self._visibility))
        self._path, self._alias, self._renaming = [], "", False

    def _bytes(self, index: int) -> int:
        return index if self._text.isascii() else len(self._text[:index].encode("utf-8", "surrogateescape"))
