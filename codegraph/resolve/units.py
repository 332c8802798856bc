"""What the resolver's tables need of one file, ready made when it is parsed: lines of JSON, read as far as asked for.

The first line is a table of the file's symbols, imports and macro calls; the second holds positions; each further
line is the head of one symbol, which is read when somebody asks for it. Positions stand apart so that the digest of
the rest says whether anything differs that other files can see: an edit inside a body changes positions only.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId, content_hash
from codegraph.model import Invocation, ReferenceKind, Span, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codegraph.model import Facts, Reference, SymbolFact

# the language whose files have units
RESOLVED_LANGUAGE = "rust"
_ID = 32
# reads one value at a place of a text
_SCAN: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
# the kinds of symbols, each as one character; two kinds are told apart that define more than one name
_CODES = {kind: chr(ord("A") + number) for number, kind in enumerate(sorted(SymbolKind))}
KINDS = {code: kind for kind, code in _CODES.items()}
# a struct without named fields, whose name is a value too
PLAIN_STRUCT = "s"
KINDS[PLAIN_STRUCT] = SymbolKind.STRUCT
# a function that makes a procedural macro
PROCEDURAL = "p"
KINDS[PROCEDURAL] = SymbolKind.FUNCTION
FUNCTION, METHOD = _CODES[SymbolKind.FUNCTION], _CODES[SymbolKind.METHOD]
_PROC_MACRO = re.compile(r"proc_macro(?:_attribute|_derive\s*\(\s*(?P<derive>\w+))?")


def codes_of(*kinds: SymbolKind) -> frozenset[str]:
    """Give the characters that stand for some kinds."""
    return frozenset(code for code, kind in KINDS.items() if kind in kinds)


class Written(NamedTuple):
    """What a symbol's head says, as written."""

    signature: str
    generics: Sequence[str]
    trait: str
    self_type: str
    attributes: Sequence[str]


_NOTHING = Written("", (), "", "", ())


class Unit:
    """One file, or what one macro call became, as the tables see it.

    `codes` has a character for each symbol (`KINDS`), `names` and `parents` are in the same order; `root` is the
    qualified name of the file's module, `imports` are (symbol, path, local name, visibility) by symbol,
    `procedural` the names of the macros that functions make, by the function's index, `renames` the names that
    imports give to something of another name, and `impls` the last name of the type that an impl is for (empty for
    what is no plain path) and of its trait (empty without one), by the impl's index.
    `path` and `ids` of an expansion, and a `start` that all its symbols have, are set by who knows where it stands.
    """

    __slots__ = (
        "_calls",
        "_heads",
        "_positions",
        "_rest",
        "_visibilities",
        "codes",
        "elements",
        "ids",
        "impls",
        "imports",
        "names",
        "parents",
        "path",
        "procedural",
        "renames",
        "root",
        "start",
    )

    def __init__(self, data: bytes) -> None:
        """Read what `make_unit` gave; raises ValueError for anything else."""
        end = data.index(b"\n")
        try:
            (
                self.path,
                self.root,
                self.codes,
                self.names,
                self.parents,
                self._visibilities,
                identities,
                self.imports,
                procedural,
                self.renames,
                impls,
                self._calls,
                self.elements,
            ) = json.loads(data[:end])
            self.procedural: dict[int, list[str]] = dict(procedural)
            self.impls: dict[int, list[str]] = dict(impls)
        except (TypeError, RecursionError) as error:
            message = f"not the unit of a file: {error}"
            raise ValueError(message) from error
        self.ids: str | Sequence[NodeId] = identities
        self.start = -1
        self._rest = data[end + 1 :]
        self._positions: list[Any] | None = None
        # each as text until it is read
        self._heads: list[str | tuple[Any, Written]] | None = None

    @property
    def has_calls(self) -> bool:
        """Whether there are macro calls that may give items."""
        return bool(self._calls)

    def id(self, index: int) -> NodeId:
        """Give a symbol's id."""
        ids = self.ids
        return NodeId(ids[index * _ID : index * _ID + _ID]) if isinstance(ids, str) else ids[index]

    def visibility(self, index: int) -> str:
        """Give how far a symbol is seen."""
        found: str = self._visibilities[index]
        return found

    def position(self, index: int) -> int:
        """Give the byte where a symbol starts; raises ValueError where positions are damaged."""
        if self.start >= 0:
            return self.start
        starts = self._read_positions()[0]
        return starts[index] if index < len(starts) else 0

    def invocations(self) -> list[Invocation]:
        """List the macro calls that may give items; raises ValueError where they are damaged."""
        try:
            return [
                Invocation(symbol, path, start, text_start, text, Span(*span))
                for (symbol, path, text), (start, text_start, *span) in zip(
                    self._calls, self._read_positions()[2], strict=True
                )
            ]
        except TypeError as error:
            message = f"the calls of {self.path} are damaged: {error}"
            raise ValueError(message) from error

    def head(self, index: int) -> tuple[Any, Written]:
        """Give a symbol's head in the code IR (None without one), and as written; nothing where it is damaged."""
        heads = self._heads
        if heads is None:
            heads = self._heads = _lines(self._rest)
        known = heads[index + 1] if index + 1 < len(heads) else ""
        if isinstance(known, str):
            known = self._read_head(index, known)
            if index + 1 < len(heads):
                heads[index + 1] = known
        return known

    def _read_head(self, index: int, text: str) -> tuple[Any, Written]:
        try:
            (data, *written), _ = _SCAN(text, 0)
            if data is not None and data[0] == "macro":
                data.append(self._read_positions()[1][str(index)])
            return data, Written(*written)
        except (StopIteration, ValueError, TypeError, LookupError, RecursionError):
            return None, _NOTHING

    def _read_positions(self) -> list[Any]:
        """Read the second line."""
        if self._positions is None:
            found = json.loads(self._rest.partition(b"\n")[0])
            if not isinstance(found, list) or [type(it) for it in found] != [list, dict, list]:
                message = f"the positions of {self.path} are damaged"
                raise ValueError(message)
            self._positions = found
        return self._positions


