r"""What a question says: filters, quoted text, identifiers, paths, words that carry meaning, and its intent.

Pure, and total: every text has an analysis. A filter is taken out of the text only where it is one beyond doubt, so
that `std::io`, `http://host` and `C:\x` stay what they are.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.languages import LANGUAGES, language_of
from codegraph.model import Query, Scope, SymbolKind
from codegraph.retrieve.signatures import is_signature
from codegraph.text import normalise_space, split_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

_FUNCTIONS = (SymbolKind.FUNCTION, SymbolKind.METHOD)
KIND_ALIASES: dict[str, tuple[SymbolKind, ...]] = {
    **{kind.value: (kind,) for kind in SymbolKind},
    "fn": _FUNCTIONS,
    "func": _FUNCTIONS,
    "def": _FUNCTIONS,
    "mod": (SymbolKind.MODULE,),
    "crate": (SymbolKind.PACKAGE,),
    "macro_rules": (SymbolKind.MACRO,),
    "type_alias": (SymbolKind.TYPE_ALIAS,),
    "var": (SymbolKind.VARIABLE,),
    "constant": (SymbolKind.CONST,),
}
"""What may stand after `kind:`: every kind by its name, and shorter words."""

_FILTER = re.compile(r'(?<!\S)(kind|lang|language|path|crate):(?![:/\\])("[^"\s][^"]*"|[^\s"]+)(?!\S)', re.IGNORECASE)
_CRATE = re.compile(r"[A-Za-z_][\w-]*")
_QUOTED = re.compile(r'"([^"\n]+)"|`+([^`\n]+)`+')
_PATH = re.compile(
    r"(?<![\w:/.@-])"
    r"((?:\.{0,2}/)?(?:[\w.@+-]+/)+[\w.@+-]*|[\w@+-][\w.@+-]*\.[A-Za-z]\w{0,11})"
    r"(?::(\d+)(?:[-:]\d+)?)?(?![\w/(])",
)
_SEGMENTS = re.compile(r"[^\W\d]\w*(?:(?:::|[.#\\])[^\W\d]\w*)+")
_SEPARATOR = re.compile(r"::|[.#\\]")
_MARKED = re.compile(r"\b([^\W\d]\w*)(?=\(\)|!\(|!(?!\S))")
_WORD = re.compile(r"[^\W\d]\w*(?:'[a-z]{1,2}\b)?")
_INITIALS = re.compile(r"\b([A-Za-z])/([A-Za-z])\b")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")

_STOP = """
a about after also am an and any are as at be because been before being between both but by can could did do does doing
done each either else every for from get gets give given got had has have having he her here how i if in into is it its
itself just let like made make makes many may me might more most much must my need needs neither nor of off on one only
onto or other our out over own per please put rather same shall she should show so some such take takes tell than that
the their them then there these they this those through to too under until up upon us very was way we were what when
where whether which while who whom whose why will with within would you your
"""
_QUESTION = "how what when where which who why does is are can explain describe"
_USAGE = "usage usages caller callers called calls used uses user users example examples"
_TEST = "test tests tested testing bench benches benchmark benchmarks fixture fixtures mock mocks"
_STOP_WORDS = frozenset(_STOP.split())
_QUESTION_WORDS = frozenset(_QUESTION.split())
_USAGE_WORDS = frozenset(_USAGE.split())
_TEST_WORDS = frozenset(_TEST.split())


class Intent(StrEnum):
    """What kind of answer a question wants."""

    SYMBOL = "symbol"
    PLACE = "place"
    SIGNATURE = "signature"
    USAGE = "usage"
    TEST = "test"
    QUESTION = "question"
    WORDS = "words"


_EVERYTHING = Scope()


class _Filters(NamedTuple):
    text: str
    scope: Scope


def analyse(text: str, scope: Scope = _EVERYTHING, project: str = "") -> Query:
    """Analyse a question; filters in it (`kind:fn path:src/** lang:rust crate:name`) are added to `scope`.

    A filter's value may be quoted, and may list alternatives after commas. What is limited twice, here and in the
    scope given, is limited to either. A filter with a value that means nothing (`kind:of`) stays text.

    The name of the `project`, which says nothing about where in it to look, is no word unless it stands alone.

    In the result `text` is the question without filters, `words` are its words that carry meaning, as written and
    in order, `identifiers` the names of code in it, `quoted` what stands in double or back quotes, and `path_hints`
    files and folders (`src/a.rs`, `a.rs:12`).
    """
    bare, filters = _take_filters(text)
    quoted = tuple(first or second for first, second in _QUOTED.findall(bare))
    unlinked = _SCHEME.sub(" ", bare)
    hints = tuple(
        _unique(f"{path}:{line}" if line else path for path, line in _PATH.findall(unlinked) if _is_path(path))
    )
    words = tuple(_meaningful(_INITIALS.sub(r"\1\2", bare), project.lower()))
    identifiers = _identifiers(bare, quoted, words, hints)
    return Query(
        text=bare,
        words=words,
        identifiers=identifiers,
        quoted=quoted,
        path_hints=hints,
        intent=_intent(bare, words, identifiers, hints),
        scope=Scope(
            paths=tuple(_unique((*scope.paths, *filters.paths))),
            languages=tuple(_unique((*scope.languages, *filters.languages))),
            kinds=tuple(_unique((*scope.kinds, *filters.kinds))),
            crates=tuple(_unique((*scope.crates, *filters.crates))),
        ),
    )


def looks_like_code(word: str) -> bool:
    """Tell whether a word is written as names in code are: `snake_case`, `camelCase`, `UPPER_CASE` or with digits."""
    inner = word.strip("_")
    return "_" in inner or any(char.isupper() for char in inner[1:]) or any(char.isdigit() for char in inner)


def last_segment(identifier: str) -> str:
    """Give the name at the end of a path: `read` of `io::Read::read`."""
    return split_path(identifier)[-1]


def _take_filters(text: str) -> _Filters:
    found: dict[str, list[str]] = {"kind": [], "lang": [], "path": [], "crate": []}

    def take(match: re.Match[str]) -> str:
        key = match[1].lower().replace("language", "lang")
        values = [value for value in match[2].strip('"').split(",") if value]
        meant = [_meaning(key, value) for value in values]
        if not values or not all(meant):
            return match[0]
        found[key].extend(value for values in meant for value in values)
        return ""

    bare = _FILTER.sub(take, text)
    scope = Scope(tuple(found["path"]), tuple(found["lang"]), tuple(found["kind"]), tuple(found["crate"]))
    return _Filters(normalise_space(bare), scope)


def _meaning(key: str, value: str) -> tuple[str, ...]:
    """Give what a filter's value stands for; nothing if it stands for nothing."""
    if key == "kind":
        return tuple(kind.value for kind in KIND_ALIASES.get(value.lower(), ()))
    if key == "lang":
        name = value.lower()
        known = name if name in LANGUAGES else language_of(f"x.{name}")
        return (known,) if known else ()
    if key == "crate":
        return (value,) if _CRATE.fullmatch(value) else ()
    return (value,)


