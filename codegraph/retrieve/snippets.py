"""The text of hits, cut from files whose hash is the indexed one and from no other; each file is read once."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.entries import FileEntry, changed_ns
from codegraph.discover.reading import FileContent, read_file
from codegraph.model import ChunkKind
from codegraph.parse.formats import NOTEBOOK
from codegraph.text import cut_at_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from codegraph.model import Chunk
    from codegraph.store import FileRow

MOST_CHARACTERS = 2000
"""A longer snippet ends at the end of a line before that."""

_READ_LIMIT = 1 << 28


class Snippet(NamedTuple):
    """A hit's text. A stale one is what the index holds, since the file is gone or has changed."""

    text: str
    stale: bool


def cut_snippets(root: Path, chunks: Sequence[Chunk], hashes: Mapping[str, str]) -> list[Snippet]:
    """Cut the text of each chunk, in their order.

    :param hashes: the indexed content hash of each file, by path.
    """
    sources: dict[str, bytes | None] = {}
    snippets: list[Snippet] = []
    for chunk in chunks:
        path = chunk.path
        if path not in sources:
            sources[path] = read_indexed(root, path, hashes.get(path))
        snippets.append(_cut(chunk, sources[path]))
    return snippets


def read_indexed(root: Path, path: str, indexed: str | None) -> bytes | None:
    """Read a file whose content hash is the indexed one; None for any other, and for one that cannot be read."""
    content = read_file(root, FileEntry(path, "", 0, 0), limit=_READ_LIMIT)
    return content.data if isinstance(content, FileContent) and content.hash == indexed else None


def changed_among(root: Path, files: Mapping[str, FileRow]) -> list[str]:
    """List the files whose content is not the indexed one, and those that are gone, by path.

    Files are read only where size or time are others than when they were indexed.
    """
    return sorted(path for path, row in files.items() if not _is_as_indexed(root, row))


def _is_as_indexed(root: Path, row: FileRow) -> bool:
    try:
        facts = (root / row.path).lstat()
    except (OSError, ValueError):
        return False
    if stat.S_ISREG(facts.st_mode) and (facts.st_size, changed_ns(facts)) == (row.size, row.mtime_ns):
        return True
    return read_indexed(root, row.path, row.hash) is not None


def whole_lines(source: bytes, start: int, end: int) -> str:
    """Cut whole lines: from the start of the line of byte `start`, to the end of the line of the last before `end`."""
    first = source.rfind(b"\n", 0, start) + 1
    last = source.find(b"\n", max(end - 1, start))
    return source[first : last if last >= 0 else len(source)].decode("utf-8", "replace")


def shown_lines(chunk: Chunk, source: bytes) -> str:
    """Give the text of a chunk's lines: as they stand in the file, but of a notebook's cell what they say.

    The text has as many lines as the chunk. A notebook that is not laid out in lines gives what stands in the file.
    """
    span = chunk.span
    if chunk.language == NOTEBOOK and chunk.kind is not ChunkKind.FILE:
        if chunk.outline.count("\n") == span.end_line - span.start_line:
            return chunk.outline
        return source[span.start : span.end].decode("utf-8", "replace")
    return whole_lines(source, span.start, span.end)


def _cut(chunk: Chunk, source: bytes | None) -> Snippet:
    if source is None:
        return Snippet(chunk.signature, stale=True)
    if chunk.kind is ChunkKind.FILE and not chunk.outline:
        text = source.decode("utf-8", "replace")
    elif chunk.kind is ChunkKind.FILE and chunk.language == NOTEBOOK:
        text = chunk.outline
    else:
        text = shown_lines(chunk, source)
    return Snippet(cut_at_line(text, MOST_CHARACTERS).rstrip(), stale=False)
