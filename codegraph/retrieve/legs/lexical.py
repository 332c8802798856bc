"""Finds chunks by words: BM25 over names, paths and text (Robertson, Zaragoza: BM25 and beyond, 2009)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.discover.roles import Role
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.pools import aside_of
from codegraph.text import search_terms

if TYPE_CHECKING:
    from codegraph.identity import NodeId
    from codegraph.model import Query
    from codegraph.retrieve.scope import ScopeTest
    from codegraph.store.moment import Moment

BOOSTS = {"name": 0.5, "path": 0.8, "text": 1.0}
"""What a word in each field of the lexical index weighs."""

_MOST_TERMS = 64
# what the index cannot limit by itself is limited here, from so many times more, at need from all
_WIDER = (2, 20)


def terms_of(query: Query) -> list[str]:
    """Give a question's words as the lexical index has them, each once: identifiers whole and in parts."""
    text = " ".join((*query.words, *query.path_hints))
    return list(dict.fromkeys(search_terms(text).split()))[:_MOST_TERMS]


class LexicalLeg:
    """The lexical index of the store."""

    name = "lexical"

    def __init__(self, moment: Moment, scope: ScopeTest) -> None:
        self._moment = moment
        self._scope = scope

    def search(self, query: Query, k: int) -> Finds:
        """Find the k chunks with the highest score for any of the question's words."""
        terms = terms_of(query)
        if not terms:
            return Finds([])
        pools = self._scope.pools
        main = self._search(terms, k, pools.main)
        return Finds(main, self._search(terms, aside_of(k, len(main)), pools.aside) if pools.aside else [])

    def _search(self, terms: list[str], k: int, roles: frozenset[Role]) -> list[tuple[NodeId, float]]:
        lexical = self._moment.lexical
        limits = self._scope.lexical()._replace(roles=sorted(roles) if len(roles) < len(Role) else ())
        if not self._scope:
            return lexical.search(terms, k, boosts=BOOSTS, scope=limits, spelling=True)
        for taken in (*(k * wider for wider in _WIDER), lexical.count):
            found = lexical.search(terms, taken, boosts=BOOSTS, scope=limits, spelling=True)
            inside = within(found, self._scope, self._moment, k)
            if len(inside) >= k or len(found) < taken:
                break
        return inside


def within(found: list[tuple[NodeId, float]], scope: ScopeTest, moment: Moment, k: int) -> list[tuple[NodeId, float]]:
    """Keep the first k finds whose chunks are in scope; finds without a chunk go."""
    known = scope.look_at([one for one, _ in found], moment)
    return [(one, score) for one, score in found if one in known and scope.lets_in(known[one])][:k]
