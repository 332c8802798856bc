"""Makes the unit of a file from its facts when it is parsed, and that of what a macro call became; see `units`."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from codegraph.identity import content_hash
from codegraph.model import SymbolKind
from codegraph.resolve.expansion.tokens import TokenError, tokenize
from codegraph.resolve.foreign.exports import exports_of
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.units import CODES, FOREIGN, PLAIN_STRUCT, PROCEDURAL, last_segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Facts, Reference, SymbolFact

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
# the words without which no text defines anything
_DEFINING = frozenset(b"fn struct enum union trait impl mod type const static extern macro macro_rules".split())
_ANY_DEFINING = re.compile(rb"\b(?:%b)\b" % b"|".join(sorted(_DEFINING)))
_PROC_MACRO = re.compile(r"proc_macro(?:_attribute|_derive\s*\(\s*(?P<derive>\w+))?")


def make_unit(
    path: str, facts: Facts, ids: Sequence[NodeId], root: str, heads: Mapping[int, bytes] = MappingProxyType({})
) -> tuple[bytes, str]:
    """Make the unit of a file, and the digest of all in it that other files can see.

    `ids` are those of its symbols, `root` the qualified name of its module; `heads` are known, by index: as `units`
    reads them from the unit of a version that these symbols were taken over from.
    """
    return _encode(path, facts, root, "".join(ids), [], heads)


def make_foreign_unit(path: str, facts: Facts, ids: Sequence[NodeId]) -> tuple[bytes, str]:
    """Make the unit of a file that only other languages see, and its digest."""
    unit = b"\n".join((FOREIGN, _dump([path, exports_of(path, facts), "".join(ids)])))
    return unit, content_hash(unit)


def make_expansion(facts: Facts) -> bytes:
    """Make the unit of what a macro call became; `elements` hold what tells apart symbols of one name."""
    elements = [[fact.signature if fact.kind is SymbolKind.IMPL else "", fact.cfg] for fact in facts.symbols]
    return _encode("", facts, "", "", elements, {})[0]


def _encode(
    path: str, facts: Facts, root: str, ids: str, elements: list[list[str]], known: Mapping[int, bytes]
) -> tuple[bytes, str]:
    declared = {declaration.symbol: declaration.data for declaration in facts.declarations}
    outline = _dump(_outline(path, root, facts, declared))
    table = _dump(_table(facts, ids, elements))
    symbols = facts.symbols
    texts = {index: symbols[index].span.start + data[2] for index, data in declared.items() if data[0] == "macro"}
    calls = [[it.start, it.text_start, *it.span] for it in facts.invocations]
    positions = [[fact.span.start for fact in symbols], texts, calls]
    heads = [known[index] if index in known else _head(declared.get(index), fact) for index, fact in enumerate(symbols)]
    unit = b"\n".join((outline, table, _dump(positions), *heads))
    return unit, content_hash(b"\n".join((outline, table, *heads)))


def _head(data: list[Any] | None, fact: SymbolFact) -> bytes:
    return _dump([_seen(data), fact.signature, fact.generics, fact.trait, fact.self_type, fact.attributes])


def _outline(path: str, root: str, facts: Facts, declared: dict[int, list[Any]]) -> list[Any]:
    """List what must be known of all files; see `Unit`."""
    symbols = facts.symbols
    impls: dict[int, dict[str, None]] = {}
    traits: dict[int, dict[str, None]] = {}
    for index, fact in enumerate(symbols):
        if fact.parent in impls:
            impls[fact.parent][fact.name] = None
        elif fact.parent in traits and fact.kind in FUNCTIONS:
            traits[fact.parent][fact.name] = None
        if fact.kind is SymbolKind.IMPL:
            impls[index] = {}
        elif fact.kind is SymbolKind.TRAIT:
            traits[index] = {}
    owners = impls.keys() | traits.keys()
    return [
        path,
        root,
        sorted({it.alias for it in facts.references.imports() if _is_rename(it)}),
        sorted({fact.name for fact in symbols if fact.kind is SymbolKind.TYPE_ALIAS and fact.parent not in owners}),
        _macros(facts, declared),
        _calls(facts),
        [[index, *_impl(declared.get(index)), list(names)] for index, names in impls.items()],
        [[index, list(names)] for index, names in traits.items()],
        exports_of(path, facts) if path else [],
    ]


def _macros(facts: Facts, declared: dict[int, list[Any]]) -> list[tuple[str, int]]:
    """List the names of macros, and whether the text of one of that name can define anything."""
    found: dict[str, int] = {}
    for index, fact in enumerate(facts.symbols):
        if fact.kind is SymbolKind.MACRO:
            data = declared.get(index)
            defines = data is None or data[0] != "macro" or _may_define(data[1])
            found[fact.name] = found.get(fact.name, 0) | defines
    return sorted(found.items())


def _calls(facts: Facts) -> list[tuple[str, int, int]]:
    """List the names of the macros that are called where items may stand; see `CallOutline`."""
    found: dict[str, tuple[int, int]] = {}
    for call in facts.invocations:
        name = last_segment(call.path)
        count, defines = found.get(name, (0, 0))
        in_body = facts.symbols[call.symbol].kind in FUNCTIONS
        found[name] = count + 1, defines | (not in_body or _may_define(call.text))
    return [(name, count, defines) for name, (count, defines) in sorted(found.items())]


def _may_define(text: str) -> bool:
    """Tell whether a macro's text or argument may bring a definition into what a call becomes."""
    source = text.encode("utf-8", "surrogatepass")
    if _ANY_DEFINING.search(source) is None:
        return False
    try:
        return not _DEFINING.isdisjoint(tokenize(source).texts)
    except TokenError:
        return True


