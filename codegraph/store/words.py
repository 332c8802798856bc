"""Searching the lexical index: BM25, which words chunks have, and how many chunks have a word.

A search asks a dozen times. `FixedWords` answers all of them from one commit, without looking for a newer one.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId
from codegraph.store.lexical_folder import FIELDS, chunk_schema, faults, load_tantivy, stems_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

MARKER = "content"
"""What finds the document that says which content of which store the index shows."""

_MOST_MATCHED = 24
_SHORTEST_MISSPELT = 5
_SHARE_OF_MOST = 0.7
_LONG_LIST = 5_000
# about what BM25 gives a word of medium rarity
_NEAR_SCORE = 3.0
_REGEX_SIGNS = re.compile(r"[\\.+*?()|\[\]{}^$]")
# about 10 MB of ids, and of counts
_MOST_KEPT = 100_000


class LexicalScope(NamedTuple):
    """What a search is limited to; empty tuples limit nothing. `prefixes` are starts of paths."""

    languages: Sequence[str] = ()
    kinds: Sequence[str] = ()
    prefixes: Sequence[str] = ()
    roles: Sequence[str] = ()


class Commit:
    """One commit of an index: its searcher, and what was read of it before. Threads may share it."""

    def __init__(self, searcher: Any) -> None:  # noqa: ANN401 - tantivy has no types
        """Begin with nothing read."""
        self.searcher = searcher
        # by segment and number of the document in it
        self._ids: dict[int, dict[int, NodeId]] = defaultdict(dict)
        self._counts: dict[tuple[str, str], int] = {}
        self._shows: str | None = None

    def shows(self, schema: Any) -> str:  # noqa: ANN401 - tantivy has no types
        """Tell which content of which store this commit shows, as it was written; empty where it says nothing."""
        if self._shows is None:
            tantivy = load_tantivy()
            hits = self.searcher.search(tantivy.Query.term_query(schema, "marker", MARKER), limit=1).hits
            self._shows = str(self.searcher.doc(hits[0][1]).get_first("id")) if hits else ""
        return self._shows

    def ids(self, addresses: Iterable[Any]) -> list[NodeId]:
        """Give the ids of the chunks whose documents stand at these addresses."""
        found = []
        for address in addresses:
            known, number = self._ids[address.segment_ord], address.doc
            one = known.get(number)
            if one is None:
                one = NodeId(self.searcher.doc(address).get_first("id"))
                if len(known) >= _MOST_KEPT:
                    known.clear()
                known[number] = one
            found.append(one)
        return found

    def count(self, field: str, stem: str) -> int:
        """Count the documents that have a stem in a field."""
        key = field, stem
        found = self._counts.get(key)
        if found is None:
            if len(self._counts) >= _MOST_KEPT:
                self._counts = {}
            found = self._counts[key] = int(self.searcher.doc_freq(field, stem))
        return found


class Words(ABC):
    """What can be asked of a lexical index."""

    directory: Path
    identity: str

    def __init__(self, directory: Path, identity: str) -> None:
        """Take the folder, and the identity of the store that the index belongs to."""
        self.directory = directory
        self.identity = identity
        self._schema = chunk_schema()

    @abstractmethod
    def _commit(self) -> Commit:
        """Give the commit to ask."""

    @property
    def content(self) -> int:
        """The content number of the store that the index shows; -1 when it shows none, or another store's."""
        with faults(self.directory):
            content, _, identity = self._commit().shows(self._schema).partition(" ")
        return int(content) if content and identity == self.identity else -1

    def search(
        self,
        words: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float],
        scope: LexicalScope | None = None,
        required: Sequence[str] = (),
        spelling: bool = False,
    ) -> list[tuple[NodeId, float]]:
        """Find the k chunks with the highest BM25 score for any of the words; ties go to the lower id.

        In a large index words that most chunks have count only where there are no others.

        :param words: split words in lower case; stemmed here as the documents were.
        :param boosts: fields to look in, with the weight of a hit there.
        :param required: words of which a chunk must have every one, in any of the fields.
        :param spelling: a word that no chunk has stands for those that differ from it by one letter.
        """
        tantivy = load_tantivy()
        terms = self._telling(self.stems(words))
        needed = self.stems(required)
        if not terms and not needed:
            return []
        unknown = self._unknown(terms) if spelling else frozenset()
        clauses = [
            (tantivy.Occur.Should, self._near(term, boosts) if term in unknown else self._term(term, boosts))
            for term in terms
        ]
        clauses += [(tantivy.Occur.Must, self._term(term, boosts)) for term in needed]
        query = tantivy.Query.boolean_query(clauses)
        if scope and any(scope):
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *self._filters(scope)])
        return self._collect(query, k)

    def matches(self, words: Sequence[str], chunks: Sequence[str]) -> dict[NodeId, frozenset[str]]:
        """Tell which of the words, stemmed, each of the given chunks has in any field; the first 24 stems count.

        A word that no chunk has is taken for those that differ from it by one letter.
        """
        tantivy = load_tantivy()
        terms = self.stems(words)[:_MOST_MATCHED]
        if not terms or not chunks:
            return {}
        among = self._any_of("id", chunks)
        everywhere = dict.fromkeys(FIELDS, 1.0)
        # each word scores its own power of two, so that the sum, exact in 24 bits, says which were there
        unknown = self._unknown(terms)
        queries = [self._near(term, everywhere) if term in unknown else self._term(term, everywhere) for term in terms]
        clauses = [(tantivy.Occur.Must, among)]
        clauses += [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(one, float(1 << bit)))
            for bit, one in enumerate(queries)
        ]
        found = self._hits(tantivy.Query.boolean_query(clauses), len(chunks))
        sums = {score for _, score in found}
        stems = {one: frozenset(term for bit, term in enumerate(terms) if int(one) >> bit & 1) for one in sums}
        return {chunk: stems[score] for chunk, score in found}

    def of_kinds(self, kinds: Sequence[str], chunks: Collection[str]) -> frozenset[NodeId]:
        """Give those of some chunks that show symbols of these kinds."""
        if not chunks:
            return frozenset()
        tantivy = load_tantivy()
        clauses = [(tantivy.Occur.Must, self._any_of("id", chunks)), (tantivy.Occur.Must, self._any_of("kind", kinds))]
        return frozenset(one for one, _ in self._hits(tantivy.Query.boolean_query(clauses), len(chunks)))

    def document_frequency(self, words: Sequence[str], *, fields: Sequence[str] = FIELDS) -> dict[str, int]:
        """Count for each word the chunks that have it in the field where it is most frequent."""
        frequencies = {}
        with faults(self.directory):
            commit = self._commit()
            for word in words:
                counts = (commit.count(field, stem) for field in fields for stem in stems_of(word))
                frequencies[word] = max(counts, default=0)
        return frequencies

    def stems(self, words: Sequence[str]) -> list[str]:
        """Stem words as the documents' are, each stem once, in order."""
        return list(dict.fromkeys(stem for word in words for stem in stems_of(word)))

    @property
    def count(self) -> int:
        """The number of chunks in the index."""
        with faults(self.directory):
            return max(int(self._commit().searcher.num_docs) - 1, 0)

    def _term(self, term: str, boosts: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy has no types
        tantivy = load_tantivy()
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, "freq"), boost),
                )
                for field, boost in boosts.items()
            ]
        )

    def _telling(self, terms: list[str]) -> list[str]:
        """Leave out what most chunks have, such as `fn` in Rust, where there are other words.

        It tells nothing, and its list of chunks is longer than all others: reading it takes most of a search.
        """
        with faults(self.directory):
            commit, most = self._commit(), max(self.count * _SHARE_OF_MOST, _LONG_LIST)
            return [term for term in terms if commit.count("text", term) <= most] or terms

    def _unknown(self, terms: Sequence[str]) -> frozenset[str]:
        """Give those of some stems that no chunk has, where they are long enough to tell what was meant."""
        with faults(self.directory):
            commit = self._commit()
            return frozenset(
                term
                for term in terms
                if len(term) >= _SHORTEST_MISSPELT and not any(commit.count(field, term) for field in FIELDS)
            )

    def _near(self, term: str, boosts: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy has no types
        """Match words that differ by a letter, or by two that changed places; all score the same."""
        tantivy = load_tantivy()
        queries = [
            (boost, tantivy.Query.fuzzy_term_query(self._schema, field, term, 1, True, False))  # noqa: FBT003 - not ours
            for field, boost in boosts.items()
        ]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.boost_query(query, _NEAR_SCORE * boost)) for boost, query in queries]
        )

    def _filters(self, scope: LexicalScope) -> list[Any]:
        tantivy = load_tantivy()
        values = (("role", scope.roles), ("language", scope.languages), ("kind", scope.kinds))
        filters = [self._any_of(field, wanted) for field, wanted in values if wanted]
        if scope.prefixes:
            ranges = [_prefix_query(self._schema, prefix) for prefix in scope.prefixes]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in ranges])
            filters.append(tantivy.Query.const_score_query(query, 0.0))
        return [(tantivy.Occur.Must, query) for query in filters]

    def _any_of(self, field: str, values: Iterable[str]) -> Any:  # noqa: ANN401 - tantivy has no types
        """Match documents with any of these values, all with the score 0.

        A set of terms, which tantivy has too, is looked for among all terms of the field: four times as slow.
        """
        tantivy = load_tantivy()
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, value, "basic")) for value in values
        ]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(terms), 0.0)

    def _collect(self, query: Any, k: int) -> list[tuple[NodeId, float]]:  # noqa: ANN401 - tantivy has no types
        """Give the k best, ties by id."""
        # a few more than asked for, so that equal scores at the cut are cut by id
        found = self._hits(query, max(k, 1) + 16)
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def _hits(self, query: Any, limit: int) -> list[tuple[NodeId, float]]:  # noqa: ANN401 - tantivy has no types
        """Give what a query finds, the best first, ties in no order."""
        with faults(self.directory):
            commit = self._commit()
            hits = commit.searcher.search(query, limit=limit, count=False).hits
            ids = commit.ids(address for _, address in hits)
        return list(zip(ids, (score for score, _ in hits), strict=True))


class FixedWords(Words):
    """The lexical index as one commit made it."""

    def __init__(self, of: Words, commit: Commit) -> None:
        """Take a commit of an index."""
        super().__init__(of.directory, of.identity)
        self._fixed = commit

    def _commit(self) -> Commit:
        return self._fixed


def _prefix_query(schema: Any, prefix: str) -> Any:  # noqa: ANN401 - tantivy has no types
    """Match every path that starts with `prefix`."""
    tantivy = load_tantivy()
    return tantivy.Query.regex_query(schema, "file", _REGEX_SIGNS.sub(r"\\\g<0>", prefix) + ".*")
