"""What the resolver's tables need of one file, ready made when it is parsed: lines of JSON, read as far as asked for.

The first line, the *outline*, is what must be known of all files; the second is a table of the file's symbols, imports
and macro calls; the third holds positions; each further line is the head of one symbol. Positions stand apart so that
the digest of the rest says whether anything differs that other files can see: an edit inside a body changes positions
only. `unit_making` makes units.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId
from codegraph.model import Invocation, Span, SymbolKind
from codegraph.resolve.scoped.rules import served

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# the language that has a resolver of its own
RESOLVED_LANGUAGE = "rust"
SCOPED_LANGUAGES = served()
"""The languages that `codegraph.resolve.scoped` resolves."""
RESOLVED_LANGUAGES = frozenset({RESOLVED_LANGUAGE, *SCOPED_LANGUAGES})
"""The languages whose references are resolved."""

UNIT_LANGUAGES = frozenset({*RESOLVED_LANGUAGES, "protobuf"})
"""The languages whose files have units: those, and what they see of others."""

FOREIGN = b"foreign"
"""What the units of languages begin with that are only seen by others; see `codegraph.resolve.foreign`."""

SCOPED = b"scoped"
"""What the units of all other languages begin with; see `codegraph.resolve.scoped.files`."""

_ID = 32
# bytes of a damaged line that are shown
_SHOWN = 20
# stands for the path in a unit that does not give it
_UNNAMED = "a file"
# reads one value at a place of a text
_SCAN: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
# the kinds of symbols, each as one character; two kinds are told apart that define more than one name
CODES = {kind: chr(ord("A") + number) for number, kind in enumerate(sorted(SymbolKind))}
KINDS = {code: kind for kind, code in CODES.items()}
# a struct without named fields, whose name is a value too
PLAIN_STRUCT = "s"
KINDS[PLAIN_STRUCT] = SymbolKind.STRUCT
# a function that makes a procedural macro
PROCEDURAL = "p"
KINDS[PROCEDURAL] = SymbolKind.FUNCTION
FUNCTION, METHOD = CODES[SymbolKind.FUNCTION], CODES[SymbolKind.METHOD]


class DamagedUnitError(ValueError):
    """A unit does not say what it should: the index is damaged."""

    def __init__(self, path: str, error: object) -> None:
        """Name the file, and what was wrong."""
        super().__init__(f"the unit of {path} is damaged: {error}")


def codes_of(*kinds: SymbolKind) -> frozenset[str]:
    """Give the characters that stand for some kinds."""
    return frozenset(code for code, kind in KINDS.items() if kind in kinds)


def last_segment(path: str) -> str:
    """Give the name of the macro that a call's path ends with."""
    return path.rpartition("::")[2].strip()


class Written(NamedTuple):
    """What a symbol's head says, as written."""

    signature: str
    generics: Sequence[str]
    trait: str
    self_type: str
    attributes: Sequence[str]


_NOTHING = Written("", (), "", "", ())


class CallOutline(NamedTuple):
    """The calls of macros of one name: how many, and whether one of them may define something, whatever the macro is.

    Those in bodies may not, unless the argument has a word for it: then it depends on the macro alone.
    """

    name: str
    calls: int
    defines: int


class ImplOutline(NamedTuple):
    """An impl by its index: the last name of the type that it is for, that of its trait, the names of its members.

    The type's name is empty for what is no plain path, the trait's where there is none.
    """

    symbol: int
    self_type: str
    trait: str
    members: Sequence[str]


class TraitOutline(NamedTuple):
    """A trait by its index, with the names of its functions."""

    symbol: int
    functions: Sequence[str]


# the parts of a unit by their place
_TABLE, _POSITIONS, _HEADS = 1, 2, 3
# the place of the ids in the table
_IDS = 4
_OF_TABLE = frozenset(
    {"codes", "names", "parents", "_visibilities", "ids", "imports", "procedural", "_calls", "elements"}
)


