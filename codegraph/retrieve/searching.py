"""A search from text to hits: analyse, run the legs, fuse, rank, cut snippets. Only wiring; no stage lives here."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.roles import Role
from codegraph.errors import StoreError
from codegraph.model import Hit, SearchResult
from codegraph.observe.logs import debug
from codegraph.retrieve.explain import asked_of, factors_of, features_of, legs_of, weights_of
from codegraph.retrieve.families import root as root_of
from codegraph.retrieve.families import roots_of
from codegraph.retrieve.fuse import Fusion
from codegraph.retrieve.inline_tests import with_code_for_tests
from codegraph.retrieve.legs.dense import DenseLeg
from codegraph.retrieve.legs.graph import GraphLeg
from codegraph.retrieve.legs.lexical import LexicalLeg, terms_of
from codegraph.retrieve.legs.path import PathLeg
from codegraph.retrieve.legs.running import run_legs
from codegraph.retrieve.legs.signature import SignatureLeg
from codegraph.retrieve.legs.symbol import SymbolLeg
from codegraph.retrieve.pools import aside_of, pools_of
from codegraph.retrieve.query import Intent, analyse
from codegraph.retrieve.rank import Background, Ranked, counted, rank, rarity_weight
from codegraph.retrieve.scope import ScopeTest
from codegraph.retrieve.snippets import cut_snippets
from codegraph.retrieve.tail import with_other_files
from codegraph.store.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.config import RetrieveSettings
    from codegraph.embed import Embedder
    from codegraph.identity import NodeId
    from codegraph.model import Asked, Chunk, Query, Scope
    from codegraph.retrieve.caching import AnswerCache
    from codegraph.retrieve.fuse import Fused
    from codegraph.retrieve.legs.running import Leg, Outcome
    from codegraph.retrieve.rank import Placed
    from codegraph.store import FileBrief, Store

MOST_RANKED = 80
"""So many of the fused chunks are ranked, at least: ranking more changes nothing but the time it takes."""

# what is asked so is a test as well, or shows it: how a name is used
_TESTS_ANSWER = frozenset({Intent.SYMBOL, Intent.SIGNATURE, Intent.USAGE, Intent.TEST})
_SEEDS = 6
# so many of them tell what they call: more change nothing but the time it takes
_CALLERS = 5
_TRIES = 4
# so often without asking the writer to wait
_HURRIED_TRIES = 1
# the words of a small write follow its files that soon
_WAITS = 2
_WAIT_SECONDS = 0.03
_WORDS_BEHIND = "lexical: the words of files changed lately are not there yet; `codegraph index` completes them"
_TWO_STATES = "the index was written during the search, again and again: the hits may be of two states of it"


class Found(NamedTuple):
    """What each stage of a search made: rankings by leg, fused chunks, ranked hits; times and faults by name.

    `files` holds the file of each fused chunk that exists; `not_defined` the names in the question that nothing bears.

    All of it belongs to one `revision` of the store, and so do `hashes`: the content hash of the file of each ranked
    chunk, by path. Where that could not be had, `degraded` says so, and no more is certain than that each ranked chunk
    belongs to the hash of its file.
    """

    query: Query
    rankings: Mapping[str, Sequence[tuple[NodeId, float]]]
    fused: Sequence[Fused]
    ranked: Sequence[Ranked]
    files: Mapping[NodeId, FileBrief]
    degraded: Sequence[str]
    took_ms: Mapping[str, float]
    revision: int
    hashes: Mapping[str, str]
    not_defined: Sequence[str] = ()


class Ranking(NamedTuple):
    """What hits are cut from, again and again: ranked chunks with the hashes of their files; see `Found`."""

    ranked: tuple[Ranked, ...]
    hashes: Mapping[str, str]
    revision: int
    degraded: tuple[str, ...]
    took_ms: Mapping[str, float]
    asked: Asked


def search(
    text: str,
    *,
    store: Store,
    embedder: Embedder,
    root: Path,
    scope: Scope,
    settings: RetrieveSettings,
    limit: int | None = None,
    cache: AnswerCache[Ranking] | None = None,
) -> SearchResult:
    """Search an index.

    :param text: a question, names, or words, with or without filters such as `kind:fn`.
    :param root: the repository; snippets are cut from its files.
    :param limit: the most hits; None takes `retrieve.limit`.
    :param cache: keeps what was found for the same question to the same revision.
    :raises StoreError: no leg could answer.
    """
    began = time.perf_counter()

    def rank_anew() -> Ranking:
        found = find(
            text, store=store, embedder=embedder, scope=scope, settings=settings, limit=limit, project=root.name
        )
        asked = asked_of(found, _weights(settings))
        kept = tuple(found.ranked), found.hashes, found.revision, tuple(found.degraded), dict(found.took_ms)
        return Ranking(*kept, asked)

    if cache is None:
        ranking, cached = rank_anew(), False
    else:
        key = (text, scope, limit, settings, root.name)
        revision, _ = store.likely_numbers()
        ranking, cached = cache.get(revision, key, rank_anew, sure=lambda: store.numbers()[0])
    read = time.perf_counter()
    hits = hits_of(ranking.ranked, ranking.hashes, root)
    took = {"cached": _milliseconds(began) - _milliseconds(read)} if cached else dict(ranking.took_ms)
    stale = sorted({hit.chunk.path for hit in hits if hit.stale})
    return SearchResult(
        query=text,
        index_revision=ranking.revision,
        changed_since_index=len(stale),
        degraded=ranking.degraded,
        hits=tuple(hits),
        took_ms={**took, "snippets": _milliseconds(read), "total": _milliseconds(began)},
        stale_paths=tuple(stale),
        asked=ranking.asked,
    )


def find(
    text: str,
    *,
    store: Store,
    embedder: Embedder,
    scope: Scope,
    settings: RetrieveSettings,
    limit: int | None = None,
    project: str = "",
) -> Found:
    """Search without reading any file, and keep what every stage made; see `search` and `analyse`.

    Store, words and vectors are read at different moments. Where a write came in between, all of it is done again, a
    few times at most; then `degraded` says that the hits may be of two states.
    """
    asked = _Asked(text, scope, limit or settings.limit, project)
    waits = _WAITS
    with ExitStack() as gate:
        for attempt in range(_TRIES):
            if attempt == _HURRIED_TRIES:
                gate.enter_context(store.between_writes())
            moment = Moment(store)
            found = _Search(moment, embedder, settings).find(asked)
            hashes = _hashes(moment, found.ranked)
            after = moment.end()
            behind = after.words != after.content
            if behind and waits and store.writer():
                waits -= 1
                time.sleep(_WAIT_SECONDS)
            elif after == moment.state:
                degraded = (*found.degraded, *([_WORDS_BEHIND] if behind else ()))
                return found._replace(revision=after.revision, hashes=hashes, degraded=degraded)
    return _as_it_is(found, store)


def hits_of(ranked: Sequence[Ranked], hashes: Mapping[str, str], root: Path) -> list[Hit]:
    """Make hits of ranked chunks: with their places, and snippets cut from the files now.

    :param hashes: the indexed content hash of each file, by path: `Found.hashes`.
    """
    snippets = cut_snippets(root, [one.chunk for one in ranked], hashes)
    return [
        Hit(
            rank=position,
            score=one.score,
            chunk=one.chunk,
            snippet=snippet.text,
            stale=snippet.stale,
            legs=legs_of(one),
            features=features_of(one),
            weights=weights_of(one),
            factors=factors_of(one),
            file_hash=hashes.get(one.chunk.path, ""),
        )
        for position, (one, snippet) in enumerate(zip(ranked, snippets, strict=True), start=1)
    ]


class _Asked(NamedTuple):
    """What a search is for; see `search` and `find`."""

    text: str
    scope: Scope
    limit: int
    project: str


class _Search:
    def __init__(self, moment: Moment, embedder: Embedder, settings: RetrieveSettings) -> None:
        self.moment = moment
        self.embedder = embedder
        self.settings = settings
        self.took: dict[str, float] = {}
        self.degraded: list[str] = []

    def find(self, asked: _Asked) -> Found:
        moment, limit = self.moment, asked.limit
        with self._timed("analyse"):
            query = analyse(asked.text, asked.scope, asked.project)
            test = ScopeTest(query.scope, self._package_of, pools_of(query))
        names = SymbolLeg(moment, test)
        legs: list[Leg] = [names, LexicalLeg(moment, test), DenseLeg(moment, self.embedder, test)]
        if query.path_hints:
            legs.append(PathLeg(moment.store, test))
        if query.intent is Intent.SIGNATURE:
            legs.append(SignatureLeg(moment, test))
        k = max(self.settings.candidates, limit)
        outcome = self._run(legs, query, k)
        if outcome.failed and not outcome.found:
            message = "no part of the search could answer: " + "; ".join(self.degraded)
            raise StoreError(message, hint="see `codegraph doctor`")
        rankings = dict(outcome.found)
        with self._timed("fuse"):
            fusion = Fusion(_weights(self.settings))
            fusion.add(rankings)
            # at once, for the graph and about all that will be ranked: where it takes a query, one is enough
            moment.files_of(fusion.order()[: k + aside_of(k, k)])
        called: frozenset[str] = frozenset()
        if self.settings.graph_weight > 0.0:
            best = fusion.best(_SEEDS)
            symbols = moment.symbols_of(one for one, _ in best)
            leg = GraphLeg(moment, test, _seeds(best, symbols))
            graph = self._run([leg], query, k)
            rankings.update(graph.found)
            fusion.add(graph.found)
            called = self._called({one: symbols[one] for one, _ in best[:_CALLERS] if one in symbols}, leg)
        with self._timed("fuse"):
            cut = _cut(fusion, max(MOST_RANKED, limit))
            fused, files = fusion.fused(cut), moment.files_of(cut)
        with self._timed("rank"):
            background = self._background(query, counted(fused, files), files, called)
            placed = rank(query, fused, background, limit)
            placed = with_other_files(placed, lambda: fusion.fused_but(cut), moment.files_of, limit)
            if query.intent not in _TESTS_ANSWER and Role.TEST not in test.pools.main:
                placed = with_code_for_tests(placed, fused, files, moment.lexical)
            ranked = self._read(placed)
        together = {name: found.together() for name, found in rankings.items()}
        return Found(query, together, fused, ranked, files, self.degraded, self.took, 0, {}, names.not_defined)

    def _read(self, placed: Sequence[Placed]) -> list[Ranked]:
        """Read the chunks that will be shown."""
        chunks = {chunk.id: chunk for chunk in self.moment.chunks([one.fused.id for one in placed])}
        return [
            Ranked(chunks[one.fused.id], one.score, one.features, one.fused) for one in placed if one.fused.id in chunks
        ]

    def _run(self, legs: Sequence[Leg], query: Query, k: int) -> Outcome:
        settings = self.settings
        limits = {
            "symbol": settings.symbol_deadline_ms,
            "path": settings.symbol_deadline_ms,
            "signature": settings.symbol_deadline_ms,
            "lexical": settings.lexical_deadline_ms,
            "dense": settings.dense_deadline_ms,
            "graph": settings.graph_deadline_ms,
        }
        outcome = run_legs(legs, query, k, limits)
        self.took.update(outcome.took_ms)
        self.degraded += [f"{name}: {reason}" for name, reason in sorted(outcome.failed.items())]
        return outcome

    def _called(self, symbols: Mapping[NodeId, NodeId], leg: GraphLeg) -> frozenset[str]:
        """Give the paths of the files that chunks of other files, with these symbols, call into."""
        called = [(chunk, one) for chunk, symbol in symbols.items() for one in leg.called_by(symbol)]
        # a definition has a chunk of its own
        files = self.moment.files_of([*symbols, *(one for _, one in called)])
        paths = {one: file.path for one, file in files.items()}
        return frozenset(paths[one] for chunk, one in called if one in paths and paths[one] != paths.get(chunk))

    def _background(
        self, query: Query, ids: Sequence[NodeId], files: Mapping[NodeId, FileBrief], called: frozenset[str]
    ) -> Background:
        """Give what ranking asks for; of these chunks it is told which words they have."""
        lexical = self.moment.lexical
        terms = terms_of(query)
        total = lexical.count
        rarity = {
            stem: rarity_weight(count, total)
            for term, count in lexical.document_frequency(terms).items()
            for stem in lexical.stems([term])
        }
        paths = lexical.document_frequency(terms, fields=("path",))
        path_rarity = {root_of(term): rarity_weight(count, total) for term, count in paths.items()}
        for word in query.words:
            for one in roots_of(word):
                path_rarity.setdefault(one, rarity_weight(0, total))
        return Background(
            files=files,
            matched=lexical.matches(terms, ids),
            rarity=rarity,
            path_rarity=path_rarity,
            called=called,
        )

    def _package_of(self, path: str) -> str:
        row = self.moment.store.file(path)
        return row.package if row else ""

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = _milliseconds(began)
        self.took[stage] = round(self.took.get(stage, 0.0) + took, 2)
        debug("search: %s took %.1f ms", stage, took)


def _seeds(best: Sequence[tuple[NodeId, float]], symbols: Mapping[NodeId, NodeId]) -> dict[NodeId, float]:
    """Give the symbols of chunks with the best of their scores."""
    seeds: dict[NodeId, float] = {}
    for chunk, score in best:
        if chunk in symbols:
            seeds[symbols[chunk]] = max(seeds.get(symbols[chunk], 0.0), score)
    return seeds


def _weights(settings: RetrieveSettings) -> dict[str, float]:
    return {
        "symbol": settings.symbol_weight,
        "path": settings.symbol_weight,
        "signature": settings.symbol_weight,
        "lexical": settings.lexical_weight,
        "dense": settings.dense_weight,
        "graph": settings.graph_weight,
    }


def _hashes(store: Store | Moment, ranked: Sequence[Ranked]) -> dict[str, str]:
    return {path: one.hash for path, one in store.briefs_of(one.chunk.path for one in ranked).items()}


def _as_it_is(found: Found, store: Store) -> Found:
    """Take hits that may be of two states: chunks that went are left out, the others belong to their files' hashes."""

    def read() -> tuple[int, dict[NodeId, Chunk], dict[str, str]]:
        chunks = {one.id: one for one in store.chunks([one.chunk.id for one in found.ranked])}
        return store.revision, chunks, _hashes(store, found.ranked)

    revision, chunks, hashes = store.stable(read)
    ranked = [one._replace(chunk=chunks[one.chunk.id]) for one in found.ranked if one.chunk.id in chunks]
    degraded = (*found.degraded, _TWO_STATES)
    return found._replace(ranked=ranked, revision=revision, hashes=hashes, degraded=degraded)


def _cut(fusion: Fusion, k: int) -> list[NodeId]:
    """Give the first k of what the question asks for, and fewer of what stands aside, best first."""
    order = fusion.order()
    main = [one for one in order if not fusion.is_aside(one)]
    aside = [one for one in order if fusion.is_aside(one)]
    kept = {*main[:k], *aside[: aside_of(k, len(main))]}
    return [one for one in order if one in kept]


def _milliseconds(since: float) -> float:
    return round((time.perf_counter() - since) * 1000.0, 2)
