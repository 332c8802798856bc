"""Signatures as questions: `fn(&Path) -> Result<Config>` is compared with what functions take and give.

Pure. A signature is read without a grammar, so that one reader serves all languages and half a signature too: types are
compared by the names in them, the rarer of which say more, and by the signs between those.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from codegraph.text import split_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANYTHING = "_"
"""The type in a question that every type is."""

_REST = frozenset({"..", "...", "…"})
_OPENING, _CLOSING = "([{<", ")]}>"
_ARROWS = ("->", "=>")
_WORD = re.compile(r"[^\W\d]\w*")
_SPACE = re.compile(r"\s+")
_LIFETIME = re.compile(r"'\w+\b,?\s*(?!')")
_RESTRICTED = re.compile(r"\bpub\s*\([^()]*\)")
_KEYWORDS = "fn func fun def function"
# what stands before a function's name or type and is no type, in any language
_MODIFIERS = frozenset(
    f"""
    {_KEYWORDS} abstract async auto await const constexpr default defer explicit export extern external final friend
    implicit in inline internal let local lock method mut mutating native noexcept open operator out override partial
    private protected pub public ref sealed static strictfp struct suspend synchronized template throws
    transient unsafe val var virtual volatile where
    """.split()
)
_FUNCTION = frozenset(_KEYWORDS.split())
_RECEIVERS = (["self"], ["this"], ["cls"])
_BEFORE = r"(?:(?:pub(?:\([\w ]+\))?|public|private|async|static|const|unsafe|export)\s+)*"
_NAME = r"(?:[\w.:]+\s*(?:<[^()]*>)?\s*)?"
_QUESTION = re.compile(
    rf"{_BEFORE}(?:{_KEYWORDS.replace(' ', '|')})\b\s*{_NAME}\(.*\).*"
    rf"|{_BEFORE}{_NAME}\(.*\)\s*(?:->|=>|:)\s*\S.*"
    r"|->\s*\S.*",
    re.DOTALL,
)
_END = re.compile(r";|\b(?:where|throws|noexcept)\b")
_NOTHING = frozenset({"void", "()", "None", "Unit", "nil"})
# how much a name that merely has the one asked for as a part is that name
_PART = 0.5
# what each name that was not asked for takes away, as a share of the names asked for
_EXTRA = 0.25
_SIGNS = 0.1


class Signature(NamedTuple):
    """What a function takes, without its receiver, and what it gives ("" for nothing, None if that is not said).

    `rest` says that it may take more than `takes`.
    """

    takes: tuple[str, ...]
    gives: str | None
    rest: bool = False


def is_signature(text: str) -> bool:
    """Tell whether a question is a signature and nothing else: it has parameters with a keyword or an arrow."""
    return _QUESTION.fullmatch(text.strip()) is not None


def asked_signature(text: str) -> Signature:
    """Read the signature that a question is; see `is_signature`."""
    text = text.strip()
    if text.startswith("->"):
        return Signature((), _plain(text[2:]), rest=True)
    read = read_signature(text)
    given = read.gives if read.gives or any(arrow in text for arrow in _ARROWS) else None
    takes = tuple(one for one in read.takes if one not in _REST)
    return Signature(takes, given, len(takes) < len(read.takes))


@lru_cache(maxsize=1 << 12)
def read_signature(text: str) -> Signature:
    """Read a signature as it stands in code, in any language; text without parameters takes and gives nothing."""
    text = _RESTRICTED.sub("", text)
    start = _parameters_at(text)
    if start < 0:
        return Signature((), "")
    end = _closing(text, start)
    takes = [_plain(one) for one in _split(text[start + 1 : end]) if not _is_receiver(one)]
    after = _given_after(text[end + 1 :])
    gives = after or _given_before(text[:start])
    return Signature(tuple(one for one in takes if one), "" if gives in _NOTHING else gives)


def names_of(signature: Signature) -> list[str]:
    """List the names in a signature's types, each once."""
    words = [word for one in (*signature.takes, signature.gives or "") for word in _WORD.findall(one)]
    return [word for word in dict.fromkeys(words) if word != ANYTHING]


def likeness(asked: Signature, found: Signature, weights: Mapping[str, float]) -> float:
    """Tell how well a function's signature is the one asked for, 0 to 1.

    :param weights: what the names asked for weigh, in lower case; other names weigh 1.
    """
    parts = []
    if asked.takes or not asked.rest:
        parts.append((max(len(asked.takes), 1), _taken(asked, found, weights)))
    if asked.gives is not None:
        parts.append((1, _same_type(asked.gives, found.gives or "", weights)))
    whole = sum(weight for weight, _ in parts)
    return sum(weight * value for weight, value in parts) / whole if whole else 0.0


