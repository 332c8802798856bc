"""Reads types and bounds from their text, as far as finding definitions needs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PATH = re.compile(r"(?:::)?[^\W\d]\w*(?:::[^\W\d]\w*)*")
_MARKS = re.compile(r"^(?:&\s*|'\w+\s+|mut\s+|\*const\s+|\*mut\s+)+")
_LIFETIME = re.compile(r"^'\w+\b")
_SELF_PARAMETER = re.compile(r"\(\s*(?P<mark>&?)\s*(?:'\w+\s+)?(?:mut\s+)?self\b\s*(?P<typed>:?)")
_OPENING, _CLOSING = frozenset("<([{"), frozenset(">)]}")


class TypeText(NamedTuple):
    """A type's head path (empty for tuples, slices and functions), its arguments, and what stands around it.

    `bounds` are the traits of `dyn` and `impl`; `reference` tells whether marks such as `&` were stripped.
    """

    path: str
    arguments: tuple[str, ...]
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
        return TypeText("", (), read_bounds(bare.split(" ", 1)[1]), reference)
    found = _PATH.match(bare)
    if found is None or found.group() in {"fn", "unsafe", "extern", "for"}:
        return TypeText("", (), (), reference)
    rest = bare[found.end() :].strip()
    path = found.group()
    if rest.startswith("::<"):
        rest = rest[2:]
    if rest.startswith("<"):
        end = closing(rest, 0)
        if rest[end + 1 :].strip():
            # a path that goes on after its arguments: `A<B>::C`
            return TypeText("", (), (), reference)
        arguments = tuple(part for part in split(rest[1:end], ",") if not _LIFETIME.match(part) and "=" not in part)
        return TypeText(path, arguments, (), reference)
    return TypeText("" if rest else path, (), (), reference)


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


def read_parameters(generics: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
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


def type_parameters(generics: tuple[str, ...]) -> list[str]:
    """List the names of type and const parameters in their order."""
    names = (generic.removeprefix("const ").partition("=")[0].partition(":")[0].strip() for generic in generics)
    return list(dict.fromkeys(name for name in names if name.isidentifier()))


def result_type(signature: str) -> str:
    """Give the type that a function returns, as written; empty without one and for async functions."""
    head, _, after = signature.partition("fn ")
    at = top_level(after, "->")
    return "" if at < 0 or "async" in head else after[at + 2 :].split(" where ", 1)[0].strip()


def supertraits(signature: str) -> tuple[str, ...]:
    """List the traits that a trait's head requires."""
    head = signature.split(" where ", 1)[0]
    at = top_level(head, ":")
    return read_bounds(head[at + 1 :]) if at >= 0 else ()


def alias_target(signature: str) -> str:
    """Give the type that `type A<T> = ...` stands for."""
    at = top_level(signature, "=")
    return signature[at + 1 :].split(" where ", 1)[0].strip() if at >= 0 else ""


def self_parameter(signature: str) -> str:
    """Tell how a function takes `self`: `plain` (by value or reference), `typed` (`self: Pin<..>`), or not at all."""
    found = _SELF_PARAMETER.search(signature)
    if found is None:
        return ""
    return "typed" if found["typed"] else "plain"


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
