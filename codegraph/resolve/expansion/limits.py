"""What an expansion may cost, and the one error it ends with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

MacroErrorCode = Literal["no-rule-matches", "too-large", "too-deep", "malformed-macro"]
NO_RULE_MATCHES: Final = "no-rule-matches"
TOO_LARGE: Final = "too-large"
TOO_DEEP: Final = "too-deep"
MALFORMED: Final = "malformed-macro"


class MacroError(Exception):
    """A macro that cannot be read or expanded; `code` says why and is stable."""

    def __init__(self, code: MacroErrorCode, detail: str = "") -> None:
        """Keep the code; `detail` is a short remark for people."""
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: MacroErrorCode = code


@dataclass(slots=True)
class Budget:
    """What is left to spend on an invocation and all that it expands to; `expand` takes from it.

    `tokens` counts tokens read and put out, `steps` those of the matcher, `depth` is the deepest nesting of
    expansions, and `marks` the expansions so far whose local variables were renamed.
    """

    tokens: int = 200_000
    steps: int = 2_000_000
    depth: int = 128
    marks: int = 0

    def spend_tokens(self, count: int) -> None:
        """Take `count` tokens; MacroError("too-large") when there are not as many."""
        self.tokens -= count
        if self.tokens < 0:
            raise MacroError(TOO_LARGE, "too many tokens")

    def mark(self) -> int:
        """Give the next number for renamed local variables."""
        self.marks += 1
        return self.marks - 1
