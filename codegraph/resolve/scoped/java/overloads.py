"""Chooses among methods of one name: by how many arguments a call has, then by what these are as far as that is known.

A method is left out where an argument cannot be given to it. Of several that are left one is meant whose parameters
are proved to take the arguments, and that could not be given to none of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.java.members import fitting
from codegraph.resolve.scoped.values import External, Instance, TypeVar, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.resolve.scoped.files import Sym
    from codegraph.resolve.scoped.java.inference import JavaInference
    from codegraph.resolve.scoped.values import Value, Values

_STRING, _CLASS, _ARRAY, _NUMBER = "java.lang.String", "java.lang.Class", "java.lang.[]", "java.lang.int"
_ANY = frozenset({"Object"})
_TAKES = {
    _STRING: frozenset({"String", "CharSequence", "Comparable", "Serializable", "Constable", "ConstantDesc"}),
    _CLASS: frozenset({"Class", "Type", "Serializable", "GenericDeclaration", "AnnotatedElement", "Constable"}),
}
_PRIMITIVE = frozenset({"int", "long", "short", "byte", "char", "boolean", "float", "double"})
_BOXES = frozenset({"Integer", "Long", "Short", "Byte", "Character", "Boolean", "Float", "Double"})
_OF_BOXES = frozenset({"Number", "Comparable", "Serializable", "Constable", "ConstantDesc"})
_CLOSED = frozenset({"String", "Class", *_PRIMITIVE, *_BOXES})


def choose(java: JavaInference, found: Sequence[Sym], arguments: Sequence[Values], count: int) -> tuple[Sym, ...]:
    """Give the methods that a call may be of."""
    fits = fitting(found, count)
    if len(fits) < 2 or len(arguments) != count or not all(it.is_function for it in fits):  # noqa: PLR2004
        return fits
    given = [_known(it) for it in arguments]
    takes = {it: [_known(java.typed(it, text)) for text in _types(it, count)] for it in fits}
    may = [it for it in fits if all(_may(java, a, b) for a, b in zip(given, takes[it], strict=True))] or list(fits)
    if len(may) == 1:
        return (may[0],)
    fixed = [it for it in may if not _is_open(it)]
    proved = [it for it in fixed if all(_must(java, a, b) for a, b in zip(given, takes[it], strict=True))]
    for one in proved:
        if all(_is_narrower(java, takes[one], takes[other]) for other in fixed if other is not one):
            return (one,)
    return tuple(may)


def _is_open(sym: Sym) -> bool:
    return bool(sym.parameters) and sym.parameters[-1][0].startswith("...")


def _types(sym: Sym, count: int) -> list[str]:
    """Write the types of parameters for so many arguments."""
    written = [text for _, text in sym.parameters]
    if not _is_open(sym):
        return written
    last = written.pop()
    # one argument may be the array itself
    return [*written, *([last] * (count - len(written)) if count != len(written) + 1 else [f"{last}|{last}[]"])]


def _known(values: Values) -> Value | None:
    """Give the one thing that a value is; none where it is not known."""
    if len(values.each) != 1:
        return None
    value = values.each[0]
    if isinstance(value, External):
        is_type = value.path.endswith("()") and (value.name[:1].isupper() or value.name in {*_PRIMITIVE, "[]"})
        return value if is_type else None
    return None if isinstance(value, (Unknown, TypeVar)) else value


def _path(value: External) -> str:
    path = value.path.removesuffix("()")
    return path if "." in path else f"{value.package}.{path}"


def _may(java: JavaInference, given: Value | None, takes: Value | None) -> bool:
    """Tell whether something may be given to a parameter."""
    if given is None or takes is None or _must(java, given, takes):
        return True
    if isinstance(given, Instance):
        order = java.members.order(given.sym)
        if isinstance(takes, Instance):
            return any(isinstance(it, Unknown) for it in order)
        # what it extends outside of the repository may be anything there
        return isinstance(takes, External) and takes.name not in _CLOSED and any(isinstance(it, tuple) for it in order)
    if isinstance(given, External) and isinstance(takes, External):
        return _may_outside(given, takes)
    return isinstance(given, External) and not isinstance(takes, Instance)


def _may_outside(given: External, takes: External) -> bool:
    if given.name in _PRIMITIVE | _BOXES:
        return takes.name in _PRIMITIVE | _BOXES | _OF_BOXES | _ANY
    if given.name == "[]" or takes.name == "[]":
        return given.name == takes.name
    return _path(given) not in _TAKES and takes.name not in _PRIMITIVE


def _must(java: JavaInference, given: Value | None, takes: Value | None) -> bool:
    """Tell whether it is proved that something can be given to a parameter as it is."""
    if isinstance(takes, Instance):
        return isinstance(given, Instance) and takes.sym in java.members.order(given.sym)
    if not isinstance(takes, External):
        return False
    if isinstance(given, Instance):
        return takes.name in _ANY
    return isinstance(given, External) and _must_outside(given, takes)


def _must_outside(given: External, takes: External) -> bool:
    if _path(given) == _NUMBER:
        # which kind of number is not known
        return False
    if given.name in _PRIMITIVE or given.name == "[]":
        return given == takes
    return takes.name in _ANY | _TAKES.get(_path(given), frozenset()) or _path(given) == _path(takes)


def _is_narrower(java: JavaInference, own: Sequence[Value | None], other: Sequence[Value | None]) -> bool:
    return all((a == b and a is not None) or _must(java, a, b) for a, b in zip(own, other, strict=True))
