"""The local variables that a macro's body binds, so that they can be kept apart from the argument's names.

Only what stands in a binding position of the body itself counts: `let`, `for`, parameters of closures and functions,
arms of `match`. Items, fields, methods and types keep their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.expansion.extents import RESERVED
from codegraph.resolve.expansion.tokens import CLOSE, IDENT, OPEN

if TYPE_CHECKING:
    from codegraph.resolve.expansion.tokens import Tokens

_LONGEST = 200  # tokens of a pattern or a list; what is longer is no code to care for
_LARGEST_BODY = 20_000
_NEVER = RESERVED | {b"self", b"Self", b"super", b"crate", b"true", b"false", b"await", b"async", b"dyn"}
_BEFORE_OTHER_NAMES = frozenset([b".", b"::", b"$", b"fn", b"mod", b"struct", b"const", b"static"])
_BEFORE_CLOSURE = frozenset(b"( , = { ; => [ move return else && || & ! :".split()) | {b""}


def find_locals(tokens: Tokens, start: int, end: int) -> dict[int, bool]:
    """Find each use of a local variable that the body `start:end` binds, as token index.

    The value tells that the use is shorthand for a field (`S { x }`), which then has to be written out. Nothing is
    found in a body too large to be code.
    """
    if end - start > _LARGEST_BODY:
        return {}
    binding = _bindings(tokens, start, end)
    names = {tokens.texts[index] for index in binding}
    if not names:
        return {}
    found: dict[int, bool] = {}
    opened: list[int] = []
    texts, kinds = tokens.texts, tokens.kinds
    for index in range(start, end):
        if kinds[index] == OPEN:
            opened.append(index)
        elif kinds[index] == CLOSE:
            opened.pop()
        elif kinds[index] == IDENT and texts[index] in names and _is_use(tokens, index, start):
            in_braces = bool(opened) and texts[opened[-1]] == b"{"
            listed = in_braces and texts[index - 1] in {b"{", b","}
            if listed and texts[index + 1] == b":" and index not in binding:
                continue
            found[index] = listed and texts[index + 1] in {b",", b"}"} and _is_struct(tokens, opened[-1], index)
    return found


def _is_use(tokens: Tokens, index: int, start: int) -> bool:
    texts = tokens.texts
    before = texts[index - 1] if index > start else b""
    after = texts[index + 1]
    calls_macro = after == b"!" and tokens.kinds[index + 2] == OPEN
    return before not in _BEFORE_OTHER_NAMES and after != b"::" and not calls_macro


def _is_struct(tokens: Tokens, brace: int, index: int) -> bool:
    """Tell if a group of braces around `index` looks like that of a struct literal or pattern."""
    before = tokens.texts[brace - 1]
    if tokens.texts[brace - 2] == b"$":
        return b"," in {tokens.texts[index - 1], tokens.texts[index + 1]}
    return tokens.kinds[brace - 1] == IDENT and (before[:1].isupper() or tokens.texts[brace - 2] == b"::")


def _bindings(tokens: Tokens, start: int, end: int) -> set[int]:
    """Find the identifiers in binding positions."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    found: set[int] = set()
    for index in range(start, end):
        text = texts[index]
        near = min(end, index + _LONGEST)
        if text == b"let":
            found |= _pattern_names(tokens, index + 1, near, (b"=", b":", b";", b"in"))
        elif text == b"for" and texts[index + 1] != b"<":
            # `impl A for B` finds no `in`
            names = _pattern_names(tokens, index + 1, near, (b"in", b"{", b";"))
            stop = index + 1
            while stop < near and texts[stop] not in {b"in", b"{", b";"} and kinds[stop] != CLOSE:
                stop = after[stop]
            found |= names if stop < near and texts[stop] == b"in" else set()
        elif text == b"|" and (index == start or texts[index - 1] in _BEFORE_CLOSURE):
            found |= _parameters(tokens, index + 1, near, b"|")
        elif text == b"fn":
            stop = index + 1
            while stop < near and texts[stop] not in {b"(", b"{", b";"}:
                stop += 1
            if stop < near and texts[stop] == b"(" and stop > index + 1:
                found |= _parameters(tokens, stop + 1, min(after[stop] - 1, stop + _LONGEST), b")")
        elif text == b"match":
            found |= _arms(tokens, index + 1, end)
    return found


def _pattern_names(tokens: Tokens, index: int, end: int, stops: tuple[bytes, ...]) -> set[int]:
    """Find the names that the pattern binds which ends before one of `stops` or at the end of its group."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    found: set[int] = set()
    limit = index
    while limit < end and texts[limit] not in stops and kinds[limit] != CLOSE:
        limit = after[limit]
    for at in range(index, min(limit, end)):
        text = texts[at]
        if kinds[at] != IDENT or text in _NEVER or text[:1].isupper() or texts[at - 1] in {b"$", b"::", b"."}:
            continue
        following = texts[at + 1]
        if following in {b"(", b"{", b"::", b"!"} and at + 1 < limit:
            continue
        if following == b":" and at + 1 < limit:
            continue  # a field
        found.add(at)
    return found


def _parameters(tokens: Tokens, index: int, end: int, closer: bytes) -> set[int]:
    """Find the names that a list of parameters binds: patterns, each with a type or without."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    found: set[int] = set()
    while index < end and texts[index] != closer:
        found |= _pattern_names(tokens, index, end, (b":", b",", closer))
        while index < end and texts[index] not in {b",", closer}:
            if kinds[index] == CLOSE:
                return found
            index = after[index]
        if texts[index] == b",":
            index += 1
    return found


def _arms(tokens: Tokens, index: int, end: int) -> set[int]:
    """Find the names that the arms of a `match` bind, whose scrutinee starts at `index`."""
    texts, kinds, after = tokens.texts, tokens.kinds, tokens.after
    near = min(end, index + _LONGEST)
    while index < near and texts[index] != b"{":
        if kinds[index] == CLOSE or texts[index] == b";":
            return set()
        index = after[index]
    found: set[int] = set()
    if index >= near:
        return found
    stop = after[index] - 1
    index += 1
    while index < stop:
        found |= _pattern_names(tokens, index, min(stop, index + _LONGEST), (b"if", b"=>"))
        while index < stop and texts[index] != b"=>":
            index = after[index]
        index += 1
        if texts[index] == b"{" and index < stop:
            index = after[index]
        else:
            while index < stop and texts[index] != b",":
                index = after[index]
        if texts[index] == b",":
            index += 1
    return found
