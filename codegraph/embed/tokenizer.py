r"""Words and identifiers -> token ids of the static model's vocabulary.

A text is its words, `\w+`, in any order; punctuation and layout say nothing. A word is cut into identifier parts,
lower-cased, and each part into the longest tokens of the vocabulary, from the left. The rules belong to the text
recipe: changing one changes vectors, so they do not lean on `codegraph.text`, which may change with the lexical side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FIRST = "_"
"""Stands before a token that begins a part: `_read` begins one, `read` continues one."""

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_MAX_DIGITS = 4
_MAX_PART = 64
_MAX_CACHED = 400_000
_MAX_CACHED_WORD = 100

find_words = _WORD.findall
"""Lists the words of a text, in order."""


def split_word(word: str) -> Iterator[str]:
    """Give the lower-cased parts of an identifier; numbers of more than four digits are left out.

    `HTTPServer` is http, server; `max_len2` is max, len, 2; `0x7fffffff` is 0, x, 7, fffffff.
    """
    for part in _PART.findall(word):
        if len(part) <= _MAX_DIGITS or not part[0].isdigit():
            yield part.lower()[:_MAX_PART]


class Tokenizer:
    """A fixed vocabulary with a growing, bounded memory of the words it has cut."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {token: number for number, token in enumerate(vocabulary)}
        self._longest = max(map(len, vocabulary), default=0)
        self._words = _Words(self)

    def ids(self, text: str) -> Iterable[tuple[int, ...]]:
        """Give the token ids of each stretch between spaces, in order; one of unknown letters has none.

        Where a text is cut makes no difference to the ids: no part of a word goes over a space or punctuation.
        """
        return map(self._words.__getitem__, text.split())

    def cut(self, word: str) -> tuple[int, ...]:
        """Cut one stretch of text into token ids; a letter that no token covers is skipped."""
        found: list[int] = []
        for part in split_word(word):
            marked = FIRST + part
            start, end = 0, len(marked)
            while start < end:
                for stop in range(min(end, start + self._longest), start, -1):
                    number = self._ids.get(marked[start:stop])
                    if number is not None:
                        found.append(number)
                        start = stop
                        break
                else:
                    start += 1
        return tuple(found)


class _Words(dict[str, tuple[int, ...]]):
    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__()
        self._tokenizer = tokenizer

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = self._tokenizer.cut(word)
        if len(word) <= _MAX_CACHED_WORD:
            if len(self) >= _MAX_CACHED:
                self.clear()
            self[word] = found
        return found
