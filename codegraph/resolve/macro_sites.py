"""Finds where a file calls macros: `name!(...)`, `#[derive(Name)]` and `#[name]`, by its syntax tree, without names.

A broken file gives what can be read of it. Calls among the tokens of another call's argument are found too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter
import tree_sitter_rust

from codegraph.parse.bounded import TooSlowError, parse
from codegraph.parse.events import Lines
from codegraph.resolve.expansion.tokens import IDENT, OPEN, TokenError, Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CALL, DERIVE, ATTRIBUTE = "call", "derive", "attribute"
# our own expander, whose version is raised when the same call would become another text
TOOL, OWN_VERSION = "codegraph", "1"
_QUERY = """
(macro_invocation macro: (_) @name (token_tree) @argument) @call
(attribute_item (attribute) @inside) @attribute
"""
# attributes that are no macros, and those of tools
_PLAIN = frozenset(
    b"""allow automatically_derived bench cfg cold const_trait coverage crate_name crate_type debugger_visualizer
    deny deprecated derive diagnostic doc expect export_name feature forbid global_allocator ignore inline
    instruction_set link link_name link_ordinal link_section macro_export macro_use must_use naked no_implicit_prelude
    no_link no_main no_mangle no_std non_exhaustive panic_handler path proc_macro proc_macro_attribute
    proc_macro_derive recursion_limit repr rustc_builtin_macro should_panic target_feature test test_case
    track_caller type_length_limit unsafe used warn windows_subsystem default clippy rustfmt rustc miri rust_analyzer
    """.split()
)
# words that may stand before a `!` that negates
_KEYWORDS = frozenset(
    b"""as async await break const continue do dyn else enum extern fn for if impl in let loop match mod move mut pub
    ref return static struct trait type unsafe use where while yield""".split()
)
_DEEPEST = 64


class Site(NamedTuple):
    """A use of a macro: bytes `start:end` are the call, the derived path, or the attribute with its item.

    `path` is the macro's path as written, whose last segment stands at byte `name`; `last_line` is where a reader sees
    it end (an attribute's own last line); `argument` are the bytes of a call's argument with its brackets.
    """

    kind: str
    path: str
    name: int
    start: int
    end: int
    line: int
    end_line: int
    last_line: int
    argument: tuple[int, int] = (0, 0)

    @property
    def written(self) -> str:
        """The macro as one would write it, for messages."""
        return {CALL: f"{self.path}!", DERIVE: f"derive({self.path})"}.get(self.kind, f"#[{self.path}]")


class Target(NamedTuple):
    """A use of a macro in a file with these bytes and their hash; `others` are further uses on its line."""

    path: str
    source: bytes
    hash: str
    site: Site
    others: tuple[Site, ...]


class Call(NamedTuple):
    """A macro call among tokens: bytes of its start, of the path's last segment, and of its argument."""

    path: str
    start: int
    name: int
    argument: tuple[int, int]


@cache
def _tools() -> tuple[tree_sitter.Parser, tree_sitter.Query]:
    grammar = tree_sitter.Language(tree_sitter_rust.language())
    return tree_sitter.Parser(grammar), tree_sitter.Query(grammar, _QUERY)


def find_sites(source: bytes) -> list[Site]:
    """List the uses of macros in a file, by their start; an outer one goes before what it holds."""
    parser, query = _tools()
    try:
        tree = parse(parser, source)
    except TooSlowError:
        return []
    lines = Lines(source)
    found: set[Site] = set()
    for _, nodes in tree_sitter.QueryCursor(query).matches(tree.root_node):
        if "call" in nodes:
            [call], [name], [argument] = nodes["call"], nodes["name"], nodes["argument"]
            path = (name.text or b"").decode("utf-8", "replace")
            last = name.child_by_field_name("name") or name
            place = (argument.start_byte, argument.end_byte)
            found.add(_site(lines, Call(path, call.start_byte, last.start_byte, place)))
            found.update(_nested(source, place, lines))
        else:
            found.update(_attribute(nodes["attribute"][0], nodes["inside"][0], lines))
    return sorted(found, key=lambda site: (site.start, -site.end, site.name))


def _nested(source: bytes, place: tuple[int, int], lines: Lines) -> Iterator[Site]:
    start, end = place
    try:
        tokens = tokenize(source[start:end])
    except TokenError:
        return
    for call in calls_in(tokens):
        low, high = call.argument
        yield _site(lines, Call(call.path, start + call.start, start + call.name, (start + low, start + high)))


def _site(lines: Lines, call: Call) -> Site:
    start, end = call.start, call.argument[1]
    last = lines.of(end - 1)
    return Site(CALL, call.path, call.name, start, end, lines.of(start), last, last, call.argument)


def calls_in(tokens: Tokens) -> Iterator[Call]:
    """List the macro calls among tokens, an outer one before those in its argument; definitions are stepped over."""
    texts, kinds, starts, ends, after = tokens.texts, tokens.kinds, tokens.starts, tokens.ends, tokens.after
    index, last = 0, len(texts) - 2
    while index < last:
        if texts[index] != b"!" or not index or kinds[index - 1] != IDENT or texts[index - 1] in _KEYWORDS:
            index += 1
        elif texts[index - 1] == b"macro_rules" and kinds[index + 1] == IDENT:
            index = after[index + 2]
        elif kinds[index + 1] != OPEN:
            index += 1
        else:
            first = _path_start(tokens, index - 1)
            path = b"".join(texts[first:index]).decode("utf-8", "replace")
            yield Call(path, starts[first], starts[index - 1], (starts[index + 1], ends[after[index + 1] - 1]))
            index += 1


def _path_start(tokens: Tokens, index: int) -> int:
    """Give the first token of the path whose last segment is at `index`."""
    texts, kinds = tokens.texts, tokens.kinds
    while index and texts[index - 1] == b"::":
        index -= 1
        if index and kinds[index - 1] == IDENT:
            index -= 1
            if index and texts[index - 1] == b"$":
                index -= 1
    return index


def _attribute(whole: tree_sitter.Node, inside: tree_sitter.Node, lines: Lines) -> Iterator[Site]:
    base = inside.start_byte
    try:
        tokens = tokenize(inside.text or b"")
    except TokenError:
        return
    texts, kinds = tokens.texts, tokens.kinds
    if not texts[0] or kinds[0] != IDENT:
        return
    if texts[0] in {b"derive", b"cfg_attr"}:
        yield from _derives(tokens, base, lines)
    elif texts[0] not in _PLAIN:
        end = 1
        while texts[end] == b"::" and kinds[end + 1] == IDENT:
            end += 2
        path = b"".join(texts[:end]).decode("utf-8", "replace")
        name = base + tokens.starts[end - 1]
        stop = _end_of_item(whole)
        first, last = lines.of(whole.start_byte), lines.of(whole.end_byte - 1)
        yield Site(ATTRIBUTE, path, name, whole.start_byte, stop, first, lines.of(stop - 1), last)


def _derives(tokens: Tokens, base: int, lines: Lines) -> Iterator[Site]:
    """List the paths in every `derive(...)` of an attribute."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    for index, text in enumerate(texts):
        if text != b"derive" or texts[index + 1] != b"(":
            continue
        at, end = index + 2, after[index + 1] - 1
        while at < end:
            first = at
            while at < end and texts[at] != b",":
                at = after[at]
            if first < at and all(kinds[one] == IDENT or texts[one] == b"::" for one in range(first, at)):
                start, stop = base + tokens.starts[first], base + tokens.ends[at - 1]
                path = b"".join(texts[first:at]).decode("utf-8", "replace")
                line, last = lines.of(start), lines.of(stop - 1)
                yield Site(DERIVE, path, base + tokens.starts[at - 1], start, stop, line, last, last)
            at += 1


def _end_of_item(attribute: tree_sitter.Node) -> int:
    """Give the end of what an attribute stands before; its own end where that cannot be told."""
    node = attribute.next_named_sibling
    for _ in range(_DEEPEST):
        if node is None or node.type not in {"attribute_item", "line_comment", "block_comment"}:
            break
        node = node.next_named_sibling
    return attribute.end_byte if node is None or node.is_error else node.end_byte


def site_at(sites: Sequence[Site], line: int, byte: int | None) -> Site | None:
    """Choose what a place means: `byte` is an offset in the file, or None for the whole line.

    At a byte it is the innermost; on a line the first that starts there, else the innermost around it.
    """
    if byte is None:
        starting = [site for site in sites if site.line == line]
        if starting:
            return min(starting, key=lambda site: (site.start, -site.end))
        around = [site for site in sites if site.line <= line <= site.last_line]
    else:
        around = [site for site in sites if site.start <= byte < site.end and site.line <= line <= site.last_line]
    return min(around, key=lambda site: (site.end - site.start, site.start), default=None)


def nearest(sites: Sequence[Site], line: int, count: int) -> list[Site]:
    """List the uses of macros nearest to a line, nearest first."""
    return sorted(sites, key=lambda site: (min(abs(site.line - line), abs(site.last_line - line)), site.start))[:count]
