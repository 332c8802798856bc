"""Where a type, a path, a pattern or an expression ends: a light grammar over tokens, enough for macro fragments.

Every function takes the token where the construct starts and gives the token behind it, or -1 where none starts
there. Groups are jumped over. Nothing is read twice, and the few nested heads (`if`, `match` ...) have a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.expansion.tokens import CLOSE, IDENT, LIFETIME, LITERAL, OPEN

if TYPE_CHECKING:
    from codegraph.resolve.expansion.tokens import Tokens

_DEEPEST = 32
_LONGEST_GENERICS = 400
RESERVED = frozenset(
    b"abstract as become break const continue do else enum extern final fn for if impl in let loop macro match mod "
    b"move mut override priv pub ref return static struct trait type typeof unsafe unsized use virtual where while "
    b"yield".split()
)
_EXPRESSION_KEYWORDS = frozenset(
    b"become break const continue do for if let loop match move return static unsafe while yield".split()
)
_EXPRESSION_SIGNS = frozenset([b"!", b"-", b"*", b"|", b"||", b"&", b"&&", b"..", b"..=", b"<", b"<<", b"::", b"#"])
_BINARY = frozenset(b"+ - * / % ^ & | && || == != < <= << <- <<= = += -= *= /= %= ^= &= |=".split())
_BLOCK_KEYWORDS = frozenset([b"unsafe", b"const", b"async", b"try", b"gen"])
_RANGES = frozenset([b"..", b"..=", b"..."])


def generics_end(tokens: Tokens, index: int) -> int:
    """Find the end of `<...>`."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    depth = 0
    for _ in range(_LONGEST_GENERICS):
        text = texts[index]
        if text in {b"<", b"<-"}:
            depth += 1
        elif text == b"<<":
            depth += 2
        elif text == b">":
            depth -= 1
            if not depth:
                return index + 1
        elif kinds[index] == CLOSE or text in {b";", b"=>"}:
            return -1
        index = after[index]
    return -1


def is_name(tokens: Tokens, index: int) -> bool:
    """Tell if an identifier that is no keyword stands there; `self`, `Self`, `super` and `crate` are names."""
    return tokens.kinds[index] == IDENT and tokens.texts[index] not in RESERVED


def path_end(tokens: Tokens, index: int, *, of_type: bool) -> int:
    """Find the end of a path; generics need no `::` where it is `of_type`."""
    texts, start = tokens.texts, index
    if texts[index] in {b"<", b"<<"}:
        index = generics_end(tokens, index)
        if index < 0 or texts[index] != b"::":
            return -1
    elif texts[index] != b"::":
        if not is_name(tokens, index):
            return -1
        index += 1
    while index >= 0:
        text = texts[index]
        if text == b"::":
            if texts[index + 1] in {b"<", b"<<"}:
                index = generics_end(tokens, index + 1)
            elif tokens.kinds[index + 1] == IDENT:
                index += 2
            else:
                return index if index > start else -1
        elif of_type and text in {b"<", b"<<"}:
            index = generics_end(tokens, index)
        else:
            break
    return index


