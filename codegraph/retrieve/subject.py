"""What `similar` compares with: a definition, some lines of a file, a whole file, or a text from outside."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.embed import embedded_text
from codegraph.errors import NotFoundError, UsageError
from codegraph.model import ChunkKind
from codegraph.retrieve.snippets import read_indexed, shown_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from codegraph.identity import NodeId
    from codegraph.model import Chunk
    from codegraph.store import FileRow, Store

_PLACE = re.compile(r"(?P<path>.+?):(?P<start>[0-9]{1,9})(?:-(?P<end>[0-9]{1,9})|:[0-9]+)?")
# lines that are so much of the definition around them mean the definition
_MOST_OF = 0.6


class Subject(NamedTuple):
    """What is looked for elsewhere.

    `name` tells what a place was taken for; `chunk` is that definition or file, None for lines and texts that are none.
    `path` is empty for a text from outside, and then so are the lines. `text` is empty where the file is not the
    indexed one; `embedded` is the text to embed where `chunk` is None. `own` are the chunks that hold the place or lie
    in it.
    """

    name: str
    path: str
    start_line: int
    end_line: int
    text: str
    chunk: Chunk | None
    embedded: str
    own: frozenset[NodeId]


def text_subject(text: str) -> Subject:
    """Make a subject of a text; raises UsageError where it has no word."""
    embedded = embedded_text(name="", body=text)
    if not embedded:
        message = "the text to compare with has no word"
        raise UsageError(message, hint="give code on stdin, or name a place: codegraph similar PATH:LINE")
    return Subject("", "", 0, 0, text, None, embedded, frozenset())


def find_subject(store: Store, root: Path, place: str, *, here: str = "") -> Subject:
    """Find what a place means: `PATH`, `PATH:LINE` (the innermost definition around it) or `PATH:START-END`.

    Lines that are most of a definition mean the definition; other lines are taken as they stand.

    :param here: the folder, relative to the repository, from which the path may be meant.
    :raises NotFoundError: there is no such indexed file, or it has no such lines.
    :raises UsageError: the lines end before they start.
    """
    row, start, end = _locate(store, place, here)
    chunks = store.chunks_in(row.path)
    source = read_indexed(root, row.path, row.hash)
    if not start:
        whole = next((one for one in chunks if one.kind is ChunkKind.FILE), None)
        text = (source or b"").decode("utf-8", "replace")
        return Subject("the whole file", row.path, 1, row.lines, text, whole, text, frozenset(one.id for one in chunks))
    definition = _innermost(chunks, start, end)
    if definition is not None and _is_meant(definition, start, end):
        span = definition.span
        text = _text(definition, source)
        own = _touched(chunks, span.start_line, span.end_line)
        name = f"{definition.symbol_kind} {definition.qualified_name}".strip()
        return Subject(name, row.path, span.start_line, span.end_line, text, definition, "", own)
    lines = (source or b"").decode("utf-8", "replace").splitlines()
    text = "\n".join(lines[start - 1 : end])
    embedded = embedded_text(name="", body=text)
    if not embedded:
        changed = source is None
        message = f"{row.path} has changed since the index" if changed else f"{row.path}:{start}-{end} has no word"
        raise NotFoundError(message, hint="run `codegraph index`" if changed else "name lines with code")
    return Subject("as text", row.path, start, end, text, None, embedded, _touched(chunks, start, end))


def read_chunks(root: Path, chunks: Sequence[Chunk], store: Store) -> list[str]:
    """Give the text of each chunk, in their order; of files that are not the indexed ones nothing."""
    rows = store.files_at({one.path for one in chunks})
    sources = {path: read_indexed(root, path, row.hash) for path, row in rows.items()}
    return [_text(one, sources.get(one.path)) for one in chunks]


def _text(chunk: Chunk, source: bytes | None) -> str:
    if source is None:
        return ""
    return source.decode("utf-8", "replace") if chunk.kind is ChunkKind.FILE else shown_lines(chunk, source)


def _locate(store: Store, place: str, here: str) -> tuple[FileRow, int, int]:
    """Find the file and the lines; 0 and 0 mean the whole file."""
    match = _PLACE.fullmatch(place.strip())
    whole = _row(store, place.strip(), here)
    if whole is not None:
        return whole, 0, 0
    path = match["path"] if match else place.strip()
    row = _row(store, path, here)
    if row is None:
        message = f"{path} is not an indexed file"
        hint = "name it relative to the repository; text is compared from stdin: codegraph similar -"
        raise NotFoundError(message, hint=hint)
    if match is None:
        return row, 0, 0
    start = int(match["start"])
    end = int(match["end"] or start)
    if end < start:
        message = f"{place}: the lines end before they start"
        raise UsageError(message, hint=f"such as {path}:{end}-{start}")
    if not 1 <= start <= row.lines or end > row.lines:
        message = f"{row.path} has no line {start if not 1 <= start <= row.lines else end}"
        raise NotFoundError(message, hint=f"its last line is {row.lines}")
    return row, start, end


def _row(store: Store, path: str, here: str) -> FileRow | None:
    for folder in dict.fromkeys(("", here)):
        row = store.file(posixpath.normpath(posixpath.join(folder, path)))
        if row is not None:
            return row
    return None


def _innermost(chunks: Iterable[Chunk], start: int, end: int) -> Chunk | None:
    """Give the smallest definition that holds all the lines; without one the smallest piece of text."""
    around = [one for one in chunks if one.span.start_line <= start and end <= one.span.end_line]
    whole = [one for one in around if one.kind is not ChunkKind.BLOCK]
    return min(whole or around, key=lambda one: (one.span.end - one.span.start, one.id), default=None)


def _is_meant(chunk: Chunk, start: int, end: int) -> bool:
    if start == end:
        return True
    return end - start + 1 >= _MOST_OF * (chunk.span.end_line - chunk.span.start_line + 1)


def _touched(chunks: Iterable[Chunk], start: int, end: int) -> frozenset[NodeId]:
    return frozenset(one.id for one in chunks if one.span.start_line <= end and start <= one.span.end_line)
