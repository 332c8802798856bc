"""Patterns of ignore files, with the meaning git gives them.

A pattern is matched against one entry at a time, never against what lies below it: a walker that does not enter
ignored folders needs no more, and `foo/`, `!foo/` and `*`, `!*/` then mean what they mean to git. The rules are those
of gitignore(5) and of git's wildmatch.c; `?` stands for a character where git has a byte.

An ignore file comes with the repository and may be hostile: wildcards are translated so that matching never
backtracks across more than one of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = frozenset("*?[\\")
_NEVER = "(?!)"
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "\\x21-\\x7e",
    "lower": "a-z",
    "print": "\\x20-\\x7e",
    "punct": "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
    "space": " \\t\\n\\r\\f\\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
_NAMED_CLASS = re.compile(r"\[:([^\]]*):\]")
_STAR, _STARS_SLASH, _STARS_END = "*", "**/", "**"


class Pattern(NamedTuple):
    """One line of an ignore file; `regex` matches a name, or a path if `anchored`, as a whole."""

    regex: str
    negated: bool
    folder_only: bool
    anchored: bool
    # the name itself, or what it ends in, for patterns without other wildcards
    name: str = ""
    suffix: str = ""
    # folders that lead to what the pattern names, without wildcards
    leads: tuple[str, ...] = ()


def parse_line(line: str) -> Pattern | None:
    """Read one line without its line end; None for comments, blank lines and patterns that can match nothing."""
    text = _trim(line)
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    body = text[1:] if negated else text
    folder_only = body.endswith("/")
    body = body.removesuffix("/")
    anchored = "/" in body
    body = body.removeprefix("/")
    if not body:
        return None
    literal = _literal(body)
    if anchored:
        leads = _leads(body) if negated else ()
        return Pattern(_translate(body), negated, folder_only, anchored, leads=leads)
    ends = _literal(body[1:]) if body.startswith("*") else ""
    return Pattern(_translate(body), negated, folder_only, anchored, name=literal, suffix=ends)


class PatternSet:
    """The patterns of one ignore file, which holds for the folder it stands in and below."""

    def __init__(self, lines: Iterable[str], base: str = "", above: str = "", *, ignore_case: bool = False) -> None:
        """Compile the lines.

        `base` is the file's folder relative to the root that paths count from, `above` the root relative to the
        file's folder if that lies above it; one of them is empty, and neither ends in a slash.
        """
        self.patterns = tuple(found for line in lines if (found := parse_line(line)))
        self._skip = len(base) + 1 if base else 0
        self._above = f"{above}/" if above else ""
        self._base = base
        flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0)
        self._compiled = tuple((re.compile(entry.regex, flags), entry) for entry in reversed(self.patterns))
        plain = [entry for entry in self.patterns if not entry.anchored]
        simple = [] if ignore_case else [entry for entry in plain if entry.name or entry.suffix]
        # folders, relative to the root, that lead to something brought back by name
        self.leads = self._reach()
        self._names = frozenset(entry.name for entry in simple if entry.name)
        self._suffixes = tuple(entry.suffix for entry in simple if entry.suffix)
        self._name_regex = _any_of([entry for entry in plain if entry not in simple], flags)
        self._path_regex = _any_of([entry for entry in self.patterns if entry.anchored], flags)

    def decide(self, path: str, name: str, *, is_folder: bool) -> bool | None:
        """Tell whether the last pattern that matches ignores (True) or brings back (False); None if none does.

        `path` is relative to the root and lies below the file's folder; `name` is its last part.
        """
        path_regex, name_regex = self._path_regex, self._name_regex
        within = ""
        if path_regex is not None:
            within = self._above + path[self._skip :]
        if not (
            name in self._names
            or (self._suffixes and name.endswith(self._suffixes))
            or (name_regex is not None and name_regex.fullmatch(name))
            or (path_regex is not None and path_regex.fullmatch(within))
        ):
            return None
        for regex, entry in self._compiled:
            if (is_folder or not entry.folder_only) and regex.fullmatch(within if entry.anchored else name):
                return not entry.negated
        return None

    def _reach(self) -> frozenset[str]:
        found = {lead for entry in self.patterns for lead in entry.leads}
        if self._above:
            return frozenset(lead[len(self._above) :] for lead in found if lead.startswith(self._above))
        return frozenset(f"{self._base}/{lead}" for lead in found) if self._base else frozenset(found)


def _any_of(entries: list[Pattern], flags: int) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{entry.regex})" for entry in entries), flags) if entries else None


def _trim(line: str) -> str:
    """Drop trailing spaces that no backslash protects."""
    text = line.rstrip(" ")
    backslashes = len(text) - len(text.rstrip("\\"))
    return text + " " if backslashes % 2 and len(text) < len(line) else text


def _literal(text: str) -> str:
    return "" if _SPECIAL.intersection(text) else text


def _leads(body: str) -> tuple[str, ...]:
    folders: list[str] = []
    for part in body.split("/")[:-1]:
        if not _literal(part):
            break
        folders.append(f"{folders[-1]}/{part}" if folders else part)
    return tuple(folders)


def _translate(body: str) -> str:
    tokens = _tokens(body)
    if tokens is None:
        return _NEVER
    made: list[str] = []
    star_open = stars_open = False
    for at, token in enumerate(tokens):
        later = tokens[at + 1 :]
        if token == _STAR:
            made.append(")" if star_open else "")
            # the first place where the text up to the next star fits is always good enough
            star_open = _another_star(later)
            made.append("(?>[^/]*?" if star_open else "[^/]*")
        elif token in {_STARS_SLASH, _STARS_END}:
            made.append(")" if stars_open else "")
            stars_open = token == _STARS_SLASH and (_STARS_SLASH in later or _STARS_END in later)
            made.append("(?>(?:.*?/)?" if stars_open else "(?:.*/)?" if token == _STARS_SLASH else ".*")
        else:
            made.append(token)
    return "".join(made)


def _another_star(later: list[str]) -> bool:
    for token in later:
        if token == _STAR:
            return True
        if token in {"/", _STARS_SLASH, _STARS_END}:
            return False
    return False


def _tokens(body: str) -> list[str] | None:
    """Cut a pattern into wildcards and the regular expressions of single characters; None if it matches nothing."""
    tokens: list[str] = []
    at = 0
    while at < len(body):
        char = body[at]
        if char == "*":
            token, at = _star(body, at, seen_wildcard=bool(_SPECIAL.intersection(body[:at])))
        elif char == "?":
            token, at = "[^/]", at + 1
        elif char == "[":
            token, at = _character_set(body, at + 1)
        elif char == "\\":
            token, at = (re.escape(body[at + 1]), at + 2) if at + 1 < len(body) else ("", at)
        else:
            token, at = ("/" if char == "/" else re.escape(char)), at + 1
        if not token:
            return None
        tokens.append(token)
    return tokens


def _star(body: str, at: int, *, seen_wildcard: bool) -> tuple[str, int]:
    end = at
    while end < len(body) and body[end] == "*":
        end += 1
    # git matches the literal start of a pattern apart, so that stars right after it count as the start
    starts = at == 0 or body[at - 1] == "/" or not seen_wildcard
    if end - at == 1 or not starts:
        return _STAR, end
    if end == len(body):
        return _STARS_END, end
    if body[end] == "/":
        return _STARS_SLASH, end + 1
    return _STAR, end


def _character_set(body: str, at: int) -> tuple[str, int]:
    """Read a set after its `[`; gives its regular expression, empty if it is not closed, and where it ends."""
    negated = body[at : at + 1] in {"!", "^"}
    at += negated
    members: list[str] = []
    before = ""
    first = True
    while first or body[at : at + 1] != "]":
        first = False
        char = body[at : at + 1]
        named = _NAMED_CLASS.match(body, at)
        if named:
            if named[1] not in _CLASSES:
                return "", at
            members.append(_CLASSES[named[1]])
            before, at = "", named.end()
            continue
        if char == "-" and before and body[at + 1 : at + 2] not in {"", "]"}:
            at += 2 if body[at + 1] == "\\" else 1
            char = body[at : at + 1]
            if char and before <= char:
                members.append(f"{re.escape(before)}-{re.escape(char)}")
            before = ""
        else:
            at += char == "\\"
            char = body[at : at + 1]
            members.append(re.escape(char))
            before = char
        if not char:
            return "", at
        at += 1
    inside = "".join(members)
    if negated:
        return f"[^/{inside}]", at + 1
    return (f"(?!/)[{inside}]" if inside else _NEVER), at + 1
