"""The compact tables that references are resolved against: items, scopes, imports and crates.

Only what names need is kept from the facts, so a whole workspace fits in memory while files are resolved one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.identity import NodeId
from codegraph.model import SymbolKind

if TYPE_CHECKING:
    from codegraph.model import SymbolFact

# the name spaces of Rust, as indices into Scope.names
TYPES, VALUES, MACROS = 0, 1, 2

# how far away someone is who asks a module for a name: inside it, elsewhere in its crate, in another crate
INSIDE, SAME_CRATE, ELSEWHERE = 0, 1, 2

FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
TYPE_KINDS = frozenset({SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION})


class External:
    """A definition outside the workspace, of which only the crate is known."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Item:
    """A symbol as names see it.

    `scope` is where its own name stands, `inner` where names inside it are looked up; `members` are what
    `Item::name` can mean by the item alone (variants, fields, associated items); `data` is its head in the code IR.
    """

    __slots__ = (
        "data",
        "id",
        "inner",
        "kind",
        "members",
        "name",
        "parent",
        "path",
        "scope",
        "start",
        "visibility",
        "written",
    )

    def __init__(self, ident: NodeId, fact: SymbolFact, path: str, parent: Item | None, scope: Scope) -> None:
        self.id = ident
        self.kind = fact.kind
        self.name = fact.name
        self.path = path
        self.parent = parent
        self.scope = scope
        self.inner = scope
        self.members: dict[str, list[Item]] = {}
        self.start = fact.span.start
        self.visibility = fact.visibility
        self.written = Written(fact)
        # its head as the code IR has it
        self.data: Any = None


class ForeignTrait(Item):
    """A trait of a crate that is not seen: types of the workspace may implement it, parameters be bounded by it."""

    __slots__ = ("crate",)

    def __init__(self, crate: str, name: str, scope: Scope) -> None:
        self.crate = crate
        self.id = NodeId("0" * 32)
        self.kind = SymbolKind.TRAIT
        self.name = name
        self.path = ""
        self.parent = None
        self.scope = self.inner = scope
        self.members = {}
        self.start = 0
        self.visibility = "pub"
        self.data = None


class Written:
    """What a symbol's head says, as written."""

    __slots__ = ("attributes", "generics", "self_type", "signature", "trait")

    def __init__(self, fact: SymbolFact) -> None:
        self.signature = fact.signature
        self.generics = fact.generics
        self.trait = fact.trait
        self.self_type = fact.self_type
        self.attributes = fact.attributes


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
