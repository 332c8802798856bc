"""A repository on a page: its packages, the modules with its central symbols, and those symbols, within a budget.

Central is what much else leads to: PageRank as it is stored. A file's next symbols count a little less each, so that
one crowded file does not fill the page. Tests are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.roles import is_test_path
from codegraph.model import EdgeKind, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import FileRow, Store

_CENTRAL = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.MACRO,
        SymbolKind.CONST,
        SymbolKind.STATIC,
    }
)
_TEST_MODULE = re.compile(r"::tests?::")
_CANDIDATES = 3000
_NEXT_IN_FILE = 0.85
_MISSES = 20
# the share of the budget for the lines of packages: with what they need, and at most
_HEADERS = 0.3
_MOST_HEADERS = 0.5


class Place(NamedTuple):
    """A central symbol with its score."""

    symbol: Symbol
    score: float


@dataclass(frozen=True, slots=True)
class Module:
    """A file, as the module that it is (empty: none), with its central symbols by line."""

    name: str
    path: str
    lines: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package (empty name: files of none) with its folder, its size, and what it needs of the same repository."""

    name: str
    folder: str
    files: int
    lines: int
    needs: tuple[str, ...]
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What fits of a repository; `ranked` is false where no scores are stored yet."""

    files: int
    lines: int
    languages: dict[str, int]
    packages: tuple[Package, ...]
    tokens: int
    truncated: bool
    ranked: bool


class Price(NamedTuple):
    """What it costs, in tokens, to show each part."""

    package: Callable[[Package], int]
    module: Callable[[Module], int]
    place: Callable[[Place], int]


def overview(store: Store, folder: str, budget: int, price: Price) -> Overview:
    """Give what fits into so many tokens: packages first, the largest first, then symbols, the most central first.

    :param folder: the file or folder to show, relative to the repository; empty for all of it.
    """
    files = {path: row for path, row in store.files().items() if not folder or _inside(path, folder)}
    packages = _packages(store, files)
    chosen = _Chosen(budget, price)
    if sum(map(price.package, packages)) > _HEADERS * budget:  # rather symbols than who needs whom
        packages = [replace(package, needs=()) for package in packages]
    for package in packages:
        chosen.add_package(package)
    places = _central(store, files, whole=not folder)
    complete = chosen.whole
    misses = 0
    for place in places:
        if not chosen.add_place(place, files[place.symbol.path]):
            misses += 1
            complete = False
            if misses == _MISSES:
                break
    return Overview(
        files=len(files),
        lines=sum(row.lines for row in files.values()),
        languages=dict(sorted(Counter(row.language for row in files.values()).items())),
        packages=chosen.arranged(packages, files),
        tokens=chosen.tokens,
        truncated=not complete,
        ranked=store.meta("stage.scores") is not None,
    )


class _Chosen:
    """What was taken so far."""

    def __init__(self, budget: int, price: Price) -> None:
        self.tokens = 0
        self.whole = True
        self._budget = budget
        self._price = price
        self._packages: set[str] = set()
        self._places: defaultdict[str, list[Place]] = defaultdict(list)

    def add_package(self, package: Package) -> None:
        """Take a package's own line where it fits."""
        cost = self._price.package(package)
        if self.tokens + cost <= (self._budget if not self._packages else _MOST_HEADERS * self._budget):
            self.tokens += cost
            self._packages.add(package.name)
        else:
            self.whole = False

    def add_place(self, place: Place, row: FileRow) -> bool:
        """Take a symbol, with the line of its module where that is new; tells whether it fits."""
        if row.package not in self._packages:
            return False
        cost = self._price.place(place)
        if row.path not in self._places:
            cost += self._price.module(_module(row, ()))
        if self.tokens + cost > self._budget:
            return False
        self.tokens += cost
        self._places[row.path].append(place)
        return True

    def arranged(self, packages: Iterable[Package], files: dict[str, FileRow]) -> tuple[Package, ...]:
        """Put the symbols into their modules, and these into their packages, each by path and line."""
        modules: defaultdict[str, list[Module]] = defaultdict(list)
        for path in sorted(self._places):
            places = sorted(self._places[path], key=lambda place: (place.symbol.span, place.symbol.id))
            modules[files[path].package].append(_module(files[path], tuple(places)))
        return tuple(
            Package(one.name, one.folder, one.files, one.lines, one.needs, tuple(modules[one.name]))
            for one in packages
            if one.name in self._packages
        )


def _module(row: FileRow, places: tuple[Place, ...]) -> Module:
    return Module(row.module, row.path, row.lines, places)


def _packages(store: Store, files: dict[str, FileRow]) -> list[Package]:
    """Give the packages of these files, those with most lines first."""
    by_name: defaultdict[str, list[FileRow]] = defaultdict(list)
    for row in files.values():
        by_name[row.package].append(row)
    needs = _needs(store, by_name)
    packages = [
        Package(
            name, _common_folder([row.path for row in rows]), len(rows), sum(row.lines for row in rows), needs[name]
        )
        for name, rows in by_name.items()
    ]
    return sorted(packages, key=lambda one: (-one.lines, one.name))


def _needs(store: Store, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give for each package the others of the repository that it depends on."""
    symbols: dict[NodeId, str] = {}
    for name in names:
        if name:
            found = store.symbols_by_name(name)
            symbols.update((one.id, name) for one in found if one.kind is SymbolKind.PACKAGE)
    needed: defaultdict[str, set[str]] = defaultdict(set)
    links = store.links(symbols, (EdgeKind.DEPENDS_ON,), out=True)
    known = {one.id: one.name for one in store.symbols(link.far for link in links)}
    for link in links:
        needed[symbols[link.near]].add(known.get(link.far, ""))
    return {name: tuple(sorted(needed[name] - {""})) for name in names}


def _central(store: Store, files: dict[str, FileRow], *, whole: bool) -> list[Place]:
    """Give the symbols of these files by their worth for an overview."""
    scores = dict(store.highest_scores(_CANDIDATES, None if whole else list(files)))
    places: list[tuple[float, Place]] = []
    in_file: Counter[str] = Counter()
    for symbol in store.symbols(scores):
        if symbol.kind not in _CENTRAL or symbol.path not in files or _is_test(symbol):
            continue
        score = scores[symbol.id]
        places.append((score * _NEXT_IN_FILE ** in_file[symbol.path], Place(symbol, score)))
        in_file[symbol.path] += 1
    places.sort(key=lambda item: (-item[0], item[1].symbol.id))
    return [place for _, place in places]


def _is_test(symbol: Symbol) -> bool:
    return is_test_path(symbol.path) or _TEST_MODULE.search(symbol.qualified_name) is not None


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _common_folder(paths: list[str]) -> str:
    parts = [path.split("/")[:-1] for path in paths]
    shared: list[str] = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared) or "."
