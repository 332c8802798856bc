"""The compact tables that references are resolved against: items, scopes, imports and crates.

Only what names need is kept from the facts, so a whole workspace fits in memory while files are resolved one by one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from codegraph.identity import NodeId
from codegraph.model import SymbolKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codegraph.resolve.units import Unit, Written

# the name spaces of Rust, as indices into Scope.names
TYPES, VALUES, MACROS = 0, 1, 2

# how far away someone is who asks a module for a name: inside it, elsewhere in its crate, in another crate
INSIDE, SAME_CRATE, ELSEWHERE = 0, 1, 2

FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
TYPE_KINDS = frozenset({SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION})

# most items have no members, and share this
NO_MEMBERS: Mapping[str, list[Item]] = MappingProxyType({})


class External:
    """A definition outside the workspace, of which only the crate is known."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Item:
    """A symbol as names see it.

    `scope` is where its own name stands, `inner` where names inside it are looked up; `members` are what
    `Item::name` can mean by the item alone (variants, fields, associated items). `data` is its head in the code IR and
    `written` as written; these, and `id`, `path` and `visibility`, are read from `unit` when first asked for.
    """

    __slots__ = (
        "data",
        "id",
        "index",
        "inner",
        "kind",
        "members",
        "name",
        "parent",
        "path",
        "scope",
        "unit",
        "visibility",
        "written",
    )

    if TYPE_CHECKING:
        data: Any
        id: NodeId
        path: str
        visibility: str
        written: Written

    def __init__(
        self, unit: Unit | None, index: int, kind: SymbolKind, name: str, parent: Item | None, scope: Scope
    ) -> None:
        self.unit = unit
        self.index = index
        self.kind = kind
        self.name = name
        self.parent = parent
        self.scope = scope
        self.inner = scope
        self.members: Mapping[str, list[Item]] = NO_MEMBERS

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Read what is not set yet."""
            read = _LATE.get(name)
            unit = self.unit if read is not None else None
            if unit is None:
                raise AttributeError(name)
            read(self, unit, self.index)
            return getattr(self, name)

    @property
    def start(self) -> int:
        """The byte where it starts."""
        return self.unit.position(self.index) if self.unit is not None else 0

    def add_member(self, name: str, item: Item) -> None:
        """Enter what `Item::name` can mean."""
        members = self.members
        if members is NO_MEMBERS:
            members = self.members = {}
        found = members.get(name)
        if found is None:
            members[name] = [item]  # type: ignore[index]  # only the shared empty mapping cannot be written
        else:
            found.append(item)


def _read_head(item: Item, unit: Unit, index: int) -> None:
    item.data, item.written = unit.head(index)


def _read_name(item: Item, unit: Unit, index: int) -> None:
    item.id = unit.id(index)


def _read_path(item: Item, unit: Unit, _index: int) -> None:
    item.path = unit.path


def _read_visibility(item: Item, unit: Unit, index: int) -> None:
    item.visibility = unit.visibility(index)


_LATE: dict[str, Callable[[Item, Unit, int], None]] = {
    "data": _read_head,
    "written": _read_head,
    "id": _read_name,
    "path": _read_path,
    "visibility": _read_visibility,
}


class ForeignTrait(Item):
    """A trait of a crate that is not seen: types of the workspace may implement it, parameters be bounded by it."""

    __slots__ = ("crate",)

    def __init__(self, crate: str, name: str, scope: Scope) -> None:
        super().__init__(None, 0, SymbolKind.TRAIT, name, None, scope)
        self.crate = crate
        self.id = NodeId("0" * 32)
        self.path = ""
        self.visibility = "pub"
        self.data = None


class Import:
    """One leaf of a `use` declaration."""

    __slots__ = ("path", "scope", "visibility")

    def __init__(self, path: tuple[str, ...], visibility: str, scope: Scope) -> None:
        self.path = path
        self.visibility = visibility
        self.scope = scope


class Scope:
    """A module, or the body of a function that holds items or imports.

    `outer` is the scope around a body (None for a module); `module` the module a scope belongs to, `up` that
    module's parent; `item` is the module as an item.
    """

    __slots__ = ("crate", "globs", "imports", "item", "module", "names", "outer", "up")

    def __init__(self, crate: Crate, outer: Scope | None, up: Scope | None) -> None:
        self.crate = crate
        self.outer = outer
        self.up = up
        self.item: Item | None = None
        self.module: Scope = outer.module if outer is not None else self
        self.clear()

    def clear(self) -> None:
        """Begin without names and imports."""
        self.names: tuple[dict[str, list[Item]], dict[str, list[Item]], dict[str, list[Item]]] = ({}, {}, {})
        self.imports: dict[str, list[Import]] = {}
        self.globs: list[Import] = []

    def define(self, space: int, name: str, item: Item) -> None:
        """Bind a name to an item; alternatives of one name stand side by side."""
        self.names[space].setdefault(name, []).append(item)

    def distance(self, asker: Scope) -> int:
        """Tell how far away `asker` is from this module."""
        if asker.crate is not self.crate:
            return ELSEWHERE
        module: Scope | None = asker.module
        while module is not None:
            if module is self.module:
                return INSIDE
            module = module.up
        return SAME_CRATE


class Crate:
    """A crate of the workspace: its roots (several for none but broken workspaces) and the crates it can name."""

    __slots__ = ("edition", "externs", "macros", "name", "roots", "standard")

    def __init__(self, name: str, edition: str) -> None:
        self.name = name
        self.edition = edition
        self.roots: list[Item] = []
        self.externs: dict[str, tuple[Item | External, ...]] = {}
        # every macro_rules of the crate by name
        self.macros: dict[str, list[Item]] = {}
        # whether it is the stubs of std
        self.standard = False


Target = Item | External
Targets = tuple[Target, ...]


def visible(visibility: str, distance: int) -> bool:
    """Tell whether something of this visibility is seen from that far away."""
    if distance == INSIDE or visibility == "pub":
        return True
    return distance == SAME_CRATE and visibility != ""


def unique(targets: list[Target]) -> Targets:
    """Drop repetitions, keeping order."""
    return tuple(targets) if len(targets) < 2 else tuple(dict.fromkeys(targets))  # noqa: PLR2004
