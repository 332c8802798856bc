"""The files of a workspace as their units show them."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import NodeId
from codegraph.model import CONTAINERS, SymbolKind
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.scoped.rules import rules_of
from codegraph.resolve.units import CODES, KINDS, SCOPED, DamagedUnitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.resolve.scoped.rules import Rules

_ID = 32
# bytes of a damaged unit that are shown
_SHOWN = 20
_OUTLINE = re.compile(rb'\["(\w+)","([^"\\]*)","([^"\\]*)"')
TYPES = frozenset({*CONTAINERS, SymbolKind.STRUCT, SymbolKind.ENUM})
"""The kinds of which there are objects with members."""

OF_NAME = "ReturnType<"
"""How the result of a function begins that is declared by the type of what it is given to."""

VALUES = frozenset(
    {SymbolKind.VARIABLE, SymbolKind.CONST, SymbolKind.STATIC, SymbolKind.FIELD, SymbolKind.VARIANT},
)
"""The kinds that name a value."""


class Import(NamedTuple):
    """An import as written: the path, the local name, and whether it is given on."""

    text: str
    alias: str
    visibility: str


class Row(NamedTuple):
    """What a name in a function is bound to: a chain, and a type as written."""

    name: str
    value: str
    type: str


class Outline(NamedTuple):
    """What the first bytes of a unit say: its language, its package, a letter for the kind of each symbol."""

    language: str
    package: str
    codes: str


class Sym:
    """A symbol of a file, by its index there."""

    __slots__ = ("data", "file", "id", "index", "is_function", "is_type", "is_value", "key", "kind", "name", "parent")

    def __init__(self, file: File, index: int, kind: SymbolKind, name: str, ident: NodeId) -> None:
        self.file = file
        self.index = index
        self.kind = kind
        self.name = name
        self.id = ident
        self.parent: Sym | None = None
        # its declaration, see `codegraph.parse.general`
        self.data: list[Any] = []
        # whether it can be called and is no class, whether there are objects of it, whether it names a value
        self.is_function = kind in FUNCTIONS
        self.is_type = kind in TYPES
        self.is_value = kind in VALUES
        # under which others ask for it, see `modules.name_key`
        self.key = -1

    def __repr__(self) -> str:
        """Say which it is."""
        return f"<{self.kind} {self.name} of {self.file.path}>"

    @property
    def top(self) -> Sym:
        """The definition of the file around it, or itself."""
        found = self
        while found.parent is not None and found.parent.index:
            found = found.parent
        return found

    @property
    def attributes(self) -> Sequence[str]:
        """Its decorators or annotations."""
        return self.file.attributes.get(str(self.index), ())

    @property
    def modifiers(self) -> Sequence[str]:
        """The key words before it."""
        return self.file.modifiers.get(str(self.index), ())

    @property
    def visibility(self) -> str:
        """How far it is seen."""
        return self.file.visibilities.get(str(self.index), "")

    @property
    def parameters(self) -> Sequence[Sequence[str]]:
        """The names and types of a function's parameters."""
        return self.data[1] if self.data and self.data[0] == "fn" else ()

    @property
    def result(self) -> str:
        """What a function is declared to return."""
        return self.data[2] if self.data and self.data[0] == "fn" else ""

    @property
    def rows(self) -> Sequence[Row]:
        """What of a function's bindings others see."""
        return self.file.rows.get(self.index, ())

    @property
    def generics(self) -> Sequence[str]:
        """Its type parameters."""
        return self.file.generics.get(str(self.index), ())

    @property
    def type_parameters(self) -> Mapping[str, int]:
        """The places of its type parameters by name."""
        return self.file.type_parameters.get(self.index, _NO_PARAMETERS)

    @property
    def signatures(self) -> Sequence[str]:
        """What can be called of an interface or an object type, as types of functions."""
        return self.data[2] if len(self.data) > _SIGNATURES and self.data[0] in {"class", "type"} else ()

    @property
    def is_signature(self) -> bool:
        """Tell whether it is a function without a body: another of its name may have one."""
        return self.index in self.file.bodiless

    @property
    def holds(self) -> bool:
        """Tell whether there are members in it: what stands in a value is none if it is declared there."""
        inside = self.file.members.get(self.index)
        if inside is None or not self.is_value:
            return inside is not None
        return any(it.index in self.file.hidden for found in inside.values() for it in found)

    @property
    def around(self) -> Sym | None:
        """The class that it is a member of."""
        parent = self.parent
        return parent if parent is not None and parent.is_type else None


