"""What a language model offers to the answering: a stream of pieces for a system and a user text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model; times in seconds, `max_tokens` of the answer, `grammar` in GBNF or empty."""

    system: str
    user: str
    max_tokens: int = 512
    temperature: float = 0.2
    stop: tuple[str, ...] = ()
    grammar: str = ""
    first_token_s: float = 300.0
    total_s: float = 1800.0


class Finish(StrEnum):
    """Why an answer ended."""

    NONE = ""
    STOP = "stop"
    LENGTH = "length"
    DEADLINE = "deadline"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the answer; the last one carries why it ended, and the true token counts where they are known."""

    text: str = ""
    tokens: int = 0
    prompt_tokens: int = 0
    finish: Finish = Finish.NONE


class Backend(Protocol):
    """A language model that is ready to answer.

    `stream` raises ModelMissingError, IncompleteError or EndpointError before the first piece and none after it:
    an answer that breaks off ends with a piece that says why. KeyboardInterrupt passes through.
    """

    @property
    def name(self) -> str:
        """The model, as shown to the user."""

    @property
    def context(self) -> int:
        """The tokens that prompt and answer may take together; 0 if nobody knows."""

    @property
    def overhead(self) -> int:
        """The tokens of the frame around system and user text."""

    @property
    def takes_grammar(self) -> bool:
        """Whether a GBNF grammar can bind the answer."""

    def count(self, text: str) -> int:
        """Give the tokens of `text`, exactly or estimated from above."""

    def stream(self, request: Request) -> Iterator[Piece]:
        """Answer, piece by piece."""

    def close(self) -> None:
        """Give back memory and connections; the backend is not used afterwards."""
