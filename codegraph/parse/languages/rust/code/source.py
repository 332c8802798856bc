"""What all readers of the code IR share: the file's bytes, the children that matter, and how deep one may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

# a piece of the IR: lists, strings, integers, booleans and None, as JSON has them
IR = list[Any]

# how deeply nested code is read; what is deeper is unreadable, so that neither Python nor JSON runs out of stack
DEPTH_LIMIT = 200
# nodes that may stand between any others and say nothing here
EXTRAS = frozenset({"line_comment", "block_comment", "attribute_item", "inner_attribute_item", "ERROR"})


class MacroCall(NamedTuple):
    """A macro call as it stands: the path, the place of its last segment, the argument, where the whole stands."""

    path: str
    start: int
    text_start: int
    text: str
    call_start: int
    call_end: int


def kids(node: Node) -> list[Node]:
    """Give the named children without comments, attributes and errors."""
    return [child for child in node.named_children if child.type not in EXTRAS]


class Source:
    """One file's bytes while its code is read; the IR has places relative to the byte `base`."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.base = 0
        self.depth = 0

    def text(self, node: Node) -> str:
        """Give a node's text."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def name(self, node: Node) -> str:
        """Give an identifier without `r#`."""
        text = self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")
        return text.removeprefix("r#")

    def name_start(self, node: Node) -> int:
        """Give the place where an identifier starts, after `r#`."""
        start = node.start_byte
        return start - self.base + (2 if self.source.startswith(b"r#", start) else 0)
