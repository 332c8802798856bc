"""The order of hits: one score for each file, made of features whose weights stand in one table.

Pure and deterministic: the same inputs give the same order, ties by path and id. A file is judged by its best chunks
together, since a question is about a place in a program more often than about a line. What each feature is worth was
measured on generated questions; the table of `docs/decisions/0009-ranking-features.md` says how much.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise, takewhile
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.roles import Role, role_of
from codegraph.retrieve.families import root, roots_of
from codegraph.retrieve.platforms import platforms_asked_for, platforms_of
from codegraph.retrieve.query import Intent, split_path
from codegraph.text import split_identifier

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Chunk, Query
    from codegraph.retrieve.fuse import Fused
    from codegraph.store import FileBrief

WEIGHTS = {
    # the best chunks' fused scores, the n-th times 0.45 to the n-th, as a share of the best file's
    "evidence": 1.0,
    # the share of the question's words, by rarity, that the file's best chunks have together
    "coverage": 0.1,
    # the same for its best chunk alone
    "coverage-of-best": 0.6,
    # the share of the question's words, by rarity among paths, that stand in the file's name
    "file-name": 0.4,
    # every word of the file's name stands in the question
    "whole-file-name": 0.2,
    # the file's name is a word of the question, or two that follow each other, as written
    "same-file-name": 0.3,
    # a word of the name of its folder is one of the question
    "folder-name": 0.1,
    # the evidence of the best files that lies in its top folder, or package, as a share of that in the best one
    "agreement": 0.2,
    # it holds a definition that bears the name that is all of the question
    "definition": 0.6,
    # one of the best chunks, which stands in another file, calls what it defines
    "called": 0.2,
    # the logarithm of how many of its chunks were found
    "finds": 0.15,
    # the logarithm of the file's size
    "size": 0.15,
    # it declares what a file of the same name beside it defines: `idna.h` where `idna.c` was found, too
    "declarations": -0.3,
    # it is for another platform than Unix that the question does not name: `win/tcp.c`
    "other-platform": -0.5,
    # it holds what a path of names means that is all of the question: `Page.render`
    "named": 1.0,
    # it holds a function with a signature like the one that is all of the question
    "signature": 2.0,
    # it is, or is below, a path that the question names
    "place": 2.0,
}
"""What each feature, between 0 and 1, counts in a file's score."""

TEST_FACTOR = 0.4
"""What the score of tests, examples and benchmarks is multiplied with where the question does not ask for them."""

PROSE_FACTOR = 0.4
"""What the score of prose and configuration is multiplied with where the question does not ask for them."""

_DECAY = 0.45
_CHUNKS_COUNTED = 5
# of each chunk that counts
_DECAYS = tuple(_DECAY**position for position in range(_CHUNKS_COUNTED))
_FILES_AGREEING = 30
_SURE_DEFINITION = 0.5
_MOST_DEFINITIONS = 5
_SAME_SIGNATURE = 0.75
_NONE: frozenset[str] = frozenset()
_DECLARES = (".h", ".hh", ".hpp", ".hxx", ".pyi", ".d.ts", ".mli")
# what a file of 400 kB has the whole of
_SIZE_UNIT = 1000
_LARGE = log1p(400)
# so many chunks found of one file are as good as more
_MANY = log1p(20)
_SHORTEST_PART = 2
# folders at the top of a repository that hold packages and nothing else
_PACKAGES = frozenset({"packages", "crates", "libs", "libraries", "modules", "apps", "plugins", "projects", "services"})
_CONTAINER_FILES = frozenset({"mod", "lib", "main", "index", "__init__", "init"})


class Background(NamedTuple):
    """What ranking is told about the chunks besides their fused scores.

    `files` holds the file of every fused chunk that exists; `matched` tells which stems of the question those have that
    count, see `counted`; `rarity` gives the weight of a stem among chunks, `path_rarity` that of a root among paths;
    `called` holds the paths of the files that the best chunks of other files call into.
    """

    files: Mapping[NodeId, FileBrief]
    matched: Mapping[NodeId, frozenset[str]] = {}
    rarity: Mapping[str, float] = {}
    path_rarity: Mapping[str, float] = {}
    called: Collection[str] = ()


class Placed(NamedTuple):
    """A chunk in its place, by its file: that one's score, what each feature added to it, the chunk's fused score."""

    path: str
    score: float
    features: Mapping[str, float]
    fused: Fused


class Ranked(NamedTuple):
    """A chunk in its place: its file's score, what each feature added to that, and the chunk's own fused score."""

    chunk: Chunk
    score: float
    features: Mapping[str, float]
    fused: Fused


def rarity_weight(count: int, total: int) -> float:
    """Give the weight of a word that `count` of `total` have: the more have it, the less."""
    return log(1.0 + total / (1.0 + count))


def counted(fused: Sequence[Fused], files: Mapping[NodeId, FileBrief]) -> list[NodeId]:
    """Give those of some fused chunks, best first, whose words count when files are ranked: the first few of each file.

    Which words a chunk has takes ten microseconds to find out, and half of them are others.
    """
    ids: list[NodeId] = []
    seen: dict[str, int] = defaultdict(int)
    for one in fused:
        file = files.get(one.id)
        if file is not None and seen[file.path] < _CHUNKS_COUNTED:
            seen[file.path] += 1
            ids.append(one.id)
    return ids


