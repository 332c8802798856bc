"""Reads an `index.scip`: documents with their occurrences, one document at a time, from a file that may be hostile.

Only what is needed is read; the numbers are those of `scip.proto`. The file is mapped, not loaded.
"""

from __future__ import annotations

import mmap
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import ScipFileError
from codegraph.resolve.scip.wire import BYTES, VARINT, Field, WireError, fields, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 2 << 30
_MOST_OCCURRENCES = 50_000_000
_LONGEST_TEXT = 1 << 16
_DEFINITION = 1
# a range is [line, start, end], or [line, start, last line, end] where it ends on another line
_ONE_LINE, _MANY_LINES = 3, 4
_HIGHEST = (1 << 31) - 1


class Encoding(IntEnum):
    """What a position in a line counts."""

    UNSPECIFIED = 0
    UTF8 = 1
    UTF16 = 2
    UTF32 = 3


class Occurrence(NamedTuple):
    """A place of a symbol: lines and characters count from 0, the end is excluded."""

    line: int
    start: int
    end_line: int
    end: int
    symbol: str
    definition: bool


class Document(NamedTuple):
    """What the index says of one file; `path` as it stands there, `encoding` of its positions.

    `text` is what the file held, where the index has that.
    """

    path: str
    encoding: Encoding
    occurrences: list[Occurrence]
    text: bytes = b""


class Tool(NamedTuple):
    """Which program made the index."""

    name: str
    version: str


class ScipIndex:
    """An index that is open."""

    def __init__(self, path: Path, data: mmap.mmap) -> None:
        self._path = path
        self._data = data
        self._left = _MOST_OCCURRENCES
        self._symbols: dict[bytes, str] = {}
        with self._complaints():
            self.tool = self._tool()

    def documents(self) -> Iterator[Document]:
        """Give the documents in order; raises ScipFileError where the file is damaged."""
        with self._complaints():
            for field in fields(self._data, 0, len(self._data)):
                if field.number == 2:  # noqa: PLR2004 - Index.documents
                    yield self._document(_bytes(field))

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        try:
            yield
        except (WireError, UnicodeDecodeError) as error:
            raise _damaged(self._path, str(error)) from error

    def _tool(self) -> Tool:
        name = version = ""
        metadata = next(fields(self._data, 0, len(self._data)), None)
        if metadata is None or metadata.number != 1:
            raise WireError(0, "no metadata")
        for field in fields(self._data, _bytes(metadata).value, metadata.end):
            if field.number == 2:  # noqa: PLR2004 - Metadata.tool_info
                for told in fields(self._data, _bytes(field).value, field.end):
                    if told.number == 1:
                        name = self._text(told)
                    elif told.number == 2:  # noqa: PLR2004 - ToolInfo.version
                        version = self._text(told)
        return Tool(name or "unknown", version)

    def _document(self, whole: Field) -> Document:
        path, encoding, occurrences = "", Encoding.UNSPECIFIED, []
        text = b""
        for field in fields(self._data, whole.value, whole.end):
            if field.number == 1:
                path = self._text(field)
            elif field.number == 2:  # noqa: PLR2004 - Document.occurrences
                self._left -= 1
                if self._left < 0:
                    raise WireError(field.value, f"more than {_MOST_OCCURRENCES} occurrences")
                found = self._occurrence(_bytes(field))
                if found is not None:
                    occurrences.append(found)
            elif field.number == 5:  # noqa: PLR2004 - Document.text
                text = self._data[_bytes(field).value : field.end]
            elif field.number == 6:  # noqa: PLR2004 - Document.position_encoding
                told = _number(field)
                encoding = Encoding(told) if told in set(Encoding) else Encoding.UNSPECIFIED
        return Document(path, encoding, occurrences, text)

    def _occurrence(self, whole: Field) -> Occurrence | None:
        place: list[int] = []
        symbol, roles = "", 0
        for field in fields(self._data, whole.value, whole.end):
            if field.number == 1:
                if field.kind == BYTES and field.end - field.value > _LONGEST_TEXT:
                    raise WireError(field.value, "a range of many numbers")
                place += numbers(self._data, field)
            elif field.number == 2:  # noqa: PLR2004 - Occurrence.symbol
                symbol = self._symbol(_bytes(field))
            elif field.number == 3:  # noqa: PLR2004 - Occurrence.symbol_roles
                roles = _number(field)
        if len(place) == _ONE_LINE:
            place.insert(2, place[0])
        if not symbol or len(place) != _MANY_LINES or max(place) > _HIGHEST:
            return None
        return Occurrence(place[0], place[1], place[2], place[3], symbol, bool(roles & _DEFINITION))

    def _symbol(self, field: Field) -> str:
        """Read a symbol; one text for all of its occurrences."""
        raw = self._data[field.value : field.end] if field.end - field.value <= _LONGEST_TEXT else b""
        known = self._symbols.get(raw)
        if known is None:
            known = self._symbols[raw] = raw.decode("utf-8")
        return known

    def _text(self, field: Field) -> str:
        if _bytes(field).end - field.value > _LONGEST_TEXT:
            raise WireError(field.value, "a name that is too long")
        return self._data[field.value : field.end].decode("utf-8")


@contextmanager
def open_index(path: Path) -> Iterator[ScipIndex]:
    """Open an index; raises ScipFileError for a file that cannot be read or is none."""
    with _mapped(path) as data:
        yield ScipIndex(path, data)


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if not size:
                raise _damaged(path, "it is empty")
            if size > _MOST_BYTES:
                raise _damaged(path, f"it is larger than {_MOST_BYTES >> 20} MiB")
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"{path} cannot be read: {reason}"
        raise ScipFileError(message, hint="name an existing index.scip") from error


def _bytes(field: Field) -> Field:
    if field.kind != BYTES:
        raise WireError(field.value, "a number where a text or message is due")
    return field


def _number(field: Field) -> int:
    if field.kind != VARINT:
        raise WireError(field.value, "a text where a number is due")
    return field.value


def _damaged(path: Path, why: str) -> ScipFileError:
    message = f"{path} is no SCIP index that can be used: {why}"
    return ScipFileError(message, hint="make it again with the tool that wrote it; nothing was changed here")
