"""Expands one macro call of a workspace with our own expander, calls in what it becomes included.

The text keeps, for every token that comes from the call's argument, the place in the source that it was taken from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.expander import Expander
from codegraph.resolve.expansion import MacroError
from codegraph.resolve.expansion.limits import TOO_LARGE
from codegraph.resolve.expansion.tokens import TokenError, tokenize
from codegraph.resolve.macro_sites import calls_in
from codegraph.resolve.names import Names
from codegraph.resolve.resolver import enter_files, nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.discover.cargo import Package
    from codegraph.model import Facts
    from codegraph.resolve.expansion import Budget
    from codegraph.resolve.items import Item
    from codegraph.resolve.macro_sites import Site
    from codegraph.resolve.module_tree import ModuleTree

_LARGEST = 4 << 20
_MOST_NOTES = 20
# how the expander writes the crate of a macro that is not the caller's
_STRAY = re.compile("[\ud800-\udfff]")
_CRATE_WORD = re.compile(rb"\b__crate_of_(?=\w)")


class Stretch(NamedTuple):
    """Bytes of an expansion that were taken from the source: offset in the expansion, length, offset in the source."""

    start: int
    length: int
    source: int


class Flat(NamedTuple):
    """An expansion as UTF-8, where its parts come from, and what stayed a call and why."""

    text: bytes
    mapping: tuple[Stretch, ...]
    notes: tuple[str, ...] = ()


class OwnExpander:
    """The macros of a workspace, found as the resolver finds them."""

    def __init__(self, units: Iterable[bytes], tree: ModuleTree, packages: Sequence[Package]) -> None:
        self._tables = enter_files(units, tree, packages)
        self._expander = Expander(Names(nothing, self._tables.reads, self._tables.standard.root))

    def expand(self, path: str, facts: Facts, site: Site, source: bytes) -> Flat | None:
        """Expand a call; None where the macro is no `macro_rules!` of the workspace.

        `facts` and `source` are of the file at `path` as it was entered. Raises MacroError where no rule takes the
        argument, or a limit is reached.
        """
        file = self._tables.files.get(path)
        around = file.items[_around(facts, site.name)] if file else None
        macro = self._expander.macro(site.path, around, site.name) if around else None
        if around is None or macro is None:
            return None
        low, high = site.argument
        run = _Run(self._expander, around, site.name, Expander.budget(), [])
        text, mapping = run.expand(macro, source[low:high], (Stretch(0, high - low, low),), 0)
        return _readable(Flat(text, mapping, tuple(dict.fromkeys(run.notes))[:_MOST_NOTES]))


def _around(facts: Facts, offset: int) -> int:
    """Give the index of the innermost symbol around a byte."""
    spans = [
        (fact.span.start, -fact.span.end, index)
        for index, fact in enumerate(facts.symbols)
        if fact.span.start <= offset < fact.span.end
    ]
    return max(spans)[2] if spans else 0


class _Run(NamedTuple):
    """The expansion of one call of the source, which stands in `around` at byte `at`."""

    expander: Expander
    around: Item
    at: int
    budget: Budget
    notes: list[str]

    def expand(
        self, macro: Item, argument: bytes, outer: tuple[Stretch, ...], depth: int
    ) -> tuple[bytes, tuple[Stretch, ...]]:
        """Expand a call and those in what it becomes; `outer` tells where the argument's bytes come from."""
        # bytes that are no UTF-8 become one byte each, so that offsets stay
        text = _STRAY.sub("?", argument.decode("utf-8", "surrogateescape"))
        caller = self.around.inner.crate
        expansion = self.expander.expand(macro, text, caller, self.budget, depth).expansion
        made = expansion.text
        mapping = _compose(expansion.copied(), outer)
        try:
            tokens = tokenize(made)
        except TokenError:
            return made, mapping
        grown = _Grown()
        reached = 0
        for call in calls_in(tokens):
            if call.start < reached:
                continue
            found = self.expander.macro(call.path, self.around, self.at)
            if found is None:
                continue
            low, high = call.argument
            try:
                inner = self.expand(found, made[low:high], _cut(mapping, low, high, -low), depth + 1)
            except MacroError as error:
                self.notes.append(f"{call.path}! stays as it is: {error}")
                continue
            grown.add(made[reached : call.start], _cut(mapping, reached, call.start, -reached))
            grown.add(*inner)
            reached = high
        grown.add(made[reached:], _cut(mapping, reached, len(made), -reached))
        if grown.size > _LARGEST:
            raise MacroError(TOO_LARGE, "too much text")
        return grown.text(), tuple(grown.mapping)


class _Grown:
    """A text with its mapping while it grows."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0
        self.mapping: list[Stretch] = []

    def add(self, text: bytes, mapping: Iterable[Stretch]) -> None:
        self.mapping += [one._replace(start=one.start + self.size) for one in mapping]
        self._parts.append(text)
        self.size += len(text)

    def text(self) -> bytes:
        return b"".join(self._parts)


def _cut(mapping: Sequence[Stretch], low: int, high: int, shift: int) -> tuple[Stretch, ...]:
    """Give the parts of stretches between two offsets, moved by `shift`."""
    first = max(bisect_right(mapping, (low, _LARGEST << 8, 0)) - 1, 0)
    found = []
    for start, length, source in mapping[first:]:
        if start >= high:
            break
        begin, end = max(start, low), min(start + length, high)
        if begin < end:
            found.append(Stretch(begin + shift, end - begin, source + begin - start))
    return tuple(found)


def _compose(inner: Iterable[tuple[int, int, int]], outer: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Follow stretches of an argument to where the argument's own bytes come from."""
    return tuple(
        part for start, length, position in inner for part in _cut(outer, position, position + length, start - position)
    )


def _readable(flat: Flat) -> Flat:
    """Name crates as people do: what `$crate` becomes in another crate is the crate's name."""
    text, mapping = flat.text, flat.mapping
    grown = _Grown()
    reached = 0
    for found in _CRATE_WORD.finditer(text):
        grown.add(text[reached : found.start()], _cut(mapping, reached, found.start(), -reached))
        reached = found.end()
    grown.add(text[reached:], _cut(mapping, reached, len(text), -reached))
    return Flat(grown.text().rstrip(), tuple(grown.mapping), flat.notes)