def type_end(tokens: Tokens, index: int, *, plus: bool = True) -> int:  # noqa: C901 - one case a construct
    """Find the end of a type; `plus` allows for more than one bound."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    while True:
        index = _type_prefix_end(tokens, index)
        if index < 0:
            return -1
        text = texts[index]
        if text in {b"(", b"["}:
            index = after[index]
        elif text == b"fn":
            if texts[index + 1] != b"(":
                return -1
            index = after[index + 1]
        elif text in {b"!", b"_"} or kinds[index] == LIFETIME:
            index += 1
        else:
            index = path_end(tokens, index, of_type=True)
            if index < 0:
                return -1
            if texts[index] == b"!" and kinds[index + 1] == OPEN:
                index = after[index + 1]
            elif texts[index] == b"(":
                index = after[index]
        if texts[index] != b"->" and not (plus and texts[index] == b"+"):
            return index
        index += 1


def _type_prefix_end(tokens: Tokens, index: int) -> int:  # noqa: C901, PLR0912 - one case a construct
    texts, kinds = tokens.texts, tokens.kinds
    while True:
        text = texts[index]
        if text in {b"&", b"&&"}:
            index += 1
            if kinds[index] == LIFETIME:
                index += 1
            if texts[index] == b"mut":
                index += 1
        elif text == b"*" and texts[index + 1] in {b"const", b"mut"}:
            index += 2
        elif text == b"impl" or (text == b"dyn" and texts[index + 1] not in {b"::", b"<", b""}):
            index += 1
            if kinds[index] == CLOSE or texts[index] in {b",", b";"}:
                return -1 if text == b"impl" else index - 1
        elif text == b"for" and texts[index + 1] == b"<":
            index = generics_end(tokens, index + 1)
            if index < 0:
                return -1
        elif text in {b"?", b"~", b"unsafe"} or (text == b"const" and texts[index - 1] == b"~"):
            index += 1
        elif text == b"extern":
            index += 1
            if kinds[index] == LITERAL:
                index += 1
        else:
            return index


def pattern_end(tokens: Tokens, index: int, *, alternatives: bool = True) -> int:  # noqa: C901, PLR0912 - one case a construct
    """Find the end of a pattern; `|` belongs to it where `alternatives` are allowed."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    if alternatives and texts[index] == b"|":
        index += 1
    while True:
        while texts[index] in {b"&", b"&&", b"mut", b"ref", b"box"}:
            index += 1
        text = texts[index]
        if text in {b"(", b"["}:
            index = after[index]
        elif text in _RANGES or text == b"_":
            index += 1
            if text != b"_":
                index = max(index, _bound_end(tokens, index))
        elif text == b"const" and texts[index + 1] == b"{":
            index = after[index + 1]
        else:
            index = _bound_end(tokens, index)
            if index < 0:
                return -1
            if texts[index] == b"!" and kinds[index + 1] == OPEN:
                index = after[index + 1]
            elif texts[index] in {b"(", b"{"}:
                index = after[index]
            elif texts[index] == b"@":
                index += 1
                continue
            elif texts[index] in _RANGES:
                index = max(index + 1, _bound_end(tokens, index + 1))
        if not alternatives or texts[index] != b"|":
            return index
        index += 1


def _bound_end(tokens: Tokens, index: int) -> int:
    """Find the end of a literal or a path: what a range in a pattern may have at its ends."""
    if tokens.kinds[index] == LITERAL:
        return index + 1
    if tokens.texts[index] == b"-" and tokens.kinds[index + 1] == LITERAL:
        return index + 2
    return path_end(tokens, index, of_type=False)


def begins_expression(tokens: Tokens, index: int, *, braces: bool = True) -> bool:
    """Tell if an expression can start there; with `{` only where `braces` may."""
    kind, text = tokens.kinds[index], tokens.texts[index]
    if kind == IDENT:
        return text not in RESERVED or text in _EXPRESSION_KEYWORDS
    if kind == OPEN:
        return braces or text != b"{"
    return kind in {LITERAL, LIFETIME} or text in _EXPRESSION_SIGNS


def expression_end(tokens: Tokens, index: int, *, braces: bool = True, statement: bool = False, depth: int = 0) -> int:
    """Find the end of an expression.

    A struct literal is one only where `braces` may follow a path (not in the head of `if`); a block at the start of
    a `statement` ends it.
    """
    if depth > _DEEPEST:
        return -1
    while True:
        start = index
        index, more = _operand_end(tokens, index, braces=braces, depth=depth)
        if index < 0:
            return -1
        if more:
            statement = False
            continue
        blocklike = statement and tokens.texts[index - 1] == b"}" and _is_blocklike(tokens, start)
        statement = False
        if blocklike and tokens.texts[index] not in {b".", b"?"}:
            return index
        index, more = _postfix_end(tokens, index, braces=braces)
        if not more:
            return index


def _is_blocklike(tokens: Tokens, index: int) -> bool:
    text = tokens.texts[index]
    return text in {b"{", b"if", b"match", b"while", b"loop", b"for"} or (
        text in _BLOCK_KEYWORDS and tokens.texts[index + 1] in {b"{", b"move"}
    )


