"""The members of Java's classes: methods, fields and classes have names of their own, and methods have overloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.members import BASE_UNKNOWN, MEMBER_NOT_FOUND, Found, Members
from codegraph.resolve.scoped.types import read_type
from codegraph.resolve.scoped.values import External, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.members import Ancestor
    from codegraph.resolve.scoped.values import Entity

    TypeFinder = Callable[[Sym, str], tuple[Entity, ...]]

_LANG = "java.lang"
_OF_OBJECT = frozenset(
    {"equals", "hashCode", "toString", "getClass", "notify", "notifyAll", "wait", "clone", "finalize"}
)
_OF_ENUM = frozenset({"values", "valueOf", "name", "ordinal", "compareTo", "getDeclaringClass", "describeConstable"})
_UNSEEN = frozenset({"private", "static"})


class JavaMembers(Members):
    """Looks members up in one of the three spaces of names."""

    if TYPE_CHECKING:
        _type: TypeFinder

    def complete(self, find: TypeFinder) -> None:
        """Take what finds the meaning of a type's path in a symbol."""
        self._type = find

    def _bases(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        self._scopes.touch(sym)
        found: dict[Sym | Ancestor, None] = {}
        for text in sym.data[1] if sym.data and sym.data[0] == "class" else ():
            path = read_type(text).path
            meant = self._type(sym.parent or sym, path) if path and path[0].isidentifier() else ()
            classes = [it for it in meant if not isinstance(it, tuple)]
            if len(classes) == 1:
                found[classes[0]] = None
                continue
            outside = next((it for it in meant if isinstance(it, External)), None)
            if outside is None or outside.path not in {"Object", "java.lang.Object"}:
                found[outside or Unknown(BASE_UNKNOWN)] = None
        return tuple(found)

    def methods(self, sym: Sym, name: str, after: Sym | None = None) -> Found:
        """Give the methods of a name that objects of a class have, without those whose place others take.

        `after` a class: those of what it extends.
        """
        question = ("methods", sym.file.path, sym.index, name, after is not None)
        return self._asking.ask(question, lambda: self._methods(sym, name, after), Found((), sure=False))

    def _methods(self, sym: Sym, name: str, after: Sym | None) -> Found:
        found: list[Sym] = []
        outside: External | Unknown | None = None
        sure = True
        for one in self.order(sym)[after is not None :]:
            if isinstance(one, (External, Unknown)):
                outside = outside or one
                continue
            own = [it for it in self._inside(one, name) if it.is_function and not is_constructor(it)]
            sure = sure and not (own and outside is not None and not found)
            found += [it for it in own if not any(overrides(other, it) for other in found)]
        if found:
            return Found(tuple(found), sure)
        accessor = self.fields(sym, name).entities if outside is None or isinstance(outside, External) else ()
        if any(not isinstance(it, tuple) and it.kind is SymbolKind.FIELD for it in accessor):
            # of a record
            return Found(accessor, outside is None)
        if name in _OF_OBJECT or (sym.kind is SymbolKind.ENUM and name in _OF_ENUM):
            return Found((External(_LANG, f"Object.{name}"),), sure=True)
        if isinstance(outside, External):
            return Found((External(outside.package, f"{outside.path}().{name}"),), sure=False)
        return Found((outside or Unknown(MEMBER_NOT_FOUND),), sure=False)

    def fields(self, sym: Sym, name: str) -> Found:
        """Give the field of a name, that of the class itself before those of what it extends."""
        return self._first(sym, name, types=False)

    def types(self, sym: Sym, name: str) -> Found:
        """Give the class of a name that is a member of a class."""
        return self._first(sym, name, types=True)

    def _first(self, sym: Sym, name: str, *, types: bool) -> Found:
        question = ("type" if types else "field", "member", sym.file.path, sym.index, name)
        return self._asking.ask(question, lambda: self._find(sym, name, types), Found((), sure=False))

    def _find(self, sym: Sym, name: str, types: bool) -> Found:  # noqa: FBT001
        outside: External | Unknown | None = None
        for one in self.order(sym):
            if isinstance(one, (External, Unknown)):
                outside = outside or one
                continue
            found = tuple(it for it in self._inside(one, name) if (it.is_type if types else it.is_value))
            if found:
                return Found(found, outside is None)
        if isinstance(outside, External):
            return Found((External(outside.package, f"{outside.path}.{name}"),), sure=False)
        return Found((outside or Unknown(MEMBER_NOT_FOUND),), sure=False)

    def _inside(self, sym: Sym, name: str) -> Iterator[Sym]:
        self._scopes.touch(sym)
        yield from sym.file.members.get(sym.index, {}).get(name, ())

    def constructors(self, sym: Sym) -> tuple[Sym, ...]:
        """Give what makes objects of a class."""
        return tuple(it for it in self._inside(sym, sym.name) if is_constructor(it))

    def overridden(self, sym: Sym, around: Sym) -> Found:
        """Give the method that a method takes the place of."""
        if is_constructor(sym) or _is_unseen(sym):
            return Found((), sure=True)
        for one in self.order(around)[1:]:
            if isinstance(one, (External, Unknown)):
                continue
            found = [it for it in self._inside(one, sym.name) if it.is_function and not _is_unseen(it)]
            found = [it for it in found if not is_constructor(it) and overrides(sym, it)]
            if found:
                return Found(tuple(found), sure=True)
        return Found((), sure=True)


def is_constructor(sym: Sym) -> bool:
    """Tell whether a method makes objects."""
    return sym.around is not None and sym.name == sym.around.name and not sym.result


def _is_unseen(sym: Sym) -> bool:
    return sym.visibility == "private" or bool(_UNSEEN.intersection(sym.modifiers))


def overrides(sym: Sym, other: Sym) -> bool:
    """Tell whether a method takes the place of one above it: their parameters are written alike, but for its types'."""
    own, above = sym.parameters, other.parameters
    if len(own) != len(above):
        return False
    around = other.around
    free = {*other.type_parameters, *(around.type_parameters if around is not None else ())}
    return all(_is_like(a, b, free) for (_, a), (_, b) in zip(own, above, strict=True))


def _is_like(own: str, above: str, free: set[str]) -> bool:
    mine, theirs = read_type(own), read_type(above)
    return mine.path.rpartition(".")[2] == theirs.path.rpartition(".")[2] or theirs.path in free


def fitting(found: Sequence[Sym], count: int) -> tuple[Sym, ...]:
    """Leave of methods of one name those that may be called with so many arguments (-1: any number)."""
    if count < 0:
        return tuple(found)
    return tuple(it for it in found if not it.is_function or _fits(it, count))


def _fits(sym: Sym, count: int) -> bool:
    parameters = sym.parameters
    if not parameters and is_constructor(sym) and sym.file.rules.overloads and "compact" in sym.modifiers:
        return True
    if parameters and parameters[-1][0].startswith("..."):
        return count >= len(parameters) - 1
    return count == len(parameters)
