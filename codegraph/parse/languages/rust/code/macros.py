"""Reads macro calls, with their arguments as code where they can be; see the package for the shapes.

A token tree is parsed where it stands, as a range of the file, so that offsets stay the file's. How deep and how
much is bounded, because each level of nesting parses its bytes again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_rust

from codegraph.parse import bounded
from codegraph.parse.bounded import TooSlowError
from codegraph.parse.languages.rust.code.blocks import BLOCKS, Blocks
from codegraph.parse.languages.rust.code.source import IR, MacroCall, kids

if TYPE_CHECKING:
    from tree_sitter import Node

STANDARD = frozenset(
    [
        "assert",
        "assert_eq",
        "assert_ne",
        "assert_matches",
        "debug_assert",
        "debug_assert_eq",
        "debug_assert_ne",
        "debug_assert_matches",
        "print",
        "println",
        "eprint",
        "eprintln",
        "format",
        "format_args",
        "write",
        "writeln",
        "panic",
        "todo",
        "unimplemented",
        "unreachable",
        "vec",
        "matches",
        "dbg",
        "concat",
        "stringify",
        "include",
        "include_str",
        "include_bytes",
        "env",
        "option_env",
        "line",
        "column",
        "file",
        "module_path",
        "cfg",
        "compile_error",
        "thread_local",
        "try",
        "addr_of",
        "addr_of_mut",
    ]
)
_MATCHES = frozenset({"matches", "assert_matches", "debug_assert_matches"})
_NESTING = 8
_LARGEST_TEXT = 200_000
# how often the bytes of a definition may be parsed again, on average, and what is nothing to speak of
_READINGS = 6
_SMALL = 20_000
_COMMAS_TRIED = 3
_END = b"\n;"
_MATCH = b"match "
_ARM = b"=>0}"


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))


def parse(source: bytes, *ranges: tuple[int, int]) -> Node | None:
    """Parse some byte ranges of a text (the whole without any) as a file; None with errors, or where it takes too long.

    Positions other than bytes are void.
    """
    try:
        root = bounded.parse(_parser(), source, ranges or None).root_node
    except TooSlowError:
        return None
    return None if root.has_error else root


class Code(Blocks):
    """Reads all the code of one file; `calls` are the macro calls met in statement position since it was emptied."""

    handlers = BLOCKS

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.calls: list[MacroCall] = []
        self._nesting = 0
        # the bytes that may still be parsed again
        self._budget = _READINGS * len(source) + _SMALL
        # the file with an end of statement after it, for ranges that lack one
        self._ended = source + _END

    def begin(self, base: int, size: int) -> None:
        """Begin to read a definition that starts at the byte `base` and has so many bytes.

        What is read depends on nothing outside of it.
        """
        self.base = base
        self.calls = []
        self._budget = _READINGS * size + _SMALL

    def macro(self, node: Node) -> IR:
        """Read a macro call as an expression."""
        name, tokens = self.exactly(node, 2)
        path, offset = self._macro_path(name)
        last = path.rsplit("::", 1)[-1]
        start, end = tokens.start_byte, tokens.end_byte
        arguments = self._macro_arguments(last, tokens, start, end)
        text = None if last in STANDARD or end - start >= _LARGEST_TEXT else self.text(tokens)
        return ["mac", path, offset, arguments, text, start - self.base]

    def statement_macro(self, node: Node) -> None:
        """Note a macro call in statement position, unless it is a standard one that gives no items."""
        found = self.invocation(node)
        name = found.path.rsplit("::", 1)[-1] if found is not None else ""
        if found is not None and (name not in STANDARD or name == "thread_local"):
            self.calls.append(found)

    def invocation(self, node: Node) -> MacroCall | None:
        """Read a macro call as it stands; None for one that is cut off or too large."""
        parts = kids(node)
        if len(parts) != 2 or node.end_byte - node.start_byte > _LARGEST_TEXT:  # noqa: PLR2004 - path and argument
            return None
        path, place = self._macro_path(parts[0])
        base, text = self.base, parts[1]
        return MacroCall(
            path, place, text.start_byte - base, self.text(text), node.start_byte - base, node.end_byte - base
        )

    def _macro_path(self, node: Node) -> tuple[str, int]:
        if node.type != "scoped_identifier":
            return self.name(node), self.name_start(node)
        path, offset = self.path(node)
        segments: list[str | IR] = path[-1]
        return "::".join(segment if isinstance(segment, str) else str(segment[0]) for segment in segments), offset

    def _macro_arguments(self, name: str, tokens: Node, start: int, end: int) -> IR | None:
        if self._nesting >= _NESTING or end - start < 2:  # noqa: PLR2004 - two brackets
            return None
        self._nesting += 1
        try:
            if name in _MATCHES and self.source[start : start + 1] == b"(":
                return self._matches(tokens, start, end)
            return self._read(start, end)
        finally:
            self._nesting -= 1

    def _parse(self, source: bytes, *ranges: tuple[int, int]) -> Node | None:
        """Parse ranges; None with errors, or when too much was parsed."""
        self._budget -= sum(end - start for start, end in ranges)
        if self._budget < 0:
            return None
        return parse(source, *ranges)

    def _read(self, start: int, end: int) -> IR | None:
        opening = self.source[start : start + 1]
        ended = len(self.source)
        ranges = [(start, end)] if opening == b"{" else [(start, end), (ended, ended + len(_END))]
        root = self._parse(self._ended, *ranges)
        found = self._whole(root, start, end) if root is not None else None
        if found is not None:
            if opening != b"(":
                return found if found[0] in {"arr", "rep", "block"} else None
            return ["args", found[1]] if found[0] == "tup" else None
        if opening != b"(":
            return None
        root = self._parse(self._ended, (start + 1, end - 1), (ended, ended + len(_END)))
        if root is None:
            return None
        return self.statements_of(root, end - 1)

    def statements_of(self, root: Node, end: int) -> IR | None:
        """Read a parsed text as the inside of a block; None where a statement that is no value lacks its `;`."""
        children = root.named_children
        for child in children:
            if child.start_byte < end < child.end_byte and child.type != "expression_statement":
                return None
        return self.statements(children, "", None, end)

    def _whole(self, root: Node, start: int, end: int) -> IR | None:
        """Read the one expression that fills a token tree's brackets."""
        for child in kids(root)[:1]:
            inner = kids(child)[0] if child.type == "expression_statement" else child
            if inner.start_byte != start or inner.end_byte != end:
                return None
            if inner.type == "parenthesized_expression":
                return ["tup", [self.expression(kids(inner)[0])]]
            return self.expression(inner)
        return None

    def _matches(self, tokens: Node, start: int, end: int) -> IR | None:
        """Read `(E, PATTERN if GUARD)` as a `match` of the same offsets."""
        commas = [child.start_byte for child in tokens.children if child.type == ","]
        source = self.source
        close = end - 1
        if len(commas) > 1 and not source[commas[-1] + 1 : close].strip():
            close = commas.pop()
        for at, comma in enumerate(commas[:_COMMAS_TRIED]):
            for stop in (close, *commas[at + 1 : at + 2]):
                altered = _MATCH + source[start + 1 : comma] + b"{" + source[comma + 1 : stop] + b"\n" + _ARM
                found = self._first_of(altered, start + 1 - len(_MATCH))
                if found is not None and found[0] == "match" and len(found[2]) == 1:
                    pattern, guard, _ = found[2][0]
                    return ["matches", found[1], pattern, guard]
        return None

    def _first_of(self, text: bytes, start: int) -> IR | None:
        """Read a text that is one expression and stands for what is at the byte `start`."""
        root = self._parse(text, (0, len(text)))
        if root is None:
            return None
        whole = self.source, self._ended, self.base
        self.source, self._ended, self.base = text, text + _END, self.base - start
        try:
            return self._first(root)
        finally:
            self.source, self._ended, self.base = whole

    def _first(self, root: Node) -> IR | None:
        children = kids(root)
        if len(children) != 1 or children[0].type != "expression_statement":
            return None
        return self.expression(kids(children[0])[0])


def _macro(reader: Code, node: Node) -> IR:
    return reader.macro(node)


BLOCKS["macro_invocation"] = _macro
