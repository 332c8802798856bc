"""Protocol Buffers, by tokens: messages, enums, services and their methods, with the comments above them as docs.

After the language guides of proto2 and proto3. Options, extensions, `oneof` and groups are tolerated, and so is damage.

The `Declaration` of a definition begins with its form and its full name, by which code that is generated from it calls
it: `["message", "pkg.Outer.Inner"]`, `["enum", "pkg.Kind"]`, `["service", "pkg.Greeter"]` and
`["rpc", "pkg.Greeter.Greet", request, response, streams]`, where the types are as written and `streams` is one of
``""``, `client`, `server` and `both`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import SymbolKind
from codegraph.parse.sections.outline import Outline, Section, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SYMBOLS = 20_000
_DEEPEST = 16
_LONGEST_DOCS = 2000
# tokens of a statement that are looked at
_LONGEST_STATEMENT = 64
_TOKEN = re.compile(
    rb"""(?P<comment>//[^\n]*+|/\*.*?(?:\*/|\Z))
    | (?P<text>"(?>(?:[^"\\\n]|\\.)*)"?|'(?>(?:[^'\\\n]|\\.)*)'?)
    | (?P<word>\.?[A-Za-z_]\w*+(?>(?:\.[A-Za-z_]\w*+)*))
    | (?P<number>[-+]?\d[\w.]*+)
    | (?P<sign>[{}\[\]()<>;=,])""",
    re.DOTALL | re.VERBOSE,
)
_KINDS = {
    b"message": SymbolKind.STRUCT,
    b"enum": SymbolKind.ENUM,
    b"service": SymbolKind.INTERFACE,
    b"rpc": SymbolKind.METHOD,
    b"group": SymbolKind.STRUCT,
}
_COMMENT_SIGNS = re.compile(r"^[ \t]*(?://+|/\*+|\*+/|\*(?!/))[ \t]?|[ \t]*\*+/[ \t]*$", re.MULTILINE)


_FIELDS = frozenset({b"message", b"group", b"oneof", b"extend"})
_NO_FIELD = frozenset({b"option", b"reserved", b"extensions", b"import", b"syntax", b"edition", b"package"})
_STREAMS = {(False, False): "", (True, False): "client", (False, True): "server", (True, True): "both"}
_Match = re.Match[bytes]


class _Open(NamedTuple):
    """An open brace: the form of what it holds, empty for what says nothing, and the innermost section around."""

    form: bytes
    section: int


def read_protobuf(source: bytes) -> Outline:
    """Find the definitions of a file."""
    return Outline(_Reader(source).read())


class _Reader:
    """Gathers tokens up to the end of a statement, and then tells what it was."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._sections: list[Section] = []
        self._package = ""
        self._around = [_Open(b"file", -1)]
        self._statement: list[_Match] = []
        # round and square brackets that are open in the statement
        self._brackets = 0
        # where the comments start and end that may say something of the next statement
        self._comments: tuple[int, int] | None = None
        self._last_end = 0

    def read(self) -> list[Section]:
        """Give the sections of the file."""
        for match in _TOKEN.finditer(self._source):
            sign = match["sign"]
            if match["comment"]:
                self._take_comment(match)
            elif sign == b"{":
                self._open(match)
            elif sign == b"}":
                self._close(match)
            elif not self._around[-1].form:
                continue
            elif sign == b";":
                self._end(match)
            else:
                self._brackets += (sign in (b"(", b"[")) - (sign in (b")", b"]"))
                if len(self._statement) < _LONGEST_STATEMENT:
                    self._statement.append(match)
        return self._sections

    def _take_comment(self, match: _Match) -> None:
        if self._statement or not self._around[-1].form:
            return
        start = match.start()
        if self._last_end and b"\n" not in self._source[self._last_end : start]:
            # it says something of what stands before it on its line
            last = self._sections[-1] if self._sections else None
            if last is not None and last.end == self._last_end and not last.docs:
                self._sections[-1] = last._replace(docs=_text_of(match[0]))
            return
        if self._comments and self._source.count(b"\n", self._comments[1], start) <= 1:
            start = self._comments[0]
        self._comments = (start, match.end())

    def _open(self, match: _Match) -> None:
        around = self._around[-1]
        if not around.form:
            self._around.append(around)
            return
        words = [one[0] for one in self._statement]
        if self._brackets > 0 or (b"=" in words and b"group" not in words):
            # the value of an option, which does not end a statement
            self._around.append(_Open(b"", around.section))
            return
        form = next((word for word in words if word in _KINDS), b"") if words else b""
        if words and words[0] in (b"oneof", b"extend"):
            self._around.append(_Open(words[0], around.section))
        elif form and len(self._around) <= _DEEPEST and self._define(form, match.start(), len(self._source)):
            self._around.append(_Open(form, len(self._sections) - 1))
        else:
            self._around.append(_Open(b"", around.section))
        self._begin(match.end())

    def _close(self, match: _Match) -> None:
        if len(self._around) == 1:
            self._begin(match.end())
            return
        closed = self._around.pop()
        if closed.form:
            if closed.section >= 0 and closed.section != self._around[-1].section:
                self._sections[closed.section] = self._sections[closed.section]._replace(end=match.end())
            self._begin(match.end())

    def _end(self, match: _Match) -> None:
        """Read a statement without braces."""
        form = self._around[-1].form
        words = [one[0] for one in self._statement]
        if words and words[0] == b"package" and len(words) > 1:
            self._package = self._package or clean(words[1])
        elif words and words[0] == b"rpc" and form == b"service":
            self._define(b"rpc", match.start(), match.end())
        elif words and words[0] not in _NO_FIELD and b"=" in words[1:] and (form in _FIELDS or form == b"enum"):
            name = self._statement[words.index(b"=", 1) - 1]
            kind = SymbolKind.VARIANT if form == b"enum" else SymbolKind.FIELD
            if name["word"]:
                self._add(kind, name, match.start(), match.end(), None)
        self._begin(match.end())

    def _begin(self, at: int) -> None:
        """Go on behind the end of a statement."""
        self._statement = []
        self._brackets = 0
        self._comments = None
        self._last_end = at

    def _define(self, form: bytes, head_end: int, end: int) -> bool:
        """Add the definition that the statement is; tells whether it is one. What is not closed ends with the file."""
        at = next(number for number, one in enumerate(self._statement) if one[0] == form)
        name = self._statement[at + 1] if at + 1 < len(self._statement) else None
        if name is None or not name["word"]:
            return False
        around = self._around[-1].section
        outer = self._sections[around].data if around >= 0 else None
        above = outer[1] if outer else self._package
        data: list[Any] = [
            "message" if form == b"group" else form.decode(),
            ".".join(part for part in (above, clean(name[0])) if part),
        ]
        if form == b"rpc":
            data += _types([one[0] for one in self._statement[at + 2 :]])
        return self._add(_KINDS[form], name, head_end, end, data)

    def _add(self, kind: SymbolKind, name: _Match, head_end: int, end: int, data: list[Any] | None) -> bool:
        if len(self._sections) >= _MOST_SYMBOLS:
            return False
        first = self._statement[0].start()
        start, docs = first, ""
        if self._comments and self._source.count(b"\n", self._comments[1], first) <= 1:
            start = self._comments[0]
            docs = _text_of(self._source[start : self._comments[1]])
        parent = self._around[-1].section
        signature = clean(self._source[first:head_end])
        place = (start, end, name.start(), name.end())
        self._sections.append(Section(kind, clean(name[0]), parent, *place, signature, docs, head_end, data))
        return True


def _types(words: Sequence[bytes]) -> list[str]:
    """Give the type of a method's request and of its response, and which of them are streams."""
    groups: list[list[bytes]] = []
    for word in words:
        if word == b"(":
            groups.append([])
        elif groups and word != b")":
            groups[-1].append(word)
    sides = [*groups, [], []][:2]
    streams = [b"stream" in side[:-1] for side in sides]
    return [*(clean(side[-1]) if side else "" for side in sides), _STREAMS[streams[0], streams[1]]]


def _text_of(comment: bytes) -> str:
    return _COMMENT_SIGNS.sub("", comment.decode("utf-8", "replace")).strip()[:_LONGEST_DOCS]
