"""Finds definitions by name: exact, in any case, as the end of a path, by prefix, and by the words of a name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from codegraph.model import SECTIONS, ChunkKind, SymbolKind
from codegraph.retrieve.query import Intent, last_segment, split_path
from codegraph.text import split_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Query, Symbol
    from codegraph.retrieve.fuse import Finds
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store import ChunkName, Named
    from codegraph.store.moment import Moment
    from codegraph.store.naming import Around

EXACT = 1.0
"""The score of a definition that bears exactly the name asked for, before its kind counts."""

_ANY_CASE = 0.8
# `Builder::new`, asked for where there is `WalkBuilder::new`
_WITHIN = 0.8
_LAST_SEGMENT = 0.6
_WORDS = 0.6
_PREFIX = 0.5
_SHORTEST_PREFIX = 3
_MOST_IDENTIFIERS = 8
_MOST_PAIRS = 8
_LIMIT = 50
# a name that so many bear says little about where to look
_COMMON = 24
_KIND_WEIGHT = {
    SymbolKind.STRUCT: 1.0,
    SymbolKind.ENUM: 1.0,
    SymbolKind.UNION: 1.0,
    SymbolKind.TRAIT: 1.0,
    SymbolKind.CLASS: 1.0,
    SymbolKind.INTERFACE: 1.0,
    SymbolKind.TYPE_ALIAS: 0.95,
    SymbolKind.MACRO: 0.95,
    SymbolKind.FUNCTION: 0.95,
    SymbolKind.METHOD: 0.9,
    SymbolKind.CONST: 0.9,
    SymbolKind.STATIC: 0.9,
    SymbolKind.MODULE: 0.85,
    SymbolKind.PACKAGE: 0.85,
    SymbolKind.VARIANT: 0.7,
    SymbolKind.FIELD: 0.5,
    SymbolKind.TEST: 0.5,
    SymbolKind.IMPL: 0.4,
    # what they say counts, not that they bear a name
    SymbolKind.HEADING: 0.3,
    SymbolKind.KEY: 0.3,
    SymbolKind.TABLE: 1.0,
}
_OTHER_KIND = 0.8
# what names of Ruby and Elixir may end with; elsewhere a macro is called so, or something is asked
_MARKS = ("!", "?")
_DEFINITIONS = frozenset({ChunkKind.ITEM, ChunkKind.CONTAINER, ChunkKind.MODULE})


class SymbolLeg:
    """The names of the store's symbols."""

    name = "symbol"

    def __init__(self, moment: Moment, scope: ScopeTest) -> None:
        self._moment = moment
        self._scope = scope
        # after a search: names in the question that nothing in the index has, and paths that lead to nothing
        self.not_defined: tuple[str, ...] = ()

    def search(self, query: Query, k: int) -> Finds:
        """Find the chunks of the definitions that the question names."""
        scores: dict[NodeId, float] = {}
        parents: dict[NodeId, NodeId | None] = {}
        for symbol, score in self._lookups(query):
            parents[symbol.id] = symbol.parent
            scores[symbol.id] = max(scores.get(symbol.id, 0.0), score * kind_weight(symbol.kind))
        found = self._as_chunks(scores, parents)
        if query.intent is not Intent.SYMBOL:
            for chunk, score in self._by_words(query):
                found.setdefault(chunk.id, score)
        known = self._scope.look_at(found, self._moment)
        return self._scope.split(sorted(found.items(), key=lambda hit: (-hit[1], hit[0])), known, k)

    def _lookups(self, query: Query) -> Iterator[tuple[Named | Symbol, float]]:
        store = self._moment.store
        ways = {one: _ways(one) for one in self._identifiers(query)}
        at_paths = store.names_qualified([way for paths in ways.values() for way in paths], _LIMIT)
        qualified = {
            one: _code_first([it for way in paths for it in at_paths[way].ending]) for one, paths in ways.items()
        }
        yield from ((symbol, EXACT) for symbols in qualified.values() for symbol in symbols)
        names = {one: last_segment(one) for one, symbols in qualified.items() if not symbols}
        around = self._around(query, names)
        bearers = {query.text: around.bearers} if around else store.names_folded([*names.values()], _LIMIT)
        self.not_defined = tuple(one for one, name in names.items() if ways[one] or not bearers[name])
        for identifier, name in names.items():
            within = [it for way in ways[identifier] for it in at_paths[way].within]
            yield from ((one, _WITHIN * _rarity(len(within))) for one in within)
            same = _code_first(bearers[name])
            share = (_LAST_SEGMENT if ways[identifier] else 1.0) * _rarity(len(same))
            yield from ((one, share * (EXACT if one.name == name else _ANY_CASE)) for one in same)
        # other names that begin so say nothing where the path was found, or as many bear the name as are wanted
        is_found = any(qualified.values()) or any(len(found) >= _LIMIT for found in bearers.values())
        if query.intent is Intent.SYMBOL and not is_found:
            yield from self._by_prefix(query.text, around)

    def _around(self, query: Query, names: Mapping[str, str]) -> Around | None:
        """Give who bears the name that is all of the question, and whose names start so; None where these are many.

        A path ends in a name that many bear, such as `new`.
        """
        name = query.text
        if query.intent is not Intent.SYMBOL or names != {name: name} or len(name) < _SHORTEST_PREFIX:
            return None
        return self._moment.store.names_around(name, _LIMIT)

    def _identifiers(self, query: Query) -> list[str]:
        """Give the names that a question has, with the mark at its end where there is such a name."""
        mark = query.text[-1] if query.intent is Intent.SYMBOL and query.text.endswith(_MARKS) else ""
        store = self._moment.store
        return [
            one + mark if mark and store.symbols_by_name(last_segment(one) + mark, 1) else one
            for one in query.identifiers[:_MOST_IDENTIFIERS]
        ]

    def _by_prefix(self, text: str, around: Around | None) -> Iterator[tuple[Named | Symbol, float]]:
        name = last_segment(text)
        if len(name) < _SHORTEST_PREFIX:
            return
        for symbol in _code_first(around.starting if around else self._moment.store.names_by_prefix(name, _LIMIT)):
            yield symbol, _PREFIX * len(name) / max(len(symbol.name), len(name))

    def _by_words(self, query: Query) -> Iterator[tuple[ChunkName, float]]:
        """Find names made of two neighbouring words of the question: `join set` finds `JoinSet` and `join_set`."""
        pairs = {"".join(map(str.lower, pair)) for pair in list(pairwise(query.words))[:_MOST_PAIRS]}
        if not pairs:
            return
        hits = self._moment.lexical.search(sorted(pairs), _LIMIT, boosts={"name": 1.0})
        bearers: dict[str, list[ChunkName]] = {}
        for chunk in self._inside(self._moment.store.chunk_names(one for one, _ in hits)):
            whole = "".join(split_identifier(chunk.name))
            is_code = chunk.kind in _DEFINITIONS and chunk.symbol_kind not in SECTIONS
            if whole in pairs and is_code:
                bearers.setdefault(whole, []).append(chunk)
        for chunks in bearers.values():
            share = _WORDS * _rarity(len(chunks))
            yield from ((chunk, share * kind_weight(chunk.symbol_kind)) for chunk in chunks)

    def _inside(self, chunks: Sequence[ChunkName]) -> Sequence[ChunkName]:
        if not self._scope:
            return chunks
        known = self._scope.look_at([one.id for one in chunks], self._moment)
        return [one for one in chunks if one.id in known and self._scope.lets_in(known[one.id])]

    def _as_chunks(
        self, scores: Mapping[NodeId, float], parents: Mapping[NodeId, NodeId | None]
    ) -> dict[NodeId, float]:
        """Replace symbols by the chunks that show them: their own, or that of what they stand in."""
        wanted = {*scores, *(parent for parent in parents.values() if parent)}
        known = self._scope.look_at(wanted, self._moment)
        found: dict[NodeId, float] = {}
        for symbol, score in scores.items():
            shown = symbol if symbol in known else parents[symbol]
            if shown is not None and shown in known:
                found[shown] = max(found.get(shown, 0.0), score)
        return found


def _ways(identifier: str) -> tuple[str, ...]:
    """Write a path of names as Rust has it, and as all other languages; nothing for a bare name."""
    path = "::".join(split_path(identifier))
    return (path, path.replace("::", ".")) if "::" in path else ()


def kind_weight(kind: str) -> float:
    """Give how much a definition of this kind is what one looks for by name, 0 to 1."""
    return _KIND_WEIGHT.get(SymbolKind(kind), _OTHER_KIND)


def _code_first(symbols: Sequence[Named | Symbol]) -> Sequence[Named | Symbol]:
    """Leave out headings and keys where code bears the name."""
    return [one for one in symbols if one.kind not in SECTIONS] or symbols


def _rarity(count: int) -> float:
    return 1.0 if count <= _COMMON else _COMMON / count / 2
