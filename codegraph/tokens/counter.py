"""What every token counter offers."""

from __future__ import annotations

from typing import Protocol


class TokenCounter(Protocol):
    """Count the tokens of a text, special-token markers in it being plain text."""

    @property
    def name(self) -> str:
        """How the counter is shown in a prompt's figures, such as `smollm (gguf vocabulary)`."""

    @property
    def exact(self) -> bool:
        """Whether the count is the model's own; otherwise it is an estimate from above."""

    def count(self, text: str) -> int:
        """Give the number of tokens of `text` alone."""


class Tokenizer(TokenCounter, Protocol):
    """A counter that also gives the token ids."""

    def encode(self, text: str, *, special: bool = False) -> list[int]:
        """Give the ids of `text`; with `special` markers such as `<|im_start|>` become their control tokens."""
