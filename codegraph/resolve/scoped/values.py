"""What names and expressions mean: definitions, modules, objects, and what is not known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.scoped.files import VALUES, Sym

if TYPE_CHECKING:
    from codegraph.resolve.scoped.types import Written


class Module(NamedTuple):
    """A module or package: its files, and how it was found, so that modules in it can be."""

    files: tuple[str, ...]
    importer: str
    text: str


class External(NamedTuple):
    """Something of a package outside of the repository: `path` is its name there, with `()` behind what is an object.

    `parts` are the types that it holds.
    """

    package: str
    path: str
    parts: tuple[Values, ...] = ()

    @property
    def name(self) -> str:
        """The last name of its path."""
        return self.path.removesuffix("()").rpartition(".")[2]


class Local(NamedTuple):
    """A parameter or local variable of the function `owner`, as it is at a byte of its file (-1: anywhere)."""

    owner: Sym
    name: str
    at: int = -1


class Class(NamedTuple):
    """A class as an object; `own` for `cls`: it may be one that extends this one."""

    sym: Sym
    parts: tuple[Values, ...] = ()
    own: bool = False


class Instance(NamedTuple):
    """An object of a class; `own` for `self`: it may be of a class that extends this one."""

    sym: Sym
    parts: tuple[Values, ...] = ()
    own: bool = False


class Function(NamedTuple):
    """A function, and the object that it is a method of, if there is one; `parts` are its type arguments.

    `like` for any function of its type.
    """

    sym: Sym
    receiver: Instance | Class | None = None
    parts: tuple[Values, ...] = ()
    like: bool = False


class TypeVar(NamedTuple):
    """What is of the type that a type parameter of a symbol stands for."""

    owner: Sym
    number: int


class Place(NamedTuple):
    """Where a type is read: `scope` for its names, `inner` for type parameters, but those that are `hidden`."""

    scope: Sym
    inner: Sym
    at: int = -1
    hidden: frozenset[str] = frozenset()


class Form(NamedTuple):
    """A function or an object of which a type tells all that is known, and what type parameters stand for in that."""

    place: Place
    written: Written
    bound: tuple[tuple[TypeVar, Values], ...] = ()


class Attribute(NamedTuple):
    """What methods give to a member of their object: `self.x = ..`."""

    owner: Sym
    name: str


class Super(NamedTuple):
    """The object of a method, taken for one of what its class extends."""

    sym: Sym
    receiver: Instance | Class


class Unnamed(NamedTuple):
    """An object of a type without a name: how it is made (`[]`, `map`, `func`, `()`), and the types that it holds."""

    form: str
    parts: tuple[Values, ...] = ()


class Unknown(NamedTuple):
    """Something of which nothing is known, and why."""

    reason: str


_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM, SymbolKind.TYPE_ALIAS})
_ONLY_TYPES = frozenset({SymbolKind.INTERFACE, SymbolKind.TYPE_ALIAS})
_VALUES = frozenset({*FUNCTIONS, *VALUES, SymbolKind.CLASS, SymbolKind.ENUM})

Value = Module | External | Class | Instance | Function | Super | Unnamed | Unknown | TypeVar | Form
Entity = Value | Local | Attribute | Sym  # what a name may stand for


class Values(NamedTuple):
    """What something may be; `sure` unless it was concluded from what is not declared."""

    each: tuple[Value, ...] = ()
    sure: bool = True


NOTHING = Values()

NO_VALUE = frozenset({"None", "undefined", "null"})
"""The words for no value, which are the words for their types as well."""


def in_space(found: tuple[Entity, ...], *, types: bool) -> tuple[Entity, ...]:
    """Leave out types where there are values, or the other way round, in languages where one name may be both."""
    if len(found) < 2:  # noqa: PLR2004
        return found
    fits = _TYPES if types else _VALUES
    chosen = tuple(it for it in found if isinstance(it, Sym) and it.file.rules.spaces and it.kind in fits)
    return chosen or found


def values_only(found: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Leave out what is only a type, in languages where one name may be a type's and a value's."""
    if not any(isinstance(it, Sym) and it.kind in _ONLY_TYPES for it in found):
        return found
    return tuple(it for it in found if not (isinstance(it, Sym) and it.kind in _ONLY_TYPES and it.file.rules.spaces))


def joined(found: list[Values]) -> Values:
    """Join several."""
    if len(found) == 1:
        return found[0]
    return Values(tuple(dict.fromkeys(one for it in found for one in it.each)), all(it.sure for it in found))
