"""Enters the symbols and imports of files into the tables, and hangs files into each other's modules.

What a file holds is entered when somebody first asks for it: to resolve one file a small part of a workspace is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.model import SymbolKind
from codegraph.resolve.items import MACROS, TYPES, VALUES, Crate, Import, Item, Scope
from codegraph.resolve.units import FUNCTION, KINDS, METHOD, PLAIN_STRUCT, PROCEDURAL, DamagedUnitError, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.resolve.module_tree import ModuleTree, Placement
    from codegraph.resolve.units import Unit

_TYPES = codes_of(
    SymbolKind.MODULE, SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION, SymbolKind.TRAIT, SymbolKind.TYPE_ALIAS
)
_VALUES = codes_of(SymbolKind.FUNCTION, SymbolKind.TEST, SymbolKind.CONST, SymbolKind.STATIC)
# the name space of each kind that has a name in a module
_SPACES = (
    dict.fromkeys(_TYPES, TYPES) | dict.fromkeys(_VALUES, VALUES) | dict.fromkeys(codes_of(SymbolKind.MACRO), MACROS)
)
_OWNERS = frozenset(
    {SymbolKind.IMPL, SymbolKind.TRAIT, SymbolKind.ENUM, SymbolKind.STRUCT, SymbolKind.UNION, SymbolKind.VARIANT}
)


class FileScope(Scope):
    """The module that a file is; what the file holds is entered when somebody first asks what is in it."""

    __slots__ = ("_defined", "_file", "_is_open")

    def __init__(self, crate: Crate, file: _LateItems) -> None:
        """Begin without names."""
        super().__init__(crate, None, None)
        del self.names, self.imports, self.globs
        self._file = file
        self._is_open = False
        # what others define here while the file is not entered
        self._defined: list[tuple[int, str, Item]] = []

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Enter the file."""
            if name not in {"names", "imports", "globs"}:
                raise AttributeError(name)
            self._file.enter()
            return getattr(self, name)

    def define(self, space: int, name: str, item: Item) -> None:
        """Bind a name to an item; what the file holds comes before what others define."""
        if self._is_open:
            super().define(space, name, item)
        else:
            self._defined.append((space, name, item))

    def open(self) -> None:
        """Be ready for what the file holds."""
        self._is_open = True
        self.clear()

    def close(self) -> None:
        """Take what others defined, now that all that the file holds is here."""
        for one in self._defined:
            self.define(*one)
        self._defined.clear()


class FileItems:
    """The items of one file by their index in its facts, or of what a macro call in it gave.

    `root` is what the others stand in: the file's module, or what stands around the call.
    """

    __slots__ = ("items", "linked", "root", "unit")

    def __init__(self, unit: Unit, items: tuple[Item, ...]) -> None:
        """Take the items, the root first."""
        self.unit = unit
        self.root = items[0]
        self.items = items
        # the modules that declare this file, each with the name it has there
        self.linked: list[tuple[Scope, str]] = []

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.unit.path


