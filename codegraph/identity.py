"""Ids as pure functions of the source: the same tree gives the same ids in any order, process or machine.

An id has 128 bits. The high half comes from the namespace (package, then module path), the low half from the
element inside it, so that ids of one namespace are neighbours. There are no counters.
"""

from __future__ import annotations

from typing import Self

from blake3 import blake3

_SEPARATOR = "\x1f"


class NodeId(str):
    """A 128-bit id; its text is 32 hexadecimal digits."""

    __slots__ = ()

    @classmethod
    def of(cls, namespace: str, element: str) -> Self:
        """Derive the id of `element` inside `namespace`."""
        return cls(namespace_half(namespace) + element_half(element))


def namespace_half(namespace: str) -> str:
    """Hash a namespace to the 16 hexadecimal digits of an id's high half."""
    return blake3(namespace.encode("utf-8", "surrogatepass")).hexdigest(8)


def element_half(element: str) -> str:
    """Hash an element's description to the 16 hexadecimal digits of an id's low half."""
    return blake3(element.encode("utf-8", "surrogatepass")).hexdigest(8)


def join_parts(*parts: str) -> str:
    """Join the parts of a description so that no two lists of parts give the same text."""
    text = _SEPARATOR.join(parts)
    if "\\" not in text and text.count(_SEPARATOR) < len(parts):
        return text
    return _SEPARATOR.join([part.replace("\\", "\\\\").replace(_SEPARATOR, "\\u") for part in parts])


def add_parts(joined: str, *parts: str) -> str:
    """Join parts behind what `join_parts` gave."""
    return joined + _SEPARATOR + join_parts(*parts)


def content_hash(data: bytes) -> str:
    """Hash a file's bytes: 32 hexadecimal digits of blake3."""
    return blake3(data).hexdigest(16)
