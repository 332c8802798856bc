"""From lines and characters, as an index counts them, to bytes of a file."""

from __future__ import annotations

from codegraph.resolve.scip.reading import Encoding


class Places:
    """The lines of a file, which end at a line feed.

    Where an index does not say what it counts (`Encoding.UNSPECIFIED`), UTF-16 units are meant, as in the Language
    Server Protocol; `fitting` finds out what is.
    """

    def __init__(self, source: bytes, encoding: Encoding) -> None:
        self._source = source
        self._encoding = encoding
        self._starts = [0]
        at = source.find(b"\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = source.find(b"\n", at + 1)

    def byte(self, line: int, character: int) -> int | None:
        """Give the byte of a position, None where the file has no such place or it lies inside a character."""
        if line >= len(self._starts):
            return None
        start = self._starts[line]
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._source)
        if character > end - start:
            return None
        raw = self._source[start:end]
        if self._encoding is Encoding.UTF8 or raw.isascii():
            return start + character
        return _walk(
            raw.decode("utf-8", "surrogateescape"), start, character, wide=self._encoding is not Encoding.UTF32
        )


def _walk(text: str, at: int, units: int, *, wide: bool) -> int | None:
    for character in text:
        if units <= 0:
            break
        units -= 2 if wide and character > "\uffff" else 1
        at += len(character.encode("utf-8", "surrogateescape"))
    return at if units == 0 else None
