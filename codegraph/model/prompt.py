"""What a prompt is made of, and what comes back for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model.search import Freshness

if TYPE_CHECKING:
    from collections.abc import Mapping


class Detail(StrEnum):
    """How much of a part is in the prompt."""

    FULL = "full"
    ELIDED = "elided"
    SIGNATURE = "signature"
    NAME = "name"


class Part(NamedTuple):
    """One cited source in a packed prompt; `n` is its number in the prompt, `tokens` its whole cost there."""

    n: int
    path: str
    start_line: int
    end_line: int
    symbol: str
    detail: Detail
    tokens: int
    text: str
    stale: bool


class Dropped(NamedTuple):
    """A hit that did not get into the prompt, and why."""

    path: str
    start_line: int
    end_line: int
    symbol: str
    reason: str


class PackedPrompt(NamedTuple):
    """A prompt within its budget. `tokens` counts everything, the frame and special tokens included."""

    task: str
    budget: int
    tokens: int
    model: str
    parts: tuple[Part, ...]
    system: str
    user: str
    prompt: str
    dropped: tuple[Dropped, ...]
    # how the tokens were counted: the tokenizer's name, and whether it is an estimate
    counter: str
    exact: bool
    freshness: Freshness = Freshness()


class Citation(NamedTuple):
    """A claim's source. `origin` is `model` or `aligned`; `valid` tells whether the pack holds it."""

    n: int
    path: str
    start_line: int
    end_line: int
    origin: str
    valid: bool


class AnswerEvent(NamedTuple):
    """One event of an answer's stream: `retrieval`, `token`, `citation` or `done`, with its data."""

    kind: str
    data: Mapping[str, Any]
