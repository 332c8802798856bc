"""Code like other code: candidates by vectors, by words and by structure, judged by how much of each they share.

Every measure is between 0 and 1, and so is the score. What each is worth was measured on methods that override the same
method and on functions of one name in folders beside each other; `docs/similar.md` has the figures.
"""

from __future__ import annotations

import re
import time
from array import array
from collections import Counter, defaultdict
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import ChunkKind, EdgeKind, Hit, SearchResult, SymbolKind
from codegraph.retrieve.explain import by_size
from codegraph.retrieve.rank import rarity_weight
from codegraph.retrieve.scope import ScopeTest
from codegraph.retrieve.snippets import cut_snippets
from codegraph.retrieve.subject import find_subject, read_chunks, text_subject
from codegraph.text import search_terms, split_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from codegraph.embed import Embedder
    from codegraph.identity import NodeId
    from codegraph.model import Chunk, Scope
    from codegraph.retrieve.subject import Subject
    from codegraph.store import Store

WEIGHTS = {
    # the cosine of the vectors
    "meaning": 0.2,
    # the subject's telling words, by rarity, that it has
    "words": 0.1,
    # runs of three words and signs that both have, of all that either has
    "sequence": 0.4,
    # words of the names that both have, of all that either has
    "name": 0.2,
    # what both call, by rarity, of all that either calls, or that both override the same method
    "structure": 0.1,
}
"""What each measure counts in the score; where one does not apply to the subject the others share its weight."""

_CANDIDATES = 200
_WIDER = 10
_TERMS = 24
_READ = 60
# less than this is chance
_LEAST = 0.05
_STEPS = 400
_BOOSTS = {"name": 1.0, "text": 1.0}
_RUN = 3
# so many characters of a text are compared word by word
_COMPARED = 16_384
_TOKEN = re.compile(r"\w+|[^\w\s]")
_OTHER_KIND = 0.75
_CALLABLE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST, SymbolKind.MACRO})
_TYPES = frozenset({
    SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION, SymbolKind.TRAIT, SymbolKind.CLASS, SymbolKind.INTERFACE,
    SymbolKind.TYPE_ALIAS, SymbolKind.IMPL,
})  # fmt: skip


class Similar(NamedTuple):
    """A chunk like the subject: what each measure gave, its weights, the factor for other kinds, how it was found."""

    chunk: Chunk
    values: Mapping[str, float]
    weights: Mapping[str, float]
    factor: float
    legs: Mapping[str, Mapping[str, float]]

    @property
    def score(self) -> float:
        """The weighted sum of the measures, times the factor."""
        return self.factor * sum(self.weights[name] * value for name, value in self.values.items())


def similar_to(
    place: str,
    *,
    text: str | None,
    here: str,
    store: Store,
    embedder: Embedder,
    root: Path,
    scope: Scope,
    limit: int,
) -> tuple[Subject, SearchResult]:
    """Find code like a place, or like a text where one is given; also gives what was taken for the place.

    The hits are of one revision of the index, the most alike first, ties by id; of a definition its best chunk. The
    place itself is left out. See `subject.find_subject` for places and errors.
    """

    def read() -> tuple[Subject, SearchResult]:
        began = time.perf_counter()
        subject = find_subject(store, root, place, here=here) if text is None else text_subject(text)
        test = ScopeTest(scope, lambda path: row.package if (row := store.file(path)) else "")
        similar = find_similar(subject, store=store, embedder=embedder, root=root, scope=test, limit=limit)
        found = time.perf_counter()
        hits = hits_of(similar, store, root)
        stale = {hit.chunk.path for hit in hits if hit.stale}
        degraded = []
        if subject.chunk is not None and not subject.text:
            stale.add(subject.path)
            degraded.append(f"{subject.path} has changed since the index: compared by its vector, name and calls alone")
        took = {"find": _milliseconds(began, found), "snippets": _milliseconds(found, time.perf_counter())}
        result = SearchResult(
            query=place,
            index_revision=store.revision,
            changed_since_index=len(stale),
            degraded=tuple(degraded),
            hits=tuple(hits),
            took_ms={**took, "total": _milliseconds(began, time.perf_counter())},
            stale_paths=tuple(sorted(stale)),
        )
        return subject, result

    return store.stable(read)


def find_similar(
    subject: Subject, *, store: Store, embedder: Embedder, root: Path, scope: ScopeTest, limit: int
) -> list[Similar]:
    """Find chunks like a subject, best first; what has next to nothing in common with it is left out."""
    finder = _Finder(subject, store, embedder, scope)
    judged = sorted(finder.judged(), key=lambda one: (-one.score, one.chunk.id))
    first = judged[: max(_READ, limit)]
    ranked = sorted(_with_sequences(subject, first, store, root), key=lambda one: (-one.score, one.chunk.id))
    return [one for one in _each_once(ranked) if one.score >= _LEAST][:limit]


