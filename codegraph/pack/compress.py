"""Shorter forms of a source: its signature, its outline, and a long body cut down to the lines that matter.

Works on lines and their indentation, for any language. Whatever is left out is said, with its line numbers.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from codegraph.model import ChunkKind
from codegraph.pack.sources import lines_of
from codegraph.text import cut_at_line, normalise_space, split_identifier, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from codegraph.pack.candidates import Candidate
    from codegraph.pack.sources import Source

_SIGNATURE_LIMIT = 240
_SENTENCE_LIMIT = 160
_OUTLINE_LINES = 60
# Of a header longer than both together (docs of pages, a where clause of pages) the ends are shown.
_HEADER_HEAD, _HEADER_TAIL = 6, 8
LONGEST_HEADER = _HEADER_HEAD + _HEADER_TAIL
"""So many lines of docs, attributes and signature are shown where lines are left out."""

_LONGEST_SIGNATURE = 60
# How far into a body documentation may start, as it does in Python.
_DOCS_WITHIN = 2
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_TELLING_LINE = re.compile(r"^.*\w.*$", re.MULTILINE)
_CLOSERS = ("}", ")", "]", "end")
_MOST_TERMS = 64
_SHORTEST_TERM = 3
_BESIDE = 0.5
_COMMON = frozenset(
    """and are but can does for from get has have how its let new not pub ref self set that the them then they this use
    was what when where which who why will with""".split(),  # noqa: SIM905 - a list of strings fills a screen
)


def signature_of(candidate: Candidate) -> str:
    """Give a signature on one line: the chunk's own, else its name, else its first line that says something."""
    chunk = candidate.hit.chunk
    telling = _TELLING_LINE.search(candidate.text)
    text = normalise_space(chunk.signature or chunk.name or (telling.group() if telling else ""))
    return _shorten(text.replace("( ", "(").replace(", )", ")").replace(" )", ")"), _SIGNATURE_LIMIT)


def first_sentence(docs: str) -> str:
    """Give the first sentence of a documentation text, on one line."""
    paragraph = _PARAGRAPH.split(docs.strip(), maxsplit=1)[0]
    sentence = _SENTENCE.match(paragraph)
    return _shorten(sentence.group() if sentence else paragraph, _SENTENCE_LIMIT)


def header_length(source: Source) -> int:
    """Count the lines before the body: docs, attributes and signature. A piece of a body has none."""
    chunk, body, lines = source.lead.hit.chunk, source.lead.body, source.lines
    if chunk.kind in (ChunkKind.BLOCK, ChunkKind.TEXT) or source.start_line != chunk.span.start_line:
        return 0
    if body < 0:
        return _header_by_signature(chunk.signature, lines[: source.lead.docs.count("\n") + _LONGEST_SIGNATURE])
    at, column = 0, body
    while at < len(lines) - 1 and column > len(lines[at]):
        column -= len(lines[at]) + 1
        at += 1
    body_opens_a_line = not lines[at][:column].strip() and not lines[at][column:].startswith("{")
    return at if body_opens_a_line else at + 1


def outline_of(source: Source) -> str:
    """Give a source without its body; empty where it has no text.

    The outline of a file lists definitions from beyond the lines that are the file's own.
    """
    chunk = source.lead.hit.chunk
    if not chunk.outline:
        return shown(source, docs_lines(source)) if source.lines else ""
    lines = lines_of(chunk.outline.rstrip())
    if len(lines) > _OUTLINE_LINES:
        lines = (*lines[:_OUTLINE_LINES], f"… {len(lines) - _OUTLINE_LINES} more lines of the outline left out")
    if chunk.kind is ChunkKind.FILE:
        return "\n".join([*lines, "… an outline of the file; bodies left out"])
    return "\n".join([*lines, left_out(source.start_line, source.end_line, "shown in outline")])


def docs_lines(source: Source) -> range:
    """Find the documentation in the lines of a source, counted from 0: in the header, or at the body's start."""
    docs = source.lead.docs.strip().split("\n")
    for at in range(min(header_length(source) + _DOCS_WITHIN, len(source.lines))) if docs[0] else ():
        if docs[0].strip() in source.lines[at]:
            return range(at, at + min(len(docs), _HEADER_HEAD))
    return range(0)


