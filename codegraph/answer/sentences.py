"""The statements of an answer: sentences of its prose, with the markers that belong to each. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCED = re.compile(r"^[ \t]*```.*?(?:^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_LEAD = re.compile(r"^(?:[ \t]*(?:[-*+>]|\d{1,3}[.)])[ \t]+)+")
_MARKERS_AFTER = r"(?:[ \t]*\[\d[\d\s,;\u2013-]*\])*"
# a sentence ends at .!? before white space or the end, where markers may follow; not after e.g. or a single letter
_END = re.compile(rf"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bcf)(?<!\bvs)[.!?]+[\"')\]`*_]*{_MARKERS_AFTER}(?=\s|\Z)")
_INLINE_CODE = re.compile(r"`[^`\n]*`")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose: its text, and where it starts and ends in the answer, in characters."""

    text: str
    start: int
    end: int


def split_sentences(answer: str) -> list[Sentence]:
    """List the sentences of an answer's prose in order; code blocks, headings and lead-ins with a colon are none."""
    prose = _FENCED.sub(lambda block: re.sub(r"[^\n]", "\x00", block[0]), answer)
    # full stops inside inline code end nothing
    masked = _INLINE_CODE.sub(lambda code: re.sub(r"[.!?]", "\x01", code[0]), prose)
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", masked):
        if "\x00" in line[0] or line[0].lstrip().startswith("#"):
            continue
        lead = _LEAD.match(line[0])
        start = line.start() + (lead.end() if lead else 0)
        for end in [*(found.end() for found in _END.finditer(masked, start, line.end())), line.end()]:
            _append(sentences, answer, start, end)
            start = end
    return sentences


def _append(sentences: list[Sentence], answer: str, start: int, end: int) -> None:
    text = answer[start:end]
    stripped = text.strip()
    if stripped and not stripped.endswith(":") and re.search(r"\w", stripped):
        begin = start + len(text) - len(text.lstrip())
        sentences.append(Sentence(stripped, begin, begin + len(stripped)))