class _LateItems(FileItems):
    """The items of a file, which are entered when somebody first asks for one."""

    __slots__ = ("_module",)

    def __init__(self, unit: Unit, crate: Crate) -> None:
        self._module = FileScope(crate, self)
        root = self._module.item = Item(unit, 0, SymbolKind.MODULE, "", None, self._module)
        super().__init__(unit, (root,))
        del self.items

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Enter the items."""
            if name != "items":
                raise AttributeError(name)
            self.enter()
            return self.items

    def enter(self) -> None:
        """Enter all items. Raises DamagedUnitError."""
        unit = self.unit
        codes = unit.codes
        self._module.open()
        try:
            self.items = _collect(unit, codes, self.root)
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            raise DamagedUnitError(unit.path, error) from error
        self._module.close()


def collect_file(unit: Unit, crate: Crate) -> FileItems:
    """Enter one file, as far as others must know at once what is in it: all macros of a crate are known to it.

    Its modules are not yet linked with other files'. Raises DamagedUnitError, as does asking for its items.
    """
    file = _LateItems(unit, crate)
    if unit.macros:
        file.enter()
    return file


def collect_expansion(unit: Unit, around: Item) -> tuple[Item, ...]:
    """Enter what a macro call gave into what stands around the call; the first item given is that."""
    codes = unit.codes
    if around.kind in {SymbolKind.IMPL, SymbolKind.TRAIT}:
        methods = [
            METHOD if parent == 0 and code in {FUNCTION, PROCEDURAL} else code
            for code, parent in zip(codes, unit.parents, strict=True)
        ]
        codes = "".join(methods)
    return _collect(unit, codes, around)


def _collect(unit: Unit, codes: str, first: Item) -> tuple[Item, ...]:
    """Enter all symbols but the first, which is there already, and all imports."""
    items = [first]
    names = unit.names
    imports = iter(unit.imports)
    due = _enter_imports(imports, next(imports, None), first, 0)
    for index, at in enumerate(unit.parents):
        if not index:
            continue
        code, name, parent = codes[index], names[index], items[at]
        if parent.kind in _OWNERS:
            item = Item(unit, index, KINDS[code], name, parent, parent.inner)
            parent.add_member(name, item)
        else:
            item = _enter(unit, index, code, name, parent)
        if code == PLAIN_STRUCT:
            item.scope.define(VALUES, name, item)
        items.append(item)
        if due is not None and due[0] == index:
            due = _enter_imports(imports, due, item, index)
    return tuple(items)


def _enter(unit: Unit, index: int, code: str, name: str, parent: Item) -> Item:
    """Enter what is no member of a type, trait or impl."""
    kind = KINDS[code]
    scope = parent.inner if parent.kind is SymbolKind.MODULE or parent.parent is None else _body(parent)
    item = Item(unit, index, kind, name, parent, scope)
    if kind is SymbolKind.MODULE:
        item.inner = Scope(scope.crate, None, scope.module)
        item.inner.item = item
    space = _SPACES.get(code)
    if space is not None and name != "_":
        scope.define(space, name, item)
    if space == MACROS:
        scope.crate.macros.setdefault(name, []).append(item)
    elif code == PROCEDURAL:
        for made in unit.procedural[index]:
            scope.define(MACROS, made, item)
    return item


def _body(item: Item) -> Scope:
    """Give the scope of a function's body, opening it for the first item or import in it."""
    if item.inner is item.scope:
        item.inner = Scope(item.scope.crate, item.scope, None)
    return item.inner


def _enter_imports(
    imports: Iterator[Sequence[Any]], due: Sequence[Any] | None, item: Item, index: int
) -> Sequence[Any] | None:
    """Enter the imports that stand in an item, `due` the first of them; gives the one after them."""
    while due is not None and due[0] == index:
        _, path, alias, visibility = due
        scope = item.inner if item.kind is SymbolKind.MODULE or item.parent is None else _body(item)
        segments = tuple(path.split("::"))
        if alias == "*":
            scope.globs.append(Import(segments[:-1], visibility, scope))
        else:
            scope.imports.setdefault(alias, []).append(Import(segments, visibility, scope))
        due = next(imports, None)
    return due


def link_files(files: Mapping[str, FileItems], tree: ModuleTree) -> None:
    """Bind every file that is a module in the module that declares it."""
    for path, file in files.items():
        root = file.root
        for number, placement in enumerate(tree.places.get(path, ())):
            if placement.parent is None or placement.parent not in files:
                continue
            for scope in _declaring(placement, files[placement.parent], tree):
                link = scope, placement.module[-1]
                if link not in file.linked:
                    scope.define(TYPES, placement.module[-1], root)
                    file.linked.append(link)
                if number == 0:
                    root.inner.up = scope
                    root.visibility = "pub"


def _declaring(placement: Placement, parent: FileItems, tree: ModuleTree) -> Iterator[Scope]:
    """Give the modules in the parent's file that declare a placement: inline ones where it stands in a chain."""
    depth = max(
        (
            len(other.module)
            for other in tree.places.get(parent.path, ())
            if other.crate == placement.crate
            and len(other.module) < len(placement.module)
            and placement.module[: len(other.module)] == other.module
        ),
        default=len(placement.module) - 1,
    )
    scopes = [parent.root.inner]
    for name in placement.module[depth:-1]:
        scopes = [
            item.inner
            for scope in scopes
            for item in scope.names[TYPES].get(name, ())
            if item.kind is SymbolKind.MODULE and item.path == parent.path
        ]
    yield from scopes