def _milliseconds(began: float, ended: float) -> float:
    return round((ended - began) * 1000.0, 2)


def hits_of(similar: Sequence[Similar], store: Store, root: Path) -> list[Hit]:
    """Make hits: with their places, snippets cut from the files now, and what each measure added."""
    hashes = {path: file.hash for path, file in store.briefs_of(one.chunk.path for one in similar).items()}
    snippets = cut_snippets(root, [one.chunk for one in similar], hashes)
    return [
        Hit(
            rank=rank,
            score=round(one.score, 6),
            chunk=one.chunk,
            snippet=snippet.text,
            stale=snippet.stale,
            legs=one.legs,
            features=_features(one),
            weights={name: weight for name, weight in one.weights.items() if one.values.get(name)},
            factors={"other-kind": one.factor} if one.factor != 1.0 else {},
            file_hash=hashes.get(one.chunk.path, ""),
        )
        for rank, (one, snippet) in enumerate(zip(similar, snippets, strict=True), start=1)
    ]


def _features(one: Similar) -> dict[str, float]:
    added = {name: one.weights[name] * value for name, value in one.values.items() if value}
    if one.factor != 1.0:
        added["other-kind"] = (one.factor - 1.0) * sum(added.values())
    return by_size(added)


class _Finder:
    """Candidates for one subject, and what they share with it; sequences of words are compared after that."""

    def __init__(self, subject: Subject, store: Store, embedder: Embedder, scope: ScopeTest) -> None:
        self._subject = subject
        self._store = store
        self._scope = scope
        self._embedder = embedder
        lexical = store.lexical
        counts = Counter(search_terms(f"{_own_name(subject)} {subject.text}").split())
        frequencies = lexical.document_frequency(list(counts))
        total = lexical.count
        weights = {
            term: log1p(count) * rarity_weight(frequencies[term], total)
            for term, count in counts.items()
            # a term of the subject alone tells nothing of others
            if frequencies[term] > 1 or subject.chunk is None
        }
        self._terms = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
        self._rarity: dict[str, float] = {}
        for term in self._terms:
            for stem in lexical.stems([term]):
                self._rarity[stem] = max(weights[term], self._rarity.get(stem, 0.0))

    def judged(self) -> list[Similar]:
        """Find candidates and judge them by everything but their text."""
        vector = self._vector()
        legs = {
            "dense": self._dense(vector),
            "lexical": self._lexical(),
            "graph": self._structure(),
        }
        wanted = {one for found in legs.values() for one, _ in found} - self._subject.own
        chunks = [one for one in self._store.chunks(sorted(wanted)) if self._scope.lets_in(one)]
        ids = [one.id for one in chunks]
        cosines = dict(self._store.dense_exact(vector, len(ids), chunks=ids)) if any(vector) and ids else {}
        matched = self._store.lexical.matches(self._terms, ids)
        structure = dict(legs["graph"])
        whole = sum(self._rarity.values()) or 1.0
        places = _places(legs, self._subject.own)
        weights = self._weights(structure)
        return [
            Similar(
                chunk=one,
                values={
                    "meaning": max(cosines.get(one.id, 0.0), 0.0),
                    "words": sum(self._rarity.get(stem, 0.0) for stem in matched.get(one.id, ())) / whole,
                    "name": _shared(_name_parts(_own_name(self._subject)), _name_parts(one.name)),
                    "structure": structure.get(one.id, 0.0),
                },
                weights=weights,
                factor=self._factor(one),
                legs=places.get(one.id, {}),
            )
            for one in chunks
        ]

    def _weights(self, structure: Mapping[NodeId, float]) -> dict[str, float]:
        """Share out the weights of what the subject has not: a name, calls that others make too."""
        missing = {name for name, has in (("name", _own_name(self._subject)), ("structure", structure)) if not has}
        applying = {name: weight for name, weight in WEIGHTS.items() if name not in missing}
        whole = sum(applying.values())
        return WEIGHTS | {name: weight / whole for name, weight in applying.items()}

    def _vector(self) -> array[float]:
        """Take the vector that the index has of a definition; embed what has none."""
        chunk = self._subject.chunk
        if chunk is not None:
            key = self._store.vector_key(chunk.id)
            for _, vector in self._store.iter_vectors([key] if key else []):
                return array("f", vector)
        text = self._subject.embedded or self._subject.text
        return array("f", self._embedder.encode([text])[0].tolist())

    def _dense(self, vector: array[float]) -> list[tuple[NodeId, float]]:
        if not any(vector):
            return []
        if not self._scope:
            return self._store.dense_exact(vector, _CANDIDATES)
        paths = None
        if self._scope.limits_files:
            paths = [path for path, row in self._store.files().items() if self._scope.lets_file_in(path, row.language)]
        return self._in_scope(self._store.dense_exact(vector, _CANDIDATES * _WIDER, paths=paths))

    def _lexical(self) -> list[tuple[NodeId, float]]:
        lexical = self._store.lexical
        if not self._terms:
            return []
        if not self._scope:
            return lexical.search(self._terms, _CANDIDATES, boosts=_BOOSTS)
        limits = self._scope.lexical()
        found = lexical.search(self._terms, _CANDIDATES * _WIDER, boosts=_BOOSTS, scope=limits)
        return self._in_scope(found)

    def _in_scope(self, found: Sequence[tuple[NodeId, float]]) -> list[tuple[NodeId, float]]:
        chunks = {chunk.id: chunk for chunk in self._store.chunks([one for one, _ in found])}
        return [*self._scope.split(found, chunks, _CANDIDATES).main]

    def _structure(self) -> list[tuple[NodeId, float]]:
        """Give what calls the same, between 0 and 1 by rarity, and what overrides or implements the same."""
        symbol = self._subject.chunk.symbol if self._subject.chunk is not None else None
        if symbol is None:
            return []
        store = self._store
        called = {step.far for step in store.neighbours([symbol], [EdgeKind.CALLS], _STEPS) if step.out}
        callers: dict[NodeId, set[NodeId]] = defaultdict(set)
        for step in store.neighbours(sorted(called), [EdgeKind.CALLS], _STEPS * 10) if called else ():
            if not step.out:
                callers[step.near].add(step.far)
        rarity = {one: 1.0 / log(2.0 + len(callers[one])) for one in called}
        whole = sum(rarity.values()) or 1.0
        scores: dict[NodeId, float] = defaultdict(float)
        for one in sorted(called):
            for caller in callers[one]:
                scores[caller] += rarity[one] / whole
        for kind in (EdgeKind.OVERRIDES, EdgeKind.IMPLEMENTS):
            above = {step.far for step in store.neighbours([symbol], [kind], _STEPS) if step.out}
            for step in store.neighbours(sorted(above), [kind], _STEPS) if above else ():
                if not step.out:
                    scores[step.far] = 1.0
        scores.pop(symbol, None)
        return sorted(((one, min(score, 1.0)) for one, score in scores.items()), key=lambda hit: (-hit[1], hit[0]))

    def _factor(self, chunk: Chunk) -> float:
        own = self._subject.chunk
        if own is None or _group(own) == _group(chunk):
            return 1.0
        return _OTHER_KIND