def rank(query: Query, fused: Sequence[Fused], background: Background, limit: int) -> list[Placed]:
    """Order fused chunks into the places of at most `limit` hits.

    One chunk stands for each file; further chunks of the files follow when there are no more files. Where the question
    is a name, all definitions that bear it stand with their file.
    """
    by_file = grouped(fused, background.files)
    judge = _Judge(query, background, by_file)
    scored = []
    for path, found in by_file.items():
        features = judge.features(path, found)
        scored.append((sum(features.values()), path, features))
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    first: list[Placed] = []
    later: list[tuple[int, Placed]] = []
    for score, path, features in scored:
        if len(first) >= limit:
            break
        found = by_file[path]
        shown = 1
        if query.intent is Intent.SYMBOL:
            found.sort(key=lambda one: (-_sure_definition(one), -one.score, one.id))
            shown = max(_definitions(found), 1)
        elif query.intent is Intent.SIGNATURE:
            found.sort(key=lambda one: (-_likeness(one), -one.score, one.id))
            shown = max(sum(_likeness(one) >= _SAME_SIGNATURE for one in found[:_MOST_DEFINITIONS]), 1)
        placed = [Placed(path, score, features, one) for one in found]
        first += placed[:shown]
        later += enumerate(placed[shown:])
    if len(first) < limit:
        later.sort(key=lambda entry: entry[0])
        first += [placed for _, placed in later[: limit - len(first)]]
    return first[:limit]


def grouped(fused: Sequence[Fused], files: Mapping[NodeId, FileBrief]) -> dict[str, list[Fused]]:
    """Give the fused chunks that exist by file, the best of each first."""
    by_file: dict[str, list[Fused]] = defaultdict(list)
    for one in fused:
        file = files.get(one.id)
        if file is not None:
            by_file[file.path].append(one)
    for found in by_file.values():
        if len(found) > 1:
            found.sort(key=lambda one: (-one.score, one.id))
    return by_file


class _Judge:
    """Computes the features of files for one question."""

    def __init__(self, query: Query, background: Background, by_file: Mapping[str, Sequence[Fused]]) -> None:
        """Take the question, and what was found in each file, best first; files that stand aside judge no others."""
        self._background = background
        main = {path: found for path, found in by_file.items() if not found[0].aside} or by_file
        self._evidence = {path: _evidence(found) for path, found in by_file.items()}
        evidence = {path: self._evidence[path] for path in main}
        self._most = max(evidence.values(), default=0.0)
        self._agreement = _agreement(evidence)
        self._defining = {_facts_of(path).bare_name for path in main if not path.endswith(_DECLARES)}
        # legs that found nothing need not be looked for in every chunk
        self._legs = {name for found in by_file.values() for one in found for name in one.parts}
        self._is_said = any(background.matched.get(one.id) for found in main.values() for one in found)
        self._is_defined = any(_sure_definition(one) for found in main.values() for one in found)
        self._is_name = query.intent is Intent.SYMBOL
        self._roots = frozenset().union(*map(roots_of, query.words)) if query.words else frozenset()
        self._whole = sum(background.rarity.values()) or 1.0
        rarity = background.path_rarity
        # in order: a sum of floats depends on it, and the order of a set is another in each process
        self._whole_path = sum(rarity.get(one, 0.0) for one in sorted(self._roots)) or 1.0
        split = [split_identifier(word) for word in query.words]
        whole = ["".join(word) for word in split]
        self._names = {*whole, *map("".join, pairwise(whole))}
        self._pieces = self._roots.union(whole, *split)
        self._platforms = platforms_asked_for(query.words)
        self._shares: dict[frozenset[str], float] = {}
        self._is_path = self._is_name and len(split_path(query.text)) > 1

    def features(self, path: str, found: Sequence[Fused]) -> dict[str, float]:
        """Give what each feature adds to a file's score; features that add nothing are left out."""
        background, file = self._background, self._background.files[found[0].id]
        matched = [background.matched.get(one.id, _NONE) for one in found[:_CHUNKS_COUNTED]]
        facts = _facts_of(path)
        known = [self._path_rarity(one) for one in facts.name]
        asked = [rarity for rarity in known if rarity is not None]
        values = {
            "evidence": min(self._evidence[path] / self._most, 1.0) if self._most > 0.0 else 0.0,
            "coverage": self._share(_NONE.union(*matched)),
            "coverage-of-best": max(map(self._share, matched), default=0.0),
            "file-name": min(sum(asked) / self._whole_path, 1.0),
            "whole-file-name": float(bool(known) and len(asked) == len(known)),
            "same-file-name": float(facts.joined in self._names),
            "folder-name": float(not self._roots.isdisjoint(facts.folder)),
            "agreement": self._agreement.get(facts.top_folder, 0.0),
            "definition": max((_score_of(one, "symbol") for one in found), default=0.0) if self._is_name else 0.0,
            "called": float(path in background.called),
            "finds": min(log1p(len(found)) / _MANY, 1.0),
            "size": min(log1p(file.size / _SIZE_UNIT) / _LARGE, 1.0),
            "declarations": float(path.endswith(_DECLARES) and facts.bare_name in self._defining),
            "other-platform": float(not facts.platforms <= self._platforms),
            "named": float(self._is_path and any(map(_sure_definition, found))),
            "signature": self._best_of("signature", found),
            "place": self._best_of("path", found),
        }
        added = {name: WEIGHTS[name] * value for name, value in values.items() if value > 0.0}
        if "place" in added:
            return added
        only_here = any(matched) and not self._is_said
        only_here |= self._is_name and not self._is_defined and any(map(_sure_definition, found))
        if found[0].aside and not only_here:
            prose = role_of(path, file.language) is Role.PROSE
            why, factor = ("prose", PROSE_FACTOR) if prose else ("test", TEST_FACTOR)
            added[why] = -(1.0 - factor) * sum(added.values())
        return added

    def _best_of(self, leg: str, found: Sequence[Fused]) -> float:
        """Give the best score that a leg gave to any of some chunks."""
        return max((_score_of(one, leg) for one in found), default=0.0) if leg in self._legs else 0.0

    def _path_rarity(self, one: str) -> float | None:
        """Weigh a root of a file's name, or the two words of the question that it is made of; None if it is neither."""
        rarity = self._background.path_rarity
        if one in self._roots:
            return rarity.get(one, 0.0)
        for cut in range(_SHORTEST_PART, len(one) - _SHORTEST_PART + 1):
            if one[:cut] in self._pieces and one[cut:] in self._pieces:
                return sum(rarity.get(root(part), 0.0) for part in (one[:cut], one[cut:]))
        return None

    def _share(self, stems: frozenset[str]) -> float:
        share = self._shares.get(stems)
        if share is None:
            share = self._shares[stems] = self._share_of(stems)
        return share

    def _share_of(self, stems: frozenset[str]) -> float:
        return sum(self._background.rarity.get(stem, 0.0) for stem in sorted(stems)) / self._whole


