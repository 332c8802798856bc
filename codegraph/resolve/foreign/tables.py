"""What files offer to other languages, as files of these: views, which stand beside the files of the workspace."""

from __future__ import annotations

import json
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId
from codegraph.model import SymbolKind
from codegraph.resolve.foreign.exports import (
    CLASS,
    DECLARATION,
    FILE,
    FUNCTION,
    MESSAGE,
    METHOD,
    MODULE,
    RPC,
    SERVICE,
    SYMBOL,
    Export,
)
from codegraph.resolve.giving import Gifts
from codegraph.resolve.scoped.files import File
from codegraph.resolve.scoped.modules import modules_key, name_key
from codegraph.resolve.units import CODES, FOREIGN, SCOPED, DamagedUnitError, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.discover.cargo import Package
    from codegraph.resolve.scoped.files import Sym

# the path of the view that has all symbols of C, which no file has
C = "\0c"
_SERVICES = "\0services"
_ID = 32
_SELF = [["self", ""]]
# the end of an outline that has no exports
_NOTHING = b",[]]"
_EXPORTS = 8
# stands for the path in a unit that does not give it
_UNNAMED = "a file"
# the modules that are made from a file of Protobuf, and the classes from a service
_OF_FILE = ("_pb2", "_pb2_grpc")
_OF_SERVICE = ("Servicer", "Stub", "AsyncStub")
_KINDS = {FUNCTION: SymbolKind.FUNCTION, CLASS: SymbolKind.CLASS, METHOD: SymbolKind.METHOD}


class Offer(NamedTuple):
    """What one file offers: each export with the id of its symbol."""

    path: str
    exports: Sequence[tuple[Export, NodeId]]


class Service(NamedTuple):
    """A service of Protobuf, and what it does by name."""

    ident: NodeId
    methods: Sequence[tuple[str, NodeId]]


class _Shown(NamedTuple):
    """A symbol of a view, below `owner` in it."""

    name: str
    kind: SymbolKind
    ident: NodeId
    owner: str = ""
    result: str = ""
    marks: Sequence[str] = ()


def offer_of(unit: bytes) -> Offer | None:
    """Read what the file of a unit offers, None where that is nothing; raises DamagedUnitError."""
    try:
        if unit.startswith(FOREIGN):
            path, rows, ids = json.loads(unit[len(FOREIGN) + 1 :])
        else:
            outline = unit[: unit.index(b"\n")]
            if outline.endswith(_NOTHING):
                return None
            path, *_, rows = said = json.loads(outline)
            if len(said) <= _EXPORTS:
                return None
            ids = Unit(unit).ids
        found = [(Export(*row), NodeId(ids[row[0] * _ID : (row[0] + 1) * _ID])) for row in rows]
    except (ValueError, TypeError, IndexError) as error:
        raise DamagedUnitError(_UNNAMED, error) from error
    return Offer(path, found) if found else None


