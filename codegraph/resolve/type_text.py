"""Reads types and bounds from their text, as far as finding definitions needs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATH = re.compile(r"(?:::)?[^\W\d]\w*(?:::[^\W\d]\w*)*")
_MARKS = re.compile(r"^(?:&\s*|'\w+\s+|mut\s+|\*const\s+|\*mut\s+)+")
_OPENING, _CLOSING = frozenset("<([{"), frozenset(">)]}")


class TypeText(NamedTuple):
    """A type's head path, without arguments (empty for tuples, slices and functions), and what stands around it.

    `bounds` are the traits of `dyn` and `impl`; `reference` tells whether marks such as `&` were stripped.
    """

    path: str
    bounds: tuple[str, ...] = ()
    reference: bool = False


@lru_cache(maxsize=65536)
def read_type(text: str) -> TypeText:
    """Read a type: references are stripped, `dyn A + B` and `impl A + B` give bounds."""
    text = text.strip()
    bare = _MARKS.sub("", text)
    reference = bare != text
    while bare.startswith("(") and bare.endswith(")") and len(split(bare[1:-1], ",")) == 1 and bare[1:-1].strip():
        bare = _MARKS.sub("", bare[1:-1].strip())
    if bare.startswith(("dyn ", "impl ")):
        return TypeText("", read_bounds(bare.split(" ", 1)[1]), reference)
    found = _PATH.match(bare)
    if found is None or found.group() in {"fn", "unsafe", "extern", "for"}:
        return TypeText("", (), reference)
    rest = bare[found.end() :].strip()
    path = found.group()
    if rest.startswith("::<"):
        rest = rest[2:]
    if rest.startswith("<"):
        end = closing(rest, 0)
        if rest[end + 1 :].strip():
            # a path that goes on after its arguments: `A<B>::C`
            return TypeText("", (), reference)
        return TypeText(path, (), reference)
    return TypeText("" if rest else path, (), reference)


@lru_cache(maxsize=65536)
def read_bounds(text: str) -> tuple[str, ...]:
    """List the paths of the traits in `A<B> + ?Sized + 'a + for<'b> C`."""
    found = []
    for part in split(text, "+"):
        bound = part.strip().strip("()")
        if bound.startswith(("'", "?", "~")):
            continue
        if bound.startswith("for<"):
            bound = bound[closing(bound, 3) + 1 :].strip()
        path = _PATH.match(bound)
        if path is not None:
            found.append(path.group())
    return tuple(found)


def read_parameters(generics: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the traits that bound each type parameter, from a symbol's generics with its `where` clauses."""
    found: dict[str, tuple[str, ...]] = {}
    for generic in generics:
        if generic.startswith("const "):
            continue
        subject, _, bounds = generic.partition("=")[0].partition(":")
        name = subject.strip()
        if name.isidentifier():
            found[name] = (*found.get(name, ()), *read_bounds(bounds))
    return found


def supertraits(signature: str) -> tuple[str, ...]:
    """List the traits that a trait's head requires."""
    head = signature.split(" where ", 1)[0]
    at = top_level(head, ":")
    return read_bounds(head[at + 1 :]) if at >= 0 else ()


def alias_target(signature: str) -> str:
    """Give the type that `type A<T> = ...` stands for."""
    at = top_level(signature, "=")
    return signature[at + 1 :].split(" where ", 1)[0].strip() if at >= 0 else ""


def read_qualified(text: str) -> tuple[str, str, str] | None:
    """Split `<A as B<C>>::name` into type, trait (may be empty) and the rest of the path."""
    end = closing(text, 0)
    if end < 0 or not text[end + 1 :].lstrip().startswith("::"):
        return None
    inside, rest = text[1:end], text[end + 1 :].lstrip()[2:].strip()
    at = top_level(inside, " as ")
    if at < 0:
        return inside.strip(), "", rest
    return inside[:at].strip(), inside[at + 4 :].strip(), rest


def top_level(text: str, mark: str) -> int:
    """Find a mark outside all brackets (`::` is no `:`, `==` and `=>` no `=`); -1 without one."""
    depth = 0
    at = 0
    while at < len(text):
        if depth == 0 and text.startswith(mark, at):
            doubled = len(mark) == 1 and text[at + 1 : at + 2] in {mark, ">"}
            if not doubled:
                return at
            at += 1
        elif text[at] in _OPENING:
            depth += 1
        elif text[at] in _CLOSING and not (text[at] == ">" and text[at - 1 : at] in {"-", "="}):
            depth -= 1
        at += 1
    return -1


def closing(text: str, start: int) -> int:
    """Find the bracket that closes the one at `start`; -1 without one."""
    depth = 0
    for at in range(start, len(text)):
        character = text[at]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING and not (character == ">" and text[at - 1] in "-="):
            depth -= 1
            if depth == 0:
                return at
    return -1


def split(text: str, mark: str) -> list[str]:
    """Split at a one-character mark that stands outside all brackets; parts are stripped, empty ones left out."""
    parts: list[str] = []
    depth = start = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING and not (character == ">" and text[at - 1 : at] in {"-", "="}):
            depth -= 1
        elif character == mark and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]
