"""What an index says of our references: definitions are found by their place, never by their name in the index alone.

Symbols of an index may collide: rust-analyzer gives a method and a free function of one file the same one. So the
definition of a symbol is where its occurrences with the role Definition stand; with several that fit there is no
answer, and the reference is left to the resolver of its language.
"""

from __future__ import annotations

import json
import posixpath
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId
from codegraph.model import ReferenceKind, ReferenceState, SymbolKind
from codegraph.resolve.scip.fitting import places_of
from codegraph.resolve.scip.kinds import FUNCTIONS, TYPES, fitting_kinds
from codegraph.resolve.scip.symbols import is_constructor, is_local, name_of, owner_of, package_of
from codegraph.resolve.scoped.modules import name_key
from codegraph.resolve.units import SCOPED_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from codegraph.model import Facts, Reference, Span, SymbolFact
    from codegraph.resolve.scip.places import Places
    from codegraph.resolve.scip.reading import Document, ScipIndex

_MOST_PLACES = 8
_SETTERS = (".setter", ".deleter", ".getter")


class Source(NamedTuple):
    """An indexed file: its facts, the ids of its symbols in their order, and exactly the bytes they were made of."""

    facts: Facts
    ids: Sequence[NodeId]
    data: bytes


class Answer(NamedTuple):
    """What one reference means: `target` where it is resolved, else `reason` (the package of an external one).

    `key` is that of the target's name in its file: when that changes, the answer may hold or not.
    """

    state: ReferenceState
    target: NodeId | None
    reason: str
    key: int = 0


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
    """What stands where a symbol is defined; `within` is the function that holds it, and the only place to see it.

    Definitions of one `group` say more of the same thing, such as overloads: the one that is `whole` is meant. `key` is
    as in `Answer`.
    """

    node: NodeId | None = None
    kind: SymbolKind | None = None
    within: tuple[str, Span] | None = None
    group: tuple[str, int, str] | None = None
    whole: bool = True
    key: int = 0

    def seen_from(self, path: str, start: int) -> bool:
        """Tell whether its name can be used at a place."""
        if self.within is None or self.kind is SymbolKind.METHOD:
            return True
        return path == self.within[0] and self.within[1].start <= start < self.within[1].end


class _Asked(NamedTuple):
    """A reference with the symbols that the index puts there, and the kinds of what it can mean."""

    reference: Reference
    symbols: set[str]
    kinds: frozenset[SymbolKind]


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
        places = places_of(document, source.data, own=own)
        if places is None:
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
    facts = source.facts
    scoped = facts.language in SCOPED_LANGUAGES
    symbols = _definitions(path, source, scoped=scoped)
    kinds = fitting_kinds(facts.language)
    references = {reference.start: reference for reference in facts.references if reference.kind in kinds}
    aliases = {one.alias for one in facts.references.imports()} if scoped else set()
    for one in document.occurrences:
        start, end = places.byte(one.line, one.start), places.byte(one.end_line, one.end)
        if start is None:
            continue
        symbol = f"{path} {one.symbol}" if is_local(one.symbol) else one.symbol
        if one.definition:
            found = definitions.setdefault(symbol, set())
            if len(found) < _MOST_PLACES:
                raw = 2 if source.data.startswith(b"r#", start) else 0
                # a module is defined by an empty range at the top of its file
                at = -1 if scoped and start == end == 0 else start
                defined = symbols.get(at) or symbols.get(at + raw) or _Definition()
                if defined.kind is SymbolKind.METHOD and is_constructor(one.symbol):
                    # who makes an object names its class
                    defined = symbols.get(~start, defined)
                found.add((path, start, defined))
            continue
        reference = references.get(start)
        if reference is None or (end != reference.end and reference.kind is not ReferenceKind.IMPORT):
            continue
        if own or _names(one.symbol, reference, aliases):
            asked.setdefault(start, _Asked(reference, set(), kinds[reference.kind])).symbols.add(symbol)


def _names(symbol: str, reference: Reference, aliases: set[str]) -> bool:
    """Tell whether a symbol can stand at a reference, by its name."""
    if is_local(symbol) or name_of(symbol) == reference.name or reference.name in aliases:
        return True
    if reference.kind is ReferenceKind.IMPORT:
        return reference.alias in aliases
    return is_constructor(symbol) and name_of(owner_of(symbol)) == reference.name