def shown(source: Source, keep: Collection[int]) -> str:
    """Write the lines of a source: its header, those of the body in `keep` (counted from 0) and its closing line.

    A single line between two shown ones is shown as well, since saying that it is missing costs as much.
    """
    lines, header = source.lines, header_length(source)
    visible = [at < header or at in keep for at in range(len(lines))]
    if header > LONGEST_HEADER:
        visible[_HEADER_HEAD : header - _HEADER_TAIL] = [False] * (header - _HEADER_HEAD - _HEADER_TAIL)
    visible[-1] = visible[-1] or lines[-1].lstrip().startswith(_CLOSERS)
    for at in range(1, len(lines) - 1):
        visible[at] = visible[at] or (visible[at - 1] and visible[at + 1])
    written: list[str] = []
    at = 0
    while at < len(lines):
        end = next((after for after in range(at, len(lines)) if visible[after]), len(lines))
        if end > at:
            indent = next((_indent(line) for line in lines[at:end] if line.strip()), "")
            written.append(indent + left_out(source.start_line + at, source.start_line + end - 1))
        written += lines[end : end + 1]
        at = end + 1
    return "\n".join(written)


def left_out(first: int, last: int, how: str = "left out") -> str:
    """Say which lines are not shown as they stand."""
    if first == last:
        return f"… 1 line ({first}) {how}"
    return f"… {last - first + 1} lines ({first}-{last}) {how}"


class Focus:
    """What a task is about, to choose the lines of a long body by."""

    def __init__(self, task: str) -> None:
        terms: set[str] = set()
        for word in words(task):
            for part in (word.lower(), *split_identifier(word)):
                if len(part) >= _SHORTEST_TERM and part not in _COMMON:
                    terms.add(part)
            if len(terms) >= _MOST_TERMS:
                break
        longest_first = sorted(terms, key=lambda term: (-len(term), term))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if terms else None

    def choose(self, source: Source, count: int) -> frozenset[int]:
        """Choose about `count` lines of the body, counted from 0.

        Those that hold rare words of the task come first, then the lines beside them, then the body's first lines;
        each brings the lines that enclose it.
        """
        header = header_length(source)
        scores = self._scores(source.lines, header)
        enclosing = _enclosing(source.lines)
        chosen: set[int] = set()
        for line in sorted(range(header, len(source.lines)), key=lambda line: (-scores[line], line)):
            at = line
            while at >= header and at not in chosen:
                chosen.add(at)
                at = enclosing[at]
            if len(chosen) >= count:
                break
        return frozenset(chosen)

    def _scores(self, lines: Sequence[str], header: int) -> list[float]:
        own = [0.0] * len(lines)
        found: dict[str, set[int]] = {}
        if self._pattern is not None:
            lowered = [line.lower() for line in lines]
            starts = [0, *accumulate(len(line) + 1 for line in lowered)]
            for match in self._pattern.finditer("\n".join(lowered), starts[header]):
                found.setdefault(match.group(), set()).add(bisect_right(starts, match.start()) - 1)
        for _, where in sorted(found.items()):
            weight = math.log(1 + len(lines) / len(where))
            for line in where:
                own[line] += weight
        padded = [0.0, *own, 0.0]
        return [max(here, _BESIDE * max(padded[at], padded[at + 2])) for at, here in enumerate(own)]


def _header_by_signature(signature: str, lines: Sequence[str]) -> int:
    """Find the line where a signature ends, however its lines are broken; the first line where it does not stand."""
    wanted = _without_layout(signature)
    keys = [_without_layout(line) for line in lines]
    at = "".join(keys).find(wanted) if wanted else -1
    ends = list(accumulate(map(len, keys)))
    last = bisect_right(ends, at + len(wanted) - 1) if at >= 0 else 0
    opens_below = last + 1 < len(lines) and lines[last + 1].strip() == "{"
    return min(last + 1 + opens_below, len(lines))


def _without_layout(text: str) -> str:
    return "".join(text.split()).replace(",", "")


def _enclosing(lines: Sequence[str]) -> list[int]:
    """Give for each line the nearest one above it that is indented less; -1 where there is none."""
    result: list[int] = []
    open_lines: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not line.strip():
            result.append(-1)
            continue
        depth = len(_indent(line))
        while open_lines and open_lines[-1][0] >= depth:
            open_lines.pop()
        result.append(open_lines[-1][1] if open_lines else -1)
        open_lines.append((depth, at))
    return result


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _shorten(text: str, limit: int) -> str:
    line = normalise_space(text)
    return line if len(line) <= limit else cut_at_line(line, limit - 1) + "…"
