"""Server-sent events of OpenAI-compatible endpoints, read tolerantly. Pure.

Servers differ: line ends, comments, keep-alives, a whole JSON answer instead of a stream, deltas as `content`,
`text` or whole messages, errors inside a stream with status 200. What cannot be read is skipped and counted.
"""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codegraph.answer.backend import Finish

if TYPE_CHECKING:
    from collections.abc import Iterator

_FINISHES = {
    "stop": Finish.STOP,
    "eos": Finish.STOP,
    "end_turn": Finish.STOP,
    "length": Finish.LENGTH,
    "max_tokens": Finish.LENGTH,
    "content_filter": Finish.CUT,
}
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Delta:
    """What one event adds: text, an end, counted tokens (0 if not told), or the server's error message."""

    text: str = ""
    finish: Finish = Finish.NONE
    prompt_tokens: int = 0
    answer_tokens: int = 0
    error: str = ""


@dataclass(slots=True)
class StreamReader:
    """Turn the bytes of a response into deltas; `done` is set by `[DONE]`, `skipped` counts what cannot be read."""

    done: bool = False
    skipped: int = 0
    _text: str = field(default="", init=False)
    _decoder: codecs.IncrementalDecoder = field(init=False)
    _plain: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, data: bytes) -> Iterator[Delta]:
        """Take the next bytes, cut anywhere, and give the deltas that are complete."""
        self._text += self._decoder.decode(data)
        *lines, self._text = self._text.split("\n")
        for line in lines:
            yield from self._line(line)
        if len(self._text) > _LONGEST_LINE:
            self.skipped += 1
            self._text = ""

    def finish(self) -> Iterator[Delta]:
        """Give what the last line holds, or the whole answer of a server that did not stream."""
        rest, self._text = self._text + self._decoder.decode(b"", final=True), ""
        yield from self._line(rest)
        if self._plain:
            yield from self._event("\n".join(self._plain))
            self._plain.clear()

    def _line(self, line: str) -> Iterator[Delta]:
        line = line.strip("\r")
        if line.startswith("data:"):
            yield from self._event(line.removeprefix("data:").strip())
        elif line.strip() and not line.startswith((":", "event:", "id:", "retry:")):
            self._plain.append(line)

    def _event(self, data: str) -> Iterator[Delta]:
        if data == "[DONE]":
            self.done = True
        elif data:
            delta = _read(data)
            if delta is None:
                self.skipped += 1
            else:
                yield delta


def _read(data: str) -> Delta | None:
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    if event.get("error"):
        return Delta(error=error_message(event))
    usage = _mapping(event.get("usage"))
    choices = event.get("choices")
    choice = _mapping(choices[0]) if isinstance(choices, list) and choices else {}
    finish = choice.get("finish_reason")
    return Delta(
        text=_content(choice),
        finish=_FINISHES.get(str(finish), Finish.STOP) if finish else Finish.NONE,
        prompt_tokens=_count(usage.get("prompt_tokens")),
        answer_tokens=_count(usage.get("completion_tokens")),
    )


def error_message(body: object) -> str:
    """Find the message in an error body of any of the usual shapes."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        error = error.get("message") or error.get("detail") or error.get("type") or error
    return str(error)[:500]


def _content(choice: dict[str, Any]) -> str:
    for holder in (_mapping(choice.get("delta")), _mapping(choice.get("message")), choice):
        content = holder.get("content", holder.get("text"))
        if isinstance(content, str):
            return content
        if isinstance(content, list):
            return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return ""


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 40 else 0