class Unit:
    """One file, or what one macro call became, as the tables see it.

    Its outline: `root` is the qualified name of the file's module, `renames` the names that imports give to something
    of another name, `aliases` those of type aliases, but for associated types, `macros` those of its macros, each
    with whether the text of one can define anything; and all `calls` of macros that may give items, `impls`, `traits`.

    Read when first asked for: `codes` has a character for each symbol (`KINDS`), `names` and `parents` are in the same
    order; `imports` are (symbol, path, local name, visibility) by symbol, `procedural` the names of the macros that
    functions make, by the function's index.

    `path` of an expansion, a `start` that all its symbols have, and what sets its `ids` when one is asked for
    (`identify`), are set by who knows where it stands.
    """

    __slots__ = (
        "_calls",
        "_data",
        "_heads",
        "_parts",
        "_positions",
        "_visibilities",
        "aliases",
        "calls",
        "codes",
        "elements",
        "identify",
        "ids",
        "impls",
        "imports",
        "macros",
        "names",
        "parents",
        "path",
        "procedural",
        "renames",
        "root",
        "start",
        "traits",
    )

    if TYPE_CHECKING:
        path: str
        root: str
        codes: str
        names: Sequence[str]
        parents: Sequence[int]
        ids: str | Sequence[NodeId]
        imports: Sequence[Sequence[Any]]
        procedural: dict[int, list[str]]
        elements: Sequence[Sequence[str]]

    def __init__(self, data: bytes) -> None:
        """Read the outline of what `make_unit` gave; raises DamagedUnitError for anything else."""
        self._data = data
        try:
            (
                self.path,
                self.root,
                self.renames,
                self.aliases,
                macros,
                calls,
                impls,
                traits,
                # what other languages see: `codegraph.resolve.foreign`
                *_,
            ) = _parse(data[: data.index(b"\n")])
            self.macros: dict[str, int] = dict(macros)
            self.calls = [CallOutline(*row) for row in calls]
            self.impls = [ImplOutline(*row) for row in impls]
            self.traits = [TraitOutline(*row) for row in traits]
        except (ValueError, TypeError, RecursionError) as error:
            raise DamagedUnitError(_UNNAMED, error) from error
        self.start = -1
        self.identify: Callable[[], None] | None = None
        # the outline, the table, positions, and the heads as one, when more than the outline is needed
        self._parts: list[bytes] = []
        self._positions: list[Any] | None = None
        # each as text until it is read
        self._heads: list[str | tuple[Any, Written]] | None = None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Read the table when something of it is first asked for."""
            if name not in _OF_TABLE:
                raise AttributeError(name)
            self._read_table()
            return getattr(self, name)

    def _read_table(self) -> None:
        try:
            (
                self.codes,
                self.names,
                self.parents,
                self._visibilities,
                self.ids,
                self.imports,
                procedural,
                self._calls,
                self.elements,
            ) = _parse(self._part(_TABLE))
            self.procedural = dict(procedural)
        except (ValueError, TypeError, RecursionError) as error:
            raise DamagedUnitError(self.path, error) from error

    def _part(self, number: int) -> bytes:
        """Give a part by its number; an empty one where the unit is cut off."""
        if not self._parts:
            self._parts = self._data.split(b"\n", _HEADS)
            self._data = b""
        return self._parts[number] if number < len(self._parts) else b""

    @property
    def can_follow(self) -> bool:
        """Tell whether names depend on its positions not at all: they do where macros are defined or called."""
        return not self.calls and not self.macros

    def follow(self, later: Unit) -> None:
        """Take the positions of a later unit of the same file, which differs in nothing else that is asked for."""
        self._data, self._parts = later._data, later._parts
        self._positions = None

    def id(self, index: int) -> NodeId:
        """Give a symbol's id."""
        if self.identify is not None:
            self.identify()
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
        except (ValueError, TypeError) as error:
            raise DamagedUnitError(self.path, error) from error

    def head(self, index: int) -> tuple[Any, Written]:
        """Give a symbol's head in the code IR (None without one), and as written; nothing where it is damaged."""
        heads = self._heads
        if heads is None:
            heads = self._heads = _lines(self._part(_HEADS))
        known = heads[index] if index < len(heads) else ""
        if isinstance(known, str):
            known = self._read_head(index, known)
            if index < len(heads):
                heads[index] = known
        return known

    def head_lines(self) -> Sequence[str]:
        """Give the heads of all symbols as they are written."""
        return self._part(_HEADS).decode("utf-8", "surrogatepass").split("\n")

    def _read_head(self, index: int, text: str) -> tuple[Any, Written]:
        try:
            (data, *written), _ = _SCAN(text, 0)
            if data is not None and data[0] == "macro":
                data.append(self._read_positions()[1][str(index)])
            return data, Written(*written)
        except (StopIteration, ValueError, TypeError, LookupError, RecursionError):
            return None, _NOTHING

    def _read_positions(self) -> list[Any]:
        """Read the third line."""
        if self._positions is None:
            try:
                found = _parse(self._part(_POSITIONS))
            except (ValueError, RecursionError) as error:
                raise DamagedUnitError(self.path, error) from error
            if not isinstance(found, list) or [type(it) for it in found] != [list, dict, list]:
                raise DamagedUnitError(self.path, "positions")
            self._positions = found
        return self._positions


def read_symbols(unit: bytes) -> tuple[list[NodeId], list[bytes]]:
    """Give the ids of the symbols of a unit with a table, and their heads as they are written.

    :raises DamagedUnitError: it does not say what it should.
    """
    try:
        _, table, _, *heads = unit.split(b"\n")
        ids: str = _parse(table)[_IDS]
        found = [NodeId(ids[at : at + _ID]) for at in range(0, len(ids), _ID)]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise DamagedUnitError(_UNNAMED, error) from error
    if len(found) != len(heads):
        raise DamagedUnitError(_UNNAMED, "heads")
    return found, heads


def _parse(line: bytes) -> Any:  # noqa: ANN401 - JSON
    """Read a line, faster than `json.loads`; raises ValueError."""
    try:
        return _SCAN(line.decode("utf-8", "surrogatepass"), 0)[0]
    except StopIteration as error:
        raise ValueError(line[:_SHOWN]) from error


def _lines(data: bytes) -> list[str | tuple[Any, Written]]:
    """Cut the heads into lines; none where they are damaged."""
    try:
        return [*data.decode("utf-8", "surrogatepass").split("\n")]
    except ValueError:
        return []
