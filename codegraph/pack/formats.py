"""How a prompt is written: Markdown, XML, plain text, and the JSON document of a packed prompt.

Text from files is data. In Markdown it stands in a fence longer than any run of backticks in it; in XML in a CDATA
section, or escaped where it holds tags of ours; in plain text it is indented, and column 0 is ours. What stands on
the line of a source's number has no line ends. So no file can end its own source or begin another.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from codegraph.model import Detail
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.model import PackedPrompt

_SHORTEST_FENCE = 3
_BACKTICKS = re.compile("`+")
_NOT_A_LANGUAGE = re.compile(r"[^A-Za-z0-9+#_-]")
_NUMBERED_LINE = re.compile(r"^(?=\[\d+\](?!\S))", re.MULTILINE)
# compiled for the first prompt in XML: the set of a million characters takes longer than the rest of this module
_OUR_TAG = r"</?\s*(?:prompt|instructions|sources?|task)\b"
_NOT_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NO_SOURCES = "(no sources)"
_INSIDE = " › "  # noqa: RUF001 - breadcrumbs, not a comparison
_STALE = "changed since it was indexed"


class Format(StrEnum):
    """What `context` prints. The prompt of a JSON document is Markdown."""

    MARKDOWN = "markdown"
    XML = "xml"
    PLAIN = "plain"
    JSON = "json"


class Entry(NamedTuple):
    """One numbered source as it is to be written; `trail` holds the breadcrumbs from outside to inside."""

    n: int
    path: str
    start_line: int
    end_line: int
    trail: tuple[str, ...]
    language: str
    detail: Detail
    text: str
    stale: bool

    @property
    def has_code(self) -> bool:
        """Tell whether `text` is lines of the file, not a one-line description."""
        return self.detail in (Detail.FULL, Detail.ELIDED)


class Layout(Protocol):
    """One way to write a prompt."""

    def entry(self, entry: Entry) -> str:
        """Write one source."""

    def user(self, sources: Sequence[str], task: str | None) -> str:
        """Write the user's turn: the written sources, then the task if there is one."""

    def prompt(self, system: str, user: str) -> str:
        """Write the whole prompt; without a system text it is the user's turn."""


class Markdown:
    """Headings and fenced code."""

    def entry(self, entry: Entry) -> str:
        """Write one source."""
        if not entry.has_code:
            return _heading(entry, entry.text)
        longest = max((len(run) for run in _BACKTICKS.findall(entry.text)), default=0)
        fence = "`" * max(_SHORTEST_FENCE, longest + 1)
        language = _NOT_A_LANGUAGE.sub("", entry.language)
        return f"{_heading(entry)}\n{fence}{language}\n{_NUMBERED_LINE.sub(' ', entry.text)}\n{fence}"

    def user(self, sources: Sequence[str], task: str | None) -> str:
        """Write the user's turn: the written sources, then the task if there is one."""
        listed = "\n\n".join(sources) or _NO_SOURCES
        return listed if task is None else f"## Sources\n\n{listed}\n\n## Task\n\n{task}"

    def prompt(self, system: str, user: str) -> str:
        """Write the whole prompt; without a system text it is the user's turn."""
        return f"{system}\n\n{user}" if system else user


class Plain:
    """No marks but the numbers: everything from files is indented by two spaces."""

    def entry(self, entry: Entry) -> str:
        """Write one source."""
        if not entry.has_code:
            return _heading(entry, entry.text)
        indented = entry.text.replace("\n", "\n  ")
        return f"{_heading(entry)}\n  {indented}"

    def user(self, sources: Sequence[str], task: str | None) -> str:
        """Write the user's turn: the written sources, then the task if there is one."""
        listed = "\n\n".join(sources) or _NO_SOURCES
        return listed if task is None else f"Sources:\n\n{listed}\n\nTask: {task}"

    def prompt(self, system: str, user: str) -> str:
        """Write the whole prompt; without a system text it is the user's turn."""
        return f"{system}\n\n{user}" if system else user


class Xml:
    """A well-formed document."""

    def entry(self, entry: Entry) -> str:
        """Write one source."""
        attributes = {
            "n": str(entry.n),
            "path": entry.path,
            "lines": f"{entry.start_line}-{entry.end_line}",
            "in": _INSIDE.join(entry.trail),
            "stale": _STALE if entry.stale else "",
        }
        written = " ".join(f"{key}={_xml_attribute(value)}" for key, value in attributes.items() if value)
        around = "\n" if entry.has_code else ""
        return f"<source {written}>{around}{_xml_text(entry.text)}{around}</source>"

    def user(self, sources: Sequence[str], task: str | None) -> str:
        """Write the user's turn: the written sources, then the task if there is one."""
        listed = "\n".join(["<sources>", *sources, "</sources>"])
        return listed if task is None else f"{listed}\n<task>{_xml_text(task)}</task>"

    def prompt(self, system: str, user: str) -> str:
        """Write the whole prompt; without a system text it is the user's turn."""
        return f"<prompt>\n<instructions>{_xml_text(system)}</instructions>\n{user}\n</prompt>" if system else user


LAYOUTS: dict[Format, Layout] = {
    Format.MARKDOWN: Markdown(),
    Format.XML: Xml(),
    Format.PLAIN: Plain(),
    Format.JSON: Markdown(),
}


def to_json(packed: PackedPrompt) -> dict[str, Any]:
    """Give the document that `context --json` prints."""
    return {
        "task": packed.task,
        "budget": packed.budget,
        "tokens": packed.tokens,
        "model": packed.model,
        "counter": packed.counter,
        "exact": packed.exact,
        "parts": [
            {
                "n": part.n,
                "path": part.path,
                "start_line": part.start_line,
                "end_line": part.end_line,
                "symbol": part.symbol,
                "detail": part.detail.value,
                "tokens": part.tokens,
                "text": part.text,
                "stale": part.stale,
            }
            for part in packed.parts
        ],
        "prompt": packed.prompt,
        "dropped": [
            {
                "path": dropped.path,
                "start_line": dropped.start_line,
                "end_line": dropped.end_line,
                "symbol": dropped.symbol,
                "reason": dropped.reason,
            }
            for dropped in packed.dropped
        ],
    }


def _heading(entry: Entry, text: str = "") -> str:
    place = f"[{entry.n}] {normalise_space(entry.path)}:{entry.start_line}-{entry.end_line}"
    trail = _INSIDE.join(filter(None, map(normalise_space, (*entry.trail, text))))
    return "  ".join(filter(None, (place, trail, f"({_STALE})" if entry.stale else "")))


def _xml_text(text: str) -> str:
    clean = re.sub(_NOT_XML, "\ufffd", text)
    if re.search(_OUR_TAG, clean, re.IGNORECASE):
        from xml.sax.saxutils import escape  # noqa: PLC0415 - see _xml_attribute

        return escape(clean)
    if "<" in clean or "&" in clean or "]]>" in clean:
        return f"<![CDATA[{clean.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return clean


def _xml_attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - it loads the modules for HTTP and mail, 40 of them

    return quoteattr(re.sub(_NOT_XML, "\ufffd", normalise_space(text)))
