"""What an index says of our references: definitions are found by their place, never by their name in the index alone.

Symbols of an index may collide: rust-analyzer gives a method and a free function of one file the same one. So the
definition of a symbol is where its occurrences with the role Definition stand; with several that fit there is no
answer, and the reference is left to the resolver of its language.
"""

from __future__ import annotations

import json
import posixpath
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId
from codegraph.model import ReferenceKind, ReferenceState, SymbolKind
from codegraph.resolve.scip.places import Places
from codegraph.resolve.scip.symbols import is_local, name_of, package_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from codegraph.model import Facts, Reference, Span, SymbolFact
    from codegraph.resolve.scip.reading import Document, ScipIndex

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
_TYPES = frozenset(
    {
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.VARIANT,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.TYPE_ALIAS,
    },
)
_VALUES = frozenset({SymbolKind.CONST, SymbolKind.STATIC, SymbolKind.VARIABLE})
_ABSTRACT = frozenset({SymbolKind.TRAIT, SymbolKind.INTERFACE, SymbolKind.CLASS})
# what a reference of each form can mean; a form that is not here is left to the resolver. An import binds a name in
# every name space at once, of which an index tells only one.
_FITTING: dict[ReferenceKind, frozenset[SymbolKind]] = {
    ReferenceKind.CALL: _FUNCTIONS | _TYPES | _VALUES,
    ReferenceKind.METHOD_CALL: _FUNCTIONS,
    ReferenceKind.MACRO_CALL: _FUNCTIONS | {SymbolKind.MACRO},
    ReferenceKind.TYPE: _TYPES,
    ReferenceKind.IMPL_TRAIT: _ABSTRACT,
    ReferenceKind.IMPL_TYPE: _TYPES,
    ReferenceKind.DERIVE: _ABSTRACT | {SymbolKind.MACRO},
    ReferenceKind.VALUE: _FUNCTIONS | _TYPES | _VALUES,
}
# of an index made elsewhere: this share of its definitions must bear their names, else it is of other bytes
_FITTING_SHARE = 0.9
_MOST_PLACES = 8


class Source(NamedTuple):
    """An indexed file: its facts, the ids of its symbols in their order, and exactly the bytes they were made of."""

    facts: Facts
    ids: Sequence[NodeId]
    data: bytes


class Answer(NamedTuple):
    """What one reference means: `target` where it is resolved, else `reason` (the package of an external one)."""

    state: ReferenceState
    target: NodeId | None
    reason: str


Answers = dict[int, Answer]


@dataclass(slots=True)
class Collected:
    """What an index gave: answers by path and the reference's first byte; which documents could not be used."""

    hashes: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answers] = field(default_factory=dict)
    # documents of files that are not indexed, or changed since; and documents made for other bytes
    unknown: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


class _Definition(NamedTuple):
    """What stands where a symbol is defined; `within` is the function that holds it, and the only place to see it."""

    node: NodeId | None = None
    kind: SymbolKind | None = None
    within: tuple[str, Span] | None = None

    def seen_from(self, path: str, start: int) -> bool:
        """Tell whether its name can be used at a place."""
        if self.within is None or self.kind is SymbolKind.METHOD:
            return True
        return path == self.within[0] and self.within[1].start <= start < self.within[1].end


class _Asked(NamedTuple):
    """A reference with the symbols that the index puts there."""

    reference: Reference
    symbols: set[str]


def collect(index: ScipIndex, source_of: Callable[[str], Source | None], *, own: bool) -> Collected:
    """Read an index and tell what it says of the references of the files it covers.

    `source_of` gives a file's source, None for one that is not indexed or not as it was indexed. `own` says that the
    index was made for just these bytes: otherwise this is checked by the names that stand at the definitions.
    """
    collected = Collected()
    definitions: dict[str, set[tuple[str, int, _Definition]]] = {}
    asked: dict[str, dict[int, _Asked]] = {}
    for document in index.documents():
        path = _normal(document.path)
        source = source_of(path) if path else None
        if source is None:
            collected.unknown.append(document.path)
            continue
        places = Places(source.data, document.encoding)
        if not own and not _fits(document, places, source.data):
            collected.stale.append(path)
            continue
        collected.hashes[path] = source.facts.hash
        _read(document, path, source, places, definitions, asked.setdefault(path, {}), own=own)
    packages = {package_of(symbol) for symbol in definitions if not is_local(symbol)}
    known = {
        symbol: tuple(dict.fromkeys(one for _, _, one in sorted(places, key=lambda place: place[:2])))
        for symbol, places in definitions.items()
    }
    for path, wanted in asked.items():
        answers = {start: answer for start, one in wanted.items() if (answer := _answer(one, path, known, packages))}
        collected.answers[path] = answers
    return collected


