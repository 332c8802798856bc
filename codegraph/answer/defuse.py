"""Keeping text from files text, where a server parses special tokens in messages. Pure."""

from __future__ import annotations

import re

# the turn markers of the usual chat templates; a zero-width space after the first character makes them plain text
_MARKERS = re.compile(
    r"<\|[\w:/ -]{1,60}\|>|<\uff5c[^\uff5c<>\n]{1,60}\uff5c>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\]"
    r"|<</?SYS>>|</?(?:start|end)_of_turn>|</?s>|<\[[^\[\]<>\n]{1,60}\]>|</?think>"
)
_ZERO_WIDTH_SPACE = "\u200b"


def defuse(text: str) -> str:
    """Break markers such as `<|im_start|>`, so that no server takes a line of a file for a turn of the chat."""
    return _MARKERS.sub(lambda marker: marker[0][0] + _ZERO_WIDTH_SPACE + marker[0][1:], text)