def _definitions(path: str, source: Source, *, scoped: bool) -> dict[int, _Definition]:
    """Give what stands in a file by the byte of its name; -1 is the file, ~byte the class of a method."""
    facts, ids = source.facts, source.ids
    found: dict[int, _Definition] = {}
    if not scoped:
        for n, fact in enumerate(facts.symbols):
            if n and fact.kind is not SymbolKind.IMPL:
                found[fact.name_start] = _Definition(ids[n], fact.kind, _function_around(fact, path, facts))
        return found
    tops: list[str] = []
    for n, fact in enumerate(facts.symbols):
        tops.append(fact.name if fact.parent <= 0 else tops[fact.parent])
        one = _Definition(
            ids[n],
            fact.kind,
            _function_around(fact, path, facts),
            (path, fact.parent, fact.name),
            _is_whole(fact),
            name_key(path, tops[n]),
        )
        found[fact.name_start if n else -1] = one
        if fact.kind is SymbolKind.METHOD and fact.parent > 0 and facts.symbols[fact.parent].kind in TYPES:
            around = facts.symbols[fact.parent]
            found[~fact.name_start] = _Definition(ids[fact.parent], around.kind, key=one.key)
    return found


def _is_whole(fact: SymbolFact) -> bool:
    """Tell whether a definition is more than an overload or the setter of a property."""
    if any(text.endswith(_SETTERS) or text.rpartition(".")[2] == "overload" for text in fact.attributes):
        return False
    return fact.kind not in FUNCTIONS or fact.body >= 0


def _function_around(fact: SymbolFact, path: str, facts: Facts) -> tuple[str, Span] | None:
    while fact.parent > 0:
        fact = facts.symbols[fact.parent]
        if fact.kind in FUNCTIONS:
            return path, fact.span
    return None


def _answer(
    asked: _Asked,
    path: str,
    definitions: Mapping[str, tuple[_Definition, ...]],
    packages: set[str],
) -> Answer | None:
    """Give the one thing that a reference means, None where the index does not tell just one."""
    found = {_meaning(symbol, asked, path, definitions, packages) for symbol in asked.symbols}
    return found.pop() if len(found) == 1 else None


def _meaning(
    symbol: str,
    asked: _Asked,
    path: str,
    definitions: Mapping[str, tuple[_Definition, ...]],
    packages: set[str],
) -> Answer | None:
    reference = asked.reference
    places = definitions.get(symbol, ())
    if not places:
        package = "" if symbol.startswith(f"{path} local ") else package_of(symbol)
        external = package and package not in packages
        return Answer(ReferenceState.EXTERNAL, None, package) if external else None
    if all(place.node is None for place in places):
        # a parameter, a variable, a field, or what a macro makes
        return None
    fitting = [place for place in places if place.kind is None or place.kind in asked.kinds]
    if len(fitting) > 1:
        fitting = [place for place in fitting if place.seen_from(path, reference.start)]
    if reference.kind is ReferenceKind.METHOD_CALL and len(fitting) > 1:
        fitting = [place for place in fitting if place.kind is not SymbolKind.FUNCTION]
    if len(fitting) > 1 and fitting[0].group and len({place.group for place in fitting}) == 1:
        fitting = [place for place in fitting if place.whole] or fitting[:1]
    if len(fitting) != 1 or fitting[0].node is None:
        return None
    return Answer(ReferenceState.RESOLVED, fitting[0].node, "", fitting[0].key)


def encode_answers(answers: Answers) -> bytes:
    """Write the answers of a file for the store."""
    rows = [[start, one.state, one.target or "", one.reason, one.key] for start, one in sorted(answers.items())]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 1)


def decode_answers(data: bytes) -> Answers:
    """Read back what `encode_answers` gave."""
    rows: Iterable[tuple[Any, ...]] = json.loads(zlib.decompress(data))
    return {
        start: Answer(ReferenceState(state), NodeId(target) if target else None, reason, *key)
        for start, state, target, reason, *key in rows
    }
