"""The text of hits, cut from files whose hash is the indexed one and from no other; each file is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.listing import FileEntry
from codegraph.discover.reading import FileContent, read_file
from codegraph.model import ChunkKind
from codegraph.text import cut_at_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from codegraph.model import Chunk

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
            sources[path] = _read(root, chunk, hashes.get(path))
        snippets.append(_cut(chunk, sources[path]))
    return snippets


def _read(root: Path, chunk: Chunk, indexed: str | None) -> bytes | None:
    content = read_file(root, FileEntry(chunk.path, chunk.language, 0, 0), limit=_READ_LIMIT)
    return content.data if isinstance(content, FileContent) and content.hash == indexed else None


def _cut(chunk: Chunk, source: bytes | None) -> Snippet:
    if source is None:
        return Snippet(chunk.signature, stale=True)
    span = chunk.span
    if chunk.kind is ChunkKind.FILE and not chunk.outline:
        first, last = 0, len(source)
    else:
        first = source.rfind(b"\n", 0, span.start) + 1
        last = source.find(b"\n", max(span.end - 1, span.start))
    text = source[first : last if last >= 0 else len(source)].decode("utf-8", "replace")
    return Snippet(cut_at_line(text, MOST_CHARACTERS).rstrip(), stale=False)