def _taken(asked: Signature, found: Signature, weights: Mapping[str, float]) -> float:
    """Pair each type asked for with the one most like it; what is left over on either side counts as none."""
    left = list(found.takes)
    total = 0.0
    for one in asked.takes:
        scores = [_same_type(one, other, weights) for other in left]
        if scores:
            best = max(range(len(scores)), key=scores.__getitem__)
            total += scores[best]
            del left[best]
    most = len(asked.takes) if asked.rest else max(len(asked.takes), len(found.takes))
    return total / most if most else 1.0


def _same_type(asked: str, found: str, weights: Mapping[str, float]) -> float:
    if asked in {ANYTHING, found}:
        return 1.0
    wanted = [word.lower() for word in _WORD.findall(asked)]
    there = [word.lower() for word in _WORD.findall(found)]
    if not wanted:
        return (1.0 - _SIGNS) * float(not there) + _SIGNS * float(_signs(asked) == _signs(found))
    whole = sum(weights.get(word, 1.0) for word in wanted)
    parts = {part for word in _WORD.findall(found) for part in split_identifier(word)}
    same = sum(weights.get(word, 1.0) * _named(word, there, parts) for word in wanted)
    extra = max(len(there) - len(wanted), 0) * whole / len(wanted) * _EXTRA
    return same / (whole + extra) * (1.0 - _SIGNS + _SIGNS * float(_signs(asked) == _signs(found)))


def _named(word: str, there: Sequence[str], parts: set[str]) -> float:
    return 1.0 if word in there else _PART if word in parts else 0.0


def _signs(text: str) -> str:
    return _WORD.sub("", text).replace(" ", "")


def _parameters_at(text: str) -> int:
    """Find where a function's parameters begin; -1 where it has none. Go's receiver stands before its name."""
    depth = 0
    for at, sign in enumerate(text):
        if sign == "(" and not depth:
            end = _closing(text, at)
            is_receiver = text[:at].strip() == "func" and re.match(r"\s*\w+\s*[(\[]", text[end + 1 :])
            return end + 1 + _parameters_at(text[end + 1 :]) if is_receiver else at
        depth += _step(text, at)
    return -1


def _closing(text: str, start: int) -> int:
    """Find where the bracket at `start` is closed, or the end of the text."""
    depth = 0
    for at in range(start, len(text)):
        depth += _step(text, at)
        if not depth:
            return at
    return len(text)


def _step(text: str, at: int) -> int:
    """Tell whether a bracket opens or closes here; the head of an arrow is none."""
    sign = text[at]
    if sign in _OPENING:
        return 1
    return -1 if sign in _CLOSING and not (sign == ">" and text[at - 1 : at] in {"-", "="}) else 0


def _split(text: str) -> list[str]:
    """Split at the commas, and semicolons, that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += _step(text, at)
        if sign in ",;" and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _plain(text: str) -> str:
    """Write a type, or a parameter, without its name where a colon tells, its default, lifetimes and modifiers."""
    cut, depth, typed = len(text), 0, 0
    for at, sign in enumerate(text):
        depth += _step(text, at)
        if depth == 0 and sign == ":" and not typed and ":" not in (text[at + 1 : at + 2], text[at - 1 : at]):
            typed = at + 1
        if depth == 0 and sign == "=" and text[at + 1 : at + 2] not in {"=", ">"}:
            cut = at
            break
    text = _LIFETIME.sub("", text[typed:cut])
    words = _SPACE.split(text.strip(" \"'"))
    while len(words) > 1 and words[0] in _MODIFIERS:
        del words[0]
    return " ".join(words)


def _is_receiver(parameter: str) -> bool:
    name = _LIFETIME.sub("", parameter.partition(":")[0])
    return [word for word in _WORD.findall(name) if word != "mut"] in _RECEIVERS


def _given_after(text: str) -> str:
    """Give the type that stands after the parameters, without what follows it."""
    text = _END.split(text, maxsplit=1)[0].strip()
    arrow = min((at for at in map(text.find, _ARROWS) if at >= 0), default=-1)
    return _plain(text[arrow + 2 :] if arrow >= 0 else text.removeprefix(":"))


def _given_before(text: str) -> str:
    """Give the type that stands before a function's name: the words there but modifiers, `<T>` and the name."""
    words = _words(text)
    if not _FUNCTION.isdisjoint(words):
        return ""
    kept = [word for word in words if word not in _MODIFIERS and not word.startswith(("@", "<"))]
    return " ".join(kept[:-1])


def _words(text: str) -> list[str]:
    """Split at the spaces that stand in no bracket."""
    words, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += _step(text, at)
        if sign.isspace() and not depth:
            words.append(text[start:at])
            start = at + 1
    words.append(text[start:])
    return [word for word in words if word]
