"""Where each kind of macro fragment ends (`$x:expr` ...), as the Rust reference has them under "Macros By Example"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.expansion.extents import (
    RESERVED,
    begins_expression,
    expression_end,
    path_end,
    pattern_end,
    type_end,
)
from codegraph.resolve.expansion.tokens import CLOSE, IDENT, LIFETIME, LITERAL, OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.resolve.expansion.tokens import Tokens

_ITEM_KEYWORDS = frozenset(b"fn struct enum trait impl mod use static const type extern macro".split())
_MODIFIERS = frozenset(b"unsafe async const default auto safe extern gen".split())
_TO_SEMICOLON = frozenset(b"use static const type".split())
_RESTRICTIONS = frozenset([b"crate", b"self", b"super", b"in"])


def _ident_end(tokens: Tokens, index: int) -> int:
    return index + 1 if tokens.kinds[index] == IDENT else -1


def _lifetime_end(tokens: Tokens, index: int) -> int:
    return index + 1 if tokens.kinds[index] == LIFETIME else -1


def _literal_end(tokens: Tokens, index: int) -> int:
    start = index
    if tokens.texts[index] == b"-":
        index += 1
    if tokens.kinds[index] == LITERAL or (index == start and tokens.texts[index] in {b"true", b"false"}):
        return index + 1
    return -1


def _tree_end(tokens: Tokens, index: int) -> int:
    return -1 if tokens.kinds[index] == CLOSE else tokens.glued_end(index)


def _expression_end(tokens: Tokens, index: int) -> int:
    return expression_end(tokens, index) if begins_expression(tokens, index) else -1


def _path_end(tokens: Tokens, index: int) -> int:
    end = path_end(tokens, index, of_type=True)
    if end >= 0 and tokens.texts[end] == b"(":
        end = tokens.after[end]
        if tokens.texts[end] == b"->":
            end = type_end(tokens, end + 1, plus=False)
    return end


def _single_pattern_end(tokens: Tokens, index: int) -> int:
    return pattern_end(tokens, index, alternatives=False)


def _block_end(tokens: Tokens, index: int) -> int:
    return tokens.after[index] if tokens.texts[index] == b"{" else -1


def _visibility_end(tokens: Tokens, index: int) -> int:
    """Give `index` itself for the empty visibility."""
    if tokens.texts[index] == b"crate" and tokens.texts[index + 1] != b"::":
        return index + 1
    if tokens.texts[index] != b"pub":
        return index
    index += 1
    if tokens.texts[index] == b"(" and tokens.texts[index + 1] in _RESTRICTIONS:
        return tokens.after[index]
    return index


def _meta_end(tokens: Tokens, index: int) -> int:
    texts = tokens.texts
    if texts[index] == b"unsafe" and texts[index + 1] == b"(":
        return tokens.after[index + 1]
    # a keyword may name an attribute
    index = index + 1 if texts[index] in RESERVED else path_end(tokens, index, of_type=False)
    if index < 0:
        return -1
    if texts[index] == b"=":
        return expression_end(tokens, index + 1)
    return tokens.after[index] if tokens.kinds[index] == OPEN else index


def _attributes_end(tokens: Tokens, index: int) -> int:
    while tokens.texts[index] == b"#" and tokens.texts[index + 1] == b"[":
        index = tokens.after[index + 1]
    return index


def _item_end(tokens: Tokens, index: int) -> int:
    texts = tokens.texts
    index = _visibility_end(tokens, _attributes_end(tokens, index))
    start = index
    if _is_item(tokens, index):
        return _plain_item_end(tokens, index)
    index = path_end(tokens, index, of_type=False)
    if index < 0 or texts[index] != b"!":
        return -1
    index += 1
    if tokens.kinds[index] == IDENT and texts[start] == b"macro_rules":
        index += 1
    if tokens.kinds[index] != OPEN:
        return -1
    if texts[index] == b"{":
        return tokens.after[index]
    index = tokens.after[index]
    return index + 1 if texts[index] == b";" else -1


def _is_item(tokens: Tokens, index: int) -> bool:
    texts, kinds = tokens.texts, tokens.kinds
    following = texts[index + 1]
    if texts[index] == b"union":
        return kinds[index + 1] == IDENT
    while texts[index] in _MODIFIERS and (
        following in _MODIFIERS or following in _ITEM_KEYWORDS or kinds[index + 1] == LITERAL
    ):
        index += 1 + (kinds[index + 1] == LITERAL)
        following = texts[index + 1]
    text = texts[index]
    if text == b"const":
        return kinds[index + 1] == IDENT or following == b"_"
    if text == b"static":
        return kinds[index + 1] == IDENT and following != b"move"
    return text in _ITEM_KEYWORDS


def _plain_item_end(tokens: Tokens, index: int) -> int:
    """Go to the `;` or the body; a value's or an import's braces are no body."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    to_semicolon = False
    if texts[index] in _TO_SEMICOLON:
        to_semicolon = texts[index] != b"const" or texts[index + 1] not in _MODIFIERS | {b"fn"}
    depth = 0
    while kinds[index] != CLOSE:
        text = texts[index]
        if text == b";":
            return index + 1
        if text == b"<":
            depth += 1
        elif text == b">":
            depth -= 1
        elif text == b"{" and not to_semicolon and depth <= 0:
            return after[index]
        index = after[index]
    return -1


def _statement_end(tokens: Tokens, index: int) -> int:
    index = _attributes_end(tokens, index)
    texts = tokens.texts
    if texts[index] != b"let":
        item = _visibility_end(tokens, index)
        if _is_item(tokens, item) or texts[index] == b"macro_rules":
            return _item_end(tokens, index)
        return expression_end(tokens, index, statement=True) if begins_expression(tokens, index) else -1
    index = pattern_end(tokens, index + 1)
    if index >= 0 and texts[index] == b":":
        index = type_end(tokens, index + 1)
    if index >= 0 and texts[index] == b"=":
        index = expression_end(tokens, index + 1)
        if index >= 0 and texts[index] == b"else":
            index = _block_end(tokens, index + 1)
    return index


FRAGMENTS: dict[bytes, Callable[[Tokens, int], int]] = {
    b"ident": _ident_end,
    b"lifetime": _lifetime_end,
    b"literal": _literal_end,
    b"tt": _tree_end,
    b"expr": _expression_end,
    b"expr_2021": _expression_end,
    b"ty": type_end,
    b"path": _path_end,
    b"pat": pattern_end,
    b"pat_param": _single_pattern_end,
    b"stmt": _statement_end,
    b"block": _block_end,
    b"item": _item_end,
    b"meta": _meta_end,
    b"vis": _visibility_end,
}
