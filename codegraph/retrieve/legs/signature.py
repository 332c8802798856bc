"""Finds functions by what they take and give: `fn(&Path) -> Result<Config>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.rank import rarity_weight
from codegraph.retrieve.signatures import asked_signature, likeness, names_of, read_signature
from codegraph.text import search_terms

if TYPE_CHECKING:
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store.moment import Moment

FUNCTIONS = (SymbolKind.FUNCTION, SymbolKind.METHOD)
"""The kinds of symbols that have a signature."""

# so many functions that have the names asked for are looked at
_CANDIDATES = 400
# what is less like it is not meant
_LEAST = 0.35


class SignatureLeg:
    """The functions whose signature is like the one that is all of the question."""

    name = "signature"

    def __init__(self, moment: Moment, scope: ScopeTest) -> None:
        self._moment = moment
        self._scope = scope

    def search(self, query: Query, k: int) -> Finds:
        """Find the k functions most like the signature, 0 to 1; nothing where it names no type."""
        asked = asked_signature(query.text)
        terms = {name.lower(): search_terms(name).split() for name in names_of(asked)}
        if not terms:
            return Finds([])
        lexical = self._moment.lexical
        counts = lexical.document_frequency([term for parts in terms.values() for term in parts])
        weights = {
            name: rarity_weight(min(counts[part] for part in parts), lexical.count)
            for name, parts in terms.items()
            if parts
        }
        scope = self._scope.lexical()
        kinds = tuple(kind for kind in FUNCTIONS if kind in scope.kinds) if scope.kinds else FUNCTIONS
        if not kinds:
            return Finds([])
        near = lexical.search(list(counts), _CANDIDATES, boosts={"text": 1.0}, scope=scope._replace(kinds=kinds))
        chunks = {chunk.id: chunk for chunk in self._moment.chunks([one for one, _ in near])}
        found = [(one, likeness(asked, read_signature(chunk.signature), weights)) for one, chunk in chunks.items()]
        like = sorted((one for one in found if one[1] >= _LEAST), key=lambda hit: (-hit[1], hit[0]))
        return self._scope.split(like, chunks, k)
