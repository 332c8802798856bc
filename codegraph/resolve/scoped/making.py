"""Makes the unit of a file: what the resolver of other files has to know of it, without any place in it.

So an edit inside of a function changes the unit only where it changes what the function returns, or what it gives to
the members of its object; `files` reads it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from codegraph.identity import content_hash
from codegraph.parse.codec import read_bodies
from codegraph.parse.referring import KNOWN
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.rules import rules_of
from codegraph.resolve.units import CODES, SCOPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Facts

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_RETURN = "return"
_DECLARES = re.compile(
    r"@|(?:export|default|declare|async|const|let|var|function|class|abstract|enum|interface|type|namespace|module|"
    r"global|unique|using)\b"
)
# rows of one function that others see
_MOST_ROWS = 200


def make_scoped_unit(path: str, facts: Facts, ids: Sequence[NodeId]) -> tuple[bytes, str]:
    """Make the unit of a file, and the digest of all in it that other files can see; `ids` are its symbols'."""
    symbols = facts.symbols
    declared = {declaration.symbol: declaration.data for declaration in facts.declarations}
    table = [
        facts.language,
        symbols[0].name,
        "".join(CODES[fact.kind] for fact in symbols),
        [fact.name for fact in symbols],
        [fact.parent for fact in symbols],
        "".join(ids),
        {index: fact.visibility for index, fact in enumerate(symbols) if fact.visibility not in {"", "public"}},
        {index: fact.attributes for index, fact in enumerate(symbols) if fact.attributes},
        {index: fact.modifiers for index, fact in enumerate(symbols) if fact.modifiers},
        {index: fact.self_type for index, fact in enumerate(symbols) if fact.self_type},
        {index: fact.generics for index, fact in enumerate(symbols) if fact.generics},
        [[it.symbol, it.text, it.alias, it.visibility] for it in facts.references.imports()],
        [index for index, fact in enumerate(symbols) if fact.kind in FUNCTIONS and fact.body < 0],
        _hidden(facts),
        declared,
        _seen_rows(facts, declared),
    ]
    unit = b"\n".join((SCOPED, path.encode("utf-8", "surrogatepass"), _dump(table)))
    return unit, content_hash(unit)


def _seen_rows(facts: Facts, declared: Mapping[int, list[Any]]) -> dict[int, list[list[str]]]:
    """List the rows of functions that tell what others see, as name, value and type, in their order."""
    bodies = read_bodies(facts)
    found: dict[int, list[list[str]]] = {}
    # names that functions inside of a function take from it
    asked: dict[int, set[str]] = {}
    for index in range(len(facts.symbols) - 1, 0, -1):
        fact = facts.symbols[index]
        if fact.kind not in FUNCTIONS:
            continue
        data = declared.get(index) or ["fn", [], ""]
        parameters = [name.lstrip("*.&") for name, _ in data[1]]
        wanted = asked.pop(index, set())
        rows = bodies.get(index) or ()
        bound = {row[0] for row in rows}
        chosen: set[int] = set()
        own = {*parameters[:1], "this"}
        for number, (name, _, _, value, _) in enumerate(rows):
            of_object = "." in name and name.partition(".")[0] in own and value != KNOWN
            if of_object or (name.partition("@")[0] == _RETURN and not data[2]):
                chosen.add(number)
                wanted.add(read_chain(value).head)
        _add_needed(rows, wanted, chosen)
        kept = [[rows[number][0], rows[number][3], rows[number][4]] for number in sorted(chosen)]
        if kept:
            found[index] = kept[:_MOST_ROWS]
        outside = wanted.difference(bound, parameters)
        if outside and facts.symbols[fact.parent].kind in FUNCTIONS:
            asked.setdefault(fact.parent, set()).update(outside)
    return {index: found[index] for index in sorted(found)}


def _add_needed(rows: Sequence[Sequence[Any]], wanted: set[str], chosen: set[int]) -> None:
    """Add the numbers of the rows that the names wanted rest on, and the names that these want."""
    before = -1
    while len(wanted) > before:
        before = len(wanted)
        for number, (name, _, _, value, _) in enumerate(rows):
            if name in wanted and number not in chosen and value != KNOWN:
                chosen.add(number)
                wanted.add(read_chain(value).head)


def _hidden(facts: Facts) -> list[int]:
    """List the symbols that have a name and no declaration: members of objects, tests of a text."""
    if not rules_of(facts.language).spaces:
        return []
    return [index for index, fact in enumerate(facts.symbols) if index and not _DECLARES.match(fact.signature)]


def _dump(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")
