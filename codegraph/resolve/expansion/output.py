"""The text of an expansion while it grows, and where each of its tokens came from."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.expansion.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.resolve.expansion.tokens import Tokens

_ARGUMENT, _ARGUMENT_POINT, _BODY, _NOWHERE = range(4)


class Expansion(NamedTuple):
    """An expansion as UTF-8, and its origins: (offset in the text, source, offset in the source) of each stretch."""

    text: bytes
    origins: tuple[tuple[int, int, int], ...]

    def origin(self, offset: int) -> int | None:
        """Give the byte in the argument's text of the token at byte `offset`; None when it is not from there."""
        start, source, position = self._stretch(offset)
        if source == _ARGUMENT_POINT:
            return position
        return position + offset - start if source == _ARGUMENT else None

    def body_origin(self, offset: int) -> int | None:
        """Give the byte in the definition's text of the token at byte `offset`; None when it is not from there."""
        start, source, position = self._stretch(offset)
        return position + offset - start if source == _BODY else None

    def copied(self) -> Iterator[tuple[int, int, int]]:
        """Give the stretches taken from the argument: offset in the text, length in bytes, offset in the argument."""
        ends = (*(start for start, _, _ in self.origins[1:]), len(self.text))
        for (start, source, position), end in zip(self.origins, ends, strict=False):
            # the space behind a piece is not the argument's
            length = len(self.text[start:end].rstrip())
            if source == _ARGUMENT and length:
                yield start, length, position

    def _stretch(self, offset: int) -> tuple[int, int, int]:
        index = bisect_right(self.origins, (offset, _NOWHERE + 1)) - 1
        return self.origins[index] if index >= 0 and 0 <= offset < len(self.text) else (0, _NOWHERE, 0)


class Edit(NamedTuple):
    """A doc comment that became an attribute: `start:end` in the new text, `old_start:old_end` in the old."""

    start: int
    end: int
    old_start: int
    old_end: int


class Argument(NamedTuple):
    """An invocation's argument, its doc comments turned into attributes as the compiler does before it matches."""

    tokens: Tokens
    edits: tuple[Edit, ...]


def read_argument(text: bytes) -> Argument:
    """Cut an argument into tokens; TokenError where that cannot be."""
    tokens = tokenize(text)
    documents = [
        (start, end)
        for start, end, content in zip(tokens.starts, tokens.ends, tokens.texts, strict=True)
        if content[:3] in {b"///", b"//!", b"/**", b"/*!"}
    ]
    if not documents:
        return Argument(tokens, ())
    parts: list[bytes] = []
    edits: list[Edit] = []
    reached = size = 0
    for start, end in documents:
        attribute = _attribute(text[start:end])
        parts += [text[reached:start], attribute]
        size += start - reached
        edits.append(Edit(size, size + len(attribute), start, end))
        size += len(attribute)
        reached = end
    parts.append(text[reached:])
    return Argument(tokenize(b"".join(parts)), tuple(edits))


def _attribute(comment: bytes) -> bytes:
    content = comment[3:-2] if comment[:2] == b"/*" else comment[3:]
    escaped = content.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return (b"#![doc=" if comment[2:3] == b"!" else b"#[doc=") + b'"' + escaped + b'"]'


class Output:
    """Grows an expansion piece by piece; neighbours of the argument stay as they were written, others get a space."""

    def __init__(self, argument: Argument) -> None:
        """Start empty."""
        self._argument = argument
        self._parts: list[bytes] = []
        self._size = 0
        self._origins: list[tuple[int, int, int]] = []
        self._next_token = -1

    def plain(self, text: bytes) -> None:
        """Put out text that has no origin."""
        self._origins.append((self._size, _NOWHERE, 0))
        self._append(text)

    def body(self, text: bytes, offset: int) -> None:
        """Put out text of the macro's body that stands at byte `offset` of the definition.

        `<` and `>` with nothing left between them vanish: the compiler takes `impl<> X`, tree-sitter does not.
        """
        if text[:1] == b">" and self._parts and self._parts[-2].endswith(b"<"):
            opened = self._parts[-2]
            kept = opened.removesuffix(b"<").removesuffix(b"::")
            self._parts[-2] = kept
            self._size -= len(opened) - len(kept)
            text, offset = text[1:], offset + 1
        self._origins.append((self._size, _BODY, offset))
        self._append(text)

    def fragment(self, start: int, end: int) -> None:
        """Put out the argument's tokens `start:end`, of which there is at least one."""
        tokens = self._argument.tokens
        low, high = tokens.starts[start], tokens.ends[end - 1]
        if start == self._next_token:
            low = tokens.ends[start - 1]
            self._parts.pop()
            self._size -= 1
        self._originate(low, high)
        self._append(tokens.source[low:high])
        self._next_token = end

    def expansion(self) -> Expansion:
        """Give what has been put out."""
        return Expansion(b"".join(self._parts), tuple(self._origins))

    def _append(self, text: bytes) -> None:
        self._parts += [text, b" "]
        self._size += len(text) + 1
        self._next_token = -1

    def _originate(self, low: int, high: int) -> None:
        """Note where the argument's bytes `low:high`, which are about to be put out, come from."""
        edits: Sequence[Edit] = self._argument.edits
        index = bisect_right(edits, (low, high)) - 1
        shift = 0
        if index >= 0:
            shift = edits[index].old_end - edits[index].end
        at = low
        if index >= 0 and low < edits[index].end:
            self._note(low, low, _ARGUMENT_POINT, edits[index].old_start)
            at = edits[index].end
        while at < high:
            self._note(low, at, _ARGUMENT, at + shift)
            index += 1
            if index >= len(edits) or edits[index].start >= high:
                break
            self._note(low, edits[index].start, _ARGUMENT_POINT, edits[index].old_start)
            at, shift = edits[index].end, edits[index].old_end - edits[index].end

    def _note(self, low: int, at: int, source: int, position: int) -> None:
        start = self._size + at - low
        if source == _ARGUMENT and self._origins:
            last, last_source, last_position = self._origins[-1]
            if last_source == _ARGUMENT and start - last == position - last_position:
                return
        self._origins.append((start, source, position))
