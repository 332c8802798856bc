"""Writes expressions as chains: what a receiver or a value is, as far as names tell, in one line without arguments.

A chain is a head and what is done to it, from left to right, the same for every language:

    a.b.c          names as written; `this`, `self`, `super` are names
    f()  a.m()     a call, arguments left out
    x[]            an element, by index or key
    T@new          a new T (`new T()`, `&T{..}`); Python's `T()` is a call
    f@of(A, B)     f with type arguments
    f@arg0         what a call of f takes as its first argument
    f@par0         what a function of the type f is given as its first parameter
    x@await        what is awaited
    x@as(T)        x taken for a T (`x as T`, `x.(T)`)
    x@each         an element that a loop gives; x@key its key or index
    x@enter        what `with x` gives
    x@0 x@1        a part of a tuple, or of what a function returns
    "" 0 [] {} ()  a string, a number, a list, a map, a tuple
    ?              anything else, as a head: `?.m` is a member of something unknown

`a.f(1)[0].b` is `a.f()[].b`, and `(await new X(y).load()).z` is `X@new.load()@await.z`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from tree_sitter import Node

PLAIN = re.compile(r"[^\W\d][\w$]*(?:\.#?[^\W\d][\w$]*)*|\$[\w$]*(?:\.#?[^\W\d][\w$]*)*")
"""A path of names, which is its own chain."""

UNKNOWN = "?"
# bytes of an expression that may be a plain path, steps of a chain, and characters of a type
_SHORT = 160
_MOST_STEPS = 24
_LONGEST_TYPE = 200
_SPACES = re.compile(r"(?<=\w)\s+(?=\w)|\s+")


class Step(NamedTuple):
    """How a node goes on a chain: the field `inside` holds what stands before it, and `name` what follows a dot.

    `mark` is put behind that; `cast` is the field of a type, which is put in place of `{}` in it. A number instead of a
    field's name counts the named children, from the end where it is negative. `given` is the field of type arguments in
    brackets. A node with both `name` and `mark` is a call that holds the name of what it calls: nothing need stand
    before that.
    """

    inside: str
    name: str = ""
    mark: str = ""
    cast: str = ""
    given: str = ""


def child_of(node: Node, key: str) -> Node | None:
    """Give a child by its field, or by its number among the named ones, `-1` for the last."""
    if key[-1:].isdigit():
        count = node.named_child_count
        at = int(key) + (count if key[0] == "-" else 0)
        return node.named_child(at) if 0 <= at < count else None
    return node.child_by_field_name(key)


def first_of(node: Node, types: Container[str]) -> Node | None:
    """Give the first child of one of some types: how grammars without fields are read."""
    return next((child for child in node.children if child.type in types), None)


class Chains:
    """Writes the chains of one language: `heads` are the texts that nodes of some types stand for.

    A head of None is the node's own text.
    """

    def __init__(
        self, steps: Mapping[str, Step], heads: Mapping[str, str | None], types: Callable[[Node | None], str]
    ) -> None:
        """Take the tables, and what writes a type."""
        self._steps = steps
        self._heads = heads
        self._types = types

    def chain(self, node: Node | None) -> str:
        """Write an expression; empty where nothing is known of it."""
        said = self._chain(node) if node is not None else ""
        return "" if said == UNKNOWN else said

    def _chain(self, node: Node | None) -> str:
        parts: list[str] = []
        for _ in range(_MOST_STEPS):
            if node is None:
                break
            if node.end_byte - node.start_byte < _SHORT:
                text = text_of(node)
                if PLAIN.fullmatch(text):
                    parts.append(text)
                    return "".join(reversed(parts))
            head = self._head(node)
            if head is not None:
                parts.append(head)
                return "".join(reversed(parts))
            step = self._step(node)
            if step is None:
                break
            particular = self.particular(node)
            if particular:
                parts.append(particular)
                return "".join(reversed(parts))
            said = self._said(node, step)
            node = child_of(node, step.inside)
            # what never has anything before it goes on with what is around
            if node is None and step.name and (step.inside or step.mark):
                parts.append(said.removeprefix("."))
                return "".join(reversed(parts))
            parts.append(said)
        parts.append(UNKNOWN)
        return "".join(reversed(parts))

    def particular(self, node: Node) -> str:  # noqa: ARG002 - for languages
        """Write the chain of what steps cannot say; empty for all else."""
        return ""

    def callee(self, node: Node) -> str:
        """Write what is called where a call holds the name of that, else the expression."""
        step = self._steps.get(node.type)
        said = self.chain(node)
        return said.removesuffix(step.mark) if step is not None and step.name else said

    def _head(self, node: Node) -> str | None:
        """Give the text that a node stands for; None for one that goes on a chain."""
        if node.type not in self._heads:
            return None
        head = self._heads[node.type]
        return type_text(node) if head is None else head

    def _step(self, node: Node) -> Step | None:
        """Say how a node goes on a chain; None where it does not."""
        return self._steps.get(node.type)

    def name_end(self, node: Node) -> int:
        """Give the byte where the last name of a chain ends."""
        for _ in range(_MOST_STEPS):
            step = self._steps.get(node.type)
            if step is None:
                break
            inside = child_of(node, step.name or step.inside)
            if inside is None:
                break
            node = inside
            if step.name:
                break
        return node.end_byte

    def _said(self, node: Node, step: Step) -> str:
        if step.name:
            name = child_of(node, step.name)
            text = text_of(name) if name is not None and name.end_byte - name.start_byte < _SHORT else ""
            return f".{text if PLAIN.fullmatch(text.removeprefix('#')) else UNKNOWN}{step.mark}"
        if step.cast:
            return step.mark.replace("{}", self._types(child_of(node, step.cast)))
        given = self._types(node.child_by_field_name(step.given)) if step.given else ""
        return f"@of({given[1:-1]}){step.mark}" if given else step.mark


def text_of(node: Node) -> str:
    """Give a node's text."""
    return (node.text or b"").decode("utf-8", "replace")


def type_text(node: Node | None) -> str:
    """Write a type as it stands, without white space and quotes; empty for none, and for one that is very long."""
    if node is None or node.end_byte - node.start_byte > _LONGEST_TYPE:
        return ""
    text = text_of(node).lstrip(":").strip()
    return _SPACES.sub(lambda it: " " if it[0][:1].isspace() and _between_words(it) else "", text).strip("\"'`")


def _between_words(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    return start > 0 and end < len(text) and _is_word(text[start - 1]) and _is_word(text[end])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
