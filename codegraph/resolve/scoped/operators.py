"""What becomes of a value where it is indexed, gone through, awaited or entered: by its methods for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped import outside
from codegraph.resolve.scoped.outside import UNKNOWN
from codegraph.resolve.scoped.values import Class, External, Function, Instance, Values, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.resolve.scoped.members import Members
    from codegraph.resolve.scoped.values import Value


class Operators:
    """Evaluates what the syntax of a language asks of a value's methods."""

    def __init__(self, members: Members, read: Callable[[Value, str], Values], call: Callable[[Value], Values]) -> None:
        """Take what reads a member of a value, and what calls one."""
        self._members = members
        self._read = read
        self._call = call

    def _method(self, value: Instance | Class, name: str) -> list[Value]:
        found = self._read(value, name)
        return [one for one in found.each if isinstance(one, Function)]

    def through(self, value: Value, *names: str) -> Values | None:
        """Give what the first of some methods gives that an object has."""
        if isinstance(value, Instance):
            for name in names:
                methods = self._method(value, name)
                if methods:
                    return joined([self._call(one) for one in methods])
        return None

    def element(self, value: Value) -> Values:
        """Give what stands at an index or key of a value."""
        if isinstance(value, External):
            return outside.element(value) if value.path.endswith("()") else Values((value,))
        if isinstance(value, Class):
            return Values((value,))
        return self.through(value, "__getitem__") or UNKNOWN

    def each(self, value: Value) -> Values:
        """Give what a loop over a value takes from it."""
        if isinstance(value, External):
            return outside.each(value)
        if isinstance(value, Class) and self._members.is_enum(value.sym):
            return Values((Instance(value.sym),))
        found = self.through(value, "__iter__", "__aiter__")
        if found is None:
            return UNKNOWN
        parts = []
        for one in found.each:
            if isinstance(one, External):
                parts.append(outside.each(one))
            else:
                parts.append(self.through(one, "__next__", "__anext__") or UNKNOWN)
        return joined(parts) if parts else UNKNOWN

    def awaited(self, value: Value) -> Values:
        """Give what waiting for a value gives."""
        if isinstance(value, External):
            found = outside.awaited(value)
            return found if found is not None else Values((value,), sure=False)
        return Values((value,))

    def entered(self, value: Value) -> Values:
        """Give what `with` binds of a value."""
        if isinstance(value, External):
            return outside.entered(value)
        return self.through(value, "__enter__", "__aenter__") or UNKNOWN
