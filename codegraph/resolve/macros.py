"""Finds the macro that a call names: by its textual scope, by path, or as the only one of its name in the crate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.items import MACROS
from codegraph.resolve.tracking import Question

if TYPE_CHECKING:
    from codegraph.resolve.items import Item, Targets
    from codegraph.resolve.names import Names


def export_macros(macros: dict[str, list[Item]], roots: list[Item]) -> None:
    """Bind the macros marked `#[macro_export]` in their crate's root."""
    for name, items in macros.items():
        for item in items:
            if is_exported(item):
                item.visibility = "pub"
                for root in roots:
                    if item not in root.inner.names[MACROS].get(name, ()):
                        root.inner.define(MACROS, name, item)


def is_exported(item: Item) -> bool:
    """Tell whether a macro is marked `#[macro_export]`."""
    return any(attribute.startswith("macro_export") for attribute in item.written.attributes)


def find_macro(names: Names, segments: tuple[str, ...], item: Item, at: int) -> tuple[Targets, bool]:
    """Give what `a::b!` means at a byte inside `item`, and whether that is certain."""
    if len(segments) > 1:
        return names.path(segments, item.inner, MACROS), True
    name = segments[0]
    names.reads.current.add((Question.MACRO, item.inner.crate, name))
    textual = _textual(item, name, at)
    if textual is not None:
        return (textual,), True
    found = names.lexical(name, item.inner, MACROS)
    if found:
        return found, True
    # a macro of a parent or of a module marked #[macro_use], which the facts do not tell
    others = item.inner.crate.macros.get(name, ())
    return (tuple(others), False) if len(others) == 1 else ((), True)


def _textual(item: Item, name: str, at: int) -> Item | None:
    """Give the last macro of that name before `at`, in this file, in a body or module around `item`."""
    around = {id(item)}
    parent = item.parent
    while parent is not None:
        around.add(id(parent))
        parent = parent.parent
    before = [
        macro
        for macro in item.inner.crate.macros.get(name, ())
        if macro.path == item.path
        and macro.start < at
        and id(macro.parent) in around
        and macro.kind is SymbolKind.MACRO
    ]
    return max(before, key=lambda macro: macro.start, default=None)
