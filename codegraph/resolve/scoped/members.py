"""What classes extend, and the members that objects have: by the order in which their classes are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.scoped.files import OF_NAME
from codegraph.resolve.scoped.modules import WHOLE, name_key
from codegraph.resolve.scoped.scopes import OF_OTHERS
from codegraph.resolve.scoped.script_types import read_script_type
from codegraph.resolve.scoped.types import read_type
from codegraph.resolve.scoped.values import Attribute, Class, External, Unknown, in_space

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.scopes import Scopes
    from codegraph.resolve.scoped.values import Entity, Values

BASE_UNKNOWN = "base-unknown"
MEMBER_NOT_FOUND = "member-not-found"

# what classes of other packages that give no members to speak of are called
_PLAIN = frozenset({"object", "Generic", "Protocol", "ABC", "Object"})
_ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
_MOST_CLASSES = 150

Ancestor = External | Unknown  # or a Sym


class Found(NamedTuple):
    """Members of a name, and whether a class that is not known comes before the one that has them."""

    entities: tuple[Entity, ...]
    sure: bool


class Members:
    """The members of classes."""

    def __init__(self, scopes: Scopes, evaluate: Callable[[Entity], Values], path: PathReader) -> None:
        self._scopes = scopes
        self._evaluate = evaluate
        self._path = path
        self._asking = scopes.modules.asking

    def bases(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        """Give the classes that a class extends."""
        return self._asking.ask(("bases", sym.file.path, sym.index), lambda: self._bases(sym), ())

    def _bases(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        self._scopes.touch(sym)
        found: dict[Sym | Ancestor, None] = {}
        written = sym.data[1] if sym.data and sym.data[0] == "class" else ()
        for text in written:
            path = (read_script_type if sym.file.rules.spaces else read_type)(text).path
            meant = self._path(sym.parent or sym, path, OF_OTHERS) if path and path[0] not in "|([=" else ()
            values = [one for entity in in_space(meant, types=False) for one in self._evaluate(entity).each]
            classes = [one.sym for one in values if isinstance(one, Class)]
            if len(classes) == 1:
                found[classes[0]] = None
            elif classes:
                found[Unknown(BASE_UNKNOWN)] = None
            else:
                outside = next((one for one in values if isinstance(one, External)), None)
                if outside is None or outside.name not in _PLAIN:
                    found[outside or Unknown(BASE_UNKNOWN)] = None
        return tuple(found)

    def order(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        """Give a class and all that it extends in the order in which members are looked for."""
        return self._asking.ask(("order", sym.file.path, sym.index), lambda: self._order(sym), (sym,))

    def _order(self, sym: Sym) -> tuple[Sym | Ancestor, ...]:
        bases = self.bases(sym)
        lines = [self.order(one) if not isinstance(one, (External, Unknown)) else (one,) for one in bases]
        return (sym, *_merged([*lines, bases], sym))[:_MOST_CLASSES]

    def is_enum(self, sym: Sym) -> bool:
        """Tell whether the values in a class are objects of it."""
        return any(isinstance(one, External) and one.name in _ENUMS for one in self.order(sym))

    def of(self, sym: Sym, name: str, *, instance: bool, after: Sym | None = None) -> Found:
        """Give the members of a name of an object, or of a class; `after` a class: those of what it extends."""
        question = ("member", sym.file.path, sym.index, name, instance, after)
        return self._asking.ask(question, lambda: self._of(sym, name, instance, after), Found((), sure=False))

    def _of(self, sym: Sym, name: str, instance: bool, after: Sym | None) -> Found:  # noqa: FBT001
        order = self.order(sym)
        if after is not None:
            order = order[order.index(after) + 1 :] if after in order else self.order(after)[1:]
        outside: External | Unknown | None = None
        for one in order:
            if isinstance(one, (External, Unknown)):
                outside = outside or one
                continue
            self._scopes.touch(one)
            # what stands in a function is no member of it
            inside = () if one.is_function else one.file.members.get(one.index, {}).get(name, ())
            found = chosen(inside or self._attached(one, name))
            own = (one.index, name) in one.file.own_attributes if instance else False
            if found and not (own and all(it.is_value and _is_bare(it) for it in found)):
                return Found(found, outside is None)
            if own:
                return Found((Attribute(one, name),), outside is None)
        if isinstance(outside, External):
            return Found((External(outside.package, f"{outside.path}.{name}"),), sure=False)
        return Found((outside or Unknown(MEMBER_NOT_FOUND),), sure=False)

    def overridden(self, sym: Sym, around: Sym) -> Found:
        """Give the methods whose place a method of a class takes."""
        return self.of(around, sym.name, instance=False, after=around)

    def of_function(self, sym: Sym, name: str) -> tuple[Entity, ...]:
        """Give what is put on a function under a name: by itself, or as it stands for all that its file gives."""
        if not sym.file.rules.exports or sym.result.startswith(OF_NAME):
            # what is declared of its name has the members
            return ()
        self._scopes.touch(sym)
        found: tuple[Entity, ...] = chosen(self._attached(sym, name))
        path = sym.file.path
        modules = self._scopes.modules
        modules.asking.note(name_key(path, WHOLE), name_key(path, name))
        if found or sym.parent is not sym.file.root or not sym.file.gives(name):
            return found
        return modules.named(path, name, inside=False) if sym in modules.named(path, WHOLE, inside=False) else ()

    def _attached(self, sym: Sym, name: str) -> Sequence[Sym]:
        """Give the methods of a name that stand outside of what they belong to."""
        if sym.file.rules.exports and sym.parent is sym.file.root:
            # one may come
            self._asking.note(name_key(sym.file.path, name))
        attached = sym.file.attached
        if sym.parent is not sym.file.root or sym.name not in attached:
            return ()
        found = attached[sym.name].get(name, ())
        for one in found:
            self._scopes.touch(one)
        return found


if TYPE_CHECKING:
    PathReader = Callable[[Sym, str, int], tuple[Entity, ...]]


def _is_bare(sym: Sym) -> bool:
    """Tell whether a field is only set to nothing, so that what methods give it tells more."""
    return sym.data[:1] == ["var"] and not sym.data[1] and sym.data[2] in {"", "None", "undefined", "null"}


def chosen(found: Sequence[Sym]) -> tuple[Sym, ...]:
    """Leave out what only says more of another of the same name: overloads, setters."""
    if len(found) < 2:  # noqa: PLR2004
        return tuple(found)
    left = [it for it in found if not any(text.endswith((".setter", ".deleter", ".getter")) for text in it.attributes)]
    left = left or list(found)
    whole = [it for it in left if not any(text.rpartition(".")[2] == "overload" for text in it.attributes)]
    whole = whole or left[:1]
    if len(whole) > 1 and all(it.is_function for it in whole):
        whole = [it for it in whole if not it.is_signature] or whole[:1]
    return tuple(whole)


def _merged(lines: Sequence[Sequence[Sym | Ancestor]], sym: Sym) -> list[Sym | Ancestor]:
    """Merge orders as Python does; where that cannot be, one after the other."""
    pending = [[one for one in line if one is not sym] for line in lines if line]
    found: list[Sym | Ancestor] = []
    while pending := [line for line in pending if line]:
        if len(found) > _MOST_CLASSES:
            break
        tails = {one for line in pending for one in line[1:]}
        head = next((line[0] for line in pending if line[0] not in tails), pending[0][0])
        found.append(head)
        pending = [[one for one in line if one != head] for line in pending]
    return found