def _normal(path: str) -> str:
    normal = posixpath.normpath(path.replace("\\", "/")) if path else ""
    return "" if normal.startswith(("/", "..")) else normal


def _fits(document: Document, places: Places, data: bytes) -> bool:
    """Tell whether the definitions of a document bear their names in these bytes."""
    seen: Counter[bool] = Counter()
    for one in document.occurrences:
        name = name_of(one.symbol)
        if not one.definition or is_local(one.symbol) or not name or one.line != one.end_line:
            continue
        start, end = places.byte(one.line, one.start), places.byte(one.line, one.end)
        text = data[start:end].decode("utf-8", "replace") if start is not None and end is not None else "?"
        # a module is often "defined" by an empty range at the top of its file
        if text:
            seen[text.strip("`\"'").removeprefix("r#") == name] += 1
    return seen[True] >= _FITTING_SHARE * seen.total()


def _read(
    document: Document,
    path: str,
    source: Source,
    places: Places,
    definitions: dict[str, set[tuple[str, int, _Definition]]],
    asked: dict[int, _Asked],
    *,
    own: bool,
) -> None:
    """Take the definitions of a document, and the symbols that stand at our references."""
    symbols = {
        fact.name_start: _Definition(source.ids[n], fact.kind, _function_around(fact, path, source.facts))
        for n, fact in enumerate(source.facts.symbols)
        if n and fact.kind is not SymbolKind.IMPL
    }
    references = {reference.start: reference for reference in source.facts.references if reference.kind in _FITTING}
    for one in document.occurrences:
        start = places.byte(one.line, one.start)
        if start is None:
            continue
        symbol = f"{path} {one.symbol}" if is_local(one.symbol) else one.symbol
        if one.definition:
            found = definitions.setdefault(symbol, set())
            if len(found) < _MOST_PLACES:
                raw = 2 if source.data.startswith(b"r#", start) else 0
                defined = symbols.get(start) or symbols.get(start + raw) or _Definition()
                found.add((path, start, defined))
            continue
        reference = references.get(start)
        if reference is None or places.byte(one.end_line, one.end) != reference.end:
            continue
        if own or name_of(one.symbol) == reference.name or is_local(one.symbol):
            asked.setdefault(start, _Asked(reference, set())).symbols.add(symbol)


def _function_around(fact: SymbolFact, path: str, facts: Facts) -> tuple[str, Span] | None:
    while fact.parent > 0:
        fact = facts.symbols[fact.parent]
        if fact.kind in _FUNCTIONS:
            return path, fact.span
    return None


def _answer(
    asked: _Asked,
    path: str,
    definitions: Mapping[str, tuple[_Definition, ...]],
    packages: set[str],
) -> Answer | None:
    """Give the one thing that a reference means, None where the index does not tell just one."""
    found = {_meaning(symbol, asked.reference, path, definitions, packages) for symbol in asked.symbols}
    return found.pop() if len(found) == 1 else None


def _meaning(
    symbol: str,
    reference: Reference,
    path: str,
    definitions: Mapping[str, tuple[_Definition, ...]],
    packages: set[str],
) -> Answer | None:
    places = definitions.get(symbol, ())
    if not places:
        package = "" if symbol.startswith(f"{path} local ") else package_of(symbol)
        external = package and package not in packages
        return Answer(ReferenceState.EXTERNAL, None, package) if external else None
    if all(place.node is None for place in places):
        # a parameter, a variable, a field, or what a macro makes
        return None
    fitting = [place for place in places if place.kind is None or place.kind in _FITTING[reference.kind]]
    if len(fitting) > 1:
        fitting = [place for place in fitting if place.seen_from(path, reference.start)]
    if reference.kind is ReferenceKind.METHOD_CALL and len(fitting) > 1:
        fitting = [place for place in fitting if place.kind is not SymbolKind.FUNCTION]
    if len(fitting) != 1 or fitting[0].node is None:
        return None
    return Answer(ReferenceState.RESOLVED, fitting[0].node, "")


def encode_answers(answers: Answers) -> bytes:
    """Write the answers of a file for the store."""
    rows = [[start, one.state, one.target or "", one.reason] for start, one in sorted(answers.items())]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 1)


def decode_answers(data: bytes) -> Answers:
    """Read back what `encode_answers` gave."""
    rows: Iterable[tuple[int, str, str, str]] = json.loads(zlib.decompress(data))
    return {
        start: Answer(ReferenceState(state), NodeId(target) if target else None, reason)
        for start, state, target, reason in rows
    }
