"""The tokens of a piece of Rust, as flat lists in which a bracket knows where its group ends.

`>` is always a token of its own (so that generics close one at a time); `glued_end` says where `>>`, `>=` and `>>=`
end for those who want one operator. Flat lists need no recursion, however deep the brackets nest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

IDENT, LIFETIME, LITERAL, PUNCT, OPEN, CLOSE, DOC = range(7)

_CLOSERS = {b"(": b")", b"[": b"]", b"{": b"}"}
_SKIP, _RAW, _BLOCK_COMMENT, _BROKEN = 7, 8, 9, 10
_KINDS = {
    "skip": _SKIP,
    "doc": DOC,
    "block": _BLOCK_COMMENT,
    "raw": _RAW,
    "literal": LITERAL,
    "broken": _BROKEN,
    "lifetime": LIFETIME,
    "ident": IDENT,
    "open": OPEN,
    "close": CLOSE,
    "punct": PUNCT,
}
_TOKEN = re.compile(
    rb"""
      (?P<skip>\s++|//(?:(?![/!])|//)[^\n]*+)
    | (?P<doc>//[/!][^\n]*+)
    | (?P<block>/\*)
    | (?P<raw>(?:br|cr|r)\#*+")
    | (?P<literal>[bc]?"[^"\\]*+(?>(?:\\.[^"\\]*+)*)"(?:[A-Za-z_]\w*+)?
        | b?'(?:[^'\\\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]++|\\(?:u\{[0-9a-fA-F_]*+\}|x..|[^ux]))'
        | 0[xX][0-9a-fA-F_]++(?:[A-Za-z_]\w*+)?
        | [0-9][0-9_]*+(?:\.(?![._A-Za-z\x80-\xff])[0-9_]*+)?(?:[eE][+-]?_*+[0-9][0-9_]*+)?(?:[A-Za-z_]\w*+)?)
    | (?P<broken>[bc]?"|/\*)
    | (?P<lifetime>'(?:r\#)?[A-Za-z_\x80-\xff][\w\x80-\xff]*+)
    | (?P<ident>(?:r\#)?[A-Za-z_\x80-\xff][\w\x80-\xff]*+)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    | (?P<punct><<=|\.\.\.|\.\.=|::|->|=>|==|!=|<=|<<|<-|&&|\|\||\.\.|[-+*/%^&|]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BLOCK_EDGE = re.compile(rb"/\*|\*/")


class TokenError(ValueError):
    """Text that is no token stream: an open string or comment, or brackets that do not pair."""


class Tokens(NamedTuple):
    """Parallel lists over the tokens of `source`, with two empty closers at the end.

    `starts` and `ends` are bytes; `after[i]` is the token behind the tree that starts with token i.
    """

    source: bytes
    texts: list[bytes]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    after: list[int]

    def glued_end(self, index: int) -> int:
        """Give the token behind the one operator or tree that starts at `index`; `>>=` is one operator."""
        texts, starts, ends = self.texts, self.starts, self.ends
        if texts[index] != b">":
            return self.after[index]
        end = index + 1
        if texts[end] == b">" and starts[end] == ends[end - 1]:
            end += 1
        if texts[end] == b"=" and starts[end] == ends[end - 1]:
            end += 1
        return end


def tokenize(source: bytes) -> Tokens:  # noqa: C901 - one loop, for speed
    """Cut `source` into tokens; white space and plain comments vanish. TokenError for what does not pair."""
    tokens = Tokens(source, [], [], [], [], [])
    texts, kinds, starts, ends, after = tokens[1:]
    opened: list[int] = []
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:  # cannot be: the last alternative takes any byte
            raise TokenError
        kind, start, position = _KINDS[match.lastgroup or "punct"], position, match.end()
        if kind == _SKIP:
            continue
        if kind >= _RAW:
            kind, position = _long_token(source, start, position, kind)
            if kind == _SKIP:
                continue
        text = source[start:position]
        index = len(texts)
        if kind == OPEN:
            opened.append(index)
        elif kind == CLOSE:
            if not opened or _CLOSERS[texts[opened[-1]]] != text:
                raise TokenError
            after[opened.pop()] = index + 1
        elif text == b"_":
            kind = PUNCT
        texts.append(text)
        kinds.append(kind)
        starts.append(start)
        ends.append(position)
        after.append(index + 1)
    if opened:
        raise TokenError
    for _ in range(2):
        texts.append(b"")
        kinds.append(CLOSE)
        starts.append(len(source))
        ends.append(len(source))
        after.append(len(texts))
    return tokens


def _long_token(source: bytes, start: int, position: int, kind: int) -> tuple[int, int]:
    """Find the end of a raw string or a block comment, whose kind may be to skip it."""
    if kind == _RAW:
        closer = b'"' + b"#" * source.count(b"#", start, position)
        end = source.find(closer, position)
        if end < 0:
            raise TokenError
        return LITERAL, end + len(closer)
    if kind != _BLOCK_COMMENT:
        raise TokenError
    depth = 1
    end = position
    while depth:
        edge = _BLOCK_EDGE.search(source, end)
        if edge is None:
            raise TokenError
        depth += 1 if edge[0] == b"/*" else -1
        end = edge.end()
    text = source[start:end]
    documents = text.startswith(b"/*!") or (
        text.startswith(b"/**") and not text.startswith(b"/***") and text != b"/**/"
    )
    return (DOC if documents else _SKIP), end