def _lines(data: bytes) -> list[str | tuple[Any, Written]]:
    """Cut what follows the first line into lines; none where it is damaged."""
    try:
        return [*data.decode("utf-8", "surrogatepass").split("\n")]
    except ValueError:
        return []


def make_unit(path: str, facts: Facts, ids: Sequence[NodeId], root: str) -> tuple[bytes, str]:
    """Make the unit of a file, and the digest of all in it that other files can see.

    `ids` are those of its symbols, `root` the qualified name of its module.
    """
    return _encode(path, facts, root, "".join(ids), [])


def make_expansion(facts: Facts) -> bytes:
    """Make the unit of what a macro call became; `elements` hold what tells apart symbols of one name."""
    elements = [[fact.signature if fact.kind is SymbolKind.IMPL else "", fact.cfg] for fact in facts.symbols]
    return _encode("", facts, "", "", elements)[0]


def _encode(path: str, facts: Facts, root: str, ids: str, elements: list[list[str]]) -> tuple[bytes, str]:
    symbols = facts.symbols
    with_fields = {fact.parent for fact in symbols if fact.kind is SymbolKind.FIELD}
    procedural = {index: found for index, fact in enumerate(symbols) if (found := _procedural(fact))}
    imports = [
        [it.symbol, it.text, it.alias, it.visibility] for it in facts.references if it.kind is ReferenceKind.IMPORT
    ]
    imports.sort(key=_symbol_of)
    declared = {declaration.symbol: declaration.data for declaration in facts.declarations}
    table = [
        path,
        root,
        "".join(_code(index, fact.kind, with_fields, procedural) for index, fact in enumerate(symbols)),
        [fact.name for fact in symbols],
        [fact.parent for fact in symbols],
        [fact.visibility for fact in symbols],
        ids,
        imports,
        list(procedural.items()),
        sorted({it.alias for it in facts.references if _is_rename(it)}),
        [[index, _impl(declared.get(index))] for index, fact in enumerate(symbols) if fact.kind is SymbolKind.IMPL],
        [[it.symbol, it.path, it.text] for it in facts.invocations],
        elements,
    ]
    texts = {index: data[2] for index, data in declared.items() if data[0] == "macro"}
    calls = [[it.start, it.text_start, *it.span] for it in facts.invocations]
    positions = [[fact.span.start for fact in symbols], texts, calls]
    rest = [
        _dump([_seen(declared.get(index)), fact.signature, fact.generics, fact.trait, fact.self_type, fact.attributes])
        for index, fact in enumerate(symbols)
    ]
    first = _dump(table)
    return b"\n".join((first, _dump(positions), *rest)), content_hash(b"\n".join((first, *rest)))


def _dump(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return text.encode("utf-8", "surrogatepass")


def _symbol_of(row: list[Any]) -> int:
    symbol: int = row[0]
    return symbol


def _is_rename(reference: Reference) -> bool:
    return reference.kind is ReferenceKind.IMPORT and reference.alias != reference.text.rpartition("::")[2]


def _code(index: int, kind: SymbolKind, with_fields: set[int], procedural: dict[int, list[str]]) -> str:
    if kind is SymbolKind.STRUCT and index not in with_fields:
        return PLAIN_STRUCT
    return PROCEDURAL if index in procedural else _CODES[kind]


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
    name = _last_name(data[4])
    return ["" if any(name == generic[0] for generic in data[1]) else name, _last_name(data[3])]


def _last_name(written: list[Any] | None) -> str:
    if written is None or written[0] != "P":
        return ""
    last = written[1][-1]
    name: str = last if isinstance(last, str) else last[0]
    return name


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