def _evidence(found: Sequence[Fused]) -> float:
    return sum([one.score * decay for one, decay in zip(found, _DECAYS, strict=False)])


def _agreement(evidence: Mapping[str, float]) -> dict[str, float]:
    """Give for each top folder the evidence that the best files have there, as a share of the most that one has."""
    folders: dict[str, float] = defaultdict(float)
    for path in sorted(evidence, key=lambda path: (-evidence[path], path))[:_FILES_AGREEING]:
        folders[_facts_of(path).top_folder] += evidence[path]
    most = max(folders.values(), default=0.0)
    return {folder: found / most for folder, found in folders.items()} if most > 0.0 else {}


def _sure_definition(one: Fused) -> float:
    """Give how surely a chunk defines the name asked for; 0 where that is no more than likely."""
    part = one.parts.get("symbol")
    return part.score if part is not None and part.score >= _SURE_DEFINITION else 0.0


def _likeness(one: Fused) -> float:
    """Give how much a function's signature is the one asked for."""
    return _score_of(one, "signature")


def _score_of(one: Fused, leg: str) -> float:
    """Give the score of a chunk in a leg; 0 where that did not find it."""
    part = one.parts.get(leg)
    return part.score if part is not None else 0.0


def _definitions(found: Sequence[Fused]) -> int:
    """Count the leading chunks that are definitions of the name asked for."""
    leading = takewhile(_sure_definition, found[:_MOST_DEFINITIONS])
    return sum(1 for _ in leading)


class _PathFacts(NamedTuple):
    """What a path says of its file.

    `name` holds the roots of the words of the file's own name, in order, and `joined` these words as one; `folder` the
    roots of the words in the name of its folder; `bare_name` the name up to its first dot.
    """

    name: tuple[str, ...]
    joined: str
    folder: frozenset[str]
    top_folder: str
    bare_name: str
    platforms: frozenset[str]


@lru_cache(maxsize=1 << 14)
def _facts_of(path: str) -> _PathFacts:
    parts = split_identifier(_own_name(path))
    folders, _, name = path.rpartition("/")
    return _PathFacts(
        name=tuple(sorted(set(map(root, parts)))),
        joined="".join(parts),
        folder=frozenset(map(root, split_identifier(folders.rpartition("/")[2]))),
        top_folder=_top_folder(path),
        bare_name=name.partition(".")[0],
        platforms=platforms_of(path),
    )


def _own_name(path: str) -> str:
    """Give a file's name without its ending, or its folder's where the file only stands for that."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    return folders[-1] if stem in _CONTAINER_FILES and folders else stem


def _top_folder(path: str) -> str:
    """Give the first folder of a path, with the next where that only holds packages; empty where there is none."""
    first, _, rest = path.partition("/")
    if not rest:
        return ""
    second, _, more = rest.partition("/")
    return f"{first}/{second}" if more and first.lower() in _PACKAGES else first