class Foreign:
    """What all files offer."""

    def __init__(self, units: Iterable[bytes], packages: Sequence[Package] = ()) -> None:
        """Read the units of languages that others see; raises DamagedUnitError."""
        self._offers = {it.path: it for it in map(offer_of, units) if it is not None}
        self._roots = sorted({it.root for it in packages}, key=len, reverse=True)

    def _crate(self, path: str) -> str:
        """Give the folder of the package that a file belongs to."""
        for root in self._roots:
            if not root or path.startswith(f"{root}/"):
                return root
        return posixpath.dirname(path)

    @cached_property
    def files(self) -> Mapping[str, File]:
        """Give the views by their paths."""
        shown: dict[str, list[_Shown]] = {}
        for offer in self._offers.values():
            for export, ident in offer.exports:
                for view, one in self._shown(offer.path, export, ident):
                    shown.setdefault(view, []).append(one)
        return {view: _view(view, found) for view, found in sorted(shown.items())}

    def _shown(self, path: str, export: Export, ident: NodeId) -> Iterable[tuple[str, _Shown]]:
        """Give where an export is seen, and as what."""
        form, name, owner = export.form, export.name, export.owner
        if form == SYMBOL:
            yield C, _Shown(name, SymbolKind.FUNCTION, ident)
        elif form == MODULE:
            yield _made(f"{self._crate(path)}\0{name}"), _Shown("", SymbolKind.MODULE, ident)
        elif form in _KINDS:
            crate = self._crate(path)
            result = self._classes.get((crate, export.result), "")
            around = self._classes.get((crate, owner), "") if form == METHOD else ""
            if form != METHOD or around:
                yield _made(crate), _Shown(name, _KINDS[form], ident, around, result, tuple(export.marks))
        else:
            yield from _of_protobuf(export, ident)

    def _giving(self, crate: str, result: str) -> Iterable[tuple[str, _Shown]]:
        """Give the functions and methods of a package that give a type."""
        for path, offer in self._offers.items():
            for export, ident in offer.exports:
                if export.result == result and self._crate(path) == crate:
                    yield from self._shown(path, export, ident)

    @cached_property
    def _classes(self) -> dict[tuple[str, str], str]:
        """Give the names of classes in Python, by package and type."""
        found: dict[tuple[str, str], str] = {}
        for path, offer in sorted(self._offers.items()):
            for export, _ in offer.exports:
                if export.form == CLASS:
                    found.setdefault((self._crate(path), export.owner), export.name)
        return found

    @cached_property
    def _modules(self) -> dict[str, set[str]]:
        """Give the packages that make a module of Python of a name."""
        found: dict[str, set[str]] = {}
        for path, offer in self._offers.items():
            for export, _ in offer.exports:
                if export.form == MODULE:
                    found.setdefault(export.name, set()).add(self._crate(path))
        return found

    def module(self, name: str) -> tuple[str, ...]:
        """Give the views of a module of Python that is made from another language, by its last name."""
        if _made(name) in self.files and name.endswith(_OF_FILE):
            return (_made(name),)
        crates = self._modules.get(name, ())
        if len(crates) != 1:
            # nothing tells which of several is meant
            return ()
        [crate] = crates
        return tuple(path for path in (_made(crate), _made(f"{crate}\0{name}")) if path in self.files)

    def symbols(self, name: str) -> Sequence[Sym]:
        """Give the definitions of a symbol of C."""
        file = self.files.get(C)
        return file.members.get(0, {}).get(name, ()) if file is not None else ()

    def services(self, name: str) -> list[Service]:
        """Give the services of Protobuf of a name."""
        return self._services.get(name, [])

    @cached_property
    def _services(self) -> dict[str, list[Service]]:
        found: dict[str, list[Service]] = {}
        for _, offer in sorted(self._offers.items()):
            for export, ident in offer.exports:
                if export.form == SERVICE:
                    methods = [(it.name, to) for it, to in offer.exports if (it.form, it.owner) == (RPC, export.owner)]
                    found.setdefault(export.name, []).append(Service(ident, methods))
        return found

    def declared(self, path: str) -> list[tuple[int, str]]:
        """Give the symbols of C that a file declares to be elsewhere: the index and name of each."""
        offer = self._offers.get(path)
        return [(it.symbol, it.name) for it, _ in offer.exports if it.form == DECLARATION] if offer else []

    def gives(self, path: str) -> dict[int, int]:
        """Give the keys under which other languages ask for what is in a file, with fingerprints."""
        gifts = Gifts()
        offer = self._offers.get(path)
        if offer is None:
            return {}
        for export, ident in offer.exports:
            for view, one in self._shown(path, export, ident):
                gifts.add(name_key(view, one.owner or one.name), one)
            if export.form == MODULE:
                gifts.add(modules_key(export.name), path, self._crate(path))
            elif export.form == CLASS:
                # what functions give is a class of Python since there is one
                for view, one in self._giving(self._crate(path), export.owner):
                    gifts.add(name_key(view, one.owner or one.name), path, export.name)
            elif export.form in {SERVICE, RPC}:
                gifts.add(services_key(export.owner.partition(" ")[0]), path, export, ident)
            elif export.form == FILE:
                for ending in _OF_FILE:
                    gifts.add(modules_key(export.name + ending), path)
        return gifts.found


def services_key(name: str) -> int:
    """Give the key of which services there are of a name."""
    return name_key(_SERVICES, name)


def _of_protobuf(export: Export, ident: NodeId) -> Iterable[tuple[str, _Shown]]:
    """Give the modules, classes and methods that are made for Python, by convention."""
    form, name, owner = export.form, export.name, export.owner
    if form == FILE:
        for ending in _OF_FILE:
            yield _made(name + ending), _Shown("", SymbolKind.MODULE, ident)
    elif form == MESSAGE:
        yield _made(owner + _OF_FILE[0]), _Shown(name, SymbolKind.CLASS, ident)
    elif form in {SERVICE, RPC}:
        service, _, file = owner.partition(" ")
        for ending in _OF_SERVICE:
            one = _Shown(service + ending, SymbolKind.CLASS, ident)
            if form == RPC:
                one = _Shown(name, SymbolKind.METHOD, ident, service + ending)
            yield _made(file + _OF_FILE[1]), one


def _made(name: str) -> str:
    """Give the path of a view, which no file has."""
    return f"\0made/{name}"


def _view(path: str, found: Sequence[_Shown]) -> File:
    """Make a view: a file of Python whose symbols are those of other files."""
    root = next((it.ident for it in found if it.kind is SymbolKind.MODULE), NodeId("0" * _ID))
    tops = [it for it in found if not it.owner and it.kind is not SymbolKind.MODULE]
    names = [it.name for it in tops]
    members = [it for it in found if it.owner in names and it.owner]
    shown = [*tops, *members]
    parents = [-1, *(0 for _ in tops), *(1 + names.index(it.owner) for it in members)]
    declared = {
        number: ["class", []] if one.kind is SymbolKind.CLASS else ["fn", _SELF if one.owner else [], one.result]
        for number, one in enumerate(shown, 1)
    }
    table = [
        "python",
        "",
        "".join(CODES[kind] for kind in (SymbolKind.MODULE, *(it.kind for it in shown))),
        ["", *(it.name for it in shown)],
        parents,
        "".join((root, *(it.ident for it in shown))),
        {},
        {number: [*one.marks] for number, one in enumerate(shown, 1) if one.marks},
        {},
        {},
        {},
        [],
        [],
        [],
        declared,
        {},
    ]
    data = json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass")
    # what is made of Protobuf is known by the names that generators give
    view = File(b"\n".join((SCOPED, path.encode("utf-8", "surrogatepass"), data)))
    view.is_foreign = True
    # nothing says that a library, or what is declared, is the one that is defined here
    view.by_convention = path == C or path.endswith(_OF_FILE)
    return view