class File:
    """A file by its unit, read when something of it is asked for."""

    if TYPE_CHECKING:
        attributes: dict[str, list[str]]
        modifiers: dict[str, list[str]]
        visibilities: dict[str, str]
        generics: dict[str, list[str]]
        self_types: dict[str, str]
        rows: dict[int, list[Row]]
        bodiless: frozenset[int]
        hidden: frozenset[int]

    def __init__(self, unit: bytes) -> None:
        """Read the path of a unit; raises DamagedUnitError."""
        # whether it only shows what stands in files of another language, and that by the names it would have
        self.is_foreign = self.by_convention = False
        mark, _, rest = unit.partition(b"\n")
        path, _, self._data = rest.partition(b"\n")
        if mark != SCOPED:
            raise DamagedUnitError(str(path[:_SHOWN]), mark[:_SHOWN])
        self.path = path.decode("utf-8", "surrogatepass")

    @cached_property
    def outline(self) -> Outline:
        """The package and the kinds of the symbols, without reading the rest."""
        found = _OUTLINE.match(self._data) if self._data else None
        if found is None:
            return Outline(self.language, self.root.name, "".join(CODES[sym.kind] for sym in self.symbols))
        return Outline(*(it.decode("utf-8", "surrogatepass") for it in found.groups()))

    @cached_property
    def _table(self) -> list[Any]:
        try:
            found = json.loads(self._data)
        except (ValueError, RecursionError) as error:
            raise DamagedUnitError(self.path, error) from error
        if not isinstance(found, list) or len(found) != _PARTS:
            raise DamagedUnitError(self.path, _PARTS)
        self._data = b""
        return found

    @cached_property
    def symbols(self) -> list[Sym]:
        """All symbols, the file itself first."""
        try:
            return self._read()
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise DamagedUnitError(self.path, error) from error

    def _read(self) -> list[Sym]:
        _, _, codes, names, parents, ids, visibilities, attributes, modifiers, self_types, generics, imports, *rest = (
            self._table
        )
        bodiless, hidden, declared, rows = rest
        self.hidden = frozenset(hidden)
        self.bodiless = frozenset(bodiless)
        self.visibilities, self.attributes, self.modifiers = visibilities, attributes, modifiers
        self.self_types, self.generics = self_types, generics
        self.rows = {int(index): [Row(*row) for row in found] for index, found in rows.items()}
        found = [
            Sym(self, index, KINDS[code], names[index], NodeId(ids[index * _ID : (index + 1) * _ID]))
            for index, code in enumerate(codes)
        ]
        self._imports: dict[int, list[Import]] = {}
        for symbol, text, alias, visibility in imports:
            self._imports.setdefault(symbol, []).append(Import(text, alias, visibility))
        for index, data in declared.items():
            one = found[int(index)]
            one.data = data
            one.is_type = one.is_type or data[:1] == [_DEFINED]
        for sym, parent in zip(found, parents, strict=True):
            sym.parent = found[parent] if parent >= 0 else None
        return found

    @property
    def root(self) -> Sym:
        """The file itself."""
        return self.symbols[0]

    @cached_property
    def language(self) -> str:
        """The language that it is written in."""
        return str(self._table[0])

    @cached_property
    def rules(self) -> Rules:
        """The rules of its language."""
        return rules_of(self.language)

    @cached_property
    def members(self) -> dict[int, dict[str, list[Sym]]]:
        """What stands in each symbol, by name."""
        found: dict[int, dict[str, list[Sym]]] = {}
        for sym in self.symbols[1:]:
            parent = sym.parent
            if parent is not None:
                found.setdefault(parent.index, {}).setdefault(sym.name, []).append(sym)
        return found

    @cached_property
    def visible(self) -> dict[int, dict[str, list[Sym]]]:
        """What stands in each symbol and can be called by its name alone there, by name."""
        if not self.rules.spaces:
            return self.members
        found: dict[int, dict[str, list[Sym]]] = {}
        for sym in self.symbols[1:]:
            parent = sym.parent
            if parent is not None and sym.index not in self.hidden:
                found.setdefault(parent.index, {}).setdefault(sym.name, []).append(sym)
        return found

    @cached_property
    def exported(self) -> dict[str, list[Sym]]:
        """What a file defines at its top and gives to others, by name; all where nothing says what it gives."""
        if not self.rules.exports:
            return self.members.get(0, {})
        found: dict[str, list[Sym]] = {}
        for sym in self.symbols[1:]:
            if sym.parent is self.root and sym.visibility.startswith(("export", "default")):
                found.setdefault(sym.name, []).append(sym)
        return {**self.visible.get(0, {}), **found}

    def gives(self, name: str) -> bool:
        """Tell whether the file says that it gives a name to others."""
        if any(it.visibility == "export" for it in self.bindings.get((0, name), ())):
            return True
        return any(it.visibility.startswith("export") for it in self.exported.get(name, ()))

    @cached_property
    def type_parameters(self) -> dict[int, dict[str, int]]:
        """The places of type parameters, by symbol and name."""
        found: dict[int, dict[str, int]] = {}
        for index, listed in self.generics.items():
            names = [_GENERIC.match(one) for one in listed]
            found[int(index)] = {name[1]: at for at, name in enumerate(names) if name is not None}
        return found

    @cached_property
    def attached(self) -> dict[str, dict[str, list[Sym]]]:
        """The methods that stand outside of what they belong to, by its name and theirs."""
        found: dict[str, dict[str, list[Sym]]] = {}
        symbols = self.symbols
        for index, owner in self.self_types.items():
            sym = symbols[int(index)]
            found.setdefault(owner, {}).setdefault(sym.name, []).append(sym)
        return found

    @cached_property
    def imports(self) -> dict[int, list[Import]]:
        """The imports that stand in each symbol."""
        return self._imports if self.symbols else {}

    @cached_property
    def bindings(self) -> dict[tuple[int, str], list[Import]]:
        """The imports by the symbol that they stand in, and the local name."""
        found: dict[tuple[int, str], list[Import]] = {}
        for symbol, imports in self.imports.items():
            for it in imports:
                found.setdefault((symbol, it.alias), []).append(it)
        return found

    def bindings_of(self, alias: str) -> list[Import]:
        """Give all imports of a local name, wherever they stand."""
        return [it for imports in self.imports.values() for it in imports if it.alias == alias]

    @cached_property
    def stars(self) -> list[Import]:
        """The imports of all that a module has."""
        return [it for it in self.imports.get(0, ()) if it.alias == "*"]

    @cached_property
    def given(self) -> frozenset[str] | None:
        """What the file says that `*` brings; None where it says nothing."""
        said = [sym.data[1] for sym in self.symbols if sym.data and sym.data[0] == "all"]
        return frozenset(name for names in said for name in names) if said else None

    @cached_property
    def own_attributes(self) -> dict[tuple[int, str], list[tuple[Sym, Row]]]:
        """What methods give to members of their object, by class and name."""
        found: dict[tuple[int, str], list[tuple[Sym, Row]]] = {}
        for sym in self.symbols:
            rows = self.rows.get(sym.index)
            around = method_of(sym)
            if not rows or around is None or around.around is None:
                continue
            own = self.rules.own_name(around)
            for row in rows:
                head, dot, name = row.name.partition(".")
                if dot and head == own and "." not in name:
                    found.setdefault((around.around.index, name), []).append((sym, row))
        return found


def method_of(sym: Sym) -> Sym | None:
    """Give the method that a function is, or that is around it."""
    found: Sym | None = sym
    while found is not None and (not found.is_function or found.around is None):
        found = found.parent
    return found


_PARTS = 16
_DEFINED = "defined"
_SIGNATURES = 2
_NO_PARAMETERS: Mapping[str, int] = {}
_GENERIC = re.compile(r"(?:(?:const|in|out)\s+)*([\w$]+)")