def _postfix_end(tokens: Tokens, index: int, *, braces: bool) -> tuple[int, bool]:  # noqa: C901, PLR0912 - one case a construct
    """Read what may follow an operand; the flag says that an operator stood last, so that an operand must follow."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    while True:
        text = texts[index]
        if text == b".":
            if kinds[index + 1] not in {IDENT, LITERAL}:
                return index, False
            index += 2
            if texts[index] == b"::" and texts[index + 1] in {b"<", b"<<"}:
                index = generics_end(tokens, index + 1)
                if index < 0:
                    return -1, False
        elif text in {b"(", b"["}:
            index = after[index]
        elif text == b"?":
            index += 1
        elif text == b"as":
            index = type_end(tokens, index + 1, plus=False)
            if index < 0:
                return -1, False
        elif text in {b"..", b"..="}:
            index += 1
            if begins_expression(tokens, index, braces=braces):
                return index, True
        elif text == b">":
            return tokens.glued_end(index), True
        else:
            return (index + 1, True) if text in _BINARY else (index, False)


def _operand_end(tokens: Tokens, index: int, *, braces: bool, depth: int) -> tuple[int, bool]:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """Read one operand or what stands before one; the flag says that the operand itself is still to come."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    text = texts[index]
    if kinds[index] == LITERAL or text == b"_":
        return index + 1, False
    if kinds[index] == OPEN:
        return after[index], False
    if kinds[index] == LIFETIME:
        return (index + 2, True) if texts[index + 1] == b":" else (-1, False)
    if kinds[index] == IDENT:
        end = _keyword_end(tokens, index, braces=braces, depth=depth)
        if end is not None:
            return end
    elif text in {b"-", b"!", b"*", b"&", b"&&"}:
        index += 1
        if text[:1] == b"&":
            if texts[index] == b"raw" and texts[index + 1] in {b"const", b"mut"}:
                index += 2
            elif texts[index] == b"mut":
                index += 1
        return index, True
    elif text in {b"..", b"..="}:
        return index + 1, begins_expression(tokens, index + 1, braces=braces)
    elif text in {b"|", b"||"}:
        return _closure_head_end(tokens, index)
    elif text == b"#":
        return (after[index + 1], True) if texts[index + 1] == b"[" else (-1, False)
    index = path_end(tokens, index, of_type=False)
    if index < 0:
        return -1, False
    if texts[index] == b"!" and kinds[index + 1] == OPEN:
        return after[index + 1], False
    if texts[index] == b"{" and braces:
        return after[index], False
    return index, False


def _keyword_end(tokens: Tokens, index: int, *, braces: bool, depth: int) -> tuple[int, bool] | None:  # noqa: C901, PLR0911 - one case a construct
    """Read an operand that a keyword starts; None where none does."""
    texts, after = tokens.texts, tokens.after
    text, following = texts[index], texts[index + 1]
    if text in {b"if", b"while", b"match", b"for"}:
        return _head_and_block_end(tokens, index, depth=depth), False
    if text in _BLOCK_KEYWORDS or text == b"loop":
        if following == b"move":
            index, following = index + 1, texts[index + 2]
        if following == b"{":
            return after[index + 1], False
        if following in {b"|", b"||"}:
            return _closure_head_end(tokens, index + 1)
        return None
    if text in {b"move", b"static"}:
        return index + 1, True
    if text in {b"return", b"break", b"yield", b"become"}:
        index += 1
        if text == b"break" and tokens.kinds[index] == LIFETIME and texts[index + 1] != b":":
            index += 1
        return index, begins_expression(tokens, index, braces=braces)
    if text == b"continue":
        return index + 1 + (tokens.kinds[index + 1] == LIFETIME), False
    if text == b"let":
        index = pattern_end(tokens, index + 1)
        return (index + 1, True) if index >= 0 and texts[index] == b"=" else (-1, False)
    return None


def _closure_head_end(tokens: Tokens, index: int) -> tuple[int, bool]:
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    if texts[index] == b"|":
        index += 1
        while texts[index] != b"|":
            if kinds[index] == CLOSE or texts[index] == b";":
                return -1, False
            index = after[index]
    index += 1
    if texts[index] != b"->":
        return index, True
    index = type_end(tokens, index + 1, plus=False)
    return (after[index], False) if index >= 0 and texts[index] == b"{" else (-1, False)


def _head_and_block_end(tokens: Tokens, index: int, *, depth: int) -> int:
    """Read `if`, `while`, `match` and `for` with their blocks, and the chain of `else`."""
    texts, after = tokens.texts, tokens.after
    while True:
        text = texts[index]
        if text == b"for":
            index = pattern_end(tokens, index + 1)
            if index < 0 or texts[index] != b"in":
                return -1
        index = expression_end(tokens, index + 1, braces=False, depth=depth + 1)
        if index < 0 or texts[index] != b"{":
            return -1
        index = after[index]
        if text != b"if" or texts[index] != b"else":
            return index
        index += 1
        if texts[index] == b"{":
            return after[index]
        if texts[index] != b"if":
            return -1
