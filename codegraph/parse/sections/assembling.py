"""Makes facts of a file's sections: a symbol for each, and chunks that together hold all of its text.

A small section is a chunk with all that stands in it. Of a larger one what stands before its first part is a chunk, cut
at blank lines where it is long, and each part is looked at by itself. Neighbouring keys that say little are joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import (
    SECTIONS,
    ChunkFact,
    ChunkKind,
    Declaration,
    Facts,
    References,
    Span,
    SymbolFact,
    SymbolKind,
)
from codegraph.parse.chunking import estimate_tokens
from codegraph.parse.sections.pieces import PIECE_BYTES, split, split_text, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from codegraph.parse.events import Lines
    from codegraph.parse.sections.outline import Outline, Section

_HEAD_BYTES = 1200
_OUTLINE_CHARACTERS = 2400
# what says less than that is no chunk of its own
_LITTLE = 48
_JOINED_BYTES = PIECE_BYTES // 2
# they are no chunks: what holds them shows them
_PARTS = frozenset({SymbolKind.FIELD, SymbolKind.VARIANT})


class _Leaf(NamedTuple):
    """A range of bytes that becomes a chunk or more.

    `section` is the index of the section that it is of, -1 for the file; `titled` tells whether it holds that one's
    beginning, `whole` whether it holds all of it.
    """

    start: int
    end: int
    section: int
    titled: bool
    whole: bool


def assemble(language: str, source: bytes, lines: Lines, outline: Outline) -> Facts:
    """Make the facts of a file."""
    sections = outline.sections
    root = SymbolFact(SymbolKind.FILE, "", -1, Span(0, len(source), 1, max(lines.count, 1)), 0, 0, 1)
    chunks = [_file_chunk(source, lines, outline)]
    if outline.cells:
        chunks += _cell_chunks(outline, lines)
    elif not sections:
        chunks += (
            ChunkFact(ChunkKind.TEXT, 0, 0, lines.span(start, end), estimate_tokens(end - start))
            for start, end in split_text(source, lines)
        )
    else:
        leaves = _telling(source, _joined(_leaves(source, sections), sections), sections)
        chunks += _leaf_chunks(source, lines, outline, leaves)
    return Facts(
        language=language,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=(root, *(_symbol(one, lines) for one in sections)),
        references=References(),
        chunks=tuple(chunks),
        modules=(),
        problems=(),
        declarations=tuple(
            Declaration(number, one.data) for number, one in enumerate(sections, 1) if one.data is not None
        ),
    )


def _symbol(section: Section, lines: Lines) -> SymbolFact:
    return SymbolFact(
        section.kind,
        section.name,
        section.parent + 1,
        lines.span(section.start, section.end),
        section.name_start,
        section.name_end,
        lines.of(section.name_start),
        section.signature,
        section.docs,
        body=section.body,
    )


def _file_chunk(source: bytes, lines: Lines, outline: Outline) -> ChunkFact:
    """Give the chunk of the file: how it begins, and what it holds."""
    if outline.cells:
        head = "\n\n".join(cell.text for cell in outline.cells[:4])[:_HEAD_BYTES].strip()
    else:
        head = source[:_HEAD_BYTES].decode("utf-8", "replace").strip()
    text = [head]
    size = len(head)
    for section in outline.sections:
        if section.kind in _PARTS or (section.end <= _HEAD_BYTES and not outline.cells):
            continue
        line = section.name if section.kind in SECTIONS else section.signature
        size += len(line) + 1
        if size > _OUTLINE_CHARACTERS:
            text.append("…")
            break
        text.append(line)
    joined = "\n".join(text)
    return ChunkFact(ChunkKind.FILE, 0, -1, lines.span(0, len(source)), estimate_tokens(len(joined)), joined)


def _cell_chunks(outline: Outline, lines: Lines) -> Iterator[ChunkFact]:
    for cell in outline.cells:
        kind = ChunkKind.ITEM if cell.is_definition else ChunkKind.TEXT if cell.section < 0 else ChunkKind.BLOCK
        span = lines.span(cell.start, cell.end)
        yield ChunkFact(kind, cell.section + 1, 0, span, estimate_tokens(len(cell.text)), cell.text)


def _leaves(source: bytes, sections: Sequence[Section]) -> Iterator[_Leaf]:
    """Give what becomes chunks, in order; between them only white space is left out."""
    inside: dict[int, list[int]] = {}
    for number, section in enumerate(sections):
        if section.kind not in _PARTS:
            inside.setdefault(section.parent, []).append(number)
    # (section, how many of its parts are done, where the last of them ended)
    waiting = [(-1, 0, 0)]
    while waiting:
        number, done, at = waiting.pop()
        parts = inside.get(number, ())
        end = sections[number].end if number >= 0 else len(source)
        if done == 0 and number >= 0 and (not parts or end - at <= PIECE_BYTES):
            yield _Leaf(at, end, number, titled=True, whole=True)
            continue
        until = sections[parts[done]].start if done < len(parts) else end
        if done == 0 or until > at:
            yield _Leaf(at, until, number, titled=done == 0 and number >= 0, whole=False)
        if done < len(parts):
            waiting += [(number, done + 1, sections[parts[done]].end), (parts[done], 0, until)]


def _joined(leaves: Iterator[_Leaf], sections: Sequence[Section]) -> Iterator[_Leaf]:
    """Join neighbouring small keys of one section."""
    group: list[_Leaf] = []
    for leaf in leaves:
        joins = leaf.whole and sections[leaf.section].kind is SymbolKind.KEY and leaf.end - leaf.start < _JOINED_BYTES
        if group and not (
            joins
            and sections[leaf.section].parent == sections[group[0].section].parent
            and leaf.end - group[0].start <= PIECE_BYTES
            and group[-1].end - group[0].start < _JOINED_BYTES
        ):
            yield _group(group, sections)
            group = []
        if joins:
            group.append(leaf)
        else:
            yield leaf
    if group:
        yield _group(group, sections)


def _group(group: list[_Leaf], sections: Sequence[Section]) -> _Leaf:
    if len(group) == 1:
        return group[0]
    return _Leaf(group[0].start, group[-1].end, sections[group[0].section].parent, titled=False, whole=False)


def _leaf_chunks(source: bytes, lines: Lines, outline: Outline, leaves: Sequence[_Leaf]) -> Iterator[ChunkFact]:
    """Cut leaves into chunks."""
    chunk_of: dict[int, int] = {-1: 0}
    count = 1
    for leaf in leaves:
        section = leaf.section
        for low, high in split(source, leaf.start, leaf.end, lines, outline.atoms):
            parent = _parent_chunk(section, chunk_of, outline.sections)
            if section not in chunk_of and leaf.titled:
                kind = ChunkKind.ITEM
                chunk_of[section] = count
            else:
                kind = ChunkKind.BLOCK if section in chunk_of and section >= 0 else ChunkKind.TEXT
            yield ChunkFact(kind, section + 1, parent, lines.span(low, high), estimate_tokens(high - low))
            count += 1


def _telling(source: bytes, leaves: Iterable[_Leaf], sections: Sequence[Section]) -> list[_Leaf]:
    """Join leaves that say little to others: what begins a section to its first part, all else to what is before it."""
    found: list[_Leaf] = []
    begun: int | None = None
    for leaf in leaves:
        whole = leaf if begun is None else leaf._replace(start=begun)
        begun = None
        if not _says_little(source, whole, sections):
            found.append(whole)
        elif found and not leaf.titled:
            found[-1] = found[-1]._replace(end=leaf.end)
        else:
            begun = whole.start
            last = whole
    if begun is not None:
        found.append(last)
    return found


def _parent_chunk(section: int, chunk_of: dict[int, int], sections: Sequence[Section]) -> int:
    """Give the nearest chunk of a section or of what is around it."""
    while section not in chunk_of:
        section = sections[section].parent
    return chunk_of[section]


def _says_little(source: bytes, leaf: _Leaf, sections: Sequence[Section]) -> bool:
    """Tell whether a leaf is white space, or a few words of a section that has parts."""
    if leaf.whole:
        return False
    start = max(sections[leaf.section].name_end, leaf.start) if leaf.titled else leaf.start
    found = trim(source, start, leaf.end)
    return found is None or found[1] - found[0] < _LITTLE