def _is_path(text: str) -> bool:
    if "/" in text:
        # `read/write` is two words; a path is absolute, deep, or names a file
        return text.count("/") > 1 or text[0] in "./" or text.endswith("/") or language_of(text) is not None
    return language_of(text) is not None


def _meaningful(text: str, project: str) -> list[str]:
    words = _unique(word.partition("'")[0] for word in _WORD.findall(text))
    telling = [word for word in words if word.lower() not in _STOP_WORDS]
    return [word for word in telling if word.lower() != project] or telling or words


def _identifiers(bare: str, quoted: tuple[str, ...], words: tuple[str, ...], hints: tuple[str, ...]) -> tuple[str, ...]:
    found = [segments for segments in _SEGMENTS.findall(_SCHEME.sub(" ", bare)) if not _within(segments, hints)]
    found += _MARKED.findall(bare)
    found += [text.strip() for text in quoted if _SEGMENTS.fullmatch(text.strip()) or _WORD.fullmatch(text.strip())]
    inside = {part for segments in found for part in split_path(segments)}
    found += [word for word in words if looks_like_code(word) and word not in inside]
    first = _WORD.search(bare)
    capitals = [word for word in words if word[0].isupper() and not (first and word == first[0])]
    found += [word for word in capitals if word not in inside]
    if len(words) == 1:
        found += words if words[0] not in inside else ()
    return tuple(_unique(found))


def split_path(identifier: str) -> list[str]:
    r"""Split `a::b.c` into its names, and `a\b`."""
    return _SEPARATOR.split(identifier)


def _within(segments: str, hints: tuple[str, ...]) -> bool:
    return any(segments in hint for hint in hints)


def _intent(bare: str, words: tuple[str, ...], identifiers: tuple[str, ...], hints: tuple[str, ...]) -> Intent:
    lowered = [word.lower() for word in _WORD.findall(bare)]
    alone = len(bare.split()) == 1
    parts = {part for word in words for part in split_identifier(word)}
    intents = {
        Intent.PLACE: alone and bool(hints),
        Intent.SYMBOL: alone and bool(identifiers),
        Intent.SIGNATURE: is_signature(bare),
        Intent.TEST: not _TEST_WORDS.isdisjoint(parts),
        Intent.USAGE: bool(identifiers) and not _USAGE_WORDS.isdisjoint(lowered),
        Intent.QUESTION: bare.endswith("?") or not _QUESTION_WORDS.isdisjoint(lowered[:1]),
    }
    return next((intent for intent, holds in intents.items() if holds), Intent.WORDS)


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