def _table(facts: Facts, ids: str, elements: list[list[str]]) -> list[Any]:
    """List all symbols, imports and macro calls; see `Unit`."""
    symbols = facts.symbols
    with_fields = {fact.parent for fact in symbols if fact.kind is SymbolKind.FIELD}
    procedural = {index: found for index, fact in enumerate(symbols) if (found := _procedural(fact))}
    imports = [[it.symbol, it.text, it.alias, it.visibility] for it in facts.references.imports()]
    imports.sort(key=_symbol_of)
    return [
        "".join(_code(index, fact.kind, with_fields, procedural) for index, fact in enumerate(symbols)),
        [fact.name for fact in symbols],
        [fact.parent for fact in symbols],
        [fact.visibility for fact in symbols],
        ids,
        imports,
        list(procedural.items()),
        [[it.symbol, it.path, it.text] for it in facts.invocations],
        elements,
    ]


def _dump(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def _symbol_of(row: list[Any]) -> int:
    symbol: int = row[0]
    return symbol


def _is_rename(reference: Reference) -> bool:
    return reference.alias != reference.text.rpartition("::")[2]


def _code(index: int, kind: SymbolKind, with_fields: set[int], procedural: dict[int, list[str]]) -> str:
    if kind is SymbolKind.STRUCT and index not in with_fields:
        return PLAIN_STRUCT
    return PROCEDURAL if index in procedural else CODES[kind]


def _procedural(fact: SymbolFact) -> list[str]:
    """List the names of the procedural macros that a function makes."""
    if fact.kind is not SymbolKind.FUNCTION:
        return []
    matches = (_PROC_MACRO.match(attribute) for attribute in fact.attributes)
    return [found["derive"] or fact.name for found in matches if found]


def _impl(data: list[Any] | None) -> list[str]:
    """Name the type that an impl is for, and its trait."""
    if data is None or data[0] != "impl":
        return ["", ""]
    generics = {generic[0] for generic in data[1]}
    first, last = _ends(data[4])
    return ["" if first in generics or first == "Self" else last, _ends(data[3])[1]]


def _ends(written: list[Any] | None) -> tuple[str, str]:
    """Give the first and the last name of a plain path."""
    if written is None or written[0] != "P":
        return "", ""
    first, last = (it if isinstance(it, str) else it[0] for it in (written[1][0], written[1][-1]))
    return first, last


def _seen(data: list[Any] | None) -> list[Any] | None:
    """Leave of a head what is no position: a macro's text without its place, parameters without those of names."""
    if data is None:
        return None
    if data[0] == "macro":
        return data[:2]
    if data[0] == "fn":
        return [*data[:4], [[_pattern(pattern), written] for pattern, written in data[4]], *data[5:]]
    return data


def _pattern(pattern: list[Any]) -> list[Any]:
    """Write a pattern with 0 for each byte where a name stands."""
    match pattern:
        case ["b", name, mode, inner, _]:
            found = ["b", name, mode, None if inner is None else _pattern(inner), 0]
        case ["ts", path, _, parts]:
            found = ["ts", path, 0, [_pattern(it) for it in parts]]
        case ["st", path, _, parts]:
            found = ["st", path, 0, [[name, _pattern(it)] for name, it in parts]]
        case ["path", path, _]:
            found = ["path", path, 0]
        case ["tup" | "slice" | "or" as form, parts]:
            found = [form, [_pattern(it) for it in parts]]
        case ["&" | "box" as form, inner]:
            found = [form, _pattern(inner)]
        case _:
            found = pattern
    return found
