"""Queries that a user wrote: read-only, without files and URLs, with a limit and an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import UsageError
from codegraph.store.exporting import Exporting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Patterns are compiled with the first query: every command loads this module.
# Strings in their three forms, comments, then words with what stands before them. A raw string's fence of underscores
# and its quote close it again.
_LEXEME = r"""
      (?P<string> "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | (?P<fence>_+)"(?s:.*?)"(?P=fence) )
    | (?P<comment> \#[^\n]* | /\*(?s:.*?)\*/ )
    | (?P<word> (?: :: | : | % | \$ | \* )? [A-Za-z_][\w]* )
    | (?P<other> . )
    """
_READERS = frozenset({"csvreader", "jsonreader", "rdfreader"})
# Whatever the database takes for a string: to be used, a reader's name is followed by its arguments.
_READER_CALL = r"(?:csv|json|rdf)reader\s*(?:\(|/\*|\#)"
_ALLOWED_OPTIONS = frozenset({":limit", ":offset", ":order", ":sort", ":timeout", ":assert"})
_HINT = "a query starts from `?[...] := ...` and reads relations; such as `?[name] := *node{name, kind: 'trait'}`"


class Answer(NamedTuple):
    """Columns and rows of a query; `truncated` when there were more rows than the limit."""

    headers: tuple[str, ...]
    rows: list[list[Any]]
    truncated: bool


class Asking(Exporting):
    """Queries of a user."""

    def query(
        self, script: str, params: Mapping[str, Any] | None = None, *, limit: int = 1000, timeout: float = 10.0
    ) -> Answer:
        """Run a reading query in CozoScript.

        :param limit: rows given at most.
        :param timeout: seconds.

        Raises UsageError for one that would write, read files, open URLs or steer the database; StoreError for one
        that is no CozoScript or runs out of time.
        """
        refuse_unsafe(script)
        answer = self._engine.read_for(script, params, timeout)
        found = answer["rows"]
        return Answer(tuple(answer["headers"]), found[:limit], len(found) > limit)


def refuse_unsafe(script: str) -> None:
    """Raise UsageError unless a script only reads relations."""
    call = re.search(_READER_CALL, script, re.IGNORECASE)
    if call:
        message = f"a query cannot read files or URLs: {call.group()}"
        raise UsageError(message, hint=_HINT)
    for word in _words(script):
        lower = word.lower()
        if lower in _READERS:
            message = f"a query cannot read files or URLs: {word}"
            raise UsageError(message, hint=_HINT)
        if word.startswith("::"):
            message = f"a query cannot give orders to the database: {word}"
            raise UsageError(message, hint=_HINT)
        if word.startswith("%"):
            message = f"a query cannot be a program: {word}"
            raise UsageError(message, hint=_HINT)
        if word.startswith(":") and lower not in _ALLOWED_OPTIONS:
            message = f"a query cannot write: {word}"
            raise UsageError(message, hint=_HINT)


def _words(script: str) -> Iterator[str]:
    """Give the words outside strings and comments, with `:`, `::` or `%` before them.

    A colon that binds a column (`*node{id: x}`) has a space or a value after it; one directly before a word is taken
    for an option only where no word, bracket or digit stands directly before it.
    """
    before = ""
    for match in re.finditer(_LEXEME, script, re.VERBOSE | re.DOTALL):
        text = match.group()
        if match.lastgroup == "word" or match.group("word"):
            binds = text[0] == ":" and text[:2] != "::" and (before.isalnum() or before == "_")
            yield text[1:] if binds else text
        before = text[-1]