def _with_sequences(subject: Subject, found: Sequence[Similar], store: Store, root: Path) -> list[Similar]:
    """Add how much of their text candidates share with the subject, where the files are the indexed ones."""
    runs = _runs(subject.text)
    texts = read_chunks(root, [one.chunk for one in found], store)
    return [
        one._replace(values={**one.values, "sequence": _shared(runs, _runs(text))})
        for one, text in zip(found, texts, strict=True)
    ]


def _each_once(ranked: Iterable[Similar]) -> Iterable[Similar]:
    """Keep the best chunk of each definition: a long one has several."""
    seen: set[NodeId] = set()
    for one in ranked:
        key = one.chunk.id if one.chunk.kind is ChunkKind.TEXT else one.chunk.symbol
        if key not in seen:
            seen.add(key)
            yield one


def _places(
    legs: Mapping[str, Sequence[tuple[NodeId, float]]], own: frozenset[NodeId]
) -> dict[NodeId, dict[str, dict[str, float]]]:
    found: dict[NodeId, dict[str, dict[str, float]]] = defaultdict(dict)
    for name, ranking in legs.items():
        others = [hit for hit in ranking if hit[0] not in own]
        for rank, (chunk, score) in enumerate(others, start=1):
            found[chunk][name] = {"rank": rank, "score": round(score, 4)}
    return found


def _own_name(subject: Subject) -> str:
    return subject.chunk.name if subject.chunk is not None and subject.chunk.kind is not ChunkKind.FILE else ""


def _name_parts(name: str) -> frozenset[str]:
    return frozenset(split_identifier(name))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    tokens = _TOKEN.findall(text[:_COMPARED])
    return frozenset(tuple(tokens[at : at + _RUN]) for at in range(len(tokens) - _RUN + 1))


def _shared(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _group(chunk: Chunk) -> int:
    kind = chunk.symbol_kind
    return 1 if kind in _CALLABLE else 2 if kind in _TYPES else 0
