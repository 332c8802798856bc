"""Questions with the places that answer them, as files hold them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codegraph.errors import UsageError
from codegraph.evaluation.metrics import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHAPE = (
    '{"query": "how are retries scheduled?", "relevant": ["src/retry.rs", "src/queue.rs:12-40"], "kind": "semantic"}'
)
"""One question, as it may stand in a file."""

_HINT = f"a JSON list, or JSON lines, of entries such as {SHAPE}"
_LINES = re.compile(r"(?P<path>.+?):(?P<start>\d{1,9})(?:-(?P<end>\d{1,9}))?")
_SPACE = re.compile(r"[ \t\r\n]*")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its kind, the places that answer it, and where it stands (`FILE:LINE`)."""

    text: str
    kind: str
    targets: tuple[Place, ...]
    where: str = ""


def read_questions(path: Path, source: str = "") -> list[Question]:
    """Read a file of questions; see `parse_questions`.

    :param source: what the file is called in errors; its path unless it is given.
    :raises UsageError: the file cannot be read, or does not hold what it should.
    """
    source = source or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{source}: cannot be read: {error.strerror or error}"
        raise UsageError(message, hint="give a file of questions, or `-` to read them from stdin") from error
    except UnicodeDecodeError as error:
        message = f"{source}: is no UTF-8 text: {error.reason} at byte {error.start}"
        raise UsageError(message, hint=_HINT) from error
    return parse_questions(text, source)


def parse_questions(text: str, source: str) -> list[Question]:
    """Read questions: a JSON list, or JSON lines, of `{"query", "relevant", "secondary", "kind"}`.

    A target is a path (`src/a.rs`), a path with lines (`src/a.rs:12-40`), or `{"path", "start_line", "end_line"}`.
    `secondary` targets, which may be left out, count like the others; so may the kind, which is also read from
    `category`. Other keys are not looked at.

    :param source: what the text is called in errors.
    :raises UsageError: the text does not hold that; the message says on which line what is wrong.
    """
    questions = [_question(value, f"{source}:{line}") for line, value in _entries(text, source)]
    if not questions:
        message = f"{source}: holds no question"
        raise UsageError(message, hint=_HINT)
    return questions


def _entries(text: str, source: str) -> Iterator[tuple[int, Any]]:
    """Give the values of a JSON list, or of a text of JSON values one after the other, with the lines they begin on."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    is_list = text.startswith("[", at)
    if is_list:
        at = _skip(text, at + 1)
        if text.startswith("]", at):
            return
    while is_list or at < len(text):
        line = text.count("\n", 0, at) + 1
        try:
            value, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            message = f"{source}:{error.lineno}: is no JSON: {error.msg} (column {error.colno})"
            raise UsageError(message, hint=_HINT) from error
        except (RecursionError, ValueError) as error:
            message = f"{source}:{line}: is no JSON that can be read: {error}"
            raise UsageError(message, hint=_HINT) from error
        yield line, value
        at = _skip(text, end)
        if is_list:
            ended = text.startswith("]", at)
            if not ended and not text.startswith(",", at):
                message = f"{source}:{text.count(chr(10), 0, at) + 1}: is no JSON: `,` or `]` expected after an entry"
                raise UsageError(message, hint=_HINT)
            at = _skip(text, at + 1)
            if ended:
                break
    if at < len(text):
        message = f"{source}:{text.count(chr(10), 0, at) + 1}: is no JSON: something stands behind the list"
        raise UsageError(message, hint=_HINT)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _question(value: Any, where: str) -> Question:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        raise _wrong(where, "an entry is an object with `query` and `relevant`", value)
    query = value.get("query")
    if not isinstance(query, str) or not query.strip():
        raise _wrong(where, "`query` is the question, a text", query)
    kind = value.get("kind", value.get("category")) or ""
    if not isinstance(kind, str):
        raise _wrong(where, "`kind` is a word", kind)
    targets: dict[Place, None] = {}
    for key in ("relevant", "secondary"):
        listed = value.get(key) or []
        if not isinstance(listed, list):
            raise _wrong(where, f"`{key}` is a list of paths", listed)
        targets.update(dict.fromkeys(_place(target, key, where) for target in listed))
    if not targets:
        raise _wrong(where, "`relevant` lists the files that answer, one at least", value.get("relevant"))
    return Question(query.strip(), kind, tuple(targets), where)


def _place(target: Any, key: str, where: str) -> Place:  # noqa: ANN401 - any JSON value
    if isinstance(target, str):
        lines = _LINES.fullmatch(target.strip())
        if not lines:
            path, start, end = target, 0, 0
        else:
            path, start = lines["path"], int(lines["start"])
            end = int(lines["end"] or start)
            if not start:
                raise _wrong(where, "lines count from 1", target)
    elif isinstance(target, dict) and isinstance(target.get("path"), str):
        path = target["path"]
        start, end = (_line(target.get(name), name, where) for name in ("start_line", "end_line"))
        start, end = start or min(end, 1), end or start
    else:
        raise _wrong(where, f"a target in `{key}` is a path, with or without lines (`src/a.rs:12-40`)", target)
    path = path.strip().removeprefix("./")
    if not path:
        raise _wrong(where, f"a target in `{key}` has no path", target)
    if end < start:
        raise _wrong(where, "lines end where they start, or after that", target)
    return Place(path, start, end)


def _line(value: Any, name: str, where: str) -> int:  # noqa: ANN401 - any JSON value
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(where, f"`{name}` is the number of a line", value)
    return value


def _wrong(where: str, message: str, value: Any) -> UsageError:  # noqa: ANN401 - any JSON value
    shown = json.dumps(value, ensure_ascii=False)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN] + "…"
    return UsageError(f"{where}: {message}, and not {shown}", hint=_HINT)
